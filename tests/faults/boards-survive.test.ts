import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { inTransaction } from '../../src/lib/db/server/database.ts';
import { newId } from '../../src/lib/db/server/ids.ts';
import * as ink from '../../src/lib/boards/ink/document.ts';
import * as boards from '../../src/lib/boards/server/boards.ts';
import * as log from '../../src/lib/boards/server/log.ts';
import { hostileUpdate, idFrom } from '../world/board-updates.ts';
import { Served } from '../world/boards-served.ts';
import { bare, cold, content, framed, isSaved, join, leaveAll, roomOf, synced, type Client } from '../world/boardroom.ts';
import { isWholeRun as isWhole } from '../world/drawn.ts';
import { numbersFrom, oneOf } from '../world/numbers.ts';
import { keep, spreadOf } from '../world/results.ts';

const often = (whole: number, part: number) => (isWhole ? whole : part);
const patience = 30_000;
const atMost = (minutes: number) => ({ timeout: often(minutes, 1) * 60_000 });

let served: Served;
beforeAll(async () => {
	served = await Served.begin(2);
});
afterEach(leaveAll);
afterAll(() => served.end());

const until = (holds: () => boolean, what: string) => expect.poll(holds, { timeout: patience, interval: 10, message: what }).toBe(true);
const since = (begun: number) => performance.now() - begun;
/** A group under an id that nobody else knows: it is kept, or it is not. */
function put({ doc }: Client, made: string[]): void {
	const id = newId<'card'>();
	ink.putGroup(doc, { id, zone: 'needs', title: 'G', rank: 'm' });
	made.push(id);
}
const groupsOf = async (boardId: Parameters<typeof cold>[0]) => new Set(ink.groupsOf(await cold(boardId)).keys());

async function converge(boardId: Parameters<typeof cold>[0], clients: readonly Client[]): Promise<void> {
	for (const { provider } of clients) provider.connect();
	await until(() => clients.every(isSaved), `everybody is told that all is kept: ${JSON.stringify(clients.filter((one) => !isSaved(one)).map(({ codes, count, provider }) => [codes.slice(-3), count, provider.wsconnected, provider.synced]))}`);
	const last = content(await cold(boardId));
	await until(() => clients.every(({ doc }) => content(doc) === last), 'every screen shows what the database gives back');
	for (const { doc } of clients) expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
}
const noneWasSentAway = (clients: readonly Client[]) => expect(clients.flatMap(({ codes }) => codes.filter((code) => code >= 4_000))).toEqual([]);

test('[BO1] what is said to be kept is there after a kill -9 at any moment, and what was not said comes again, once', atMost(20), async () => {
	const kills = often(50, 5);
	const next = numbersFrom(1);
	const back: number[] = [];
	let [told, lost] = [0, 0];
	for (let round = 0; round < kills; round++) {
		const { boardId, hands } = await roomOf(30, 'at-the-console');
		const clients = hands.map((hand) => join(served.at(0), boardId, hand));
		await Promise.all(clients.map(synced));
		await until(() => clients.every(isSaved), 'all are there');
		const made = clients.map(() => [] as string[]);
		/** of each, how many of theirs are surely kept: frames go in the order of edits, the first is the answer to the server's question */
		const kept = () => clients.map(({ count }) => Math.max(0, count.kept - 1));
		const all = () => kept().reduce((sum, one) => sum + one, 0);
		for (let burst = 1 + next(8); burst > 0; burst--) {
			const wanted = all() + next(30);
			clients.forEach((client, at) => put(client, made[at]!));
			await until(() => all() >= wanted, 'some of it is kept');
		}
		const before = kept();
		const killed = served.servers[0]!.kill9();
		const witness = made.flatMap((all, at) => all.slice(0, before[at]));
		await killed;
		const begun = performance.now();
		const there = await groupsOf(boardId);
		told += witness.length;
		lost += witness.filter((id) => !there.has(id)).length;
		expect(witness.filter((id) => !there.has(id)), `round ${round}`).toEqual([]);
		await served.allServe();
		await until(() => clients.every(({ provider }) => provider.synced), 'all are back');
		back.push(since(begun));
		await converge(boardId, clients);
		expect([...(await groupsOf(boardId))].sort()).toEqual(made.flat().sort());
		noneWasSentAway(clients);
		leaveAll();
	}
	expect(told).toBeGreaterThan(kills);
	keep('R1-kill-9', { kills, clients: 30, told, lost, millisecondsUntilAllAreBack: spreadOf(back) });
});

test('[BO1] two hours without a network: all that was arranged meanwhile comes in, and nothing of what the others did goes', atMost(5), async () => {
	const edits = often(600, 60);
	const next = numbersFrom(5);
	const { boardId, hands, cards } = await roomOf(20, 'at-the-console');
	const made = cards.concat(await addCards(boardId, 16));
	const clients = hands.map((hand, at) => join(served.at(at % 2), boardId, hand));
	await Promise.all(clients.map(synced));
	await until(() => clients.every(isSaved), 'all are there');
	const away = clients.slice(0, 10);
	for (const { provider } of away) provider.disconnect();
	const write = (client: Client, at: number, turn: number) => {
		const map = ink.cardsOf(client.doc);
		// the rank of one's own card is for nobody else
		map.get(made[at]!)!.set('rank', `r${turn + 1}x`);
		map.get(oneOf(next, made))!.set('zone', oneOf(next, ['needs', 'resources', 'innovation', 'constraints']));
		if (turn % 50 === 0) ink.putGroup(client.doc, { id: idFrom(next), zone: 'needs', title: `De ${at}`, rank: 'm' });
	};
	for (let turn = 0; turn < edits; turn++) {
		clients.forEach((client, at) => write(client, at, turn));
		// those who are there write at the pace of a person
		if (turn % 15 === 14) await until(() => clients.slice(10).every(isSaved), 'kept meanwhile');
	}
	const begun = performance.now();
	await converge(boardId, clients);
	const merged = since(begun);
	const replayed = ink.cardsOf(await cold(boardId));
	expect(clients.map((_, at) => replayed.get(made[at]!)!.get('rank'))).toEqual(clients.map(() => `r${edits}x`));
	expect((await groupsOf(boardId)).size).toBe(20 * Math.ceil(edits / 50));
	noneWasSentAway(clients);
	keep('R5-offline', { away: 10, there: 10, editsEach: edits, millisecondsToMerge: Math.round(merged) });
});

async function addCards(boardId: Parameters<typeof cold>[0], count: number): Promise<string[]> {
	const board = await cold(boardId);
	const before = Y.encodeStateVector(board);
	const ids = Array.from({ length: count }, () => newId<'card'>());
	board.transact(() => ids.forEach((id) => ink.putCard(board, { id, zone: 'needs', kind: 'need', text: 'Besoin', group: null, capacity: null, rank: 'm' })));
	await inTransaction((tx) => log.appendAsServer(tx, boardId, Y.encodeStateAsUpdate(board, before)));
	return ids;
}

test('[BO1] [BO14] sixty who come back at once, with the network or with the server, are all served, on a heavy board too', atMost(10), async () => {
	const { boardId, hands } = await roomOf(60, 'at-the-console');
	// five megabytes, of which four are letters that were taken away
	const board = await cold(boardId);
	for (let part = 0; part < often(50, 10); part++) {
		const before = Y.encodeStateVector(board);
		const id = newId<'card'>();
		ink.putCard(board, { id, zone: 'needs', kind: 'need', text: 'é'.repeat(often(50_000, 5_000)), group: null, capacity: null, rank: 'x' });
		(ink.cardsOf(board).get(id)!.get('text') as Y.Text).delete(900, often(49_000, 4_000));
		await inTransaction((tx) => log.appendAsServer(tx, boardId, Y.encodeStateAsUpdate(board, before)));
	}
	const clients = hands.map((hand) => join(served.at(0), boardId, hand));
	await Promise.all(clients.map(synced));
	const storm: number[] = [];
	const start: number[] = [];
	for (let round = 0; round < often(20, 2); round++) {
		const isKilled = round % 2 === 1;
		const made: string[] = [];
		for (const { provider } of clients) if (!isKilled) provider.disconnect();
		if (isKilled) await served.servers[0]!.kill9();
		for (const client of clients.slice(0, 5)) if (round < 8) put(client, made);
		const begun = performance.now();
		for (const { provider } of clients) provider.connect();
		await served.allServe();
		await until(() => clients.every(({ provider }) => provider.synced), 'all are back');
		(isKilled ? start : storm).push(since(begun));
		await converge(boardId, clients);
		const there = await groupsOf(boardId);
		expect(made.filter((id) => !there.has(id))).toEqual([]);
	}
	noneWasSentAway(clients);
	expect(clients.flatMap(({ codes }) => codes.filter((code) => code === 1013))).toEqual([]);
	keep('R4-R6-storm', { clients: 60, bytes: Y.encodeStateAsUpdate(await cold(boardId)).byteLength, millisecondsUntilAllAreBackWithTheNetwork: spreadOf(storm), millisecondsUntilAllAreBackWithTheServer: spreadOf(start) });
});

test.each(['hold', 'cut'] as const)('[BO1] while the database does not answer (%s) people go on, nothing is said to be kept, and all of it is once it is back', atMost(5), async (how) => {
	const { boardId, hands } = await roomOf(30, 'at-the-console');
	const clients = hands.map((hand, at) => join(served.at(at % 2), boardId, hand));
	await Promise.all(clients.map(synced));
	await until(() => clients.every(isSaved), 'all are there');
	const made: string[] = [];
	served.break(how);
	const kept = clients.map(({ count }) => count.kept);
	const turns = often(9, 3);
	for (let turn = 0; turn < turns; turn++) {
		for (const client of clients) put(client, made);
		// a minute without it, in the long run; else until each has sent what it wrote
		if (isWhole) await new Promise((go) => setTimeout(go, 60_000 / turns));
		else await new Promise((go) => setImmediate(go));
	}
	const there = await groupsOf(boardId);
	expect(made.filter((id) => there.has(id))).toEqual([]);
	// who fell off with a process has been told nothing on their new socket either
	expect(clients.filter(({ count }, at) => count.kept > kept[at]!)).toEqual([]);
	const begun = performance.now();
	served.mend();
	await served.allServe();
	await converge(boardId, clients);
	const drained = since(begun);
	expect([...(await groupsOf(boardId))].sort()).toEqual(made.sort());
	noneWasSentAway(clients);
	keep(`R10-database-${how}`, { clients: 30, edits: made.length, secondsAway: isWhole ? 60 : 0, millisecondsUntilAllIsKept: Math.round(drained), processesBegunAgain: served.beginnings });
});

test('[BO1] processes that are stopped one after the other lose nothing of what they took, and send nobody away for good', atMost(10), async () => {
	const { boardId, hands } = await roomOf(60, 'at-the-console');
	const clients = hands.map((hand, at) => join(served.at(at % 2), boardId, hand));
	await Promise.all(clients.map(synced));
	await until(() => clients.every(isSaved), 'all are there');
	const gaps: number[] = [];
	const made: string[] = [];
	const restarts = often(20, 4);
	let told = 0;
	for (let round = 0; round < restarts; round++) {
		const own = clients.filter((_, at) => at % 2 === round % 2);
		const stopping = served.servers[round % 2]!;
		const writing = own.slice(0, 12);
		const [kept, said] = [writing.map(({ count }) => count.kept), writing.map(({ frames }) => frames.length)];
		writing.forEach((client) => put(client, made));
		if (round % 4 > 1) await new Promise((go) => setImmediate(go));
		const begun = performance.now();
		process.kill(stopping.pid, 'SIGTERM');
		expect(await stopping.exited).toBe(0);
		const there = await groupsOf(boardId);
		const witness = made.slice(-writing.length).filter((_, at) => writing[at]!.frames.slice(said[at]).some((frame) => frame.say === 'kept' && frame.count > kept[at]!));
		told += witness.length;
		expect(witness.filter((id) => !there.has(id)), `round ${round}`).toEqual([]);
		await served.allServe();
		await until(() => own.every(({ provider }) => provider.synced), 'they are back');
		gaps.push(since(begun));
		await converge(boardId, clients);
		expect([...(await groupsOf(boardId))].sort()).toEqual([...made].sort());
		// without a word for good: a screen comes back by itself
		noneWasSentAway(clients);
	}
	expect(told).toBeGreaterThan(0);
	keep('R15-restarts', { clients: 60, restarts, told, edits: made.length, millisecondsOfTheGap: spreadOf(gaps) });
});

test('[BO1] [BO2] [BO3] two processes that hear nothing of each other keep what each is given, reveal nothing twice, and show one board once they do, also where one of them was killed', atMost(10), async () => {
	const rounds = often(4, 2);
	const next = numbersFrom(13);
	const healed: number[] = [];
	let [edits, told] = [0, 0];
	for (let round = 0; round < rounds; round++) {
		const { boardId, hands } = await roomOf(40, 'at-the-console');
		const clients = hands.map((hand, at) => join(served.at(at % 2), boardId, hand));
		await Promise.all(clients.map(synced));
		await until(() => clients.every(isSaved), 'all are there');
		const made = clients.map(() => [] as string[]);
		const revealed = { id: newId<'card'>(), zone: 'needs', kind: 'need', text: 'Dévoilée', capacity: null };
		const heal = served.deafen();
		// a board holds three hundred groups
		const turns = often(6, 3);
		const killAt = round % 2 ? next(turns) : -1;
		for (let turn = 0; turn < turns; turn++) {
			clients.forEach((client, at) => put(client, made[at]!));
			if (turn === killAt) {
				const kept = clients.map(({ count }) => Math.max(0, count.kept - 1));
				const killed = served.servers[1]!.kill9();
				// of those at the other one nothing is counted again
				const witness = made.flatMap((all, at) => (at % 2 ? all.slice(0, kept[at]) : []));
				await killed;
				const there = await groupsOf(boardId);
				told += witness.length;
				expect(witness.filter((id) => !there.has(id)), `round ${round}`).toEqual([]);
				await served.allServe();
			}
			if (turn === 1) await Promise.all(Array.from({ length: 4 }, () => inTransaction((tx) => boards.addCards(tx, boardId, [revealed]))));
			// each side keeps what it is given meanwhile
			await until(() => clients.every(isSaved), 'kept while they are apart');
			const there = await groupsOf(boardId);
			expect(made.flat().filter((id) => !there.has(id))).toEqual([]);
			if (isWhole) await new Promise((go) => setTimeout(go, 30_000 / turns));
		}
		heal();
		const begun = performance.now();
		await converge(boardId, clients);
		healed.push(since(begun));
		expect([...(await groupsOf(boardId))].sort()).toEqual(made.flat().sort());
		for (const { doc } of clients) expect(ink.readCards(doc).filter(({ text }) => text === revealed.text)).toHaveLength(1);
		noneWasSentAway(clients);
		edits += made.flat().length;
		leaveAll();
	}
	expect(told).toBeGreaterThan(0);
	keep('R13-apart', { rounds, clientsEach: 20, secondsApart: isWhole ? 30 : 0, edits, toldBeforeAKill: told, lost: 0, millisecondsUntilOneBoard: spreadOf(healed) });
});

/** Of a process, as the kernel counts it. */
function costOf(pid: number): { readonly seconds: number; readonly megabytes: number } {
	const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13).map(Number) as [number, number];
	const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
	return { seconds: (user + system) / 100, megabytes: (pages * 4_096) / 1_048_576 };
}

test('[BO5] [BO6] [BO15] ten thousand updates made by hand cost a server little, leave nothing behind, and move no card', atMost(5), async () => {
	const { boardId, hands, cards } = await roomOf(2, 'at-the-console');
	const calm = join(served.at(0), boardId, hands[0]!);
	await synced(calm);
	ink.cardsOf(calm.doc).get(cards[0]!)!.set('rank', 'zz');
	await until(() => isSaved(calm), 'it is kept');
	const before = content(await cold(boardId));
	const victim = calm.doc.clientID;
	const on = { victim, clock: Y.getState(calm.doc.store, victim), value: ink.cardsOf(calm.doc).get(cards[1]!)!._map.get('zone')!.id };
	const next = numbersFrom(3);
	const { pid } = served.servers[0]!;
	const from = costOf(pid);
	const frames = often(10_000, 1_000);
	for (let sent = 0; sent < frames; ) {
		const hostile = bare(served.at(0), boardId, hands[1]!);
		let isOver = false;
		void hostile.closed.then(() => (isOver = true));
		await Promise.race([hostile.opened, hostile.closed]);
		for (let count = 0; count < 100 && !isOver && sent < frames; count++, sent++) {
			const frame = framed(hostileUpdate(next, on));
			frame[1] = 1 + next(2);
			hostile.socket.send(frame);
		}
		await hostile.closed;
	}
	const cost = costOf(pid);
	expect(content(await cold(boardId))).toBe(before);
	expect([calm.codes, calm.doc.store.pendingStructs, calm.doc.store.pendingDs]).toEqual([[], null, null]);
	expect(cost.megabytes - from.megabytes).toBeLessThan(100);
	ink.cardsOf(calm.doc).get(cards[1]!)!.set('zone', 'innovation');
	await until(() => isSaved(calm), 'those who keep to it go on');
	keep('T3-hostile', { frames, processorSeconds: Math.round((cost.seconds - from.seconds) * 100) / 100, megabytesMore: Math.round(cost.megabytes - from.megabytes) });
});
