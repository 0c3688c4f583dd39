import { describe, expect, test } from 'vitest';
import { considerationsIn, lastPeriod, readPeriod, reportOf, type ReportedContract } from './spaser.ts';

const contract = (more: Partial<ReportedContract>): ReportedContract => ({
	notifiedOn: '2026-06-01',
	amount: 100,
	considerations: [],
	...more
});
const period = { from: '2026-01-01', until: '2027-12-31' };

describe('the report of responsible purchasing', () => {
	test('[CO78] rates in number and in value of what says something, each category by itself', () => {
		const report = reportOf(
			[
				contract({ amount: 300, considerations: ['social-clause', 'reserved'] }),
				contract({ considerations: ['environmental-criterion'] }),
				contract({ amount: null, considerations: ['environmental-clause'] }),
				contract({ amount: 999, considerations: null }),
				contract({ notifiedOn: '2025-12-31', considerations: ['innovative'] }),
				contract({ notifiedOn: null, considerations: ['innovative'] })
			],
			period
		);
		expect(report).toMatchObject({ contracts: 4, amount: 1399, unsaid: 1, withoutAmount: 1 });
		expect(
			Object.fromEntries(
				report.rates.map(({ category, contracts, byNumber, byValue }) => [
					category,
					[contracts, byNumber, byValue]
				])
			)
		).toEqual({
			social: [1, 3333, 7500],
			'social-clause': [1, 3333, 7500],
			'social-criterion': [0, 0, 0],
			reserved: [1, 3333, 7500],
			environmental: [2, 6667, 2500],
			'environmental-clause': [1, 3333, 0],
			'environmental-criterion': [1, 3333, 2500],
			innovative: [0, 0, 0]
		});
	});
	test.each<[unknown, readonly string[] | null]>([
		[null, null],
		[{}, null],
		[{ marcheInnovant: true }, null],
		[{ considerationsSociales: 'Clause sociale' }, null],
		[{ considerationsSociales: { considerationSociale: ['Pas de considération sociale'] } }, []],
		[
			{
				marcheInnovant: true,
				considerationsSociales: { considerationSociale: ['Clause sociale', 'Marché réservé'] },
				considerationsEnvironnementales: { considerationEnvironnementale: ['Critère environnemental'] }
			},
			['social-clause', 'reserved', 'environmental-criterion', 'innovative']
		]
	])('[CO78] %o says %o', (data, expected) => {
		expect(considerationsIn(data)).toEqual(expected);
	});
	test('[CO78] no contract is no rate, never nought', () => {
		expect(
			reportOf([], period).rates.every(({ byNumber, byValue }) => byNumber === null && byValue === null)
		).toBe(true);
	});
	test('[CO78] two whole years where no period is asked for, or one that cannot be', () => {
		expect(lastPeriod('2028-06-01')).toEqual({ from: '2026-01-01', until: '2027-12-31' });
		expect(readPeriod('2026-02-30', '2027-01-01', '2028-06-01')).toEqual({
			...lastPeriod('2028-06-01'),
			isAsked: false
		});
		expect(readPeriod('', '', '2028-06-01').isAsked).toBe(true);
		expect(readPeriod('2027-01-01', '2027-01-01', '2028-06-01')).toEqual({
			from: '2027-01-01',
			until: '2027-01-01',
			isAsked: true
		});
	});
});
