// The welcome: people come in, are let in, and try their phone.
import type { MaterialShown } from '../../../enquiry/rules/materials.ts';
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
	/** what was gathered on the field, to be browsed while one waits (MO190) */
	readonly gallery: readonly MaterialShown[];
}

export interface WelcomeOnWall {
	readonly objective: string;
	readonly gallery: readonly MaterialShown[];
}

export interface WelcomeOnDesk {
	readonly byCapacity: readonly { readonly capacity: string; readonly count: number }[];
}
