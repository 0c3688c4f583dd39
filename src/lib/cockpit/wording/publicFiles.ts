// What leaves the public page: one table a chapter, everything in one table, and the paper that other sites show.
import type { Cell } from '../../papers/rules/csv.ts';
import type { Block, Paper } from '../../papers/rules/paper.ts';
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import { sayDay } from '../../design/rules/days.ts';
import { kindOf } from '../rules/elements/kinds.ts';
import type { InvestmentState } from '../rules/investment.ts';
import { publicOfKind, type PublicCockpit } from '../rules/publication.ts';
import { endOf, readingOf } from '../rules/publicPage.ts';
import { inEuros, modeName } from './modes.ts';

interface TableOf {
	readonly head: readonly string[];
	readonly rows: readonly (readonly Cell[])[];
}

const inUnits = (cents: number): number => cents / 100;
const choiceWord: Readonly<Record<string, () => string>> = {
	planned: m.elements_choice_planned,
	committed: m.elements_choice_committed,
	paid: m.elements_choice_paid,
	cash: m.elements_choice_cash,
	'in-kind': m.elements_choice_in_kind,
	'under-way': m.elements_choice_under_way,
	done: m.elements_choice_done,
	dropped: m.elements_choice_dropped
};
const stateWord = {
	proposed: m.public_state_proposed,
	consolidated: m.elements_state_consolidated,
	adopted: m.elements_state_adopted,
	'in-execution': m.elements_state_in_execution,
	ended: m.elements_state_ended,
	abandoned: m.elements_state_abandoned
} satisfies Record<InvestmentState, () => string>;
const chosen = (word: string | null): string => (word === null ? '' : (choiceWord[word]?.() ?? word));
const dayInWords = (day: string): string =>
	sayDay(new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)));

function everything({ elements }: PublicCockpit): TableOf {
	const cells = (kind: (typeof elements)[number]['kind'], name: string, value: unknown): readonly Cell[] => {
		const control = kindOf(kind).fields[name]?.control;
		if (control === 'euros' && typeof value === 'number') return [inUnits(value)];
		if (typeof value === 'number') return [value];
		if (control === 'number') return [Number(value)];
		if (typeof value === 'string') return [value];
		if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return [value.join(' ')];
		return [JSON.stringify(value)];
	};
	return {
		head: [m.public_csv_kind(), m.public_csv_code(), m.public_csv_under(), m.public_csv_field(), m.public_csv_value()],
		rows: elements.flatMap(({ kind, code, under, values }) =>
			Object.entries(values).map(([name, value]) => [kind, code, under?.code ?? '', name, ...cells(kind, name, value)])
		)
	};
}

export const publicTableNames = ['donnees', 'lignes', 'montants', 'calendrier', 'resultats', 'contrats'] as const;
export type PublicTableName = (typeof publicTableNames)[number];

/** The tables of a version, each a file of the same name; amounts in euros, days ISO. */
export function publicTable(content: PublicCockpit, name: PublicTableName, today: string): TableOf {
	const reading = readingOf(content, today);
	const code = m.public_csv_code();
	switch (name) {
		case 'donnees':
			return everything(content);
		case 'lignes':
			return {
				head: [code, m.elements_field_line_object(), m.elements_field_line_mode(), m.elements_field_line_state(), m.elements_field_line_vision(), m.elements_field_line_actors(), m.elements_field_line_begins(), m.elements_field_line_ends(), m.public_page_money_authority(), m.public_page_money_rest()],
				rows: reading.lines.map(({ code: own, values, sums }) => [own, values.object, modeName[values.mode](), stateWord[values.state](), values.vision, values.actors, values.begins ?? '', values.ends ?? '', inUnits(sums.planned.own), inUnits(sums.planned.others)])
			};
		case 'montants':
			return {
				head: [code, m.public_csv_under(), m.elements_field_amount_stage(), m.elements_field_amount_year(), m.elements_field_amount_who(), m.elements_field_amount_isown(), m.elements_field_amount_how(), m.elements_field_amount_amount(), m.elements_field_amount_what()],
				rows: publicOfKind(content, 'amount').map(({ code: own, under, values }) => [own, under?.code ?? '', chosen(values.stage), values.year ?? '', values.who, values.isOwn ? m.elements_mark_yes() : m.elements_mark_no(), chosen(values.how), values.amount === null ? '' : inUnits(values.amount), values.what])
			};
		case 'calendrier':
			return {
				head: [code, m.public_csv_under(), m.elements_field_milestone_what(), m.elements_field_milestone_on(), m.elements_field_milestone_until(), m.elements_field_milestone_state()],
				rows: [...reading.past, ...reading.toCome].map(({ code: own, line, values }) => [own, line ?? '', values.what, values.on ?? '', values.until ?? '', chosen(values.state)])
			};
		case 'resultats':
			return {
				head: [code, m.elements_field_indicator_name(), m.elements_field_indicator_unit(), m.elements_field_indicator_baseline(), m.elements_field_indicator_target(), m.public_page_result_day(), m.public_page_result_value(), m.public_page_result_source()],
				rows: reading.indicators.flatMap(({ code: own, values, measurements }) =>
					(measurements.length > 0 ? measurements : [null]).map((one) => [own, values.name, values.unit, numberCell(values.baseline), numberCell(values.target), one?.on ?? '', numberCell(one?.value ?? null), one?.source ?? ''])
				)
			};
		case 'contrats':
			return {
				head: [code, m.public_csv_under(), m.public_page_contract(), m.public_page_contract_holder(), m.public_page_contract_amount(), m.public_page_contract_now(), m.public_page_contract_ends()],
				rows: reading.contracts.map((one) => [one.code, one.line ?? '', one.object, one.holder, one.amount === null ? '' : inUnits(one.amount), inUnitsIfAny(one.modifications.findLast(({ total }) => total !== null)?.total ?? one.amount), endOf(one) ?? ''])
			};
	}
}
const numberCell = (decimal: string | null): Cell => (decimal === null ? '' : Number(decimal));
const inUnitsIfAny = (cents: number | null): Cell => (cents === null ? '' : inUnits(cents));

/** A version as a paper that stands alone: what other sites show. */
export function publicPaper(content: PublicCockpit, { number, on, today }: { readonly number: number; readonly on: string; readonly today: string }): Paper {
	const reading = readingOf(content, today);
	const { planned } = reading.sums;
	const blocks: readonly (Block | false)[] = [
		content.words.introduction !== '' && { kind: 'paragraph', text: content.words.introduction },
		{ kind: 'heading', level: 2, text: m.public_page_decided() },
		{
			kind: 'table',
			caption: m.public_page_decided(),
			head: [m.elements_field_line_object(), m.elements_field_line_state(), m.public_page_money_authority(), m.public_page_money_rest()],
			rows: reading.lines.map(({ values, sums }) => [values.object, stateWord[values.state](), inEuros(sums.planned.own), inEuros(sums.planned.others)])
		},
		planned.total > 0 && {
			kind: 'facts',
			pairs: [
				[m.public_page_money_authority(), inEuros(planned.own)],
				[m.public_page_money_rest(), inEuros(planned.others)]
			]
		},
		reading.toCome.length > 0 && { kind: 'heading', level: 2, text: m.public_page_calendar() },
		reading.toCome.length > 0 && {
			kind: 'facts',
			pairs: reading.toCome.slice(0, 12).map(({ values }) => [values.on ? dayInWords(values.on) : '', values.what])
		}
	];
	return {
		language: getLocale(),
		title: content.title,
		subtitle: m.public_page_kicker({ authority: content.authority }),
		blocks: blocks.filter((one) => one !== false),
		colophon: m.public_version_on({ number, day: dayInWords(on) })
	};
}
