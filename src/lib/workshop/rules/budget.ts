// The budget lever: a total that is not to be passed, ranges line by line for each scenario, and whether they fit in it. All amounts are whole cents.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { asKept } from '../../texts/rules/signs.ts';

export interface Range {
	/** cents; `low` is never above `high` */
	readonly low: number;
	readonly high: number;
}

export interface BudgetLine extends Range {
	readonly label: string;
}

/** A thousand million euros: no sum of lines comes near what a number holds exactly. */
export const mostCents = 100_000_000_000;
export const budgetLinesEach = 12;
export const budgetLabelLimit = 80;

export type AmountRefusal = 'amount-missing' | 'amount-unreadable' | 'amount-negative' | 'amount-too-large';
export type RangeRefusal = AmountRefusal | 'range-reversed';
export type BudgetLineRefusal = RangeRefusal | 'budget-label-missing' | 'budget-label-too-long';

const decimalsOf: Readonly<Record<string, number>> = { '': 2, k: 5, m: 8 };

/**
 * Euros as people type them, in cents: « 2 350 000 », « 2 350 000,50 € », « 2,35 M€ », « 85 k€ » (MO206). Never a float: the figures are moved, not multiplied.
 * Refuses nothing, what is no amount, one below zero, more than two decimals of a euro, and more than `mostCents`.
 */
export function readEuros(typed: string): Outcome<number, AmountRefusal> {
	const text = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase().replace(/(€|euros?|ht)/g, '').replace(/[−–]/g, '-');
	if (text === '') return refused('amount-missing');
	const [, sign, whole, decimals = '', unit = ''] = /^(-?)(\d{1,20})(?:[.,](\d{1,10}))?(k|m)?$/.exec(text) ?? [];
	const room = decimalsOf[unit];
	if (whole === undefined || room === undefined || decimals.replace(/0+$/, '').length > room) return refused('amount-unreadable');
	const cents = BigInt(whole + decimals.replace(/0+$/, '').padEnd(room, '0'));
	if (sign && cents > 0n) return refused('amount-negative');
	return cents > BigInt(mostCents) ? refused('amount-too-large') : accepted(Number(cents));
}

/** A range of euros; one amount alone is a range of nothing (MO206). */
export function readRange(typed: { readonly low: string; readonly high: string }): Outcome<Range, RangeRefusal> {
	const low = readEuros(typed.low);
	if (!low.accepted) return low;
	if (typed.high.trim() === '') return accepted({ low: low.value, high: low.value });
	const high = readEuros(typed.high);
	if (!high.accepted) return high;
	return high.value < low.value ? refused('range-reversed') : accepted({ low: low.value, high: high.value });
}

/** One line of a scenario's budget: an investment mode, or what the room calls it (MO206). */
export function readBudgetLine(typed: { readonly label: string; readonly low: string; readonly high: string }): Outcome<BudgetLine, BudgetLineRefusal> {
	const label = asKept(typed.label.slice(0, 20_000)).replace(/\s+/g, ' ').trim();
	if (!/[^\s\p{Cf}\p{Mn}]/u.test(label)) return refused('budget-label-missing');
	if ([...label].length > budgetLabelLimit) return refused('budget-label-too-long');
	const range = readRange(typed);
	return range.accepted ? accepted({ label, ...range.value }) : range;
}

export interface Weighed {
	/** of all lines */
	readonly sum: Range;
	/** `unknown`: no total was said */
	readonly verdict: 'fits' | 'may-fit' | 'exceeds' | 'unknown';
	/** cents by which even the lowest sum passes the highest total; 0 unless it exceeds */
	readonly over: number;
}

/**
 * Lays a scenario's lines against the total (MO207): it fits when its highest sum is within the lowest total, it exceeds when its lowest sum is above the
 * highest total, and between the two it may fit. Null where there is no line.
 */
export function weigh(lines: readonly Range[], total: Range | null): Weighed | null {
	if (lines.length === 0) return null;
	const sum = { low: lines.reduce((all, { low }) => all + low, 0), high: lines.reduce((all, { high }) => all + high, 0) };
	if (!total) return { sum, verdict: 'unknown', over: 0 };
	if (sum.high <= total.low) return { sum, verdict: 'fits', over: 0 };
	return sum.low > total.high ? { sum, verdict: 'exceeds', over: sum.low - total.high } : { sum, verdict: 'may-fit', over: 0 };
}

/** How far the bars of a lever go, in cents: a little beyond the largest of what they show, on a round figure; the same for all scenarios. */
export function reachOf(sums: readonly Range[], total: Range | null): number {
	const largest = Math.max(0, ...sums.map(({ high }) => high), total?.high ?? 0);
	if (largest === 0) return 100_000_00;
	const round = 10 ** Math.floor(Math.log10(largest));
	return Math.ceil((largest * 1.1) / (round / 2)) * (round / 2);
}
