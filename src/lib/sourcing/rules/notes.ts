// What somebody may note for the canvas while the room works, and what becomes of a note.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { lengthOf } from '../../texts/rules/editing.ts';
import { asKept } from '../../texts/rules/signs.ts';

/** « à savoir », « à demander aux candidats ». */
export const noteKinds = ['know', 'ask'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** In characters as people count them. */
export const noteLimit = 280;
/** More than anybody writes in a half-day, fewer than it takes to drown the others. */
export const notesEach = 30;

export interface NoteTyped {
	readonly kind: string;
	readonly text: string;
	/** whether its author says that it names a company */
	readonly namesOperator: boolean;
}

export interface NoteKept {
	readonly kind: NoteKind;
	readonly text: string;
	readonly namesOperator: boolean;
}

export type NoteRefusal = 'note-kind-missing' | 'note-missing' | 'note-too-long' | 'notes-too-many';

/** One short text on one line, as it is kept. Composing a flood of accents costs the square of their number: what is typed is cut first. */
export const asLine = (typed: string): string => asKept(typed.slice(0, 4_000)).replace(/\s+/gu, ' ');

const isEmpty = (text: string): boolean => !/[^\s\p{Cf}\p{Mn}]/u.test(text);

/** A note as it is kept (SO1). `before`: how many the same seat has written in this gathering. */
export function writeNote(typed: NoteTyped, before: number): Outcome<NoteKept, NoteRefusal> {
	const kind = noteKinds.find((one) => one === typed.kind);
	if (!kind) return refused('note-kind-missing');
	const text = asLine(typed.text);
	if (isEmpty(text)) return refused('note-missing');
	if (lengthOf(text) > noteLimit) return refused('note-too-long');
	if (before >= notesEach) return refused('notes-too-many');
	return accepted({ kind, text, namesOperator: typed.namesOperator });
}

/** Where a note is: waiting, in a chapter, left aside by who sorts, or taken back by its author. */
export type NoteState = 'unsorted' | 'sorted' | 'aside' | 'withdrawn';

export type NoteMove = 'sort' | 'set-aside' | 'put-back' | 'withdraw';

export type NoteMoveRefusal = 'note-unknown' | 'note-already-sorted' | 'note-not-aside';

/** What becomes of a note (SO4, SO5): one that waits is sorted, left aside or withdrawn; one left aside waits again; one sorted stays so. */
export function moveNote(state: NoteState, move: NoteMove): Outcome<NoteState, NoteMoveRefusal> {
	if (move === 'put-back') return state === 'aside' ? accepted('unsorted') : refused('note-not-aside');
	if (state !== 'unsorted') return refused('note-already-sorted');
	return accepted(move === 'sort' ? 'sorted' : move === 'set-aside' ? 'aside' : 'withdrawn');
}

/** What the wall shows: how many notes of each kind, those taken back or left aside excepted, and how many still wait. */
export interface NoteCounts {
	readonly know: number;
	readonly ask: number;
	readonly unsorted: number;
}

export function countNotes(notes: readonly { readonly kind: NoteKind; readonly state: NoteState }[]): NoteCounts {
	const standing = notes.filter(({ state }) => state === 'unsorted' || state === 'sorted');
	const of = (kind: NoteKind) => standing.filter((note) => note.kind === kind).length;
	return { know: of('know'), ask: of('ask'), unsorted: standing.filter(({ state }) => state === 'unsorted').length };
}
