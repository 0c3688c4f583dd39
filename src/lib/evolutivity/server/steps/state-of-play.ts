// The state of play frozen from the cockpit: figures, milestones, spend, incidents, comments apart; « compris » or « question » on each figure.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: async () => ({}),
	screen: async () => ({}),
	desk: async () => ({}),
	async carryOut() {},
	acts: {}
};
