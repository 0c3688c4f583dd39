// Why the contract may have to move: one sentence a request, criteria matched, evidence; and whether the needs are still right.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 12, minimumMinutes: 6, isProtected: false, isOptional: false, register: 'listen' },
	onEnter: [],
	onLeave: [],
	standsOn: ['arrival']
};
