// The break in which prescriber and buyer retouch the draft, while they see the strongest needs that it leaves unanswered.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 12, minimumMinutes: 8, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: []
};
