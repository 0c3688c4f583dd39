// Days of the calendar as sentences say them.
import { sayDay } from '../../design/rules/days.ts';
import { getLocale } from '#lib/words/runtime.js';

/** « samedi 30 janvier 2027 » for `2027-01-30`. */
export const longDay = (day: string): string => sayDay(new Intl.DateTimeFormat(getLocale(), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`)));

/** « 30 janvier 2027 ». */
export const shortDay = (day: string): string => sayDay(new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`)));
