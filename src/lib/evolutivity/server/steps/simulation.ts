// Two turns and one unforeseen card: how each role reacts, and the board of consequences.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: async () => ({}),
	screen: async () => ({}),
	desk: async () => ({}),
	async carryOut() {},
	acts: {}
};
