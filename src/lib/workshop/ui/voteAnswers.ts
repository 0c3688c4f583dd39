import { m } from '#lib/words/messages.js';
import { refusals as ofBallots } from '../../decisions/ui/ballotRefusals.ts';
import { inWords, type Answer } from './choosingAnswers.ts';

/** What a hand may be told at the vote. */
export const refusals = {
	...ofBallots,
	'vote-not-open': () => m.choosing_refused_vote_not_open(),
	'seat-needed': () => m.choosing_refused_seat_needed()
} satisfies Record<'vote-not-open' | 'seat-needed' | keyof typeof ofBallots, () => string>;

export const sentenceFor = (answer: Answer | null | undefined): string | undefined => inWords(answer, refusals);
