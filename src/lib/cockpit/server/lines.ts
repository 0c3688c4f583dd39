// Brings the acts on a line of the cockpit to the elements' writer: one more by hand, a move to another state, the answers and figures of its mode, and what a strategy said as one whole.
import { dayIn } from '../../projects/rules/local-time.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { ElementId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readFields, readTrueDay, type Values } from '../rules/elements/changes.ts';
import { investmentStates, type InvestmentState } from '../rules/investment.ts';
import { judgeMove, readMove, recordedAfter, type MoveRefusal, type Stay } from '../rules/lineStates.ts';
import { isCockpitMode, type CockpitModeId } from '../rules/modes/ids.ts';
import { followedOf, noParts, partsOf, readAnswers, readParts } from '../rules/modes/modes.ts';
import type { Fields, ModeRefusal } from '../rules/modes/mode.ts';
import { seedsOf } from '../rules/modes/seeds.ts';
import * as elements from './elements.ts';
import type { Doer, Refusal } from './elements.ts';
import { onceOf, word } from './guards.ts';

type Line = elements.Element<'line'>;

const made = (typed: Fields) => ({ reason: word(typed, 'reason').trim().slice(0, 600) });
const revisionIn = (typed: Fields): number => {
	const said = Number(word(typed, 'revision'));
	return Number.isSafeInteger(said) ? said : 0;
};

/** The line of this project that is named; undefined where it is none. */
export async function read(query: Query, doer: Doer, asked: string): Promise<Line | undefined> {
	const element = await elements.read(query, doer, asked, doer.today);
	return element?.kind === 'line' ? element : undefined;
}

/** Adds a line by hand, in any mode (CO34). */
export async function add(
	tx: Tx,
	doer: Doer,
	typed: Fields
): Promise<Refusal | Outcome<ElementId, 'mode-unknown'>> {
	const mode = word(typed, 'mode');
	if (!isCockpitMode(mode)) return refused('mode-unknown');
	const { values, wrongs } = readFields('line', typed);
	const trueOn = readTrueDay(word(typed, 'trueOn'), doer.today);
	const refusal = { accepted: false, wrongs, contested: {} } as const;
	if (wrongs.length > 0) return { ...refusal, reason: 'fields-wrong' };
	if (!trueOn.accepted) return { ...refusal, reason: trueOn.reason };
	return elements.make(tx, doer, {
		kind: 'line',
		values: { ...values, mode },
		trueOn: trueOn.value,
		...made(typed),
		...onceOf(doer, typed)
	});
}

/** The states that a line went through, as they were said; one added by hand is a proposal since its first day. */
export async function staysOf(query: Query, doer: Doer, lineId: ElementId): Promise<readonly Stay[]> {
	const history = await elements.historyOf(query, doer, lineId);
	const zone = (await authorities.read(query, doer.authorityId))?.timeZone ?? 'Europe/Paris';
	return history.toReversed().flatMap(({ number, trueOn, recordedAt, after }): Stay[] => {
		const state =
			investmentStates.find((one) => one === after.state) ?? (number === 0 ? 'proposed' : undefined);
		// a line holds nothing before its first day, whoever said it
		const isAsRecorded = number > 0 && trueOn === dayIn(recordedAt, zone);
		return state ? [{ state, since: trueOn, ...(isAsRecorded && { isAsRecorded }) }] : [];
	});
}

/** Moves a line to another state, since a day (CO28). */
export async function move(
	tx: Tx,
	doer: Doer,
	line: Line,
	typed: Fields,
	mayDecide: boolean
): Promise<Refusal | Outcome<ElementId, MoveRefusal | 'true-day-unreadable' | 'true-day-to-come-far'>> {
	const asked = readMove(investmentStates, typed);
	if (!asked.accepted) return asked;
	const on = readTrueDay(word(typed, 'trueOn'), doer.today);
	if (!on.accepted) return on;
	const stays = await staysOf(tx, doer, line.id);
	const judged = judgeMove(asked.value, {
		mode: line.values.mode,
		answers: line.values.answers,
		stays,
		mayDecide,
		on: on.value
	});
	if (!judged.accepted) return judged;
	const { to, reason, deliberation, differences } = asked.value;
	const said: Record<InvestmentState, Values> = {
		proposed: { deliberation: '', adoptedOn: null, differences: [] },
		consolidated: {},
		adopted: { deliberation, adoptedOn: on.value, differences },
		'in-execution': {},
		ended: {},
		abandoned: {}
	};
	let revision = revisionIn(typed);
	const write = async (values: Values, trueOn: string) => {
		const written = await elements.write(tx, doer, { element: line.id, revision, values, trueOn, reason });
		revision = (await elements.read(tx, doer, line.id, doer.today))?.revision ?? revision;
		return written;
	};
	const values = { state: to, stateReason: reason, ...said[to] };
	// what was recorded since without a true day of its own came before this
	const passed = recordedAfter(stays, on.value);
	for (const { state } of passed) {
		const written = await write({ state }, on.value);
		if (!written.accepted) return written;
	}
	const written = await write(values, on.value);
	if (!written.accepted) return written;
	for (const day of new Set(passed.map(({ since }) => since))) {
		const again = await write(values, day);
		if (!again.accepted) return again;
	}
	return written;
}

/** Writes what a line's mode asks of it: its answers, and its figures where the form has them. What its mode keeps otherwise stays. */
export async function writeMode(
	tx: Tx,
	doer: Doer,
	line: Line,
	typed: Fields
): Promise<Refusal | Outcome<ElementId, ModeRefusal | 'mode-unknown'>> {
	const { mode, parts } = line.values;
	if (word(typed, 'mode') !== mode) return refused('mode-unknown');
	const answers = readAnswers(mode, typed);
	if (!answers.accepted) return answers;
	const figures = readParts(mode, typed);
	if (!figures.accepted) return figures;
	return elements.write(tx, doer, {
		element: line.id,
		revision: revisionIn(typed),
		values: {
			answers: answers.value,
			parts: { ...figures.value, ...followedOf(mode, parts === null ? noParts(mode) : partsOf(mode, parts)) }
		},
		...made(typed)
	});
}

const ofSeed = (mode: CockpitModeId, { answers, parts }: Line['values']) => seedsOf(mode, answers, parts);

/** Whether a strategy said things of this line that nobody follows one by one yet. */
export const hasSeeds = (line: Line, under: readonly elements.AnyElement[]): boolean => {
	const kinds = new Set(ofSeed(line.values.mode, line.values).map(({ kind }) => kind));
	return kinds.size > 0 && !under.some(({ kind }) => kinds.has(kind));
};

/** Makes elements of what a strategy said as one whole, each once (CO36). */
export async function sow(
	tx: Tx,
	doer: Doer,
	line: Line
): Promise<Refusal | Outcome<true, 'nothing-to-follow'>> {
	// held, so that two who ask at once wait for each other
	const held = await elements.write(tx, doer, { element: line.id, revision: line.revision, values: {} });
	if (!held.accepted) return held;
	if (!hasSeeds(line, await elements.under(tx, doer, line.id, doer.today)))
		return refused('nothing-to-follow');
	for (const { kind, values, part } of ofSeed(line.values.mode, line.values)) {
		const one = await elements.make(tx, doer, {
			kind,
			values,
			parentId: line.id,
			...(line.origin && { origin: { from: line.origin, part } })
		});
		if (!one.accepted) return one;
	}
	return accepted(true);
}
