// The life of an amendment: what it may ask of the proposal, who may move it on, and in which state it ends (MOD-16).
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { collegeOf, type Capacity } from '../../projects/rules/capacities.ts';
import { asKept } from '../../texts/rules/signs.ts';

export const amendmentTypes = ['add', 'replace', 'remove', 'condition', 'split'] as const;
/** `condition`: under which condition the passage holds; `split`: into a scenario of its own */
export type AmendmentType = (typeof amendmentTypes)[number];

export const amendmentStates = [
	/** written in silence: its seat alone has it */
	'private',
	/** before the room */
	'proposed',
	/** said anew by its author, once it was before the room */
	'clarified',
	/** « je prends »: waits for the pen */
	'taken',
	/** « autrement »: waits for the pen, with other words */
	'otherwise',
	'integrated',
	'integrated-otherwise',
	'moved-to-scenario',
	/** « plus tard » */
	'parked',
	'withdrawn',
	'not-kept'
] as const;
export type AmendmentState = (typeof amendmentStates)[number];

/** An effect that the author expects on one line of the matrix. */
export interface ExpectedEffect {
	/** the code of an impact or of a risk */
	readonly line: string;
	readonly sense: 'better' | 'worse';
}

/** What one seat may hold at a time, those withdrawn apart (MO141). */
export const amendmentsEach = 4;
/** What one seat may bring before the room in all, those withdrawn too: they stay in the record (MO141, MO147). */
export const amendmentsShownEach = 12;
/** Whether somebody sitting in this capacity amends: the jury and the team, but for the prescriber, who answers (MO83, MO140). */
export const mayAmend = (capacity: Capacity): boolean => collegeOf(capacity) !== undefined && capacity !== 'prescriber';
/** In characters as people count them. */
export const amendmentLimit = 2_000;
export const reasonLimit = 600;
export const effectsAtMost = 6;

export interface TypedAmendment {
	readonly type: AmendmentType;
	/** null: the text as a whole, or its end */
	readonly passageId: string | null;
	readonly quote: string;
	readonly text: string;
	readonly reason: string;
	/** ids of needs */
	readonly needs: readonly string[];
	readonly effects: readonly ExpectedEffect[];
}

/** What the verdict on a new text needs to know of the room. */
export interface AmendmentWorld {
	/** the passages of the last version */
	readonly passages: ReadonlyMap<string, string>;
	readonly needs: ReadonlySet<string>;
	/** codes of the matrix */
	readonly lines: ReadonlySet<string>;
}

export type WritingRefusal =
	| 'proposal-not-sealed'
	| 'not-a-voice'
	| 'amendments-too-many'
	| 'amendments-spent'
	| 'passage-missing'
	| 'passage-unknown'
	| 'amendment-text-missing'
	| 'amendment-text-too-long'
	| 'amendment-text-unchanged'
	| 'reason-missing'
	| 'reason-too-long'
	| 'need-unknown'
	| 'effect-unknown';

/** Composed, without the characters that cannot be seen or stored, without blanks around. */
export const tidy = (typed: string): string =>
	// composing a flood of accents costs the square of their number
	asKept(typed.slice(0, 20_000));

const isEmpty = (text: string) => !/[^\s\p{Cf}\p{Mn}]/u.test(text);
const lengthOf = (text: string) => [...text].length;
/** Until it has its answer, an amendment may be said anew. */
export const maySayAnew = (state: AmendmentState): boolean => state === 'private' || state === 'proposed' || state === 'clarified';

/** Changes a passage, and none other than a passage. */
export const needsPassage: ReadonlySet<AmendmentType> = new Set(['replace', 'remove']);

/**
 * An amendment as it is kept (MO140): which passage it aims at, what it asks, why.
 * Refuses a replacement or a removal without its passage, a passage that the last version has not, words missing (a removal needs none),
 * a replacement that changes nothing, a reason missing, words beyond `amendmentLimit` and `reasonLimit`, a need or a line that nobody knows. Source: MOD-16; demand 20.
 */
export function readAmendment(typed: TypedAmendment, world: AmendmentWorld): Outcome<TypedAmendment, WritingRefusal> {
	const { type, passageId } = typed;
	const before = passageId === null ? undefined : world.passages.get(passageId);
	if (passageId === null && needsPassage.has(type)) return refused('passage-missing');
	if (passageId !== null && before === undefined) return refused('passage-unknown');
	const text = type === 'remove' ? '' : tidy(typed.text);
	if (type !== 'remove' && isEmpty(text)) return refused('amendment-text-missing');
	if (lengthOf(text) > amendmentLimit) return refused('amendment-text-too-long');
	if (type === 'replace' && text === before) return refused('amendment-text-unchanged');
	const reason = tidy(typed.reason);
	if (isEmpty(reason)) return refused('reason-missing');
	if (lengthOf(reason) > reasonLimit) return refused('reason-too-long');
	if (!typed.needs.every((need) => world.needs.has(need))) return refused('need-unknown');
	const isKnown = ({ line }: ExpectedEffect) => world.lines.has(line);
	if (typed.effects.length > effectsAtMost || !typed.effects.every(isKnown)) return refused('effect-unknown');
	// words of the passage only: a quote that is not in it would anchor to nothing
	const quote = before?.includes(typed.quote) ? typed.quote : '';
	return accepted({ ...typed, quote, text, reason, needs: [...new Set(typed.needs)] });
}

/** Among the amendments of one voice, the one that already says all this: what is sent twice in the same words is kept once (MO15). */
export function sameAmendment<Kept extends TypedAmendment>(kept: readonly Kept[], typed: TypedAmendment): Kept | undefined {
	const all = ({ type, passageId, text, reason, needs, effects }: TypedAmendment) =>
		JSON.stringify([type, passageId, text, reason, [...needs].sort(), effects.map(({ line, sense }) => `${line}:${sense}`).sort()]);
	const asked = all(typed);
	return kept.find((one) => all(one) === asked);
}

/** What somebody does to an amendment that is there. */
export const amendmentMoves = ['rewrite', 'clarify', 'withdraw', 'take', 'otherwise', 'to-scenario', 'later', 'not-keep', 'put-back', 'integrate'] as const;
export type AmendmentMove = (typeof amendmentMoves)[number];

export type MoveRefusal = 'amendment-unknown' | 'not-your-amendment' | 'amendment-settled' | 'amendment-private' | 'amendment-shown' | 'not-answered-yet';

const shown: readonly AmendmentState[] = ['proposed', 'clarified'];
/** What the prescriber has answered and the pen has not written yet: an answer may still change. */
const answered: readonly AmendmentState[] = ['taken', 'otherwise', 'moved-to-scenario', 'parked'];
const open = [...shown, ...answered];

const from: Readonly<Record<AmendmentMove, readonly AmendmentState[]>> = {
	rewrite: ['private'],
	clarify: shown,
	withdraw: ['private', ...open],
	take: open,
	otherwise: open,
	'to-scenario': open,
	later: open,
	'not-keep': open,
	'put-back': [...answered, 'not-kept'],
	integrate: ['taken', 'otherwise']
};

const to: Readonly<Record<Exclude<AmendmentMove, 'rewrite' | 'integrate'>, AmendmentState>> = {
	clarify: 'clarified',
	withdraw: 'withdrawn',
	take: 'taken',
	otherwise: 'otherwise',
	'to-scenario': 'moved-to-scenario',
	later: 'parked',
	'not-keep': 'not-kept',
	'put-back': 'proposed'
};

/**
 * The state after a move (MO143 to MO147). What is integrated or withdrawn stays so: a version is never unmade.
 * Refuses a move on what its author alone may see, on what is settled, and the pen before the prescriber's answer.
 */
export function moveAmendment(state: AmendmentState, move: AmendmentMove): Outcome<AmendmentState, MoveRefusal> {
	if (from[move].includes(state)) {
		if (move === 'rewrite') return accepted(state);
		if (move === 'integrate') return accepted(state === 'taken' ? 'integrated' : 'integrated-otherwise');
		return accepted(to[move]);
	}
	if (state === 'private') return refused('amendment-private');
	if (move === 'rewrite') return refused('amendment-shown');
	if (move === 'integrate' && shown.includes(state)) return refused('not-answered-yet');
	return refused('amendment-settled');
}

/** States whose reason its author must be able to read (MO146; demand 20). */
export const owesReason = (state: AmendmentState): boolean => state === 'parked' || state === 'not-kept';

/** AM01, AM02 … AM99, AM100. */
export const amendmentCode = (number: number): string => `AM${String(number).padStart(2, '0')}`;
