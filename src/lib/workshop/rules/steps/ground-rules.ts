// The ground rules: why we are here, how we work, what will be public, what this room decides and what it does not.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Chapter } from '../groundRules.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 6, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: [],
	standsOn: ['welcome']
};

export interface GroundRulesOnWall {
	/** one sentence; what the project says of itself until somebody writes it */
	readonly objective: string;
	/** who decides; empty: the elected officials */
	readonly body: string;
	readonly path: readonly { readonly chapter: Chapter; readonly minutes: number }[];
	readonly agreed: number;
	readonly present: number;
}

export interface GroundRulesOnHand extends GroundRulesOnWall {
	readonly hasAgreed: boolean;
	/** questions of this seat, oldest first */
	readonly mine: readonly { readonly id: string; readonly text: string; readonly isSettled: boolean }[];
	readonly mayAsk: boolean;
}

export interface GroundRulesOnDesk extends GroundRulesOnWall {
	/** false until somebody has written the objective of this workshop */
	readonly isWritten: boolean;
	/** without names, oldest first */
	readonly questions: readonly { readonly id: string; readonly text: string }[];
	readonly settled: number;
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string; readonly hasAgreed: boolean }[];
}
