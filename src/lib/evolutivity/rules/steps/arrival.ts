// People come in, recused seats become observers, and everybody sees which functions are represented.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Capacity } from '../../../projects/rules/capacities.ts';
import type { MissingThing } from '../preparation.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 8, minimumMinutes: 5, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: []
};

export interface ArrivalSeen {
	readonly number: number;
	readonly clause: string;
	/** who is here, by function; an observer is one whatever they were before */
	readonly represented: readonly { readonly capacity: Capacity; readonly count: number }[];
	readonly quorum: { readonly counted: number; readonly quorum: number; readonly isReached: boolean } | null;
}

export interface ArrivalOnHand extends ArrivalSeen {
	readonly day: readonly { readonly step: string; readonly minutes: number }[];
	/** of a juror of the panel alone: what was declared for this sitting */
	readonly declared: 'to-declare' | 'to-judge' | 'takes-part' | 'aside' | null;
	readonly isObserver: boolean;
}

export interface ArrivalOnDesk extends ArrivalSeen {
	readonly projectId: string;
	readonly missing: readonly MissingThing[];
	/** seats that have stepped aside, by their public names */
	readonly observers: readonly string[];
}
