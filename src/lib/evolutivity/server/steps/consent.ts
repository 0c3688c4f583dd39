// Consent by party, objections one by one with what would lift them.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: async () => ({}),
	screen: async () => ({}),
	desk: async () => ({}),
	async carryOut() {},
	acts: {}
};
