// Questions of clarification: written, merged, supported; the five most shared are answered aloud.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Passage } from '../../../texts/rules/passages.ts';
import type { QuestionState } from '../questions.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 8, minimumMinutes: 5, isProtected: false, isOptional: false, register: 'write' },
	onEnter: [],
	onLeave: [],
	standsOn: ['welcome', 'proposal'],
	takesUp: ['proposal']
};

export interface QuestionShown {
	readonly id: string;
	readonly text: string;
	/** seats that wonder, those of the questions merged into it too */
	readonly share: number;
	readonly answer: string;
	/** the words of those merged into it */
	readonly merged: readonly { readonly id: string; readonly text: string }[];
}

interface ClarificationSeen {
	/** those that wait, the most shared first */
	readonly queue: readonly QuestionShown[];
	readonly answered: readonly QuestionShown[];
	readonly parked: readonly QuestionShown[];
	readonly answeredAloud: number;
}

export interface MyQuestion {
	readonly id: string;
	readonly text: string;
	/** merged: with the state and the answer of the question that it is merged into */
	readonly state: QuestionState;
	readonly answer: string;
	/** the question that it is merged into */
	readonly under: { readonly id: string; readonly text: string } | null;
}

export interface ClarificationOnHand extends ClarificationSeen {
	/** the proposal that one asks about; empty before it is sealed */
	readonly passages: readonly Passage[];
	/** what this seat marked in it, for itself: passage → note */
	readonly bookmarks: Readonly<Record<string, string>>;
	/** of the jury or the team, and not the one who answers */
	readonly isAsking: boolean;
	/** and has none that waits */
	readonly mayAsk: boolean;
	readonly mine: readonly MyQuestion[];
	/** questions that this seat asked or supports */
	readonly supported: readonly string[];
	/** among the answered, one that this seat supports without having asked it */
	readonly isAnsweredSupported: boolean;
}

export type ClarificationOnWall = ClarificationSeen;

export interface ClarificationOnDesk extends ClarificationSeen {
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string; readonly mayAsk: boolean; readonly mine: readonly MyQuestion[] }[];
}
