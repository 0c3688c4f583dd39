import { foreignKey, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuthorityId, PassageId, ProjectId, TextId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { projects } from '../../projects/server/tables.ts';
import type { Cause, PassageKind } from '../rules/passages.ts';

/** A versioned text: a proposal, a clause, a charter. It knows its occasion as an id only. Its row is locked by each sealing. */
export const texts = pgTable(
	'texts',
	{
		id: uuid('id').primaryKey().$type<TextId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** what the text belongs to: a gathering's id, a contract's */
		occasionId: uuid('occasion_id').notNull(),
		/** which text of this occasion, a kebab word */
		name: text('name').notNull(),
		/** what `live` announces when a version is sealed */
		topic: text('topic').notNull(),
		/** the number of the last version; -1 before the first */
		latest: integer('latest').notNull().default(-1),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('texts_tenant_key').on(table.authorityId, table.id),
		unique('texts_name_key').on(table.occasionId, table.name),
		foreignKey({
			name: 'texts_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		})
	]
);

/** A sealed version: never changed, never removed. Each follows the one before it: v0, v1 … without a hole. */
export const textVersions = pgTable(
	'text_versions',
	{
		authorityId: authorityId<AuthorityId>(),
		textId: uuid('text_id').notNull().$type<TextId>(),
		number: integer('number').notNull(),
		/** which passages it changed, by whom (a role, as the occasion names it) and because of what */
		causes: jsonb('causes').notNull().$type<readonly Cause[]>(),
		sealedBy: text('sealed_by').notNull().$type<Actor>(),
		sealedAt: moment('sealed_at').notNull()
	},
	(table) => [
		primaryKey({ name: 'text_versions_pk', columns: [table.textId, table.number] }),
		foreignKey({
			name: 'text_versions_text_fk',
			columns: [table.authorityId, table.textId],
			foreignColumns: [texts.authorityId, texts.id]
		})
	]
);

/** The passages of each version, whole: a version is read without the ones before it. */
export const textPassages = pgTable(
	'text_passages',
	{
		authorityId: authorityId<AuthorityId>(),
		textId: uuid('text_id').notNull().$type<TextId>(),
		version: integer('version').notNull(),
		passageId: uuid('passage_id').notNull().$type<PassageId>(),
		place: smallint('place').notNull(),
		kind: text('kind').notNull().$type<PassageKind>(),
		text: text('text').notNull()
	},
	(table) => [
		primaryKey({ name: 'text_passages_pk', columns: [table.textId, table.version, table.passageId] }),
		unique('text_passages_place_key').on(table.textId, table.version, table.place),
		index('text_passages_tenant').on(table.authorityId, table.textId),
		foreignKey({
			name: 'text_passages_version_fk',
			columns: [table.textId, table.version],
			foreignColumns: [textVersions.textId, textVersions.number]
		})
	]
);
