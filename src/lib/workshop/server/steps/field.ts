// What the field says: four materials of the enquiry, chosen among all, shown on the wall and annotated from the hands.
import type { StepServer } from '../../../gatherings/server/step.ts';

export const step: StepServer = {
	hand: () => Promise.resolve({}),
	screen: () => Promise.resolve({}),
	desk: () => Promise.resolve({}),
	carryOut: () => Promise.resolve(),
	acts: {}
};
