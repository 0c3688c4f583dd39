import { m } from '#lib/words/messages.js';
import type { StepId } from '../rules/steps.ts';

export type { StepId } from '../rules/steps.ts';

interface StepWords {
	readonly title: () => string;
	/** what the step asks, in one sentence, to whoever looks */
	readonly entry: () => string;
}

/** The names of the steps. The screens of each kind have a registry of their own (`hands.ts`, `screens.ts`, `desks.ts`), so that a hand never loads the wall. */
export const steps = {
	welcome: { title: () => m.workshop_step_welcome(), entry: () => m.workshop_entry_welcome() },
	'landscape-writing': {
		title: () => m.workshop_step_landscape_writing(),
		entry: () => m.workshop_entry_landscape_writing()
	},
	'landscape-grouping': {
		title: () => m.workshop_step_landscape_grouping(),
		entry: () => m.workshop_entry_landscape_grouping()
	},
	'landscape-dots': {
		title: () => m.workshop_step_landscape_dots(),
		entry: () => m.workshop_entry_landscape_dots()
	},
	retouch: { title: () => m.workshop_step_retouch(), entry: () => m.workshop_entry_retouch() },
	roles: { title: () => m.workshop_step_roles(), entry: () => m.workshop_entry_roles() },
	proposal: { title: () => m.workshop_step_proposal(), entry: () => m.workshop_entry_proposal() },
	clarification: { title: () => m.workshop_step_clarification(), entry: () => m.workshop_entry_clarification() },
	amendments: { title: () => m.workshop_step_amendments(), entry: () => m.workshop_entry_amendments() },
	vote: { title: () => m.workshop_step_vote(), entry: () => m.workshop_entry_vote() },
	consent: { title: () => m.workshop_step_consent(), entry: () => m.workshop_entry_consent() },
	closing: { title: () => m.workshop_step_closing(), entry: () => m.workshop_entry_closing() }
} satisfies Record<StepId, StepWords>;

export const isStep = (step: string): step is StepId => Object.hasOwn(steps, step);
