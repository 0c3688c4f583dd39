// The words of indicators: where they stand, where they lead, what was measured, and their chart.
import { m } from '../../words/messages.js';
import type { LineChart } from '../rules/chart.ts';
import type { ValuesOf } from '../rules/elements/kinds.ts';
import type { Point, Standing, Trend } from '../rules/indicators/standing.ts';
import { monthInWords, numberInWords } from './figures.ts';

export const standingName = {
	'measure-late': m.indicators_standing_measure_late,
	'to-watch': m.indicators_standing_to_watch,
	'on-its-way': m.indicators_standing_on_its_way,
	reached: m.indicators_standing_reached,
	measured: m.indicators_standing_measured,
	'without-target': m.indicators_standing_without_target,
	'not-measured': m.indicators_standing_not_measured
} satisfies Record<Standing, () => string>;

export const trendName = {
	better: m.indicators_trend_better,
	worse: m.indicators_trend_worse,
	level: m.indicators_trend_level,
	rising: m.indicators_trend_rising,
	falling: m.indicators_trend_falling
} satisfies Record<Trend, () => string>;

type Measured = Pick<ValuesOf<'indicator'>, 'type' | 'unit'>;

/** « 12 % », « 420 repas », « oui » */
export function measureInWords({ type, unit }: Measured, value: string): string {
	if (type === 'yes-no')
		return value === '0' ? m.indicators_no() : value === '1' ? m.indicators_yes() : numberInWords(value);
	const said = unit === '' ? (type === 'percentage' ? '%' : type === 'amount' ? '€' : '') : unit;
	if (said === '%') return m.indicators_value_percent({ value: numberInWords(value) });
	return said === ''
		? numberInWords(value)
		: m.indicators_value_unit({ value: numberInWords(value), unit: said });
}

/** What is expected on a day, one digit finer at most than what its baseline and its target say. */
export function expectedInWords(
	indicator: Measured & { readonly baseline: string | null; readonly target: string | null },
	expected: string
): string {
	const digits = (said: string | null) => said?.split('.')[1]?.length ?? 0;
	const most = Math.max(digits(indicator.baseline), digits(indicator.target)) + 1;
	return measureInWords(indicator, String(Number(Number(expected).toFixed(most))));
}

/** The chart of a series, with the way to its target where it has one; null where there is too little to draw. */
export function chartOf(
	{
		name,
		baseline,
		baselineOn,
		target,
		targetOn,
		...measured
	}: Pick<ValuesOf<'indicator'>, 'name' | 'baseline' | 'baselineOn' | 'target' | 'targetOn'> & Measured,
	series: readonly Point[]
): LineChart | null {
	const drawn = (points: readonly Point[]) => points.map(({ on, value }) => ({ on, value: Number(value) }));
	const path =
		baseline !== null && baselineOn && target !== null && targetOn && baselineOn < targetOn
			? [
					{ on: baselineOn, value: baseline },
					{ on: targetOn, value: target }
				]
			: [];
	if (series.length === 0 || series.length + path.length < 2) return null;
	return {
		kind: 'line',
		title: m.indicators_chart_series({ name }),
		name: m.indicators_chart_measured(),
		points: drawn(series),
		...(path.length > 0 && { path: { name: m.indicators_chart_path(), points: drawn(path) } }),
		say: (value) =>
			measured.type === 'yes-no' && value !== 0 && value !== 1 ? '' : measureInWords(measured, String(value)),
		sayDay: monthInWords
	};
}
