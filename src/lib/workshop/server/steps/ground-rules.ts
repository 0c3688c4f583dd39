// The ground rules: why we are here, how we work, what will be public, what this room decides and what it does not.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: () => Promise.resolve({}),
	screen: () => Promise.resolve({}),
	desk: () => Promise.resolve({}),
	carryOut: () => Promise.resolve(),
	acts: {}
};
