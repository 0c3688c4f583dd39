// The consent on the first of the vote: objections one by one, with the risk and what would lift it; never a majority.
import { isOpen, silentParties, type ObjectionState, type Phase, type Round, type RoundState, type Says } from '../../../decisions/rules/consent.ts';
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { VoteResult } from './vote.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 12, minimumMinutes: 7, isProtected: true, isOptional: false, register: 'speak' },
	onEnter: [{ do: 'open', what: 'consent-round' }],
	onLeave: [],
	standsOn: ['welcome', 'proposal', 'amendments', 'vote'],
	takesUp: ['vote']
};

/** Why consent is asked on this scenario: it came first, alone, by the published result; it is one of several truly equal; or the room said so, nothing being published. */
export type Standing = 'first' | 'among-equals' | 'said-by-the-room';

/** `ranking`: of the published result, null where there is none. A scenario is called first only where everybody can read that it is (MO44). */
export function standingOf(ranking: VoteResult['ranking'], code: string): Standing {
	const firsts = ranking?.filter(({ rank }) => rank === 1) ?? [];
	if (!firsts.some((first) => first.code === code)) return 'said-by-the-room';
	return firsts.length === 1 ? 'first' : 'among-equals';
}

/** What a round still leaves undone when the room goes on, the most pressing first, each with a number of people or objections and never a name (GA23). */
export function leftUndone(round: Round | undefined): readonly { readonly warning: string; readonly count: number }[] {
	if (!round) return [{ warning: 'consent-not-begun', count: 0 }];
	if (round.state !== 'running') return [];
	const [open, silent] = [round.objections.filter(isOpen).length, silentParties(round).length];
	return [
		...(open > 0 ? [{ warning: 'objections-not-lifted', count: open }] : []),
		...(silent > 0 ? [{ warning: 'consent-parties-silent', count: silent }] : []),
		{ warning: 'consent-not-noted', count: 0 }
	];
}

/** How consent ended, for the closing to say in one sentence (MO53). `objections`: not lifted. Days are ISO days. */
export type ConsentEnding =
	| { readonly how: 'not-asked' }
	| { readonly how: 'obtained' }
	| { readonly how: 'not-obtained'; readonly objections: number; readonly silent: number }
	| { readonly how: 'postponed'; readonly to: string }
	| { readonly how: 'kept-on-record'; readonly objections: number; readonly answerDueOn: string | null; readonly isAnswered: boolean };

export function endingOf(round: Round | null): ConsentEnding {
	if (!round) return { how: 'not-asked' };
	if (round.state === 'obtained') return { how: 'obtained' };
	if (round.state === 'postponed' && round.postponedTo) return { how: 'postponed', to: round.postponedTo };
	const objections = round.objections.filter((one) => isOpen(one) || one.state === 'on-record').length;
	if (round.state === 'kept-on-record') return { how: 'kept-on-record', objections, answerDueOn: round.answerDueOn, isAnswered: round.answer !== null };
	return { how: 'not-obtained', objections, silent: silentParties(round).length };
}

export interface ObjectionShown {
	readonly id: string;
	readonly risk: string;
	readonly wouldLift: string;
	readonly state: ObjectionState;
	readonly integration: string | null;
	readonly keepers: number;
}

interface ConsentSeen {
	readonly state: RoundState | 'not-open';
	readonly phases: readonly Phase[];
	readonly phase: Phase | null;
	readonly loop: number;
	readonly maximumLoops: number;
	readonly scenario: { readonly code: string; readonly name: string; readonly idea: string; readonly standing: Standing } | null;
	readonly asked: number;
	readonly spoken: number;
	/** raised and not yet on the table: only their number is shown */
	readonly waiting: number;
	readonly onTable: ObjectionShown | null;
	readonly settled: readonly ObjectionShown[];
	/** ISO 8601 */
	readonly endedAt: string | null;
	readonly timeZone: string;
	/** ISO day */
	readonly answerDueOn: string | null;
	readonly answer: string | null;
	/** ISO day */
	readonly postponedTo: string | null;
}

export interface ConsentOnHand extends ConsentSeen {
	readonly isParty: boolean;
	/** I could be asked, and came after the round was opened */
	readonly isNewcomer: boolean;
	readonly says: Says | null;
	/** my objection while it is open */
	readonly mine: ObjectionShown | null;
	readonly isMineOnTable: boolean;
	/** I am one of those for whom the objection on the table is not lifted */
	readonly iKeepIt: boolean;
	/** the elected official, when a written answer is awaited */
	readonly mayAnswer: boolean;
}

export type ConsentOnWall = ConsentSeen;

export interface ConsentOnDesk extends ConsentSeen {
	readonly parties: readonly {
		readonly id: string;
		readonly publicName: string;
		readonly says: Says | null;
		readonly isOnPaper: boolean;
	}[];
	readonly objections: readonly (ObjectionShown & { readonly authorId: string; readonly author: string; readonly keeperNames: readonly string[] })[];
	/** the firsts of the vote, when no round is open: several when they are truly equal, all when its result stays closed */
	readonly firsts: readonly { readonly code: string; readonly name: string }[];
	/** while a round runs: what else the room may be asked on, empty when the vote has one first */
	readonly others: readonly { readonly code: string; readonly name: string }[];
	/** people who have answered in the round, all loops */
	readonly heard: number;
	/** whoever came after the round was opened, and could be asked */
	readonly newcomers: readonly { readonly id: string; readonly publicName: string }[];
	/** why what nobody objects to is not consented to yet, where a kind of gathering says more; null: it is */
	readonly lacks: string | null;
	/** closed without a ballot: there is nothing to consent to */
	readonly isVoteEmpty: boolean;
	/** closed with so few secret ballots that its result is not published: the room says which scenario (DE11) */
	readonly isVoteHidden: boolean;
}
