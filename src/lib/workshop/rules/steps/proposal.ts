// The prescriber's proposal: what the landscape changed in it, then the text, sealed as v0.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 8, minimumMinutes: 6, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: []
};
