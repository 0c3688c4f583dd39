// What the field says: four materials of the enquiry, chosen among all, shown on the wall and annotated from the hands.
import type { MaterialShown } from '../../../enquiry/rules/materials.ts';
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Reaction, ReactionCounts } from '../field.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 6, isProtected: false, isOptional: true, register: 'watch' },
	onEnter: [],
	onLeave: [{ do: 'close', what: 'material' }],
	standsOn: ['welcome']
};

/** How the sound or the film on the wall goes; `restarts` counts how often it was begun anew. */
export interface Playing {
	readonly does: 'play' | 'pause';
	readonly restarts: number;
}

interface FieldSeen {
	/** those chosen, in their order, that a room may see */
	readonly chosen: readonly { readonly id: string; readonly code: string; readonly title: string; readonly kind: MaterialShown['kind'] }[];
	/** the one that the wall shows; null between two */
	readonly material: MaterialShown | null;
	/** of the one that is shown */
	readonly counts: ReactionCounts | null;
}

export interface FieldOnHand extends FieldSeen {
	readonly isHere: boolean;
	/** what this seat said, by material */
	readonly mine: Readonly<Record<string, { readonly reaction: Reaction; readonly note: string }>>;
	/** shown before this one: it may still be answered */
	readonly before: readonly MaterialShown[];
}

export interface FieldOnWall extends FieldSeen {
	readonly playing: Playing;
}

export interface FieldOnDesk extends FieldSeen {
	readonly playing: Playing;
	/** all that a room may see */
	readonly ready: readonly { readonly id: string; readonly code: string; readonly title: string; readonly kind: MaterialShown['kind'] }[];
	/** materials of the project that lack something before they may be shown */
	readonly unready: number;
	readonly projectId: string;
	/** ids */
	readonly seen: readonly string[];
	/** of every material that was shown: counts, and notes without names in no order */
	readonly said: Readonly<Record<string, { readonly counts: ReactionCounts; readonly notes: readonly { readonly reaction: Reaction; readonly note: string }[] }>>;
	readonly present: number;
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string; readonly mine: { readonly reaction: Reaction; readonly note: string } | null }[];
}
