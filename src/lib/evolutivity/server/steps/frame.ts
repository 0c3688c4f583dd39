// Gives the three screens the clause and the charter, and takes each seat's word that it has read them.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { refused } from '../../../outcomes/rules/outcome.ts';
import * as authorities from '../../../people/server/authorities.ts';
import { now } from '../../../time/server/clock.ts';
import { gaugesOf, type FrameOnDesk, type FrameOnHand, type FrameSeen } from '../../rules/steps/frame.ts';
import { boundsOf } from '../contractFacts.ts';
import * as sittings from '../sittings.ts';

/** The clause and the charter as a room reads them, and what earlier evolutions have taken on an ISO day. */
export async function frameRead(query: Query, facts: sittings.SittingFacts, day: string): Promise<Omit<FrameSeen, 'acknowledged' | 'seats'>> {
	const { clause, charter } = facts;
	const bounds = await boundsOf(query, facts, day);
	return {
		title: clause.title,
		scope: clause.scope,
		nature: clause.nature,
		conditions: clause.conditions,
		movable: charter.movable.filter((family) => clause.movable.includes(family)),
		fixed: [...new Set([...clause.fixed, ...charter.fixed])],
		gauges: gaugesOf(
			{ perChange: Math.min(clause.bounds.perChange, charter.bounds.perChange), cumulated: Math.min(clause.bounds.cumulated, charter.bounds.cumulated) },
			bounds.initialMaximum,
			bounds.earlier
		),
		guardRails: charter.guardRails,
		noticeDays: charter.noticeDays
	};
}

const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `frame:${gathering.gatheringId}`, async () => {
		const { gatheringId, authorityId } = gathering;
		const facts = await sittings.facts(query, gatheringId);
		const [frame, roll, said] = await Promise.all([
			frameRead(query, facts, await authorities.dayOf(query, authorityId, now())),
			seats.rollOf(query, gatheringId),
			sittings.entriesOf(query, gatheringId, 'acknowledgement')
		]);
		const has = new Set(said.map(({ seatId }) => seatId));
		const seen: FrameSeen = {
			...frame,
			acknowledged: roll.filter(({ seatId }) => has.has(seatId)).length,
			seats: roll.length
		};
		return { seen, roll, has };
	});

export const step: StepServer = {
	async hand(query, seat): Promise<FrameOnHand> {
		const { seen, has } = await look(query, seat);
		return { ...seen, hasAcknowledged: has.has(seat.seatId) };
	},

	screen: async (query, gathering): Promise<FrameSeen> => (await look(query, gathering)).seen,

	async desk(query, gathering): Promise<FrameOnDesk> {
		const { seen, roll, has } = await look(query, gathering);
		return { ...seen, paperSeats: roll.filter(({ isOnPaper }) => isOnPaper).map(({ seatId, publicName }) => ({ id: seatId, publicName, hasAcknowledged: has.has(seatId) })) };
	},

	async foresee(query, gathering) {
		const { seen, has } = await look(query, gathering);
		const left = seen.seats - seen.acknowledged;
		return {
			idle: [],
			entering: [],
			leaving: left > 0 ? [{ warning: 'frame-not-acknowledged', count: left, isFinal: false }] : [],
			finished: [...has].flatMap((seatId) => (seatId ? [seatId] : []))
		};
	},

	async carryOut() {},

	acts: {
		acknowledge: {
			by: 'seat',
			when: 'any-time',
			shape: v.object({}),
			run: async (tx: Tx, doer: Doer) => (doer.seat ? sittings.say(tx, doer, { kind: 'acknowledgement', seatId: doer.seat.seatId, data: { version: 1 } }) : refused('seat-needed'))
		}
	}
};
