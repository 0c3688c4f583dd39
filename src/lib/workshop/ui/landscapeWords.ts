import { m } from '#lib/words/messages.js';
import type { DotsRefusal } from '../../decisions/rules/dots.ts';
import { refusalInWords } from '../../gatherings/ui/handRefusals.ts';
import type { SourceRefusal } from '../rules/field.ts';
import type { Kind, WritingRefusal, Zone } from '../rules/landscape.ts';

export const questionOf = {
	needs: () => m.landscape_question_needs(),
	resources: () => m.landscape_question_resources(),
	innovation: () => m.landscape_question_innovation(),
	constraints: () => m.landscape_question_constraints()
} satisfies Record<Zone, () => string>;

export const kindName = {
	need: () => m.landscape_kind_need(),
	actor: () => m.landscape_kind_actor(),
	expertise: () => m.landscape_kind_expertise(),
	resource: () => m.landscape_kind_resource(),
	innovation: () => m.landscape_kind_innovation(),
	experiment: () => m.landscape_kind_experiment(),
	constraint: () => m.landscape_kind_constraint(),
	opportunity: () => m.landscape_kind_opportunity()
} satisfies Record<Kind, () => string>;

export const refusals = {
	'text-missing': () => m.landscape_refused_text_missing(),
	'text-too-long': () => m.landscape_refused_text_too_long(),
	'writing-closed': () => m.landscape_refused_writing_closed(),
	'no-card-left': () => m.landscape_refused_no_card_left(),
	'not-your-card': () => m.landscape_refused_not_your_card(),
	'card-revealed': () => m.landscape_refused_card_revealed(),
	'card-unknown': () => m.landscape_refused_card_unknown(),
	'seat-needed': () => m.landscape_refused_seat_needed(),
	'source-unknown': () => m.field_refused_source_unknown(),
	'dots-closed': () => m.landscape_refused_dots_closed(),
	'no-dot-left': () => m.landscape_refused_no_dot_left(),
	'no-dot-there': () => m.landscape_refused_no_dot_there(),
	'nothing-to-dot': () => m.landscape_refused_nothing_to_dot(),
	'no-dots-for-you': () => m.landscape_refused_no_dots_for_you()
} satisfies Record<WritingRefusal | SourceRefusal | DotsRefusal | 'card-unknown', () => string>;

/** What a step's form was answered. */
export interface Answer {
	readonly refusal?: string;
	readonly act?: string;
	readonly done?: string;
	readonly fields?: Readonly<Record<string, string>>;
}

/** The sentence of what was refused: this feature's own, else the room's. */
export function sentenceFor(answer: Answer | null | undefined): string | undefined {
	if (!answer?.refusal) return undefined;
	return Object.hasOwn(refusals, answer.refusal)
		? refusals[answer.refusal as keyof typeof refusals]()
		: refusalInWords(answer.refusal);
}
