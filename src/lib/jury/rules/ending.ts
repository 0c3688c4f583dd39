// The end of a jury: what the team makes sure of before it, the day on which its members are forgotten, and the word that one leaves for those who come.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { daysAfter, monthsAfter } from '../../time/rules/workingDays.ts';
import { readDay, tidyLine } from './campaign.ts';

/** Months after the end at which members are forgotten, where nobody chooses another day. */
export const usualForgettingMonths = 6;
/** Months after the end beyond which nobody's name is kept. */
export const longestForgettingMonths = 24;
/** Days that a person has, at the least, to ask for what is theirs before it is forgotten. */
export const shortestForgettingDays = 30;

export const endNoteLimit = 400;
export const farewellLimit = 600;

export interface TypedEnd {
	/** why what is due and what was paid are not equal */
	readonly note: string;
	/** ticked: `yes` */
	readonly certificates: string;
	readonly touch: string;
	readonly forgetOn: string;
}
export type EndRefusal = 'end-balance-unexplained' | 'end-note-too-long' | 'end-certificates-missing' | 'end-touch-missing' | 'forget-day-unreadable' | 'forget-day-too-soon' | 'forget-day-too-late';

/**
 * The end of a jury as sent, on a day of the authority. `left`: cents still to be paid to any juror, or paid too much, summed without their signs. Refuses a balance that is
 * neither zero nor explained, certificates that were not given, the choice of keeping in touch that was not asked for, and a day of forgetting sooner than
 * thirty days or later than two years (JU109, JU110). Source: scripts 4.3, PRO-10.
 */
export function readEnd(left: number, typed: TypedEnd, today: string): Outcome<{ readonly note: string; readonly forgetOn: string }, EndRefusal> {
	const note = tidyLine(typed.note);
	if ([...note].length > endNoteLimit) return refused('end-note-too-long');
	if (left !== 0 && note === '') return refused('end-balance-unexplained');
	if (typed.certificates !== 'yes') return refused('end-certificates-missing');
	if (typed.touch !== 'yes') return refused('end-touch-missing');
	const forgetOn = readDay(typed.forgetOn);
	if (!forgetOn) return refused('forget-day-unreadable');
	if (forgetOn < daysAfter(today, shortestForgettingDays)) return refused('forget-day-too-soon');
	if (forgetOn > monthsAfter(today, longestForgettingMonths)) return refused('forget-day-too-late');
	return accepted({ note: left === 0 ? '' : note, forgetOn });
}

export type FarewellRefusal = 'farewell-too-long';

/** The word that somebody leaves for those who come, as sent; an empty one takes it back. Refuses more than 600 characters (JU108). */
export function readFarewell(typed: string): Outcome<string, FarewellRefusal> {
	const words = typed.slice(0, 20_000).toWellFormed().normalize('NFC').replace(/\r\n?/gu, '\n').replace(/[^\P{Cc}\n]/gu, ' ').replace(/\n{3,}/gu, '\n\n').trim();
	return [...words].length > farewellLimit ? refused('farewell-too-long') : accepted(words);
}
