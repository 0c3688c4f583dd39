// The scenarios: one to three, each from a version plus and minus amendments, side by side with what differs.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 17, minimumMinutes: 8, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: [],
	standsOn: ['welcome', 'proposal', 'amendments']
};
