import { describe, expect, test } from 'vitest';
import { biasedPool } from '../../../../../tests/world/pools.ts';
import { loadSolver } from '../../server/highs.ts';
import { plainObstacles, smallestChanges } from './changes.ts';
import { leximin } from './leximin.ts';
import { prepare, type Person, type Quota } from './pool.ts';

const solver = await loadSolver();
const quota = (
	category: string,
	feature: string,
	min: number,
	max: number,
	flex: Partial<Quota> = {}
): Quota => ({ category, feature, min, max, minFlex: 0, maxFlex: 99, ...flex });
const people = (women: number, men: number): Person[] =>
	Array.from({ length: women + men }, (_, index) => ({
		id: `p${index}`,
		features: { genre: index < women ? 'f' : 'h' },
		household: null
	}));
const terms = { isOneAHousehold: false, certain: [] as string[] };

describe('why there is no panel', () => {
	test.each([
		[
			'more seats than people',
			prepare(people(1, 1), [quota('genre', 'f', 0, 3), quota('genre', 'h', 0, 3)], { ...terms, size: 3 }),
			[{ reason: 'size-above-people', size: 3, people: 2 }]
		],
		[
			'minimums that add up to more than the seats',
			prepare(people(5, 5), [quota('genre', 'f', 2, 3), quota('genre', 'h', 2, 3)], { ...terms, size: 3 }),
			[{ reason: 'mins-above-size', category: 'genre', sum: 4, size: 3 }]
		],
		[
			'maximums that do not reach the seats',
			prepare(people(5, 5), [quota('genre', 'f', 0, 1), quota('genre', 'h', 0, 1)], { ...terms, size: 3 }),
			[{ reason: 'maxes-below-size', category: 'genre', sum: 2, size: 3 }]
		],
		[
			'a minimum that nobody is there to reach',
			prepare(people(1, 5), [quota('genre', 'f', 2, 3), quota('genre', 'h', 0, 3)], { ...terms, size: 3 }),
			[{ reason: 'min-above-people', category: 'genre', feature: 'f', min: 2, people: 1 }]
		],
		[
			'more who are certain than a maximum',
			prepare(people(3, 3), [quota('genre', 'f', 0, 1), quota('genre', 'h', 0, 3)], {
				...terms,
				size: 3,
				certain: ['p0', 'p1']
			}),
			[{ reason: 'certain-above-max', category: 'genre', feature: 'f', max: 1, certain: 2 }]
		],
		[
			'two of one household who are certain',
			prepare(
				people(2, 2).map((one) => ({ ...one, household: 'x' })),
				[quota('genre', 'f', 0, 2), quota('genre', 'h', 0, 2)],
				{ size: 1, isOneAHousehold: true, certain: ['p0'] }
			),
			[]
		]
	])('[JU24] %s', (_, problem, obstacles) => {
		expect(plainObstacles(problem)).toEqual(obstacles);
	});

	test('[JU24, JU32, JU33] two who are certain live together', () => {
		const together = people(2, 2).map((one) => ({ ...one, household: 'x' }));
		const problem = prepare(together, [quota('genre', 'f', 0, 2), quota('genre', 'h', 0, 2)], {
			size: 2,
			isOneAHousehold: true,
			certain: ['p0', 'p1']
		});
		expect(plainObstacles(problem)).toContainEqual({ reason: 'certain-of-one-household' });
		expect(smallestChanges(problem, solver)).toBeUndefined();
	});
});

describe('the smallest changes', () => {
	test('[JU25] raising a maximum by one costs less than lowering a minimum by one', () => {
		// two seats: both must be users, and users all live in the town, which may have one
		const pool = [
			['oui', 'bourg'],
			['oui', 'bourg'],
			['non', 'village']
		].map(([usager, lieu], index): Person => ({
			id: `p${index}`,
			features: { usager: usager!, lieu: lieu! },
			household: null
		}));
		const quotas = [
			quota('usager', 'oui', 2, 2),
			quota('usager', 'non', 0, 2),
			quota('lieu', 'bourg', 0, 1),
			quota('lieu', 'village', 0, 2)
		];
		const problem = prepare(pool, quotas, { ...terms, size: 2 });
		expect(plainObstacles(problem)).toEqual([]);
		expect(smallestChanges(problem, solver)).toEqual({
			changes: [{ category: 'lieu', feature: 'bourg', bound: 'max', from: 1, to: 2 }],
			isBeyondFlex: false
		});
	});

	test('[JU25] of two minimums, the larger group gives the seat', () => {
		// 1 + 2/4 against 1 + 2/2
		const problem = prepare(people(9, 9), [quota('genre', 'f', 4, 9), quota('genre', 'h', 2, 9)], {
			...terms,
			size: 5
		});
		expect(smallestChanges(problem, solver)?.changes).toEqual([
			{ category: 'genre', feature: 'f', bound: 'min', from: 4, to: 3 }
		]);
	});

	test('[JU25] the flex said is kept to; beyond it only where it does not mend, and it shows', () => {
		const stiff = [quota('genre', 'f', 4, 9, { minFlex: 4 }), quota('genre', 'h', 2, 9)];
		expect(smallestChanges(prepare(people(9, 9), stiff, { ...terms, size: 5 }), solver)).toEqual({
			changes: [{ category: 'genre', feature: 'h', bound: 'min', from: 2, to: 1 }],
			isBeyondFlex: false
		});
		const both = [quota('genre', 'f', 4, 9, { minFlex: 4 }), quota('genre', 'h', 2, 9, { minFlex: 2 })];
		expect(smallestChanges(prepare(people(9, 9), both, { ...terms, size: 5 }), solver)).toEqual({
			changes: [{ category: 'genre', feature: 'f', bound: 'min', from: 4, to: 3 }],
			isBeyondFlex: true
		});
	});

	test('[JU25] once made, they leave a panel possible', () => {
		for (const seed of [1, 2, 3]) {
			const { people: pool, quotas } = biasedPool(seed, 40, 12, 5);
			const tight = quotas.map((one, index) =>
				index % 3 === 0 ? { ...one, min: one.max, max: one.max } : one
			);
			const problem = prepare(pool, tight, { ...terms, size: 12 });
			const mended = smallestChanges(problem, solver);
			expect(mended).toBeDefined();
			const changed = problem.quotas.map((one) =>
				mended!.changes.reduce(
					(now, { category, feature, bound, to }) =>
						now.category === category && now.feature === feature ? { ...now, [bound]: to } : now,
					one
				)
			);
			expect(leximin(prepare(pool, changed, { ...terms, size: 12 }), solver).accepted).toBe(true);
		}
	});

	test('[JU25] too few people are mended by no quota', () => {
		expect(
			smallestChanges(
				prepare(people(1, 1), [quota('genre', 'f', 0, 3), quota('genre', 'h', 0, 3)], { ...terms, size: 3 }),
				solver
			)
		).toBeUndefined();
	});
});
