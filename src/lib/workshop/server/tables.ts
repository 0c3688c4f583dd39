import { date, foreignKey, index, jsonb, pgTable, primaryKey, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { AuthorityId, BoardId, CardId, GatheringId, Id, SeatId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { gatherings, seats } from '../../gatherings/server/tables.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { Kind, Zone } from '../rules/landscape.ts';

/** The landscape of a gathering: one row, on which whoever writes or reveals waits for the other. */
export const landscapes = pgTable(
	'landscapes',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		/** null before the first reveal */
		boardId: uuid('board_id').$type<BoardId>(),
		/** null while the room may write */
		writingClosedAt: moment('writing_closed_at'),
		firstRevealedAt: moment('first_revealed_at')
	},
	(table) => [
		unique('landscapes_tenant_key').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'landscapes_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

/** What each seat writes before the reveal: sent to that seat and to nobody else. */
export const privateCards = pgTable(
	'private_cards',
	{
		id: uuid('id').primaryKey().$type<Id<'private-card'>>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		/** 1 to 4 among those that this seat has not withdrawn */
		slot: smallint('slot').notNull(),
		zone: text('zone').notNull().$type<Zone>(),
		kind: text('kind').notNull().$type<Kind>(),
		/** in what capacity it was written: shown after the reveal only where three seats have it */
		capacity: text('capacity').notNull().$type<Capacity>(),
		/** emptied when it is withdrawn */
		text: text('text').notNull(),
		createdAt: moment('created_at').notNull(),
		updatedAt: moment('updated_at').notNull(),
		withdrawnAt: moment('withdrawn_at'),
		revealedAt: moment('revealed_at')
	},
	(table) => [
		unique('private_cards_tenant_key').on(table.authorityId, table.id),
		uniqueIndex('private_cards_slot_key').on(table.seatId, table.slot).where(sql`withdrawn_at is null`),
		index('private_cards_gathering').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'private_cards_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}),
		foreignKey({
			name: 'private_cards_landscape_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [landscapes.authorityId, landscapes.gatheringId]
		})
	]
);

/** Whose hand wrote a card of the board: here and nowhere else, so that the system can answer its author. */
export const cardAuthors = pgTable(
	'card_authors',
	{
		cardId: uuid('card_id').primaryKey().$type<CardId>(),
		authorityId: authorityId<AuthorityId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		privateCardId: uuid('private_card_id').notNull().$type<Id<'private-card'>>()
	},
	(table) => [
		// One private card becomes one card, whoever reveals and however often.
		unique('card_authors_private_card_key').on(table.privateCardId),
		index('card_authors_seat').on(table.seatId),
		foreignKey({
			name: 'card_authors_private_card_fk',
			columns: [table.authorityId, table.privateCardId],
			foreignColumns: [privateCards.authorityId, privateCards.id]
		}),
		foreignKey({
			name: 'card_authors_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		})
	]
);

// Below: the tables of the other steps, each by the owner of the step.

/** The scenarios of a gathering, between which it chooses. */
export const scenarios = pgTable(
	'scenarios',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		/** A, B, C */
		code: text('code').notNull(),
		name: text('name').notNull(),
		idea: text('idea').notNull(),
		/** what the room compares, in its order: a label and a value */
		facts: jsonb('facts').notNull().$type<readonly (readonly [string, string])[]>()
	},
	(table) => [
		primaryKey({ name: 'scenarios_pk', columns: [table.gatheringId, table.code] }),
		foreignKey({
			name: 'scenarios_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

/** The lines of the matrix: the impacts sought and the risks feared. */
export const matrixLines = pgTable(
	'matrix_lines',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		kind: text('kind').notNull().$type<'impact' | 'risk'>(),
		code: text('code').notNull(),
		name: text('name').notNull(),
		place: smallint('place').notNull()
	},
	(table) => [
		primaryKey({ name: 'matrix_lines_pk', columns: [table.gatheringId, table.code] }),
		foreignKey({
			name: 'matrix_lines_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

/** What a seat expects of a scenario for one impact: -2 to +3. */
export const impactScores = pgTable(
	'impact_scores',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		impact: text('impact').notNull(),
		scenario: text('scenario').notNull(),
		score: smallint('score').notNull()
	},
	(table) => [
		primaryKey({ name: 'impact_scores_pk', columns: [table.gatheringId, table.seatId, table.impact, table.scenario] }),
		foreignKey({
			name: 'impact_scores_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}),
		foreignKey({
			name: 'impact_scores_line_fk',
			columns: [table.gatheringId, table.impact],
			foreignColumns: [matrixLines.gatheringId, matrixLines.code]
		}),
		foreignKey({
			name: 'impact_scores_scenario_fk',
			columns: [table.gatheringId, table.scenario],
			foreignColumns: [scenarios.gatheringId, scenarios.code]
		})
	]
);

/** How likely and how grave a seat holds a risk in a scenario: 1 to 4 each. */
export const riskScores = pgTable(
	'risk_scores',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		risk: text('risk').notNull(),
		scenario: text('scenario').notNull(),
		probability: smallint('probability').notNull(),
		gravity: smallint('gravity').notNull()
	},
	(table) => [
		primaryKey({ name: 'risk_scores_pk', columns: [table.gatheringId, table.seatId, table.risk, table.scenario] }),
		foreignKey({
			name: 'risk_scores_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}),
		foreignKey({
			name: 'risk_scores_line_fk',
			columns: [table.gatheringId, table.risk],
			foreignColumns: [matrixLines.gatheringId, matrixLines.code]
		}),
		foreignKey({
			name: 'risk_scores_scenario_fk',
			columns: [table.gatheringId, table.scenario],
			foreignColumns: [scenarios.gatheringId, scenarios.code]
		})
	]
);

/** The sentence that the room wants in the record where matrix and vote disagree. */
export const voteRemarks = pgTable(
	'vote_remarks',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		sentence: text('sentence').notNull(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		foreignKey({
			name: 'vote_remarks_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

/** To whom the proposal goes, when, and what comes next. */
export const closings = pgTable(
	'closings',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		body: text('body').notNull(),
		/** ISO day */
		bodyOn: date('body_on', { mode: 'string' }).notNull(),
		dates: jsonb('dates').notNull().$type<readonly { readonly on: string; readonly what: string }[]>(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		foreignKey({
			name: 'closings_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

/** What each seat leaves behind: how useful it was, one word, and a juror's hours. */
export const closingWords = pgTable(
	'closing_words',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		/** 1 to 5 */
		usefulness: smallint('usefulness').notNull(),
		word: text('word').notNull(),
		/** whole minutes given today; null for those who are not counted */
		minutes: smallint('minutes')
	},
	(table) => [
		primaryKey({ name: 'closing_words_pk', columns: [table.gatheringId, table.seatId] }),
		foreignKey({
			name: 'closing_words_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		})
	]
);
