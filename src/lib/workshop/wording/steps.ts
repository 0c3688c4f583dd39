// The names of the steps. The screens of each kind have a registry of their own (`hands.ts`, `screens.ts`, `desks.ts`), so that a hand never loads the wall.
import { m } from '../../words/messages.js';
import type { StepId } from '../rules/steps.ts';

const titles = {
	welcome: m.workshop_step_welcome,
	'ground-rules': m.workshop_step_ground_rules,
	field: m.workshop_step_field,
	'landscape-writing': m.workshop_step_landscape_writing,
	'landscape-grouping': m.workshop_step_landscape_grouping,
	'landscape-dots': m.workshop_step_landscape_dots,
	retouch: m.workshop_step_retouch,
	roles: m.workshop_step_roles,
	proposal: m.workshop_step_proposal,
	clarification: m.workshop_step_clarification,
	amendments: m.workshop_step_amendments,
	scenarios: m.workshop_step_scenarios,
	matrix: m.workshop_step_matrix,
	vote: m.workshop_step_vote,
	consent: m.workshop_step_consent,
	sketch: m.workshop_step_sketch,
	closing: m.workshop_step_closing
} satisfies Record<StepId, () => string>;

export const isStep = (step: string): step is StepId => Object.hasOwn(titles, step);

/** The name of a step by its word in an agenda; the word itself where this release knows none. */
export const stepTitle = (step: string): string => (isStep(step) ? titles[step]() : step);
