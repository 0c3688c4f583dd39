// The published clause and the signed charter recalled: what may move, what does not, how much of the bounds is used; each seat says that it has read it.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 5, isProtected: true, isOptional: false, register: 'listen' },
	onEnter: [],
	onLeave: [],
	standsOn: ['arrival']
};
