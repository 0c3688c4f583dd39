import { m } from '#lib/words/messages.js';
import { refusals as ofRoom } from '../../gatherings/ui/handRefusals.ts';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as lexicon from '../server/lexicon.ts';

type LexiconRefusal = ReasonOf<(typeof lexicon)['tap' | 'explain' | 'withdraw']>;

export const refusals = {
	'word-missing': () => m.lexicon_refused_word_missing(),
	'word-too-long': () => m.lexicon_refused_word_too_long(),
	'taps-too-many': () => m.lexicon_refused_taps_too_many(),
	'meaning-missing': () => m.lexicon_refused_meaning_missing(),
	'meaning-too-long': () => m.lexicon_refused_meaning_too_long(),
	'word-unknown': () => m.lexicon_refused_word_unknown(),
	'gathering-closed': ofRoom['gathering-closed'],
	'seat-waiting': ofRoom['seat-waiting'],
	'seat-expelled': ofRoom['seat-expelled']
} satisfies Record<LexiconRefusal, () => string>;

/** The sentence of what the lexicon refused; undefined where it was not the lexicon that refused. */
export const sentenceFor = (reason: string | undefined): string | undefined =>
	reason !== undefined && Object.hasOwn(refusals, reason) ? refusals[reason as LexiconRefusal]() : undefined;
