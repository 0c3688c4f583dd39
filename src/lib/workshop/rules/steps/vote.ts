// The vote: a grade to each scenario by majority judgment; hidden until it closes, then laid beside the matrix.
import type { Revote, Secrecy } from '../../../decisions/rules/ballot.ts';
import type { CollegeTurnout, HiddenBecause } from '../../../decisions/rules/tally.ts';
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Disagreement, Matrix } from '../matrix.ts';
import type { HandedBack, Handing } from '../roles.ts';
import type { Scenario } from '../scenarios.ts';
import type { AmendmentShown, ScenarioToName } from './amendments.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 8, isProtected: true, isOptional: false, register: 'choose' },
	onEnter: [{ do: 'open', what: 'ballot-box' }],
	// MO38
	onLeave: [{ do: 'close', what: 'ballot-box', unless: 'going-back' }],
	standsOn: ['welcome', 'proposal', 'amendments']
};

/** From best to worst. */
export const usualGrades: readonly string[] = ['Excellent', 'Bien', 'Passable', 'Insuffisant', 'À rejeter'];

export type VoteStage = 'preparing' | 'open' | 'closed';

export interface NamedBallotShown {
	readonly publicName: string;
	/** scenario → index of the grade */
	readonly choices: Readonly<Record<string, number>>;
}

export interface VoteResult {
	/** why nothing made of the secret ballots is published; null when all is (DE11) */
	readonly hidden: HiddenBecause | null;
	/** in the order of the result where it is published, else as they stood on the ballot */
	readonly options: readonly { readonly code: string; readonly name: string }[];
	/** null when it would give away a ballot */
	readonly ranking: readonly { readonly code: string; readonly name: string; readonly rank: number; readonly grade: number }[] | null;
	/** null when they would give away a ballot */
	readonly counts: Readonly<Record<string, readonly number[]>> | null;
	readonly ballots: number;
	readonly colleges: readonly {
		readonly college: string;
		readonly secrecy: Secrecy;
		readonly ballots: number;
		readonly counts: Readonly<Record<string, readonly number[]>> | null;
		readonly unanimousOn: readonly string[];
	}[];
	readonly named: readonly NamedBallotShown[];
	readonly receipts: readonly string[];
	readonly matrix: Matrix | null;
	readonly disagreements: readonly Disagreement[];
	/** what the room wants written where they disagree */
	readonly sentence: string | null;
}

/** A scenario with what it is made of. */
export interface ScenarioSeen extends Scenario {
	/** the amendments that it holds beside those of its version */
	readonly from: readonly Pick<AmendmentShown, 'code' | 'role' | 'capacity'>[];
	/** the version from which it departs; null before v0 */
	readonly version: number | null;
	/** codes of the amendments of its version that it leaves out */
	readonly without: readonly string[];
}

interface VoteSeen {
	readonly stage: VoteStage;
	/** a box was cancelled because its key was lost: everybody votes again */
	readonly wasCancelled: boolean;
	/** whether a ballot that is in may be replaced (DE15) */
	readonly revote: Revote;
	readonly grades: readonly string[];
	readonly scenarios: readonly ScenarioSeen[];
	readonly onRoll: number;
	readonly voted: number;
	/** closed, and null when nobody voted */
	readonly result: VoteResult | null;
	/** cards handed back; what they made people see is told once the vote is closed */
	readonly handedBack: HandedBack;
}

export interface VoteOnHand extends VoteSeen {
	/** null for whoever does not vote: a reservist is a third party */
	readonly secrecy: Secrecy | null;
	/** of a college that votes, but arrived after the opening */
	readonly isLate: boolean;
	readonly hasVoted: boolean;
	/** its ballot, typed for it, waits for the same again (DE16) */
	readonly waiting: 'once' | 'differs' | null;
	readonly receipt: string | null;
	/** the card that this seat played; null when it played none */
	readonly card: Handing | null;
}

export interface VoteOnWall extends VoteSeen {
	readonly turnout: readonly CollegeTurnout[];
}

export interface VoterAtDesk {
	readonly id: string;
	readonly publicName: string;
	readonly college: string;
	readonly hasVoted: boolean;
	readonly isOnPaper: boolean;
	/** its ballot, typed for it, waits for the same again (DE16) */
	readonly waiting: 'once' | 'differs' | null;
	/** the card that it played; null when it played none */
	readonly card: Handing | null;
	/** no longer in the room: merged or expelled */
	readonly isGone: boolean;
}

export interface VoteOnDesk extends VoteOnWall {
	readonly roll: readonly VoterAtDesk[];
	/** admitted since the opening, in a college that votes */
	readonly late: readonly { readonly id: string; readonly publicName: string }[];
	/** the key of the open box is not on this server: a restored backup */
	readonly isKeyLost: boolean;
	readonly nextCode: string | null;
	/** opened by an amendment, without a title: the vote will not bear them */
	readonly toName: readonly ScenarioToName[];
	/** pairs of seats that look like one person and have both voted, while the box is open */
	readonly doubles: number;
	/** why the result will stay closed if all vote as they sit, on paper or not; null when it will show */
	readonly willHide: HiddenBecause | null;
	/** the same of the ballots that are in, were the vote closed now; null when it is not open */
	readonly hidesNow: HiddenBecause | null;
}
