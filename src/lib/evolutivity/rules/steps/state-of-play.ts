// The state of play frozen from the cockpit: figures, milestones, spend, incidents, comments apart; « compris » or « question » on each figure.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 15, minimumMinutes: 8, isProtected: false, isOptional: false, register: 'choose' },
	onEnter: [],
	onLeave: [],
	standsOn: ['arrival']
};
