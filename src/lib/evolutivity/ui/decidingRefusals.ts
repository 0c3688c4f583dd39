import { m } from '#lib/words/messages.js';
import { inWords, type Answer } from '../../workshop/ui/choosingAnswers.ts';

/** What may be refused where P3 is written, gated, consented to and applied. */
export const deciding: Readonly<Record<string, () => string>> = {
	'seat-needed': m.sitting_refused_seat_needed,
	'sitting-unknown': m.sitting_refused_sitting_unknown,
	'entry-unreadable': m.sitting_refused_entry_unreadable,
	'observer-plays-none': m.sitting_refused_observer_plays_none,
	'joint-not-yours': m.joint_refused_not_yours,
	'joint-consented': m.joint_refused_consented,
	'lines-none': m.joint_refused_lines_none,
	'scenario-changed-meanwhile': m.joint_refused_changed,
	'scenario-faulty': m.joint_refused_faulty,
	'scenario-empty': m.joint_refused_empty,
	'summary-missing': m.joint_refused_summary_missing,
	'summary-too-long': m.joint_refused_summary_too_long,
	'waiver-day-unreadable': m.joint_refused_waiver_day,
	'scenario-not-of-company': m.joint_refused_waiver_company,
	'scenario-unknown': m.joint_refused_waiver_unknown,
	'amendments-enough': m.joint_refused_amendments_enough,
	'amendment-missing': m.joint_refused_amendment_missing,
	'amendment-unknown': m.joint_refused_amendment_unknown,
	'amendment-answered': m.joint_refused_amendment_answered,
	'joint-scenario-missing': m.consent_not_open_joint,
	'gate-not-asked': m.consent_not_open_asked,
	'gate-outdated': m.consent_not_open_outdated,
	'gate-stands': m.consent_not_open_stands,
	'party-absent': m.consent_refused_party_absent,
	'jury-quorum-missing': m.consent_refused_quorum,
	'party-not-named': m.consent_refused_party_not_named,
	'round-already-open': m.consent_refused_already_open,
	'consent-already-obtained': m.consent_refused_already_obtained,
	'failure-unknown': m.failure_refused_unknown,
	'failure-day-missing': m.failure_refused_day_missing,
	'failure-day-past': m.failure_refused_day_past,
	'failure-reason-missing': m.failure_refused_reason_missing,
	'failure-reason-too-long': m.failure_refused_reason_too_long,
	'consent-missing': m.integration_not_yet_consent,
	'contract-missing': m.integration_not_yet_contract,
	'already-applied': m.integration_refused_applied,
	'notice-missing': m.integration_refused_notice,
	'sitting-over': m.integration_refused_over,
	'sitting-under-way': m.integration_refused_under_way,
	'cockpit-refused': m.integration_refused_cockpit
};

/** The sentence for what was refused, else the room's; undefined when nothing was. */
export const decidingSentence = (answer: Answer | null | undefined): string | undefined => inWords(answer, deciding);

/** The sentence of these acts alone; undefined where another part of the screen has its own words. */
export const decidingOwn = (answer: Answer | null | undefined): string | undefined => (answer?.refusal && Object.hasOwn(deciding, answer.refusal) ? deciding[answer.refusal]!() : undefined);
