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
import { step as groundRules } from './steps/ground-rules.ts';
import { step as field } from './steps/field.ts';
import { step as scenarios } from './steps/scenarios.ts';
import { step as matrix } from './steps/matrix.ts';
import { step as sketch } from './steps/sketch.ts';

export const stepServers = {
	welcome,
	'ground-rules': groundRules,
	field,
	'landscape-writing': landscapeWriting,
	'landscape-grouping': landscapeGrouping,
	'landscape-dots': landscapeDots,
	retouch,
	roles,
	proposal,
	clarification,
	amendments,
	scenarios,
	matrix,
	vote,
	consent,
	sketch,
	closing
} satisfies Record<StepId, StepServer>;
