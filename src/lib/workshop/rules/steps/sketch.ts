// The sketch of a strategy: which investment modes, for what, with whom, in which season, in what order of magnitude.
import type { Finding } from '../../../cockpit/rules/modes/mode.ts';
import type { ModeId } from '../../../cockpit/rules/modes/ids.ts';
import type { Answers } from '../../../cockpit/rules/modes/modes.ts';
import type { Season } from '../../../cockpit/rules/seasons.ts';
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Money } from '../../../money/rules/euros.ts';
import type { SuggestionState } from '../sketch.ts';
import type { ConsentEnding } from './consent.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 16, minimumMinutes: 10, isProtected: true, isOptional: false, register: 'speak' },
	onEnter: [],
	// MO248
	onLeave: [{ do: 'close', what: 'sketch', unless: 'going-back' }],
	standsOn: ['welcome', 'landscape-writing', 'vote', 'consent']
};

export interface LineShown {
	readonly id: string;
	readonly code: string;
	readonly mode: ModeId;
	readonly object: string;
	readonly actors: string;
	readonly season: Season | null;
	readonly money: Money;
	readonly needs: readonly { readonly id: string; readonly text: string }[];
	readonly impacts: readonly { readonly code: string; readonly name: string }[];
	readonly answers: Answers;
	/** which state this is: given back with a change */
	readonly revision: number;
	readonly findings: readonly Finding[];
}

interface SketchSeen {
	/** the one on which the room consented, else the first of the vote; null when there is neither */
	readonly scenario: { readonly code: string; readonly name: string; readonly idea: string } | null;
	readonly consent: ConsentEnding;
	readonly lines: readonly LineShown[];
	readonly orphans: { readonly needs: readonly { readonly id: string; readonly text: string }[]; readonly impacts: readonly { readonly code: string; readonly name: string }[] };
	/** cents */
	readonly sum: { readonly low: number; readonly high: number };
	/** the mode whose card stands large on the wall */
	readonly explained: ModeId | null;
	readonly isFrozen: boolean;
}

export interface SuggestionShown {
	readonly id: string;
	/** the code of its line, or null where it is for a line more */
	readonly line: string | null;
	readonly mode: ModeId;
	readonly text: string;
	readonly state: SuggestionState;
}

/** What whoever writes the lines needs besides. */
export interface SketchEditing {
	readonly needs: readonly { readonly id: string; readonly text: string }[];
	readonly impacts: readonly { readonly code: string; readonly name: string }[];
	readonly seasons: readonly Season[];
	/** those that wait; nobody's name */
	readonly suggestions: readonly SuggestionShown[];
	/** ISO day of the law's values on the cards */
	readonly today: string;
}

export interface SketchOnHand extends SketchSeen {
	/** my table, where there are tables by mode */
	readonly table: ModeId | null;
	readonly mine: readonly SuggestionShown[];
	readonly today: string;
	/** the buyer's */
	readonly editing: SketchEditing | null;
}

export interface SketchOnWall extends SketchSeen {
	readonly today: string;
}

export interface SketchOnDesk extends SketchSeen {
	readonly editing: SketchEditing;
	readonly tables: readonly { readonly mode: ModeId; readonly people: number }[];
	readonly withoutTable: number;
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string; readonly mine: readonly SuggestionShown[] }[];
	readonly isHere: boolean;
}
