import { bigint, boolean, check, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type {
	AmendmentId,
	AuthorityId,
	BoardId,
	CardId,
	GatheringId,
	Id,
	MaterialId,
	PassageId,
	ProjectId,
	QuestionId,
	RoleCardId,
	SeatId,
	SketchLineId,
	TextId
} from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { materials } from '../../enquiry/server/tables.ts';
import { gatherings, seats } from '../../gatherings/server/tables.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { projects } from '../../projects/server/tables.ts';
import { texts } from '../../texts/server/tables.ts';
import type { ModeId } from '../../cockpit/rules/modes/ids.ts';
import type { AmendmentState, AmendmentType, ExpectedEffect } from '../rules/amendments.ts';
import type { Choice } from '../rules/composition.ts';
import type { Reaction } from '../rules/field.ts';
import type { Kind, Zone } from '../rules/landscape.ts';
import type { ModerationRule } from '../rules/moderation.ts';
import type { PenWords } from '../rules/pen.ts';
import type { PublicSection } from '../rules/publication.ts';
import type { QuestionState } from '../rules/questions.ts';
import type { WayToTakeRole } from '../rules/roles.ts';
import type { SuggestionKind, SuggestionState as ScenarioSuggestionState } from '../rules/scenarios.ts';
import type { SuggestionState } from '../rules/sketch.ts';
import type { TurnPhase } from '../rules/turn.ts';

/** The frame of a workshop, as its facilitator writes it ahead. */
export const groundRules = pgTable(
	'ground_rules',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		/** why the room is here, in one sentence */
		objective: text('objective').notNull(),
		/** who decides afterwards; empty: the elected officials */
		body: text('body').notNull().default(''),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [foreignKey({ name: 'ground_rules_gathering_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [gatherings.authorityId, gatherings.id] })]
);

/** The seats that have read the frame and agree. */
export const agreements = pgTable(
	'agreements',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		agreedAt: moment('agreed_at').notNull()
	},
	(table) => [
		primaryKey({ name: 'agreements_pk', columns: [table.gatheringId, table.seatId] }),
		foreignKey({ name: 'agreements_seat_fk', columns: [table.authorityId, table.seatId], foreignColumns: [seats.authorityId, seats.id] })
	]
);

/** What a seat asks of the frame: read by the facilitator, without a name. */
export const concerns = pgTable(
	'concerns',
	{
		id: uuid('id').primaryKey().$type<Id<'concern'>>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		text: text('text').notNull(),
		askedAt: moment('asked_at').notNull(),
		settledAt: moment('settled_at')
	},
	(table) => [
		index('concerns_gathering').on(table.authorityId, table.gatheringId),
		foreignKey({ name: 'concerns_seat_fk', columns: [table.authorityId, table.seatId], foreignColumns: [seats.authorityId, seats.id] })
	]
);

/** What the field says to a room: the materials chosen, and the one that the wall shows. */
export const fieldShows = pgTable(
	'field_shows',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		/** ids of materials, in their order */
		chosen: jsonb('chosen').notNull().default([]).$type<readonly string[]>(),
		/** ids of those that the wall has shown, in the order in which it did */
		seen: jsonb('seen').notNull().default([]).$type<readonly string[]>(),
		shownId: uuid('shown_id').$type<MaterialId>(),
		playing: text('playing').notNull().default('pause').$type<'play' | 'pause'>(),
		restarts: integer('restarts').notNull().default(0)
	},
	(table) => [
		foreignKey({ name: 'field_shows_gathering_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [gatherings.authorityId, gatherings.id] }),
		foreignKey({ name: 'field_shows_material_fk', columns: [table.authorityId, table.shownId], foreignColumns: [materials.authorityId, materials.id] })
	]
);

/** What each seat says of a material that was shown. */
export const fieldRemarks = pgTable(
	'field_remarks',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		materialId: uuid('material_id').notNull().$type<MaterialId>(),
		reaction: text('reaction').notNull().$type<Reaction>(),
		note: text('note').notNull().default('')
	},
	(table) => [
		primaryKey({ name: 'field_remarks_pk', columns: [table.gatheringId, table.seatId, table.materialId] }),
		foreignKey({ name: 'field_remarks_seat_fk', columns: [table.authorityId, table.seatId], foreignColumns: [seats.authorityId, seats.id] }),
		foreignKey({ name: 'field_remarks_material_fk', columns: [table.authorityId, table.materialId], foreignColumns: [materials.authorityId, materials.id] })
	]
);

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
		/** codes of the materials that it cites */
		sources: jsonb('sources').notNull().default([]).$type<readonly string[]>(),
		createdAt: moment('created_at').notNull(),
		updatedAt: moment('updated_at').notNull(),
		withdrawnAt: moment('withdrawn_at'),
		revealedAt: moment('revealed_at'),
		/** when it could be read blind for the first time: from then on it stays among the others, whatever becomes of its seat */
		readableAt: moment('readable_at'),
		/** when the writing closed on it while its seat was shown out: from then on it stays with its author, also once the seat is let in again */
		leftOutAt: moment('left_out_at'),
		/** set aside by the blind moderation before the reveal, and by which published rule */
		setAsideAt: moment('set_aside_at'),
		setAsideFor: text('set_aside_for').$type<ModerationRule>()
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
		facts: jsonb('facts').notNull().$type<readonly (readonly [string, string])[]>(),
		/** the version of the proposal from which it departs; null: the last one */
		base: integer('base'),
		modes: text('modes').notNull().default(''),
		calendar: text('calendar').notNull().default(''),
		/** goes up each time its words change */
		revision: integer('revision').notNull().default(0)
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

/** What the room said of an amendment in a scenario, where it is not what goes without saying. */
export const scenarioChoices = pgTable(
	'scenario_choices',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		scenario: text('scenario').notNull(),
		amendmentId: uuid('amendment_id').notNull().$type<AmendmentId>(),
		choice: text('choice').notNull().$type<Choice>()
	},
	(table) => [
		primaryKey({ name: 'scenario_choices_pk', columns: [table.gatheringId, table.scenario, table.amendmentId] }),
		foreignKey({
			name: 'scenario_choices_scenario_fk',
			columns: [table.gatheringId, table.scenario],
			foreignColumns: [scenarios.gatheringId, scenarios.code]
		}),
		foreignKey({
			name: 'scenario_choices_amendment_fk',
			columns: [table.authorityId, table.amendmentId],
			foreignColumns: [amendments.authorityId, amendments.id]
		})
	]
);

/** Who works on which scenario; one of each table hosts it. */
export const scenarioSeats = pgTable(
	'scenario_seats',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		scenario: text('scenario').notNull(),
		isHost: boolean('is_host').notNull().default(false)
	},
	(table) => [
		primaryKey({ name: 'scenario_seats_pk', columns: [table.gatheringId, table.seatId] }),
		uniqueIndex('scenario_seats_host_key').on(table.gatheringId, table.scenario).where(sql`is_host`),
		foreignKey({
			name: 'scenario_seats_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}),
		foreignKey({
			name: 'scenario_seats_scenario_fk',
			columns: [table.gatheringId, table.scenario],
			foreignColumns: [scenarios.gatheringId, scenarios.code]
		})
	]
);

/** What somebody would add to a scenario; read by its author and by whoever writes in it. */
export const scenarioSuggestions = pgTable(
	'scenario_suggestions',
	{
		id: uuid('id').primaryKey().$type<Id<'scenario-suggestion'>>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		scenario: text('scenario').notNull(),
		kind: text('kind').notNull().$type<SuggestionKind>(),
		text: text('text').notNull(),
		state: text('state').notNull().$type<ScenarioSuggestionState>(),
		sentAt: moment('sent_at').notNull()
	},
	(table) => [
		index('scenario_suggestions_gathering').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'scenario_suggestions_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}),
		foreignKey({
			name: 'scenario_suggestions_scenario_fk',
			columns: [table.gatheringId, table.scenario],
			foreignColumns: [scenarios.gatheringId, scenarios.code]
		})
	]
);

/** The total that no scenario should pass, in cents. */
export const budgetTotals = pgTable(
	'budget_totals',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		low: bigint('low', { mode: 'number' }).notNull(),
		high: bigint('high', { mode: 'number' }).notNull()
	},
	(table) => [
		foreignKey({
			name: 'budget_totals_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		check('budget_totals_go_up', sql`0 <= low and low <= high`)
	]
);

/** The ranges of a scenario, line by line, in cents. */
export const budgetLines = pgTable(
	'budget_lines',
	{
		id: uuid('id').primaryKey().$type<Id<'budget-line'>>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		scenario: text('scenario').notNull(),
		label: text('label').notNull(),
		low: bigint('low', { mode: 'number' }).notNull(),
		high: bigint('high', { mode: 'number' }).notNull(),
		place: smallint('place').notNull()
	},
	(table) => [
		index('budget_lines_gathering').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'budget_lines_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		foreignKey({
			name: 'budget_lines_scenario_fk',
			columns: [table.gatheringId, table.scenario],
			foreignColumns: [scenarios.gatheringId, scenarios.code]
		}),
		check('budget_lines_go_up', sql`0 <= low and low <= high`)
	]
);

/** The matrix of a gathering: one row, on which whoever scores or closes waits for the other. */
export const matrices = pgTable(
	'matrices',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		/** null while the room may score */
		closedAt: moment('closed_at')
	},
	(table) => [
		foreignKey({
			name: 'matrices_gathering_fk',
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
		place: smallint('place').notNull(),
		/** of an impact */
		indicator: text('indicator').notNull().default(''),
		base: text('base').notNull().default(''),
		target: text('target').notNull().default(''),
		/** of a risk */
		holder: text('holder').notNull().default(''),
		mitigation: text('mitigation').notNull().default('')
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

/** How likely and how grave the team holds a risk, ahead: what the seats confirm or change. */
export const preparedRisks = pgTable(
	'prepared_risks',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		risk: text('risk').notNull(),
		scenario: text('scenario').notNull(),
		probability: smallint('probability').notNull(),
		gravity: smallint('gravity').notNull()
	},
	(table) => [
		primaryKey({ name: 'prepared_risks_pk', columns: [table.gatheringId, table.risk, table.scenario] }),
		foreignKey({
			name: 'prepared_risks_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		foreignKey({
			name: 'prepared_risks_line_fk',
			columns: [table.gatheringId, table.risk],
			foreignColumns: [matrixLines.gatheringId, matrixLines.code]
		}),
		foreignKey({
			name: 'prepared_risks_scenario_fk',
			columns: [table.gatheringId, table.scenario],
			foreignColumns: [scenarios.gatheringId, scenarios.code]
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

/** The sketch of a gathering: one row, on which whoever writes or freezes waits for the other. */
export const sketches = pgTable(
	'sketches',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		/** the mode whose card stands large on the wall */
		explained: text('explained').$type<ModeId>(),
		frozenAt: moment('frozen_at')
	},
	(table) => [
		unique('sketches_tenant_key').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'sketches_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

/** One investment mode that the room sketches. Removed, it keeps its code. */
export const sketchLines = pgTable(
	'sketch_lines',
	{
		id: uuid('id').primaryKey().$type<SketchLineId>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		code: text('code').notNull(),
		mode: text('mode').notNull().$type<ModeId>(),
		object: text('object').notNull(),
		actors: text('actors').notNull().default(''),
		/** « 2027-spring » */
		season: text('season'),
		money: text('money').notNull().$type<'range' | 'none' | 'unsaid'>(),
		lowCents: bigint('low_cents', { mode: 'number' }),
		highCents: bigint('high_cents', { mode: 'number' }),
		/** cards of the landscape */
		needs: jsonb('needs').notNull().default([]).$type<readonly string[]>(),
		/** codes of lines of the matrix */
		impacts: jsonb('impacts').notNull().default([]).$type<readonly string[]>(),
		/** the mode's own answers, of the shape and version that its file says */
		parameters: jsonb('parameters').notNull(),
		/** one more at each change */
		revision: integer('revision').notNull().default(0),
		createdAt: moment('created_at').notNull(),
		removedAt: moment('removed_at')
	},
	(table) => [
		unique('sketch_lines_tenant_key').on(table.authorityId, table.id),
		unique('sketch_lines_code_key').on(table.gatheringId, table.code),
		foreignKey({
			name: 'sketch_lines_sketch_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [sketches.authorityId, sketches.gatheringId]
		}),
		check('sketch_lines_range', sql`(money = 'range') = (low_cents is not null and high_cents is not null) and (low_cents is null or low_cents <= high_cents)`)
	]
);

/** What a seat suggests for a line, or for a line more. */
export const sketchSuggestions = pgTable(
	'sketch_suggestions',
	{
		id: uuid('id').primaryKey().$type<Id<'sketch-suggestion'>>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		/** null: for a line more of this mode */
		lineId: uuid('line_id').$type<SketchLineId>(),
		mode: text('mode').notNull().$type<ModeId>(),
		text: text('text').notNull(),
		state: text('state').notNull().$type<SuggestionState>(),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		index('sketch_suggestions_gathering').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'sketch_suggestions_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}),
		foreignKey({
			name: 'sketch_suggestions_line_fk',
			columns: [table.authorityId, table.lineId],
			foreignColumns: [sketchLines.authorityId, sketchLines.id]
		})
	]
);

/** At which table by mode a seat works; no row where it sits at none. */
export const sketchTables = pgTable(
	'sketch_tables',
	{
		seatId: uuid('seat_id').primaryKey().$type<SeatId>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		mode: text('mode').notNull().$type<ModeId>()
	},
	(table) => [
		index('sketch_tables_gathering').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'sketch_tables_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
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
		/** in which the contract ends: postcards are written to it */
		year: smallint('year'),
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

/** What of its record a gathering makes public, and at which address. */
export const publications = pgTable(
	'publications',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		/** the end of its address: it stays the same when what is published changes */
		slug: text('slug').notNull(),
		sections: jsonb('sections').notNull().$type<readonly PublicSection[]>(),
		publishedAt: moment('published_at').notNull(),
		withdrawnAt: moment('withdrawn_at')
	},
	(table) => [
		unique('publications_slug_key').on(table.slug),
		foreignKey({
			name: 'publications_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

/** What each seat leaves behind: how useful it was, one word, a postcard, and a juror's hours. */
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
		minutes: smallint('minutes'),
		/** to the year of the contract's end */
		postcard: text('postcard').notNull().default('')
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

/** The deck of a project: its role cards, edited by the team and shared by its workshops. */
export const roleCards = pgTable(
	'role_cards',
	{
		id: uuid('id').primaryKey().$type<RoleCardId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		code: text('code').notNull(),
		name: text('name').notNull(),
		mission: text('mission').notNull().default(''),
		defends: text('defends').notNull().default(''),
		fears: text('fears').notNull().default(''),
		means: text('means').notNull().default(''),
		questions: text('questions').notNull().default(''),
		forbidden: text('forbidden').notNull().default(''),
		/** speaks for somebody who cannot come */
		isAbsent: boolean('is_absent').notNull().default(false),
		isConcerned: boolean('is_concerned').notNull().default(true),
		/** codes of the impacts that it defends and of the risks that it fears, where the project has named them */
		impacts: jsonb('impacts').notNull().default([]).$type<readonly string[]>(),
		risks: jsonb('risks').notNull().default([]).$type<readonly string[]>(),
		createdAt: moment('created_at').notNull(),
		withdrawnAt: moment('withdrawn_at')
	},
	(table) => [
		unique('role_cards_tenant_key').on(table.authorityId, table.id),
		uniqueIndex('role_cards_code_key').on(table.projectId, table.code).where(sql`withdrawn_at is null`),
		foreignKey({
			name: 'role_cards_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		})
	]
);

/** The casting of a gathering: one row, held by whoever deals, locks or draws. */
export const castings = pgTable(
	'castings',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		lockedAt: moment('locked_at'),
		/** the absent voice drawn by chance: it has the last word of each turn */
		absentVoiceId: uuid('absent_voice_id').$type<RoleCardId>(),
		drawnAt: moment('drawn_at')
	},
	(table) => [
		foreignKey({
			name: 'castings_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		foreignKey({
			name: 'castings_absent_voice_fk',
			columns: [table.authorityId, table.absentVoiceId],
			foreignColumns: [roleCards.authorityId, roleCards.id]
		})
	]
);

/** Whom each seat plays: a role card, or nobody but itself. */
export const playedRoles = pgTable(
	'played_roles',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		/** null: « je joue mon propre rôle » */
		roleCardId: uuid('role_card_id').$type<RoleCardId>(),
		how: text('how').notNull().$type<WayToTakeRole>(),
		/** how the player says the role, in one sentence */
		sentence: text('sentence').notNull().default(''),
		takenAt: moment('taken_at').notNull(),
		/** when its card was handed back, before the ballot; null while it is in the hand */
		handedBackAt: moment('handed_back_at'),
		/** « ce qu'elle m'a fait voir » */
		madeSee: text('made_see').notNull().default('')
	},
	(table) => [
		primaryKey({ name: 'played_roles_pk', columns: [table.gatheringId, table.seatId] }),
		index('played_roles_tenant').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'played_roles_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		foreignKey({
			name: 'played_roles_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}),
		foreignKey({
			name: 'played_roles_card_fk',
			columns: [table.authorityId, table.roleCardId],
			foreignColumns: [roleCards.authorityId, roleCards.id]
		})
	]
);

/** The prescriber's proposal: its draft on a board of its own until v0 is sealed, its text afterwards. */
export const proposals = pgTable(
	'proposals',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		draftBoardId: uuid('draft_board_id').$type<BoardId>(),
		textId: uuid('text_id').$type<TextId>(),
		/** cards of the landscape that the draft answers, as its authors say */
		needs: jsonb('needs').notNull().default([]).$type<readonly string[]>(),
		/** why a strong need is left without an answer: card → reason */
		unanswered: jsonb('unanswered').notNull().default({}).$type<Readonly<Record<string, string>>>(),
		/** « ce que le paysage m'a fait changer » */
		changed: text('changed').notNull().default(''),
		sealedAt: moment('sealed_at')
	},
	(table) => [
		foreignKey({
			name: 'proposals_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		foreignKey({
			name: 'proposals_text_fk',
			columns: [table.authorityId, table.textId],
			foreignColumns: [texts.authorityId, texts.id]
		})
	]
);

/** What a listener marks while the proposal is read: for that seat alone. */
export const bookmarks = pgTable(
	'bookmarks',
	{
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		passageId: uuid('passage_id').notNull().$type<PassageId>(),
		version: integer('version').notNull(),
		note: text('note').notNull().default('')
	},
	(table) => [
		primaryKey({ name: 'bookmarks_pk', columns: [table.gatheringId, table.seatId, table.passageId] }),
		index('bookmarks_tenant').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'bookmarks_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		})
	]
);

/** Questions of clarification, written, merged, supported, answered aloud; an opinion is parked. */
export const questions = pgTable(
	'questions',
	{
		id: uuid('id').primaryKey().$type<QuestionId>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		text: text('text').notNull(),
		state: text('state').notNull().$type<QuestionState>(),
		mergedInto: uuid('merged_into').$type<QuestionId>(),
		/** what was answered, in short, typed by the desk or the plume */
		answer: text('answer').notNull().default(''),
		askedAt: moment('asked_at').notNull(),
		settledAt: moment('settled_at')
	},
	(table) => [
		unique('questions_tenant_key').on(table.authorityId, table.id),
		index('questions_gathering').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'questions_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}),
		foreignKey({
			name: 'questions_merged_fk',
			columns: [table.authorityId, table.mergedInto],
			foreignColumns: [table.authorityId, table.id]
		})
	]
);

export const questionSupports = pgTable(
	'question_supports',
	{
		authorityId: authorityId<AuthorityId>(),
		questionId: uuid('question_id').notNull().$type<QuestionId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>()
	},
	(table) => [
		primaryKey({ name: 'question_supports_pk', columns: [table.questionId, table.seatId] }),
		foreignKey({
			name: 'question_supports_question_fk',
			columns: [table.authorityId, table.questionId],
			foreignColumns: [questions.authorityId, questions.id]
		}),
		foreignKey({
			name: 'question_supports_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		})
	]
);

/** The turn of amendments of a gathering: one row, held by whoever moves it on. */
export const turns = pgTable(
	'turns',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		phase: text('phase').notNull().$type<TurnPhase>(),
		/** seats in the order in which they speak; the drawn absent voice is the last */
		speakers: jsonb('speakers').notNull().default([]).$type<readonly string[]>(),
		/** the place in `speakers` of the one who speaks; equal to its length once the turn is over */
		place: smallint('place').notNull().default(0),
		/** seats that passed */
		passed: jsonb('passed').notNull().default([]).$type<readonly string[]>(),
		phaseAt: moment('phase_at').notNull(),
		speakingAt: moment('speaking_at'),
		/** what the pen is writing before the room, until it is sealed or the turn moves; null when nothing is */
		writing: jsonb('writing').$type<PenWords>()
	},
	(table) => [
		foreignKey({
			name: 'turns_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

/** What a role asks to change in the proposal, from its private writing to its fate. Never removed. */
export const amendments = pgTable(
	'amendments',
	{
		id: uuid('id').primaryKey().$type<AmendmentId>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		/** null: written by the desk for the absent voice that nobody plays, whose card is `roleCardId` */
		seatId: uuid('seat_id').$type<SeatId>(),
		/** the role card that its seat plays when it is shown; null for somebody who plays their own role */
		roleCardId: uuid('role_card_id').$type<RoleCardId>(),
		/** AM01, AM02 … given when it is shown; null before */
		code: text('code'),
		type: text('type').notNull().$type<AmendmentType>(),
		/** the passage that it aims at, in the version that its author read; null: the text as a whole */
		passageId: uuid('passage_id').$type<PassageId>(),
		version: integer('version').notNull(),
		quote: text('quote').notNull().default(''),
		text: text('text').notNull().default(''),
		reason: text('reason').notNull().default(''),
		needs: jsonb('needs').notNull().default([]).$type<readonly string[]>(),
		effects: jsonb('effects').notNull().default([]).$type<readonly ExpectedEffect[]>(),
		state: text('state').notNull().$type<AmendmentState>(),
		/** why it was refused, parked or changed: read by its author */
		stateReason: text('state_reason').notNull().default(''),
		/** similar ones bear the same: the id of one of them */
		clusterId: uuid('cluster_id').$type<AmendmentId>(),
		/** the code of the scenario into which it went */
		scenario: text('scenario'),
		/** the version that it made */
		resultingVersion: integer('resulting_version'),
		/** set aside by the blind moderation before it is shown, and by which rule */
		setAsideAt: moment('set_aside_at'),
		setAsideFor: text('set_aside_for').$type<ModerationRule>(),
		/** when the turn showed the others while its seat was shown out: from then on it stays with its author, also once the seat is let in again */
		leftOutAt: moment('left_out_at'),
		createdAt: moment('created_at').notNull(),
		shownAt: moment('shown_at'),
		settledAt: moment('settled_at')
	},
	(table) => [
		unique('amendments_tenant_key').on(table.authorityId, table.id),
		unique('amendments_code_key').on(table.gatheringId, table.code),
		index('amendments_gathering').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'amendments_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}),
		foreignKey({
			name: 'amendments_role_fk',
			columns: [table.authorityId, table.roleCardId],
			foreignColumns: [roleCards.authorityId, roleCards.id]
		}),
		check('amendments_of_somebody', sql`seat_id is not null or role_card_id is not null`)
	]
);
