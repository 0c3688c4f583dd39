import { m } from '#lib/words/messages.js';
import { ofLine, wrongField } from '../../cockpit/ui/refusals.ts';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as verbs from '../server/sketches.ts';
import { inWords, type Answer, type Wrong } from './choosingAnswers.ts';
import { ofSuggesting } from './suggestionRefusals.ts';

type OfSketch = {
	[Verb in keyof typeof verbs]: (typeof verbs)[Verb] extends (...args: never[]) => unknown ? ReasonOf<(typeof verbs)[Verb]> : never;
}[keyof typeof verbs];

/** What may be refused to whoever writes the sketch. */
const refusals = { ...ofLine, ...ofSuggesting, 'sketch-empty': () => m.strategy_refused_sketch_empty() } satisfies Record<OfSketch, () => string>;

/** The sentence for what was refused at the sketch, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, refusals);

/** The field of a line to mend; undefined where a refusal is about none alone. */
export function wrongIn(answer: Answer | null | undefined): Wrong | undefined {
	const field = answer?.refusal && answer.fields && wrongField(answer.refusal, answer.fields);
	const sentence = sentenceFor(answer);
	return field && sentence ? { field, sentence } : undefined;
}
