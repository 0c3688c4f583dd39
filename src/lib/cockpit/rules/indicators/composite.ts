// The series of a composite indicator: what its formula comes to on each day on which one of its parts was measured.
import { fractionOf, roundedOf } from './decimals.ts';
import { codesOf, readFormula, valueOf } from './formula.ts';
import { inSeries, type Point } from './standing.ts';

export interface Counted {
	readonly code: string;
	/** empty where it is measured and not computed */
	readonly formula: string;
	readonly points: readonly Point[];
}

/**
 * The series of every indicator by its code (CO72): as measured, or as computed where it has a formula. A part holds its last value until its next one; a day on which a part has none yet, or on which something is divided by nought, has no value. A formula that cannot be read, or that would read itself, computes nothing.
 */
export function seriesOfAll(all: readonly Counted[]): ReadonlyMap<string, readonly Point[]> {
	const byCode = new Map(all.map((one) => [one.code, one]));
	const found = new Map<string, readonly Point[]>();
	function seriesOf(code: string, above: ReadonlySet<string>): readonly Point[] {
		const known = found.get(code);
		if (known) return known;
		const one = byCode.get(code);
		if (!one || above.has(code)) return [];
		const series = one.formula === '' ? inSeries(one.points) : computed(one, new Set([...above, code]));
		found.set(code, series);
		return series;
	}
	function computed({ formula: typed }: Counted, above: ReadonlySet<string>): readonly Point[] {
		const formula = readFormula(typed);
		if (!formula.accepted) return [];
		const parts = new Map(codesOf(formula.value).map((code) => [code, seriesOf(code, above)]));
		const days = [...new Set([...parts.values()].flatMap((series) => series.map(({ on }) => on)))].toSorted();
		return days.flatMap((on) => {
			const value = valueOf(formula.value, (code) => {
				const held = parts.get(code)?.findLast((point) => point.on <= on);
				return held ? fractionOf(held.value) : null;
			});
			const rounded = value && roundedOf(value);
			return rounded === null ? [] : [{ on, value: rounded }];
		});
	}
	for (const { code } of all) seriesOf(code, new Set());
	return found;
}
