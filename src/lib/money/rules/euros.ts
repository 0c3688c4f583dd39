// Reads amounts as people say them and says them as they read them: inside, whole cents.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export type AmountRefusal = 'amount-unreadable' | 'amount-too-large';
export type MoneyRefusal = AmountRefusal | 'range-reversed';

/** What a line costs, as far as a room can say: a range of whole cents, no money at all, or nothing said yet. */
export type Money = { readonly kind: 'range'; readonly low: number; readonly high: number } | { readonly kind: 'none' } | { readonly kind: 'unsaid' };

/** A hundred thousand million euros: far above any purchase, far below what a number holds exactly. */
const largest = 10_000_000_000_000;

/** Characters, blanks made one: a number longer than this is not read at all. */
export const longestFigure = 40;

const powers: Readonly<Record<string, number>> = { '': 0, k: 3, m: 6, md: 9 };
const shape = /^(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))? ?(md|m|k)?$/;

/** « 4.650,00 », « 32,550.00 », « 1,234,567 »: where groups of three cannot be read as decimals, the mark between them is a blank. */
const grouped = /^\d{1,3}(?:(?:\.\d{3})+(?=,\d{1,2}(?!\d))|(?:,\d{3})+(?=\.\d{1,2}(?!\d))|(?:\.\d{3}){2,}(?![\d.,])|(?:,\d{3}){2,}(?![\d.,]))/;

/** Euros as typed (« 2 760 000 », « 2,76 M€ », « 340 k€ », « 2,52 », « 4.650,00 ») → cents. Refuses what has no figure, is negative, has parts of a cent, or a lone group of three figures after a point or a comma, which could be thousands. */
export function readEuros(typed: string): Outcome<number, AmountRefusal> {
	const text = typed
		.normalize('NFKC')
		.toLowerCase()
		.replace(/€|euros?|\bht\b|\bttc\b/g, ' ')
		.replace(/millions? d['’]|millions?\b/g, 'm')
		.replace(/milliards?\b/g, 'md')
		.replace(/\s+/g, ' ')
		.trim();
	const read = text.length > longestFigure ? null : shape.exec(text.replace(grouped, (figures) => figures.replace(/[.,]/g, ' ')));
	if (!read) return refused('amount-unreadable');
	const [, whole = '', decimals = '', suffix = ''] = read;
	const places = powers[suffix]! + 2;
	const kept = decimals.replace(/0+$/, '');
	if (kept.length > places || (suffix === '' && decimals.length === 3)) return refused('amount-unreadable');
	const cents = Number(whole.replaceAll(' ', '') + kept.padEnd(places, '0'));
	return cents > largest ? refused('amount-too-large') : accepted(cents);
}

/** An amount that may be left out: an empty text is null. */
export const readEurosIfAny = (typed: string): Outcome<number | null, AmountRefusal> => (typed.trim() === '' ? accepted(null) : readEuros(typed));

/** An order of magnitude: two bounds, one of them for both, « sans argent », or nothing yet. */
export function readMoney({ low, high, isNone }: { readonly low: string; readonly high: string; readonly isNone: boolean }): Outcome<Money, MoneyRefusal> {
	if (isNone) return accepted({ kind: 'none' });
	const [from, to] = [readEurosIfAny(low), readEurosIfAny(high)];
	if (!from.accepted) return from;
	if (!to.accepted) return to;
	const [one, other] = [from.value ?? to.value, to.value ?? from.value];
	if (one === null || other === null) return accepted({ kind: 'unsaid' });
	return one > other ? refused('range-reversed') : accepted({ kind: 'range', low: one, high: other });
}

/** Cents → « 3 739 000 € »; decimals only where there are cents. */
export const euros = (cents: number, locale: string): string =>
	new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', minimumFractionDigits: cents % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 }).format(cents / 100).replaceAll('\u202f', '\u00a0');

/** « 3,8 M€ » from a million on, where that says it whole; else as `euros`: for the wall. */
export function eurosInShort(cents: number, locale: string): string {
	const million = 100_000_000;
	if (cents < million || cents % (million / 100) !== 0) return euros(cents, locale);
	return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(cents / million)}\u00a0M€`;
}

/** As it goes back into a field. */
export const eurosTyped = (cents: number | null): string => (cents === null ? '' : new Intl.NumberFormat('fr', { minimumFractionDigits: cents % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 }).format(cents / 100).replaceAll('\u202f', '\u00a0'));

/** As `readEuros`, with a sign before it where it takes away (« -4 650 », « − 4 650 ») or adds (MY3). */
export function readSignedEuros(typed: string): Outcome<number, AmountRefusal> {
	const [, sign = '', rest = ''] = /^\s*([-−–+]?)\s*([^]*)$/u.exec(typed)!;
	const read = readEuros(rest);
	return read.accepted && sign !== '' && sign !== '+' ? accepted(-read.value || 0) : read;
}

/** Cents as `readSignedEuros` reads them back. */
export const signedEurosTyped = (cents: number): string => (cents < 0 ? `-${eurosTyped(-cents)}` : eurosTyped(cents));
