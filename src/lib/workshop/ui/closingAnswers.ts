import { m } from '#lib/words/messages.js';
import type { LeftWordRefusal } from '../rules/closing.ts';
import { inWords, type Answer, type Wrong } from './choosingAnswers.ts';

/** What a hand may be told at the closing. */
export const refusals = {
	'seat-needed': () => m.choosing_refused_seat_needed(),
	'usefulness-missing': () => m.choosing_refused_usefulness_missing(),
	'word-too-long': () => m.choosing_refused_word_too_long(),
	'hours-unreadable': () => m.choosing_refused_hours_unreadable(),
	'postcard-too-long': () => m.choosing_refused_postcard_too_long()
} satisfies Record<LeftWordRefusal | 'seat-needed', () => string>;

export const sentenceFor = (answer: Answer | null | undefined): string | undefined => inWords(answer, refusals);

const fieldOf: Readonly<Record<string, string>> = { 'usefulness-missing': 'usefulness', 'word-too-long': 'word', 'hours-unreadable': 'hours', 'postcard-too-long': 'postcard' };

/** Undefined where a refusal is about no field alone. */
export function wrongIn(answer: Answer | null | undefined): Wrong | undefined {
	const field = answer?.refusal && fieldOf[answer.refusal];
	const sentence = sentenceFor(answer);
	return field && sentence ? { field, sentence } : undefined;
}
