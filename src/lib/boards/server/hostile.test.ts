// Whoever does not keep to what a screen sends, at the hub's own door: pages of other sites, frames that are none, presences of others, a right that is gone.
import { eq } from 'drizzle-orm';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { anotherHub, type AnotherHub } from '../../../../tests/world/another-hub.ts';
import { bare, cold, content, framed, isSaved, join, leaveAll, roomOf, synced } from '../../../../tests/world/boardroom.ts';
import { hostileUpdate } from '../../../../tests/world/board-updates.ts';
import { numbersFrom, oneOf } from '../../../../tests/world/numbers.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { seats } from '../../gatherings/server/tables.ts';
import { announce } from '../../live/server/live.ts';
import * as document from '../ink/document.ts';
import * as log from './log.ts';

/** The net under a word that was lost, every ten seconds, is taken away: what happens here happens at the word. */
const timer = globalThis.setInterval;
vi.spyOn(globalThis, 'setInterval').mockImplementation(((work: () => void, ms: number) => timer(ms === 10_000 ? () => {} : work, ms)) as typeof setInterval);

let here: AnotherHub;
let there: AnotherHub;
beforeAll(async () => {
	[here, there] = [await anotherHub(), await anotherHub()];
});
afterEach(leaveAll);
afterAll(async () => {
	await here.end();
	await there.end();
});

const until = (holds: () => boolean | Promise<boolean>, timeout = 8_000) => expect.poll(holds, { timeout, interval: 10 }).toBe(true);

test('[BO9] a page of any other site opens no board with the cookies of this one', async () => {
	const { boardId, hands } = await roomOf(1);
	const { cookie } = hands[0]!;
	const [host, port] = here.at.split(':');
	const origins = ['null', 'http://evil.example', `http://${here.at}.evil.example`, `http://board.${here.at}`, `https://${here.at}`, `http://${host}`, `http://${host}:1${port}`, `http://${here.at}@evil.example`, `http://localhost:${port}`, `ws://${here.at}`, 'file://', `http://${here.at}/`];
	expect(origins).toHaveLength(12);
	for (const origin of origins) expect(await bare(here.at, boardId, { cookie, origin }).closed, origin).toEqual({ code: 403, reason: 'Forbidden' });
	const same = bare(here.at, boardId, { cookie, origin: `http://${here.at}` });
	await same.opened;
	same.socket.close();
});

test('[BO15] a frame beyond a mebibyte, a text, sixteen mebibytes: closed before any of it is read, and no frame is ever compressed', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	const calm = join(here.at, boardId, hands[0]!);
	await synced(calm);
	const sent: readonly (readonly [number, (socket: WebSocket) => void])[] = [
		[1009, (socket) => socket.send(new Uint8Array(1_048_577))],
		[1009, (socket) => socket.send(new Uint8Array(16_777_216))],
		[1003, (socket) => socket.send('bonjour')],
		[4409, (socket) => socket.send(framed(new Uint8Array(262_145)))],
		[4409, (socket) => socket.send(new Uint8Array())]
	];
	for (const [code, send] of sent) {
		const hostile = bare(here.at, boardId, hands[1]!);
		await hostile.opened;
		expect(hostile.socket.extensions).toBe('');
		send(hostile.socket);
		expect((await hostile.closed).code).toBe(code);
	}
	expect(calm.codes).toEqual([]);
	document.cardsOf(calm.doc).get(cards[0]!)!.set('zone', 'resources');
	await until(() => isSaved(calm));
});

test('[BO6] [BO10] of all the kinds of message that there may be, only ours reach anybody, and none changes a board', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	const watching = bare(here.at, boardId, hands[0]!);
	await watching.opened;
	const before = content(await cold(boardId));
	const from = watching.heard.length;
	for (let kind = 0; kind < 256; kind++) {
		const hostile = bare(here.at, boardId, hands[1]!);
		await hostile.opened;
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, kind);
		encoding.writeVarString(encoder, 'canari');
		hostile.socket.send(encoding.toUint8Array(encoder));
		hostile.socket.close();
		await hostile.closed;
	}
	const writing = join(here.at, boardId, hands[1]!);
	await synced(writing);
	document.cardsOf(writing.doc).get(cards[0]!)!.set('zone', 'resources');
	await until(() => isSaved(writing));
	await until(() => watching.heard.slice(from).some((frame) => frame[0] === 0 && frame[1] === 2));
	expect(Buffer.concat(watching.heard.slice(from)).includes('canari')).toBe(false);
	document.cardsOf(writing.doc).get(cards[0]!)!.set('zone', 'needs');
	await until(() => isSaved(writing));
	expect(JSON.parse(content(await cold(boardId)))).toEqual(JSON.parse(before));
	watching.socket.close();
});

test('[BO5] [BO15] ten thousand frames made by hand: nothing ever waits at anybody’s, the board is what it was, and those who keep to it go on', { timeout: 120_000 }, async () => {
	const { boardId, hands, cards } = await roomOf(4);
	const [one, two] = [join(here.at, boardId, hands[0]!), join(there.at, boardId, hands[1]!)];
	await Promise.all([synced(one), synced(two)]);
	document.cardsOf(one.doc).get(cards[0]!)!.set('rank', 'zz');
	await until(() => isSaved(one));
	const victim = one.doc.clientID;
	const next = numbersFrom(20_261_127);
	const on = { victim, clock: Y.getState(one.doc.store, victim), value: document.cardsOf(await cold(boardId)).get(cards[1]!)!._map.get('zone')!.id };
	let sent = 0;
	const codes = new Map<number, number>();
	const spread = async (at: string, hand: number) => {
		while (sent < 10_000) {
			const hostile = bare(at, boardId, hands[hand]!);
			let isOver = false;
			void hostile.closed.then(() => (isOver = true));
			await Promise.race([hostile.opened, hostile.closed]);
			for (let count = 0; count < 100 && !isOver && sent < 10_000; count++, sent++) {
				const frame = framed(hostileUpdate(next, on));
				frame[1] = 1 + next(2);
				hostile.socket.send(frame);
				if (count % 25 === 0) await new Promise((go) => setImmediate(go));
			}
			hostile.socket.close();
			const { code } = await hostile.closed;
			codes.set(code, (codes.get(code) ?? 0) + 1);
		}
	};
	await Promise.all([spread(here.at, 2), spread(there.at, 3)]);
	expect([...codes.keys()].filter((code) => ![4409, 1013, 1005, 1000].includes(code))).toEqual([]);
	expect(codes.get(4409)).toBeGreaterThan(0);
	document.cardsOf(two.doc).get(cards[1]!)!.set('zone', 'innovation');
	await until(() => isSaved(two));
	await until(() => [one, two].every(({ doc }) => document.cardsOf(doc).get(cards[1]!)!.get('zone') === 'innovation'));
	const replayed = await cold(boardId);
	for (const doc of [one.doc, two.doc, replayed]) {
		expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
		expect(content(doc)).toBe(content(replayed));
	}
	expect(document.readCards(replayed)).toHaveLength(4);
	expect(document.cardsOf(replayed).get(cards[0]!)!.get('rank')).toBe('zz');
	expect([one.codes, two.codes]).toEqual([[], []]);
});

test('[BO10] five hundred presences at random, of others and of people who are none: nobody sees a word that is not the server’s, and nobody disappears', async () => {
	const { boardId, hands } = await roomOf(4);
	const clients = [join(here.at, boardId, hands[0]!), join(here.at, boardId, hands[1]!), join(here.at, boardId, hands[2]!)];
	await Promise.all(clients.map(synced));
	clients.forEach(({ provider }, at) => provider.awareness.setLocalState({ cursor: { x: at } }));
	const [watching] = clients as [(typeof clients)[0]];
	const ids = clients.map(({ doc }) => doc.clientID);
	const seen = () => watching.provider.awareness.getStates();
	await until(() => ids.every((id) => seen().get(id)?.cursor !== undefined));
	const wrong: string[] = [];
	const own = [4_242, 4_243];
	let shown = 0;
	for (const { provider } of clients)
		provider.awareness.on('change', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
			for (const id of removed) if (ids.includes(id)) wrong.push(`${id} disappeared`);
			for (const id of [...added, ...updated]) {
				// of oneself a screen shows what it said itself
				if (id === provider.awareness.clientID) continue;
				shown++;
				const { user, cursor, ...rest } = provider.awareness.getStates().get(id) as Record<string, unknown>;
				const at = ids.indexOf(id);
				if (at < 0 && !own.includes(id)) wrong.push(`${id} is nobody`);
				if (JSON.stringify(user) !== JSON.stringify({ name: `P${at < 0 ? 3 : at}`, capacity: 'juror' })) wrong.push(`${id} is called ${JSON.stringify(user)}`);
				if (at >= 0 && JSON.stringify(cursor) !== JSON.stringify({ x: at })) wrong.push(`${id} points elsewhere`);
				if (Object.keys(rest).some((field) => field !== 'looksAt' && field !== 'drags')) wrong.push(`${id} says ${Object.keys(rest).join()}`);
			}
		});
	// each socket is given four hundred frames at once
	const hostiles = own.map(() => bare(here.at, boardId, hands[3]!));
	await Promise.all(hostiles.map(({ opened }) => opened));
	const next = numbersFrom(9);
	const say = (socket: WebSocket, client: number, clock: number, said: string) => {
		const inner = encoding.createEncoder();
		for (const number of [1, client, clock]) encoding.writeVarUint(inner, number);
		encoding.writeVarString(inner, said);
		const frame = encoding.createEncoder();
		encoding.writeVarUint(frame, 1);
		encoding.writeVarUint8Array(frame, encoding.toUint8Array(inner));
		socket.send(encoding.toUint8Array(frame));
	};
	hostiles.forEach(({ socket }, at) => say(socket, own[at]!, 1, '{}'));
	for (let round = 0; round < 500; round++) {
		const said = oneOf(next, ['{"role":"facilitator"}', '{"user":{"name":"Madame la Maire","capacity":"elected"}}', '{"cursor":{"x":99},"user":null}', '{"__proto__":{"name":"x"}}', '[]', '7', '"x"', 'no json', `{"looksAt":"${'x'.repeat(next(2_000))}"}`]);
		const client = oneOf(next, [...ids, own[round % 2]!, own[round % 2]!, own[round % 2]!, next(2 ** 31)]);
		say(hostiles[round % 2]!.socket, client, 1_000 + round, ids.includes(client) && next(2) ? 'null' : said);
		// what is said in one moment goes out together: now and then it is waited for
		if (round % 50 < 49) continue;
		hostiles.forEach(({ socket }, at) => say(socket, own[at]!, 1_000 + round, `{"user":{"name":"Madame la Maire"},"role":"facilitator","looksAt":"${round}"}`));
		await until(() => own.every((id) => seen().get(id)?.looksAt === String(round)));
	}
	expect(wrong).toEqual([]);
	expect(shown).toBeGreaterThan(0);
	expect(ids.every((id) => seen().has(id))).toBe(true);
	expect(hostiles.map(({ socket }) => socket.readyState)).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
	for (const { socket } of hostiles) socket.close();
});

test('[BO9] of somebody sent out while they type at the other process the socket is closed at the word, and nothing that they type after it is kept', async () => {
	const { boardId, gatheringId, hands, cards } = await roomOf(2);
	const [stays, goes] = [join(here.at, boardId, hands[0]!), join(there.at, boardId, hands[1]!)];
	await Promise.all([synced(stays), synced(goes)]);
	let typed = 0;
	const rankIn = (doc: Y.Doc) => Number(/^t(\d+)x$/.exec(String(document.cardsOf(doc).get(cards[0]!)!.get('rank')))?.[1] ?? 0);
	const typing = setInterval(() => document.cardsOf(goes.doc).get(cards[0]!)!.set('rank', `t${++typed}x`), 50);
	await until(() => rankIn(stays.doc) > 0);
	await inTransaction(async (tx) => {
		await tx.update(seats).set({ state: 'expelled' }).where(eq(seats.id, hands[1]!.seatId));
		await announce(tx, `rights:${gatheringId}`);
	});
	expect(await goes.closed).toEqual({ code: 4403, reason: 'right-lost' });
	// what was being committed at the word is kept, and nothing that was typed after it
	const heard = typed;
	await until(() => typed >= heard + 5);
	const head = (await log.find(await database(), boardId))!.headSeq;
	expect(rankIn(await cold(boardId))).toBeLessThanOrEqual(heard);
	await until(() => typed >= heard + 10);
	expect((await log.find(await database(), boardId))!.headSeq).toBe(head);
	clearInterval(typing);
	// and back with the same cookie: no
	expect(await bare(there.at, boardId, hands[1]!).closed).toMatchObject({ code: 4403 });
	expect(content(stays.doc)).toBe(content(await cold(boardId)));
	expect(stays.codes).toEqual([]);
});
