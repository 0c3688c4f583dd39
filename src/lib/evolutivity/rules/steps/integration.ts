// What was decided applied in one act, with its before and after, and what comes next.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 6, minimumMinutes: 4, isProtected: true, isOptional: false, register: 'listen' },
	onEnter: [],
	onLeave: [],
	standsOn: ['consent']
};
