import { boolean, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AccountId, AuthorityId, GatheringId, Id, ProjectId, SeatId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { gatherings, seats } from '../../gatherings/server/tables.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { authorities } from '../../people/server/tables.ts';
import { projects } from '../../projects/server/tables.ts';
import type { Chapter, EntryState } from '../rules/canvas.ts';
import type { NoteKind, NoteState } from '../rules/notes.ts';

export type CanvasId = Id<'canvas'>;
export type EntryId = Id<'canvas-entry'>;
export type NoteId = Id<'canvas-note'>;
export type OperatorId = Id<'economic-operator'>;

/** What an authority knows of a family of purchases, from one project to the next. */
export const canvases = pgTable(
	'sourcing_canvases',
	{
		id: uuid('id').primaryKey().$type<CanvasId>(),
		authorityId: authorityId<AuthorityId>().references(() => authorities.id),
		/** as it is read */
		family: text('family').notNull(),
		/** as it is compared */
		familyKey: text('family_key').notNull(),
		createdAt: moment('created_at').notNull()
	},
	(table) => [unique('sourcing_canvases_tenant_key').on(table.authorityId, table.id), unique('sourcing_canvases_family_key').on(table.authorityId, table.familyKey)]
);

/** The family that a project names. */
export const projectCanvases = pgTable(
	'project_canvases',
	{
		projectId: uuid('project_id').primaryKey().$type<ProjectId>(),
		authorityId: authorityId<AuthorityId>(),
		canvasId: uuid('canvas_id').notNull().$type<CanvasId>()
	},
	(table) => [
		index('project_canvases_canvas').on(table.authorityId, table.canvasId),
		foreignKey({
			name: 'project_canvases_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		}),
		foreignKey({
			name: 'project_canvases_canvas_fk',
			columns: [table.authorityId, table.canvasId],
			foreignColumns: [canvases.authorityId, canvases.id]
		})
	]
);

/** An entry of a canvas; its words are its versions'. Never removed. */
export const entries = pgTable(
	'sourcing_entries',
	{
		id: uuid('id').primaryKey().$type<EntryId>(),
		authorityId: authorityId<AuthorityId>(),
		canvasId: uuid('canvas_id').notNull().$type<CanvasId>(),
		/** in which project it was written */
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** the gathering in which it was noted; null for what the team adds by itself */
		gatheringId: uuid('gathering_id').$type<GatheringId>(),
		/** that of its last wording */
		version: integer('version').notNull(),
		state: text('state').notNull().$type<EntryState>(),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('sourcing_entries_tenant_key').on(table.authorityId, table.id),
		index('sourcing_entries_canvas').on(table.authorityId, table.canvasId),
		foreignKey({
			name: 'sourcing_entries_canvas_fk',
			columns: [table.authorityId, table.canvasId],
			foreignColumns: [canvases.authorityId, canvases.id]
		}),
		foreignKey({
			name: 'sourcing_entries_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		}),
		foreignKey({
			name: 'sourcing_entries_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

/** One version of an entry. Append only. */
export const wordings = pgTable(
	'sourcing_wordings',
	{
		authorityId: authorityId<AuthorityId>(),
		entryId: uuid('entry_id').notNull().$type<EntryId>(),
		version: integer('version').notNull(),
		chapter: text('chapter').notNull().$type<Chapter>(),
		text: text('text').notNull(),
		source: text('source').notNull(),
		datedOn: date('dated_on', { mode: 'string' }),
		verifiedOn: date('verified_on', { mode: 'string' }),
		verifiedBy: text('verified_by').notNull(),
		validUntil: date('valid_until', { mode: 'string' }),
		isToAsk: boolean('is_to_ask').notNull(),
		namesOperator: boolean('names_operator').notNull(),
		writtenBy: text('written_by').notNull().$type<Actor>(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		primaryKey({ name: 'sourcing_wordings_pk', columns: [table.entryId, table.version] }),
		foreignKey({
			name: 'sourcing_wordings_entry_fk',
			columns: [table.authorityId, table.entryId],
			foreignColumns: [entries.authorityId, entries.id]
		})
	]
);

/** « À noter pour la suite »: what somebody in the room noted. Its words never change; which seat wrote them is shown to nobody else. */
export const notes = pgTable(
	'sourcing_notes',
	{
		id: uuid('id').primaryKey().$type<NoteId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		/** null: noted at the console, for nobody */
		seatId: uuid('seat_id').$type<SeatId>(),
		/** who typed at the console */
		accountId: uuid('account_id').$type<AccountId>(),
		kind: text('kind').notNull().$type<NoteKind>(),
		text: text('text').notNull(),
		namesOperator: boolean('names_operator').notNull(),
		state: text('state').notNull().$type<NoteState>(),
		/** into which entry it was sorted */
		entryId: uuid('entry_id').$type<EntryId>(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		index('sourcing_notes_project').on(table.authorityId, table.projectId, table.state),
		index('sourcing_notes_gathering').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'sourcing_notes_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		}),
		foreignKey({
			name: 'sourcing_notes_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		foreignKey({
			name: 'sourcing_notes_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}),
		foreignKey({
			name: 'sourcing_notes_entry_fk',
			columns: [table.authorityId, table.entryId],
			foreignColumns: [entries.authorityId, entries.id]
		})
	]
);

/** Whose names are hidden in what a project makes public, until its contract is awarded. */
export const operators = pgTable(
	'economic_operators',
	{
		id: uuid('id').primaryKey().$type<OperatorId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		name: text('name').notNull(),
		variants: jsonb('variants').notNull().$type<readonly string[]>(),
		namedAt: moment('named_at').notNull(),
		removedAt: moment('removed_at')
	},
	(table) => [
		index('economic_operators_project').on(table.authorityId, table.projectId),
		foreignKey({
			name: 'economic_operators_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		})
	]
);

/** That the contract of a project is awarded, as its team says. */
export const awards = pgTable(
	'contract_awards',
	{
		projectId: uuid('project_id').primaryKey().$type<ProjectId>(),
		authorityId: authorityId<AuthorityId>(),
		awardedOn: date('awarded_on', { mode: 'string' }).notNull(),
		saidAt: moment('said_at').notNull()
	},
	(table) => [
		foreignKey({
			name: 'contract_awards_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		})
	]
);
