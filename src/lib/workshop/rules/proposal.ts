// Decides what the draft of a proposal may be, who writes and seals it, and what its authors say of the needs.
import type { Capacity } from '../../projects/rules/capacities.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { lengthOf, readPassages, readPassageText } from '../../texts/rules/editing.ts';
import { passageLimit, passagesAtMost, textLimit, type Cause, type Passage, type PassageKind } from '../../texts/rules/passages.ts';
import { needsInLine, needsOnWall } from './needs.ts';

/** Who brings the draft and retouches it; a facilitator types for them (MO102). */
export const draftWriters = ['prescriber', 'buyer'] as const satisfies readonly Capacity[];

/** Characters as people count them. */
export const sentenceLimit = 400;
export const reasonLimit = 280;
export const noteLimit = 280;

export type WriterRefusal = 'not-a-writer-of-the-draft' | 'proposal-sealed';
export type DraftRefusal = WriterRefusal | 'draft-empty' | 'draft-too-long' | 'draft-passage-too-long' | 'draft-too-many-passages' | 'draft-changed-meanwhile';
export type SealRefusal = 'proposal-sealed' | 'draft-empty' | 'draft-too-long' | 'not-the-prescriber';
export type NeedRefusal = WriterRefusal | 'need-unknown' | 'need-reason-missing' | 'need-reason-too-long';
export type ChangedRefusal = WriterRefusal | 'changed-too-long';
export type BookmarkRefusal = 'proposal-not-sealed' | 'passage-unknown' | 'note-too-long' | 'bookmark-needs-seat';

/** Whose hand: a seat's capacity, or whoever holds the desk. */
export type Hand = Capacity | 'desk';

/** Whether this hand may still write in the draft and say what it answers (MO102, MO104). */
export function mayWriteDraft(hand: Hand, isSealed: boolean): Outcome<true, WriterRefusal> {
	if (hand !== 'desk' && !draftWriters.includes(hand as never)) return refused('not-a-writer-of-the-draft');
	return isSealed ? refused('proposal-sealed') : accepted(true);
}

/** One line is one passage: blanks that cannot be told apart are one. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

export interface DraftLine {
	readonly kind: PassageKind;
	readonly text: string;
}

const isHeading = (kind: PassageKind) => kind === 'title' || kind === 'heading';

function readLine(line: string): DraftLine | undefined {
	const mark = /^\s*(#{1,6}|[-*•–])\s+/u.exec(line);
	const kind: PassageKind = !mark ? 'paragraph' : mark[1]!.startsWith('#') ? 'heading' : 'item';
	const read = readPassageText(oneLine(mark ? line.slice(mark[0].length) : line));
	// a passage that is too long is told later, with its words
	if (!read.accepted) return read.reason === 'passage-too-long' ? { kind, text: oneLine(line) } : undefined;
	return { kind, text: read.value };
}

/** The passages of a text that somebody typed or pasted: one a line, « # » before a heading, « - » before an item; empty lines part nothing (MO103). */
export const linesOf = (typed: string): DraftLine[] => typed.split(/\r\n?|\n/u).flatMap((line) => readLine(line) ?? []);

/** The same, as it may be kept: refuses an empty text, and one beyond what a text may hold (MO103). */
export function readDraft(typed: string): Outcome<DraftLine[], DraftRefusal> {
	const lines = linesOf(typed);
	if (lines.length === 0) return refused('draft-empty');
	if (lines.length > passagesAtMost) return refused('draft-too-many-passages');
	if (lines.some(({ text }) => text.length > passageLimit)) return refused('draft-passage-too-long');
	if (lines.reduce((sum, { text }) => sum + text.length, 0) > textLimit) return refused('draft-too-long');
	return accepted(lines);
}

const marked = ({ kind, text }: DraftLine): string => (isHeading(kind) ? `# ${oneLine(text)}` : kind === 'item' ? `- ${oneLine(text)}` : oneLine(text));

/** A draft as one text, which `readDraft` reads back; a passage without words is left out. */
export function writeDraft(passages: readonly DraftLine[]): string {
	const told = passages.filter(({ text }) => oneLine(text) !== '');
	return told.map((line, place) => (place === 0 ? '' : line.kind === 'item' && told[place - 1]!.kind === 'item' ? '\n' : '\n\n') + marked(line)).join('');
}

/** The longest run of lines that both texts have in the same order: for each line of the second, its place in the first. */
function pairs(before: readonly string[], after: readonly string[]): Map<number, number> {
	const longest = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
	for (let old = before.length - 1; old >= 0; old--)
		for (let now = after.length - 1; now >= 0; now--)
			longest[old]![now] = before[old] === after[now] ? longest[old + 1]![now + 1]! + 1 : Math.max(longest[old + 1]![now]!, longest[old]![now + 1]!);
	const found = new Map<number, number>();
	for (let [old, now] = [0, 0]; old < before.length && now < after.length; ) {
		if (before[old] === after[now]) found.set(now++, old++);
		else if (longest[old + 1]![now]! >= longest[old]![now + 1]!) old++;
		else now++;
	}
	return found;
}

/**
 * Which passage each line of a text typed whole becomes (MO103): a line that stands already keeps its passage; between two of these, lines take the passages
 * that were there one after the other; the rest get fresh ids. A title stays a title, which a typed line cannot say.
 */
export function matchDraft(standing: readonly Passage[], lines: readonly DraftLine[], freshIds: readonly string[]): Passage[] {
	const kept = pairs(standing.map(marked), lines.map(marked));
	const fresh = freshIds[Symbol.iterator]();
	let free = 0;
	return lines.map((line, place) => {
		const own = kept.get(place);
		let until = standing.length;
		for (const [later, old] of kept) if (later > place) until = Math.min(until, old);
		const taken = own ?? (free < until ? free : undefined);
		if (taken !== undefined) free = taken + 1;
		const passage = taken === undefined ? undefined : standing[taken]!;
		if (!passage) return { id: fresh.next().value!, ...line };
		return { id: passage.id, kind: isHeading(passage.kind) && isHeading(line.kind) ? passage.kind : line.kind, text: line.text };
	});
}

/** What v0 says of a draft: its passages that have words. Refuses an empty one (MO104, MO105). */
export function textToSeal(passages: readonly Passage[]): Outcome<{ readonly passages: Passage[]; readonly causes: Cause[] }, SealRefusal> {
	const told = passages.map(({ id, kind, text }) => ({ id, kind, text: oneLine(text) })).filter(({ text }) => readPassageText(text).accepted || lengthOf(text) > passageLimit);
	if (told.length === 0) return refused('draft-empty');
	const read = readPassages(told);
	if (!read.accepted) return refused('draft-too-long');
	return accepted({ passages: read.value, causes: read.value.map(({ id }) => ({ passageId: id, author: 'prescriber', by: 'draft' })) });
}

/** Whether this hand may seal: the prescriber's own, the desk's, or the room that goes on; once (MO104). */
export function maySeal(hand: Hand | 'system', isSealed: boolean): Outcome<true, 'proposal-sealed' | 'not-the-prescriber'> {
	if (hand !== 'prescriber' && hand !== 'desk' && hand !== 'system') return refused('not-the-prescriber');
	return isSealed ? refused('proposal-sealed') : accepted(true);
}

/** « Ce que le paysage m'a fait changer », in one sentence; none when it is emptied. */
export function readChanged(typed: string): Outcome<string, 'changed-too-long'> {
	const read = readPassageText(oneLine(typed));
	if (!read.accepted) return oneLine(typed).length > passageLimit ? refused('changed-too-long') : accepted('');
	return lengthOf(read.value) > sentenceLimit ? refused('changed-too-long') : accepted(read.value);
}

/** Why a need is left without an answer: said, and short (MO106). */
export function readReason(typed: string): Outcome<string, 'need-reason-missing' | 'need-reason-too-long'> {
	const read = readPassageText(typed);
	if (!read.accepted) return refused(read.reason === 'passage-missing' ? 'need-reason-missing' : 'need-reason-too-long');
	return lengthOf(read.value) > reasonLimit ? refused('need-reason-too-long') : accepted(read.value);
}

/** What a listener writes beside a passage for themself; may be empty. */
export function readNote(typed: string): Outcome<string, 'note-too-long'> {
	const read = readPassageText(typed);
	if (!read.accepted) return read.reason === 'passage-missing' ? accepted('') : refused('note-too-long');
	return lengthOf(read.value) > noteLimit ? refused('note-too-long') : accepted(read.value);
}

/** What the authors say of one need. */
export type NeedStance = 'answered' | 'left' | 'open';

export interface NeedOfDraft {
	readonly id: string;
	readonly text: string;
	readonly dots: number | null;
	readonly stance: NeedStance;
	/** why it is left; empty otherwise */
	readonly reason: string;
}

/** The needs beside the draft, in the order given, and what its authors say of each (MO106). */
export const needsOfDraft = (
	needs: readonly { readonly id: string; readonly text: string; readonly dots: number | null }[],
	said: { readonly needs: readonly string[]; readonly unanswered: Readonly<Record<string, string>> }
): NeedOfDraft[] =>
	needs.map(({ id, text, dots }) => {
		const reason = said.unanswered[id] ?? '';
		return { id, text, dots, stance: said.needs.includes(id) ? 'answered' : reason ? 'left' : 'open', reason };
	});

/** How many needs the seal names. */
export const needsNamedAtSeal = 5;

/** The strong needs of which nothing is said: those that got a dot, the strongest first, as many as can be named at once; before the dots are counted, the first of all (MO111). */
export const strongUnsaid = (needs: readonly NeedOfDraft[]): NeedOfDraft[] => needs.filter(({ stance, dots }) => stance === 'open' && dots !== 0).slice(0, needsNamedAtSeal);

/** The act of a form at the desk, done in its own name and not for a seat on paper. */
export const fromDesk = (verb: string): string => `${verb}-from-desk`;

export interface TextOnWall {
	/** of its letters, in rem: one is 2.6 % of the wall's height */
	readonly size: number;
	readonly columns: 1 | 2;
	/** how many passages are shown */
	readonly shown: number;
	/** false: the rest is read on the hand */
	readonly isWhole: boolean;
	/** how the needs stand under it: a card each, or a lamp each where the text needs the room */
	readonly needs: 'wall' | 'lamps';
}

/** The wall's room for a text, in rem, the title of its step left out; then what of it goes to a line of needs, to the sentence over them, to « and so many more », to their lamps, and to « the rest is on your phone ». */
const wallRoom = { inline: 63, between: 2.2, block: 26.5, needs: 5.35, sentence: 3, more: 1.8, lamps: 3.6, rest: 2.6 };
/** Below it the text is read before the needs. */
const sizeForCards = 1.333;
/** Shares of their size: how wide a letter is, how high a line. */
const letterShare = 0.47;
const lineShare = 1.35;
const wallSizes = [2.4, 2.1, 1.8, 1.6, 1.45, 1.333, 1.2, 1.05, 0.95, 0.9] as const;

interface PassageOnWall {
	readonly kind: PassageKind;
	readonly text: string;
}

/** The largest letters at which a whole text stands on the wall, in one column or two; at the smallest that eight metres allow, as many passages as there is room for (MO110). `needs`: how many stand under it. */
export function textOnWall(passages: readonly PassageOnWall[], needs = 0): TextOnWall {
	if (needs === 0) return { ...fitted(passages, wallRoom.block), needs: 'wall' };
	const lines = Math.ceil(Math.min(needs, needsOnWall) / needsInLine);
	const carded = fitted(passages, wallRoom.block - wallRoom.sentence - lines * wallRoom.needs - (needs > needsOnWall ? wallRoom.more : 0));
	return carded.isWhole && carded.size >= sizeForCards ? { ...carded, needs: 'wall' } : { ...fitted(passages, wallRoom.block - wallRoom.lamps), needs: 'lamps' };
}

/** `block`: the height that is left for it, in rem. */
function fitted(passages: readonly PassageOnWall[], block: number): Omit<TextOnWall, 'needs'> {
	const inlineOf = (columns: 1 | 2) => (columns === 1 ? wallRoom.inline : (wallRoom.inline - wallRoom.between) / 2);
	const heightOf = ({ kind, text }: PassageOnWall, size: number, columns: 1 | 2): number => {
		const larger = isHeading(kind) ? 1.25 : 1;
		const letters = inlineOf(columns) / (size * larger * letterShare) - (kind === 'item' ? 3 : 0);
		// words are not cut: a line loses some letters at its end
		return (Math.ceil(text.length / (letters - 3)) * lineShare + (kind === 'item' ? 0.2 : 0.5)) * size * larger;
	};
	/** A passage that the foot of a column would cut goes to the next one. */
	const fits = (size: number, columns: 1 | 2, room: number): number => {
		let [left, column] = [room, 1];
		for (const [index, passage] of passages.entries()) {
			const height = heightOf(passage, size, columns);
			if (height > left) [left, column] = [room, column + 1];
			if (column > columns || height > left) return index;
			left -= height;
		}
		return passages.length;
	};
	for (const size of wallSizes)
		for (const columns of [1, 2] as const) {
			if (columns > 1 && inlineOf(columns) / (size * letterShare) < 32) continue;
			if (fits(size, columns, block) === passages.length) return { size, columns, shown: passages.length, isWhole: true };
		}
	const size = wallSizes.at(-1)!;
	return { size, columns: 2, shown: Math.max(1, fits(size, 2, block - wallRoom.rest)), isWhole: false };
}
