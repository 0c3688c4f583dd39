// Numbers from a seed, the same each time: what tries at random can be tried again.

/** Below the one that is asked for, from 0. */
export type Next = (below: number) => number;

export function numbersFrom(seed: number): Next {
	let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e3779b9) >>> 0;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

export const oneOf = <One>(next: Next, all: readonly One[]): One => all[next(all.length)]!;
