// People come in, recused seats become observers, and everybody sees which functions are represented.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 8, minimumMinutes: 5, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: []
};
