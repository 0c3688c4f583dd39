// The sketch of a strategy for the three screens: lines and orphans to all, the card of a mode to the wall, the pen to the buyer and the desk.
import * as v from 'valibot';
import { checksOfLine, orphansOf, sumOfRanges } from '../../../cockpit/rules/lines.ts';
import type { Fields } from '../../../cockpit/rules/modes/mode.ts';
import { modeIds } from '../../../cockpit/rules/modes/ids.ts';
import { seasonsFrom } from '../../../cockpit/rules/seasons.ts';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import * as gatherings from '../../../gatherings/server/gatherings.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepAct, StepServer } from '../../../gatherings/server/step.ts';
import * as authorities from '../../../people/server/authorities.ts';
import { mayEdit, type SuggestionState } from '../../rules/sketch.ts';
import { endingOf } from '../../rules/steps/consent.ts';
import type { LineShown, SketchEditing, SketchOnDesk, SketchOnHand, SketchOnWall, SuggestionShown } from '../../rules/steps/sketch.ts';
import * as consents from '../consents.ts';
import * as scenarios from '../scenarios.ts';
import * as sketches from '../sketches.ts';
import * as votes from '../votes.ts';

/** whether the room chooses on its way to the sketch: what it has not chosen yet is then not missing */
async function isToVoteBefore(query: Query, { gatheringId }: GatheringAtStep): Promise<boolean> {
	const { agenda, position } = await gatherings.read(query, gatheringId);
	const toCome = agenda.steps.filter(({ droppedAt }, place) => droppedAt === undefined && place > (position ?? -1)).map(({ step }) => step);
	return toCome.includes('vote') && toCome.indexOf('vote') < toCome.indexOf('sketch');
}

const look = (query: Query, gathering: GatheringAtStep) => together(query, `sketch:${gathering.gatheringId}`, () => readForAll(query, gathering));

/** The scenario from which the sketch is made (MO240): the one on which the room consented, else the only first of the vote. */
export async function scenarioOf(query: Query, place: scenarios.Place) {
	const { round, scenario } = await consents.readConsent(query, place);
	if (scenario) return { scenario, consent: endingOf(round) };
	const firsts = votes.firstsIn(await votes.readVote(query, place));
	const first = firsts.length === 1 ? (await scenarios.list(query, place)).find(({ code }) => code === firsts[0]!.code) : undefined;
	return { scenario: first ? { code: first.code, name: first.name, idea: first.idea } : null, consent: endingOf(round) };
}

async function readForAll(query: Query, gathering: GatheringAtStep) {
	const { authorityId, gatheringId } = gathering;
	const { scenario, consent } = await scenarioOf(query, gathering);
	const sketch = await sketches.read(query, gathering);
	const { needs, impacts } = await sketches.served(query, gathering);
	const suggestions = await sketches.suggestionsOf(query, gathering);
	const tables = await sketches.tablesOf(query, gathering);
	const { startsAt } = await gatherings.read(query, gatheringId);
	// the thresholds of the day of the gathering: those of a rehearsal the week before are not another's
	const today = await authorities.dayOf(query, authorityId, startsAt);
	const lines = sketch.lines.map(
		(line): LineShown => ({
			...line,
			needs: needs.filter(({ id }) => line.needs.includes(id)),
			impacts: impacts.filter(({ code }) => line.impacts.includes(code)),
			findings: checksOfLine(line, today)
		})
	);
	const codeOf = new Map(sketch.lines.map(({ id, code }) => [id, code]));
	const shown = ({ id, lineId, mode, text, state }: sketches.Suggestion): SuggestionShown => ({ id, line: (lineId && codeOf.get(lineId)) ?? null, mode, text, state });
	const seen = {
		scenario,
		consent,
		lines,
		orphans: orphansOf(sketch.lines, needs, impacts),
		sum: sumOfRanges(sketch.lines),
		explained: sketch.explained,
		isFrozen: sketch.frozenAt !== null
	};
	const editing: SketchEditing = { needs, impacts, seasons: seasonsFrom(today), suggestions: suggestions.filter(({ state }) => state === 'waiting').map(shown), today };
	return { seen, editing, tables, frozenAt: sketch.frozenAt, ofSeat: (seatId: string) => suggestions.filter((one) => one.seatId === seatId && one.state !== 'withdrawn').map(shown) };
}

const word = v.pipe(v.string(), v.maxLength(20_000));
const text = v.optional(word, '');
const revision = v.optional(v.pipe(v.string(), v.regex(/^\d{0,9}$/), v.transform(Number)), '0');
const ofLine = { line: v.pipe(v.string(), v.maxLength(64)), revision };
/** A line's form has the fields of its mode besides its own: the mode reads them. */
const form = v.record(v.pipe(v.string(), v.maxLength(64)), v.union([word, v.pipe(v.array(word), v.maxLength(200))]));
const lineForm = v.pipe(
	form,
	v.transform((fields) => ({ ...fields, line: fields.line ?? '', revision: fields.revision ?? '0', mode: fields.mode ?? '' })),
	v.looseObject({ line: v.pipe(v.string(), v.maxLength(64)), mode: v.pipe(v.string(), v.maxLength(64)), revision: v.pipe(v.string(), v.regex(/^\d{0,9}$/)) })
);

/** The same act from the buyer's hand and from the desk. */
const fromBoth = (name: string, shape: StepAct['shape'], run: StepAct['run']): Record<string, StepAct> => ({
	[name]: { by: 'seat', when: 'step-open', shape, run },
	[`${name}-at-desk`]: { by: 'facilitator', when: 'step-open', shape, run }
});

export const step: StepServer = {
	async hand(query, seat): Promise<SketchOnHand> {
		const { seen, editing, tables, frozenAt, ofSeat } = await look(query, seat);
		return { ...seen, today: editing.today, table: tables.get(seat.seatId) ?? null, mine: ofSeat(seat.seatId), editing: mayEdit(seat.capacity, frozenAt).accepted ? editing : null };
	},

	async screen(query, gathering): Promise<SketchOnWall> {
		const { seen, editing } = await look(query, gathering);
		return { ...seen, today: editing.today };
	},

	async desk(query, gathering): Promise<SketchOnDesk> {
		const { seen, editing, tables, ofSeat } = await look(query, gathering);
		const roll = await seats.rollOf(query, gathering.gatheringId);
		const sitting = roll.filter(({ college }) => college);
		return {
			...seen,
			editing,
			tables: modeIds.map((mode) => ({ mode, people: sitting.filter(({ seatId }) => tables.get(seatId) === mode).length })),
			withoutTable: sitting.filter(({ seatId }) => !tables.has(seatId)).length,
			paperSeats: roll.filter(({ isOnPaper }) => isOnPaper).map(({ seatId, publicName }) => ({ id: seatId, publicName, mine: ofSeat(seatId) })),
			isHere: gathering.currentStep === 'sketch'
		};
	},

	async foresee(query, gathering) {
		const { frozenAt, lines } = await sketches.read(query, gathering);
		const isEmpty = lines.length === 0;
		const { needs } = await sketches.served(query, gathering);
		const unserved = frozenAt || isEmpty ? 0 : orphansOf(lines, needs, []).needs.length;
		return {
			idle: frozenAt || isEmpty ? ['closes-sketch'] : [],
			entering: (await scenarioOf(query, gathering)).scenario || (await isToVoteBefore(query, gathering)) ? [] : [{ warning: 'sketch-without-scenario', count: 0, isFinal: false }],
			leaving: frozenAt
				? []
				: [
						{ warning: isEmpty ? 'sketch-not-written' : 'sketch-frozen-on-leaving', count: 0, isFinal: !isEmpty },
						...(unserved > 0 ? [{ warning: 'needs-unserved', count: unserved, isFinal: false }] : [])
					],
			finished: []
		};
	},

	async carryOut(tx, gathering, effect, at) {
		if (effect.do === 'close' && effect.what === 'sketch') await sketches.freezeIfWritten(tx, gathering, at);
	},

	acts: {
		...fromBoth('write-line', lineForm, (tx: Tx, doer: Doer, { line, mode, revision, ...fields }: v.InferOutput<typeof lineForm>) =>
			sketches.write(tx, doer, { line, mode, revision: Number(revision), fields: fields as Fields })
		),
		...fromBoth('move-line', v.object({ ...ofLine, mode: v.pipe(v.string(), v.maxLength(64)) }), (tx: Tx, doer: Doer, input: { line: string; mode: string; revision: number }) => sketches.move(tx, doer, input)),
		...fromBoth('remove-line', v.object(ofLine), (tx: Tx, doer: Doer, input: { line: string; revision: number }) => sketches.remove(tx, doer, input)),
		...fromBoth('explain', v.object({ mode: v.optional(v.pipe(v.string(), v.maxLength(64)), '') }), (tx: Tx, doer: Doer, { mode }: { mode: string }) => sketches.explain(tx, doer, mode)),
		...fromBoth('sort-suggestion', v.object({ suggestion: v.pipe(v.string(), v.maxLength(64)), to: v.picklist(['taken', 'set-aside']) }), (tx: Tx, doer: Doer, input: { suggestion: string; to: Exclude<SuggestionState, 'waiting'> }) =>
			sketches.settle(tx, doer, input)
		),
		...fromBoth('freeze', v.object({}), (tx: Tx, doer: Doer) => sketches.freeze(tx, doer)),
		suggest: {
			by: 'seat',
			when: 'step-open',
			shape: v.object({ about: v.optional(v.pipe(v.string(), v.maxLength(64)), ''), text }),
			run: (tx: Tx, doer: Doer, input: { about: string; text: string }) => sketches.suggest(tx, doer, input)
		},
		'withdraw-suggestion': {
			by: 'seat',
			when: 'step-open',
			shape: v.object({ suggestion: v.pipe(v.string(), v.maxLength(64)) }),
			run: (tx: Tx, doer: Doer, { suggestion }: { suggestion: string }) => sketches.settle(tx, doer, { suggestion, to: 'withdrawn' })
		},
		'sit-at': {
			by: 'seat',
			when: 'step-open',
			shape: v.object({ mode: v.optional(v.pipe(v.string(), v.maxLength(64)), '') }),
			run: (tx: Tx, doer: Doer, { mode }: { mode: string }) => sketches.sitAt(tx, doer, mode)
		},
		'deal-tables': {
			by: 'facilitator',
			when: 'step-open',
			shape: v.object({}),
			run: (tx: Tx, doer: Doer) => sketches.deal(tx, doer)
		}
	}
};
