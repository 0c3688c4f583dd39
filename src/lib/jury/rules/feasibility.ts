// Whether quotas can be kept by those who may be drawn.
import type { Change, Obstacle } from './sortition/changes.ts';

export type Feasibility =
	| { readonly isFeasible: true }
	/** `obstacles`: what is seen at once; none where quotas only clash together. `changes`: the smallest that mend; none where none does */
	| { readonly isFeasible: false; readonly obstacles: readonly Obstacle[]; readonly changes: readonly Change[] };

/** What is told of quotas, kept or only typed. */
export interface Look {
	/** who may be drawn, and answered every criterion */
	readonly people: number;
	/** who is left out, for want of an answer to a criterion */
	readonly incomplete: number;
	/** null: nobody may be drawn yet */
	readonly feasibility: Feasibility | null;
}
