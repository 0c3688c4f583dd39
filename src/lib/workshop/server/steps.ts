// The registry of what each step of the workshop gives the screens and takes from them.
import type { StepServer } from '../../gatherings/server/step.ts';
import type { StepId } from '../rules/steps.ts';
import { step as closing } from './steps/closing.ts';
import { step as consent } from './steps/consent.ts';
import { step as landscapeDots } from './steps/landscape-dots.ts';
import { step as landscapeGrouping } from './steps/landscape-grouping.ts';
import { step as landscapeWriting } from './steps/landscape-writing.ts';
import { step as vote } from './steps/vote.ts';
import { step as welcome } from './steps/welcome.ts';

export const stepServers = {
	welcome,
	'landscape-writing': landscapeWriting,
	'landscape-grouping': landscapeGrouping,
	'landscape-dots': landscapeDots,
	vote,
	consent,
	closing
} satisfies Record<StepId, StepServer>;
