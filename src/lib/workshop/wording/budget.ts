// Amounts, ranges and what they weigh against the total, in words: the same on the screens and in the record.
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import type { Range, Weighed } from '../rules/budget.ts';

const euros = (cents: number, options: Intl.NumberFormatOptions): string => new Intl.NumberFormat(getLocale(), { style: 'currency', currency: 'EUR', ...options }).format(cents / 100);

/** « 2 350 000 € » ; cents where there are some. */
export const eurosInWords = (cents: number): string => euros(cents, { minimumFractionDigits: cents % 100 === 0 ? 0 : 2, maximumFractionDigits: cents % 100 === 0 ? 0 : 2 });

/** « 2 350 000 » as a field holds it, to be typed on. */
export const eurosInField = (cents: number): string =>
	new Intl.NumberFormat(getLocale() === 'en' ? 'en-GB' : 'fr', { useGrouping: getLocale() === 'en' ? false : 'always', minimumFractionDigits: cents % 100 === 0 ? 0 : 2 }).format(cents / 100);

const million = 100_000_000;

/** « 2,35 M€ », « 85 k€ » : what is read from the back of a room, to three figures. */
export function eurosInShort(cents: number): string {
	const [unit, per] = cents >= million ? [m.scenarios_million(), million] : cents >= 1_000_000 ? [m.scenarios_thousand(), 100_000] : ['€', 100];
	return `${new Intl.NumberFormat(getLocale(), { maximumSignificantDigits: per === 100 ? 4 : 3 }).format(cents / per)}\u00a0${unit}`;
}

const rangeOf =
	(write: (cents: number) => string) =>
	({ low, high }: Range): string =>
		low === high ? write(low) : m.scenarios_range({ low: write(low), high: write(high) });

export const rangeInWords = rangeOf(eurosInWords);
export const rangeInShort = rangeOf(eurosInShort);

const verdicts = {
	fits: () => m.scenarios_fits(),
	'may-fit': () => m.scenarios_may_fit(),
	exceeds: ({ over }) => m.scenarios_exceeds({ over: eurosInShort(over) }),
	unknown: () => m.scenarios_no_total()
} satisfies Record<Weighed['verdict'], (weighed: Weighed) => string>;

export const verdictInWords = (weighed: Weighed): string => verdicts[weighed.verdict](weighed);
