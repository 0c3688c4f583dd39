import { m } from '#lib/words/messages.js';
import type { StepId } from '../rules/steps.ts';

/** What a workshop goes without when a step is not in its template. */
const costs = {
	welcome: () => m.templates_cost_welcome(),
	'ground-rules': () => m.templates_cost_ground_rules(),
	field: () => m.templates_cost_field(),
	'landscape-writing': () => m.templates_cost_landscape_writing(),
	'landscape-grouping': () => m.templates_cost_landscape_grouping(),
	'landscape-dots': () => m.templates_cost_landscape_dots(),
	retouch: () => m.templates_cost_retouch(),
	roles: () => m.templates_cost_roles(),
	proposal: () => m.templates_cost_proposal(),
	clarification: () => m.templates_cost_clarification(),
	amendments: () => m.templates_cost_amendments(),
	scenarios: () => m.templates_cost_scenarios(),
	matrix: () => m.templates_cost_matrix(),
	vote: () => m.templates_cost_vote(),
	consent: () => m.templates_cost_consent(),
	sketch: () => m.templates_cost_sketch(),
	closing: () => m.templates_cost_closing()
} satisfies Record<StepId, () => string>;

export const costOf = (step: string): string => (Object.hasOwn(costs, step) ? costs[step as StepId]() : '');
