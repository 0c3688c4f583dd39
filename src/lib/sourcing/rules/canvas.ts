// What a sourcing canvas holds: four chapters, entries with their source and dates, and a family of purchases shared by projects.
import { isDay } from '../../decisions/rules/consent.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { lengthOf } from '../../texts/rules/editing.ts';
import { asKept, foldedLetters } from '../../texts/rules/signs.ts';
import { asLine, type NoteKind } from './notes.ts';

/** Fixed, in this order (MOD-22). */
export const chapters = ['actors', 'norms', 'experience', 'information'] as const;
export type Chapter = (typeof chapters)[number];

export const isChapter = (text: string): text is Chapter => (chapters as readonly string[]).includes(text);

/** In characters as people count them. */
export const entryLimit = 600;
export const sourceLimit = 200;
export const familyLimit = 80;

export interface Family {
	/** as it is read */
	readonly name: string;
	/** as it is compared: two projects of one family share one canvas */
	readonly key: string;
}

export type FamilyRefusal = 'family-missing' | 'family-too-long';

/** A family of purchases as it is kept: « Alimentation scolaire » and « alimentation  scolaire » are one (SO6). */
export function readFamily(typed: string): Outcome<Family, FamilyRefusal> {
	const name = asLine(typed);
	const key = foldedLetters(name).replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
	if (key === '') return refused('family-missing');
	return lengthOf(name) > familyLimit ? refused('family-too-long') : accepted({ name, key });
}

/** One version of an entry. Days are ISO days; null where nobody said one. */
export interface EntryWords {
	readonly chapter: Chapter;
	readonly text: string;
	/** where it comes from */
	readonly source: string;
	/** the day of which it speaks */
	readonly datedOn: string | null;
	/** a norm: when somebody last looked whether it still stands, and who */
	readonly verifiedOn: string | null;
	readonly verifiedBy: string;
	readonly validUntil: string | null;
	/** ★: goes into the questions to candidates */
	readonly isToAsk: boolean;
	/** it names a company: nothing of it is made public before the award */
	readonly namesOperator: boolean;
}

export interface EntryTyped {
	readonly chapter: string;
	readonly text: string;
	readonly source: string;
	readonly datedOn: string;
	readonly verifiedOn: string;
	readonly verifiedBy: string;
	readonly validUntil: string;
	readonly isToAsk: boolean;
	readonly namesOperator: boolean;
}

export type EntryRefusal =
	| 'chapter-unknown'
	| 'entry-missing'
	| 'entry-too-long'
	| 'source-too-long'
	| 'entry-day-unreadable'
	| 'verification-incomplete'
	| 'verification-in-the-future';

/** An entry as it is kept (SO7). `today`: ISO day. A verification has a day and somebody, or neither; nobody has verified anything tomorrow. */
export function writeEntry(typed: EntryTyped, today: string): Outcome<EntryWords, EntryRefusal> {
	if (!isChapter(typed.chapter)) return refused('chapter-unknown');
	const text = asKept(typed.text.slice(0, 20_000));
	if (!/[^\s\p{Cf}\p{Mn}]/u.test(text)) return refused('entry-missing');
	if (lengthOf(text) > entryLimit) return refused('entry-too-long');
	const source = asLine(typed.source);
	const verifiedBy = asLine(typed.verifiedBy);
	if (lengthOf(source) > sourceLimit || lengthOf(verifiedBy) > sourceLimit) return refused('source-too-long');
	const days = [typed.datedOn, typed.verifiedOn, typed.validUntil].map((day) => day.trim());
	if (days.some((day) => day !== '' && !isDay(day))) return refused('entry-day-unreadable');
	const [datedOn, verifiedOn, validUntil] = days.map((day) => day || null) as [string | null, string | null, string | null];
	if ((verifiedOn === null) !== (verifiedBy === '')) return refused('verification-incomplete');
	if (verifiedOn !== null && verifiedOn > today) return refused('verification-in-the-future');
	return accepted({ chapter: typed.chapter, text, source, datedOn, verifiedOn, verifiedBy, validUntil, isToAsk: typed.isToAsk, namesOperator: typed.namesOperator });
}

/** The chapter in which a note most likely goes; who sorts has the last word. */
export const likelyChapter = (kind: NoteKind): Chapter | null => (kind === 'ask' ? 'information' : null);

/** Months after which somebody looks again whether a norm still stands. */
export const verifiedFor = 12;

export type Freshness = 'fresh' | 'to-verify' | 'out-of-date';

/** Whether an entry may be leant on (SO8): out of date after its last day; a norm that nobody has verified for a year is to be verified. */
export function freshness(entry: Pick<EntryWords, 'chapter' | 'verifiedOn' | 'validUntil'>, today: string): Freshness {
	if (entry.validUntil !== null && entry.validUntil < today) return 'out-of-date';
	if (entry.chapter !== 'norms') return 'fresh';
	if (entry.verifiedOn === null) return 'to-verify';
	const due = new Date(`${entry.verifiedOn}T00:00:00Z`);
	due.setUTCMonth(due.getUTCMonth() + verifiedFor);
	return due.toISOString().slice(0, 10) < today ? 'to-verify' : 'fresh';
}

export type EntryState = 'current' | 'withdrawn';
export type EntryMoveRefusal = 'entry-unknown' | 'entry-changed-meanwhile' | 'entry-withdrawn' | 'entry-not-withdrawn' | 'entry-unchanged';

/** Whether an entry may be changed by somebody who read this version (SO9): nobody's words are put over in silence. */
export function mayChange(entry: { readonly version: number; readonly state: EntryState }, read: number): Outcome<number, EntryMoveRefusal> {
	if (entry.state === 'withdrawn') return refused('entry-withdrawn');
	return entry.version === read ? accepted(entry.version + 1) : refused('entry-changed-meanwhile');
}

export const sameWords = (a: EntryWords, b: EntryWords): boolean => (Object.keys(a) as (keyof EntryWords)[]).every((field) => a[field] === b[field]);
