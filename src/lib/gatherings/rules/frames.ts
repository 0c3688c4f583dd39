// What stands around a step on the three screens of a gathering: the frame of the hand, of the wall and of the console.
import type { GatheringId, MembershipId, SeatId } from '../../db/rules/ids.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { Register } from './agenda.ts';
import type { Hint } from './readiness.ts';

export type Weather = 'sun' | 'cloud' | 'storm';

/** The clock of one step. Minutes are whole; `overrunMinutes` is 0 while the step is within its minutes. */
export interface StepClock {
	readonly step: string;
	readonly position: number;
	readonly register: Register;
	readonly plannedMinutes: number;
	readonly elapsedMinutes: number;
	readonly overrunMinutes: number;
	/** ISO 8601: screens count between two looks */
	readonly enteredAt: string;
	/** how fast its minutes go by in a rehearsal; as fast as the room's when absent; 0 in a pause */
	readonly pace?: number;
}

export interface PathStep {
	readonly step: string;
	readonly position: number;
	readonly state: 'done' | 'now' | 'to-come' | 'dropped';
}

export type Life = 'planned' | 'doors-open' | 'running' | 'closed';

interface Frame {
	readonly gatheringId: GatheringId;
	readonly title: string;
	readonly place: string;
	readonly kind: string;
	readonly life: Life;
	/** played with simulated people: every screen says so */
	readonly isRehearsal: boolean;
	readonly clock: StepClock | null;
	readonly path: readonly PathStep[];
	readonly arrived: number;
	readonly expected: number;
}

export interface HandFrame extends Frame {
	readonly seat: {
		readonly id: SeatId;
		readonly publicName: string;
		readonly capacity: Capacity;
		readonly state: 'waiting' | 'admitted';
		readonly textSize: number;
		readonly contrast: 'normal' | 'high';
		readonly isReady: boolean;
		readonly handRaised: boolean;
		readonly weather: Weather | null;
	};
	/** the step looked at, when it is not the one that the room is in: browsing is not advancing */
	readonly browsing: string | null;
}

/** The desk of the plume: where the room is, and for whom one types. */
export interface ScribeFrame extends Frame {
	readonly onPaper: readonly { readonly id: SeatId; readonly publicName: string; readonly capacity: Capacity }[];
}

export interface JoinInvitation {
	readonly url: string;
	readonly code: string;
	/** an SVG that stands alone */
	readonly qr: string;
	readonly isOpen: boolean;
}

export interface WallFrame extends Frame {
	readonly invitation: JoinInvitation;
	readonly readySeats: number;
}

export interface SeatAtDesk {
	readonly id: SeatId;
	readonly membershipId: MembershipId;
	readonly publicName: string;
	readonly capacity: Capacity;
	readonly state: 'waiting' | 'admitted' | 'expelled';
	readonly isOnPaper: boolean;
	readonly isReady: boolean;
	readonly raisedHandAt: string | null;
	readonly seenAt: string | null;
	/** likely the same person as this other seat */
	readonly looksLike: SeatId | null;
	/** which of the two would remain; null when both have acted, and none may go */
	readonly merge: { readonly kept: SeatId; readonly gone: SeatId } | null;
	/** awaited members who may be this person, by name and capacity */
	readonly places: readonly { readonly membershipId: MembershipId; readonly name: string }[];
	/** letting in means in the one place held out; else the facilitator says who it is */
	readonly isKnown: boolean;
	/** is let in with everybody at once; else one by one (GA25) */
	readonly comesWithAll: boolean;
}

export interface AgendaAtDesk {
	readonly step: string;
	readonly position: number;
	readonly state: PathStep['state'];
	readonly plannedMinutes: number;
	readonly minimumMinutes: number;
	readonly spentMinutes: number;
	readonly isProtected: boolean;
	readonly isOptional: boolean;
	readonly register: Register;
	/** said as it begins, where its template has one */
	readonly sentence?: string;
	/** steps that come after it and whose work it takes up (GA26) */
	readonly tooSoonFor: readonly string[];
}

/** What is proposed when the room is late: never a protected step, only steps still to come. */
export interface Replan {
	readonly lateByMinutes: number;
	readonly shorten: readonly { readonly position: number; readonly step: string; readonly toMinutes: number; readonly gains: number }[];
	readonly drop: readonly { readonly position: number; readonly step: string; readonly gains: number }[];
	/** minutes that nothing of the above gains back: something must be given up */
	readonly stillMissing: number;
	/** what could be, where minutes are still missing: the facilitator chooses */
	readonly giveUp: readonly { readonly position: number; readonly step: string; readonly gains: number }[];
}

/** What changing step does for good, or leaves undone, as things stand: a kebab word that its step has a sentence for, and a count. */
export interface Warning {
	readonly step: string;
	readonly warning: string;
	readonly count: number;
	/** cannot be undone, not even by coming back */
	readonly isFinal: boolean;
	/** the room does not go on from this step as long as it stands */
	readonly holds?: 'the-room';
}

export interface AdvancePreview {
	readonly to: number;
	readonly step: string;
	/** kebab words, each with its sentence: `reveals-cards`, `opens-vote`, `freezes-board` … */
	readonly consequences: readonly string[];
	readonly warnings: readonly Warning[];
	readonly notReady: number;
	readonly present: number;
	/** more than 30 % are not ready: asks first */
	readonly asksFirst: boolean;
}

export interface DeskFrame extends Frame {
	readonly revision: number;
	readonly seats: readonly SeatAtDesk[];
	readonly agenda: readonly AgendaAtDesk[];
	readonly plannedEnd: string;
	readonly expectedEnd: string;
	readonly replan: Replan;
	readonly next: AdvancePreview | null;
	readonly previous: AdvancePreview | null;
	/** what ending now does for good, or leaves undone */
	readonly ending: readonly Warning[];
	/** until the room has left its first step: what those to come will find missing */
	readonly toPrepare: readonly Warning[];
	readonly weather: Readonly<Record<Weather, number>>;
	readonly invitation: JoinInvitation;
	readonly wallUrl: string;
	/** members of the project who have no seat here yet */
	readonly awaited: readonly { readonly membershipId: MembershipId; readonly name: string; readonly capacity: Capacity }[];
	/** the facilitator who holds the hand; null when nobody does */
	readonly heldBy: { readonly name: string; readonly isMe: boolean } | null;
	readonly isPlainHttp: boolean;
	/** what a novice may want to look at now: words and counts, never names */
	readonly hints: readonly Hint[];
}
