// What the field says: four materials of the enquiry, chosen among all, shown on the wall and annotated from the hands.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 6, isProtected: false, isOptional: true, register: 'watch' },
	onEnter: [],
	onLeave: [],
	standsOn: ['welcome']
};
