// The eight ways in which other servers of Yjs lost or doubled what people wrote, each tried on ours: a store that fails, a room that is loaded, left or thrown away at the wrong moment, a board that costs its whole size at each edit. That one board’s lock stops no other is tried in log.test.ts, that a log is taken in where nobody comes any more in compaction.test.ts.
import { and, eq, sql } from 'drizzle-orm';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { anotherHub, type AnotherHub } from '../../../../tests/world/another-hub.ts';
import { bare, cold, content, framed, isSaved, join, leaveAll, roomOf, stock, synced, type Client } from '../../../../tests/world/boardroom.ts';
import { acts } from '../../../../tests/world/board-updates.ts';
import { numbersFrom, oneOf } from '../../../../tests/world/numbers.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, driver, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as document from '../ink/document.ts';
import * as boards from './boards.ts';
import * as log from './log.ts';
import { ydocs, ydocUpdates } from './tables.ts';

/** Every document that was read from the database, and those that were given up. */
const documents = vi.hoisted(() => ({ read: [] as unknown[], freed: new Set<unknown>(), /** bytes of rows that were fetched one by one */ fetched: 0 }));
vi.mock('./log.ts', async (original) => {
	const real = await original<typeof import('./log.ts')>();
	const replay: typeof real.replay = async (...of) => {
		const replayed = await real.replay(...of);
		if (replayed) {
			documents.read.push(replayed.document);
			replayed.document.on('destroy', () => documents.freed.add(replayed.document));
		}
		return replayed;
	};
	const rowsAfter: typeof real.rowsAfter = async (...of) => {
		const rows = await real.rowsAfter(...of);
		documents.fetched += rows.reduce((sum, { data }) => sum + data.byteLength, 0);
		return rows;
	};
	return { ...real, replay, rowsAfter };
});

// each hub has a pool of its own
process.setMaxListeners(40);
let here: AnotherHub;
const silence = vi.spyOn(console, 'error').mockImplementation(() => {});
beforeAll(async () => {
	here = await anotherHub();
});
afterEach(leaveAll);
afterAll(async () => {
	await here.end();
	silence.mockRestore();
});

const until = (holds: () => boolean | Promise<boolean>, timeout = 8_000) => expect.poll(holds, { timeout, interval: 10 }).toBe(true);
const move = ({ doc }: { doc: Y.Doc }, card: string, zone: string) => document.cardsOf(doc).get(card)!.set('zone', zone);
const zoneOf = (doc: Y.Doc, card: string) => document.cardsOf(doc).get(card)?.get('zone');
const isBlocked = async () => ((await (await database()).execute(sql`select 1 from pg_stat_activity where application_name = 'eclaireurs' and wait_event_type = 'Lock' and datname = current_database()`)) as unknown as unknown[]).length > 0;

/** Until it is let go: nobody appends to this board, or nobody reads the log of any. */
async function hold(what: BoardId | 'the log'): Promise<() => Promise<void>> {
	const held = await (await driver()).reserve();
	await held`begin`;
	if (what === 'the log') await held`lock table ydoc_updates in access exclusive mode`;
	else await held`select 1 from ydocs where id = ${what} for update`;
	return async () => {
		await held`commit`;
		held.release();
	};
}

test('[BO1] the store fails, and the last one leaves: what was under way is written all the same, and whoever comes next sees it', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	const one = join(here.at, boardId, hands[0]!);
	await synced(one);
	await until(() => isSaved(one));
	const kept = one.count.kept;
	const release = await hold(boardId);
	move(one, cards[0]!, 'resources');
	let failed = 0;
	await until(async () => {
		const cut = (await (await database()).execute(sql`select pg_cancel_backend(pid) from pg_stat_activity where application_name = 'eclaireurs' and wait_event_type = 'Lock' and datname = current_database()`)) as unknown as unknown[];
		return (failed += cut.length) >= 2;
	});
	expect(one.count.kept).toBe(kept);
	leaveAll();
	const next = join(here.at, boardId, hands[1]!);
	await until(() => next.provider.wsconnected);
	expect([next.provider.synced, next.doc.store.clients.size]).toEqual([false, 0]);
	await release();
	await synced(next);
	expect(zoneOf(next.doc, cards[0]!)).toBe('resources');
	expect(zoneOf(await cold(boardId), cards[0]!)).toBe('resources');
});

test('[BO1] who comes back with all that was ever taken away on the board takes nothing from anybody, and nobody waits for what they lack', async () => {
	const { boardId, hands, cards } = await roomOf(3, 'at-the-console');
	const [away, there] = [join(here.at, boardId, hands[0]!), join(here.at, boardId, hands[1]!)];
	await Promise.all([synced(away), synced(there)]);
	for (let turn = 0; turn < 150; turn++) {
		const text = document.cardsOf(there.doc).get(cards[turn % 4]!)!.get('text') as Y.Text;
		text.insert(0, 'ab');
		text.delete(1, 1);
	}
	await until(() => isSaved(there));
	await until(() => content(away.doc) === content(there.doc));
	away.provider.disconnect();
	move(away, cards[0]!, 'resources');
	const late = join(here.at, boardId, hands[2]!, undefined, stock);
	for (let turn = 0; turn < 20; turn++) move(there, cards[1]!, ['needs', 'innovation'][turn % 2]!);
	away.provider.connect();
	await Promise.all([synced(late), synced(away)]);
	await until(() => isSaved(away) && isSaved(there));
	const last = content(await cold(boardId));
	for (const { doc } of [away, there, late]) {
		await until(() => content(doc) === last);
		expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
	}
	expect(zoneOf(late.doc, cards[0]!)).toBe('resources');
});

test('[BO1] nothing is answered, taken or shown before the board is loaded; then all of it at once', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	const release = await hold('the log');
	const asking = bare(here.at, boardId, hands[0]!);
	await new Promise<void>((up) => asking.socket.once('open', () => up()));
	asking.socket.send(new Uint8Array([0, 0, 1, 0]));
	const writing = join(here.at, boardId, hands[1]!);
	await until(isBlocked);
	expect([asking.heard.length, writing.provider.synced]).toEqual([0, false]);
	await release();
	await asking.opened;
	await until(() => asking.heard.some((frame) => frame[0] === 0 && frame[1] === 1));
	const answer = asking.heard.find((frame) => frame[0] === 0 && frame[1] === 1)!;
	const doc = new Y.Doc();
	Y.applyUpdate(doc, decoding.readVarUint8Array(decoding.createDecoder(answer.subarray(2))));
	expect(document.readCards(doc).map(({ id }) => id).sort()).toEqual([...cards].sort());
	await synced(writing);
	move(writing, cards[0]!, 'resources');
	await until(() => isSaved(writing));
	expect(zoneOf(await cold(boardId), cards[0]!)).toBe('resources');
	asking.socket.close();
});

test('[BO1] a room that everybody leaves while it is loaded is loaded again for whoever comes in that moment, and what they write is kept', async () => {
	const { boardId, hands, cards } = await roomOf(4);
	for (let round = 1; round <= 12; round++) {
		const next = numbersFrom(round);
		const release = await hold('the log');
		const early = bare(here.at, boardId, hands[0]!);
		await until(isBlocked);
		const writing = next(2) ? join(here.at, boardId, hands[1]!) : undefined;
		if (next(2)) early.socket.terminate();
		else early.socket.close();
		if (next(2)) await new Promise((go) => setImmediate(go));
		await release();
		const client = writing ?? join(here.at, boardId, hands[2]!);
		await synced(client);
		const zone = ['resources', 'innovation', 'constraints'][round % 3]!;
		move(client, cards[round % 4]!, zone);
		await until(() => isSaved(client));
		expect(zoneOf(await cold(boardId), cards[round % 4]!), `round ${round}`).toBe(zone);
		leaveAll();
	}
});

test('[BO1] people who come and go at every moment leave one board, with all that was said to be kept', async () => {
	const { boardId, hands, cards } = await roomOf(3);
	const next = numbersFrom(7);
	const said = new Map<string, number>();
	for (let round = 1; round <= 60; round++) {
		const client = join(here.at, boardId, hands[round % 3]!);
		await synced(client);
		const card = cards[next(4)]!;
		document.cardsOf(client.doc).get(card)!.set('rank', `r${round}x`);
		if (next(3) > 0) {
			await until(() => isSaved(client));
			said.set(card, round);
		}
		// some leave with their edit on its way, most with nobody left
		if (next(4) > 0) client.provider.destroy();
	}
	leaveAll();
	const last = join(here.at, boardId, hands[0]!);
	await synced(last);
	await until(() => isSaved(last));
	const replayed = await cold(boardId);
	expect(content(last.doc)).toBe(content(replayed));
	for (const [card, round] of said) expect(Number(/^r(\d+)x$/.exec(String(document.cardsOf(replayed).get(card)!.get('rank')))![1])).toBeGreaterThanOrEqual(round);
});

test('[BO11] a board that cannot be loaded is not replaced by a blank one, and is there again once its rows are mended', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	const db = await database();
	const read = async () => [await db.select().from(ydocs).where(eq(ydocs.id, boardId)), await db.select().from(ydocUpdates).where(eq(ydocUpdates.docId, boardId))] as const;
	const before = await read();
	const [row] = before[1];
	const damaged = Uint8Array.from(row!.data);
	damaged[damaged.length >> 1]! ^= 8;
	const put = (data: Uint8Array) => db.update(ydocUpdates).set({ data }).where(and(eq(ydocUpdates.docId, boardId), eq(ydocUpdates.seq, row!.seq)));
	await put(damaged);
	for (let time = 0; time < 5; time++) {
		const refused = bare(here.at, boardId, hands[time % 2]!);
		// what is sent meanwhile is for nobody
		refused.socket.on('open', () => refused.socket.send(framed(new Uint8Array([0, 0]))));
		expect(await refused.closed).toEqual({ code: 4500, reason: 'board-damaged' });
		expect(refused.heard).toEqual([]);
	}
	expect((await read())[0]).toEqual(before[0]);
	expect((await read())[1]).toHaveLength(before[1].length);
	await put(row!.data);
	expect(await read()).toEqual(before);
	const one = join(here.at, boardId, hands[0]!);
	await synced(one);
	expect(document.readCards(one.doc)).toHaveLength(4);
	move(one, cards[0]!, 'resources');
	await until(() => isSaved(one));
	expect(zoneOf(await cold(boardId), cards[0]!)).toBe('resources');
});

test('[BO1] a database that is away while a board is loaded leaves nothing behind: the next who comes is served', async () => {
	const { boardId, hands } = await roomOf(2);
	const release = await hold('the log');
	const refused = bare(here.at, boardId, hands[0]!);
	await until(isBlocked);
	await (await database()).execute(sql`select pg_cancel_backend(pid) from pg_stat_activity where application_name = 'eclaireurs' and wait_event_type = 'Lock' and datname = current_database()`);
	expect(await refused.closed).toEqual({ code: 1013, reason: 'load-failed' });
	await release();
	const one = join(here.at, boardId, hands[1]!);
	await synced(one);
	expect(document.readCards(one.doc)).toHaveLength(4);
});

test('[BO1] [BO3] nothing is doubled when a server starts anew and everybody brings back the whole board, or when two reveal at once', async () => {
	const { boardId, hands, cards } = await roomOf(3);
	const first = await anotherHub();
	const clients = hands.map((hand) => join(first.at, boardId, hand));
	await Promise.all(clients.map(synced));
	move(clients[0]!, cards[0]!, 'resources');
	document.putGroup(clients[1]!.doc, { id: newId<'card'>(), zone: 'needs', title: 'Repas', rank: 'i' });
	await until(() => clients.every(isSaved));
	await until(() => clients.every(({ doc }) => content(doc) === content(clients[0]!.doc)));
	const before = content(clients[0]!.doc);
	const rows = (await log.rowsAfter(await database(), boardId, 0)).length;
	await first.stop();
	await first.end();
	const second = await anotherHub();
	const again = clients.map(({ doc, provider }, at): Client => (provider.destroy(), join(second.at, boardId, hands[at]!, doc)));
	await Promise.all(again.map(synced));
	await until(() => again.every(isSaved));
	expect(content(await cold(boardId))).toBe(before);
	for (const { doc } of again) expect(content(doc)).toBe(before);
	expect((await log.rowsAfter(await database(), boardId, 0)).length).toBe(rows);
	const late = { id: newId<'card'>(), zone: 'needs', kind: 'need', text: 'Plus tard', capacity: null };
	const put = await Promise.all(Array.from({ length: 4 }, () => inTransaction((tx) => boards.addCards(tx, boardId, [late]))));
	expect(put.sort()).toEqual([0, 0, 0, 1]);
	await until(() => again.every(({ doc }) => document.readCards(doc).filter(({ text }) => text === 'Plus tard').length === 1));
	again.forEach(({ provider }) => provider.destroy());
	await second.end();
});

test('[BO1] a document is given up once the last has left, and read again for the next', async () => {
	const { boardId, hands, cards } = await roomOf(1);
	for (let time = 0; time < 5; time++) {
		const from = documents.read.length;
		const one = join(here.at, boardId, hands[0]!);
		await synced(one);
		expect(documents.read.length).toBe(from + 1);
		move(one, cards[0]!, ['resources', 'needs'][time % 2]!);
		// it waits for what is under way, and for nobody else
		if (time % 2) await until(() => isSaved(one));
		leaveAll();
		await until(() => documents.freed.has(documents.read[from]));
	}
});

test('[BO1] on a board of a mebibyte an edit costs its own bytes: no process reads the board again for it, and nobody is sent more than was written', async () => {
	const there = await anotherHub();
	const { boardId, hands, cards } = await roomOf(3);
	const board = await cold(boardId);
	const before = Y.encodeStateVector(board);
	document.putCard(board, { id: newId<'card'>(), zone: 'needs', kind: 'need', text: 'é'.repeat(600_000), group: null, capacity: null, rank: 'x' });
	await inTransaction((tx) => log.appendAsServer(tx, boardId, Y.encodeStateAsUpdate(board, before)));
	const [one, two] = [join(here.at, boardId, hands[0]!), join(there.at, boardId, hands[1]!)];
	await Promise.all([synced(one), synced(two)]);
	await until(() => isSaved(one) && isSaved(two));
	const listening = bare(there.at, boardId, hands[2]!);
	await listening.opened;
	const from = [documents.read.length, documents.fetched, listening.heard.length] as const;
	const edits = 40;
	for (let edit = 0; edit < edits; edit++) {
		const zone = ['resources', 'innovation', 'needs'][edit % 3]!;
		move([one, two][edit % 2]!, cards[0]!, zone);
		await until(() => [one, two].every(({ doc }) => zoneOf(doc, cards[0]!) === zone));
	}
	const heard = () => listening.heard.slice(from[2]).reduce((sum, { byteLength }) => sum + byteLength, 0);
	await until(() => isSaved(one) && isSaved(two));
	expect(documents.read.length).toBe(from[0]);
	expect(heard()).toBeGreaterThan(edits * 20);
	expect(heard()).toBeLessThan(edits * 400);
	expect(documents.fetched - from[1]).toBeLessThan(edits * 400);
	leaveAll();
	listening.socket.terminate();
	await there.end();
});

test('[BO1] [BO5] what two screens of one person write while the store waits goes into one row without a hole, and gives the same board', async () => {
	for (let seed = 1; seed <= 12; seed++) {
		const next = numbersFrom(seed);
		const { boardId, hands } = await roomOf(2, 'at-the-console');
		const screens = [join(here.at, boardId, hands[0]!), join(here.at, boardId, hands[0]!)];
		await Promise.all(screens.map(synced));
		for (const screen of screens) document.putGroup(screen.doc, { id: newId<'card'>(), zone: 'needs', title: 'Repas', rank: 'm' });
		await until(() => screens.every(isSaved));
		const release = await hold(boardId);
		document.putGroup(screens[0]!.doc, { id: newId<'card'>(), zone: 'needs', title: 'Repas', rank: 'm' });
		await until(isBlocked);
		for (let turn = 0; turn < 20; turn++) oneOf(next, acts.cards.offered)(oneOf(next, screens).doc, next);
		await release();
		await until(() => screens.every(isSaved));
		const rows = await log.rowsAfter(await database(), boardId, 0);
		expect(rows.flatMap(({ data }) => Y.decodeUpdate(data).structs).filter((struct) => struct instanceof Y.Skip)).toEqual([]);
		const replayed = await cold(boardId);
		expect([replayed.store.pendingStructs, replayed.store.pendingDs]).toEqual([null, null]);
		await until(() => screens.every(({ doc }) => content(doc) === content(replayed)));
		leaveAll();
	}
});

test('[BO15] an update of eight, twenty or twenty-five bytes that would take a board away or stop the room is refused, and the next who comes finds the board', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	const calm = join(here.at, boardId, hands[0]!);
	await synced(calm);
	const board = await cold(boardId);
	const server = [...board.store.clients.keys()][0]!;
	const end = Y.getState(board.store, server);
	const numbers = (...all: number[]) => {
		const encoder = encoding.createEncoder();
		all.forEach((number) => encoding.writeVarUint(encoder, number));
		return encoding.toUint8Array(encoder);
	};
	const zone = document.cardsOf(board).get(cards[0]!)!._map.get('zone')!.id;
	const piece = (origin: readonly [number, number], said: string) => [0x88, ...numbers(...origin, 1), 119, ...numbers(said.length), ...new TextEncoder().encode(said)];
	const bombs: Readonly<Record<string, readonly number[] | Uint8Array>> = {
		'one range over all': numbers(0, 1, server, 1, 0, end),
		'three million structs': [...numbers(1, 3_000_000, 9_001, 0), 0, 1],
		'garbage without end': [...numbers(1, 1, 9_002, 0), 0, ...numbers(2 ** 52 - 1), 0],
		'two blocks, of which the last alone is applied': [...numbers(2), ...numbers(1, 9_003, 0), ...piece([zone.client, zone.clock], 'resources'), ...numbers(1, 9_003, 1), ...piece([9_003, 0], 'innovation'), 0],
		'a block that an empty one covers': [...numbers(2), ...numbers(1, 9_004, 0), ...piece([zone.client, zone.clock], 'resources'), ...numbers(0, 9_004, 0), 0]
	};
	const before = Y.encodeStateAsUpdate(board);
	for (const [name, bomb] of Object.entries(bombs)) {
		const hostile = bare(here.at, boardId, hands[1]!);
		await hostile.opened;
		const frame = framed(Uint8Array.from(bomb));
		frame[1] = 1;
		hostile.socket.send(frame);
		expect((await hostile.closed).code, name).toBe(4409);
		expect(Buffer.compare(Y.encodeStateAsUpdate(await cold(boardId)), before), name).toBe(0);
	}
	expect([calm.codes, calm.doc.store.pendingStructs]).toEqual([[], null]);
	move(calm, cards[1]!, 'innovation');
	await until(() => isSaved(calm));
	expect(zoneOf(await cold(boardId), cards[1]!)).toBe('innovation');
});
