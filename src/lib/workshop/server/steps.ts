// The registry of what each step of the workshop gives the screens and takes from them.
import type { StepServer } from '../../gatherings/server/step.ts';
import type { StepId } from '../rules/steps.ts';
import { step as amendments } from './steps/amendments.ts';
import { step as clarification } from './steps/clarification.ts';
import { step as closing } from './steps/closing.ts';
import { step as consent } from './steps/consent.ts';
import { step as landscapeDots } from './steps/landscape-dots.ts';
import { step as landscapeGrouping } from './steps/landscape-grouping.ts';
import { step as landscapeWriting } from './steps/landscape-writing.ts';
import { step as proposal } from './steps/proposal.ts';
import { step as retouch } from './steps/retouch.ts';
import { step as roles } from './steps/roles.ts';
import { step as vote } from './steps/vote.ts';
import { step as welcome } from './steps/welcome.ts';

export const stepServers = {
	welcome,
	'landscape-writing': landscapeWriting,
	'landscape-grouping': landscapeGrouping,
	'landscape-dots': landscapeDots,
	retouch,
	roles,
	proposal,
	clarification,
	amendments,
	vote,
	consent,
	closing
} satisfies Record<StepId, StepServer>;
