// What the approach costs: allowances, childcare, post, and the rest, in whole cents.
import { accepted, type Outcome } from '../../outcomes/rules/outcome.ts';
import { refused } from '../../outcomes/rules/outcome.ts';
import { readEuros, type AmountRefusal } from '../../money/rules/euros.ts';

export interface Cost {
	readonly version: 1;
	/** half-days for which a juror is paid over the whole mandate */
	readonly halfDays: number;
	/** cents a juror and half-day */
	readonly allowance: number;
	/** cents a juror and half-day, as far as one foresees */
	readonly childcare: number;
	/** letters sent */
	readonly letters: number;
	/** cents a letter */
	readonly post: number;
	/** cents: rooms, meals, posters */
	readonly other: number;
}

/** Two to three days (PRO-9): five half-days to begin with; amounts of the Trois-Rivelles' deliberation stay the authority's to fix. */
export const noCost: Cost = { version: 1, halfDays: 5, allowance: 0, childcare: 0, letters: 0, post: 0, other: 0 };

export type CostRefusal = AmountRefusal | 'half-days-unreadable' | 'letters-unreadable';
export type CostField = Exclude<keyof Cost, 'version'>;

const whole = (typed: string, most: number): number | undefined => {
	const figures = typed.replace(/\s/gu, '');
	return /^\d{1,7}$/.test(figures) && Number(figures) <= most ? Number(figures) : undefined;
};

/** A cost as typed, in euros; an empty amount is nothing. Refuses with the field at fault. */
export function readCost(typed: Readonly<Record<CostField, string>>): Outcome<Cost, CostRefusal> & { readonly field?: CostField } {
	const halfDays = whole(typed.halfDays, 60);
	if (halfDays === undefined) return { ...refused('half-days-unreadable'), field: 'halfDays' };
	const letters = typed.letters.trim() === '' ? 0 : whole(typed.letters, 1_000_000);
	if (letters === undefined) return { ...refused('letters-unreadable'), field: 'letters' };
	const amounts: Record<string, number> = {};
	for (const field of ['allowance', 'childcare', 'post', 'other'] as const) {
		const amount = typed[field].trim() === '' ? accepted(0) : readEuros(typed[field]);
		if (!amount.accepted) return { ...amount, field };
		amounts[field] = amount.value;
	}
	return accepted({ version: 1, halfDays, letters, allowance: amounts.allowance!, childcare: amounts.childcare!, post: amounts.post!, other: amounts.other! });
}

/** What it comes to for so many seats, part by part, in cents. */
export function costOf(cost: Cost, seats: number): { readonly allowances: number; readonly childcare: number; readonly post: number; readonly other: number; readonly total: number } {
	const parts = {
		allowances: seats * cost.halfDays * cost.allowance,
		childcare: seats * cost.halfDays * cost.childcare,
		post: cost.letters * cost.post,
		other: cost.other
	};
	return { ...parts, total: parts.allowances + parts.childcare + parts.post + parts.other };
}
