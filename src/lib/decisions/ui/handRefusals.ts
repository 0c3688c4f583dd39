import { m } from '#lib/words/messages.js';
import type { ConsentRefusal } from '../rules/consent.ts';
import type { CastRefusal } from '../server/ballots.ts';

/** What a voter or somebody asked for consent may be told; opening, counting and conducting are refused to the console only. */
export const refusals = {
	'vote-closed': () => m.decisions_refused_vote_closed(),
	'vote-cancelled': () => m.decisions_refused_vote_cancelled(),
	'voter-not-on-roll': () => m.decisions_refused_voter_not_on_roll(),
	'ballot-incomplete': () => m.decisions_refused_ballot_incomplete(),
	'ballot-not-of-this-vote': () => m.decisions_refused_ballot_not_of_this_vote(),
	'box-unknown': () => m.decisions_refused_box_unknown(),
	'box-key-lost': () => m.decisions_refused_box_key_lost(),
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
} satisfies Record<CastRefusal, () => string> & Partial<Record<ConsentRefusal | 'round-unknown', () => string>>;
