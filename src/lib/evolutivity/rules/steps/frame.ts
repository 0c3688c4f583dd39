// The published clause and the signed charter recalled: what may move, what does not, how much of the bounds is used; each seat says that it has read it.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Family } from '../clause.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 5, isProtected: true, isOptional: false, register: 'listen' },
	onEnter: [],
	onLeave: [],
	standsOn: ['arrival']
};

/** One bound of the budget: basis points of the contract's initial maximum. */
export interface Gauge {
	readonly what: 'per-change' | 'cumulated';
	/** already used by earlier evolutions */
	readonly used: number;
	readonly most: number;
	/** cents; null where the contract has no maximum */
	readonly mostAmount: number | null;
}

export interface FrameSeen {
	readonly title: string;
	readonly scope: string;
	readonly nature: string;
	readonly conditions: string;
	/** in both the clause and the charter */
	readonly movable: readonly Family[];
	readonly fixed: readonly string[];
	readonly gauges: readonly Gauge[];
	readonly guardRails: { readonly company: readonly string[]; readonly policy: readonly string[] };
	readonly noticeDays: number;
	readonly acknowledged: number;
	readonly seats: number;
}

export interface FrameOnHand extends FrameSeen {
	readonly hasAcknowledged: boolean;
}

export interface FrameOnDesk extends FrameSeen {
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string; readonly hasAcknowledged: boolean }[];
}

/** The two bounds as gauges: the charter's, never wider than the clause's; earlier evolutions fill the cumulated one alone. */
export function gaugesOf(bounds: { readonly perChange: number; readonly cumulated: number }, initialMaximum: number | null, earlier: number): readonly Gauge[] {
	const share = (amount: number) => (initialMaximum ? Math.round((Math.abs(amount) * 10_000) / initialMaximum) : 0);
	const amountOf = (basisPoints: number) => (initialMaximum === null ? null : Number((BigInt(initialMaximum) * BigInt(basisPoints)) / 10_000n));
	return [
		{ what: 'per-change', used: 0, most: bounds.perChange, mostAmount: amountOf(bounds.perChange) },
		{ what: 'cumulated', used: share(earlier), most: bounds.cumulated, mostAmount: amountOf(bounds.cumulated) }
	];
}
