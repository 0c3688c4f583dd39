// The published clause and the signed charter recalled: what may move, what does not, how much of the bounds is used; each seat says that it has read it.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: async () => ({}),
	screen: async () => ({}),
	desk: async () => ({}),
	async carryOut() {},
	acts: {}
};
