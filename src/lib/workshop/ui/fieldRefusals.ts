import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as verbs from '../server/fieldShows.ts';
import { inWords, type Answer } from './choosingAnswers.ts';

type OfField = {
	[Verb in keyof typeof verbs]: (typeof verbs)[Verb] extends (...args: never[]) => unknown ? ReasonOf<(typeof verbs)[Verb]> : never;
}[keyof typeof verbs];

const refusals = {
	'material-chosen-twice': () => m.field_refused_chosen_twice(),
	'material-not-ready': () => m.field_refused_not_ready(),
	'material-not-chosen': () => m.field_refused_not_chosen(),
	'nothing-to-play': () => m.field_refused_nothing_to_play(),
	'material-not-shown': () => m.field_refused_not_shown(),
	'note-too-long': () => m.field_refused_note_too_long(),
	'reaction-missing': () => m.field_refused_reaction_missing(),
	'seat-needed': () => m.field_refused_seat_needed()
} satisfies Record<OfField, () => string>;

/** The sentence for what was refused of the field, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, refusals);
