// Words of the values of the law that an authority enters.
import { m } from '#lib/words/messages.js';
import { dayInWords } from './sittingWords.ts';

/** « du … au … », or « depuis le … » where no end is known */
export const daysInWords = ({ from, until }: { readonly from: string; readonly until: string | null }): string =>
	until === null ? m.lawpage_since({ from: dayInWords(from) }) : m.lawpage_from_until({ from: dayInWords(from), until: dayInWords(until) });
