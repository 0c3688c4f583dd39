// Questions of clarification, as in the workshop: written, merged, supported; the five most shared are answered aloud.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 5, isProtected: false, isOptional: false, register: 'write' },
	onEnter: [],
	onLeave: [],
	standsOn: ['scenarios']
};
