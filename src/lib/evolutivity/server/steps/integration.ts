// What was decided applied in one act, with its before and after, and what comes next.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: async () => ({}),
	screen: async () => ({}),
	desk: async () => ({}),
	async carryOut() {},
	acts: {}
};
