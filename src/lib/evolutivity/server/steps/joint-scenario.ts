// P3, written by prescriber and company together while the others amend.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: async () => ({}),
	screen: async () => ({}),
	desk: async () => ({}),
	async carryOut() {},
	acts: {}
};
