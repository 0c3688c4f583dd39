// Landscape, second: the cards are revealed, read aloud and brought together on one board.
import type { BoardCard, BoardGroup } from '../../../boards/rules/cards.ts';
import type { Brought } from '../../../boards/rules/gaze.ts';
import type { Zone } from '../../../design/rules/zones.ts';
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { ZoneCounts } from '../landscape.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 18, minimumMinutes: 12, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [
		{ do: 'reveal', what: 'cards' },
		{ do: 'unfreeze', what: 'board' }
	],
	onLeave: [{ do: 'freeze', what: 'board' }],
	standsOn: ['welcome', 'landscape-writing'],
	takesUp: ['landscape-writing']
};

/** Titles of the materials that cards cite. */
export type Cited = readonly { readonly code: string; readonly title: string }[];

/** What the facilitator has set on the board beside its cards. */
interface ConductedBoard {
	/** columns in which nobody changes anything (BO30) */
	readonly frozenZones: readonly Zone[];
	/** where everybody was brought last (BO32) */
	readonly brought: Brought | null;
}

export interface LandscapeGroupingOnHand extends ConductedBoard {
	/** null before the first reveal */
	readonly boardId: string | null;
	readonly cards: readonly BoardCard[];
	readonly groups: readonly BoardGroup[];
	readonly isOpen: boolean;
	readonly cited: Cited;
}

export interface LandscapeGroupingOnWall {
	readonly cards: readonly BoardCard[];
	readonly groups: readonly BoardGroup[];
	readonly frozenZones: readonly Zone[];
}

export interface LandscapeGroupingOnDesk extends ConductedBoard {
	readonly boardId: string | null;
	readonly cards: readonly BoardCard[];
	readonly groups: readonly BoardGroup[];
	readonly cited: Cited;
	/** the room is in this step: the console groups like a hand */
	readonly isOpen: boolean;
	readonly revealed: number;
	readonly counts: ZoneCounts;
	readonly named: number;
	/** cards that stand in no group yet */
	readonly alone: number;
	/** cards that no longer say what was revealed, with what that was: the console puts it back (BO17) */
	readonly reworded: readonly { readonly id: string; readonly text: string; readonly first: string }[];
}
