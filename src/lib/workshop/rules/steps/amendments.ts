// The turn of amendments by the roles: silent writing, one turn, then what remains.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 40, minimumMinutes: 25, isProtected: true, isOptional: false, register: 'write' },
	onEnter: [],
	onLeave: []
};
