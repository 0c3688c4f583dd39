// What the lines of a cockpit cost: planned, committed and paid, in cash and in kind, by whom, year by year. The authority's own share is always told apart.
import type { AmountStage } from './elements/kinds/amount.ts';
import type { CockpitModeId } from './modes/ids.ts';

/** An amount as the budget needs it: whole cents. */
export interface BudgetAmount {
	readonly lineId: string;
	readonly stage: AmountStage;
	readonly amount: number;
	readonly how: 'cash' | 'in-kind';
	readonly who: string;
	readonly isOwn: boolean;
	readonly year: number | null;
}

/** Cents. `own` is the authority's, `others` everybody else's; `cash` and `inKind` are the same money, split otherwise. */
export interface Sums {
	readonly total: number;
	readonly cash: number;
	readonly inKind: number;
	readonly own: number;
	readonly others: number;
}

export function sumsOf(amounts: readonly Pick<BudgetAmount, 'amount' | 'how' | 'isOwn'>[]): Sums {
	const sum = (keep: (one: Pick<BudgetAmount, 'amount' | 'how' | 'isOwn'>) => boolean) =>
		amounts.filter(keep).reduce((total, { amount }) => total + amount, 0);
	return {
		total: sum(() => true),
		cash: sum(({ how }) => how === 'cash'),
		inKind: sum(({ how }) => how === 'in-kind'),
		own: sum(({ isOwn }) => isOwn),
		others: sum(({ isOwn }) => !isOwn)
	};
}

export type ByStage = Readonly<Record<AmountStage, Sums>>;

export const byStage = (amounts: readonly BudgetAmount[]): ByStage => {
	const at = (stage: AmountStage) => sumsOf(amounts.filter((one) => one.stage === stage));
	return { planned: at('planned'), committed: at('committed'), paid: at('paid') };
};

export interface FunderSum {
	readonly who: string;
	readonly how: 'cash' | 'in-kind';
	readonly isOwn: boolean;
	readonly amount: number;
}

/** Who brings how much of one stage, the largest first. The same name in other letters is the same funder (CO10). */
export function fundersOf(amounts: readonly BudgetAmount[], stage: AmountStage): readonly FunderSum[] {
	const found = new Map<string, FunderSum>();
	for (const { who, how, isOwn, amount } of amounts.filter((one) => one.stage === stage)) {
		const key = `${how} ${who.toLocaleLowerCase('fr')}`;
		const before = found.get(key);
		found.set(key, before ? { ...before, amount: before.amount + amount } : { who, how, isOwn, amount });
	}
	return [...found.values()].sort((a, b) => b.amount - a.amount || a.who.localeCompare(b.who, 'fr'));
}

/** Sums of each mode that has a line, in the order in which the modes are explained. */
export function byMode(
	lines: readonly { readonly id: string; readonly mode: CockpitModeId }[],
	amounts: readonly BudgetAmount[],
	modes: readonly CockpitModeId[]
): readonly { readonly mode: CockpitModeId; readonly lines: number; readonly sums: ByStage }[] {
	return modes.flatMap((mode) => {
		const own = lines.filter((line) => line.mode === mode);
		const ids = new Set(own.map(({ id }) => id));
		return own.length === 0
			? []
			: [{ mode, lines: own.length, sums: byStage(amounts.filter(({ lineId }) => ids.has(lineId))) }];
	});
}

/** Sums of each year from the first to the last that bear money, empty ones between them included; what bears no year stands apart. */
export function byYear(amounts: readonly BudgetAmount[]): {
	readonly years: readonly { readonly year: number; readonly sums: ByStage }[];
	readonly withoutYear: ByStage;
} {
	const said = amounts.flatMap(({ year }) => (year === null ? [] : [year]));
	const [first, last] = [Math.min(...said), Math.max(...said)];
	return {
		years:
			said.length === 0
				? []
				: Array.from({ length: last - first + 1 }, (_, nth) => ({
						year: first + nth,
						sums: byStage(amounts.filter(({ year }) => year === first + nth))
					})),
		withoutYear: byStage(amounts.filter(({ year }) => year === null))
	};
}

/** Basis points of the planned that are paid; null where nothing is planned. */
export const spentShare = ({ planned, paid }: ByStage): number | null =>
	planned.total === 0 ? null : Math.round((paid.total * 10_000) / planned.total);
