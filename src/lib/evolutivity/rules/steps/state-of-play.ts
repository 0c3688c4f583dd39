// The state of play frozen from the cockpit: figures, milestones, spend, incidents, comments apart; « compris » or « question » on each figure.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Commenter, Reading } from '../entries.ts';
import type { Figure, StateOfPlay } from '../stateOfPlay.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 15, minimumMinutes: 8, isProtected: false, isOptional: false, register: 'choose' },
	onEnter: [],
	onLeave: [],
	standsOn: ['arrival']
};

export interface FigureSeen extends Figure {
	readonly understood: number;
	readonly questions: number;
	readonly comments: Readonly<Partial<Record<Commenter, string>>>;
}

export interface StateOfPlaySeen {
	/** null until it is frozen */
	readonly frozen: (Omit<StateOfPlay, 'figures' | 'version'> & { readonly figures: readonly FigureSeen[] }) | null;
}

export interface StateOfPlayOnHand extends StateOfPlaySeen {
	/** by figure */
	readonly mine: Readonly<Record<string, { readonly reading: Reading; readonly words: string }>>;
	readonly mayComment: Commenter | null;
}

export interface StateOfPlayOnDesk extends StateOfPlaySeen {
	/** what seats wonder, by figure, without names */
	readonly asked: readonly { readonly figure: string; readonly words: string }[];
}
