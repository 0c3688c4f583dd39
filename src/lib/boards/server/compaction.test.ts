import { randomBytes } from 'node:crypto';
import { asc, eq, sql as raw } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { cold, content, isSaved, join, leaveAll, roomOf, serve, synced, type Serving } from '../../../../tests/world/boardroom.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, driver, inTransaction } from '../../db/server/database.ts';
import * as document from '../ink/document.ts';
import { compact, due, sweep, whichAreDue } from './compaction.ts';
import * as hub from './hub.ts';
import * as log from './log.ts';
import { ydocArchive, ydocs, ydocUpdates } from './tables.ts';

let serving: Serving;
beforeAll(async () => void (serving = await serve(hub)));
afterEach(leaveAll);
afterAll(() => serving.end());

const until = (holds: () => boolean | Promise<boolean>) => expect.poll(holds, { timeout: 8_000, interval: 10 }).toBe(true);
const taken = (boardId: BoardId) => inTransaction((tx) => compact(tx, boardId));
const rowsOf = async (boardId: BoardId) => (await database()).select({ seq: ydocUpdates.seq, actor: ydocUpdates.actor }).from(ydocUpdates).where(eq(ydocUpdates.docId, boardId)).orderBy(asc(ydocUpdates.seq));
const archived = async (boardId: BoardId) => (await database()).select().from(ydocArchive).where(eq(ydocArchive.docId, boardId)).orderBy(asc(ydocArchive.seq));
const standing = async (boardId: BoardId) => (await (await database()).select().from(ydocs).where(eq(ydocs.id, boardId)))[0]!;

/** Moves a card to and fro, one row of the log each time, as two people in turn. */
async function scribble(boardId: BoardId, cards: readonly string[], times: number): Promise<void> {
	const doc = await cold(boardId);
	const { epoch } = await standing(boardId);
	for (let turn = 0; turn < times; turn += 1) {
		const before = Y.encodeStateVector(doc);
		document.cardsOf(doc).get(cards[turn % cards.length]!)!.set('zone', turn % 2 ? 'needs' : 'resources');
		await log.append(boardId, epoch, [{ actor: turn % 3 ? 'system' : 'seat:one' as never, data: Y.encodeStateAsUpdate(doc, before) }]);
	}
}

test('[BO21] the snapshot gives the board back, the archive each row with who and when, and the board is written on as before', async () => {
	const { boardId, cards, hands } = await roomOf(1);
	await scribble(boardId, cards, 40);
	const [before, whole] = [await rowsOf(boardId), content(await cold(boardId))];
	expect(await taken(boardId)).toBe(before.length);
	expect(await rowsOf(boardId)).toEqual([]);
	expect((await archived(boardId)).map(({ fromSeq, seq, actor }) => [fromSeq, seq, actor])).toEqual(before.map(({ seq, actor }) => [seq, seq, actor]));
	expect(content(await cold(boardId))).toBe(whole);
	expect(await taken(boardId), 'nothing is left to take').toBe(0);

	const one = join(serving.at, boardId, hands[0]!);
	await synced(one);
	document.cardsOf(one.doc).get(cards[0]!)!.set('zone', 'innovation');
	await until(() => isSaved(one));
	expect((await rowsOf(boardId)).map(({ seq }) => seq)).toEqual([before.length + 1]);
	expect(document.cardsOf(await cold(boardId)).get(cards[0]!)!.get('zone')).toBe('innovation');

	// a history is the archive from its first row, played again
	const played = new Y.Doc({ gc: false });
	for (const { data } of await archived(boardId)) Y.applyUpdate(played, data);
	expect(content(played)).toBe(whole);
});

test('[BO21] a log that is long or heavy is due, another is not; a sweep takes each, and none twice', async () => {
	const [long, heavy, short] = [await roomOf(1), await roomOf(1), await roomOf(1)];
	await scribble(long.boardId, long.cards, due.rows);
	await scribble(short.boardId, short.cards, 3);
	const doc = new Y.Doc({ gc: false });
	doc.getMap('elsewhere').set('words', randomBytes(due.bytes).toString('base64'));
	await log.append(heavy.boardId, (await standing(heavy.boardId)).epoch, [{ actor: 'system', data: Y.encodeStateAsUpdate(doc) }]);
	expect(new Set(await whichAreDue(await database()))).toEqual(new Set([long.boardId, heavy.boardId]));
	expect(await sweep()).toBeGreaterThan(due.rows);
	expect(await whichAreDue(await database())).toEqual([]);
	expect((await rowsOf(short.boardId)).length).toBeGreaterThan(3);
});

test('[BO21] who opens a board while it is taken in reads it whole', async () => {
	const { boardId, cards } = await roomOf(1);
	await scribble(boardId, cards, 30);
	const whole = content(await cold(boardId));
	const sql = await driver();
	let reading: ReturnType<typeof cold> | undefined;
	await inTransaction(async (tx) => {
		// the reader has seen the old snapshot, and comes to the rows once they are gone
		await tx.execute(raw`lock table ${ydocUpdates} in access exclusive mode`);
		reading = cold(boardId);
		await until(async () => (await sql`select 1 from pg_locks where not granted and relation = 'ydoc_updates'::regclass`).length > 0);
		await compact(tx, boardId);
	});
	expect(content(await reading!)).toBe(whole);
});

test('[BO21] who writes while it is taken in waits a moment, and nothing of it is lost', async () => {
	const { boardId, cards, hands } = await roomOf(2);
	const clients = hands.map((hand) => join(serving.at, boardId, hand));
	await Promise.all(clients.map(synced));
	for (let turn = 0; turn < 30; turn += 1) {
		for (const [at, { doc }] of clients.entries()) document.cardsOf(doc).get(cards[(turn + at) % cards.length]!)!.set('zone', turn % 2 ? 'needs' : 'constraints');
		await taken(boardId);
	}
	await until(() => clients.every(isSaved));
	const told = content(await cold(boardId));
	await until(() => clients.every(({ doc }) => content(doc) === told));
	const all = [...(await archived(boardId)), ...(await rowsOf(boardId))].map(({ seq }) => seq);
	expect(all, 'each row once, in order, in the one place or the other').toEqual(Array.from({ length: (await standing(boardId)).headSeq }, (_, at) => at + 1));
});

test('[BO11] [BO21] rows that do not give the board back are left where they are, and keep no other board waiting', async () => {
	const silence = vi.spyOn(console, 'error').mockImplementation(() => {});
	const [broken, other] = [await roomOf(1), await roomOf(1)];
	await scribble(broken.boardId, broken.cards, due.rows);
	await scribble(other.boardId, other.cards, due.rows);
	await (await database()).update(ydocUpdates).set({ data: randomBytes(40) }).where(eq(ydocUpdates.docId, broken.boardId));
	const before = await rowsOf(broken.boardId);
	await sweep();
	expect(await rowsOf(broken.boardId)).toEqual(before);
	expect(await rowsOf(other.boardId)).toEqual([]);
	expect((await standing(broken.boardId)).snapSeq).toBe(0);
	expect(silence).toHaveBeenCalledWith(expect.objectContaining({ message: expect.stringContaining('Damaged board') }));
	silence.mockRestore();
});
