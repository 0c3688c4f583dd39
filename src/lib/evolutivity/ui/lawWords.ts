// Words of the values of the law that an authority enters.
import { m } from '#lib/words/messages.js';
import { sayDay } from '../../design/rules/days.ts';
import { dayInWords } from './sittingWords.ts';

const said = (day: string): string => sayDay(dayInWords(day));

/** « du … au … », or « depuis le … » where no end is known */
export const daysInWords = ({ from, until }: { readonly from: string; readonly until: string | null }): string =>
	until === null ? m.lawpage_since({ from: said(from) }) : m.lawpage_from_until({ from: said(from), until: said(until) });
