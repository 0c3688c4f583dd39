// The roles with the absent parties; the room does not go on while a concerned party has nobody.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 7, minimumMinutes: 5, isProtected: true, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: [],
	standsOn: ['arrival']
};
