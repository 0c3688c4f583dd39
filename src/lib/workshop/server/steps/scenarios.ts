// The scenarios: one to three, each from a version plus and minus amendments, side by side with what differs.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: () => Promise.resolve({}),
	screen: () => Promise.resolve({}),
	desk: () => Promise.resolve({}),
	carryOut: () => Promise.resolve(),
	acts: {}
};
