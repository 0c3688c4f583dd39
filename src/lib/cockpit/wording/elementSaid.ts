// An element's values as they are read.
import { m } from '#lib/words/messages.js';
import { isValueOf } from '../rules/elements/changes.ts';
import type { ValueOf } from '../rules/elements/fields.ts';
import type { Verdict } from '../rules/elements/kinds/checkpoint.ts';
import type { QuestioningState } from '../rules/elements/kinds/questioning.ts';
import { kindOf, type FieldsOf, type KindId, type OwnOf } from '../rules/elements/kinds.ts';
import type { InvestmentState } from '../rules/investment.ts';
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

export const questioningStateName = {
	raised: m.cockpit_time_questioning_raised,
	convened: m.cockpit_time_questioning_convened,
	concluded: m.cockpit_time_questioning_concluded
} satisfies Record<QuestioningState, () => string>;

export const verdictName = {
	kept: m.cockpit_time_verdict_kept,
	adapted: m.cockpit_time_verdict_adapted,
	clause: m.cockpit_time_verdict_clause,
	stopped: m.cockpit_time_verdict_stopped
} satisfies Record<Verdict, () => string>;

type SaidOwn = {
	readonly [Kind in KindId as OwnOf<Kind> extends never ? never : Kind]: {
		readonly [Name in OwnOf<Kind>]: ((value: NonNullable<ValueOf<FieldsOf<Kind>[Name]>>) => string) | null;
	};
};

const asIs = (value: string): string => value;

/** What is said of fields that an act of their own writes, kind by kind; null: pages of their own say it. */
const saidOwn: SaidOwn = {
	line: {
		mode: (mode) => modeName[mode](),
		state: (state) => stateName[state](),
		deliberation: asIs,
		adoptedOn: dayInWords,
		differences: null,
		stateReason: asIs,
		answers: null,
		parts: null
	},
	document: { file: () => m.lines_file_kept() },
	contract: { openedTo: null, decp: null },
	remark: { by: null, side: (side) => choiceName[side](), saidAt: null },
	snapshot: { knownAt: null },
	questioning: { state: (state) => questioningStateName[state]() },
	checkpoint: { agenda: null, verdict: (verdict) => verdictName[verdict](), conclusions: asIs }
};

/** How a field of an act of its own is said, of a value that has its shape; undefined where it is not. */
const ownSaying = (kind: KindId, name: string): ((value: never) => string) | undefined =>
	(saidOwn as Partial<Record<KindId, Readonly<Record<string, ((value: never) => string) | null>>>>)[kind]?.[name] ?? undefined;

/** Whether values of this field are said to whoever reads them. */
export const isSaid = (kind: KindId, name: string): boolean => {
	const control = kindOf(kind).fields[name]?.control;
	return control === 'own' ? ownSaying(kind, name) !== undefined : control !== undefined;
};

/** A value as it is read; empty where nobody has said, and where it is none of its field's. */
export function sayValue(kind: KindId, name: string, value: unknown, among: readonly Named[] = []): string {
	if (value === null || value === undefined || value === '' || !isValueOf(kind, name, value)) return '';
	switch (kindOf(kind).fields[name]!.control) {
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
			return ownSaying(kind, name)?.(value as never) ?? '';
		default:
			return String(value);
	}
}
