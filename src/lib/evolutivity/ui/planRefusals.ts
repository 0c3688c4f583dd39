import { m } from '#lib/words/messages.js';

/** What may be refused as a sitting is planned or prepared. */
const refusals: Readonly<Record<string, () => string>> = {
	'sitting-not-ready': m.sitting_refused_sitting_not_ready,
	'clause-unknown': m.sitting_refused_clause_unknown,
	'request-taken': m.sitting_refused_request_taken,
	'title-missing': m.sitting_refused_title_missing,
	'title-too-long': m.sitting_refused_title_too_long,
	'agenda-malformed': m.sitting_refused_agenda_malformed,
	'time-unknown': m.sitting_refused_time_unknown,
	'gate-holder-unfit': m.sitting_refused_gate_holder_unfit,
	'gathering-closed': m.sitting_refused_gathering_closed,
	'sitting-begun': m.sitting_refused_sitting_begun,
	'sitting-unknown': m.sitting_refused_sitting_unknown,
	'state-of-play-being-read': m.sitting_refused_state_of_play_being_read
};

export const planSentence = (reason: string): string => (Object.hasOwn(refusals, reason) ? refusals[reason]!() : m.gatherings_refusal_act_unreadable());
