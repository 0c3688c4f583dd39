import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { AuthorityId, BoardId, GatheringId, SeatId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { announce } from '../../live/server/live.ts';
import { gatherings, seatDevices, seats } from '../../gatherings/server/tables.ts';
import { authorities, persons } from '../../people/server/tables.ts';
import { hashToken, newToken } from '../../people/server/tokens.ts';
import { memberships, projects } from '../../projects/server/tables.ts';
import { eq } from 'drizzle-orm';
import { now } from '../../time/server/clock.ts';
import * as document from '../ink/document.ts';
import { decodeFrame, messageBoard, type BoardFrame } from '../ink/frames.ts';
import * as boards from './boards.ts';
import { handleUpgrade, stop } from './hub.ts';
import * as log from './log.ts';

let http: Server;
let at: string;

beforeAll(async () => {
	http = createServer();
	http.on('upgrade', (request, socket, head) => {
		if (!handleUpgrade(request, socket, head)) socket.destroy();
	});
	await new Promise<void>((up) => http.listen(0, '127.0.0.1', up));
	at = `127.0.0.1:${(http.address() as AddressInfo).port}`;
});

afterAll(async () => {
	await stop();
	http.closeAllConnections();
	http.close();
});

interface Hand {
	readonly seatId: SeatId;
	readonly cookie: string;
}

async function roomOf(count: number): Promise<{ boardId: BoardId; gatheringId: GatheringId; hands: Hand[]; cards: string[] }> {
	const authorityId = newId<'authority'>() as AuthorityId;
	const projectId = newId<'project'>();
	const gatheringId = newId<'gathering'>();
	const createdAt = new Date(now().getTime() - 1_000);
	const hands: Hand[] = [];
	const cards = Array.from({ length: 4 }, () => newId<'card'>());
	const boardId = await inTransaction(async (tx) => {
		await tx.insert(authorities).values({ id: authorityId, name: 'Les Rivelles', createdAt });
		await tx.insert(projects).values({ id: projectId, authorityId, code: gatheringId, title: 'À table', createdAt });
		await tx.insert(gatherings).values({
			id: gatheringId, authorityId, projectId, kind: 'workshop', title: 'Atelier', startsAt: createdAt, position: 0,
			agenda: { version: 1, steps: [{ step: 'welcome', plannedMinutes: 5, minimumMinutes: 5, isProtected: false, isOptional: false, register: 'speak' }] },
			joinCode: gatheringId, joinTokenHash: gatheringId, joinToken: gatheringId, joinOpensAt: createdAt, joinClosesAt: createdAt,
			projectorToken: gatheringId, projectorTokenHash: gatheringId, createdAt
		});
		for (let index = 0; index < count; index++) {
			const [personId, membershipId, seatId, token] = [newId<'person'>(), newId<'membership'>(), newId<'seat'>(), newToken()];
			await tx.insert(persons).values({ id: personId, authorityId, name: `P${index}`, createdAt });
			await tx.insert(memberships).values({ id: membershipId, authorityId, projectId, personId, capacity: 'juror', publicName: `P${index}`, startsAt: createdAt, createdAt });
			await tx.insert(seats).values({ id: seatId, authorityId, gatheringId, membershipId, state: 'admitted', joinedAt: createdAt, admittedAt: createdAt });
			await tx.insert(seatDevices).values({ tokenHash: hashToken(token), authorityId, seatId, createdAt });
			hands.push({ seatId, cookie: `place-${gatheringId}=${token}` });
		}
		const id = await boards.create(tx, { authorityId, gatheringId, name: 'landscape' });
		await boards.seed(tx, id, cards.map((card, index) => ({ id: card, zone: 'needs', kind: 'need', text: `Besoin ${index}`, capacity: null })));
		await boards.unfreeze(tx, id);
		return id;
	});
	return { boardId, gatheringId, hands, cards };
}

interface Client {
	readonly doc: Y.Doc;
	readonly provider: WebsocketProvider;
	readonly frames: BoardFrame[];
	readonly closed: Promise<{ code: number; reason: string }>;
}

const open: Client[] = [];
function join(boardId: BoardId, hand: Hand, extension?: 'extended'): Client {
	const doc = new Y.Doc({ gc: false });
	class WithCookie extends WebSocket {
		constructor(url: string, protocols?: string[]) {
			super(url, protocols, { headers: { cookie: hand.cookie } });
		}
	}
	const provider = new WebsocketProvider(`ws://${at}/boards`, boardId, doc, {
		disableBc: true,
		WebSocketPolyfill: WithCookie as never,
		params: extension ? { extension: '1' } : {}
	});
	const frames: BoardFrame[] = [];
	provider.messageHandlers[messageBoard] = (_encoder, decoder) => void frames.push(decodeFrame(decoder)!);
	const closed = new Promise<{ code: number; reason: string }>((gone) => provider.on('closed', gone));
	const client = { doc, provider, frames, closed };
	open.push(client);
	return client;
}

const synced = ({ provider }: Client) => new Promise<void>((done) => (provider.synced ? done() : provider.once('sync', () => done())));
const until = (holds: () => boolean | Promise<boolean>) => expect.poll(holds, { timeout: 5_000, interval: 10 }).toBe(true);
const cold = async (boardId: BoardId) => (await log.replay(await database(), boardId))!.document;

afterAll(() => open.forEach(({ provider }) => provider.destroy()));

const content = (doc: Y.Doc) => JSON.stringify([document.readCards(doc), document.readGroups(doc)]);

function frame(update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 0);
	encoding.writeVarUint(encoder, 2);
	encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}

/** A bare socket of a seat, and the code with which it is closed. */
async function bare(boardId: string, headers: Record<string, string>) {
	const socket = new WebSocket(`ws://${at}/boards/${boardId}`, { headers });
	const closed = new Promise<number>((gone) => {
		socket.on('close', gone);
		socket.on('unexpected-response', (_request, response) => gone(response.statusCode!));
		socket.on('error', () => {});
	});
	return { socket, closed, opened: new Promise<void>((up) => socket.on('message', () => up())) };
}

describe('the hub', () => {
	test('[BO1] a stock client syncs, and another sees its edit', async () => {
		const { boardId, hands, cards } = await roomOf(2);
		const [one, two] = [join(boardId, hands[0]!), join(boardId, hands[1]!)];
		await Promise.all([synced(one), synced(two)]);
		document.cardsOf(one.doc).get(cards[0]!)!.set('zone', 'resources');
		await until(() => document.cardsOf(two.doc).get(cards[0]!)?.get('zone') === 'resources');
		expect(content(await cold(boardId))).toBe(content(two.doc));
		expect(one.frames).toEqual([]);
	});

	test('[BO1] what is acknowledged stands in the log', async () => {
		const { boardId, hands, cards } = await roomOf(1);
		const one = join(boardId, hands[0]!, 'extended');
		await synced(one);
		document.cardsOf(one.doc).get(cards[0]!)!.set('zone', 'innovation');
		await until(() => one.frames.some((said) => said.say === 'kept' && said.count >= 1));
		await until(() => one.frames.some((said) => said.say === 'kept' && said.count >= 2));
		expect(document.cardsOf(await cold(boardId)).get(cards[0]!)!.get('zone')).toBe('innovation');
	});

	test('[BO3] cards revealed later come to the open board, once', async () => {
		const { boardId, hands } = await roomOf(1);
		const one = join(boardId, hands[0]!);
		await synced(one);
		const card = { id: newId<'card'>(), zone: 'needs', kind: 'need', text: 'Plus tard', capacity: null };
		expect(await inTransaction((tx) => boards.addCards(tx, boardId, [card]))).toBe(1);
		expect(await inTransaction((tx) => boards.addCards(tx, boardId, [card]))).toBe(0);
		await until(() => document.cardsOf(one.doc).has(card.id));
		expect(document.readCards(one.doc)).toHaveLength(5);
	});

	test('[BO4] a frozen board takes nothing, also what was on its way', async () => {
		const { boardId, hands, cards } = await roomOf(1);
		const one = join(boardId, hands[0]!, 'extended');
		await synced(one);
		const before = content(await cold(boardId));
		const board = (await log.find(await database(), boardId))!;
		await inTransaction((tx) => boards.freeze(tx, boardId));
		document.cardsOf(one.doc).get(cards[0]!)!.set('zone', 'innovation');
		expect(await one.closed).toMatchObject({ code: 4409, reason: 'board-frozen' });
		expect(content(await cold(boardId))).toBe(before);
		expect(await log.append(boardId, board.epoch, [{ actor: 'system', data: new Uint8Array([0, 0]) }])).toBeUndefined();
		await inTransaction((tx) => boards.unfreeze(tx, boardId));
	});

	test('[BO4] open sockets are told of a freeze', async () => {
		const { boardId, hands } = await roomOf(1);
		const one = join(boardId, hands[0]!, 'extended');
		await synced(one);
		await inTransaction((tx) => boards.freeze(tx, boardId));
		await until(() => one.frames.some((said) => said.say === 'rights' && said.may === 'look'));
		expect(one.provider.wsconnected).toBe(true);
	});

	test('[BO9] foreign origin, no cookie, no right', async () => {
		const { boardId, hands } = await roomOf(1);
		const other = await roomOf(1);
		expect(await (await bare(boardId, { cookie: hands[0]!.cookie, origin: 'http://ailleurs.test' })).closed).toBe(403);
		expect(await (await bare(boardId, {})).closed).toBe(4401);
		expect(await (await bare(boardId, { cookie: other.hands[0]!.cookie })).closed).toBe(4401);
		await (await database()).update(seats).set({ state: 'waiting' }).where(eq(seats.id, hands[0]!.seatId));
		expect(await (await bare(boardId, { cookie: hands[0]!.cookie })).closed).toBe(4403);
	});

	test('[BO9] a right that is lost closes the socket within two seconds', async () => {
		const { boardId, gatheringId, hands } = await roomOf(1);
		const one = join(boardId, hands[0]!);
		await synced(one);
		const begun = performance.now();
		await inTransaction(async (tx) => {
			await tx.update(seats).set({ state: 'expelled' }).where(eq(seats.id, hands[0]!.seatId));
			await announce(tx, `rights:${gatheringId}`);
		});
		expect(await one.closed).toMatchObject({ code: 4403 });
		expect(performance.now() - begun).toBeLessThan(2_000);
	});

	async function refusedWith(hostile: (board: Y.Doc, victim: Y.Doc) => Uint8Array) {
		const { boardId, hands, cards } = await roomOf(2);
		const victim = join(boardId, hands[0]!, 'extended');
		await synced(victim);
		document.cardsOf(victim.doc).get(cards[0]!)!.set('zone', 'resources');
		await until(() => victim.frames.some((said) => said.say === 'kept' && said.count >= 2));
		const before = Y.encodeStateAsUpdate(await cold(boardId));
		const { socket, closed, opened } = await bare(boardId, { cookie: hands[1]!.cookie });
		await opened;
		const update = frame(hostile(await cold(boardId), victim.doc));
		update[1] = 1;
		socket.send(update);
		expect(await closed).toBe(4409);
		expect(Y.encodeStateAsUpdate(await cold(boardId))).toEqual(before);
		document.cardsOf(victim.doc).get(cards[1]!)!.set('zone', 'constraints');
		await until(async () => document.cardsOf(await cold(boardId)).get(cards[1]!)?.get('zone') === 'constraints');
	}

	test('[BO5] E1: a struct under another seat’s client is refused', () =>
		refusedWith((board, victim) => {
			const forged = new Y.Doc();
			Y.applyUpdate(forged, Y.encodeStateAsUpdate(board));
			const before = Y.encodeStateVector(forged);
			forged.clientID = victim.clientID;
			document.cardsOf(forged).get(document.readCards(forged)[0]!.id)!.set('zone', 'innovation');
			return Y.encodeStateAsUpdate(forged, before);
		}));

	test('[BO6] E2: one delete range over the whole board is refused', () =>
		refusedWith((board) => {
			const client = [...board.store.clients].sort((a, b) => b[1].length - a[1].length)[0]![0];
			const encoder = encoding.createEncoder();
			for (const number of [0, 1, client, 1, 0, Y.getState(board.store, client)]) encoding.writeVarUint(encoder, number);
			return encoding.toUint8Array(encoder);
		}));

	test('[BO5] E3: a GC struct is refused', () =>
		refusedWith((_board, victim) => {
			const encoder = encoding.createEncoder();
			for (const number of [1, 1, victim.clientID + 1, 0]) encoding.writeVarUint(encoder, number);
			encoding.writeUint8(encoder, 0);
			for (const number of [2 ** 40, 0]) encoding.writeVarUint(encoder, number);
			return encoding.toUint8Array(encoder);
		}));

	test('[BO5] E4: an update whose predecessor is missing is refused', () =>
		refusedWith((board) => {
			const later = new Y.Doc({ gc: false });
			Y.applyUpdate(later, Y.encodeStateAsUpdate(board));
			const card = document.cardsOf(later).get(document.readCards(later)[0]!.id)!;
			card.set('zone', 'innovation');
			const before = Y.encodeStateVector(later);
			card.set('zone', 'constraints');
			return Y.encodeStateAsUpdate(later, before);
		}));

	test('[BO6] removing a card, writing elsewhere, or under a taken id is refused', async () => {
		await refusedWith((board) => {
			const before = Y.encodeStateVector(board);
			document.cardsOf(board).delete(document.readCards(board)[0]!.id);
			return Y.encodeStateAsUpdate(board, before);
		});
		await refusedWith((board) => {
			const before = Y.encodeStateVector(board);
			board.getMap('elsewhere').set('x', 1);
			return Y.encodeStateAsUpdate(board, before);
		});
		await refusedWith((board) => {
			const before = Y.encodeStateVector(board);
			const card = document.readCards(board)[0]!;
			document.putCard(board, { ...card, text: 'volé' }, card.id);
			return Y.encodeStateAsUpdate(board, before);
		});
		expect(decoding.createDecoder(new Uint8Array()).arr).toHaveLength(0);
	});

	test('[BO8] groups, ranks, texts and a split go through', async () => {
		const { boardId, hands, cards } = await roomOf(1);
		const one = join(boardId, hands[0]!, 'extended');
		await synced(one);
		const group = { id: newId<'card'>() as string, zone: 'needs', title: 'Repas', rank: 'i' };
		document.putGroup(one.doc, group);
		document.cardsOf(one.doc).get(cards[0]!)!.set('group', group.id);
		document.cardsOf(one.doc).get(cards[0]!)!.set('group', null);
		one.doc.transact(() => {
			const source = document.cardsOf(one.doc).get(cards[1]!)!;
			(source.get('text') as Y.Text).delete(2, 3);
			document.putCard(one.doc, { ...document.readCard('x', source), id: newId<'card'>(), text: 'oin', rank: 'zz' }, cards[1]!);
		});
		document.groupsOf(one.doc).delete(group.id);
		await until(() => one.frames.some((said) => said.say === 'kept' && said.count >= 6));
		expect(content(await cold(boardId))).toBe(content(one.doc));
		expect(document.readCards(one.doc)).toHaveLength(5);
	});
});
