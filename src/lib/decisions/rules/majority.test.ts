import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersFrom } from '../../../../tests/world/numbers.ts';
import { compareMajorityValues, majorityGrade, rankByMajority, type Profile, type Ranked } from './majority.ts';

const rivelles: Profile[] = [
	{ id: 'A', counts: [0, 3, 6, 3, 1] },
	{ id: 'B', counts: [4, 6, 2, 1, 0] },
	{ id: 'C', counts: [2, 3, 3, 3, 2] }
];

const ranking = (grades: number, profiles: readonly Profile[]): readonly Ranked[] => {
	const outcome = rankByMajority(grades, profiles);
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
};

/** The definition, judge by judge: line up, take the lower median, note it, remove it, again. */
function naiveMajorityValue(counts: readonly number[]): number[] {
	const judges = counts.flatMap((count, grade) => Array<number>(count).fill(grade));
	const value: number[] = [];
	while (judges.length > 0) value.push(...judges.splice(Math.floor(judges.length / 2), 1));
	return value;
}

function naiveCompare(a: readonly number[], b: readonly number[]): number {
	const [left, right] = [naiveMajorityValue(a), naiveMajorityValue(b)];
	for (const [index, grade] of left.entries()) if (grade !== right[index]) return grade - right[index]!;
	return 0;
}

const profilesOf = fc
	.tuple(fc.integer({ min: 3, max: 7 }), fc.integer({ min: 3, max: 40 }), fc.integer({ min: 2, max: 6 }))
	.chain(([grades, judges, options]) =>
		fc.record({
			grades: fc.constant(grades),
			profiles: fc
				.array(fc.array(fc.integer({ min: 0, max: grades - 1 }), { minLength: judges, maxLength: judges }), {
					minLength: options,
					maxLength: options
				})
				.map((ballots) =>
					ballots.map((given, index) => ({
						id: String(index),
						counts: Array.from({ length: grades }, (_, grade) => given.filter((one) => one === grade).length)
					}))
				)
		})
	);

const seeded = { numRuns: 2_000, seed: 20_270_313 };

describe('the vote of the Rivelles', () => {
	test('[DE1] every judge counts once and the order is B, A, C', () => {
		expect(ranking(5, rivelles)).toEqual([
			{ id: 'B', rank: 1, grade: 1 },
			{ id: 'A', rank: 2, grade: 2 },
			{ id: 'C', rank: 3, grade: 2 }
		]);
	});

	test('[DE3] A stands before C by the majority value although the mean says otherwise', () => {
		const mean = (counts: readonly number[]) => counts.reduce((sum, count, grade) => sum + count * grade, 0) / 13;
		expect(mean(rivelles[2]!.counts)).toBeLessThan(mean(rivelles[0]!.counts));
		expect(majorityGrade(rivelles[0]!.counts)).toBe(majorityGrade(rivelles[2]!.counts));
		expect(compareMajorityValues(rivelles[0]!.counts, rivelles[2]!.counts)).toBeLessThan(0);
	});
});

describe('against the definition carried out judge by judge', () => {
	test('[DE3] two options compare as their majority values do', () => {
		fc.assert(
			fc.property(profilesOf, ({ profiles: [a, b] }) => {
				expect(Math.sign(compareMajorityValues(a!.counts, b!.counts))).toBe(Math.sign(naiveCompare(a!.counts, b!.counts)));
			}),
			seeded
		);
	});

	test('[DE3, DE4] twenty thousand votes are ranked as by hand, true ties included', () => {
		const next = numbersFrom(20_270_313);
		let ties = 0;
		for (let vote = 0; vote < 20_000; vote++) {
			const [grades, judges, options] = [3 + next(5), 3 + next(38), 2 + next(5)];
			const profiles = Array.from({ length: options }, (_, option) => {
				const counts = Array<number>(grades).fill(0);
				for (let judge = 0; judge < judges; judge++) counts[next(grades)]!++;
				return { id: String(option), counts };
			});
			// by chance alone, only the smallest juries are tied
			if (vote % 10 === 0) profiles[options - 1] = { id: String(options - 1), counts: [...profiles[next(options - 1)]!.counts] };
			const found = new Map(ranking(grades, profiles).map(({ id, rank }) => [id, rank]));
			for (const { id, counts } of profiles) {
				const better = profiles.filter((other) => naiveCompare(other.counts, counts) < 0).length;
				if (found.get(id) !== better + 1) expect.fail(`${JSON.stringify(profiles)}: ${id} is ranked ${found.get(id)}, and ${better} are better`);
				if (profiles.some((other) => other.id !== id && String(other.counts) === String(counts))) ties++;
			}
		}
		expect(ties).toBeGreaterThan(4_000);
	});

	test('[DE2] the majority grade is the lower median', () => {
		fc.assert(
			fc.property(profilesOf, ({ profiles: [a] }) => {
				expect(majorityGrade(a!.counts)).toBe(naiveMajorityValue(a!.counts)[0]);
			}),
			seeded
		);
		expect(majorityGrade([1, 0, 1])).toBe(2);
	});

	test('[DE4] the order in which options are given changes no rank', () => {
		fc.assert(
			fc.property(
				profilesOf.chain(({ grades, profiles }) =>
					fc.record({ grades: fc.constant(grades), profiles: fc.constant(profiles), shuffled: fc.shuffledSubarray(profiles, { minLength: profiles.length }) })
				),
				({ grades, profiles, shuffled }) => {
					const byId = (ranks: readonly Ranked[]) => Object.fromEntries(ranks.map(({ id, rank }) => [id, rank]));
					expect(byId(ranking(grades, shuffled))).toEqual(byId(ranking(grades, profiles)));
				}
			),
			{ ...seeded, numRuns: 500 }
		);
	});
});

test('[DE4] equal profiles share their rank and the next one is skipped', () => {
	const profiles = [
		{ id: 'X', counts: [1, 1, 1] },
		{ id: 'Y', counts: [2, 1, 0] },
		{ id: 'Z', counts: [1, 1, 1] },
		{ id: 'W', counts: [0, 0, 3] }
	];
	expect(ranking(3, profiles).map(({ id, rank }) => [id, rank])).toEqual([
		['Y', 1],
		['X', 2],
		['Z', 2],
		['W', 4]
	]);
});

test('[DE3] tens of millions of ballots are counted exactly, without being lined up', () => {
	const one = { id: 'one', counts: [10_000_000, 20_000_001, 30_000_000, 12_327_455] };
	const two = { id: 'two', counts: [10_000_000, 20_000_000, 30_000_001, 12_327_455] };
	expect(ranking(4, [two, one]).map(({ id }) => id)).toEqual(['one', 'two']);
});

test.each([
	['grades-too-few', 1, [{ id: 'A', counts: [1] }]],
	['options-missing', 5, []],
	['option-twice', 2, [{ id: 'A', counts: [1, 0] }, { id: 'A', counts: [0, 1] }]],
	['counts-of-wrong-length', 3, [{ id: 'A', counts: [1, 0] }]],
	['count-not-whole', 2, [{ id: 'A', counts: [1.5, 0] }]],
	['count-not-whole', 2, [{ id: 'A', counts: [-1, 2] }]],
	['ballots-unequal', 2, [{ id: 'A', counts: [1, 0] }, { id: 'B', counts: [1, 1] }]],
	['ballots-missing', 2, [{ id: 'A', counts: [0, 0] }]]
] as const)('[DE5] a count is refused: %s', (reason, grades, profiles) => {
	expect(rankByMajority(grades, profiles)).toEqual({ accepted: false, reason });
});
