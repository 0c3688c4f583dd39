// The global cost of a purchase (« coût global »): what it costs over the years that it serves, family by family, what comes later being discounted.
import { costFamilies, type CostFamily } from './elements/kinds/cost.ts';

/** Whole cents. */
export interface CostLine {
	readonly family: CostFamily;
	readonly amount: number;
	readonly rhythm: 'once' | 'each-year';
	/** the year of use in which it comes, 0 being the day of the purchase; each year: the first of them */
	readonly year: number | null;
	readonly scenario: string;
}

export interface CostTerms {
	/** over how many years */
	readonly years: number;
	/** basis points a year */
	readonly rate: number;
}

/** Cents: as it is paid, and as it is worth on the day of the purchase. */
export interface CostSum {
	readonly nominal: number;
	readonly present: number;
}

export interface ScenarioCost {
	/** empty: the one that has no name */
	readonly scenario: string;
	/** in the order of the families; those that cost nothing are left out */
	readonly families: readonly ({ readonly family: CostFamily } & CostSum)[];
	readonly total: CostSum;
	/** costs that come after the last year: told, never counted */
	readonly beyond: number;
}

/** What an amount paid in a year is worth on the day of the purchase: amount ÷ (1 + rate)^year, rounded to the cent, halves up. Exact: no float. */
export function presentValue(amount: number, year: number, rate: number): number {
	const [over, under] = [BigInt(amount) * 10_000n ** BigInt(year), BigInt(10_000 + rate) ** BigInt(year)];
	return Number((2n * over + under) / (2n * under));
}

/** The years in which a cost is paid. Once: its year, else the first day, the end of life being paid at the end. Each year: from its year, else the first, to the last. */
function yearsOf({ family, rhythm, year }: CostLine, last: number): readonly number[] {
	if (rhythm === 'once') return [year ?? (family === 'end-of-life' ? last : 0)];
	const first = Math.max(year ?? 1, 1);
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, nth) => first + nth);
}

/** The global cost of each way that is compared, the cheapest in present value first (CO35). Each payment is discounted and rounded by itself, so that a table adds up. Source: directive 2014/24, art. 68; CCP, art. R2152-9. */
export function globalCostOf(
	lines: readonly CostLine[],
	{ years, rate }: CostTerms
): readonly ScenarioCost[] {
	return [...Map.groupBy(lines, ({ scenario }) => scenario)]
		.map(([scenario, own]): ScenarioCost => {
			const paid = own.flatMap((line) =>
				yearsOf(line, years).map((year) => ({ family: line.family, amount: line.amount, year }))
			);
			const counted = paid.filter(({ year }) => year <= years);
			const sums = (of: typeof counted): CostSum => ({
				nominal: of.reduce((total, { amount }) => total + amount, 0),
				present: of.reduce((total, { amount, year }) => total + presentValue(amount, year, rate), 0)
			});
			return {
				scenario,
				families: costFamilies.flatMap((family) => {
					const ofFamily = counted.filter((one) => one.family === family);
					return ofFamily.length === 0 ? [] : [{ family, ...sums(ofFamily) }];
				}),
				total: sums(counted),
				beyond: paid.length - counted.length
			};
		})
		.toSorted((one, other) => one.total.present - other.total.present);
}
