// An element's values as they are read.
import { m } from '#lib/words/messages.js';
import { getLocale } from '#lib/words/runtime.js';
import { sayDay } from '../../design/rules/days.ts';
import { kindOf, type KindId } from '../rules/elements/kinds.ts';
import type { InvestmentState } from '../rules/investment.ts';
import { isMode } from '../rules/modes/ids.ts';
import { choiceName } from './elementWords.ts';
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

/** « 1er juin 2028 » for an ISO day. */
export const dayInWords = (day: string): string =>
	sayDay(
		new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(
			new Date(`${day}T00:00:00Z`)
		)
	);

/** « 9,96 » for a decimal as it is kept. */
export const numberInWords = (decimal: string): string =>
	new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 6 })
		.format(Number(decimal))
		.replaceAll('\u202f', '\u00a0');

/** A value as it is read; empty where nobody has said. */
export function sayValue(kind: KindId, name: string, value: unknown, among: readonly Named[] = []): string {
	if (value === null || value === undefined || value === '') return '';
	if (name === 'state' && kind === 'line') return stateName[value as InvestmentState]();
	if (name === 'mode' && typeof value === 'string' && isMode(value)) return modeName[value]();
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
		case 'own':
			return '';
		default:
			return String(value);
	}
}
