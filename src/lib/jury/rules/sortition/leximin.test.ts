import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../../tests/world/pools.ts';
import { loadSolver } from '../../server/highs.ts';
import { leximin } from './leximin.ts';
import { chanceByPerson, chancesOf, drum, fairnessOf, ticketsOf } from './distribution.ts';
import { listPanels } from './listing.ts';
import { isAllowed, panelRows, seatColumns } from './panels.ts';
import { prepare, type Person, type Problem, type Quota } from './pool.ts';
import type { Solver } from './solver.ts';

const solver = await loadSolver();

const quota = (category: string, feature: string, min: number, max: number): Quota => ({
	category,
	feature,
	min,
	max,
	minFlex: 0,
	maxFlex: 99
});
const person = (id: string, features: Record<string, string>, household: string | null = null): Person => ({
	id,
	features,
	household
});
const terms = { isOneAHousehold: false, certain: [] };

function chancesIn(problem: Problem): Record<string, number> {
	const distribution = leximin(problem, solver);
	if (!distribution.accepted) throw new Error(distribution.reason);
	expect(distribution.value.isProven).toBe(true);
	const [columns, rows] = [seatColumns(problem), panelRows(problem)];
	expect(distribution.value.panels.every(({ seats }) => isAllowed(columns, rows, seats))).toBe(true);
	expect(distribution.value.panels.reduce((sum, { tickets }) => sum + tickets, 0)).toBe(drum);
	return Object.fromEntries(chanceByPerson(problem, chancesOf(problem, distribution.value.panels)));
}

const women = (count: number) =>
	Array.from({ length: count }, (_, index) => person(`f${index + 1}`, { genre: 'f' }));
const men = (count: number) =>
	Array.from({ length: count }, (_, index) => person(`h${index + 1}`, { genre: 'h' }));

describe('by hand', () => {
	test('[JU23] one seat each way: a lone woman sits always, four men share the other seat', () => {
		const chances = chancesIn(
			prepare([...women(1), ...men(4)], [quota('genre', 'f', 1, 1), quota('genre', 'h', 1, 1)], {
				...terms,
				size: 2
			})
		);
		expect(chances.f1).toBeCloseTo(1, 8);
		for (const id of ['h1', 'h2', 'h3', 'h4']) expect(chances[id]).toBeCloseTo(1 / 4, 8);
	});

	test('[JU23, JU22] quotas that allow it give everybody size over people', () => {
		const chances = chancesIn(
			prepare([...women(4), ...men(6)], [quota('genre', 'f', 1, 3), quota('genre', 'h', 2, 4)], {
				...terms,
				size: 5
			})
		);
		for (const chance of Object.values(chances)) expect(chance).toBeCloseTo(1 / 2, 8);
		expect(
			new Set(Object.entries(chances).flatMap(([id, chance]) => (id.startsWith('f') ? [chance] : []))).size
		).toBe(1);
	});

	test('[JU23] what the shared seats promise and no panel gives is cut off: an odd ring', () => {
		// three people, each pair shares a feature that may seat one: halves would seat everybody at 1/2, whole panels seat one
		const people = [
			person('a', { x: '1', y: '0', z: '1' }),
			person('b', { x: '1', y: '1', z: '0' }),
			person('c', { x: '0', y: '1', z: '1' }),
			person('d', { x: '0', y: '0', z: '0' })
		];
		const quotas = ['x', 'y', 'z'].flatMap((category) => [
			quota(category, '1', 0, 1),
			quota(category, '0', 0, 3)
		]);
		const chances = chancesIn(
			prepare([...people, person('e', { x: '0', y: '0', z: '0' })], quotas, { ...terms, size: 2 })
		);
		// panels hold at most one of a, b, c: the three share one seat, d and e have the other, or both
		for (const id of ['a', 'b', 'c']) expect(chances[id]).toBeCloseTo(1 / 3, 7);
		for (const id of ['d', 'e']) expect(chances[id]).toBeCloseTo(1 / 2, 7);
	});

	test('[JU23] the second lowest is raised too, where the lowest alone would leave it', () => {
		// a sits with b or c only; d and e fill what is left: lowest 1/3 for nobody but whom the quotas bind
		const people = [...women(3), ...men(2)];
		const old = people.map(({ id, features }) =>
			person(id, { ...features, âge: id === 'f1' || id === 'h1' ? 'vieux' : 'jeune' })
		);
		const chances = chancesIn(
			prepare(
				old,
				[
					quota('genre', 'f', 1, 1),
					quota('genre', 'h', 1, 1),
					quota('âge', 'vieux', 1, 1),
					quota('âge', 'jeune', 1, 1)
				],
				{ ...terms, size: 2 }
			)
		);
		// panels: f1 with h2, or f2 or f3 with h1; with p the share of the first: f1 = h2 = p, f2 = f3 = (1 − p)/2, h1 = 1 − p; fairest at p = 1/3
		expect(chances).toMatchObject({});
		for (const [id, chance] of [
			['f1', 1 / 3],
			['f2', 1 / 3],
			['f3', 1 / 3],
			['h1', 2 / 3],
			['h2', 1 / 3]
		] as const)
			expect(chances[id]).toBeCloseTo(chance, 7);
	});

	test('[JU33] somebody who is certain sits in every panel, and takes the place of one like them', () => {
		const chances = chancesIn(
			prepare([...women(3), ...men(3)], [quota('genre', 'f', 2, 2), quota('genre', 'h', 1, 1)], {
				...terms,
				size: 3,
				certain: ['f2']
			})
		);
		for (const [id, chance] of [
			['f1', 1 / 2],
			['f2', 1],
			['f3', 1 / 2],
			['h1', 1 / 3],
			['h3', 1 / 3]
		] as const)
			expect(chances[id]).toBeCloseTo(chance, 8);
	});

	test('[JU32] one person a household: a couple shares what a single has', () => {
		const couple = [person('a', { genre: 'f' }, 'x'), person('b', { genre: 'h' }, 'x')];
		const people = [...couple, person('c', { genre: 'f' }, 'y'), person('d', { genre: 'h' }, 'z')];
		const quotas = [quota('genre', 'f', 1, 1), quota('genre', 'h', 1, 1)];
		// panels: a d, c b, c d; each of a and b at most 1/2 of the time together: a = b = 1/2 leaves c = 1/2, d = 1/2
		const chances = chancesIn(prepare(people, quotas, { ...terms, size: 2, isOneAHousehold: true }));
		for (const chance of Object.values(chances)) expect(chance).toBeCloseTo(1 / 2, 8);
		// with a third seat and no quota: the couple has one seat for two
		const three = chancesIn(
			prepare(people, [quota('genre', 'f', 0, 3), quota('genre', 'h', 0, 3)], {
				...terms,
				size: 3,
				isOneAHousehold: true
			})
		);
		for (const [id, chance] of [
			['a', 1 / 2],
			['b', 1 / 2],
			['c', 1],
			['d', 1]
		] as const)
			expect(three[id]).toBeCloseTo(chance, 8);
	});

	test('[JU24] quotas that contradict each other are refused', () => {
		const people = [
			person('a', { x: '1', y: '1' }),
			person('b', { x: '1', y: '1' }),
			person('c', { x: '0', y: '0' })
		];
		const quotas = [
			quota('x', '1', 1, 1),
			quota('x', '0', 1, 1),
			quota('y', '1', 2, 2),
			quota('y', '0', 0, 0)
		];
		expect(leximin(prepare(people, quotas, { ...terms, size: 2 }), solver)).toEqual({
			accepted: false,
			reason: 'sortition-quotas-impossible'
		});
	});

	test('[JU24] quotas that shared seats keep and whole panels do not are refused too', () => {
		// each of three people counts in two of three features, each of which must seat exactly one: 1/2 each would do, nobody whole does
		const people = [
			person('a', { x: '1', y: '1', z: '0' }),
			person('b', { x: '0', y: '1', z: '1' }),
			person('c', { x: '1', y: '0', z: '1' }),
			person('d', { x: '0', y: '0', z: '0' })
		];
		const quotas = ['x', 'y', 'z'].flatMap((category) => [
			quota(category, '1', 1, 1),
			quota(category, '0', 0, 9)
		]);
		expect(
			leximin(
				prepare([...people, person('e', { x: '0', y: '0', z: '0' })], quotas, { ...terms, size: 2 }),
				solver
			)
		).toEqual({ accepted: false, reason: 'sortition-quotas-impossible' });
	});
});

describe('against every panel there is', () => {
	/** All allowed panels, as seats by profile. */
	function everyPanel(problem: Problem): number[][] {
		const [columns, rows] = [seatColumns(problem), panelRows(problem)];
		const all: number[][] = [];
		const walk = (seats: number[], left: number) => {
			if (seats.length === columns.length) {
				if (isAllowed(columns, rows, seats)) all.push(seats);
				return;
			}
			const { lower, upper } = columns[seats.length]!;
			for (let count = lower; count <= Math.min(upper, left); count++) walk([...seats, count], left - count);
		};
		walk([], problem.size);
		return all;
	}

	/** Leximin by its definition, with no dual: a profile is fixed when no distribution of this level gives it more. */
	function byDefinition(problem: Problem, panels: readonly number[][], lp: Solver): number[] {
		const people = problem.profiles.map(({ members }) => members.length);
		const fixed: (number | undefined)[] = people.map(() => undefined);
		const best = (goal: number | 'lowest', lowest: number) => {
			const model = lp.load({
				kind: 'linear',
				columns: [
					...panels.map((seats) => ({
						cost: goal === 'lowest' ? 0 : seats[goal]! / people[goal]!,
						lower: 0,
						upper: 1
					})),
					{ cost: goal === 'lowest' ? 1 : 0, lower: lowest, upper: Infinity }
				],
				rows: [
					{ lower: 1, upper: 1, columns: panels.map((_, index) => index), values: panels.map(() => 1) },
					...people.map((count, profile) => ({
						lower: fixed[profile] === undefined ? 0 : fixed[profile]! - 1e-9,
						upper: Infinity,
						columns: panels.map((_, index) => index).concat(panels.length),
						values: panels
							.map((seats) => seats[profile]! / count)
							.concat(fixed[profile] === undefined ? -1 : 0)
					}))
				]
			});
			const answer = model.solve();
			model.dispose();
			if (answer.status !== 'optimal') throw new Error(answer.status);
			return answer.objective;
		};
		while (fixed.includes(undefined)) {
			const lowest = best('lowest', -Infinity);
			for (let profile = 0; profile < people.length; profile++)
				if (fixed[profile] === undefined && best(profile, lowest - 1e-9) <= lowest + 1e-6)
					fixed[profile] = lowest;
		}
		return fixed as number[];
	}

	function smallProblem(seed: number): Problem {
		const random = seeded(seed);
		const below = (count: number) => Math.floor(random() * count);
		const categories = ['x', 'y', 'z', 'w'].slice(0, 2 + below(3));
		const size = 2 + below(3);
		const width = 2 + below(2);
		const withHouseholds = random() < 0.4;
		const people = Array.from({ length: 6 + below(5) }, (_, index) =>
			person(
				`p${index}`,
				Object.fromEntries(categories.map((category) => [category, String(below(width))])),
				withHouseholds && random() < 0.6 ? String(below(4)) : null
			)
		);
		const quotas = categories.flatMap((category) =>
			Array.from({ length: width }, (_, feature) => {
				const min = random() < 0.5 ? 0 : 1;
				return quota(category, String(feature), min, Math.max(min, 1 + below(size)));
			})
		);
		return prepare(people, quotas, {
			size,
			isOneAHousehold: withHouseholds,
			certain: random() < 0.15 ? ['p0'] : []
		});
	}

	test('[JU23, JU139] the chances are those of the definition, profile by profile, whether panels are sought or listed; where there is no panel, it says so', () => {
		let possible = 0;
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 0x7fffffff }), (seed) => {
				const problem = smallProblem(seed);
				const panels = everyPanel(problem);
				const listed = listPanels(seatColumns(problem), panelRows(problem), { panels: 1e4, choices: 1e6 });
				expect(listed?.map((seats) => seats.join()).sort()).toEqual(
					panels.map((seats) => seats.join()).sort()
				);
				const distribution = leximin(problem, solver, undefined, seed % 2 === 0 ? -1 : undefined);
				if (panels.length === 0) {
					expect(distribution).toEqual({ accepted: false, reason: 'sortition-quotas-impossible' });
					return;
				}
				possible++;
				expect(distribution.accepted).toBe(true);
				if (!distribution.accepted) return;
				expect(distribution.value.isProven).toBe(true);
				const expected = byDefinition(problem, panels, solver);
				chancesOf(problem, distribution.value.panels).forEach((chance, profile) =>
					expect(Math.abs(chance - expected[profile]!), `${seed}, profile ${profile}`).toBeLessThan(2e-6)
				);
			}),
			{ numRuns: Number(process.env.SORTITION_RUNS ?? 150), seed: 6 }
		);
		expect(possible).toBeGreaterThan(30);
	});
});

test('[JU139] the listing is left where panels, or the choices that lead to them, are too many', () => {
	const problem = prepare(
		[...women(8), ...men(8)].map((one, index) => ({
			...one,
			features: { ...one.features, n: String(index % 4) }
		})),
		[
			quota('genre', 'f', 0, 8),
			quota('genre', 'h', 0, 8),
			...['0', '1', '2', '3'].map((n) => quota('n', n, 0, 8))
		],
		{ ...terms, size: 8 }
	);
	const list = (panels: number, choices: number) =>
		listPanels(seatColumns(problem), panelRows(problem), { panels, choices })?.length;
	const all = list(1e6, 1e6);
	expect(list(all!, 1e6)).toBe(all);
	expect(list(all! - 1, 1e6)).toBeUndefined();
	expect(list(1e6, 20)).toBeUndefined();
});

describe('the distribution', () => {
	test('[JU26] tickets are whole, as many as the drum holds, and do not depend on the order in which panels were found', () => {
		const panels = [
			[1, 0, 1],
			[0, 1, 1],
			[1, 1, 0],
			[2, 0, 0]
		];
		const tickets = ticketsOf(panels, [1 / 3, 1 / 3, 1 / 3, 0]);
		expect(tickets.map((panel) => panel.tickets)).toEqual([333_333_334, 333_333_333, 333_333_333]);
		expect(ticketsOf([...panels].reverse(), [0, 1 / 3, 1 / 3, 1 / 3])).toEqual(tickets);
	});

	test('[JU23] fairness of chances worked by hand', () => {
		const { min, max, gini, geometricMean } = fairnessOf([0.5, 0.125, 0.25, 0.125]);
		// pairs apart: 3/8 twice, 1/4, 1/8 twice, 0: 2 × 1.25 / (2 × 16 × 1/4)
		expect([min, max, gini]).toEqual([0.125, 0.5, 0.3125]);
		expect(geometricMean).toBeCloseTo(2 ** -2.25, 12);
		expect(fairnessOf([0, 1]).geometricMean).toBe(0);
	});
});
