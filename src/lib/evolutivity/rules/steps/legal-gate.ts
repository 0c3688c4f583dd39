// What the buyer alone answers at the legal gate, on one revision of P3.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 7, minimumMinutes: 4, isProtected: true, isOptional: false, register: 'listen' },
	onEnter: [],
	onLeave: [],
	standsOn: ['joint-scenario']
};
