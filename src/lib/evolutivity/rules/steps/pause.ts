// The break, with its hour of return.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 8, minimumMinutes: 5, isProtected: false, isOptional: true, register: 'pause' },
	onEnter: [],
	onLeave: []
};
