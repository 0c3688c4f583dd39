// Who takes the seat of a person who leaves: the first in the order drawn who keeps every quota, else the one who comes closest (JU30).
import type { Problem } from './pool.ts';

export interface Replacement {
	readonly id: string;
	/** seats by which quotas are broken once this person sits; 0: all are kept */
	readonly broken: number;
}

/** For each person, by id, the quotas that they count for and the home that they live in. */
export function livingIn({ profiles, kinds }: Problem): { readonly quotasOf: ReadonlyMap<string, readonly number[]>; readonly homeOf: ReadonlyMap<string, object> } {
	return {
		quotasOf: new Map(profiles.flatMap(({ members, quotas }) => members.map((id) => [id, quotas] as const))),
		homeOf: new Map(kinds.flatMap(({ homes }) => homes.flatMap((home) => home.flat().map((id) => [id, home] as const))))
	};
}

/**
 * `panel` and `leaver`: ids as they sit now; `waiting`: ids still to be asked, in the order drawn. Nobody is proposed whose household sits already.
 * `undefined` when nobody is left to ask.
 */
export function proposeReplacement(
	problem: Problem,
	panel: readonly string[],
	leaver: string,
	waiting: readonly string[]
): Replacement | undefined {
	const { quotas } = problem;
	const { quotasOf, homeOf } = livingIn(problem);
	const staying = panel.filter((id) => id !== leaver);
	const seated = quotas.map((_, quota) => staying.filter((id) => quotasOf.get(id)?.includes(quota)).length);
	const brokenWith = (id: string) =>
		quotas.reduce((sum, { min, max }, quota) => {
			const count = seated[quota]! + (quotasOf.get(id)!.includes(quota) ? 1 : 0);
			return sum + Math.max(0, min - count, count - max);
		}, 0);
	const homes = new Set(staying.map((id) => homeOf.get(id)));
	return waiting
		.filter((id) => homeOf.has(id) && !homes.has(homeOf.get(id)) && id !== leaver)
		.map((id) => ({ id, broken: brokenWith(id) }))
		.reduce<Replacement | undefined>(
			(best, one) => (best === undefined || one.broken < best.broken ? one : best),
			undefined
		);
}
