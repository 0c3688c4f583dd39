// What is worth practising in each step, in one or two sentences.
import { m } from '#lib/words/messages.js';
import type { StepId } from '../../workshop/rules/steps.ts';

const worth = {
	welcome: m.rehearsal_practise_welcome,
	'ground-rules': m.rehearsal_practise_ground_rules,
	field: m.rehearsal_practise_field,
	'landscape-writing': m.rehearsal_practise_landscape_writing,
	'landscape-grouping': m.rehearsal_practise_landscape_grouping,
	'landscape-dots': m.rehearsal_practise_landscape_dots,
	retouch: m.rehearsal_practise_retouch,
	roles: m.rehearsal_practise_roles,
	proposal: m.rehearsal_practise_proposal,
	clarification: m.rehearsal_practise_clarification,
	amendments: m.rehearsal_practise_amendments,
	scenarios: m.rehearsal_practise_scenarios,
	matrix: m.rehearsal_practise_matrix,
	vote: m.rehearsal_practise_vote,
	consent: m.rehearsal_practise_consent,
	sketch: m.rehearsal_practise_sketch,
	closing: m.rehearsal_practise_closing
} satisfies Record<StepId, () => string>;

export const practise = (step: string): string | null => (Object.hasOwn(worth, step) ? worth[step as StepId]() : null);
