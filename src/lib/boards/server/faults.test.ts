import { randomBytes } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { anotherHub, type AnotherHub } from '../../../../tests/world/another-hub.ts';
import { isInThisRun } from '../../../../tests/world/drawn.ts';
import { bare, cold, content, framed, isSaved, join, leaveAll, roomOf, synced, type Client } from '../../../../tests/world/boardroom.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, driver, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as document from '../ink/document.ts';
import * as boards from './boards.ts';
import { compact } from './compaction.ts';
import * as log from './log.ts';
import { ydocs, ydocUpdates } from './tables.ts';

let here: AnotherHub;
let there: AnotherHub;
const silence = vi.spyOn(console, 'error').mockImplementation(() => {});

beforeAll(async () => {
	here = await anotherHub();
	there = await anotherHub();
});
afterEach(leaveAll);
afterAll(async () => {
	await here.end();
	await there.end();
	silence.mockRestore();
});

const until = (holds: () => boolean | Promise<boolean>, timeout = 8_000) => expect.poll(holds, { timeout, interval: 10 }).toBe(true);
const move = ({ doc }: { doc: Y.Doc }, card: string, zone: string) => document.cardsOf(doc).get(card)!.set('zone', zone);
const zoneOf = (doc: Y.Doc, card: string) => document.cardsOf(doc).get(card)?.get('zone');
const rowsOf = async (boardId: BoardId) => (await log.rowsAfter(await database(), boardId, 0)).length;

async function converge(boardId: BoardId, clients: readonly Client[]) {
	await until(() => clients.every(isSaved));
	const replayed = await cold(boardId);
	await until(() => clients.every(({ doc }) => content(doc) === content(replayed)));
	for (const { doc } of clients) expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
}

/** Until `release`, nobody appends to this board. */
async function hold(boardId: BoardId): Promise<() => Promise<void>> {
	const held = await (await driver()).reserve();
	await held`begin`;
	await held`select 1 from ydocs where id = ${boardId} for update`;
	return async () => {
		await held`commit`;
		held.release();
	};
}

test('[BO1] [BO2] two processes on one database show one board', async () => {
	const { boardId, hands, cards } = await roomOf(3, 'at-the-console');
	const [one, two] = [join(here.at, boardId, hands[0]!), join(there.at, boardId, hands[1]!)];
	await Promise.all([one, two].map(synced));
	for (let round = 0; round < 20; round++) {
		move(one, cards[round % 4]!, ['needs', 'resources', 'innovation'][round % 3]!);
		move(two, cards[(round + 1) % 4]!, ['constraints', 'needs'][round % 2]!);
		(document.cardsOf(two.doc).get(cards[0]!)!.get('text') as Y.Text).insert(0, String(round));
		if (round % 5 === 0) await until(() => isSaved(one) && isSaved(two));
	}
	const late = join(here.at, boardId, hands[2]!);
	await synced(late);
	await converge(boardId, [one, two, late]);
});

test('[BO1] what a process did not hear of it fetches before it writes, and after its ear is back', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	const deaf = await anotherHub();
	const [one, two] = [join(here.at, boardId, hands[0]!), join(deaf.at, boardId, hands[1]!)];
	await Promise.all([one, two].map(synced));
	await until(() => isSaved(two));
	await deaf.deafen();
	move(one, cards[0]!, 'resources');
	await until(() => isSaved(one));
	expect(zoneOf(two.doc, cards[0]!)).toBe('needs');
	move(two, cards[1]!, 'innovation');
	await converge(boardId, [one, two]);
	expect(zoneOf(two.doc, cards[0]!)).toBe('resources');
	await deaf.end();

	const three = join(there.at, boardId, hands[1]!);
	await synced(three);
	await (await database()).execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'eclaireurs-live' and datname = current_database()`);
	move(one, cards[2]!, 'constraints');
	await until(() => zoneOf(three.doc, cards[2]!) === 'constraints');
	two.provider.destroy();
	await converge(boardId, [one, three]);
});

test('[BO4] an append and a freeze in the same moment: after the freeze nothing is kept and nothing is said to be', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	let [before, after] = [0, 0];
	for (let round = 0; round < 25; round++) {
		const [one, watching] = [join(here.at, boardId, hands[0]!), join(there.at, boardId, hands[1]!)];
		await Promise.all([one, watching].map(synced));
		await until(() => isSaved(one));
		const kept = one.count.kept;
		let frozenHead = -1;
		const rank = `a${round}z`;
		const freezing = inTransaction(async (tx) => {
			await boards.freeze(tx, boardId);
			frozenHead = (await log.find(tx, boardId))!.headSeq;
		});
		if (round % 2) await new Promise((go) => setImmediate(go));
		document.cardsOf(one.doc).get(cards[0]!)!.set('rank', rank);
		await freezing;
		const refused = one.closed.then(({ code, reason }) => [code, reason]);
		await until(() => one.count.kept > kept || one.codes.length > 0);
		expect((await log.find(await database(), boardId))!.headSeq).toBe(frozenHead);
		await until(() => watching.frames.some((said) => said.say === 'rights' && said.may === 'look'));
		if (one.count.kept > kept) {
			before++;
			expect(document.cardsOf(await cold(boardId)).get(cards[0]!)!.get('rank')).toBe(rank);
			await until(() => one.frames.some((said) => said.say === 'rights' && said.may === 'look'));
		} else {
			after++;
			expect(await refused).toEqual([4409, 'board-frozen']);
			expect(document.cardsOf(await cold(boardId)).get(cards[0]!)!.get('rank')).not.toBe(rank);
		}
		const lastContent = content(await cold(boardId));
		await until(() => content(watching.doc) === lastContent);
		leaveAll();
		await inTransaction((tx) => boards.unfreeze(tx, boardId));
	}
	expect(before + after).toBe(25);
	expect(after).toBeGreaterThan(0);
});

test('[BO1] a commit that cannot be made is tried again: nothing is said to be kept, nobody sees it, then all is', async () => {
	const { boardId, hands, cards } = await roomOf(2, 'at-the-console');
	const [one, two] = [join(here.at, boardId, hands[0]!), join(here.at, boardId, hands[1]!)];
	await Promise.all([one, two].map(synced));
	await until(() => isSaved(one) && isSaved(two));
	const kept = one.count.kept;
	const release = await hold(boardId);
	move(one, cards[0]!, 'resources');
	// the waiting appends are cancelled, again and again
	const cut = async () =>
		(await database()).execute(sql`select pg_cancel_backend(pid) from pg_stat_activity where application_name = 'eclaireurs' and wait_event_type = 'Lock' and datname = current_database()`);
	await until(async () => ((await cut()) as unknown as unknown[]).length > 0);
	await until(() => two.frames.some((said) => said.say === 'storage' && said.is === 'troubled'));
	for (let more = 0; more < 30; more++) (document.cardsOf(one.doc).get(cards[1]!)!.get('text') as Y.Text).insert(0, 'é');
	// the network goes, too: the same comes again
	one.provider.disconnect();
	one.provider.connect();
	await until(async () => ((await cut()) as unknown as unknown[]).length > 0);
	expect(one.count.kept).toBeLessThanOrEqual(kept);
	expect(zoneOf(two.doc, cards[0]!)).toBe('needs');
	await release();
	await until(() => two.frames.some((said) => said.say === 'storage' && said.is === 'sound'));
	await converge(boardId, [one, two]);
	expect(zoneOf(await cold(boardId), cards[0]!)).toBe('resources');
	expect(one.codes).not.toContain(4409);
});

test('[BO1] what is sent again, acknowledged or not, changes nothing', async () => {
	const { boardId, hands, cards } = await roomOf(2, 'at-the-console');
	const one = join(here.at, boardId, hands[0]!);
	await synced(one);
	const sent: Uint8Array[] = [];
	one.doc.on('update', (update: Uint8Array, origin: unknown) => origin === null && sent.push(update));
	for (let more = 0; more < 10; more++) (document.cardsOf(one.doc).get(cards[1]!)!.get('text') as Y.Text).insert(0, `${more}`);
	move(one, cards[0]!, 'resources');
	move(one, cards[0]!, 'innovation');
	const again = bare(there.at, boardId, hands[0]!);
	await again.opened;
	await until(() => isSaved(one));
	const [before, rows] = [content(await cold(boardId)), await rowsOf(boardId)];
	for (const update of [...sent, ...sent, Y.mergeUpdates(sent)]) again.socket.send(framed(update));
	const total = sent.length * 2 + 1;
	await until(() => again.heard.some((bytes) => bytes[0] === 64 && bytes[1] === 0 && bytes[2] === total));
	expect(content(await cold(boardId))).toBe(before);
	expect(await rowsOf(boardId)).toBe(rows);
	again.socket.close();
});

test('[BO1] a process that stops keeps and acknowledges what it took, or leaves it to its sender', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	const stopping = await anotherHub();
	const one = join(stopping.at, boardId, hands[0]!);
	await synced(one);
	await until(() => isSaved(one));
	const before = one.count.kept;
	const release = await hold(boardId);
	move(one, cards[0]!, 'resources');
	await until(async () => ((await (await database()).execute(sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)) as unknown as unknown[]).length > 0);
	const stopped = stopping.stop();
	move(one, cards[1]!, 'innovation');
	await release();
	await stopped;
	await until(() => one.codes.length > 0);
	expect(one.codes[0]).toBe(1012);
	const replayed = await cold(boardId);
	expect(zoneOf(replayed, cards[0]!)).toBe('resources');
	expect(zoneOf(replayed, cards[1]!)).toBe('needs');
	expect(before).toBeGreaterThan(0);
	one.provider.destroy();
	await stopping.end();
	// its sender brings the rest to whoever serves next
	const next = join(there.at, boardId, hands[0]!, one.doc);
	await synced(next);
	await converge(boardId, [next]);
	expect(zoneOf(await cold(boardId), cards[1]!)).toBe('innovation');
});

test('[BO1] whoever does not read is cut off, and the others wait for nothing', async () => {
	const { boardId, hands, cards } = await roomOf(3);
	const slow = bare(here.at, boardId, hands[0]!);
	await slow.opened;
	const [one, two] = [join(here.at, boardId, hands[1]!), join(here.at, boardId, hands[2]!)];
	await Promise.all([one, two].map(synced));
	slow.socket.pause();
	const memory = process.memoryUsage().rss;
	const big = await cold(boardId);
	for (let round = 0; round < 20; round++) {
		const before = Y.encodeStateVector(big);
		document.putCard(big, { id: newId<'card'>(), zone: 'needs', kind: 'need', text: 'e'.repeat(1_000_000), group: null, capacity: null, rank: 'x' });
		await inTransaction((tx) => log.appendAsServer(tx, boardId, Y.encodeStateAsUpdate(big, before)));
	}
	await until(() => document.cardsOf(one.doc).size === 24);
	move(one, cards[0]!, 'resources');
	await until(() => zoneOf(two.doc, cards[0]!) === 'resources');
	slow.socket.resume();
	expect((await slow.closed).code).toBe(1006);
	expect([one.codes, two.codes]).toEqual([[], []]);
	expect(process.memoryUsage().rss - memory).toBeLessThan(600 * 1_048_576);
});

function presence(...said: readonly (readonly [number, number, string])[]): Uint8Array {
	const inner = encoding.createEncoder();
	encoding.writeVarUint(inner, said.length);
	for (const [client, clock, state] of said) {
		encoding.writeVarUint(inner, client);
		encoding.writeVarUint(inner, clock);
		encoding.writeVarString(inner, state);
	}
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 1);
	encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
	return encoding.toUint8Array(encoder);
}

test('[BO10] a name and a capacity are the server’s word, and nobody speaks for another', async () => {
	const { boardId, hands } = await roomOf(3);
	const [victim, watching] = [join(here.at, boardId, hands[0]!), join(here.at, boardId, hands[1]!)];
	await Promise.all([victim, watching].map(synced));
	victim.provider.awareness.setLocalState({ user: { name: 'Madame la Maire', capacity: 'elected' }, cursor: { x: 1 } });
	const seen = (client: number) => watching.provider.awareness.getStates().get(client);
	await until(() => JSON.stringify(seen(victim.doc.clientID)?.cursor) === '{"x":1}');
	expect(seen(victim.doc.clientID)).toMatchObject({ user: { name: 'P0', capacity: 'juror' } });
	const hostile = bare(here.at, boardId, hands[2]!);
	await hostile.opened;
	const own = 4_242;
	hostile.socket.send(presence([own, 1, JSON.stringify({ role: 'facilitator', user: { name: 'P0' }, looksAt: 'here' })]));
	await until(() => seen(own) !== undefined);
	expect(seen(own)).toEqual({ cursor: null, looksAt: 'here', drags: null, user: { name: 'P2', capacity: 'juror' } });
	for (let round = 0; round < 100; round++) {
		const clock = 1_000 + round;
		hostile.socket.send(presence([victim.doc.clientID, clock, round % 2 ? 'null' : JSON.stringify({ cursor: 'stolen' })], [watching.doc.clientID, clock, 'null'], [own + 1 + round, clock, '{"cursor":"more"}'], [own, clock, 'no json'], [own, clock, JSON.stringify({ cursor: 'x'.repeat(1_100) })]));
	}
	hostile.socket.send(presence([own, 5_000, '{"cursor":"last"}']));
	await until(() => seen(own)?.cursor === 'last');
	expect([...watching.provider.awareness.getStates().keys()].sort()).toEqual([own, victim.doc.clientID, watching.doc.clientID].sort());
	expect(seen(victim.doc.clientID)).toMatchObject({ cursor: { x: 1 }, user: { name: 'P0' } });
	hostile.socket.terminate();
	await until(() => seen(own) === undefined);
});

test('[BO11] a row that was tampered with is told from what was written: the board is closed, nothing is added, the others live on', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	const sound = await roomOf(1);
	const one = join(here.at, boardId, hands[0]!);
	await synced(one);
	move(one, cards[0]!, 'resources');
	await until(() => isSaved(one) && one.count.sent > 1);
	const rows = await rowsOf(boardId);
	const [row] = await (await database()).select().from(ydocUpdates).where(and(eq(ydocUpdates.docId, boardId), gt(ydocUpdates.seq, 1)));
	const altered = Uint8Array.from(row!.data);
	altered[altered.length - 3]! ^= 1;
	await (await database()).update(ydocUpdates).set({ data: altered }).where(and(eq(ydocUpdates.docId, boardId), eq(ydocUpdates.seq, row!.seq)));
	const late = bare(there.at, boardId, hands[1]!);
	expect(await late.closed).toEqual({ code: 4500, reason: 'board-damaged' });
	await expect(boards.readCards(await database(), boardId)).rejects.toBeInstanceOf(log.Damaged);
	const other = join(there.at, sound.boardId, sound.hands[0]!);
	await synced(other);
	move(other, sound.cards[0]!, 'resources');
	await converge(sound.boardId, [other]);
	expect((await (await database()).select({ headSeq: ydocs.headSeq }).from(ydocs).where(eq(ydocs.id, boardId)))[0]!.headSeq).toBe(rows);
});

test('[BO11] a damaged row that another process comes upon ends the board there, too', async () => {
	const { boardId, hands, cards } = await roomOf(1);
	const one = join(here.at, boardId, hands[0]!);
	await synced(one);
	await until(() => isSaved(one));
	const later = await cold(boardId);
	const before = Y.encodeStateVector(later);
	move({ doc: later }, cards[0]!, 'resources');
	await inTransaction(async (tx) => {
		await log.appendAsServer(tx, boardId, Y.encodeStateAsUpdate(later, before));
		await tx.update(ydocUpdates).set({ data: randomBytes(40) }).where(and(eq(ydocUpdates.docId, boardId), gt(ydocUpdates.seq, 1)));
	});
	await until(() => one.codes.includes(4500));
	expect(zoneOf(one.doc, cards[0]!)).toBe('needs');
});

test('[BO21] a process that heard nothing while rows were taken into the snapshot comes to the same board', async () => {
	const { boardId, hands, cards } = await roomOf(3);
	const deaf = await anotherHub();
	const [one, two] = [join(here.at, boardId, hands[0]!), join(deaf.at, boardId, hands[1]!)];
	await Promise.all([one, two].map(synced));
	await until(() => isSaved(two));
	await deaf.deafen();
	for (const zone of ['resources', 'innovation', 'constraints']) move(one, cards[0]!, zone);
	await until(() => isSaved(one));
	await inTransaction((tx) => compact(tx, boardId));
	expect(zoneOf(two.doc, cards[0]!)).toBe('needs');
	// nothing is left in the log to tell the deaf process that it is behind, but the number of the last row
	const late = join(deaf.at, boardId, hands[2]!);
	await until(() => [two, late].every(({ doc }) => zoneOf(doc, cards[0]!) === 'constraints'));
	move(two, cards[1]!, 'innovation');
	await converge(boardId, [one, two, late]);
	expect(zoneOf(one.doc, cards[1]!)).toBe('innovation');
	await deaf.end();
});

/** Numbers from a seed, the same each time. */
function numbersFrom(seed: number) {
	let state = seed >>> 0;
	return (below: number): number => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

function scribble({ doc }: Client, next: (below: number) => number): void {
	const [cards, groups] = [document.readCards(doc), document.readGroups(doc)];
	const card = document.cardsOf(doc).get(cards[next(cards.length)]!.id)!;
	const group = groups[next(groups.length || 1)];
	const ink = card.get('text') as Y.Text;
	const zone = ['needs', 'resources', 'innovation', 'constraints'][next(4)]!;
	switch (next(9)) {
		case 0:
		case 1:
			return void card.set('zone', zone);
		case 2:
			return void card.set('rank', `a${next(1_000)}z`);
		case 3:
			return document.putGroup(doc, { id: newId<'card'>(), zone, title: `Groupe ${next(100)}`, rank: `g${next(99)}z` });
		case 4:
			return void card.set('group', group ? group.id : null);
		case 5:
			return group && next(3) === 0 ? document.groupsOf(doc).delete(group.id) : void (group && document.groupsOf(doc).get(group.id)!.set('title', `Renommé ${next(100)}`));
		case 6:
			return ink.insert(next(ink.length + 1), 'né'.repeat(1 + next(4)));
		case 7:
			return void (ink.length > 2 && ink.delete(next(ink.length - 1), 1));
		default:
			if (ink.length < 4 || cards.length > 20) return;
			doc.transact(() => {
				const source = cards.find(({ id }) => document.cardsOf(doc).get(id) === card)!;
				const rest = ink.toString().slice(3);
				ink.delete(3, ink.length - 3);
				document.putCard(doc, { ...source, id: newId<'card'>(), text: rest }, source.id);
			});
	}
}

test('[BO1] [BO2] thirty rooms that scribble, fall off, come back and open a second tab end with one board each', { timeout: 60_000 }, async () => {
	for (let seed = 1; seed <= 30; seed++) {
		if (!isInThisRun(`scribble ${seed}`, 3)) continue;
		const next = numbersFrom(seed);
		const { boardId, hands } = await roomOf(3, 'at-the-console');
		const clients = hands.map((hand, index) => join(index === 2 ? there.at : here.at, boardId, hand));
		await Promise.all(clients.map(synced));
		for (let step = 0; step < 60; step++) {
			const client = clients[next(clients.length)]!;
			const fate = next(6);
			if (step === 30) {
				clients.push(join(there.at, boardId, hands[0]!));
				await synced(clients[3]!);
			} else if (fate === 0) client.provider.shouldConnect ? client.provider.disconnect() : client.provider.connect();
			else scribble(client, next);
			if (next(4) === 0) await new Promise((go) => setImmediate(go));
		}
		for (const { provider } of clients) provider.connect();
		await converge(boardId, clients).catch((error: unknown) => {
			throw new Error(`seed ${seed}: codes ${JSON.stringify(clients.map(({ codes }) => codes))}`, { cause: error });
		});
		expect(clients.flatMap(({ codes }) => codes.filter((code) => code === 4409)), `seed ${seed}`).toEqual([]);
		leaveAll();
	}
});
