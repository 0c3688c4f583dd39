import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { AccountId, AuthorityId, GatheringId, ProjectId, SeatId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { gatherings } from '../../gatherings/server/tables.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { Asked } from '../rules/behaviour.ts';
import type { Temperament } from '../rules/people.ts';

/** A gathering that is played with simulated people, in a project that holds nothing else. */
export const rehearsals = pgTable(
	'rehearsals',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** the workshop that it is a copy of, and its project; null: the ready-made one. No foreign key: it holds nothing of the real ones */
		copyOf: uuid('copy_of').$type<GatheringId>(),
		copiedFrom: uuid('copied_from').$type<ProjectId>(),
		/** whoever rehearses */
		accountId: uuid('account_id').notNull().$type<AccountId>(),
		/** what everything that its people do follows from */
		seed: text('seed').notNull(),
		/** whether the room plays by itself, or somebody leads it */
		led: text('led').notNull().$type<'by-itself' | 'by-hand'>(),
		pausedAt: moment('paused_at'),
		createdAt: moment('created_at').notNull(),
		/** forgotten by itself from then on */
		expiresAt: moment('expires_at').notNull(),
		/** the process that plays it, until when: another takes it up once that is over */
		playedBy: text('played_by'),
		playedUntil: moment('played_until')
	},
	(table) => [
		index('rehearsals_copied_from').on(table.copiedFrom),
		index('rehearsals_account').on(table.accountId),
		foreignKey({
			name: 'rehearsals_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

export const simulatedPeople = pgTable(
	'simulated_people',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		nth: integer('nth').notNull(),
		publicName: text('public_name').notNull(),
		capacity: text('capacity').notNull().$type<Capacity>(),
		temperament: text('temperament').notNull().$type<Temperament>(),
		/** once they have come in */
		seatId: uuid('seat_id').$type<SeatId>(),
		/** what the panel asked of them, until it is done */
		asked: text('asked').$type<Asked>(),
		/** without network until then */
		awayUntil: moment('away_until')
	},
	(table) => [
		primaryKey({ name: 'simulated_people_pk', columns: [table.gatheringId, table.nth] }),
		foreignKey({
			name: 'simulated_people_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);
