import { expect, test } from 'vitest';
import { sayDay } from './days.ts';

const written = (day: string, locale: string, how: Intl.DateTimeFormatOptions) => sayDay(new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...how }).format(new Date(day)));

test.each<[string, string, Intl.DateTimeFormatOptions, string]>([
	['2027-01-01', 'fr', { dateStyle: 'full' }, 'vendredi 1er janvier 2027'],
	['2027-08-01', 'fr', { dateStyle: 'long' }, '1er août 2027'],
	['2027-10-01', 'fr', { day: 'numeric', month: 'long' }, '1er octobre'],
	['2027-01-11', 'fr', { dateStyle: 'full' }, 'lundi 11 janvier 2027'],
	['2027-01-21', 'fr', { dateStyle: 'long' }, '21 janvier 2027'],
	['2027-01-01', 'en', { dateStyle: 'full' }, 'Friday, January 1, 2027'],
	['2027-01-11', 'en', { dateStyle: 'long' }, 'January 11, 2027']
])('%s in %s', (day, locale, how, said) => {
	expect(written(day, locale, how)).toBe(said);
});
