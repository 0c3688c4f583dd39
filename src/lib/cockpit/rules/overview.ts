// What a cockpit asks of whoever opens it: what is late, what is coming, whether it is kept up to date, and what is new to them.
import { daysAfter, daysBetween } from '../../time/rules/workingDays.ts';
import { nextDue, type Indicator } from './indicators/standing.ts';
import type { InvestmentState } from './investment.ts';
import type { MilestoneState } from './elements/kinds/milestone.ts';

interface DatedMilestone {
	readonly id: string;
	readonly parentId: string | null;
	readonly values: {
		readonly on: string | null;
		readonly until: string | null;
		readonly state: MilestoneState | null;
	};
}

const isOpen = ({ values }: DatedMilestone): boolean => values.state !== 'done' && values.state !== 'dropped';
/** the day on which it should be done */
export const dueDay = ({ values }: Pick<DatedMilestone, 'values'>): string | null =>
	values.until ?? values.on;

/** Days ahead that somebody wants to know of on a Monday morning. */
export const soonDays = 14;

/** Milestones that should be done and are not, the longest late first (CO140). */
export const lateMilestones = <One extends DatedMilestone>(
	all: readonly One[],
	today: string
): readonly One[] =>
	all
		.filter((one) => isOpen(one) && (dueDay(one) ?? today) < today)
		.sort((one, other) => dueDay(one)!.localeCompare(dueDay(other)!));

/** Milestones that begin or are due from today to a fortnight on, the first first (CO140). */
export const soonMilestones = <One extends DatedMilestone>(
	all: readonly One[],
	today: string
): readonly One[] => {
	const last = daysAfter(today, soonDays);
	const next = ({ values }: One) =>
		[values.on, values.until].filter((day) => day !== null && day >= today && day <= last).sort()[0] ?? null;
	return all
		.filter((one) => isOpen(one) && next(one) !== null)
		.sort((one, other) => next(one)!.localeCompare(next(other)!));
};

type Measured = Pick<Indicator, 'type' | 'every' | 'baselineOn'>;

/** The day on which each indicator should have been measured next (CO71), where that day is past (CO140); never one that is computed (CO72). The longest late first. */
export function lateMeasurements<One extends { readonly id: string; readonly values: Measured }>(
	indicators: readonly One[],
	measurements: readonly {
		readonly parentId: string | null;
		readonly values: { readonly on: string | null };
	}[],
	today: string
): readonly { readonly indicator: One; readonly dueOn: string }[] {
	const last = new Map<string, string>();
	for (const { parentId, values } of measurements)
		if (parentId !== null && values.on !== null && values.on > (last.get(parentId) ?? ''))
			last.set(parentId, values.on);
	return indicators
		.flatMap((indicator) => {
			if (indicator.values.type === 'composite') return [];
			const due = nextDue(indicator.values, last.get(indicator.id) ?? null);
			return due !== null && due < today ? [{ indicator, dueOn: due }] : [];
		})
		.sort((one, other) => one.dueOn.localeCompare(other.dueOn));
}

/** A line that nobody follows any more. */
export const isOver = (state: InvestmentState): boolean => state === 'ended' || state === 'abandoned';

/** Days after which a cockpit whose piloting service has promised no rhythm is said to be old. */
export const usualUpdateDays = 31;

export interface Freshness {
	readonly state: 'empty' | 'fresh' | 'due' | 'overdue';
	/** ISO day by which it is to be brought up to date; null where nothing was ever written */
	readonly dueOn: string | null;
	readonly daysLate: number;
	readonly isPromised: boolean;
}

/** Whether a cockpit is up to date (CO141): written last on `lastOn`, promised every so many days. « Due » in the last seven days before its day, or the last quarter of a shorter rhythm. */
export function freshnessOf(lastOn: string | null, everyDays: number | null, today: string): Freshness {
	const isPromised = everyDays !== null;
	if (lastOn === null) return { state: 'empty', dueOn: null, daysLate: 0, isPromised };
	const every = everyDays ?? usualUpdateDays;
	const dueOn = daysAfter(lastOn, every);
	const daysLate = Math.max(0, daysBetween(dueOn, today));
	const warned = daysAfter(dueOn, -Math.min(7, Math.floor(every / 4)));
	return { state: daysLate > 0 ? 'overdue' : today >= warned ? 'due' : 'fresh', dueOn, daysLate, isPromised };
}

/** What a form may promise, in days: weekly, fortnightly, monthly, every quarter, half-year, year. */
export const updateRhythms = [7, 14, 31, 92, 183, 366] as const;
export type UpdateRhythm = (typeof updateRhythms)[number];
export const readRhythm = (typed: string): UpdateRhythm | undefined =>
	updateRhythms.find((one) => String(one) === typed);

/** Minutes without a look, after which the next one is a new visit. */
export const visitMinutes = 30;

export interface Visit {
	/** epoch milliseconds: what was recorded later is new */
	readonly newSince: number;
	readonly lookedAt: number;
}

/** The visit that a look belongs to (CO142): the same while one looks again within half an hour, else a new one, to which all is new that was recorded after the last look. A first visit is told the last fortnight. */
export function visitAt(before: Visit | undefined, at: number): Visit {
	if (!before) return { newSince: at - soonDays * 86_400_000, lookedAt: at };
	return at - before.lookedAt > visitMinutes * 60_000
		? { newSince: before.lookedAt, lookedAt: at }
		: { newSince: before.newSince, lookedAt: Math.max(at, before.lookedAt) };
}

/** What the lane « Évolutivité » says; null while the project has no clause. */
export interface EvolutivityLane {
	readonly clause: string;
	/** basis points of what the clause allows in all; null where no contract says what of */
	readonly usedShare: number | null;
	readonly sessionsPast: number;
	readonly sessionsPending: number;
	/** ISO day of the next watch */
	readonly nextWatchOn: string | null;
	/** that day is over */
	readonly isWatchLate: boolean;
}

/** What the lane « Vie du jury » says; null while the project has no jury. Minutes and cents. */
export interface JuryLane {
	readonly seats: number;
	readonly filled: number;
	readonly minutes: number;
	readonly envelope: number;
	readonly owed: number;
	readonly late: number;
	readonly foreseen: number;
	readonly due: number;
	readonly paid: number;
}
