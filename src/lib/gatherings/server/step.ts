// What a step gives the screens and takes from them, on the server. The registries stand in `workshop/server/steps.ts` and, later, `evolutivity/server/steps.ts`; only routes join them.
import type { BaseIssue, BaseSchema } from 'valibot';
import type { AccountId, AuthorityId, GatheringId, MembershipId, ProjectId, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import type { Actor } from '../../journal/server/journal.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { Warning } from '../rules/frames.ts';
import type { Effect } from '../rules/step.ts';

export interface GatheringAtStep {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly gatheringId: GatheringId;
	/** the step that the room is in */
	readonly currentStep: string;
}

export interface SeatAtStep extends GatheringAtStep {
	readonly seatId: SeatId;
	readonly membershipId: MembershipId;
	readonly capacity: Capacity;
	readonly publicName: string;
}

/** Whoever does an act: a seat for itself, or a facilitator (who may type for a seat on paper). */
export interface Doer extends GatheringAtStep {
	readonly actor: Actor;
	/** the seat that acts, or the seat for whom the facilitator types */
	readonly seat?: SeatAtStep;
	readonly accountId?: AccountId;
	/** set when the facilitator types for a seat */
	readonly onBehalfOf?: Actor;
	readonly at: Date;
}

// eslint-disable-next-line
export type Shape = BaseSchema<any, any, BaseIssue<unknown>>;

export interface StepAct {
	/** who may do it: a seat (or the facilitator for a seat on paper), or the facilitator alone */
	readonly by: 'seat' | 'facilitator';
	/** refused with `step-not-open` when the room is in another step and this says `step-open` */
	readonly when: 'step-open' | 'any-time';
	/** valibot: reads the form's fields, all of them strings (or lists of strings) */
	readonly shape: Shape;
	run(tx: Tx, doer: Doer, input: never): Promise<Outcome<unknown, string>>;
}

/** What a step knows of itself as things stand, told before the room changes step. */
export interface Foreseen {
	/** its effects that would change nothing now: `opens-ballot-box` */
	readonly idle: readonly string[];
	/** what entering it would find missing */
	readonly entering: readonly Omit<Warning, 'step'>[];
	/** what going on from it, or ending in it, does for good or leaves undone */
	readonly leaving: readonly Omit<Warning, 'step'>[];
	/** seats that have done all that it asks: as good as « prêt·e » (GA7) */
	readonly finished: readonly SeatId[];
}

export interface StepServer {
	/** what one hand may see of this step, now; plain data, with nobody else's private writing in it */
	hand(query: Query, seat: SeatAtStep): Promise<object>;
	/** what the wall may show; no identity */
	screen(query: Query, gathering: GatheringAtStep): Promise<object>;
	/** what the console shows; counts and hints without names */
	desk(query: Query, gathering: GatheringAtStep): Promise<object>;
	foresee?(query: Query, gathering: GatheringAtStep): Promise<Foreseen>;
	/** carries out the effects that this step declared */
	carryOut(tx: Tx, gathering: GatheringAtStep, effect: Effect, at: Date): Promise<void>;
	/** what the end of the gathering does for this step, whatever the step in which it ends */
	atEnd?(tx: Tx, gathering: GatheringAtStep, at: Date): Promise<void>;
	/** keyed by the act's name, kebab words */
	readonly acts: Readonly<Record<string, StepAct>>;
}

/** Whether a facilitator may work at a step's desk before the room is in it: the scenarios are written the day before. */
export const isPreparedAhead = (server: StepServer): boolean => Object.values(server.acts).some(({ by, when }) => by === 'facilitator' && when === 'any-time');

/** Whether a hand has anything to do in a step: then somebody may type it for a seat on paper. */
export const isOfSeats = (server: StepServer): boolean => Object.values(server.acts).some(({ by }) => by === 'seat');
