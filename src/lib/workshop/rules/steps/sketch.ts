// The sketch of a strategy: which investment modes, for what, with whom, in which season, in what order of magnitude.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 16, minimumMinutes: 10, isProtected: true, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: [],
	standsOn: ['welcome', 'vote', 'consent']
};
