// P3, written by prescriber and company together while the others amend.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 6, isProtected: true, isOptional: false, register: 'write' },
	onEnter: [],
	onLeave: [],
	standsOn: ['scenarios']
};
