// What the closing says, and what each seat may leave behind.
import { isDay } from '../../decisions/rules/consent.ts';
import { readHours } from '../../jury/rules/hours.ts';
import { lengthOf } from '../../texts/rules/editing.ts';
import { asKept } from '../../texts/rules/signs.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export interface NextDate {
	/** ISO day */
	readonly on: string;
	readonly what: string;
}

export interface ClosingWords {
	/** the body to which the proposal goes */
	readonly body: string;
	/** ISO day */
	readonly bodyOn: string;
	readonly dates: readonly NextDate[];
	/** the year in which the contract ends, to which postcards are written; null until it is said */
	readonly year: number | null;
}

export type ClosingRefusal = 'closing-body-missing' | 'closing-day-missing' | 'closing-day-before-gathering' | 'closing-date-before-gathering' | 'closing-date-unfinished' | 'closing-too-long' | 'closing-year-unreadable';

/** Longer than any contract of a public body, concessions included. */
const yearsAhead = 40;

/** The year in which a contract ends, proposed from what the project says of itself: the last year that it names ahead of the day of the gathering; none where it names none (MO270). `today`: ISO day. */
export function likelyYear(said: string, today: string): number | null {
	const now = Number(today.slice(0, 4));
	const years = [...said.matchAll(/(?<![\p{L}\p{N}])(20\d\d)(?![\p{L}\p{N}])/gu)].map(([, year]) => Number(year)).filter((year) => year > now && year <= now + yearsAhead);
	return years.length > 0 ? Math.max(...years) : null;
}

/** At most three dates, in the order of the days; an empty line is left out, a day without words or words without a day are refused, and so is a day before that of the gathering, `heldOn` (MO50). The year of the contract's end may stay empty: then nobody is asked for a postcard (MO270). */
export function writeClosing(typed: { body: string; bodyOn: string; dates: readonly NextDate[]; year: string }, heldOn: string): Outcome<ClosingWords, ClosingRefusal> {
	const body = typed.body.trim();
	if (body === '') return refused('closing-body-missing');
	if (!isDay(typed.bodyOn)) return refused('closing-day-missing');
	if (typed.bodyOn < heldOn) return refused('closing-day-before-gathering');
	const dates = typed.dates
		.map(({ on, what }) => ({ on: on.trim(), what: what.trim() }))
		.filter(({ on, what }) => on !== '' || what !== '');
	if (dates.some(({ on, what }) => !isDay(on) || what === '')) return refused('closing-date-unfinished');
	if (dates.some(({ on }) => on < heldOn)) return refused('closing-date-before-gathering');
	if (body.length > 200 || dates.some(({ what }) => what.length > 200)) return refused('closing-too-long');
	const year = typed.year.trim() === '' ? null : Number(typed.year);
	const from = Number(typed.bodyOn.slice(0, 4));
	if (year !== null && (!/^\d{4}$/.test(typed.year.trim()) || year < from || year > from + yearsAhead)) return refused('closing-year-unreadable');
	return accepted({ body, bodyOn: typed.bodyOn, year, dates: dates.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).slice(0, 3) });
}

export interface LeftWord {
	/** 1 to 5 */
	readonly usefulness: number;
	readonly word: string;
	/** whole minutes; null for those whose hours are not counted */
	readonly minutes: number | null;
	/** to those who will be there in the year of the contract's end; empty where nothing was written */
	readonly postcard: string;
}

export const postcardLimit = 400;

export type LeftWordRefusal = 'usefulness-missing' | 'word-too-long' | 'hours-unreadable' | 'postcard-too-long';

/** Usefulness 1 to 5 is asked; the word may stay empty; hours are a juror's own, and may stay empty, as may the postcard (MO51, MO271). */
export function leaveWord(typed: { usefulness: string; word: string; hours: string; postcard: string }, isJuror: boolean): Outcome<LeftWord, LeftWordRefusal> {
	if (!/^[1-5]$/.test(typed.usefulness)) return refused('usefulness-missing');
	const word = typed.word.trim().replace(/\s+/g, ' ');
	if (word.length > 40) return refused('word-too-long');
	const minutes = isJuror && typed.hours.trim() !== '' ? readHours(typed.hours) : null;
	if (minutes === undefined) return refused('hours-unreadable');
	const postcard = asKept(typed.postcard.slice(0, 20_000));
	if (lengthOf(postcard) > postcardLimit) return refused('postcard-too-long');
	return accepted({ usefulness: Number(typed.usefulness), word, minutes, postcard });
}

/** Below this many, a word read aloud would have an author. */
export const fewestWordsShown = 3;

export interface VisibleLeft {
	/** how many left something */
	readonly count: number;
	/** in alphabetical order */
	readonly words: readonly string[];
	/** in alphabetical order */
	readonly postcards: readonly string[];
	/** how many answered 1, 2, 3, 4, 5 */
	readonly usefulness: readonly number[] | null;
	/** all jurors' minutes together */
	readonly jurorMinutes: number | null;
}

/**
 * What the room may see of what was left (MO52, MO271): how many at any time; words, postcards, usefulness and hours once the gathering is over, so that
 * nobody who looks before and after somebody answers learns what they said; each from three on.
 */
export function visibleLeft(left: readonly LeftWord[], gathering: 'under-way' | 'over'): VisibleLeft {
	const shown = gathering === 'over' ? left : [];
	const told = (texts: readonly string[]) => {
		const said = texts.filter((text) => text !== '');
		return said.length >= fewestWordsShown ? said.sort(new Intl.Collator('fr').compare) : [];
	};
	const counted = shown.flatMap(({ minutes }) => minutes ?? []);
	return {
		count: left.length,
		words: told(shown.map(({ word }) => word)),
		postcards: told(shown.map(({ postcard }) => postcard)),
		usefulness: shown.length >= fewestWordsShown ? [1, 2, 3, 4, 5].map((grade) => shown.filter(({ usefulness }) => usefulness === grade).length) : null,
		jurorMinutes: counted.length >= fewestWordsShown ? counted.reduce((sum, minutes) => sum + minutes, 0) : null
	};
}
