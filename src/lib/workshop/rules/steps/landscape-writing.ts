// Landscape, first: everybody writes alone and in silence; nobody reads anybody.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Kind, Zone, ZoneCounts } from '../landscape.ts';
import type { ModerationRule } from '../moderation.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 7, isProtected: false, isOptional: false, register: 'write' },
	onEnter: [{ do: 'open', what: 'writing' }],
	onLeave: [{ do: 'close', what: 'writing' }],
	standsOn: ['welcome']
};

export interface MyCard {
	readonly id: string;
	readonly zone: Zone;
	readonly kind: Kind;
	readonly text: string;
	/** codes of the materials that it cites */
	readonly sources: readonly string[];
	readonly isRevealed: boolean;
	/** the rule by which it was set aside before the reveal: its author reads it, and may change the card */
	readonly setAsideFor: ModerationRule | null;
	/** the writing closed while its seat was shown out: it stays with its author, since shown alone it would name them (MO14) */
	readonly isLeftOut: boolean;
}

export interface LandscapeWritingOnHand {
	readonly isOpen: boolean;
	/** the writing is over and the room still here: the cards are read without names before they are shown */
	readonly isBeingRead: boolean;
	/** this seat's own cards, oldest first; nobody else's, ever */
	readonly mine: readonly MyCard[];
	readonly cardsLeft: number;
	/** what a card may cite */
	readonly citable: readonly { readonly code: string; readonly title: string }[];
}

export interface LandscapeWritingOnWall {
	readonly isBeingRead: boolean;
	readonly counts: ZoneCounts;
	readonly written: number;
}

export interface LandscapeWritingOnDesk {
	readonly isOpen: boolean;
	readonly isBeingRead: boolean;
	readonly counts: ZoneCounts;
	readonly written: number;
	/** how many of them nobody could read blind yet */
	readonly notReread: number;
	/** how many people have written nothing yet: never who */
	readonly silent: number;
	readonly present: number;
	readonly citable: readonly { readonly code: string; readonly title: string }[];
	/** the seats for whom the facilitator types */
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string }[];
}
