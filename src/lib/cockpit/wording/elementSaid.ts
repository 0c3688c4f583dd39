// An element's values as they are read.
import { m } from '#lib/words/messages.js';
import { kindOf, type KindId } from '../rules/elements/kinds.ts';
import type { InvestmentState } from '../rules/investment.ts';
import { isCockpitMode } from '../rules/modes/ids.ts';
import { choiceName } from './elementWords.ts';
import { dayInWords, numberInWords, pointsInWords } from './figures.ts';
import { inEuros, modeName } from './modes.ts';

/** An element as a list of choices names it. */
export interface Named {
	readonly id: string;
	readonly label: string;
}

export const stateName = {
	proposed: m.elements_state_proposed,
	consolidated: m.elements_state_consolidated,
	adopted: m.elements_state_adopted,
	'in-execution': m.elements_state_in_execution,
	ended: m.elements_state_ended,
	abandoned: m.elements_state_abandoned
} satisfies Record<InvestmentState, () => string>;

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
			return (value as readonly string[]).flatMap((id) => among.find((one) => one.id === id)?.label ?? []).join(' · ');
		case 'rate':
			return pointsInWords(Number(value));
		case 'own':
			return spokenOwn[name]?.(String(value)) ?? '';
		default:
			return String(value);
	}
}
