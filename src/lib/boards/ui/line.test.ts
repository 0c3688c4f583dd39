import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { anotherHub } from '../../../../tests/world/another-hub.ts';
import { cold, join, leaveAll, networkOf, roomOf, serve, synced, type Hand, type Serving } from '../../../../tests/world/boardroom.ts';
import { Screen } from '../../../../tests/world/who-is-there.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { seats } from '../../gatherings/server/tables.ts';
import { announce, tellProcesses } from '../../live/server/live.ts';
import { cardsOf, readCards } from '../ink/document.ts';
import { packFrames, unpackAnswer } from '../ink/frames.ts';
import * as boards from '../server/boards.ts';
import * as hub from '../server/hub.ts';
import { connectBoard, type Board } from './board.svelte.ts';
import { lineOver, Ways, type Network } from './line.ts';

let serving: Serving;
const open: Board[] = [];

beforeAll(async () => {
	serving = await serve(hub);
});
afterEach(() => {
	open.splice(0).forEach((board) => board.destroy());
	leaveAll();
});
afterAll(() => serving.end());

const until = (holds: () => unknown, timeout = 8_000) => expect.poll(holds, { timeout, interval: 10 }).toBeTruthy();

async function sitDown(boardId: BoardId, network: Network): Promise<Board> {
	const board = connectBoard(boardId, { cards: [], groups: [] }, network);
	open.push(board);
	await until(() => board.mayWrite && board.connection === 'live');
	return board;
}
const behindAWall = (hand: Hand, at = serving.at) => networkOf(at, hand, { without: 'socket' });

describe('where no socket comes through', () => {
	test('[BO50] one reads and writes by stream and requests, beside those who have a socket', async () => {
		const { boardId, hands } = await roomOf(2, 'at-the-console');
		const [awa, denis] = [await sitDown(boardId, behindAWall(hands[0]!)), await sitDown(boardId, networkOf(serving.at, hands[1]!))];
		expect([awa.way, denis.way]).toEqual(['stream', 'socket']);
		const [first, second] = awa.cards;
		const group = awa.createGroup('Autour du repas', [first!.id, second!.id])!;
		expect([awa.saved, awa.unsaved]).toEqual(['saving', 1]);
		await until(() => awa.saved === 'saved');
		// only once it is in the log
		expect(readCards(await cold(boardId)).filter((card) => card.group === group)).toHaveLength(2);
		await until(() => denis.groups[0]?.title === 'Autour du repas');
		denis.editText(first!.id, 'Besoin zéro');
		await until(() => awa.cards.find(({ id }) => id === first!.id)?.text === 'Besoin zéro');
		for (let times = 0; times < 40; times++) awa.renameGroup(group, `Repas ${times}`);
		await until(() => awa.saved === 'saved' && denis.groups[0]?.title === 'Repas 39');
	});

	test('[BO50] nothing is said to be kept while the database keeps nothing', async () => {
		const [{ boardId, hands }, elsewhere] = [await roomOf(1), await roomOf(1)];
		const awa = await sitDown(boardId, behindAWall(hands[0]!));
		// her number is claimed: nothing waits for the board but what she writes
		const [first, second] = awa.cards.map(({ id }) => id);
		awa.moveCard(second!, { zone: 'resources' });
		await until(() => awa.saved === 'saved');
		const db = await database();
		const moved = await db.transaction(async (tx) => {
			await tx.execute(`select 1 from ydocs where id = '${boardId}' for update`);
			awa.moveCard(first!, { zone: 'innovation' });
			await until(async () => (await db.execute(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%ydocs%'`)).length > 0);
			// a request to another board, answered whole: what was said to be kept of this one would have come before
			await behindAWall(elsewhere.hands[0]!).fetch(`http://${serving.at}/boards/${elsewhere.boardId}/flux`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: packFrames([]) });
			return [awa.saved, readCards(await cold(boardId)).find(({ id }) => id === first)!.zone];
		});
		expect(moved).toEqual(['saving', 'needs']);
		await until(() => awa.saved === 'saved');
	});

	test('[BO50] [BO4] what the gate refuses is told, and the screen is put right', async () => {
		const { boardId, hands } = await roomOf(1, 'at-the-console');
		const awa = await sitDown(boardId, behindAWall(hands[0]!));
		await inTransaction(async (tx) => {
			await boards.freeze(tx, boardId);
			// before her screen is told
			awa.editText(awa.cards[0]!.id, 'Trop tard');
		});
		await until(() => awa.refused?.texts.includes('Trop tard'));
		await until(() => awa.connection === 'live' && awa.cards[0]?.text === 'Besoin 0');
		expect([awa.mayWrite, awa.saved]).toEqual([false, 'saved']);
	});

	test('[BO50] [BO9] a right taken away closes it within two seconds', async () => {
		const { boardId, gatheringId, hands } = await roomOf(1);
		const awa = await sitDown(boardId, behindAWall(hands[0]!));
		await inTransaction(async (tx) => {
			await tx.update(seats).set({ state: 'expelled' }).where(eq(seats.id, hands[0]!.seatId));
			await announce(tx, `rights:${gatheringId}`);
		});
		await until(() => awa.ended === 'no-right' && awa.connection === 'closed', 2_000);
		expect(awa.mayWrite).toBe(false);
	});

	test('[BO50] [BO10] what it says of itself is heard as long as its stream is there', async () => {
		const { boardId, hands } = await roomOf(2);
		const denis = join(serving.at, boardId, hands[1]!);
		await synced(denis);
		const line = lineOver(behindAWall(hands[0]!), new Ways(), { begun: () => {}, sends: () => true, heard: () => {} });
		const provider = new WebsocketProvider(`ws://${serving.at}/boards`, boardId, new Y.Doc({ gc: false }), { disableBc: true, WebSocketPolyfill: line, maxBackoffTime: 100, params: { extension: '1' } });
		const looksAt = () => [...denis.provider.awareness.getStates().values()].find((state) => state.user?.name === 'P0')?.looksAt;
		provider.awareness.setLocalStateField('looksAt', 'needs');
		await until(() => looksAt() === 'needs');
		provider.awareness.setLocalStateField('looksAt', 'resources');
		await until(() => looksAt() === 'resources');
		provider.destroy();
		await until(() => looksAt() === undefined);
	});

	test('[BO50] requests that another process answers are kept as well', async () => {
		const elsewhere = await anotherHub();
		const { boardId, hands } = await roomOf(2);
		const [here, there] = [behindAWall(hands[0]!), behindAWall(hands[0]!, elsewhere.at)];
		const split: Network = { ...here, fetch: (address, init) => (init?.method === 'POST' ? there.fetch(String(address).replace(serving.at, elsewhere.at), init) : here.fetch(address, init)) };
		const awa = await sitDown(boardId, split);
		const denis = join(serving.at, boardId, hands[1]!);
		await synced(denis);
		for (const zone of ['innovation', 'resources', 'constraints']) awa.moveCard(awa.cards[0]!.id, { zone });
		await until(() => awa.saved === 'saved' && readCards(denis.doc).some((card) => card.zone === 'constraints'));
		cardsOf(denis.doc).get(denis.doc.getMap('cards').keys().next().value as string)!.set('zone', 'needs');
		await until(() => awa.cards.every((card) => card.zone === 'needs'));
		expect(readCards(await cold(boardId)).every((card) => card.zone === 'needs')).toBe(true);
		await elsewhere.end();
	});

	test('[BO54] what somebody says of themselves in a request that another process answers is heard by all, the last of it, and under no other name', async () => {
		const elsewhere = await anotherHub();
		const { boardId, hands } = await roomOf(3);
		/** a stream here; requests there, or by turns */
		const split = (hand: Hand, goes: (turn: number) => 'there' | 'here'): Network => {
			const [here, there] = [behindAWall(hand), behindAWall(hand, elsewhere.at)];
			let turn = 0;
			return { ...here, fetch: (address, init) => (init?.method === 'POST' && goes(turn++) === 'there' ? there.fetch(String(address).replace(serving.at, elsewhere.at), init) : here.fetch(address, init)) };
		};
		const [denis, emma] = [await Screen.at(serving.at, boardId, hands[1]!), await Screen.at(elsewhere.at, boardId, hands[2]!)];
		const seenBy = (screen: Screen) => [...screen.seen.values()].find(({ user }) => user.name === 'P0')?.looksAt as { card: string } | undefined;
		for (const goes of [() => 'there' as const, (turn: number) => (turn % 2 ? 'here' : 'there')]) {
			const board = await sitDown(boardId, split(hands[0]!, goes));
			for (let times = 1; times <= 6; times++) {
				board.presence.looksAt({ zone: 'needs', card: `c${times}` });
				await until(() => [denis, emma].some((screen) => seenBy(screen)?.card === `c${times}`));
			}
			await until(() => [denis, emma].every((screen) => seenBy(screen)?.card === 'c6'));
			board.destroy();
			await until(() => [denis, emma].every((screen) => seenBy(screen) === undefined));
		}
		denis.leave();
		emma.leave();
		await elsewhere.end();
	});

	test('[BO54] a word that comes late, and one of somebody else, change nothing of what a stream says', async () => {
		const { boardId, hands } = await roomOf(2);
		const network = behindAWall(hands[0]!);
		let key = '';
		const awa = await sitDown(boardId, { ...network, fetch: (address, init) => ((key = new URL(String(address)).searchParams.get('ligne')!), network.fetch(address, init)) });
		const denis = await Screen.at(serving.at, boardId, hands[1]!);
		const seenBy = ({ seen }: Screen) => [...seen.values()].find(({ user }) => user.name === 'P0')?.looksAt;
		awa.presence.looksAt({ zone: 'needs', card: null });
		await until(() => seenBy(denis));
		const [client] = [...denis.seen.keys()];
		const brought = (clock: number, { seatId }: Hand) => `brought:${key}:seat:${seatId}:${JSON.stringify([client, clock, '{"looksAt":"volé"}'])}`;
		await tellProcesses([brought(0, hands[0]!), brought(99, hands[1]!), `brought:${key}:seat:${hands[0]!.seatId}:[1,"2"]`, `presence:${boardId}:${newId<'process'>()}:whole:[[33,1,{"user":{"name":"after"}}]]`]);
		await until(() => denis.seen.has(33));
		const late = await Screen.at(serving.at, boardId, hands[1]!);
		await until(() => late.seen.has(33));
		expect([denis, late].map(seenBy)).toEqual(Array(2).fill({ zone: 'needs', card: null }));
		for (const screen of [denis, late]) screen.leave();
	});

	test('[BO50] [BO9] a stream and a request ask for what a socket asks for', async () => {
		const { boardId, hands } = await roomOf(1);
		const address = `http://${serving.at}/boards/${boardId}/flux?ligne=a`;
		const { cookie } = hands[0]!;
		const heard = async (headers: Record<string, string>) => (await fetch(address, { headers })).text();
		expect(await heard({})).toContain('{"code":4401');
		expect(await heard({ cookie: 'place-x=y' })).toMatch(/\{"code":440[13]/);
		expect((await fetch(address, { headers: { cookie, origin: 'http://ailleurs.test' } })).status).toBe(403);
		const origin = `http://${serving.at}`;
		const send = (headers: Record<string, string>, body: Uint8Array<ArrayBuffer> = packFrames([])) => fetch(address, { method: 'POST', headers: { 'content-type': 'application/octet-stream', ...headers }, body });
		const coded = async (sent: Promise<Response>) => unpackAnswer(new Uint8Array(await (await sent).arrayBuffer())).code;
		expect((await send({ cookie })).status).toBe(403);
		expect((await send({ cookie, origin: 'http://ailleurs.test' })).status).toBe(403);
		expect(await coded(send({ origin }))).toBe(4401);
		expect(await coded(send({ origin, cookie }))).toBe(0);
		expect(await coded(send({ origin, cookie, 'content-type': 'text/plain' }))).toBe(4409);
		expect(await coded(send({ origin, cookie }, new Uint8Array([200, 1, 2])))).toBe(4409);
		expect(await coded(send({ origin, cookie }, packFrames([new Uint8Array([0, 2, 3, 9, 9, 9])])))).toBe(4409);
		expect(await coded(send({ origin, cookie }, packFrames(Array.from({ length: 600 }, () => new Uint8Array([3])))))).toBe(1013);
	});

	test('[BO51] a proxy that opens sockets and holds back what they say is no way either', async () => {
		const { boardId, hands } = await roomOf(1);
		const mute = new WebSocketServer({ port: 0 });
		const { port } = mute.address() as { port: number };
		const network = networkOf(serving.at, hands[0]!);
		class Muted extends (network.WebSocket as unknown as new (url: string, protocols?: string[]) => object) {
			constructor(_url: string, protocols?: string[]) {
				super(`ws://127.0.0.1:${port}`, protocols);
			}
		}
		const board = connectBoard(boardId, { cards: [], groups: [] }, { ...network, WebSocket: Muted as unknown as typeof WebSocket, silence: 300 });
		open.push(board);
		await until(() => board.connection === 'live');
		expect(board.way).toBe('stream');
		mute.close();
	});
});

describe('[BO51] which way is tried next', () => {
	const tried = (steps: string, ways: Ways) =>
		steps.split('').map((step) => {
			const way = ways.next();
			if (step === 'x') ways.missed();
			else ways.heard(way);
			return way;
		});

	test('the socket first; the stream after one that fails, and the one that goes through is kept', () => {
		expect(tried('xooo', new Ways())).toEqual(['socket', 'stream', 'stream', 'stream']);
		expect(tried('xxxxo', new Ways())).toEqual(['socket', 'stream', 'socket', 'stream', 'socket']);
	});

	test('a socket that has worked fails three times before the stream is tried: a server begins again', () => {
		expect(tried('oxxxxo', new Ways())).toEqual(['socket', 'socket', 'socket', 'socket', 'stream', 'socket']);
	});

	test('the page remembers it, and tries a socket again when five minutes have gone by', () => {
		const kept = new Map<string, string>();
		const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
		let at = 0;
		expect(tried('xo', new Ways(storage, () => at))).toEqual(['socket', 'stream']);
		const later = new Ways(storage, () => at);
		expect(tried('oo', later)).toEqual(['stream', 'stream']);
		at = 300_001;
		expect(tried('xoo', later)).toEqual(['socket', 'stream', 'stream']);
		at = 600_002;
		expect(tried('oo', later)).toEqual(['socket', 'socket']);
		expect(kept.get('tableaux-par')).toBe('socket');
	});
});
