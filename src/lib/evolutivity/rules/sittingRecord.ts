// The record of a sitting as data: what was asked, what was weighed, what was decided or not, and what follows. Never a private annex, never whose word it was.
import type { Circumstances, RecordedRound } from '../../workshop/rules/record.ts';
import type { GateNote, GroundsSeen } from './gate.ts';
import type { Clarification, Failure, PartyHeard } from './parties.ts';
import type { ArrivalSeen } from './steps/arrival.ts';
import type { FrameSeen } from './steps/frame.ts';
import type { JointSeen } from './steps/joint-scenario.ts';
import type { MotivesSeen } from './steps/motives.ts';
import type { ScenariosSeen } from './steps/scenarios.ts';
import type { SimulationSeen } from './steps/simulation.ts';
import type { StateOfPlaySeen } from './steps/state-of-play.ts';
import type { VersionChange, VersionLink } from './versions.ts';

export interface RecordedGate extends Pick<GateNote, 'answer' | 'reasons' | 'replyBy' | 'conditions'> {
	readonly number: number;
	/** ISO 8601 */
	readonly at: string;
	/** of P3 */
	readonly revision: number;
	readonly grounds: GroundsSeen;
}

export interface RecordedApplication {
	readonly version: number;
	readonly chain: readonly VersionLink[];
	readonly changes: readonly Omit<VersionChange, 'writes' | 'elementId'>[];
	/** ISO day */
	readonly reviewOn: string | null;
	readonly notice: string;
	readonly isNoticePublic: boolean;
}

/** Where a sitting stands: not over, applied, consented to and not applied, or over with what was noted, if anything. */
export type SittingEnding = 'under-way' | 'applied' | 'to-apply' | 'without-consent' | 'nothing-noted';

/** Dates are ISO 8601. What the room has not come to is null, or empty. */
export interface SittingRecord extends Circumstances {
	readonly form: 'eclaireurs/sitting-record';
	readonly version: 1;
	readonly number: number;
	readonly clause: string;
	readonly ending: SittingEnding;
	readonly requests: MotivesSeen | null;
	readonly frame: Omit<FrameSeen, 'acknowledged' | 'seats'> | null;
	readonly stateOfPlay: StateOfPlaySeen['frozen'];
	readonly represented: Pick<ArrivalSeen, 'represented' | 'quorum'>;
	/** roles of the deck, and how many played each */
	readonly roles: readonly { readonly name: string; readonly isConcerned: boolean; readonly players: number }[];
	readonly filed: ScenariosSeen['filed'];
	readonly simulation: SimulationSeen | null;
	readonly joint: Omit<JointSeen, 'grounds'> | null;
	readonly gate: readonly RecordedGate[];
	readonly consent: {
		readonly parties: readonly PartyHeard[];
		/** in their order; an objection is its party's, not somebody's */
		readonly rounds: readonly RecordedRound[];
		/** when all consented; null where they did not */
		readonly obtainedAt: string | null;
		readonly clarified: readonly Clarification[];
		readonly failure: Failure | null;
	};
	readonly application: RecordedApplication | null;
	readonly closing: { readonly words: readonly string[]; readonly usefulness: readonly number[] | null; readonly jurorMinutes: number | null };
}

/** Where a sitting stands at its end (EV138). */
export const endingOf = (of: { readonly isOver: boolean; readonly isApplied: boolean; readonly isConsented: boolean; readonly hasFailure: boolean }): SittingEnding =>
	of.isApplied ? 'applied' : !of.isOver ? 'under-way' : of.isConsented ? 'to-apply' : of.hasFailure ? 'without-consent' : 'nothing-noted';
