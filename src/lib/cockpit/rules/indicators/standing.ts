// Where an indicator stands: on its way or not, where it is heading, and whether a measurement is owed.
import { monthsAfter } from '../../../time/rules/workingDays.ts';
import type { ValuesOf } from '../elements/kinds.ts';
import { millionths, roundedOf } from './decimals.ts';

/** A measurement: an ISO day and a decimal as it is kept. */
export interface Point {
	readonly on: string;
	readonly value: string;
}

export type Indicator = Pick<
	ValuesOf<'indicator'>,
	'type' | 'direction' | 'baseline' | 'baselineOn' | 'target' | 'targetOn' | 'every'
>;

export const standings = [
	'measure-late',
	'to-watch',
	'on-its-way',
	'reached',
	'measured',
	'without-target',
	'not-measured'
] as const;
export type Standing = (typeof standings)[number];

export type Trend = 'better' | 'worse' | 'level' | 'rising' | 'falling';

/** In the order of their days; of two measurements of one day, the last that is given stands. */
export const inSeries = (points: readonly Point[]): readonly Point[] =>
	[...new Map(points.map((point) => [point.on, point])).values()].toSorted((one, other) =>
		one.on < other.on ? -1 : 1
	);

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** The ISO day on which the next measurement is owed (CO71): so many months after the last one, else after the baseline; null where nobody says how often, or since when. */
export function nextDue({ every, baselineOn }: Pick<Indicator, 'every' | 'baselineOn'>, lastOn: string | null): string | null {
	const since = lastOn ?? baselineOn;
	return every === null || !since ? null : monthsAfter(since, every);
}

/** What is expected on a day, on the straight way from the baseline to the target (a decimal); null without both, or their days. */
export function expectedOn(
	{ baseline, baselineOn, target, targetOn }: Indicator,
	day: string
): string | null {
	if (baseline === null || target === null || !baselineOn || !targetOn || targetOn <= baselineOn) return null;
	const whole = BigInt(dayNumber(targetOn) - dayNumber(baselineOn));
	const gone = BigInt(Math.min(Math.max(dayNumber(day) - dayNumber(baselineOn), 0), Number(whole)));
	const [from, to] = [millionths(baseline), millionths(target)];
	return roundedOf({ top: from * whole + (to - from) * gone, bottom: whole * 1_000_000n });
}

/** Up where nothing else is said but the target stands above the baseline, and the other way round. */
export function directionOf({ direction, baseline, target }: Indicator): 'up' | 'down' | 'keep' | null {
	if (direction !== null) return direction;
	if (baseline === null || target === null) return null;
	const [from, to] = [millionths(baseline), millionths(target)];
	return to > from ? 'up' : to < from ? 'down' : 'keep';
}

/** Whether a value is at least as good as another; kept: between the baseline and the target, both included. */
function isAsGood(indicator: Indicator, value: string, as: string): boolean {
	const [found, wanted] = [millionths(value), millionths(as)];
	switch (directionOf(indicator)) {
		case 'down':
			return found <= wanted;
		case 'keep': {
			const other = millionths(indicator.baseline ?? as);
			return found >= (other < wanted ? other : wanted) && found <= (other > wanted ? other : wanted);
		}
		case 'up':
			return found >= wanted;
		case null:
			return found === wanted;
	}
}

/** Where the last two values lead; in good or bad where it is known which way is good. */
export function trendOf(indicator: Indicator, series: readonly Point[]): Trend | null {
	const [before, last] = series.slice(-2);
	if (!before || !last) return null;
	const [from, to] = [millionths(before.value), millionths(last.value)];
	if (from === to) return 'level';
	const direction = directionOf(indicator);
	if (direction === null || direction === 'keep') return to > from ? 'rising' : 'falling';
	return to > from === (direction === 'up') ? 'better' : 'worse';
}

/**
 * Where an indicator stands on a day, in one word (CO70). A measurement that is owed comes first: an old figure judges nothing. Without a dated way from a baseline to a target, the target alone judges, then the trend; without a target nothing is judged, and none is invented.
 */
export function standingOf(indicator: Indicator, series: readonly Point[], today: string): Standing {
	const due = nextDue(indicator, series.at(-1)?.on ?? null);
	if (due !== null && due < today) return 'measure-late';
	const last = series.at(-1);
	if (!last) return 'not-measured';
	const { target, targetOn } = indicator;
	if (target === null) return 'without-target';
	if (directionOf(indicator) !== 'keep' && isAsGood(indicator, last.value, target)) return 'reached';
	if (directionOf(indicator) === 'keep')
		return isAsGood(indicator, last.value, target) ? 'on-its-way' : 'to-watch';
	if (targetOn && targetOn < today) return 'to-watch';
	const expected = expectedOn(indicator, last.on);
	if (expected !== null) return isAsGood(indicator, last.value, expected) ? 'on-its-way' : 'to-watch';
	switch (
		trendOf(indicator, indicator.baseline === null ? series : [{ on: '', value: indicator.baseline }, last])
	) {
		case 'better':
			return 'on-its-way';
		case 'worse':
		case 'level':
			return 'to-watch';
		default:
			return 'measured';
	}
}
