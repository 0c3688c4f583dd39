// The turn of amendments by the roles: silent writing, one turn, then what remains.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Capacity } from '../../../projects/rules/capacities.ts';
import type { Hunk } from '../../../texts/rules/hunks.ts';
import type { Passage } from '../../../texts/rules/passages.ts';
import type { AmendmentState, AmendmentType, ExpectedEffect } from '../amendments.ts';
import type { PassageChange } from '../pen.ts';
import type { RoleCard } from '../roles.ts';
import type { Contribution } from '../standing.ts';
import type { TurnPhase } from '../turn.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 40, minimumMinutes: 25, isProtected: true, isOptional: false, register: 'write' },
	onEnter: [],
	onLeave: [],
	standsOn: ['welcome', 'roles', 'proposal', 'clarification'],
	takesUp: ['proposal']
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
	/** the scenario has a title: the vote bears it */
	readonly isScenarioWritten: boolean;
	readonly resultingVersion: number | null;
	/** the version since which its words are not read any more (MO158) */
	readonly goneSince: number | null;
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

export interface Timed {
	readonly plannedSeconds: number;
	/** as the server counts them */
	readonly elapsedSeconds: number;
}

/** What the pen begins with, for whoever may write. */
export interface PenSeen {
	/** the amendment that waits for the pen → what it asks of its passage as it stands now; null: to be worked in by hand (MO157) */
	readonly asked: Readonly<Record<string, readonly Hunk[] | null>>;
	/** what integrated amendments brought and that stands in the last version (MO158) */
	readonly brought: readonly Contribution[];
	/** somebody has ticked a box or typed words (MO159) */
	readonly isHeld: boolean;
	/** who sealed the last version: a seat by its public name, who leads by theirs; null: nobody yet, or the room that went on */
	readonly sealedBy: { readonly name: string; readonly from: 'hand' | 'desk' } | null;
}

export interface AmendmentsSeen {
	/** null before v0 */
	readonly version: number | null;
	readonly passages: readonly Passage[];
	readonly phase: TurnPhase;
	/** what the room waits for now: the silence, or whoever speaks; null once neither is counted */
	readonly time: Timed | null;
	readonly secondsEach: number;
	readonly speakers: readonly SpeakerShown[];
	/** codes of the amendments of the role that speaks */
	readonly onTheFloor: readonly string[];
	readonly amendments: readonly AmendmentShown[];
	readonly needs: readonly { readonly id: string; readonly text: string; readonly isLit: boolean }[];
	/** null in a hand that does not write */
	readonly pen: PenSeen | null;
	/** seats that have written in silence, of how many */
	readonly writers: number;
	readonly asked: number;
}

export interface AmendmentsOnWall extends AmendmentsSeen {
	readonly middle: 'writing' | 'version' | 'speaker' | 'rest';
	/** what the pen writes now */
	readonly writing: readonly PassageChange[];
	/** what made the last version, and the needs that found an answer with it; null before v1 */
	readonly latest: { readonly number: number; readonly changes: readonly PassageChange[]; readonly newlyLit: readonly string[] } | null;
	/** the card of the absent voice that speaks and that nobody plays: it is read aloud */
	readonly voice: VoiceCard | null;
}

/** A card as it is read, without its ids. */
export type VoiceCard = Omit<RoleCard, 'id' | 'isConcerned'>;

/** The absent voice that was drawn and that nobody plays, at the desk that lends it its hand. */
export interface VoiceAtDesk {
	readonly card: VoiceCard;
	readonly mine: readonly MyAmendment[];
}

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
	readonly mayWithdraw: boolean;
	readonly scenario: string | null;
	readonly isScenarioWritten: boolean;
	readonly resultingVersion: number | null;
	/** the version since which its words are not read any more (MO158) */
	readonly goneSince: number | null;
	readonly setAsideFor: string | null;
	/** the turn began while its seat was shown out: it stays with its author, since shown alone it would name them (MO14) */
	readonly isLeftOut: boolean;
}

/** A scenario that an amendment has opened and that has no title yet: the vote does not bear it. */
export interface ScenarioToName {
	readonly code: string;
	/** somebody has voted without it: a title would not bring it into the vote any more (MO30) */
	readonly isTooLate: boolean;
	/** in the order of their codes */
	readonly amendments: readonly { readonly code: string; readonly role: RoleShown | null; readonly capacity: Capacity | null; readonly text: string }[];
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
	/** `none`: outside the turn, or no speaker of it */
	readonly myTurn: SpeakerShown['state'] | 'none';
	readonly mayTakeTurnBack: boolean;
	readonly lines: readonly { readonly code: string; readonly name: string; readonly kind: 'impact' | 'risk' }[];
	readonly scenarios: readonly string[];
	/** for the buyer's pen; empty for everybody else */
	readonly toName: readonly ScenarioToName[];
}

export interface AmendmentsOnDesk extends AmendmentsSeen {
	readonly names: Readonly<Record<string, string>>;
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string; readonly mine: readonly MyAmendment[] }[];
	readonly lines: AmendmentsOnHand['lines'];
	readonly scenarios: readonly string[];
	readonly isAbsentVoiceDrawn: boolean;
	readonly mayRestartSilence: boolean;
	/** null when none was drawn, or somebody plays it */
	readonly voice: VoiceAtDesk | null;
	readonly toName: readonly ScenarioToName[];
}
