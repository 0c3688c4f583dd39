// Two turns and one unforeseen card: how each role reacts, and the board of consequences.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 25, minimumMinutes: 15, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: [],
	standsOn: ['casting', 'scenarios']
};
