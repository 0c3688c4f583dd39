import { date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AccountId, AuthorityId, CatalogueId, CockpitMessageId, GatheringId, ElementId, ProjectId, StrategyLineId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { accounts, authorities } from '../../people/server/tables.ts';
import { gatherings } from '../../gatherings/server/tables.ts';
import { projects } from '../../projects/server/tables.ts';
import type { Actor } from '../../journal/server/journal.ts';
import type { AuthorityPage } from '../rules/authorityPage.ts';
import type { Reasons } from '../rules/difference.ts';
import type { Values } from '../rules/elements/changes.ts';
import type { KindId } from '../rules/elements/kinds.ts';
import type { Origin } from '../rules/elements/origin.ts';
import type { ModeId } from '../rules/modes/ids.ts';
import type { PublicCockpit, PublicWords } from '../rules/publication.ts';
import type { Funder, Milestone } from '../rules/strategy.ts';

/** The consolidated strategy of a gathering: one row, on which whoever writes, shows or hands it over waits for the others. */
export const strategies = pgTable(
	'strategies',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		begunAt: moment('begun_at').notNull(),
		/** when the jurors were first shown it */
		shownAt: moment('shown_at'),
		/** when it became the cockpit's draft: it changes no more */
		draftedAt: moment('drafted_at')
	},
	(table) => [
		unique('strategies_tenant_key').on(table.authorityId, table.gatheringId),
		index('strategies_project').on(table.authorityId, table.projectId),
		foreignKey({ name: 'strategies_gathering_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [gatherings.authorityId, gatherings.id] }),
		foreignKey({ name: 'strategies_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] })
	]
);

/** A line of it: the room's under its code, or one more. */
export const strategyLines = pgTable(
	'strategy_lines',
	{
		id: uuid('id').primaryKey().$type<StrategyLineId>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		code: text('code').notNull(),
		mode: text('mode').notNull().$type<ModeId>(),
		object: text('object').notNull(),
		actors: text('actors').notNull().default(''),
		milestones: jsonb('milestones').notNull().default([]).$type<readonly Milestone[]>(),
		/** amounts in cents */
		funders: jsonb('funders').notNull().default([]).$type<readonly Funder[]>(),
		needs: jsonb('needs').notNull().default([]).$type<readonly string[]>(),
		impacts: jsonb('impacts').notNull().default([]).$type<readonly string[]>(),
		/** the mode's answers and parts, of the shapes and versions that its file says */
		parameters: jsonb('parameters').notNull().$type<{ readonly answers: unknown; readonly parts: unknown }>(),
		/** why it differs from the sketch, by the team */
		reasons: jsonb('reasons').notNull().default({}).$type<Reasons>(),
		/** one more at each change */
		revision: integer('revision').notNull().default(0),
		createdAt: moment('created_at').notNull(),
		removedAt: moment('removed_at')
	},
	(table) => [
		unique('strategy_lines_tenant_key').on(table.authorityId, table.id),
		unique('strategy_lines_code_key').on(table.gatheringId, table.code),
		foreignKey({ name: 'strategy_lines_strategy_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [strategies.authorityId, strategies.gatheringId] })
	]
);

/** One row a project: whoever gives a code in it waits for the others. */
export const cockpits = pgTable(
	'cockpits',
	{
		projectId: uuid('project_id').primaryKey().$type<ProjectId>(),
		authorityId: authorityId<AuthorityId>(),
		begunAt: moment('begun_at').notNull(),
		/** what the team says publicly in its own words, as it is being written */
		publicWords: jsonb('public_words').$type<PublicWords>(),
		/** how often the piloting service promises to bring it up to date; null: it has not said */
		updateEveryDays: integer('update_every_days')
	},
	(table) => [
		unique('cockpits_tenant_key').on(table.authorityId, table.projectId),
		foreignKey({ name: 'cockpits_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] })
	]
);

/** An element of a cockpit, as it stands: its changes fold to it. */
export const cockpitElements = pgTable(
	'cockpit_elements',
	{
		id: uuid('id').primaryKey().$type<ElementId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		kind: text('kind').notNull().$type<KindId>(),
		code: text('code').notNull(),
		parentId: uuid('parent_id').$type<ElementId>(),
		/** where it comes from, for a link back; null: it was made here */
		origin: jsonb('origin').$type<Origin>(),
		/** what comes from elsewhere comes once: `strategy-line:<id>` */
		originKey: text('origin_key'),
		/** how many changes it has */
		revision: integer('revision').notNull(),
		/** what its changes say together on the day `settled_on`; those of later days are folded when they come true */
		values: jsonb('values').notNull().$type<Values>(),
		settledOn: date('settled_on').notNull(),
		/** the next day on which something recorded already comes true */
		nextOn: date('next_on'),
		createdAt: moment('created_at').notNull(),
		changedAt: moment('changed_at').notNull()
	},
	(table) => [
		unique('cockpit_elements_tenant_key').on(table.authorityId, table.id),
		unique('cockpit_elements_code_key').on(table.projectId, table.kind, table.code),
		unique('cockpit_elements_origin_key').on(table.projectId, table.originKey),
		index('cockpit_elements_project').on(table.authorityId, table.projectId),
		index('cockpit_elements_parent').on(table.parentId),
		foreignKey({ name: 'cockpit_elements_cockpit_fk', columns: [table.authorityId, table.projectId], foreignColumns: [cockpits.authorityId, cockpits.projectId] }),
		foreignKey({ name: 'cockpit_elements_parent_fk', columns: [table.authorityId, table.parentId], foreignColumns: [table.authorityId, table.id] })
	]
);

/** What was said of an element, since which day it is true and when it was recorded. Rows that never change. */
export const cockpitChanges = pgTable(
	'cockpit_changes',
	{
		elementId: uuid('element_id').notNull().$type<ElementId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		number: integer('number').notNull(),
		trueOn: date('true_on').notNull(),
		recordedAt: moment('recorded_at').notNull(),
		by: text('by').notNull().$type<Actor>(),
		/** only the fields that this change says */
		values: jsonb('values').notNull().$type<Values>(),
		/** what the writer read in those fields */
		before: jsonb('before').notNull().$type<Values>(),
		/** why, where somebody says */
		reason: text('reason').notNull().default('')
	},
	(table) => [
		primaryKey({ name: 'cockpit_changes_pk', columns: [table.elementId, table.number] }),
		index('cockpit_changes_project').on(table.authorityId, table.projectId, table.recordedAt),
		foreignKey({ name: 'cockpit_changes_element_fk', columns: [table.authorityId, table.elementId], foreignColumns: [cockpitElements.authorityId, cockpitElements.id] })
	]
);

/** When an account last looked at a cockpit, and since when it is told what changed: a screen that looks again by itself is no new visit. */
export const cockpitVisits = pgTable(
	'cockpit_visits',
	{
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** of this authority or of the one that lends a reservist */
		accountId: uuid('account_id')
			.notNull()
			.references(() => accounts.id)
			.$type<AccountId>(),
		authorityId: authorityId<AuthorityId>(),
		/** what was recorded after this moment is new to them */
		newSince: moment('new_since').notNull(),
		lookedAt: moment('looked_at').notNull()
	},
	(table) => [
		primaryKey({ name: 'cockpit_visits_pk', columns: [table.projectId, table.accountId] }),
		foreignKey({ name: 'cockpit_visits_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] })
	]
);

/** A catalogue of pillars, objectives, actions and indicators that an authority brought: its file, whole. Rows that never change; one brought again is one more. */
export const catalogues = pgTable(
	'catalogues',
	{
		id: uuid('id').primaryKey().$type<CatalogueId>(),
		authorityId: authorityId<AuthorityId>(),
		title: text('title').notNull(),
		/** the text of its file, in its order */
		content: text('content').notNull(),
		/** of that text: the same file comes once */
		hash: text('hash').notNull(),
		broughtBy: text('brought_by').notNull().$type<Actor>(),
		broughtAt: moment('brought_at').notNull()
	},
	(table) => [
		unique('catalogues_tenant_key').on(table.authorityId, table.id),
		unique('catalogues_hash_key').on(table.authorityId, table.hash),
		foreignKey({ name: 'catalogues_authority_fk', columns: [table.authorityId], foreignColumns: [authorities.id] })
	]
);

/** What a project's cockpit made public: numbered versions whose content never changes; one that is taken back stays as a trace. */
export const cockpitPublications = pgTable(
	'cockpit_publications',
	{
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** from 1 on */
		number: integer('number').notNull(),
		/** the end of its address, the same for all versions of a project */
		slug: text('slug').notNull(),
		content: jsonb('content').notNull().$type<PublicCockpit>(),
		publishedAt: moment('published_at').notNull(),
		publishedBy: text('published_by').notNull().$type<Actor>(),
		withdrawnAt: moment('withdrawn_at'),
		withdrawnBy: text('withdrawn_by').$type<Actor>(),
		/** why, in words for everybody */
		withdrawnWhy: text('withdrawn_why')
	},
	(table) => [
		primaryKey({ name: 'cockpit_publications_pk', columns: [table.projectId, table.number] }),
		unique('cockpit_publications_slug_key').on(table.slug, table.number),
		index('cockpit_publications_authority').on(table.authorityId),
		foreignKey({ name: 'cockpit_publications_cockpit_fk', columns: [table.authorityId, table.projectId], foreignColumns: [cockpits.authorityId, cockpits.projectId] })
	]
);

/** The public page of an authority: the year's main budget orientations, as they are being written and as they are published. */
export const authorityPages = pgTable(
	'authority_pages',
	{
		authorityId: authorityId<AuthorityId>().primaryKey(),
		slug: text('slug').notNull(),
		draft: jsonb('draft').notNull().$type<AuthorityPage>(),
		/** null: nothing of it is public */
		published: jsonb('published').$type<AuthorityPage>(),
		publishedAt: moment('published_at'),
		/** one more at each change */
		revision: integer('revision').notNull()
	},
	(table) => [
		unique('authority_pages_slug_key').on(table.slug),
		foreignKey({ name: 'authority_pages_authority_fk', columns: [table.authorityId], foreignColumns: [authorities.id] })
	]
);

/** What was said in the discussion of a line: threads of messages, each by an account. */
export const cockpitMessages = pgTable(
	'cockpit_messages',
	{
		id: uuid('id').primaryKey().$type<CockpitMessageId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		elementId: uuid('element_id').notNull().$type<ElementId>(),
		/** the message that opened the thread; null: this one does */
		threadId: uuid('thread_id').$type<CockpitMessageId>(),
		by: text('by').notNull().$type<Actor>(),
		words: text('words').notNull(),
		writtenAt: moment('written_at').notNull(),
		editedAt: moment('edited_at')
	},
	(table) => [
		unique('cockpit_messages_tenant_key').on(table.authorityId, table.id),
		index('cockpit_messages_element').on(table.authorityId, table.elementId, table.writtenAt),
		foreignKey({ name: 'cockpit_messages_element_fk', columns: [table.authorityId, table.elementId], foreignColumns: [cockpitElements.authorityId, cockpitElements.id] }),
		foreignKey({ name: 'cockpit_messages_thread_fk', columns: [table.authorityId, table.threadId], foreignColumns: [table.authorityId, table.id] })
	]
);
