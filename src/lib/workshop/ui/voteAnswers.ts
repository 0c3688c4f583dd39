import { m } from '#lib/words/messages.js';
import { refusals as ofBallots } from '../../decisions/ui/ballotRefusals.ts';
import { inWords, type Answer } from './choosingAnswers.ts';

/** What a hand may be told at the vote. */
export const refusals = {
	...ofBallots,
	'vote-not-open': () => m.choosing_refused_vote_not_open(),
	'seat-needed': () => m.choosing_refused_seat_needed(),
	'made-see-too-long': () => m.choosing_refused_made_see_too_long(),
	'role-not-taken': () => m.choosing_refused_role_not_taken()
} satisfies Record<'vote-not-open' | 'seat-needed' | 'made-see-too-long' | 'role-not-taken' | keyof typeof ofBallots, () => string>;

export const sentenceFor = (answer: Answer | null | undefined): string | undefined => inWords(answer, refusals);
