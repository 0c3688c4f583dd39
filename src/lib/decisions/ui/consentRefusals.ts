import { m } from '#lib/words/messages.js';
import type { ConsentRefusal } from '../rules/consent.ts';

/** What somebody asked for consent may be told; conducting is refused to the console only. */
export const refusals = {
	'round-ended': () => m.decisions_refused_round_ended(),
	'round-unknown': () => m.decisions_refused_round_unknown(),
	'party-not-asked': () => m.decisions_refused_party_not_asked(),
	'not-yet-objections': () => m.decisions_refused_not_yet_objections(),
	'objection-without-risk': () => m.decisions_refused_objection_without_risk(),
	'objection-without-remedy': () => m.decisions_refused_objection_without_remedy(),
	'objection-too-long': () => m.decisions_refused_objection_too_long(),
	'objection-being-worked-on': () => m.decisions_refused_objection_being_worked_on(),
	'objection-unknown': () => m.decisions_refused_objection_unknown(),
	'objection-settled': () => m.decisions_refused_objection_settled(),
	'no-objection-of-yours': () => m.decisions_refused_no_objection_of_yours(),
	'not-taken-up': () => m.decisions_refused_not_taken_up(),
	'not-integrated': () => m.decisions_refused_not_integrated(),
	'answer-not-awaited': () => m.decisions_refused_answer_not_awaited(),
	'answer-empty': () => m.decisions_refused_answer_empty()
} satisfies Partial<Record<ConsentRefusal | 'round-unknown', () => string>>;
