// The figures of the worked example, 5.9, as it publishes them.
import { describe, expect, test } from 'vitest';
import { byMode, byStage, byYear, fundersOf, spentShare, type BudgetAmount } from './budget.ts';
import { isOwnShare, plannedOf } from './handover.ts';
import { modeIds } from './modes/ids.ts';

const euro = (whole: number) => whole * 100;
const planned = (
	lineId: string,
	who: string,
	amount: number,
	more: Partial<BudgetAmount> = {}
): BudgetAmount => ({
	lineId,
	stage: 'planned',
	amount: euro(amount),
	how: 'cash',
	who,
	isOwn: who === 'Collectivité',
	year: null,
	...more
});

const lines = [
	{ id: 'S1', mode: 'purchase' },
	{ id: 'S2', mode: 'research' },
	{ id: 'S3', mode: 'subsidy' },
	{ id: 'S4', mode: 'commons' }
] as const;
const amounts = [
	planned('S1', 'Collectivité', 2_760_000),
	planned('S1', 'Collectivité', 690_000),
	planned('S2', 'FIL', 55_000),
	planned('S2', 'Collectivité', 20_000),
	planned('S2', 'Fourchette libre', 10_000, { how: 'in-kind' }),
	...[2027, 2028, 2029].map((year) => planned('S3', 'Collectivité', 40_000, { year })),
	...[2027, 2028, 2029].map((year) => planned('S4', 'Collectivité', 28_000, { year, how: 'in-kind' })),
	planned('S1', 'Collectivité', 933_540, { stage: 'paid', year: 2028 })
];

describe('the budget of the example', () => {
	test('[CO29] 3 739 000 €, 3 645 000 in cash and 94 000 in kind; the authority’s own share beside the others’', () => {
		expect(byStage(amounts).planned).toEqual({
			total: euro(3_739_000),
			cash: euro(3_645_000),
			inKind: euro(94_000),
			own: euro(3_674_000),
			others: euro(65_000)
		});
		expect(fundersOf(amounts, 'planned').map(({ who, how, amount }) => [who, how, amount])).toEqual([
			['Collectivité', 'cash', euro(3_590_000)],
			['Collectivité', 'in-kind', euro(84_000)],
			['FIL', 'cash', euro(55_000)],
			['Fourchette libre', 'in-kind', euro(10_000)]
		]);
	});
	test('[CO29] by mode, and by year with what bears no year apart', () => {
		expect(
			byMode(lines, amounts, modeIds).map(({ mode, sums }) => [mode, sums.planned.total, sums.paid.total])
		).toEqual([
			['purchase', euro(3_450_000), euro(933_540)],
			['research', euro(85_000), 0],
			['subsidy', euro(120_000), 0],
			['commons', euro(84_000), 0]
		]);
		const { years, withoutYear } = byYear(amounts);
		expect(years.map(({ year, sums }) => [year, sums.planned.total])).toEqual([
			[2027, euro(68_000)],
			[2028, euro(68_000)],
			[2029, euro(68_000)]
		]);
		expect(withoutYear.planned.total).toBe(euro(3_535_000));
		expect(byYear([]).years).toEqual([]);
	});
	test('[CO29] 27 % of the purchase are spent', () => {
		expect(spentShare(byStage(amounts.filter(({ lineId }) => lineId === 'S1')))).toBe(2706);
		expect(spentShare(byStage([]))).toBeNull();
	});
});

describe('what a strategy plans', () => {
	const yearly = { version: 1, yearly: euro(40_000), years: 3 };
	const funder = { who: 'Collectivité', how: 'cash' as const, amount: euro(120_000) };
	const on = [{ on: '2027-09-01', what: 'Convention' }];
	test('[CO14] year by year where its one funder brings what the mode says by year', () => {
		expect(
			plannedOf({ mode: 'subsidy', parts: yearly, funders: [funder], milestones: on }, '2027-03-27').map(
				({ year, amount }) => [year, amount]
			)
		).toEqual([
			[2027, euro(40_000)],
			[2028, euro(40_000)],
			[2029, euro(40_000)]
		]);
	});
	test.each<[string, Parameters<typeof plannedOf>[0]]>([
		[
			'several funders',
			{ mode: 'subsidy', parts: yearly, funders: [funder, { ...funder, who: 'FIL' }], milestones: on }
		],
		['another sum', { mode: 'subsidy', parts: yearly, funders: [{ ...funder, amount: 1 }], milestones: on }],
		[
			'no years said',
			{
				mode: 'subsidy',
				parts: { version: 1, yearly: null, years: null } as never,
				funders: [funder],
				milestones: []
			}
		],
		[
			'a mode that does not say them by year',
			{ mode: 'research', parts: { version: 1, amount: euro(1) } as never, funders: [funder], milestones: on }
		]
	])('[CO14] as a whole: %s', (_, line) => {
		expect(plannedOf(line, '2027-03-27').map(({ year }) => year)).toEqual(line.funders.map(() => null));
	});
	test.each([
		['Collectivité', true],
		['la collectivité', true],
		['Communauté de communes des Trois-Rivelles', true],
		['communaute de communes des trois-rivelles', true],
		['FIL', false],
		['Région', false]
	])('[CO29] « %s » is the authority itself: %s', (who, isOwn) => {
		expect(isOwnShare(who, 'Communauté de communes des Trois-Rivelles')).toBe(isOwn);
	});
});
