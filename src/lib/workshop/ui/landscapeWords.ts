import { m } from '#lib/words/messages.js';
import type { ZoneRefusal } from '../../boards/rules/frozenZones.ts';
import type { DotsRefusal } from '../../decisions/rules/dots.ts';
import { refusalInWords } from '../../gatherings/ui/handRefusals.ts';
import type { SourceRefusal } from '../rules/field.ts';
import type { WritingRefusal, Zone } from '../rules/landscape.ts';

export const questionOf = {
	needs: () => m.landscape_question_needs(),
	resources: () => m.landscape_question_resources(),
	innovation: () => m.landscape_question_innovation(),
	constraints: () => m.landscape_question_constraints()
} satisfies Record<Zone, () => string>;

export const refusals = {
	'text-missing': () => m.landscape_refused_text_missing(),
	'text-too-long': () => m.landscape_refused_text_too_long(),
	'writing-closed': () => m.landscape_refused_writing_closed(),
	'no-card-left': () => m.landscape_refused_no_card_left(),
	'not-your-card': () => m.landscape_refused_not_your_card(),
	'card-revealed': () => m.landscape_refused_card_revealed(),
	'card-unknown': () => m.landscape_refused_card_unknown(),
	'zone-frozen-already': () => m.landscape_refused_zone_frozen_already(),
	'zone-not-frozen': () => m.landscape_refused_zone_not_frozen(),
	'board-unknown': () => m.landscape_refused_board_unknown(),
	'seat-needed': () => m.landscape_refused_seat_needed(),
	'source-unknown': () => m.field_refused_source_unknown(),
	'dots-closed': () => m.landscape_refused_dots_closed(),
	'no-dot-left': () => m.landscape_refused_no_dot_left(),
	'no-dot-there': () => m.landscape_refused_no_dot_there(),
	'nothing-to-dot': () => m.landscape_refused_nothing_to_dot(),
	'no-dots-for-you': () => m.landscape_refused_no_dots_for_you()
} satisfies Record<WritingRefusal | SourceRefusal | DotsRefusal | ZoneRefusal | 'card-unknown' | 'board-unknown', () => string>;

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
