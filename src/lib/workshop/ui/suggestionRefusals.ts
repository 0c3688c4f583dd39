// What may be refused to a hand at the sketch: apart, because a juror's phone carries nothing of the pen.
import { m } from '#lib/words/messages.js';
import type { SuggestionRefusal } from '../rules/sketch.ts';
import { inWords, type Answer } from './choosingAnswers.ts';

export const ofSuggesting = {
	'suggestion-missing': () => m.strategy_refused_suggestion_missing(),
	'suggestion-too-long': () => m.strategy_refused_suggestion_too_long(),
	'suggestions-too-many': () => m.strategy_refused_suggestions_too_many(),
	'suggestion-unknown': () => m.strategy_refused_suggestion_unknown(),
	'suggestion-settled': () => m.strategy_refused_suggestion_settled(),
	'sketch-frozen': () => m.strategy_refused_sketch_frozen(),
	'seat-needed': () => m.strategy_refused_seat_needed(),
	'line-unknown': () => m.cockpit_refused_line_unknown(),
	'not-the-buyer': () => m.strategy_refused_not_the_buyer(),
	'mode-unknown': () => m.cockpit_refused_mode_unknown()
} satisfies Record<SuggestionRefusal | 'suggestion-unknown' | 'suggestion-settled' | 'seat-needed' | 'line-unknown' | 'not-the-buyer' | 'mode-unknown', () => string>;

export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, ofSuggesting);
