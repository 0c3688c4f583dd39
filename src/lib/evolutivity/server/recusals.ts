// Who, in the room of a sitting, has stepped aside and observes; and whether the jury reaches its quorum without them.
import type { GatheringId, MembershipId, SeatId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { onceInLook } from '../../db/server/together.ts';
import type { GatheringAtStep } from '../../gatherings/server/step.ts';
import * as seats from '../../gatherings/server/seats.ts';
import { quorumIn, type Standing } from '../../jury/rules/declarations.ts';
import * as declarations from '../../jury/server/declarations.ts';
import * as members from '../../jury/server/members.ts';
import { now } from '../../time/server/clock.ts';

export interface JuryInRoom {
	/** jurors of the panel, in the room or not, with what they declared for this sitting */
	readonly standings: ReadonlyMap<MembershipId, Standing>;
	/** seats that have stepped aside: they stay, and are nobody's voice */
	readonly observers: ReadonlySet<SeatId>;
	/** null where the project has no jury */
	readonly quorum: (ReturnType<typeof quorumIn> & { readonly quorum: number }) | null;
	/** jurors of the panel who have not declared */
	readonly toDeclare: number;
}

/** The jury as this sitting finds it (EV43). */
export const juryIn = (query: Query, gathering: GatheringAtStep): Promise<JuryInRoom> => onceInLook(query, `jury-in:${gathering.gatheringId}`, () => read(query, gathering));

async function read(query: Query, { authorityId, projectId, gatheringId }: GatheringAtStep): Promise<JuryInRoom> {
	const roll = await seats.rollOf(query, gatheringId);
	const jurors = (await members.ofProject(query, { authorityId, projectId }, now())).map(({ membershipId }) => membershipId);
	const panel = await members.ofPanel(query, [...new Set([...jurors, ...roll.map(({ membershipId }) => membershipId)])]);
	const held = await declarations.ofMembers(query, [...panel]);
	const standings = new Map([...panel].map((id) => [id, standingFor(held.get(id) ?? [], gatheringId)]));
	const present = new Set(roll.map(({ membershipId }) => membershipId));
	const { quorum } = await members.juryOf(query, { authorityId, projectId });
	return {
		standings,
		observers: new Set(roll.filter(({ membershipId }) => standings.get(membershipId) === 'aside').map(({ seatId }) => seatId)),
		quorum: quorum === 0 ? null : { ...quorumIn([...standings].map(([id, standing]) => ({ isPresent: present.has(id), standing })), quorum), quorum },
		toDeclare: [...standings.values()].filter((standing) => standing === 'to-declare').length
	};
}

/** Seats whose word counts: those in the room, without whoever has stepped aside (EV43). */
export async function voicesIn(query: Query, gathering: GatheringAtStep): Promise<ReadonlySet<SeatId>> {
	const [roll, { observers }] = await Promise.all([seats.rollOf(query, gathering.gatheringId), juryIn(query, gathering)]);
	return new Set(roll.flatMap(({ seatId }) => (observers.has(seatId) ? [] : [seatId])));
}

const standingFor = (held: readonly declarations.Held[], gatheringId: GatheringId): Standing => declarations.standingOf(held, { stage: 'evolutivity', gatheringId });
