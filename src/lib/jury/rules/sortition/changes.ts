// Why no panel keeps the quotas, and the smallest changes after which one would (JU24, JU25).
import { panelRows, seatColumns } from './panels.ts';
import type { Problem, Quota } from './pool.ts';
import type { Column, Row, Solver } from './solver.ts';

export type Obstacle =
	| { readonly reason: 'size-above-people'; readonly size: number; readonly people: number }
	| {
			readonly reason: 'mins-above-size' | 'maxes-below-size';
			readonly category: string;
			readonly sum: number;
			readonly size: number;
	  }
	| {
			readonly reason: 'min-above-people';
			readonly category: string;
			readonly feature: string;
			readonly min: number;
			readonly people: number;
	  }
	| { readonly reason: 'certain-above-size'; readonly certain: number; readonly size: number }
	| {
			readonly reason: 'certain-above-max';
			readonly category: string;
			readonly feature: string;
			readonly max: number;
			readonly certain: number;
	  }
	| { readonly reason: 'certain-of-one-household' }
	/** each can be kept alone, not all at once */
	| { readonly reason: 'quotas-clash' };

export interface Change {
	readonly category: string;
	readonly feature: string;
	readonly bound: 'min' | 'max';
	readonly from: number;
	readonly to: number;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** What can be seen without a solver; none when the quotas may only clash together. */
export function plainObstacles({ size, quotas, profiles, kinds }: Problem): readonly Obstacle[] {
	const people = sum(profiles.map(({ members }) => members.length));
	const certain = sum(profiles.map((profile) => (profile.isCertain ? profile.members.length : 0)));
	const isCrowded = kinds.some(
		({ profiles: inside, homes }) =>
			sum(inside.map((index) => (profiles[index]!.isCertain ? profiles[index]!.members.length : 0))) >
			homes.length
	);
	const perCategory = [...Map.groupBy(quotas, ({ category }) => category)].flatMap(
		([category, own]): Obstacle[] => {
			const mins = sum(own.map(({ min }) => min));
			const maxes = sum(own.map(({ max }) => max));
			return [
				...(mins > size ? [{ reason: 'mins-above-size', category, sum: mins, size } as const] : []),
				...(maxes < size ? [{ reason: 'maxes-below-size', category, sum: maxes, size } as const] : [])
			];
		}
	);
	const perQuota = quotas.flatMap(({ category, feature, min, max }, index): Obstacle[] => {
		const counting = profiles.filter((profile) => profile.quotas.includes(index));
		const there = sum(counting.map(({ members }) => members.length));
		const seated = sum(counting.map(({ members, isCertain }) => (isCertain ? members.length : 0)));
		return [
			...(min > there
				? [{ reason: 'min-above-people', category, feature, min, people: there } as const]
				: []),
			...(seated > max
				? [{ reason: 'certain-above-max', category, feature, max, certain: seated } as const]
				: [])
		];
	});
	return [
		...(size > people ? [{ reason: 'size-above-people', size, people } as const] : []),
		...(certain > size ? [{ reason: 'certain-above-size', certain, size } as const] : []),
		...(isCrowded ? [{ reason: 'certain-of-one-household' } as const] : []),
		...perCategory,
		...perQuota
	];
}

/** Lowering a minimum of m costs 1 + 2/m: the smaller a group, the dearer a seat taken from it; raising a maximum costs 1 (Flanigan et al., 2021). */
const priceOf = ({ min }: Quota) => 1 + 2 / Math.max(1, min);

/**
 * The cheapest changes of minimums and maximums, within each quota's flex, after which a panel exists; beyond the flex when nothing within it mends (`isBeyondFlex`).
 * `undefined`: no change of quotas mends (too few people, too many who are certain), or the solver was stopped.
 */
export function smallestChanges(
	problem: Problem,
	solver: Solver
): { readonly changes: readonly Change[]; readonly isBeyondFlex: boolean } | undefined {
	const within = relax(problem, solver, ({ minFlex, maxFlex }) => ({ least: minFlex, most: maxFlex }));
	if (within) return { changes: within, isBeyondFlex: false };
	const beyond = relax(problem, solver, () => ({ least: 0, most: problem.size }));
	return beyond && { changes: beyond, isBeyondFlex: true };
}

function relax(
	problem: Problem,
	solver: Solver,
	flexOf: (quota: Quota) => { least: number; most: number }
): readonly Change[] | undefined {
	const { quotas, size } = problem;
	const seats = seatColumns(problem);
	const lowered = (index: number) => seats.length + index;
	const raised = (index: number) => seats.length + quotas.length + index;
	const steps = (count: number) => Math.max(0, Math.min(size, count));
	const columns: Column[] = [
		...seats,
		...quotas.map((quota) => ({
			cost: -priceOf(quota),
			lower: 0,
			upper: Math.max(0, quota.min - flexOf(quota).least)
		})),
		...quotas.map((quota) => ({ cost: -1, lower: 0, upper: steps(flexOf(quota).most - quota.max) }))
	];
	const own = panelRows(problem);
	const rows: Row[] = [
		...quotas.flatMap(({ min, max }, index): Row[] => {
			const { columns: counted, values } = own[index]!;
			return [
				{ lower: min, upper: Infinity, columns: [...counted, lowered(index)], values: [...values, 1] },
				{ lower: -Infinity, upper: max, columns: [...counted, raised(index)], values: [...values, -1] }
			];
		}),
		...own.slice(quotas.length)
	];
	const model = solver.load({ kind: 'integer', columns, rows });
	try {
		const answer = model.solve();
		if (answer.status !== 'optimal') return undefined;
		const moved = (column: number) => Math.round(answer.values[column]!);
		return quotas.flatMap(({ category, feature, min, max }, index): Change[] => [
			...(moved(lowered(index)) > 0
				? [{ category, feature, bound: 'min', from: min, to: min - moved(lowered(index)) } as const]
				: []),
			...(moved(raised(index)) > 0
				? [{ category, feature, bound: 'max', from: max, to: max + moved(raised(index)) } as const]
				: [])
		]);
	} finally {
		model.dispose();
	}
}
