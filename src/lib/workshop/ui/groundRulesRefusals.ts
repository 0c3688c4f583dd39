import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as verbs from '../server/groundRules.ts';
import { inWords, type Answer } from './choosingAnswers.ts';

type OfFrame = {
	[Verb in keyof typeof verbs]: (typeof verbs)[Verb] extends (...args: never[]) => unknown ? ReasonOf<(typeof verbs)[Verb]> : never;
}[keyof typeof verbs];

const refusals = {
	'objective-missing': () => m.field_rules_refused_objective_missing(),
	'objective-too-long': () => m.field_rules_refused_objective_too_long(),
	'body-too-long': () => m.field_rules_refused_body_too_long(),
	'concern-missing': () => m.field_rules_refused_concern_missing(),
	'concern-too-long': () => m.field_rules_refused_concern_too_long(),
	'too-many-concerns': () => m.field_rules_refused_too_many(),
	'concern-unknown': () => m.field_rules_refused_unknown(),
	'seat-needed': () => m.field_refused_seat_needed()
} satisfies Record<OfFrame, () => string>;

/** The sentence for what was refused of the frame, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, refusals);
