// What may be refused to whoever writes an amendment: apart, because a juror's phone carries neither the pen nor the desk.
import { m } from '#lib/words/messages.js';
import { inWords, type Answer, type Wrong } from './choosingAnswers.ts';

export const ofWriting = {
	'proposal-not-sealed': () => m.amending_refused_proposal_not_sealed(),
	'not-a-voice': () => m.amending_refused_not_a_voice(),
	'amendments-too-many': () => m.amending_refused_too_many(),
	'amendments-spent': () => m.amending_refused_spent(),
	'passage-missing': () => m.amending_refused_passage_missing(),
	'passage-unknown': () => m.amending_refused_passage_unknown(),
	'amendment-text-missing': () => m.amending_refused_text_missing(),
	'amendment-text-too-long': () => m.amending_refused_text_too_long(),
	'amendment-text-unchanged': () => m.amending_refused_text_unchanged(),
	'reason-missing': () => m.amending_refused_reason_missing(),
	'reason-too-long': () => m.amending_refused_reason_too_long(),
	'need-unknown': () => m.amending_refused_need_unknown(),
	'effect-unknown': () => m.amending_refused_effect_unknown(),
	'amendment-unknown': () => m.amending_refused_unknown(),
	'not-your-amendment': () => m.amending_refused_not_yours(),
	'amendment-settled': () => m.amending_refused_settled(),
	'amendment-private': () => m.amending_refused_private(),
	'amendment-shown': () => m.amending_refused_shown(),
	'turn-not-begun': () => m.amending_refused_turn_not_begun(),
	'seat-needed': () => m.amending_refused_seat_needed()
};

/** The sentence for what was refused to a hand that writes, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, ofWriting);

const fieldOf: Readonly<Record<string, string>> = {
	'passage-missing': 'passage',
	'passage-unknown': 'passage',
	'amendment-text-missing': 'text',
	'amendment-text-too-long': 'text',
	'amendment-text-unchanged': 'text',
	'reason-missing': 'reason',
	'reason-too-long': 'reason'
};

/** The field of an amendment to mend; undefined where a refusal is about none alone. */
export function wrongIn(answer: Answer | null | undefined): Wrong | undefined {
	if (answer?.act !== 'write' && answer?.act !== 'rewrite') return undefined;
	const field = answer.refusal && fieldOf[answer.refusal];
	const sentence = sentenceFor(answer);
	return field && sentence ? { field, sentence } : undefined;
}
