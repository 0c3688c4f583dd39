// The sketch of a strategy: which investment modes, for what, with whom, in which season, in what order of magnitude.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: () => Promise.resolve({}),
	screen: () => Promise.resolve({}),
	desk: () => Promise.resolve({}),
	carryOut: () => Promise.resolve(),
	acts: {}
};
