// The roles of the role-play: read, chosen, drawn or assigned, then said in one sentence.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 12, minimumMinutes: 8, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: []
};
