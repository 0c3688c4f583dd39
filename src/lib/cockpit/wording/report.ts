// The report of responsible purchasing as a paper and as a table: what is published every two years (CO78).
import type { Block, Paper } from '../../papers/rules/paper.ts';
import type { Cell } from '../../papers/rules/csv.ts';
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import type { ValuesOf } from '../rules/elements/kinds.ts';
import type { Point, Standing } from '../rules/indicators/standing.ts';
import type { Category, SpaserReport } from '../rules/spaser.ts';
import { dayInWords, rateInWords } from './figures.ts';
import { measureInWords, standingName } from './indicators.ts';
import { inEuros } from './modes.ts';

const categoryName = {
	social: m.indicators_category_social,
	'social-clause': m.indicators_category_social_clause,
	'social-criterion': m.indicators_category_social_criterion,
	reserved: m.indicators_category_reserved,
	environmental: m.indicators_category_environmental,
	'environmental-clause': m.indicators_category_environmental_clause,
	'environmental-criterion': m.indicators_category_environmental_criterion,
	innovative: m.indicators_category_innovative
} satisfies Record<Category, () => string>;

export interface Followed {
	readonly values: Pick<ValuesOf<'indicator'>, 'name' | 'type' | 'unit' | 'target'>;
	readonly last: Point | null;
	readonly standing: Standing;
}

const head = () => [
	m.indicators_report_category(),
	m.indicators_report_number(),
	m.indicators_report_by_number(),
	m.indicators_report_value(),
	m.indicators_report_by_value()
];
const rate = (points: number | null) =>
	points === null ? m.indicators_report_no_rate() : rateInWords(points);

/** The report as a page and as a text; `today` is the ISO day on which it is computed. */
export function reportPaper(
	report: SpaserReport,
	followed: readonly Followed[],
	{
		today,
		...of
	}: { readonly today: string } & ({ readonly project: string } | { readonly authority: string })
): Paper {
	const indicators: readonly Block[] =
		followed.length === 0
			? []
			: [
					{ kind: 'heading', level: 2, text: m.indicators_report_indicators() },
					{
						kind: 'table',
						caption: m.indicators_report_indicators(),
						head: [
							m.indicators_catalogue_head_indicator(),
							m.indicators_last(),
							m.indicators_target(),
							m.elements_field_line_state()
						],
						rows: followed.map(({ values, last, standing }) => [
							values.name,
							last
								? m.indicators_dated({ value: measureInWords(values, last.value), day: dayInWords(last.on) })
								: '',
							values.target === null ? '' : measureInWords(values, values.target),
							standingName[standing]()
						])
					}
				];
	return {
		language: getLocale(),
		title: m.indicators_report_title(),
		subtitle: m.indicators_report_period({ from: dayInWords(report.from), until: dayInWords(report.until) }),
		blocks: [
			{
				kind: 'facts',
				pairs: [
					[m.indicators_report_contracts(), String(report.contracts)],
					[m.indicators_report_amount(), inEuros(report.amount)],
					[m.indicators_report_unsaid(), String(report.unsaid)],
					[m.indicators_report_without_amount(), String(report.withoutAmount)]
				]
			},
			...(report.contracts === 0
				? [{ kind: 'paragraph', text: m.indicators_report_none() } as const]
				: [
						{
							kind: 'table',
							caption: m.indicators_report_table(),
							head: head(),
							rows: report.rates.map(({ category, contracts, amount, byNumber, byValue }) => [
								categoryName[category](),
								String(contracts),
								rate(byNumber),
								inEuros(amount),
								rate(byValue)
							])
						} as const
					]),
			...indicators
		],
		colophon:
			'project' in of
				? m.indicators_report_colophon({ day: dayInWords(today), project: of.project })
				: m.portfolio_report_colophon({ day: dayInWords(today), authority: of.authority })
	};
}

/** The rates as a table for a spreadsheet: amounts in euros, rates in hundredths; empty where there is no rate. */
export const reportTable = (
	report: SpaserReport
): { readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] } => ({
	head: head(),
	rows: report.rates.map(({ category, contracts, amount, byNumber, byValue }) => [
		categoryName[category](),
		contracts,
		byNumber === null ? '' : byNumber / 100,
		amount / 100,
		byValue === null ? '' : byValue / 100
	])
});

/** The columns of a catalogue's table. */
export const catalogueHead = (): readonly string[] => [
	m.indicators_catalogue_head_code(),
	m.indicators_catalogue_head_pillar(),
	m.indicators_catalogue_head_objective(),
	m.indicators_catalogue_head_action(),
	m.indicators_catalogue_head_part(),
	m.indicators_catalogue_head_indicator(),
	m.indicators_catalogue_head_type(),
	m.indicators_catalogue_head_components(),
	m.indicators_catalogue_head_unit(),
	m.indicators_catalogue_head_every(),
	m.indicators_catalogue_head_reference(),
	m.indicators_catalogue_head_target(),
	m.indicators_catalogue_head_pilots(),
	m.indicators_catalogue_head_resources()
];

/** The columns of a series, as they are read back in any language. */
export const seriesHead = (): readonly string[] => [
	m.indicators_series_day(),
	m.indicators_series_value(),
	m.indicators_series_source(),
	m.indicators_series_author(),
	m.indicators_series_note()
];
