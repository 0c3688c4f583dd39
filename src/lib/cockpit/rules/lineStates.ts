// Where a line of the cockpit stands, which moves are open from there, who may make them and what each must say (CO28).
import * as v from 'valibot';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Act } from '../../people/rules/may.ts';
import { cockpitActs, type InvestmentState } from './investment.ts';
import { criteria, type CommonsAnswers } from './modes/commons.ts';
import type { CockpitModeId } from './modes/ids.ts';
import { answersOf } from './modes/modes.ts';
import { listIn, mostRows, readRows, rowsIn, type Fields } from './modes/mode.ts';

/** The path of a line that nothing stops. */
export const path = [
	'proposed',
	'consolidated',
	'adopted',
	'in-execution',
	'ended'
] as const satisfies readonly InvestmentState[];

/** The states that each may be followed by: the next step first, then the ways back and out. */
export const moves: Readonly<Record<InvestmentState, readonly InvestmentState[]>> = {
	proposed: ['consolidated', 'abandoned'],
	consolidated: ['adopted', 'proposed', 'abandoned'],
	adopted: ['in-execution', 'abandoned'],
	'in-execution': ['ended', 'abandoned'],
	ended: ['in-execution'],
	abandoned: ['proposed']
};

/** The team consolidates and sends back; everything else binds the authority. */
export const actFor = (to: InvestmentState): Act =>
	to === 'consolidated' || to === 'proposed' ? cockpitActs.write : cockpitActs.decide;

/** Whether a move must say why: giving up, and every way back. */
export const owesReason = (from: InvestmentState, to: InvestmentState): boolean =>
	to === 'abandoned' || to === 'proposed' || from === 'ended';

export const longestDifference = 300;
const words = v.pipe(v.string(), v.maxLength(longestDifference));
export const differenceShape = v.object({ what: words, reason: words });
export type AdoptedDifference = v.InferOutput<typeof differenceShape>;

export interface Move {
	readonly to: InvestmentState;
	readonly reason: string;
	readonly deliberation: string;
	readonly differences: readonly AdoptedDifference[];
}

export type CriteriaRefusal = 'criteria-failed' | 'criteria-unsaid' | 'criteria-without-reason';

/** Whether a pact may be adopted: the three criteria hold, each with its reason (PPC-2, CO33). Refuses the worst first: one that fails, one that nobody answered, one without a reason. */
export function judgeCriteria(said: CommonsAnswers): Outcome<true, CriteriaRefusal> {
	const verdicts = criteria.map((criterion) => said[criterion]);
	if (verdicts.some(({ says }) => says === 'no')) return refused('criteria-failed');
	if (verdicts.some(({ says }) => says === null)) return refused('criteria-unsaid');
	return verdicts.some(({ reason }) => reason === '') ? refused('criteria-without-reason') : accepted(true);
}

export type MoveRefusal =
	| 'move-unknown'
	| 'move-closed'
	| 'move-not-yours'
	| 'move-reason-missing'
	| 'move-words-too-long'
	| 'deliberation-missing'
	| 'difference-incomplete'
	| 'too-many-rows'
	| 'state-said-later'
	| CriteriaRefusal;

const tidy = (fields: Fields, name: string): string =>
	(listIn(fields, name)[0] ?? '').normalize('NFC').replaceAll('\0', '').trim();
const isLong = (text: string, most: number): boolean => [...text].length > most;

/** What a form says of a move. Refuses a state that is none, an adoption without the number of its deliberation, a difference without its words or its reason, words beyond 300 characters. */
export function readMove(states: readonly InvestmentState[], fields: Fields): Outcome<Move, MoveRefusal> {
	const to = states.find((state) => state === tidy(fields, 'to'));
	if (to === undefined) return refused('move-unknown');
	const [reason, deliberation] = [tidy(fields, 'stateReason'), tidy(fields, 'deliberation')];
	if (isLong(reason, longestDifference) || isLong(deliberation, 120)) return refused('move-words-too-long');
	if (to !== 'adopted') return accepted({ to, reason, deliberation: '', differences: [] });
	if (deliberation === '') return refused('deliberation-missing');
	const columns = ['differenceWhat', 'differenceReason'] as const;
	const differences = readRows(
		rowsIn(fields, columns, columns),
		({ differenceWhat: what, differenceReason: because }): Outcome<AdoptedDifference, MoveRefusal> =>
			what === '' || because === ''
				? refused('difference-incomplete')
				: isLong(what, longestDifference) || isLong(because, longestDifference)
					? refused('move-words-too-long')
					: accepted({ what, reason: because })
	);
	return differences.accepted
		? accepted({ to, reason, deliberation, differences: differences.value })
		: differences;
}

export const mostDifferences = mostRows;

/** A state, and the ISO day since which it is true. */
export interface Stay {
	readonly state: InvestmentState;
	readonly since: string;
	/** nobody said since when: the day on which it was recorded stands for it */
	readonly isAsRecorded?: boolean;
}

export interface LineAtMove {
	readonly mode: CockpitModeId;
	/** as stored; null while nobody answered */
	readonly answers: unknown;
	/** every state that was said of it */
	readonly stays: readonly Stay[];
	readonly mayDecide: boolean;
	/** the ISO day since which the move is true */
	readonly on: string;
}

/** The state that holds on a day: of two said of the same day, the last in the list. Proposed before anything was said. */
export const stateOn = (stays: readonly Stay[], on: string): InvestmentState =>
	stays.reduce<Stay | null>(
		(last, stay) => (stay.since <= on && (last === null || stay.since >= last.since) ? stay : last),
		null
	)?.state ?? 'proposed';

/** The days after this one since which a state holds only because it was recorded then: a true day that is earlier takes its place. */
export const recordedAfter = (stays: readonly Stay[], on: string): readonly Stay[] =>
	stays.filter(({ since, isAsRecorded }) => isAsRecorded && since > on);

/** Since which day each state holds: the first of its last days without another; of a state that was only passed through, the first day that was said. */
export function sinceOf(stays: readonly Stay[]): ReadonlyMap<InvestmentState, string> {
	const days = [...new Set(stays.map(({ since }) => since))].toSorted();
	const found = new Map<InvestmentState, string>();
	for (const { state, since } of stays.toSorted((one, other) => (one.since < other.since ? 1 : -1))) found.set(state, since);
	let last: InvestmentState | undefined;
	for (const day of days) {
		const state = stateOn(stays, day);
		if (state !== last) found.set(state, day);
		last = state;
	}
	return found;
}

/**
 * Whether a line may make a move, since a day. Refuses a move that is not open from where it stands on that day, one that binds the authority by somebody who does not decide, one before a true day that is said already (it would contradict it; a day that only stands for that of the recording does not), a public-commons pact whose criteria do not hold (CO33).
 */
export function judgeMove({ to, reason }: Move, line: LineAtMove): Outcome<true, MoveRefusal> {
	const { mode, answers, stays, mayDecide, on } = line;
	if (stays.some(({ since, isAsRecorded }) => since > on && !isAsRecorded)) return refused('state-said-later');
	const from = stateOn(stays, recordedAfter(stays, on).reduce((last, { since }) => (since > last ? since : last), on));
	if (!moves[from].includes(to)) return refused('move-closed');
	if (actFor(to) === cockpitActs.decide && !mayDecide) return refused('move-not-yours');
	if (owesReason(from, to) && reason === '') return refused('move-reason-missing');
	if (to !== 'adopted' || mode !== 'commons') return accepted(true);
	return answers === null
		? refused('criteria-unsaid')
		: judgeCriteria(answersOf(mode, answers) as CommonsAnswers);
}
