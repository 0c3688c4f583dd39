// What may be refused to whoever listens to the proposal: apart, because a juror's phone carries nothing of the draft.
import { m } from '#lib/words/messages.js';
import { inWords, type Answer } from './choosingAnswers.ts';

export const ofListening = {
	'proposal-not-sealed': () => m.proposing_refused_not_sealed(),
	'passage-unknown': () => m.proposing_refused_passage_unknown(),
	'note-too-long': () => m.proposing_refused_note_too_long(),
	'bookmark-needs-seat': () => m.proposing_refused_bookmark_needs_seat()
};

/** The sentence for what was refused to a hand that listens, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, ofListening);
