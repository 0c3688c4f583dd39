import { foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AccountId, AuthorityId, GatheringId, Id, ProjectId, SeatId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { gatherings, seats } from '../../gatherings/server/tables.ts';
import { projects } from '../../projects/server/tables.ts';

/** The project's words, explained: read on every hand. */
export const lexiconEntries = pgTable(
	'lexicon_entries',
	{
		id: uuid('id').primaryKey().$type<Id<'lexicon-entry'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** as it is read */
		word: text('word').notNull(),
		/** as it is compared: lower case, without accents */
		key: text('key').notNull(),
		meaning: text('meaning').notNull(),
		writtenBy: uuid('written_by').$type<AccountId>(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		unique('lexicon_entries_tenant_key').on(table.authorityId, table.id),
		unique('lexicon_entries_word_key').on(table.projectId, table.key),
		foreignKey({
			name: 'lexicon_entries_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		})
	]
);

/** « Le mot qui coince »: which seat taps is kept so that it counts once, shown to nobody, and erased when the gathering closes. */
export const stuckWords = pgTable(
	'stuck_words',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		key: text('key').notNull(),
		word: text('word').notNull()
	},
	(table) => [
		primaryKey({ name: 'stuck_words_pk', columns: [table.gatheringId, table.seatId, table.key] }),
		index('stuck_words_tenant').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'stuck_words_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		foreignKey({
			name: 'stuck_words_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		})
	]
);
