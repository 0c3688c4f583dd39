// What a ballot box accepts: who votes, until when, with which grades.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

/** `cancelled`: its key is lost, so that it can never be counted; another box may be opened. */
export type BoxState = 'open' | 'closed' | 'cancelled';

/** `secret`: only counts ever leave the box. `named`: shown under the voter's name, with the result. */
export type Secrecy = 'secret' | 'named';

/** Whether a ballot that is in may be replaced: `until-close`, as nobody can then be forced to show how they voted; `never`. */
export type Revote = 'until-close' | 'never';

export interface OptionOnBallot {
	readonly id: string;
	readonly label: string;
}

export interface BallotPaper {
	/** from best to worst */
	readonly grades: readonly string[];
	readonly options: readonly OptionOnBallot[];
}

/** option id → index of the grade, 0 the best */
export type Choices = Readonly<Record<string, number>>;

export type BallotRefusal = 'ballot-already-in' | 'vote-closed' | 'vote-cancelled' | 'voter-not-on-roll' | 'ballot-incomplete' | 'ballot-not-of-this-vote';

export interface Voter {
	readonly voterId: string;
	readonly college: string;
}

/** A ballot is sealed at one length: one byte an option. */
export const maximumOptions = 64;

export type PaperRefusal = 'options-too-few' | 'options-too-many' | 'option-twice' | 'grades-too-few' | 'roll-empty' | 'college-without-secrecy';

/**
 * Whether a box may be opened. At least two grades and one option, 64 options at most, each college of the roll with
 * its secrecy; the roll is fixed here (DE6).
 */
export function checkBox(
	paper: BallotPaper,
	roll: readonly Voter[],
	secrecy: Readonly<Record<string, Secrecy>>
): Outcome<BallotPaper, PaperRefusal> {
	if (paper.grades.length < 2) return refused('grades-too-few');
	if (paper.options.length < 1) return refused('options-too-few');
	if (paper.options.length > maximumOptions) return refused('options-too-many');
	if (new Set(paper.options.map(({ id }) => id)).size !== paper.options.length) return refused('option-twice');
	if (roll.length === 0) return refused('roll-empty');
	if (roll.some(({ college }) => !Object.hasOwn(secrecy, college))) return refused('college-without-secrecy');
	return accepted(paper);
}

/** The paper with one option more: only while the box is open and without a ballot, since a ballot grades every option (DE6, DE7). */
export function addOption(
	box: BallotPaper & { readonly state: BoxState },
	ballots: number,
	option: OptionOnBallot
): Outcome<readonly OptionOnBallot[], 'vote-closed' | 'vote-cancelled' | 'ballots-are-in' | 'option-twice' | 'options-too-many'> {
	if (box.state !== 'open') return refused(box.state === 'closed' ? 'vote-closed' : 'vote-cancelled');
	if (ballots > 0) return refused('ballots-are-in');
	if (box.options.some(({ id }) => id === option.id)) return refused('option-twice');
	if (box.options.length >= maximumOptions) return refused('options-too-many');
	return accepted([...box.options, option]);
}

/** Whether ballots may be made final: only while the box is open and without a ballot, so that the same holds for all (DE15). */
export function makeFinal(box: { readonly state: BoxState }, ballots: number): Outcome<Revote, 'vote-closed' | 'vote-cancelled' | 'ballots-are-in'> {
	if (box.state !== 'open') return refused(box.state === 'closed' ? 'vote-closed' : 'vote-cancelled');
	return ballots > 0 ? refused('ballots-are-in') : accepted('never');
}

/**
 * The verdict on one ballot (DE7, DE8). `given`: option id → index of a grade. Refuses after close, off the roll, with an
 * option left without a grade, with an option or a grade that is not on the paper. A ballot already cast is replaced, unless
 * ballots are final (DE15).
 */
export function fillBallot(
	box: BallotPaper & { readonly state: BoxState; readonly revote?: Revote },
	isOnRoll: boolean,
	given: Choices,
	before?: 'has-voted'
): Outcome<readonly number[], BallotRefusal> {
	if (box.state === 'closed') return refused('vote-closed');
	if (box.state === 'cancelled') return refused('vote-cancelled');
	if (!isOnRoll) return refused('voter-not-on-roll');
	if (before === 'has-voted' && box.revote === 'never') return refused('ballot-already-in');
	const known = new Set(box.options.map(({ id }) => id));
	if (Object.keys(given).some((id) => !known.has(id))) return refused('ballot-not-of-this-vote');
	const filled: number[] = [];
	for (const { id } of box.options) {
		const grade = Object.hasOwn(given, id) ? given[id] : undefined;
		if (grade === undefined) return refused('ballot-incomplete');
		if (!Number.isInteger(grade) || grade < 0 || grade >= box.grades.length) return refused('ballot-not-of-this-vote');
		filled.push(grade);
	}
	return accepted(filled);
}
