// The turn of amendments by the roles: silent writing, one turn, then what remains.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Capacity } from '../../../projects/rules/capacities.ts';
import type { Passage } from '../../../texts/rules/passages.ts';
import type { AmendmentState, AmendmentType, ExpectedEffect } from '../amendments.ts';
import type { TurnPhase } from '../turn.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 40, minimumMinutes: 25, isProtected: true, isOptional: false, register: 'write' },
	onEnter: [],
	onLeave: []
};

export interface RoleShown {
	readonly code: string;
	readonly name: string;
}

export interface AmendmentShown {
	readonly id: string;
	readonly code: string;
	readonly type: AmendmentType;
	/** null: somebody who plays their own role, in this capacity */
	readonly role: RoleShown | null;
	readonly capacity: Capacity | null;
	readonly passageId: string | null;
	readonly quote: string;
	/** the passage as its author read it; null for the text as a whole */
	readonly before: string | null;
	/** the passage is not in the last version any more */
	readonly isPassageGone: boolean;
	readonly text: string;
	readonly reason: string;
	readonly needs: readonly { readonly id: string; readonly text: string }[];
	readonly effects: readonly (ExpectedEffect & { readonly name: string; readonly kind: 'impact' | 'risk' })[];
	readonly state: AmendmentState;
	readonly stateReason: string;
	readonly owesReason: boolean;
	readonly scenario: string | null;
	readonly resultingVersion: number | null;
	/** codes of those that stand beside it */
	readonly similar: readonly string[];
}

export interface SpeakerShown {
	readonly key: string;
	/** null: somebody who plays their own role, in this capacity */
	readonly role: RoleShown | null;
	readonly capacity: Capacity | null;
	readonly state: 'spoke' | 'passed' | 'speaking' | 'to-come';
	readonly isLastWord: boolean;
	/** nobody in the room plays it: it is read aloud by the desk */
	readonly isEmpty: boolean;
}

export interface AmendmentsSeen {
	/** null before v0 */
	readonly version: number | null;
	readonly passages: readonly Passage[];
	readonly phase: TurnPhase;
	/** ISO 8601 */
	readonly phaseAt: string | null;
	readonly speakingAt: string | null;
	readonly secondsEach: number;
	readonly silentMinutes: number;
	readonly speakers: readonly SpeakerShown[];
	/** codes of the amendments of the role that speaks */
	readonly onTheFloor: readonly string[];
	readonly amendments: readonly AmendmentShown[];
	readonly needs: readonly { readonly id: string; readonly text: string; readonly isLit: boolean }[];
	/** seats that have written in silence, of how many */
	readonly writers: number;
	readonly asked: number;
}

export type AmendmentsOnWall = AmendmentsSeen;

export interface MyAmendment {
	readonly id: string;
	readonly code: string | null;
	readonly type: AmendmentType;
	readonly passageId: string | null;
	/** the passage as its author read it; null for the text as a whole */
	readonly before: string | null;
	readonly quote: string;
	readonly text: string;
	readonly reason: string;
	readonly needs: readonly string[];
	readonly effects: readonly ExpectedEffect[];
	readonly state: AmendmentState;
	readonly stateReason: string;
	readonly owesReason: boolean;
	readonly scenario: string | null;
	readonly resultingVersion: number | null;
	readonly setAsideFor: string | null;
}

export interface AmendmentsOnHand extends AmendmentsSeen {
	readonly capacity: Capacity;
	readonly mine: readonly MyAmendment[];
	/** what this seat marked in the proposal, for itself: passage → note */
	readonly bookmarks: Readonly<Record<string, string>>;
	readonly left: number;
	readonly mayWrite: boolean;
	/** the prescriber's four buttons */
	readonly mayAnswer: boolean;
	/** the buyer's pen */
	readonly mayIntegrate: boolean;
	readonly myTurn: 'speaking' | 'to-come' | 'over' | 'none';
	readonly lines: readonly { readonly code: string; readonly name: string; readonly kind: 'impact' | 'risk' }[];
	readonly scenarios: readonly string[];
}

export interface AmendmentsOnDesk extends AmendmentsSeen {
	readonly names: Readonly<Record<string, string>>;
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string; readonly mine: readonly MyAmendment[] }[];
	readonly lines: AmendmentsOnHand['lines'];
	readonly scenarios: readonly string[];
	readonly isAbsentVoiceDrawn: boolean;
}
