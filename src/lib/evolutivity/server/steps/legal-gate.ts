// What the buyer alone answers at the legal gate, on one revision of P3.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: async () => ({}),
	screen: async () => ({}),
	desk: async () => ({}),
	async carryOut() {},
	acts: {}
};
