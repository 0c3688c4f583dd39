import { boolean, date, foreignKey, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AccountId, AuthorityId, FileId, Id, MaterialId, ProjectId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import type { Zone } from '../../design/rules/zones.ts';
import { files } from '../../files/server/tables.ts';
import { projects } from '../../projects/server/tables.ts';
import type { ContextQuestion } from '../rules/contextAnswers.ts';
import type { MaterialKind, Nature } from '../rules/materials.ts';

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
		/** null in what was written before this was kept */
		writtenBy: uuid('written_by').$type<AccountId>(),
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
		id: uuid('id').primaryKey().$type<MaterialId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		code: text('code').notNull(),
		kind: text('kind').notNull().$type<MaterialKind>(),
		title: text('title').notNull(),
		caption: text('caption').notNull(),
		/** of a figure */
		value: text('value').notNull().default(''),
		unit: text('unit').notNull().default(''),
		source: text('source').notNull().default(''),
		zone: text('zone').$type<Zone>(),
		place: text('place').notNull().default(''),
		seenOn: date('seen_on', { mode: 'string' }),
		nature: text('nature').notNull().default('observation').$type<Nature>(),
		alt: text('alt').notNull().default(''),
		transcript: text('transcript').notNull().default(''),
		/** it quotes somebody, or shows them recognisable */
		isPersonal: boolean('is_personal').notNull().default(true),
		/** nobody is in it, or whoever is has said yes */
		mayBePublished: boolean('may_be_published').notNull().default(false),
		fileId: uuid('file_id').$type<FileId>(),
		revision: integer('revision').notNull().default(1),
		addedAt: moment('added_at').notNull(),
		withdrawnAt: moment('withdrawn_at')
	},
	(table) => [
		unique('materials_tenant_key').on(table.authorityId, table.id),
		unique('materials_code_key').on(table.authorityId, table.projectId, table.code),
		foreignKey({
			name: 'materials_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		}),
		foreignKey({
			name: 'materials_file_fk',
			columns: [table.authorityId, table.fileId],
			foreignColumns: [files.authorityId, files.id]
		})
	]
);
