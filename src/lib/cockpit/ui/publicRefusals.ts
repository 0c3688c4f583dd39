import { m } from '#lib/words/messages.js';
import type { AudienceRefusal, PublishRefusal, WithdrawRefusal, WordsRefusal } from '../rules/publication.ts';
import { sentenceFor } from './elementValues.ts';

const refusals = {
	'public-words-too-long': () => m.public_refused_words_long(),
	'public-words-changed': () => m.public_refused_words_changed(),
	'publication-nothing-public': () => m.public_refused_nothing(),
	'publication-read-again': () => m.public_refused_read_again(),
	'publication-nothing-new': () => m.public_refused_nothing_new(),
	'publication-rehearsal': () => m.public_refused_rehearsal(),
	'publication-unknown': () => m.public_refused_unknown(),
	'publication-withdrawn-already': () => m.public_refused_already(),
	'publication-reason-missing': () => m.public_refused_reason(),
	'publication-reason-too-long': () => m.public_refused_reason_long(),
	'audience-unknown': () => m.public_refused_audience()
} satisfies Record<
	WordsRefusal | PublishRefusal | WithdrawRefusal | AudienceRefusal | 'public-words-changed' | 'publication-rehearsal',
	() => string
>;

/** The sentence for what was refused of a publication. */
export const publicSentence = (refusal: string): string =>
	Object.hasOwn(refusals, refusal) ? refusals[refusal as keyof typeof refusals]() : sentenceFor(refusal);
