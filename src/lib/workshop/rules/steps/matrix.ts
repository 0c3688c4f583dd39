// Impacts and risks: each role scores the three impacts that it defends and confirms or changes the two risks that it fears.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 6, isProtected: false, isOptional: true, register: 'write' },
	onEnter: [],
	onLeave: [],
	standsOn: ['welcome', 'roles', 'scenarios']
};
