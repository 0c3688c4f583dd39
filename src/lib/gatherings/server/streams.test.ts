import type { RequestEvent } from '@sveltejs/kit';
import { inArray } from 'drizzle-orm';
import { afterAll, afterEach, expect, test } from 'vitest';
import { roomOf, type Hand } from '../../../../tests/world/boardroom.ts';
import { database } from '../../db/server/database.ts';
import { stopListening } from '../../live/server/live.ts';
import { streamForPeople } from './streams.ts';
import { seats } from './tables.ts';

const opened: Response[] = [];
afterEach(() => Promise.all(opened.splice(0).map((response) => response.body?.cancel())));
afterAll(stopListening);

/** Opens the event stream of a seat from a town hall's one address; its status. */
async function open(gatheringId: string, { cookie }: Hand): Promise<number> {
	const [name, value] = cookie.split('=');
	const url = new URL(`http://atelier.test/direct/${gatheringId}`);
	const event = { url, request: new Request(url), getClientAddress: () => '203.0.113.7', cookies: { get: (asked: string) => (asked === name ? value : undefined) } } as unknown as RequestEvent;
	const response = await streamForPeople(event, gatheringId);
	if (response.status === 200) opened.push(response);
	return response.status;
}

async function atTheDoor(hands: readonly Hand[]): Promise<void> {
	await (await database()).update(seats).set({ state: 'waiting', admittedAt: null }).where(inArray(seats.id, hands.map(({ seatId }) => seatId)));
}

test('[GA24] whoever waits at the door holds two streams, and six once let in', async () => {
	const { gatheringId, hands } = await roomOf(1);
	const hand = hands[0]!;
	const several = async () => {
		const statuses = [];
		for (let nth = 0; nth < 7; nth++) statuses.push(await open(gatheringId, hand));
		return statuses;
	};
	await atTheDoor(hands);
	expect(await several()).toEqual([200, 200, 429, 429, 429, 429, 429]);
	await (await database()).update(seats).set({ state: 'admitted' }).where(inArray(seats.id, [hand.seatId]));
	expect(await several()).toEqual([200, 200, 200, 200, 429, 429, 429]);
});

test('[GA24] a crowd at the door of an address takes no stream of a juror who was let in there', async () => {
	const { gatheringId, hands } = await roomOf(71);
	const [juror, ...crowd] = hands as [Hand, ...Hand[]];
	await atTheDoor(crowd);
	const statuses = await Promise.all(crowd.flatMap((hand) => Array.from({ length: 6 }, () => open(gatheringId, hand))));
	expect(statuses.filter((status) => status === 200)).toHaveLength(2 * crowd.length);
	expect(await open(gatheringId, juror)).toBe(200);
});
