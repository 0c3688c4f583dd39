import { boolean, foreignKey, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuthorityId, Id, ProjectId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { projects } from '../../projects/server/tables.ts';
import type { ContextQuestion, MaterialKind } from '../rules/materials.ts';

/** Each answer to a context question; the last version is the one that holds. */
export const contextAnswers = pgTable(
	'context_answers',
	{
		id: uuid('id').primaryKey().$type<Id<'context-answer'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		question: text('question').notNull().$type<ContextQuestion>(),
		version: integer('version').notNull(),
		text: text('text').notNull(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		unique('context_answers_version_key').on(table.authorityId, table.projectId, table.question, table.version),
		foreignKey({
			name: 'context_answers_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		})
	]
);

export const materials = pgTable(
	'materials',
	{
		id: uuid('id').primaryKey().$type<Id<'material'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		code: text('code').notNull(),
		kind: text('kind').notNull().$type<MaterialKind>(),
		title: text('title').notNull(),
		caption: text('caption').notNull(),
		mayBePublished: boolean('may_be_published').notNull().default(false),
		addedAt: moment('added_at').notNull()
	},
	(table) => [
		unique('materials_tenant_key').on(table.authorityId, table.id),
		unique('materials_code_key').on(table.authorityId, table.projectId, table.code),
		foreignKey({
			name: 'materials_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		})
	]
);
