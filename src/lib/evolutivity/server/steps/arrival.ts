// Gives the three screens who is here and for whom, takes a juror's word that they step aside, and holds the room while the sitting is not ready.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import * as gatherings from '../../../gatherings/server/gatherings.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import * as declarations from '../../../jury/server/declarations.ts';
import { refused } from '../../../outcomes/rules/outcome.ts';
import type { Capacity } from '../../../projects/rules/capacities.ts';
import { holdsTheRoom } from '../../rules/preparation.ts';
import type { ArrivalOnDesk, ArrivalOnHand, ArrivalSeen } from '../../rules/steps/arrival.ts';
import { juryIn } from '../recusals.ts';
import * as sittings from '../sittings.ts';

const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `arrival:${gathering.gatheringId}`, async () => {
		const { gatheringId } = gathering;
		const [{ sitting, clause }, roll, jury] = await Promise.all([sittings.facts(query, gatheringId), seats.rollOf(query, gatheringId), juryIn(query, gathering)]);
		const counts = new Map<Capacity, number>();
		for (const { seatId, capacity } of roll) {
			const as = jury.observers.has(seatId) ? 'observer' : capacity;
			counts.set(as, (counts.get(as) ?? 0) + 1);
		}
		const seen: ArrivalSeen = {
			number: sitting.number,
			clause: clause.title,
			represented: [...counts].map(([capacity, count]) => ({ capacity, count })),
			quorum: jury.quorum && { counted: jury.quorum.counted, quorum: jury.quorum.quorum, isReached: jury.quorum.isReached }
		};
		return { seen, jury, roll };
	});

const missingIn = async (query: Query, gathering: GatheringAtStep) => sittings.missing(query, gathering.gatheringId, (await juryIn(query, gathering)).toDeclare);

export const step: StepServer = {
	async hand(query, seat): Promise<ArrivalOnHand> {
		const { seen, jury } = await look(query, seat);
		const { agenda } = await gatherings.read(query, seat.gatheringId);
		return {
			...seen,
			day: agenda.steps.filter(({ droppedAt }) => !droppedAt).map(({ step, plannedMinutes }) => ({ step, minutes: plannedMinutes })),
			declared: jury.standings.get(seat.membershipId) ?? null,
			isObserver: jury.observers.has(seat.seatId)
		};
	},

	screen: async (query, gathering): Promise<ArrivalSeen> => (await look(query, gathering)).seen,

	async desk(query, gathering): Promise<ArrivalOnDesk> {
		const { seen, jury, roll } = await look(query, gathering);
		return {
			...seen,
			projectId: gathering.projectId,
			missing: await missingIn(query, gathering),
			observers: roll.filter(({ seatId }) => jury.observers.has(seatId)).map(({ publicName }) => publicName)
		};
	},

	async foresee(query, gathering) {
		const found = await missingIn(query, gathering);
		return {
			idle: [],
			entering: [],
			leaving: found.map((warning) => ({ warning, count: 0, isFinal: false, ...(holdsTheRoom.includes(warning) ? { holds: 'the-room' as const } : {}) })),
			finished: []
		};
	},

	async carryOut() {},

	acts: {
		'step-aside': {
			by: 'seat',
			when: 'any-time',
			shape: v.object({ sure: v.optional(v.string(), '') }),
			async run(tx: Tx, { seat, authorityId, projectId, gatheringId, at, onBehalfOf }: Doer, { sure }: { sure: string }) {
				if (!seat) return refused('seat-needed');
				if (onBehalfOf) return refused('step-aside-alone');
				if (!(await juryIn(tx, seat)).standings.has(seat.membershipId)) return refused('not-of-the-jury');
				if (sure !== 'yes') return refused('step-aside-not-confirmed');
				return declarations.sign(tx, { authorityId, projectId, membershipId: seat.membershipId, at }, { stage: 'evolutivity', gatheringId }, { declared: 'recused', details: '', ticked: 'yes' });
			}
		}
	}
};
