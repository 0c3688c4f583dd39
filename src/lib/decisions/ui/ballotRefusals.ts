import { m } from '#lib/words/messages.js';
import type { CastRefusal } from '../server/ballots.ts';

/** What a voter may be told; opening and counting are refused to the console only. */
export const refusals = {
	'vote-closed': () => m.decisions_refused_vote_closed(),
	'vote-cancelled': () => m.decisions_refused_vote_cancelled(),
	'ballot-already-in': () => m.decisions_refused_ballot_already_in(),
	'voter-not-on-roll': () => m.decisions_refused_voter_not_on_roll(),
	'ballot-incomplete': () => m.decisions_refused_ballot_incomplete(),
	'ballot-not-of-this-vote': () => m.decisions_refused_ballot_not_of_this_vote(),
	'box-unknown': () => m.decisions_refused_box_unknown(),
	'box-key-lost': () => m.decisions_refused_box_key_lost(),
} satisfies Record<CastRefusal, () => string>;
