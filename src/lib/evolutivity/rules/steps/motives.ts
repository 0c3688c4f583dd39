// Why the contract may have to move: one sentence a request, criteria matched, evidence; and whether the needs are still right.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { MotiveTold } from '../preparation.ts';
import type { NeedAnswer } from '../watch.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 12, minimumMinutes: 6, isProtected: false, isOptional: false, register: 'listen' },
	onEnter: [],
	onLeave: [],
	standsOn: ['arrival']
};

export interface MotivesSeen {
	readonly motives: readonly MotiveTold[];
	readonly need: Readonly<Record<NeedAnswer, number>>;
}

export interface MotivesOnHand extends MotivesSeen {
	readonly mine: { readonly answer: NeedAnswer; readonly words: string } | null;
	/** requests of this seat's own side, whose sentence it may write */
	readonly mayWrite: readonly string[];
}

export interface MotivesOnDesk extends MotivesSeen {
	/** what seats say of the need, without names */
	readonly said: readonly string[];
}
