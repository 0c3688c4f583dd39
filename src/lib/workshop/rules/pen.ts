// Decides what the wall shows of the proposal being rewritten: the words that the pen writes, then the version that they made.
import { compare } from '../../texts/rules/differences.ts';
import type { Hunk } from '../../texts/rules/hunks.ts';
import { carriedOver } from '../../texts/rules/merging.ts';
import type { Cause, Passage, Version } from '../../texts/rules/passages.ts';
import type { AmendmentType } from './amendments.ts';
import type { TurnPhase } from './turn.ts';

/** What the pen has typed so far, as its form sends it. */
export interface PenWords {
	/** the version that was on the screen of whoever writes */
	readonly base: number;
	/** ids of the amendments that are ticked */
	readonly amendments: readonly string[];
	/** the passage changed → its words; null takes it away */
	readonly passages: Readonly<Record<string, string | null>>;
	/** the amendment → the words of the passage that it adds */
	readonly added: Readonly<Record<string, string>>;
	/** who types, and when last; absent from what an older release kept */
	readonly by?: string;
	readonly at?: string;
}

/** Seconds of rest after which another pen may show its words on the wall. */
export const penRestsAfter = 30;

/** Whether somebody else's words are on the wall just now: two pens at once would show each other's in turn (MO149). */
export const isPenTaken = (words: PenWords | null, by: string, at: Date): boolean =>
	words?.by !== undefined && words.by !== by && words.at !== undefined && at.getTime() - Date.parse(words.at) < penRestsAfter * 1000;

/** What stays of what the pen typed once the floor moves, or somebody else has sealed: its boxes, without the words, which leave the wall (MO149, MO159). */
export const ticksOnly = (words: PenWords | null): PenWords | null =>
	words && words.amendments.length > 0 ? { base: words.base, amendments: words.amendments, passages: {}, added: {}, ...(words.by === undefined ? {} : { by: words.by }) } : null;

/** Whether somebody is at the pen: a box is ticked that waits to be written, or words are typed over the last version (MO159). */
export function isPenHeld(
	words: PenWords | null,
	last: { readonly number: number; readonly passages: readonly Pick<Passage, 'id' | 'text'>[] } | undefined,
	waiting: readonly { readonly id: string; readonly text: string }[]
): boolean {
	if (!words || !last) return false;
	if (waiting.some(({ id }) => words.amendments.includes(id))) return true;
	const isTyped = (typed: Readonly<Record<string, string | null>>) => (one: { readonly id: string; readonly text: string }) => Object.hasOwn(typed, one.id) && typed[one.id] !== null && typed[one.id] !== one.text;
	return words.base === last.number && (last.passages.some(isTyped(words.passages)) || waiting.some(isTyped(words.added)));
}

/** One passage before and after; null before one that is added, null after one that is removed. */
export interface PassageChange {
	readonly id: string;
	/** codes of the amendments that ask for it */
	readonly codes: readonly string[];
	readonly before: string | null;
	readonly after: string | null;
}

/** what ends a sentence */
const stop = /\s*[.!?…]+\s*$/u;

/**
 * The passage in the words of an amendment (MO140): what it quotes is replaced, a condition is added at its end.
 * What only adds to a sentence stands before its full stop.
 */
export function wordsAsked(before: string, { type, quote, text }: { readonly type: AmendmentType; readonly quote: string; readonly text: string }): string {
	const end = stop.exec(before)?.[0] ?? '';
	const said = before.slice(0, before.length - end.length);
	if (type === 'condition') {
		const words = text.replace(end ? stop : /^$/, '');
		const hasJoint = /[,;:(]$/u.test(said);
		return /^[,;:]/u.test(words) ? `${said}${words}${end}` : `${said}${hasJoint ? '' : ','} ${words}${end}`;
	}
	if (type !== 'replace') return before;
	const asked = quote && before.includes(quote) ? before.replace(quote, () => text) : text;
	return said && asked.startsWith(said) && !stop.test(asked) ? asked + end : asked;
}

/** What an amendment asks of its passage, written on the words that stand now: in pieces of these, null where both change the same words (MO157). */
export function askedNow(before: string, current: string, amendment: Parameters<typeof wordsAsked>[1]): readonly Hunk[] | null {
	if (amendment.type === 'remove') return before === current ? [] : null;
	return carriedOver(before, current, wordsAsked(before, amendment));
}

/**
 * What the pen writes, passage by passage in the order of the text, what it adds last (MO149). `waiting`: the amendments that are taken and not written yet.
 * Nothing of an amendment that is not ticked or not taken, nothing that leaves the passage as it stands, nothing written over a version that is not the last one.
 */
export function writtenNow(
	words: PenWords | null,
	last: { readonly number: number; readonly passages: readonly Passage[] } | undefined,
	waiting: readonly { readonly id: string; readonly code: string; readonly passageId: string | null }[]
): PassageChange[] {
	if (!words || !last || words.base !== last.number) return [];
	const ticked = waiting.filter(({ id }) => words.amendments.includes(id));
	const changed = last.passages.flatMap(({ id, text }): PassageChange[] => {
		const by = ticked.filter((one) => one.passageId === id && !Object.hasOwn(words.added, one.id));
		const after = by.length > 0 && Object.hasOwn(words.passages, id) ? words.passages[id]! : text;
		return after === text ? [] : [{ id, codes: by.map(({ code }) => code), before: text, after: after === '' ? null : after }];
	});
	const added = ticked.flatMap(({ id, code }): PassageChange[] => (words.added[id] ? [{ id, codes: [code], before: null, after: words.added[id] }] : []));
	return [...changed, ...added];
}

/** What a version changed in the one before it, and which amendments asked for each (MO149). A passage that only moved is not told. */
export function changesOf(before: Pick<Version, 'passages'>, after: Pick<Version, 'passages' | 'causes'>, codeOf: (cause: Cause) => string | undefined): PassageChange[] {
	return compare(before.passages, after.passages)
		.filter(({ change }) => change !== 'kept' && change !== 'moved')
		.map((one) => ({
			id: one.passageId,
			codes: after.causes.filter(({ passageId }) => passageId === one.passageId).flatMap((cause) => codeOf(cause) ?? []),
			before: one.before?.text ?? null,
			after: one.after?.text ?? null
		}));
}

interface Moment {
	readonly phase: TurnPhase;
	/** somebody speaks */
	readonly isSpoken: boolean;
	/** codes of the amendments of whoever speaks */
	readonly onTheFloor: readonly string[];
	readonly writing: readonly PassageChange[];
	readonly latest: { readonly changes: readonly PassageChange[]; readonly sealedAt: Date } | null;
	/** when the floor last went to somebody, or the phase changed */
	readonly movedAt: Date | null;
}

/**
 * What stands in the middle of the wall once the turn has begun (MO149): the words that the pen writes, else the version that was sealed since the floor last moved,
 * else whoever speaks. While somebody speaks, what is written for another role does not take their place.
 */
export function middleOfWall({ phase, isSpoken, onTheFloor, writing, latest, movedAt }: Moment): 'writing' | 'version' | 'speaker' | 'rest' {
	const hasSpeaker = phase === 'turn' && isSpoken;
	const concerns = (changes: readonly PassageChange[]) => changes.length > 0 && (!hasSpeaker || changes.some(({ codes }) => codes.some((code) => onTheFloor.includes(code))));
	if (concerns(writing)) return 'writing';
	if (latest && concerns(latest.changes) && (movedAt === null || latest.sealedAt >= movedAt)) return 'version';
	return hasSpeaker ? 'speaker' : 'rest';
}

export interface ChangesOnWall {
	/** `beside`: before and after in two columns; `inline`: one text that bears what is removed and what is added */
	readonly layout: 'beside' | 'inline';
	/** of their letters, in rem: one is 2.6 % of the wall's height */
	readonly size: number;
	/** how many changes are shown */
	readonly shown: number;
}

/** The wall's room for changes, in rem: whoever speaks has a line, and two for why; the version has two for the needs that it lights. Then what each change takes besides its words, and the line that says how many more there are. */
const room = { inline: 63, block: { speaker: 15.5, writing: 19, version: 15.5 }, between: 1.2, around: 3.1, more: 2.7 };
const letterShare = 0.5;
const lineShare = 1.3;
const sizes = { beside: [2.4, 2.1, 1.8, 1.6, 1.4], inline: [1.8, 1.6, 1.4, 1.2, 1.05, 0.95] } as const;

/**
 * How the changes stand on the wall (MO110, MO149): before and after side by side while letters stay large, else each in one text, in the largest letters at which they all fit;
 * at the smallest that eight metres allow, as many as there is room for, one at least.
 */
export function changesOnWall(changes: readonly PassageChange[], middle: keyof typeof room.block): ChangesOnWall {
	const heightOf = ({ before, after }: PassageChange, size: number, layout: ChangesOnWall['layout']): number => {
		const isBeside = layout === 'beside' && before !== null && after !== null;
		const letters = Math.max(8, (isBeside ? (room.inline - room.between) / 2 : room.inline) / (size * letterShare) - 4);
		const lengths = [before, after].map((text) => text?.length ?? 0);
		// at worst all of it is removed and all of it added
		const length = isBeside ? Math.max(...lengths) : lengths[0]! + lengths[1]!;
		return Math.ceil(length / letters) * size * lineShare + room.around;
	};
	const fitting = (size: number, layout: ChangesOnWall['layout'], block: number): number => {
		let left = block;
		const cut = changes.findIndex((change) => (left -= heightOf(change, size, layout)) < 0);
		return cut < 0 ? changes.length : cut;
	};
	for (const layout of ['beside', 'inline'] as const)
		for (const size of sizes[layout]) if (fitting(size, layout, room.block[middle]) === changes.length) return { layout, size, shown: changes.length };
	const size = sizes.inline.at(-1)!;
	return { layout: 'inline', size, shown: Math.max(1, fitting(size, 'inline', room.block[middle] - room.more)) };
}
