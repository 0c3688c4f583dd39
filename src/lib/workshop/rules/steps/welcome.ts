// The welcome: people come in, are let in, and try their phone.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 6, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: []
};

export interface WelcomeOnHand {
	/** what the project is about, in the words of its team */
	readonly objective: string;
	readonly day: readonly { readonly step: string; readonly minutes: number }[];
}

export interface WelcomeOnWall {
	readonly objective: string;
}

export interface WelcomeOnDesk {
	readonly byCapacity: readonly { readonly capacity: string; readonly count: number }[];
}
