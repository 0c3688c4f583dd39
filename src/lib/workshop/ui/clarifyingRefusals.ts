import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as verbs from '../server/questions.ts';
import { inWords, type Answer } from './choosingAnswers.ts';

type OfClarifying = {
	[Verb in keyof typeof verbs]: (typeof verbs)[Verb] extends (...args: never[]) => unknown ? ReasonOf<(typeof verbs)[Verb]> : never;
}[keyof typeof verbs];

const refusals = {
	'question-missing': () => m.clarifying_refused_missing(),
	'question-too-long': () => m.clarifying_refused_too_long(),
	'question-already-asked': () => m.clarifying_refused_already(),
	'answer-too-long': () => m.clarifying_refused_answer_too_long(),
	'question-unknown': () => m.clarifying_refused_unknown(),
	'question-settled': () => m.clarifying_refused_settled(),
	'not-your-question': () => m.clarifying_refused_not_yours(),
	'merge-of-one': () => m.clarifying_refused_merge_of_one(),
	'asks-nothing': () => m.clarifying_asks_nothing(),
	'seat-needed': () => m.clarifying_refused_seat_needed()
} satisfies Record<OfClarifying, () => string>;

/** The sentence for what was refused among the questions, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, refusals);
