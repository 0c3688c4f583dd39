// The course of a public draw: computed, sealed, given its seed before witnesses, drawn. Or given up, and said so.

/** `computing` the distribution · `ready` to be sealed · `impossible` as the quotas stand · `sealed` · `drawn` · `aborted` */
export type SortitionState = 'computing' | 'ready' | 'impossible' | 'sealed' | 'drawn' | 'aborted';

/** Dice thrown or lottery figures read before witnesses; a round of a public beacon; words said by the room. */
export const seedMethods = ['dice', 'lottery', 'beacon', 'words'] as const;
export type SeedMethod = (typeof seedMethods)[number];

/** What each person's chance looks like, and what a plain stratified draw would have given. Chances from 0 to 1. */
export interface Spread {
	readonly lowest: number;
	readonly highest: number;
	readonly gini: number;
	readonly geometricMean: number;
	/** how many are sure to be drawn */
	readonly certain: number;
}
export interface SortitionFigures {
	readonly version: 1;
	readonly people: number;
	readonly seats: number;
	readonly panels: number;
	/** seconds that the computation took */
	readonly seconds: number;
	readonly fair: Spread;
	readonly plain: Spread | null;
	/** how many people have which chance, rounded to a thousandth, from the lowest on */
	readonly chances: readonly { readonly chance: number; readonly people: number }[];
}
