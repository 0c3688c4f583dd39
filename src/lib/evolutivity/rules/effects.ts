// What a scenario does to a contract and its cockpit, before anything of it is applied: what stands before, what would stand after.
import type { Scenario } from './scenario.ts';
import type { VersionChange } from './versions.ts';

export interface ContractBefore {
	readonly contractId: string;
	readonly object: string;
	/** cents; the total that is in force, null where nobody has said */
	readonly maximum: number | null;
	/** indicators of the cockpit, by the name that a scenario may say */
	readonly indicators: readonly { readonly id: string; readonly name: string }[];
	/** milestones to come of its line */
	readonly milestones: readonly { readonly id: string; readonly what: string; readonly on: string }[];
}

/** The words of what a scenario adds by itself: they become texts of the cockpit. */
export interface EffectWords {
	readonly review: string;
	readonly period: string;
	readonly end: string;
	/** euros in words, for cents */
	amount(cents: number): string;
	day(isoDay: string): string;
}

const same = (one: string, other: string): boolean => one.trim().localeCompare(other.trim(), 'fr', { sensitivity: 'base' }) === 0;

/**
 * Every effect of a scenario on the cockpit, in the order of its four families (EV77): services in words, the calendar as milestones, the new maximum — never
 * the difference —, indicators added, changed or suspended. `isSuspended` where an opinion is awaited. Applies nothing.
 */
export function effectsOf(scenario: Scenario, before: ContractBefore, words: EffectWords, awaits: 'opinion' | 'nothing'): readonly VersionChange[] {
	const isSuspended = awaits === 'opinion';
	const found: VersionChange[] = scenario.services.map(({ what, before: was, after }) => ({ about: 'contract', elementId: before.contractId, name: what, before: was, after, writes: {}, isSuspended }));
	if (scenario.calendar) {
		const { from, until, reviewOn } = scenario.calendar;
		found.push({ about: 'milestone', elementId: null, name: words.period, before: '', after: until === null ? words.day(from) : `${words.day(from)} → ${words.day(until)}`, writes: { what: words.period, on: from, ...(until === null ? {} : { until }) }, isSuspended });
		if (reviewOn !== null) found.push({ about: 'milestone', elementId: null, name: words.review, before: '', after: words.day(reviewOn), writes: { what: words.review, on: reviewOn }, isSuspended });
	}
	const total = scenario.budget.reduce((sum, { amount }) => sum + amount, 0);
	if (total !== 0) {
		const after = before.maximum === null ? null : before.maximum + total;
		found.push({
			about: 'contract',
			elementId: before.contractId,
			name: before.object,
			before: before.maximum === null ? '' : words.amount(before.maximum),
			after: after === null ? words.amount(total) : words.amount(after),
			// the contract stays as it was signed: its modification says the new total
			writes: {},
			isSuspended,
			isTotal: true
		});
	}
	for (const { what, until, amount } of scenario.budget)
		if (until !== null) found.push({ about: 'milestone', elementId: null, name: words.end, before: '', after: words.day(until), writes: { what: `${words.end}\u00a0: ${what} (${words.amount(amount)})`, on: until }, isSuspended });
	for (const { how, name, before: was, after } of scenario.indicators) {
		const known = before.indicators.find((one) => same(one.name, name));
		if (how === 'added' && !known) found.push({ about: 'indicator', elementId: null, name, before: '', after, writes: { name, type: 'measure', note: after }, isSuspended });
		else found.push({ about: 'indicator', elementId: known?.id ?? null, name, before: was, after, writes: {}, isSuspended });
	}
	return found;
}

/** The total that a modification says (cents): the one in force with what a scenario adds; null where it changes no money, or where nobody has said the total. */
export function totalAfter({ budget }: Scenario, { maximum }: Pick<ContractBefore, 'maximum'>): number | null {
	const total = budget.reduce((sum, { amount }) => sum + amount, 0);
	return total === 0 || maximum === null ? null : maximum + total;
}
