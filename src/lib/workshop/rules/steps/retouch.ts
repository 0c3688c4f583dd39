// The break in which prescriber and buyer retouch the draft, while they see the strongest needs that it leaves unanswered.
import type { BoardPassage } from '../../../boards/rules/passages.ts';
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { NeedOfDraft } from '../proposal.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 12, minimumMinutes: 8, isProtected: false, isOptional: false, register: 'pause' },
	onEnter: [{ do: 'open', what: 'draft' }],
	// a draft stays open until v0 is sealed
	onLeave: [],
	standsOn: ['welcome', 'landscape-writing', 'landscape-grouping', 'landscape-dots']
};

/** The draft as its authors and the desk see it. */
export interface DraftSeen {
	/** null while nobody has brought a draft */
	readonly boardId: string | null;
	readonly passages: readonly BoardPassage[];
	/** what a form gives back, so that nobody overwrites what they have not read */
	readonly version: string;
	readonly needs: readonly NeedOfDraft[];
	readonly changed: string;
	readonly isSealed: boolean;
}

export interface Break {
	/** ISO 8601; null while the room is elsewhere */
	readonly backAt: string | null;
	readonly isOver: boolean;
	readonly timeZone: string;
}

export interface RetouchOnHand extends Break {
	/** null for everybody but prescriber and buyer */
	readonly draft: DraftSeen | null;
}

export interface RetouchOnWall extends Break {
	/** dark before v0, whatever the draft says: the room has not read it */
	readonly needs: readonly { readonly id: string; readonly text: string; readonly isLit: boolean }[];
}

export interface RetouchOnDesk extends Break {
	readonly draft: DraftSeen;
}
