// Days as the pages and files of the evolutivity clause say them.
import { sayDay } from '../../design/rules/days.ts';
import { getLocale } from '../../words/runtime.js';

/** A day by its ISO date, as it is read: « 1er mai 2029 ». */
export const dayInWords = (day: string): string => sayDay(new Intl.DateTimeFormat(getLocale(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`)));
