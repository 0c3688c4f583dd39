// Consent by party, objections one by one with what would lift them.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 12, minimumMinutes: 8, isProtected: true, isOptional: false, register: 'choose' },
	onEnter: [],
	onLeave: [],
	standsOn: ['legal-gate']
};
