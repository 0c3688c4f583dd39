// Impacts and risks: each role scores the three impacts that it defends and confirms or changes the two risks that it fears.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: () => Promise.resolve({}),
	screen: () => Promise.resolve({}),
	desk: () => Promise.resolve({}),
	carryOut: () => Promise.resolve(),
	acts: {}
};
