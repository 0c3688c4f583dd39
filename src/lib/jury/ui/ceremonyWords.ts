// The states of a draw, the ways of a seed and chances, as sentences say them.
import { sayDay } from '../../design/rules/days.ts';
import { getLocale } from '#lib/words/runtime.js';
import { m } from '#lib/words/messages.js';
import type { SeedMethod, SortitionState } from '../rules/ceremony.ts';

const states = {
	computing: m.sortition_state_computing,
	interrupted: m.jury_mandate_sortition_interrupted,
	ready: m.sortition_state_ready,
	impossible: m.sortition_state_impossible,
	sealed: m.sortition_state_sealed,
	drawn: m.sortition_state_drawn,
	aborted: m.sortition_state_aborted
} satisfies Record<SortitionState, () => string>;

export const stateWords = (state: SortitionState): string => states[state]();

const methods = { dice: m.sortition_seed_dice, lottery: m.sortition_seed_lottery, words: m.sortition_seed_words, beacon: m.pools_beacon_method } satisfies Record<SeedMethod, () => string>;
export const methodWords = (method: SeedMethod): string => methods[method]();

/** « 29 janvier 2027 à 10:00 », where the authority is. */
export const momentWords = (moment: Date, zone: string): string => sayDay(new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(moment));

/** « 9,1 % », of a chance from 0 to 1. */
export const chanceWords = (chance: number): string => new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 1 }).format(chance).replaceAll('\u202f', '\u00a0');
/** « 0,14 », of an index from 0 to 1. */
export const indexWords = (index: number): string => new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 3 }).format(index);
