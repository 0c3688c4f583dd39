// The closing: this is a proposal, to whom it goes and when, the next dates, and what each takes away.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { ClosingWords } from '../closing.ts';
import type { ConsentEnding } from './consent.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 6, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: [],
	standsOn: ['welcome', 'landscape-writing', 'landscape-grouping', 'landscape-dots', 'proposal', 'clarification', 'amendments', 'vote', 'consent']
};

interface ClosingSeen {
	/** null until the facilitator has written it */
	readonly closing: ClosingWords | null;
	readonly scenario: { readonly code: string; readonly name: string } | null;
	readonly consent: ConsentEnding;
}

export interface ClosingOnHand extends ClosingSeen {
	readonly isJuror: boolean;
	readonly usefulness: number | null;
	readonly word: string;
	/** whole minutes */
	readonly minutes: number | null;
	readonly postcard: string;
	/** whole minutes of this juror in the project, as the ledger has them: today's come in when the gathering ends; null for those who are not counted */
	readonly ledgerMinutes: number | null;
}

export interface ClosingOnWall extends ClosingSeen {
	readonly count: number;
	readonly words: readonly string[];
}

export interface ClosingOnDesk extends ClosingOnWall {
	readonly arrived: number;
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string; readonly isJuror: boolean; readonly hasLeftWord: boolean }[];
	readonly postcards: readonly string[];
	/** proposed from what the project says of itself; null where it says no year */
	readonly likelyYear: number | null;
	/** 1 to 5 → how many; null before the end of the gathering, and below three answers */
	readonly usefulness: readonly number[] | null;
}
