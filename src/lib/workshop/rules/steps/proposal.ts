// The prescriber's proposal: what the landscape changed in it, then the text, sealed as v0.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Passage } from '../../../texts/rules/passages.ts';
import type { DraftSeen } from './retouch.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 8, minimumMinutes: 6, isProtected: false, isOptional: false, register: 'listen' },
	// the break may have been left out
	onEnter: [{ do: 'open', what: 'draft' }],
	// MO104
	onLeave: [{ do: 'close', what: 'proposal', unless: 'going-back' }],
	standsOn: ['welcome', 'landscape-writing', 'landscape-grouping', 'landscape-dots', 'retouch']
};

interface ProposalSeen {
	/** what the landscape changed in it; empty when nothing is said */
	readonly changed: string;
	/** v0; null before it is sealed */
	readonly passages: readonly Passage[] | null;
	/** lit once v0 is sealed */
	readonly needs: readonly { readonly id: string; readonly text: string; readonly isLit: boolean; /** why v0 leaves it without an answer; empty before v0, and where that was not said */ readonly reason: string }[];
}

export interface ProposalOnHand extends ProposalSeen {
	/** what this seat marked, for itself: passage → note */
	readonly bookmarks: Readonly<Record<string, string>>;
	/** null for everybody but prescriber and buyer, and once v0 is sealed */
	readonly draft: DraftSeen | null;
	readonly maySeal: boolean;
}

export type ProposalOnWall = ProposalSeen;

export interface ProposalOnDesk extends ProposalSeen {
	readonly draft: DraftSeen;
	/** ISO 8601 */
	readonly sealedAt: string | null;
	readonly timeZone: string;
	/** the room is in this step */
	readonly isHere: boolean;
}
