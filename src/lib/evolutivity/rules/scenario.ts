// A scenario of evolution as a structured difference on services, calendar, budget and indicators; and what is flagged as soon as it is filed.
import { daysAfter } from '../../time/rules/workingDays.ts';
import type { Bounds, Charter, Clause, Family } from './clause.ts';

/** One thing that changes: what it is before and after, in words. */
export interface WordsChange {
	readonly what: string;
	readonly before: string;
	readonly after: string;
}

/** Money that a scenario adds (or, negative, takes away), in cents without tax. */
export interface BudgetPart {
	readonly what: string;
	readonly amount: number;
	/** ISO day from which the price goes back by itself; null: it lasts */
	readonly until: string | null;
}

export interface IndicatorChange {
	readonly how: 'added' | 'changed' | 'suspended';
	readonly name: string;
	readonly before: string;
	readonly after: string;
}

export interface Scenario {
	readonly services: readonly WordsChange[];
	/** ISO days; null: nothing of the calendar changes */
	readonly calendar: { readonly from: string; readonly until: string | null; readonly reviewOn: string | null } | null;
	readonly budget: readonly BudgetPart[];
	readonly indicators: readonly IndicatorChange[];
}

export interface Frame {
	readonly clause: Pick<Clause, 'bounds' | 'movable'>;
	readonly charter: Pick<Charter, 'bounds' | 'movable' | 'noticeDays'>;
	/** cents: the maximum of the contract before any evolution */
	readonly initialMaximum: number;
	/** cents: net sum of the evolutions already made under the clause */
	readonly earlier: number;
	/** ISO day of the session, from which the notice runs */
	readonly sessionOn: string;
	/** ISO day on which the company waived the notice for this scenario, in writing; null: it did not */
	readonly noticeWaivedOn: string | null;
}

export type Flag =
	/** cents, null to whoever may not read them, and basis points rounded to the nearest: what is asked, and the most that is allowed */
	| { readonly flag: 'above-per-change' | 'above-cumulated'; readonly amount: number | null; readonly most: number | null; readonly basisPoints: number; readonly bound: number }
	| { readonly flag: 'before-notice'; readonly from: string; readonly noticeEnds: string }
	| { readonly flag: 'notice-waived'; readonly on: string }
	| { readonly flag: 'not-movable'; readonly family: Family }
	| { readonly flag: 'days-reversed' };

const sum = (parts: readonly Pick<BudgetPart, 'amount'>[]) => parts.reduce((total, { amount }) => total + amount, 0);

export interface BudgetSums {
	/** cents */
	readonly total: number;
	readonly lasting: number;
	readonly temporary: number;
	/** basis points of the contract's initial maximum, rounded to the nearest */
	readonly share: number;
}

/** What a scenario adds: what lasts beside what goes back by itself. */
export function sumsOfScenario(budget: readonly BudgetPart[], initialMaximum: number): BudgetSums {
	const total = sum(budget);
	const lasting = sum(budget.filter(({ until }) => until === null));
	return { total, lasting, temporary: total - lasting, share: shareOf(total, initialMaximum) };
}

const shareOf = (amount: number, whole: number): number => (whole === 0 ? 0 : Math.round((amount * 10_000) / whole));
/** whole cents that a share of a maximum holds: what goes beyond is refused, the limit itself is allowed */
const mostOf = (maximum: number, basisPoints: number): number => Number((BigInt(maximum) * BigInt(basisPoints)) / 10_000n);

const touched = ({ services, calendar, budget, indicators }: Scenario): readonly Family[] => [
	...(services.length > 0 ? (['services'] as const) : []),
	...(calendar ? (['calendar'] as const) : []),
	...(budget.length > 0 ? (['budget'] as const) : []),
	...(indicators.length > 0 ? (['indicators'] as const) : [])
];

export interface Limits {
	/** cents; null to whoever may not read them */
	readonly mostPerChange: number | null;
	readonly mostCumulated: number | null;
	/** basis points of the initial maximum */
	readonly bounds: Bounds;
	/** ISO day */
	readonly noticeEnds: string;
}

/** Within what a scenario stays that nothing is flagged of: the most that it may add (cents), by itself and beside earlier ones, and the first ISO day after the notice (EV104). */
export function limitsOf({ clause, charter, initialMaximum, earlier, sessionOn }: Omit<Frame, 'noticeWaivedOn'>): Limits {
	const bounds = { perChange: Math.min(clause.bounds.perChange, charter.bounds.perChange), cumulated: Math.min(clause.bounds.cumulated, charter.bounds.cumulated) };
	return {
		mostPerChange: mostOf(initialMaximum, bounds.perChange),
		mostCumulated: mostOf(initialMaximum, bounds.cumulated) - earlier,
		bounds,
		noticeEnds: daysAfter(sessionOn, charter.noticeDays)
	};
}

/** What is flagged of a scenario, at once and without stopping anybody: bounds of the charter by change and in all (never wider than the clause's), what may not move, the notice. Source: EVO-2, EVO-8; example 5.12 and 5.13. */
export function flagsOf(scenario: Scenario, { clause, charter, initialMaximum, earlier, sessionOn, noticeWaivedOn }: Frame): readonly Flag[] {
	const found: Flag[] = [];
	const perChange = Math.min(clause.bounds.perChange, charter.bounds.perChange);
	const cumulated = Math.min(clause.bounds.cumulated, charter.bounds.cumulated);
	const total = sum(scenario.budget);
	const mostPerChange = mostOf(initialMaximum, perChange);
	if (Math.abs(total) > mostPerChange) found.push({ flag: 'above-per-change', amount: total, most: mostPerChange, basisPoints: shareOf(total, initialMaximum), bound: perChange });
	const mostCumulated = mostOf(initialMaximum, cumulated);
	if (Math.abs(earlier + total) > mostCumulated) found.push({ flag: 'above-cumulated', amount: earlier + total, most: mostCumulated, basisPoints: shareOf(earlier + total, initialMaximum), bound: cumulated });
	for (const family of touched(scenario)) if (!clause.movable.includes(family) || !charter.movable.includes(family)) found.push({ flag: 'not-movable', family });
	if (scenario.calendar) {
		const { from, until } = scenario.calendar;
		const noticeEnds = daysAfter(sessionOn, charter.noticeDays);
		if (from < noticeEnds) found.push(noticeWaivedOn === null ? { flag: 'before-notice', from, noticeEnds } : { flag: 'notice-waived', on: noticeWaivedOn });
		if (until !== null && until < from) found.push({ flag: 'days-reversed' });
	}
	return found;
}

/** Who proposes it; the two together write P3. */
export const scenarioAuthors = ['administration', 'company', 'together'] as const;
export type ScenarioAuthor = (typeof scenarioAuthors)[number];

/** A scenario as it is kept, of a version that its reader knows. */
export type Delta = { readonly version: 1 } & Scenario;
