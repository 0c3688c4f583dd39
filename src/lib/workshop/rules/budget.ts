// The budget lever: a total that is not to be passed, ranges line by line for each scenario, and whether they fit in it. All amounts are whole cents.
import { readEuros } from '../../money/rules/euros.ts';
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

/** Euros as people type them, in cents, as everywhere (MO206). Refuses besides nothing, one below zero, and more than `mostCents`. */
export function readAmount(typed: string): Outcome<number, AmountRefusal> {
	const text = typed.trim();
	if (!/[^\s€]/.test(text)) return refused('amount-missing');
	const isBelow = /^[-−–]/.test(text);
	const read = readEuros(isBelow ? text.slice(1) : text);
	if (!read.accepted) return read;
	if (isBelow && read.value > 0) return refused('amount-negative');
	return read.value > mostCents ? refused('amount-too-large') : read;
}

/** A range of euros; one amount alone is a range of nothing (MO206). */
export function readRange(typed: { readonly low: string; readonly high: string }): Outcome<Range, RangeRefusal> {
	const low = readAmount(typed.low);
	if (!low.accepted) return low;
	if (typed.high.trim() === '') return accepted({ low: low.value, high: low.value });
	const high = readAmount(typed.high);
	if (!high.accepted) return high;
	return high.value < low.value ? refused('range-reversed') : accepted({ low: low.value, high: high.value });
}

/** Where a person looks for what is wrong in a line or a total: the first field that is refused, the upper end of a range that goes backwards (MO206). */
export function wrongFieldOf(typed: { readonly label?: string; readonly low: string; readonly high: string }): 'label' | 'low' | 'high' | undefined {
	const read = typed.label === undefined ? readRange(typed) : readBudgetLine({ ...typed, label: typed.label });
	if (read.accepted) return undefined;
	if (/^budget-label/.test(read.reason)) return 'label';
	return readAmount(typed.low).accepted ? 'high' : 'low';
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
