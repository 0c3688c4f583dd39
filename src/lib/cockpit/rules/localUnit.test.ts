import { describe, expect, test } from 'vitest';
import { judgeUse, ledgerOf } from './localUnit.ts';

const use = (who: string, units: number, on = '2028-03-01') => ({ who, on, units });
const judged = (asked: object, siblings: readonly object[], allotment: unknown = 400) => {
	const outcome = judgeUse(
		{ ...asked },
		{ parent: { allotment }, siblings: siblings.map((one) => ({ ...one })) }
	);
	return outcome.accepted ? 'accepted' : outcome.reason;
};

describe('the local unit of a pact', () => {
	test.each<[string, object, readonly object[], unknown, string]>([
		['a quarter sharp', use('Ana', 100), [], 400, 'accepted'],
		['one above a quarter', use('Ana', 101), [], 400, 'use-above-share'],
		[
			'a quarter with what one has taken, in other letters',
			use('  ana ', 41),
			[use('Ana', 60)],
			400,
			'use-above-share'
		],
		['of another year nothing is counted', use('Ana', 100), [use('Ana', 60, '2027-12-31')], 400, 'accepted'],
		[
			'others count in the whole',
			use('Eli', 100),
			[use('Ana', 100), use('Bo', 100), use('Cy', 100), use('Dé', 1)],
			400,
			'use-above-allotment'
		],
		['no allotment yet', use('Ana', 1), [], null, 'allotment-unsaid']
	])('[CO37] %s', (_, asked, siblings, allotment, expected) => {
		expect(judged(asked, siblings, allotment)).toBe(expected);
	});

	test('[CO37] the ledger says each year what is left, and each user’s share', () => {
		expect(
			ledgerOf([use('Ana', 30), use('Bo', 40), use('ANA', 20), use('Bo', 5, '2027-05-05')], 400)
		).toEqual([
			{
				year: 2028,
				used: 90,
				left: 310,
				users: [
					{ who: 'Ana', units: 50, share: 1250 },
					{ who: 'Bo', units: 40, share: 1000 }
				]
			},
			{ year: 2027, used: 5, left: 395, users: [{ who: 'Bo', units: 5, share: 125 }] }
		]);
	});
});
