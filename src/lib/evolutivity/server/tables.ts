import { boolean, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { AuthorityId, CharterId, ClauseId, ElementId, EvolutionScenarioId, FileId, GatheringId, ProjectId, SeatId, SignalId, TriggerId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { cockpitElements } from '../../cockpit/server/tables.ts';
import { gatherings, seats } from '../../gatherings/server/tables.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { authorities } from '../../people/server/tables.ts';
import { projects } from '../../projects/server/tables.ts';
import type { CharterState, Signature } from '../rules/charter.ts';
import type { Charter, Clause } from '../rules/clause.ts';
import type { SittingEntry } from '../rules/entries.ts';
import type { GateNote } from '../rules/gate.ts';
import type { Admissibility, TriggerCategory } from '../rules/triggers.ts';
import type { TriggeringParty } from '../rules/clause.ts';
import type { Delta, ScenarioAuthor } from '../rules/scenario.ts';
import type { VersionChange, VersionLink } from '../rules/versions.ts';
import type { NeedAnswer } from '../rules/watch.ts';

/** The evolutivity clause of a line or of a lot, published with the tender documents and frozen when the consultation opens. */
export const clauses = pgTable(
	'clauses',
	{
		id: uuid('id').primaryKey().$type<ClauseId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** the line of the cockpit that it is about */
		lineId: uuid('line_id').notNull().$type<ElementId>(),
		/** the contract that it became part of; null before the notification */
		contractId: uuid('contract_id').$type<ElementId>(),
		title: text('title').notNull(),
		terms: jsonb('terms').notNull().$type<{ readonly version: 1 } & Omit<Clause, 'frozenOn'>>(),
		/** one more at each change: of two people who edit at once, the second is told */
		revision: integer('revision').notNull().default(0),
		/** the day on which the consultation opened: from then on nothing of it changes */
		frozenOn: date('frozen_on', { mode: 'string' }),
		createdAt: moment('created_at').notNull(),
		changedAt: moment('changed_at').notNull()
	},
	(table) => [
		unique('clauses_tenant_key').on(table.authorityId, table.id),
		unique('clauses_contract_key').on(table.contractId),
		index('clauses_project').on(table.authorityId, table.projectId),
		foreignKey({ name: 'clauses_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] }),
		foreignKey({ name: 'clauses_line_fk', columns: [table.authorityId, table.lineId], foreignColumns: [cockpitElements.authorityId, cockpitElements.id] }),
		foreignKey({ name: 'clauses_contract_fk', columns: [table.authorityId, table.contractId], foreignColumns: [cockpitElements.authorityId, cockpitElements.id] })
	]
);

/** The charter of a contract: each version says how, and never more than the clause. */
export const charters = pgTable(
	'charters',
	{
		id: uuid('id').primaryKey().$type<CharterId>(),
		authorityId: authorityId<AuthorityId>(),
		clauseId: uuid('clause_id').notNull().$type<ClauseId>(),
		version: integer('version').notNull(),
		terms: jsonb('terms').notNull().$type<{ readonly version: 1 } & Omit<Charter, 'version'>>(),
		state: text('state').notNull().$type<CharterState>(),
		signatures: jsonb('signatures').notNull().default([]).$type<readonly Signature[]>(),
		/** the day on which it is looked at again */
		reviewOn: date('review_on', { mode: 'string' }),
		revision: integer('revision').notNull().default(0),
		createdAt: moment('created_at').notNull(),
		changedAt: moment('changed_at').notNull()
	},
	(table) => [
		unique('charters_tenant_key').on(table.authorityId, table.id),
		unique('charters_version_key').on(table.clauseId, table.version),
		uniqueIndex('charters_one_draft').on(table.clauseId).where(sql`state = 'draft'`),
		uniqueIndex('charters_one_in_force').on(table.clauseId).where(sql`state = 'in-force'`),
		foreignKey({ name: 'charters_clause_fk', columns: [table.authorityId, table.clauseId], foreignColumns: [clauses.authorityId, clauses.id] })
	]
);

/** What the watch saw: by somebody, or by an indicator that crossed a criterion. */
export const signals = pgTable(
	'signals',
	{
		id: uuid('id').primaryKey().$type<SignalId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		clauseId: uuid('clause_id').$type<ClauseId>(),
		seenOn: date('seen_on', { mode: 'string' }).notNull(),
		source: text('source').notNull(),
		words: text('words').notNull(),
		/** the need concerned, by its code; empty where none is named */
		need: text('need').notNull().default(''),
		/** the criterion of the charter that it matches, by its code */
		criterion: text('criterion').notNull().default(''),
		/** the measurement that raised it by itself: one signal for each criterion */
		measurementId: uuid('measurement_id').$type<ElementId>(),
		raisedBy: text('raised_by').notNull().$type<Actor>(),
		/** what the team makes of it; null while nobody has said */
		answer: text('answer'),
		answeredAt: moment('answered_at'),
		raisedAt: moment('raised_at').notNull()
	},
	(table) => [
		unique('signals_tenant_key').on(table.authorityId, table.id),
		unique('signals_crossing_key').on(table.clauseId, table.criterion, table.measurementId),
		index('signals_project').on(table.authorityId, table.projectId),
		foreignKey({ name: 'signals_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] }),
		foreignKey({ name: 'signals_clause_fk', columns: [table.authorityId, table.clauseId], foreignColumns: [clauses.authorityId, clauses.id] })
	]
);

/** « Le besoin est-il toujours juste ? », asked every so often of the prescribing service. */
export const needReviews = pgTable(
	'need_reviews',
	{
		id: uuid('id').primaryKey(),
		authorityId: authorityId<AuthorityId>(),
		clauseId: uuid('clause_id').notNull().$type<ClauseId>(),
		dueOn: date('due_on', { mode: 'string' }).notNull(),
		answer: text('answer').$type<NeedAnswer>(),
		words: text('words').notNull().default(''),
		answeredBy: text('answered_by').$type<Actor>(),
		answeredOn: date('answered_on', { mode: 'string' })
	},
	(table) => [
		uniqueIndex('need_reviews_one_due').on(table.clauseId).where(sql`answer is null`),
		foreignKey({ name: 'need_reviews_clause_fk', columns: [table.authorityId, table.clauseId], foreignColumns: [clauses.authorityId, clauses.id] })
	]
);

/** A motivated request of evolution, by one of the two parties of a charter. */
export const triggers = pgTable(
	'triggers',
	{
		id: uuid('id').primaryKey().$type<TriggerId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		clauseId: uuid('clause_id').notNull().$type<ClauseId>(),
		charterId: uuid('charter_id').notNull().$type<CharterId>(),
		/** 1 for the first of its clause */
		number: integer('number').notNull(),
		party: text('party').notNull().$type<TriggeringParty>(),
		category: text('category').notNull().$type<TriggerCategory>(),
		/** the criteria of the charter that it says are met, by their codes */
		criteria: jsonb('criteria').notNull().$type<readonly string[]>(),
		motives: text('motives').notNull(),
		evidence: text('evidence').notNull(),
		/** the pact or the experiment whose end it follows, if one */
		experimentId: uuid('experiment_id').$type<ElementId>(),
		receivedOn: date('received_on', { mode: 'string' }).notNull(),
		admissibility: text('admissibility').$type<Admissibility>(),
		admissibilityReason: text('admissibility_reason').notNull().default(''),
		answeredOn: date('answered_on', { mode: 'string' }),
		/** the sitting that takes it up: several requests may go to one */
		gatheringId: uuid('gathering_id').$type<GatheringId>(),
		withdrawnOn: date('withdrawn_on', { mode: 'string' }),
		filedBy: text('filed_by').notNull().$type<Actor>(),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('triggers_tenant_key').on(table.authorityId, table.id),
		unique('triggers_number_key').on(table.clauseId, table.number),
		index('triggers_project').on(table.authorityId, table.projectId),
		index('triggers_gathering').on(table.gatheringId),
		foreignKey({ name: 'triggers_clause_fk', columns: [table.authorityId, table.clauseId], foreignColumns: [clauses.authorityId, clauses.id] }),
		foreignKey({ name: 'triggers_charter_fk', columns: [table.authorityId, table.charterId], foreignColumns: [charters.authorityId, charters.id] }),
		foreignKey({ name: 'triggers_gathering_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [gatherings.authorityId, gatherings.id] })
	]
);

/** What only the buyer and the holder read of a request; a file beside words. */
export const annexes = pgTable(
	'annexes',
	{
		triggerId: uuid('trigger_id').primaryKey().$type<TriggerId>(),
		authorityId: authorityId<AuthorityId>(),
		words: text('words').notNull().default(''),
		fileId: uuid('file_id').$type<FileId>(),
		changedAt: moment('changed_at').notNull()
	},
	(table) => [foreignKey({ name: 'annexes_trigger_fk', columns: [table.authorityId, table.triggerId], foreignColumns: [triggers.authorityId, triggers.id] })]
);

/** What a sitting is about: one row, on which whoever writes waits for the others. */
export const sittings = pgTable(
	'sittings',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		clauseId: uuid('clause_id').notNull().$type<ClauseId>(),
		charterId: uuid('charter_id').notNull().$type<CharterId>(),
		/** 1 for the first of its clause */
		number: integer('number').notNull(),
		/** who holds the legal gate: a buyer's account as `account:…`, and no interested role */
		gateHeldBy: text('gate_held_by').notNull().$type<Actor>(),
		/** the ISO day of the sitting, from which the notice runs */
		heldOn: date('held_on', { mode: 'string' }).notNull(),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('sittings_tenant_key').on(table.authorityId, table.gatheringId),
		unique('sittings_number_key').on(table.clauseId, table.number),
		foreignKey({ name: 'sittings_gathering_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [gatherings.authorityId, gatherings.id] }),
		foreignKey({ name: 'sittings_clause_fk', columns: [table.authorityId, table.clauseId], foreignColumns: [clauses.authorityId, clauses.id] }),
		foreignKey({ name: 'sittings_charter_fk', columns: [table.authorityId, table.charterId], foreignColumns: [charters.authorityId, charters.id] })
	]
);

/** What the room and its seats said in a sitting, by kind and key: the last word of a seat on a key stands. */
export const sittingEntries = pgTable(
	'sitting_entries',
	{
		id: uuid('id').primaryKey(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		/** null: of the room as a whole */
		seatId: uuid('seat_id').$type<SeatId>(),
		kind: text('kind').notNull().$type<SittingEntry['kind']>(),
		/** what it is about among others of its kind: a figure, a turn; empty where there is one */
		key: text('key').notNull().default(''),
		data: jsonb('data').notNull().$type<SittingEntry['data']>(),
		at: moment('at').notNull()
	},
	(table) => [
		unique('sitting_entries_key').on(table.gatheringId, table.kind, table.key, table.seatId).nullsNotDistinct(),
		foreignKey({ name: 'sitting_entries_sitting_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [sittings.authorityId, sittings.gatheringId] }),
		foreignKey({ name: 'sitting_entries_seat_fk', columns: [table.authorityId, table.seatId], foreignColumns: [seats.authorityId, seats.id] })
	]
);

/** A scenario of evolution: P1, P2 before the sitting, P3 in it. */
export const evolutionScenarios = pgTable(
	'evolution_scenarios',
	{
		id: uuid('id').primaryKey().$type<EvolutionScenarioId>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		code: text('code').notNull(),
		author: text('author').notNull().$type<ScenarioAuthor>(),
		delta: jsonb('delta').notNull().$type<Delta>(),
		/** in a sentence, for everybody */
		summary: text('summary').notNull().default(''),
		revision: integer('revision').notNull().default(0),
		filedAt: moment('filed_at'),
		/** the day on which the company waived the notice in writing */
		noticeWaivedOn: date('notice_waived_on', { mode: 'string' }),
		changedAt: moment('changed_at').notNull()
	},
	(table) => [
		unique('evolution_scenarios_tenant_key').on(table.authorityId, table.id),
		unique('evolution_scenarios_code_key').on(table.gatheringId, table.code),
		foreignKey({ name: 'evolution_scenarios_sitting_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [sittings.authorityId, sittings.gatheringId] })
	]
);

/** What the buyer said at the legal gate, each time; nothing of it is ever changed. */
export const gateVerdicts = pgTable(
	'gate_verdicts',
	{
		id: uuid('id').primaryKey(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		number: integer('number').notNull(),
		/** the revision of P3 that it is about */
		scenarioRevision: integer('scenario_revision').notNull(),
		/** what was asked of the buyer, what was found, what the buyer says of it */
		note: jsonb('note').notNull().$type<GateNote>(),
		by: text('by').notNull().$type<Actor>(),
		at: moment('at').notNull()
	},
	(table) => [
		unique('gate_verdicts_number_key').on(table.gatheringId, table.number),
		foreignKey({ name: 'gate_verdicts_sitting_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [sittings.authorityId, sittings.gatheringId] })
	]
);

/** A version of a contract that a sitting led to, with what it changes and the chain of what makes it one. */
export const contractVersions = pgTable(
	'contract_versions',
	{
		contractId: uuid('contract_id').notNull().$type<ElementId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		number: integer('number').notNull(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		/** the modification of the cockpit that it is */
		modificationId: uuid('modification_id').notNull().$type<ElementId>(),
		/** what is applied, and what waits for its opinion */
		changes: jsonb('changes').notNull().$type<readonly VersionChange[]>(),
		/** draft, awaiting opinion, signed, transmitted, notified: each with its day */
		chain: jsonb('chain').notNull().$type<readonly VersionLink[]>(),
		/** the public notice, in plain words */
		notice: text('notice').notNull(),
		isNoticePublic: boolean('is_notice_public').notNull().default(false),
		reviewOn: date('review_on', { mode: 'string' }),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		primaryKey({ name: 'contract_versions_pk', columns: [table.contractId, table.number] }),
		unique('contract_versions_gathering_key').on(table.gatheringId),
		foreignKey({ name: 'contract_versions_contract_fk', columns: [table.authorityId, table.contractId], foreignColumns: [cockpitElements.authorityId, cockpitElements.id] }),
		foreignKey({ name: 'contract_versions_sitting_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [sittings.authorityId, sittings.gatheringId] })
	]
);

/** Values of the law that an authority has entered or corrected, each with its days and its source. */
export const lawCorrections = pgTable(
	'law_corrections',
	{
		id: uuid('id').primaryKey(),
		authorityId: authorityId<AuthorityId>().references(() => authorities.id),
		key: text('key').notNull(),
		from: date('from', { mode: 'string' }).notNull(),
		until: date('until', { mode: 'string' }),
		/** cents, or basis points */
		value: integer('value').notNull(),
		source: text('source').notNull(),
		by: text('by').notNull().$type<Actor>(),
		at: moment('at').notNull(),
		withdrawnAt: moment('withdrawn_at')
	},
	(table) => [index('law_corrections_authority').on(table.authorityId, table.key)]
);
