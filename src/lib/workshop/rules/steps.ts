// The registry of the workshop's steps, in their usual order.
import type { Agenda } from '../../gatherings/rules/agenda.ts';
import type { StepRegistry } from '../../gatherings/rules/step.ts';
import { rule as amendments } from './steps/amendments.ts';
import { rule as clarification } from './steps/clarification.ts';
import { rule as closing } from './steps/closing.ts';
import { rule as consent } from './steps/consent.ts';
import { rule as landscapeDots } from './steps/landscape-dots.ts';
import { rule as landscapeGrouping } from './steps/landscape-grouping.ts';
import { rule as landscapeWriting } from './steps/landscape-writing.ts';
import { rule as proposal } from './steps/proposal.ts';
import { rule as retouch } from './steps/retouch.ts';
import { rule as roles } from './steps/roles.ts';
import { rule as vote } from './steps/vote.ts';
import { rule as welcome } from './steps/welcome.ts';
import { rule as groundRules } from './steps/ground-rules.ts';
import { rule as field } from './steps/field.ts';
import { rule as scenarios } from './steps/scenarios.ts';
import { rule as matrix } from './steps/matrix.ts';
import { rule as sketch } from './steps/sketch.ts';

export const stepRules = {
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
} satisfies StepRegistry;

export type StepId = keyof typeof stepRules;

export const stepIds = Object.keys(stepRules) as readonly StepId[];

/** Steps where a hand reads the text: its words may trip (LE5). */
const read: readonly string[] = ['proposal', 'clarification', 'amendments'] satisfies StepId[];
export const isReadOnHands = (step: string | null): boolean => step !== null && read.includes(step);

/** The steps that a new workshop may have. */
export const offeredSteps: readonly StepId[] = stepIds;

/** The agenda that a new workshop begins with: every step with its usual minutes. */
export const usualAgenda = (): Agenda => ({
	version: 1,
	steps: offeredSteps.map((step) => ({ step, ...stepRules[step].usual }))
});
