// Ranks options by majority judgment: the majority grade, then the whole majority value, and what is truly equal shares its rank.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export interface Profile {
	readonly id: string;
	/** how many judges gave each grade, in the order of the grades, best first */
	readonly counts: readonly number[];
}

export interface Ranked {
	readonly id: string;
	/** 1 for the first; equal profiles share it, and the next rank is skipped */
	readonly rank: number;
	/** the majority grade: an index in the grades, 0 the best */
	readonly grade: number;
}

export type MajorityRefusal =
	| 'grades-too-few'
	| 'options-missing'
	| 'option-twice'
	| 'counts-of-wrong-length'
	| 'count-not-whole'
	| 'ballots-unequal'
	| 'ballots-missing';

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** The grade of the judge who stands at this place, when judges are lined up from the best grade to the worst. */
function gradeAt(counts: readonly number[], place: number): number {
	let before = 0;
	for (const [grade, count] of counts.entries()) {
		before += count;
		if (place < before) return grade;
	}
	return counts.length - 1;
}

/**
 * The majority grade: the LOWER median, index of a grade (0 the best). DE2
 * `counts`: whole numbers, best grade first, at least one ballot.
 */
export const majorityGrade = (counts: readonly number[]): number => gradeAt(counts, Math.floor(total(counts) / 2));

interface Difference {
	readonly distance: number;
	/** negative when the first of the two has the better grade there */
	readonly by: number;
}

/**
 * The nearest place to the middle at which two line-ups differ, on one side. Only the ends of runs of equal grades are
 * looked at: the cost is in grades, not in judges.
 */
function nearestDifference(a: readonly number[], b: readonly number[], from: number, side: 1 | -1): Difference | undefined {
	const judges = total(a);
	const runs = (counts: readonly number[]) => {
		const ends: { readonly until: number; readonly grade: number }[] = [];
		let seen = 0;
		for (let i = 0; i < counts.length; i++) {
			const grade = side === 1 ? i : counts.length - 1 - i;
			seen += counts[grade]!;
			ends.push({ until: seen, grade });
		}
		return ends;
	};
	const start = side === 1 ? from : judges - 1 - from;
	const [runsOfA, runsOfB] = [runs(a), runs(b)];
	let place = start;
	let [i, j] = [0, 0];
	while (place < judges) {
		while (runsOfA[i]!.until <= place) i++;
		while (runsOfB[j]!.until <= place) j++;
		const by = runsOfA[i]!.grade - runsOfB[j]!.grade;
		if (by !== 0) return { distance: place - start, by };
		place = Math.min(runsOfA[i]!.until, runsOfB[j]!.until);
	}
	return undefined;
}

/**
 * Compares two line-ups of as many judges by their majority values, the sequence of majority grades obtained by
 * removing one judge at the median again and again (DE3). Negative: `a` is better; 0: the profiles are equal.
 * Removing the lower median walks outwards from the middle place, one side then the other: with an odd number of
 * judges the worse side comes first, with an even number the better one.
 */
export function compareMajorityValues(a: readonly number[], b: readonly number[]): number {
	const judges = total(a);
	const middle = Math.floor(judges / 2);
	const towardsWorse = nearestDifference(a, b, middle, 1);
	const towardsBetter = nearestDifference(a, b, middle, -1);
	if (!towardsWorse) return towardsBetter?.by ?? 0;
	if (!towardsBetter) return towardsWorse.by;
	if (towardsWorse.distance !== towardsBetter.distance)
		return towardsWorse.distance < towardsBetter.distance ? towardsWorse.by : towardsBetter.by;
	return judges % 2 === 1 ? towardsWorse.by : towardsBetter.by;
}

/**
 * Ranks the options, best first; among equal profiles the given order is kept and the rank is shared (DE4).
 * `grades`: how many grades there are. Refuses counts that are not whole numbers, options that have not received
 * equally many ballots (an abstention must be a stated rule, never a hole), and a box without any ballot.
 * Source: M. Balinski & R. Laraki, « A theory of measuring, electing and ranking », PNAS 104 (2007), and
 * Majority Judgment (MIT Press, 2010): majority grade, majority value.
 */
export function rankByMajority(grades: number, profiles: readonly Profile[]): Outcome<readonly Ranked[], MajorityRefusal> {
	if (grades < 2) return refused('grades-too-few');
	if (profiles.length === 0) return refused('options-missing');
	if (new Set(profiles.map((profile) => profile.id)).size !== profiles.length) return refused('option-twice');
	for (const { counts } of profiles) {
		if (counts.length !== grades) return refused('counts-of-wrong-length');
		if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) return refused('count-not-whole');
		if (!Number.isSafeInteger(total(counts))) return refused('count-not-whole');
	}
	const ballots = total(profiles[0]!.counts);
	if (profiles.some((profile) => total(profile.counts) !== ballots)) return refused('ballots-unequal');
	if (ballots === 0) return refused('ballots-missing');

	const sorted = [...profiles].sort((a, b) => compareMajorityValues(a.counts, b.counts));
	const ranking: Ranked[] = [];
	for (const [index, { id, counts }] of sorted.entries()) {
		const sharesRank = index > 0 && compareMajorityValues(sorted[index - 1]!.counts, counts) === 0;
		ranking.push({ id, rank: sharesRank ? ranking[index - 1]!.rank : index + 1, grade: majorityGrade(counts) });
	}
	return accepted(ranking);
}
