// An element's values as they are read, and what is said where one was refused.
import { m } from '#lib/words/messages.js';
import type { FieldWrong, Values } from '../rules/elements/changes.ts';
import { kindOf, type KindId } from '../rules/elements/kinds.ts';
import type { InvestmentState } from '../rules/investment.ts';
import { isCockpitMode } from '../rules/modes/ids.ts';
import type { ElementRefusal } from '../server/elements.ts';
import { dayInWords, numberInWords, pointsInWords } from '../wording/figures.ts';
import { inEuros, modeName } from '../wording/modes.ts';
import { choiceName } from './elementWords.ts';

/** An element as a list of choices names it. */
export interface Named {
	readonly id: string;
	readonly label: string;
}

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
	'amount-too-large': () => m.elements_wrong_amount_too_large()
} satisfies Record<FieldWrong['reason'], () => string>;

export const refusals = {
	'fields-wrong': () => m.elements_refused_fields_wrong(),
	'element-unknown': () => m.elements_refused_element_unknown(),
	'element-gone': () => m.elements_refused_element_gone(),
	'changed-meanwhile': () => m.elements_refused_changed_meanwhile(),
	'parent-unfit': () => m.elements_refused_parent_unfit(),
	'reference-unknown': () => m.elements_refused_reference_unknown(),
	'dependencies-loop': () => m.cockpit_road_loop(),
	'allotment-unsaid': () => m.lines_refused_allotment_unsaid(),
	'use-above-share': () => m.lines_refused_use_above_share(),
	'use-above-allotment': () => m.lines_refused_use_above_allotment(),
	'true-day-unreadable': () => m.elements_refused_true_day_unreadable(),
	'true-day-to-come-far': () => m.elements_refused_true_day_to_come_far()
} satisfies Record<ElementRefusal, () => string>;

/** The sentence for what was refused of an element. */
export const sentenceFor = (refusal: string, named?: string): string =>
	refusal === 'dependencies-loop' && named
		? m.cockpit_road_loop_named({ names: named })
		: Object.hasOwn(refusals, refusal)
			? refusals[refusal as ElementRefusal]()
			: m.elements_act_unreadable();

export const stateName = {
	proposed: m.elements_state_proposed,
	consolidated: m.elements_state_consolidated,
	adopted: m.elements_state_adopted,
	'in-execution': m.elements_state_in_execution,
	ended: m.elements_state_ended,
	abandoned: m.elements_state_abandoned
} satisfies Record<InvestmentState, () => string>;

export { dayInWords, numberInWords, pointsInWords } from '../wording/figures.ts';

/** What is said of fields that an act of their own writes. */
export const spokenOwn: Readonly<Record<string, (value: string) => string>> = {
	state: (value) => stateName[value as InvestmentState](),
	mode: (value) => (isCockpitMode(value) ? modeName[value]() : value),
	deliberation: (value) => value,
	adoptedOn: dayInWords,
	stateReason: (value) => value,
	file: () => m.lines_file_kept()
};

/** A value as it is read; empty where nobody has said. */
export function sayValue(kind: KindId, name: string, value: unknown, among: readonly Named[] = []): string {
	if (value === null || value === undefined || value === '') return '';
	switch (kindOf(kind).fields[name]?.control) {
		case 'day':
			return dayInWords(String(value));
		case 'euros':
			return inEuros(Number(value));
		case 'number':
			return numberInWords(String(value));
		case 'choice':
			return choiceName[value as keyof typeof choiceName]();
		case 'mark':
			return value === true ? m.elements_mark_yes() : m.elements_mark_no();
		case 'references':
			return (value as readonly string[])
				.flatMap((id) => among.find((one) => one.id === id)?.label ?? [])
				.join(' · ');
		case 'rate':
			return pointsInWords(Number(value));
		case 'own':
			return spokenOwn[name]?.(String(value)) ?? '';
		default:
			return String(value);
	}
}
