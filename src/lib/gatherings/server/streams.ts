// Opens the event stream of a console, a hand or a wall: which topics each looks at, and what right it must keep.
import { error, type RequestEvent } from '@sveltejs/kit';
import { readId } from '../../db/server/ids.ts';
import type { GatheringId, ProjectId, SeatId } from '../../db/rules/ids.ts';
import { mostFromOneAddress, mostOfOnePerson, type Holding } from '../../live/server/held.ts';
import { eventStream } from '../../live/server/stream.ts';
import { householdOf } from '../../people/rules/addresses.ts';
import { rightsOf } from '../../people/server/sessions.ts';
import { mostWaitingFromOneAddress } from '../rules/invitation.ts';
import { readFacilitator, readSeat, readWall, requireWall } from './guards.ts';

function coverOf({ gatheringId, projectId }: { gatheringId: GatheringId; projectId: ProjectId }, ...own: string[]) {
	const topics = new Set(['gathering', 'seats', 'step', 'rights'].map((kind) => `${kind}:${gatheringId}`).concat(`rights:project:${projectId}`, ...own));
	return (topic: string) => topics.has(topic);
}

const notesOf = ({ gatheringId }: { gatheringId: GatheringId }) => `notes:${gatheringId}`;

/** Who listens, and from where. A wall is many screens at most: a room has one or two, and the link may be open elsewhere. */
const heldBy = (event: RequestEvent, who: string, most: number): Holding[] => [
	{ key: `stream:${who}`, most },
	{ key: `stream:${householdOf(event.getClientAddress())}`, most: mostFromOneAddress }
];

/** A phone at the door, and another while its network comes back. */
const mostOfOneWaiting = 2;

/** Whoever waits at the door holds little, and none of what those who were let in have at that address (GA24). */
const heldAtTheDoor = (event: RequestEvent, seatId: SeatId): Holding[] => [
	{ key: `stream:seat:${seatId}`, most: mostOfOneWaiting },
	{ key: `stream:door:${householdOf(event.getClientAddress())}`, most: mostOfOneWaiting * mostWaitingFromOneAddress }
];

/** The stream of whoever has a seat here or facilitates: one address for both, so that console and hand live in one browser. */
export async function streamForPeople(event: RequestEvent, gatheringId: string): Promise<Response> {
	if (!readId<'gathering'>(gatheringId)) error(404, 'Cet atelier n’existe pas, ou son adresse est incomplète.');
	const { request } = event;
	const facilitator = await readFacilitator(event, gatheringId);
	if (facilitator)
		return eventStream(coverOf(facilitator, rightsOf(facilitator.accountId), notesOf(facilitator)), {
			request,
			holdings: heldBy(event, `account:${facilitator.accountId}`, mostOfOnePerson),
			stillMay: async () => (await readFacilitator(event, gatheringId)) !== undefined
		});
	const seat = await readSeat(event, gatheringId);
	if (!seat) error(403, 'Cette adresse est celle des personnes qui ont une place dans l’atelier.');
	// who sorts the notes of the room looks again at each; nobody else's hand shows them
	return eventStream(coverOf(seat, ...(seat.capacity === 'buyer' ? [notesOf(seat)] : [])), {
		request,
		holdings: seat.state === 'admitted' ? heldBy(event, `seat:${seat.seatId}`, 6) : heldAtTheDoor(event, seat.seatId),
		stillMay: async () => (await readSeat(event, gatheringId))?.seatId === seat.seatId
	});
}

export async function streamForWall(event: RequestEvent, token: string): Promise<Response> {
	const wall = await requireWall(event, token);
	// the wall shows what the pen writes, and counts the notes
	return eventStream(coverOf(wall, `pen:${wall.gatheringId}`, notesOf(wall)), { request: event.request, holdings: heldBy(event, `wall:${wall.gatheringId}`, 40), stillMay: async () => (await readWall(token)) !== undefined });
}
