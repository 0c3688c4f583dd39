import { sayDay } from '../../design/rules/days.ts';
import { getLocale } from '#lib/words/runtime.js';

/** « jeudi 25 mars 2027 », from an ISO day. */
export const dayInWords = (day: string): string =>
	sayDay(new Intl.DateTimeFormat(getLocale(), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)));

/** « 11 h 57 », in the authority's zone. */
export const timeInWords = (moment: string, timeZone: string): string =>
	new Intl.DateTimeFormat(getLocale(), { timeStyle: 'short', timeZone }).format(new Date(moment)).replace(':', getLocale() === 'fr' ? '\u00a0h\u00a0' : ':');
