import { describe, expect, test } from 'vitest';
import { globalCostOf, presentValue, type CostLine } from './globalCost.ts';
import { rate } from './elements/fields.ts';

const cost = (
	family: CostLine['family'],
	amount: number,
	rhythm: CostLine['rhythm'],
	more: Partial<CostLine> = {}
): CostLine => ({ family, amount, rhythm, year: null, scenario: '', ...more });

describe('the global cost', () => {
	test.each([
		[10_000, 0, 350, 10_000],
		[10_000, 1, 0, 10_000],
		[10_350, 1, 350, 10_000],
		[10_000, 1, 350, 9_662],
		[10_000, 10, 350, 7_089],
		[1, 50, 10_000, 0],
		[3, 1, 10_000, 2]
	])(
		'[CO35] %i cents in year %i at %i basis points are worth %i cents: rounded by itself, halves up',
		(amount, year, points, expected) => {
			expect(presentValue(amount, year, points)).toBe(expected);
		}
	);

	test('[CO35] once is paid at the start, the end of life at the end, each year to the last; what comes later is told and not counted', () => {
		const [only] = globalCostOf(
			[
				cost('buying', 100_000, 'once'),
				cost('using', 10_350, 'each-year'),
				cost('end-of-life', 5_000, 'once'),
				cost('maintaining', 1_000, 'each-year', { year: 2 }),
				cost('installing', 700, 'once', { year: 9 })
			],
			{ years: 2, rate: 350 }
		);
		expect(only).toEqual({
			scenario: '',
			families: [
				{ family: 'buying', nominal: 100_000, present: 100_000 },
				{ family: 'using', nominal: 20_700, present: 19_662 },
				{ family: 'maintaining', nominal: 1_000, present: 934 },
				{ family: 'end-of-life', nominal: 5_000, present: 4_668 }
			],
			total: { nominal: 126_700, present: 125_264 },
			beyond: 1
		});
	});

	test('[CO35] of several ways, the cheapest over its whole life comes first, though it costs more to buy', () => {
		const ways = globalCostOf(
			[
				cost('buying', 100_000, 'once', { scenario: 'Gaz' }),
				cost('using', 30_000, 'each-year', { scenario: 'Gaz' }),
				cost('buying', 150_000, 'once', { scenario: 'Induction' }),
				cost('using', 10_000, 'each-year', { scenario: 'Induction' })
			],
			{ years: 10, rate: 200 }
		);
		expect(ways.map(({ scenario }) => scenario)).toEqual(['Induction', 'Gaz']);
	});

	test.each([
		['3,5', 350],
		['3.25 %', 325],
		['100', 10_000],
		['', null],
		['3,555', 'rate-unreadable'],
		['101', 'rate-unreadable'],
		['-1', 'rate-unreadable'],
		['=1+1', 'rate-unreadable']
	])('[CO20] a rate typed « %s » is kept in basis points, or refused', (typed, expected) => {
		const read = rate().read([typed]);
		expect(read.accepted ? read.value : read.reason).toBe(expected);
	});
});
