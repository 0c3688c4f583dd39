// What the closing says, and what each seat may leave behind.
import { isDay } from '../../decisions/rules/consent.ts';
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
}

export type ClosingRefusal = 'closing-body-missing' | 'closing-day-missing' | 'closing-date-unfinished' | 'closing-too-long';

/** At most three dates, in the order of the days; an empty line is left out, a day without words or words without a day are refused (MO50). */
export function writeClosing(typed: { body: string; bodyOn: string; dates: readonly NextDate[] }): Outcome<ClosingWords, ClosingRefusal> {
	const body = typed.body.trim();
	if (body === '') return refused('closing-body-missing');
	if (!isDay(typed.bodyOn)) return refused('closing-day-missing');
	const dates = typed.dates
		.map(({ on, what }) => ({ on: on.trim(), what: what.trim() }))
		.filter(({ on, what }) => on !== '' || what !== '');
	if (dates.some(({ on, what }) => !isDay(on) || what === '')) return refused('closing-date-unfinished');
	if (body.length > 200 || dates.some(({ what }) => what.length > 200)) return refused('closing-too-long');
	return accepted({ body, bodyOn: typed.bodyOn, dates: dates.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).slice(0, 3) });
}

/** Hours as people write them (« 3,5 », « 3 h 30 », « 45 min ») in whole minutes; undefined when they cannot be read, or are more than a day. */
export function readHours(typed: string): number | undefined {
	const text = typed.trim().toLowerCase().replace(/\u00a0|\u202f/g, ' ');
	const minutesOf = (hours: string, minutes: string) => Number(hours) * 60 + Number(minutes || 0);
	const decimal = /^(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:h|heures?)?$/.exec(text);
	const spoken = /^(\d{1,2})\s*(?:h|:|heures?)\s*(\d{1,2})\s*(?:min|minutes?)?$/.exec(text);
	const short = /^(\d{1,3})\s*(?:min|minutes?)$/.exec(text);
	const minutes = decimal
		? Math.round(Number(`${decimal[1]}.${decimal[2] ?? 0}`) * 60)
		: spoken && Number(spoken[2]) < 60
			? minutesOf(spoken[1]!, spoken[2]!)
			: short
				? Number(short[1])
				: undefined;
	return minutes !== undefined && minutes <= 24 * 60 ? minutes : undefined;
}

export interface LeftWord {
	/** 1 to 5 */
	readonly usefulness: number;
	readonly word: string;
	/** whole minutes; null for those whose hours are not counted */
	readonly minutes: number | null;
}

export type LeftWordRefusal = 'usefulness-missing' | 'word-too-long' | 'hours-unreadable';

/** Usefulness 1 to 5 is asked; the word may stay empty; hours are a juror's own, and may stay empty (MO51). */
export function leaveWord(typed: { usefulness: string; word: string; hours: string }, isJuror: boolean): Outcome<LeftWord, LeftWordRefusal> {
	if (!/^[1-5]$/.test(typed.usefulness)) return refused('usefulness-missing');
	const word = typed.word.trim().replace(/\s+/g, ' ');
	if (word.length > 40) return refused('word-too-long');
	const minutes = isJuror && typed.hours.trim() !== '' ? readHours(typed.hours) : null;
	if (minutes === undefined) return refused('hours-unreadable');
	return accepted({ usefulness: Number(typed.usefulness), word, minutes });
}

/** Below this many, a word read aloud would have an author. */
export const fewestWordsShown = 3;

export interface VisibleLeft {
	/** how many left something */
	readonly count: number;
	/** in alphabetical order */
	readonly words: readonly string[];
	/** how many answered 1, 2, 3, 4, 5 */
	readonly usefulness: readonly number[] | null;
	/** all jurors' minutes together */
	readonly jurorMinutes: number | null;
}

/**
 * What the room may see of what was left (MO52): how many at any time; words, usefulness and hours once the gathering is over, so that
 * nobody who looks before and after somebody answers learns what they said; each from three on.
 */
export function visibleLeft(left: readonly LeftWord[], gathering: 'under-way' | 'over'): VisibleLeft {
	const shown = gathering === 'over' ? left : [];
	const words = shown.map(({ word }) => word).filter((word) => word !== '');
	const counted = shown.flatMap(({ minutes }) => minutes ?? []);
	return {
		count: left.length,
		words: words.length >= fewestWordsShown ? words.sort(new Intl.Collator('fr').compare) : [],
		usefulness: shown.length >= fewestWordsShown ? [1, 2, 3, 4, 5].map((grade) => shown.filter(({ usefulness }) => usefulness === grade).length) : null,
		jurorMinutes: counted.length >= fewestWordsShown ? counted.reduce((sum, minutes) => sum + minutes, 0) : null
	};
}
