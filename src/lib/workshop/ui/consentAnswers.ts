import { m } from '#lib/words/messages.js';
import { longestObjection } from '../../decisions/rules/consent.ts';
import { refusals as ofConsent } from '../../decisions/ui/consentRefusals.ts';
import { inWords, type Answer, type Wrong } from './choosingAnswers.ts';

/** What a hand may be told at the consent. */
export const refusals = {
	...ofConsent,
	'seat-needed': () => m.choosing_refused_seat_needed(),
	'round-not-open': () => m.choosing_refused_round_not_open(),
	'not-the-elected-official': () => m.choosing_refused_not_the_elected_official()
} satisfies Record<'seat-needed' | 'round-not-open' | 'not-the-elected-official' | keyof typeof ofConsent, () => string>;

export const sentenceFor = (answer: Answer | null | undefined): string | undefined => inWords(answer, refusals);

const fieldOf: Readonly<Record<string, string>> = { 'objection-without-risk': 'risk', 'objection-without-remedy': 'wouldLift', 'answer-empty': 'text' };

/** Undefined where a refusal is about no field alone. */
export function wrongIn(answer: Answer | null | undefined): Wrong | undefined {
	if (!answer?.refusal) return undefined;
	const tooLong = Object.entries(answer.fields ?? {}).find(([, text]) => text.trim().length > longestObjection)?.[0];
	const field = answer.refusal === 'objection-too-long' ? tooLong : fieldOf[answer.refusal];
	const sentence = sentenceFor(answer);
	return field && sentence ? { field, sentence } : undefined;
}
