import { bigint, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { authorityId, moment } from '../../db/server/columns.ts';
import type { AuthorityId, ProjectId } from '../../db/rules/ids.ts';

export const journalHeads = pgTable(
	'journal_heads',
	{
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		count: bigint('count', { mode: 'number' }).notNull(),
		head: text('head').notNull()
	},
	(table) => [primaryKey({ name: 'journal_heads_pk', columns: [table.authorityId, table.projectId] })]
);

export const journalEntries = pgTable(
	'journal_entries',
	{
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		number: bigint('number', { mode: 'number' }).notNull(),
		at: moment('at').notNull(),
		act: text('act').notNull(),
		actor: text('actor').notNull(),
		onBehalfOf: text('on_behalf_of'),
		about: jsonb('about').notNull().$type<Record<string, string | number | boolean | null>>(),
		previous: text('previous').notNull(),
		hash: text('hash').notNull()
	},
	(table) => [
		primaryKey({
			name: 'journal_entries_pk',
			columns: [table.authorityId, table.projectId, table.number]
		})
	]
);
