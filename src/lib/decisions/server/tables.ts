import { sql } from 'drizzle-orm';
import { boolean, check, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { AuthorityId, BallotBoxId, ConsentRoundId, ObjectionId, ProjectId } from '../../db/rules/ids.ts';
import { authorityId, bytes, moment } from '../../db/server/columns.ts';
import { authorities } from '../../people/server/tables.ts';
import type { BoxState, OptionOnBallot, Revote, Secrecy } from '../rules/ballot.ts';
import type { ObjectionState, Phase, RoundState } from '../rules/consent.ts';
import type { DotResult } from '../rules/dots.ts';

/** A ballot box. It knows voters as ids only, and the occasion (a gathering) as an id only. */
export const ballotBoxes = pgTable(
	'ballot_boxes',
	{
		id: uuid('id').primaryKey().$type<BallotBoxId>(),
		authorityId: authorityId<AuthorityId>().references(() => authorities.id),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** what the box belongs to: a gathering's id */
		occasionId: uuid('occasion_id').notNull(),
		/** which box of this occasion, a kebab word */
		name: text('name').notNull(),
		/** what `live` announces when something of the box changes */
		topic: text('topic').notNull(),
		/** from best to worst */
		grades: jsonb('grades').notNull().$type<readonly string[]>(),
		options: jsonb('options').notNull().$type<readonly OptionOnBallot[]>(),
		secrecy: jsonb('secrecy').notNull().$type<Readonly<Record<string, Secrecy>>>(),
		state: text('state').notNull().$type<BoxState>(),
		/** SPKI; the private half is a file outside the database, destroyed after the count */
		publicKey: bytes('public_key').notNull(),
		keyDestroyedAt: moment('key_destroyed_at'),
		revote: text('revote').notNull().default('until-close').$type<Revote>(),
		/** sorted, written at close: proves that a ballot was counted, never which */
		receipts: jsonb('receipts').$type<readonly string[]>(),
		openedAt: moment('opened_at').notNull(),
		closedAt: moment('closed_at')
	},
	(table) => [
		unique('ballot_boxes_tenant_key').on(table.authorityId, table.id),
		uniqueIndex('ballot_boxes_one_live').on(table.occasionId, table.name).where(sql`state <> 'cancelled'`),
		index('ballot_boxes_occasion').on(table.authorityId, table.occasionId)
	]
);

/** The roll of a box, and who has voted: no time, no order. Rewritten sorted at close. */
export const participations = pgTable(
	'participations',
	{
		authorityId: authorityId<AuthorityId>(),
		boxId: uuid('box_id').notNull().$type<BallotBoxId>(),
		voterId: uuid('voter_id').notNull(),
		college: text('college').notNull(),
		/** null until this voter has voted; emptied at close */
		receipt: text('receipt'),
		hasVoted: boolean('has_voted').notNull().default(false),
		/** of a ballot typed for this voter: what the next typing is held against, unreadable without the box's key; emptied once two agree, and at close */
		typing: bytes('typing')
	},
	(table) => [
		primaryKey({ name: 'participations_pk', columns: [table.boxId, table.voterId] }),
		unique('participations_receipt_key').on(table.boxId, table.receipt),
		foreignKey({
			name: 'participations_box_fk',
			columns: [table.authorityId, table.boxId],
			foreignColumns: [ballotBoxes.authorityId, ballotBoxes.id]
		})
	]
);

/** One ballot a voter, sealed to the box's key: all of the same length. Deleted at close. */
export const sealedBallots = pgTable(
	'sealed_ballots',
	{
		authorityId: authorityId<AuthorityId>(),
		boxId: uuid('box_id').notNull().$type<BallotBoxId>(),
		voterId: uuid('voter_id').notNull(),
		sealed: bytes('sealed').notNull()
	},
	(table) => [
		primaryKey({ name: 'sealed_ballots_pk', columns: [table.boxId, table.voterId] }),
		foreignKey({
			name: 'sealed_ballots_participation_fk',
			columns: [table.boxId, table.voterId],
			foreignColumns: [participations.boxId, participations.voterId]
		})
	]
);

/** Stands for no option: a row of counts that says how many ballots of a college were typed for their voters. */
export const noOption = '';

/** The count: how many times each grade was given to each option in each college. Written once, at close. */
export const ballotCounts = pgTable(
	'ballot_counts',
	{
		authorityId: authorityId<AuthorityId>(),
		boxId: uuid('box_id').notNull().$type<BallotBoxId>(),
		college: text('college').notNull(),
		optionId: text('option_id').notNull(),
		counts: jsonb('counts').notNull().$type<readonly number[]>()
	},
	(table) => [
		primaryKey({ name: 'ballot_counts_pk', columns: [table.boxId, table.college, table.optionId] }),
		foreignKey({
			name: 'ballot_counts_box_fk',
			columns: [table.authorityId, table.boxId],
			foreignColumns: [ballotBoxes.authorityId, ballotBoxes.id]
		})
	]
);

/** The ballots of a named college, under their names; written at close. */
export const namedBallots = pgTable(
	'named_ballots',
	{
		authorityId: authorityId<AuthorityId>(),
		boxId: uuid('box_id').notNull().$type<BallotBoxId>(),
		voterId: uuid('voter_id').notNull(),
		/** option id → index of the grade, 0 the best */
		grades: jsonb('grades').notNull().$type<Readonly<Record<string, number>>>()
	},
	(table) => [
		primaryKey({ name: 'named_ballots_pk', columns: [table.boxId, table.voterId] }),
		foreignKey({
			name: 'named_ballots_box_fk',
			columns: [table.authorityId, table.boxId],
			foreignColumns: [ballotBoxes.authorityId, ballotBoxes.id]
		})
	]
);

export const consentRounds = pgTable(
	'consent_rounds',
	{
		id: uuid('id').primaryKey().$type<ConsentRoundId>(),
		authorityId: authorityId<AuthorityId>().references(() => authorities.id),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		occasionId: uuid('occasion_id').notNull(),
		name: text('name').notNull(),
		topic: text('topic').notNull(),
		/** what is consented to: the code of a scenario */
		subject: text('subject').notNull(),
		phases: jsonb('phases').notNull().$type<readonly Phase[]>(),
		phase: text('phase').notNull().$type<Phase>(),
		/** 1 at the first pass */
		loop: integer('loop').notNull().default(1),
		maximumLoops: integer('maximum_loops').notNull(),
		state: text('state').notNull().$type<RoundState>(),
		openedAt: moment('opened_at').notNull(),
		endedAt: moment('ended_at'),
		/** when the objection stays on record: the day before which the elected official answers in writing */
		answerDueOn: date('answer_due_on', { mode: 'string' }),
		answer: text('answer'),
		answeredBy: text('answered_by'),
		answeredAt: moment('answered_at'),
		/** when it is put off: until when, and why */
		postponedTo: date('postponed_to', { mode: 'string' })
	},
	(table) => [
		unique('consent_rounds_tenant_key').on(table.authorityId, table.id),
		uniqueIndex('consent_rounds_one_running').on(table.occasionId, table.name).where(sql`state = 'running'`),
		index('consent_rounds_occasion').on(table.authorityId, table.occasionId)
	]
);

/** Who is asked, and what they say in this loop: `null` until they have said it. */
export const consentParties = pgTable(
	'consent_parties',
	{
		authorityId: authorityId<AuthorityId>(),
		roundId: uuid('round_id').notNull().$type<ConsentRoundId>(),
		partyId: uuid('party_id').notNull(),
		says: text('says').$type<'consent' | 'objection' | 'excused'>()
	},
	(table) => [
		primaryKey({ name: 'consent_parties_pk', columns: [table.roundId, table.partyId] }),
		foreignKey({
			name: 'consent_parties_round_fk',
			columns: [table.authorityId, table.roundId],
			foreignColumns: [consentRounds.authorityId, consentRounds.id]
		})
	]
);

export const objections = pgTable(
	'objections',
	{
		id: uuid('id').primaryKey().$type<ObjectionId>(),
		authorityId: authorityId<AuthorityId>(),
		roundId: uuid('round_id').notNull().$type<ConsentRoundId>(),
		partyId: uuid('party_id').notNull(),
		/** the loop in which it was raised */
		loop: integer('loop').notNull(),
		/** the risk for the project, never a preference */
		risk: text('risk').notNull(),
		wouldLift: text('would_lift').notNull(),
		state: text('state').notNull().$type<ObjectionState>(),
		/** what was changed in the proposal */
		integration: text('integration'),
		/** whoever still keeps it: its author from the beginning */
		keepers: jsonb('keepers').notNull().$type<readonly string[]>(),
		raisedAt: moment('raised_at').notNull(),
		settledAt: moment('settled_at')
	},
	(table) => [
		unique('objections_tenant_key').on(table.authorityId, table.id),
		index('objections_round').on(table.roundId),
		uniqueIndex('objections_one_taken_up').on(table.roundId).where(sql`state in ('taken-up', 'integrated')`),
		foreignKey({
			name: 'objections_party_fk',
			columns: [table.roundId, table.partyId],
			foreignColumns: [consentParties.roundId, consentParties.partyId]
		})
	]
);

/** A round of dots: one an occasion and name, opened and closed as often as the room comes and goes. */
export const dotRounds = pgTable(
	'dot_rounds',
	{
		id: uuid('id').primaryKey(),
		authorityId: authorityId<AuthorityId>().references(() => authorities.id),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		occasionId: uuid('occasion_id').notNull(),
		name: text('name').notNull(),
		topic: text('topic').notNull(),
		openedAt: moment('opened_at').notNull(),
		closedAt: moment('closed_at'),
		/** counted at the last close; null while it is open */
		result: jsonb('result').$type<DotResult>()
	},
	(table) => [
		unique('dot_rounds_tenant_key').on(table.authorityId, table.id),
		unique('dot_rounds_name_key').on(table.occasionId, table.name),
		check('dot_rounds_closed_with_result', sql`(closed_at is null) = (result is null)`)
	]
);

/** A dot: no time, no order; a slot of a hand holds one. */
export const dots = pgTable(
	'dots',
	{
		authorityId: authorityId<AuthorityId>(),
		roundId: uuid('round_id').notNull(),
		voterId: uuid('voter_id').notNull(),
		/** 1 to 5 */
		slot: smallint('slot').notNull(),
		targetId: uuid('target_id').notNull()
	},
	(table) => [
		primaryKey({ name: 'dots_pk', columns: [table.roundId, table.voterId, table.slot] }),
		check('dots_five_each', sql`slot between 1 and 5`),
		foreignKey({
			name: 'dots_round_fk',
			columns: [table.authorityId, table.roundId],
			foreignColumns: [dotRounds.authorityId, dotRounds.id]
		})
	]
);
