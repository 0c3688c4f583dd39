// The words that the record, its threads and its replay share: the steps of a workshop, and how a round of consent ended.
import { m } from '../../words/messages.js';
import type { RecordedRound } from '../rules/record.ts';

export const stepNames: Readonly<Record<string, () => string>> = {
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
};

export const consentStates = {
	running: m.workshop_record_consent_running,
	unfinished: m.workshop_record_consent_unfinished,
	obtained: m.workshop_record_consent_obtained,
	postponed: m.workshop_record_consent_postponed,
	'kept-on-record': m.workshop_record_consent_kept_on_record,
	'set-aside': m.workshop_record_consent_set_aside
} satisfies Record<NonNullable<RecordedRound['state']>, () => string>;
