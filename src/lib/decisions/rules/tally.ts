// What may be known of a vote: before close who has voted, after close the result, and of a small secret college only what names nobody.
import type { BallotPaper, BoxState, Choices, Secrecy } from './ballot.ts';
import { rankByMajority, type Ranked } from './majority.ts';

/** Below this number of ballots, whatever is made of them would name people. */
export const fewestBallotsShown = 5;

/** Up to this number on a secret roll, the room is told before the vote what a unanimity would give away. */
export const smallJury = 12;

export type HiddenBecause = 'too-few' | 'few-own-hands';

/**
 * Why the result of a secret college stays closed; null when it may be shown (DE11). `typed`: how many of the ballots the facilitators
 * typed for others. They know those, and would read the rest by difference: it must be five ballots at least, or none.
 */
export function hiddenBecause({ ballots, typed }: { readonly ballots: number; readonly typed: number }): HiddenBecause | null {
	const own = ballots - typed;
	if (ballots > 0 && ballots < fewestBallotsShown) return 'too-few';
	return own > 0 && own < fewestBallotsShown ? 'few-own-hands' : null;
}

export interface CollegeCounts {
	readonly college: string;
	readonly secrecy: Secrecy;
	readonly ballots: number;
	/** how many of them were typed for their voter by somebody else */
	readonly typed: number;
	/** option id → how many times each grade was given, best first */
	readonly counts: Readonly<Record<string, readonly number[]>>;
}

export interface NamedBallot {
	readonly voterId: string;
	readonly college: string;
	readonly choices: Choices;
}

export interface BoxFacts extends BallotPaper {
	readonly state: BoxState;
	readonly secrecy: Readonly<Record<string, Secrecy>>;
	readonly roll: readonly { readonly voterId: string; readonly college: string; readonly hasVoted: boolean }[];
	/** empty until close */
	readonly colleges: readonly CollegeCounts[];
	readonly named: readonly NamedBallot[];
	readonly receipts: readonly string[];
}

export interface CollegeTurnout {
	readonly college: string;
	readonly secrecy: Secrecy;
	readonly onRoll: number;
	readonly voted: number;
}

export interface Result {
	/** why nothing made of the secret ballots is shown; null when all is */
	readonly hidden: HiddenBecause | null;
	/** null when it would give away a ballot (DE11) */
	readonly ranking: readonly Ranked[] | null;
	/** option id → counts of all colleges together; null when they would give away a ballot (DE11) */
	readonly counts: Readonly<Record<string, readonly number[]>> | null;
	readonly ballots: number;
	readonly colleges: readonly {
		readonly college: string;
		readonly secrecy: Secrecy;
		readonly ballots: number;
		/** null when they would give away a ballot (DE11) */
		readonly counts: Readonly<Record<string, readonly number[]>> | null;
		/** options to which everybody in a secret college gave the same grade: everybody's ballot is then known */
		readonly unanimousOn: readonly string[];
	}[];
	readonly named: readonly NamedBallot[];
	readonly receipts: readonly string[];
}

export interface VisibleTally {
	readonly state: BoxState;
	readonly onRoll: number;
	readonly voted: number;
	readonly turnout: readonly CollegeTurnout[];
	/** who is on the roll and who has voted; null for eyes that may only count */
	readonly roll: BoxFacts['roll'] | null;
	/** null before close, and for ever when nobody voted or when the box was cancelled */
	readonly result: Result | null;
}

function sumCounts(box: BoxFacts, colleges: readonly CollegeCounts[]): Record<string, readonly number[]> {
	return Object.fromEntries(
		box.options.map(({ id }) => [
			id,
			box.grades.map((_, grade) => colleges.reduce((sum, { counts }) => sum + (counts[id]?.[grade] ?? 0), 0))
		])
	);
}

function resultOf(box: BoxFacts): Result | null {
	const counts = sumCounts(box, box.colleges);
	const ranking = rankByMajority(
		box.grades.length,
		box.options.map(({ id }) => ({ id, counts: counts[id]! }))
	);
	if (!ranking.accepted) return null;
	const whyHidden = (college: CollegeCounts) => (college.secrecy === 'secret' ? hiddenBecause(college) : null);
	const hidden = box.colleges.map(whyHidden).find((why) => why !== null) ?? null;
	return {
		hidden,
		ranking: hidden ? null : ranking.value,
		counts: hidden ? null : counts,
		ballots: box.colleges.reduce((sum, { ballots }) => sum + ballots, 0),
		colleges: box.colleges.map((college) => ({
			college: college.college,
			secrecy: college.secrecy,
			ballots: college.ballots,
			counts: whyHidden(college) ? null : college.counts,
			unanimousOn:
				college.secrecy === 'secret' && college.ballots > 0 && !whyHidden(college)
					? box.options.map(({ id }) => id).filter((id) => college.counts[id]?.some((count) => count === college.ballots))
					: []
		})),
		named: box.named,
		receipts: box.receipts
	};
}

/**
 * What these eyes may know (DE9 to DE12). Before close: how many have voted, and for the desk who; no grade, no order, not
 * even for the facilitator. After close: ranking, counts a college and in total, the named ballots. Of a secret college with
 * 1 to 4 ballots, or with 1 to 4 that nobody typed for another, nothing is shown: neither its counts, nor the total and the
 * ranking of all, from which the named ballots could be taken away. The named ballots are.
 * Source: issue of the vote, CNIL délibération 2019-053 (secret, sincérité).
 */
export function visibleTally(box: BoxFacts, eyes: 'wall' | 'hand' | 'desk'): VisibleTally {
	const colleges = Object.keys(box.secrecy).filter((college) => box.roll.some((voter) => voter.college === college));
	return {
		state: box.state,
		onRoll: box.roll.length,
		voted: box.roll.filter(({ hasVoted }) => hasVoted).length,
		turnout: colleges.map((college) => {
			const voters = box.roll.filter((voter) => voter.college === college);
			return {
				college,
				secrecy: box.secrecy[college]!,
				onRoll: voters.length,
				voted: voters.filter(({ hasVoted }) => hasVoted).length
			};
		}),
		roll: eyes === 'desk' ? box.roll : null,
		result: box.state === 'closed' ? resultOf(box) : null
	};
}

export interface RecountFile {
	readonly grades: readonly string[];
	readonly options: readonly { readonly id: string; readonly counts: readonly number[] }[];
}

/** The public recount file of a result; null when its counts may not be shown (DE11). */
export function recountFile(paper: BallotPaper, result: Result): RecountFile | null {
	const counts = result.counts;
	return counts && { grades: paper.grades, options: paper.options.map(({ id }) => ({ id, counts: counts[id]! })) };
}
