import { m } from '#lib/words/messages.js';
import type { StepId } from '../rules/steps.ts';

export type { StepId } from '../rules/steps.ts';

interface StepWords {
	readonly title: () => string;
}

/** The names of the steps. The screens of each kind have a registry of their own (`hands.ts`, `screens.ts`, `desks.ts`), so that a hand never loads the wall. */
export const steps = {
	welcome: { title: () => m.workshop_step_welcome() },
	'ground-rules': { title: () => m.workshop_step_ground_rules() },
	field: { title: () => m.workshop_step_field() },
	'landscape-writing': {
		title: () => m.workshop_step_landscape_writing()
	},
	'landscape-grouping': {
		title: () => m.workshop_step_landscape_grouping()
	},
	'landscape-dots': {
		title: () => m.workshop_step_landscape_dots()
	},
	retouch: { title: () => m.workshop_step_retouch() },
	roles: { title: () => m.workshop_step_roles() },
	proposal: { title: () => m.workshop_step_proposal() },
	clarification: { title: () => m.workshop_step_clarification() },
	amendments: { title: () => m.workshop_step_amendments() },
	scenarios: { title: () => m.workshop_step_scenarios() },
	matrix: { title: () => m.workshop_step_matrix() },
	vote: { title: () => m.workshop_step_vote() },
	consent: { title: () => m.workshop_step_consent() },
	sketch: { title: () => m.workshop_step_sketch() },
	closing: { title: () => m.workshop_step_closing() }
} satisfies Record<StepId, StepWords>;

export const isStep = (step: string): step is StepId => Object.hasOwn(steps, step);
