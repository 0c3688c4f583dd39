// A distribution over panels in whole tickets, and the chance that it gives to each person.
import { inOrder, type Problem } from './pool.ts';

/** So many tickets are in the drum. */
export const drum = 1_000_000_000;

export interface Panel {
	/** seats taken, one number a profile; who sits among its people is drawn after */
	readonly seats: readonly number[];
	/** whole, at least one */
	readonly tickets: number;
}

export interface Distribution {
	readonly panels: readonly Panel[];
	/** no other distribution is fairer; false when the solver was stopped before */
	readonly isProven: boolean;
}

/** Shares as whole tickets, by the largest remainder; panels in one order, whatever order they were found in, and without those that get none (JU26). */
export function ticketsOf(
	panels: readonly (readonly number[])[],
	shares: readonly number[]
): readonly Panel[] {
	const total = shares.reduce((sum, share) => sum + share, 0);
	const due = panels
		.map((seats, index) => ({ seats, key: seats.join(), exactly: (shares[index]! / total) * drum }))
		.sort((one, other) => inOrder(one.key, other.key))
		.map((panel) => ({ ...panel, tickets: Math.floor(panel.exactly) }));
	let left = drum - due.reduce((sum, { tickets }) => sum + tickets, 0);
	for (const panel of [...due].sort(
		(one, other) => other.exactly - other.tickets - (one.exactly - one.tickets)
	)) {
		if (left === 0) break;
		panel.tickets++;
		left--;
	}
	return due.filter(({ tickets }) => tickets > 0).map(({ seats, tickets }) => ({ seats, tickets }));
}

/** The chance of each person of each profile, from 0 to 1: tickets are whole, so people of one profile have exactly the same. */
export function chancesOf({ profiles }: Problem, panels: readonly Panel[]): readonly number[] {
	const tickets = panels.reduce((sum, panel) => sum + panel.tickets, 0);
	return profiles.map(
		({ members }, profile) =>
			panels.reduce((sum, panel) => sum + panel.tickets * panel.seats[profile]!, 0) /
			(tickets * members.length)
	);
}

export interface Fairness {
	readonly min: number;
	readonly max: number;
	/** 0: everybody has the same chance; towards 1: a few have it all */
	readonly gini: number;
	/** 0 as soon as somebody has no chance */
	readonly geometricMean: number;
}

/** Sums up chances from 0 to 1, one a person, at least one. */
export function fairnessOf(chances: readonly number[]): Fairness {
	const sorted = [...chances].sort((one, other) => one - other);
	const count = sorted.length;
	const sum = sorted.reduce((total, chance) => total + chance, 0);
	const ranked = sorted.reduce((total, chance, index) => total + (2 * (index + 1) - count - 1) * chance, 0);
	return {
		min: sorted[0]!,
		max: sorted.at(-1)!,
		gini: sum === 0 ? 0 : ranked / (count * sum),
		geometricMean: Math.exp(sorted.reduce((total, chance) => total + Math.log(chance), 0) / count)
	};
}

/** By id. */
export const chanceByPerson = (
	{ profiles }: Problem,
	chances: readonly number[]
): ReadonlyMap<string, number> =>
	new Map(profiles.flatMap(({ members }, profile) => members.map((id) => [id, chances[profile]!] as const)));
