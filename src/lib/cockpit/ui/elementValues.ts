// What is said where a value of an element was refused; how values are read is in wording/.
import { m } from '#lib/words/messages.js';
import type { FieldWrong, Values } from '../rules/elements/changes.ts';
import type { ElementRefusal } from '../server/elements.ts';

export { isSaid, sayValue, stateName, type Named } from '../wording/elementSaid.ts';
export { dayInWords, numberInWords, pointsInWords } from '../wording/figures.ts';

/** What a form that was refused brings back. */
export interface Answer {
	readonly act: string;
	readonly refusal: string;
	readonly fields: Readonly<Record<string, string>>;
	readonly wrongs?: readonly FieldWrong[];
	readonly contested?: Values;
	readonly revision?: number;
	readonly named?: string;
}

export const wrongWords = {
	'field-missing': () => m.elements_wrong_field_missing(),
	'words-too-long': () => m.elements_wrong_words_too_long(),
	'day-unreadable': () => m.elements_wrong_day_unreadable(),
	'count-unreadable': () => m.elements_wrong_count_unreadable(),
	'rate-unreadable': () => m.lines_wrong_rate_unreadable(),
	'number-unreadable': () => m.elements_wrong_number_unreadable(),
	'choice-unknown': () => m.elements_wrong_choice_unknown(),
	'amount-negative': () => m.elements_wrong_amount_negative(),
	'amount-unreadable': () => m.elements_wrong_amount_unreadable(),
	'amount-too-large': () => m.elements_wrong_amount_too_large(),
	'ends-before-it-begins': () => m.elements_wrong_ends_before(),
	'target-before-baseline': () => m.elements_wrong_target_before(),
	'measured-to-come': () => m.elements_wrong_measured_to_come()
} satisfies Record<FieldWrong['reason'], () => string>;

export const refusals = {
	'fields-wrong': () => m.elements_refused_fields_wrong(),
	'element-unknown': () => m.elements_refused_element_unknown(),
	'element-of-sitting': () => m.elements_refused_element_of_sitting(),
	'element-gone': () => m.elements_refused_element_gone(),
	'changed-meanwhile': () => m.elements_refused_changed_meanwhile(),
	'parent-unfit': () => m.elements_refused_parent_unfit(),
	'reference-unknown': () => m.elements_refused_reference_unknown(),
	'fields-hidden': () => m.forms_refused_fields_hidden(),
	'dependencies-loop': () => m.cockpit_road_loop(),
	'words-of-another': () => m.forms_refused_words_of_another(),
	'formula-unreadable': () => m.indicators_refused_formula_unreadable(),
	'formula-too-long': () => m.indicators_refused_formula_too_long(),
	'formula-unknown-code': () => m.indicators_refused_formula_unknown_code(),
	'formula-circular': () => m.indicators_refused_formula_circular(),
	'allotment-unsaid': () => m.lines_refused_allotment_unsaid(),
	'use-above-share': () => m.lines_refused_use_above_share(),
	'use-above-allotment': () => m.lines_refused_use_above_allotment(),
	'true-day-unreadable': () => m.elements_refused_true_day_unreadable(),
	'true-day-to-come-far': () => m.elements_refused_true_day_to_come_far(),
	'not-sent': () => m.elements_refused_not_sent()
} satisfies Record<ElementRefusal | 'not-sent', () => string>;

/** The sentence for what was refused of an element. */
export const sentenceFor = (refusal: string, named?: string): string =>
	refusal === 'dependencies-loop' && named
		? m.cockpit_road_loop_named({ names: named })
		: Object.hasOwn(refusals, refusal)
			? refusals[refusal as keyof typeof refusals]()
			: m.elements_act_unreadable();
