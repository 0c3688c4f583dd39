// What a disk, a hand in the tables or ten years do to a board's log: told from what was written, or harmless.
import { and, asc, eq, sql } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { acts } from '../../../../tests/world/board-updates.ts';
import { cold, content, roomOf } from '../../../../tests/world/boardroom.ts';
import { isInThisRun, isWholeRun } from '../../../../tests/world/drawn.ts';
import { numbersFrom, oneOf, type Next } from '../../../../tests/world/numbers.ts';
import { keep } from '../../../../tests/world/results.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import { compact, due, sweep } from './compaction.ts';
import { marks } from '../rules/marks.ts';
import * as log from './log.ts';
import { ydocs, ydocUpdates } from './tables.ts';

/** A row of the log for each act. */
async function scribble(boardId: BoardId, next: Next, times: number, client: number): Promise<void> {
	const doc = await cold(boardId);
	doc.clientID = client;
	for (let turn = 0; turn < times; turn++) {
		const before = Y.encodeStateVector(doc);
		if (!oneOf(next, acts.cards.offered)(doc, next)) continue;
		await log.append(boardId, 1, [{ actor: 'system', data: Y.encodeStateAsUpdate(doc, before) }]);
	}
}

const rowsIn = (tx: Tx, boardId: BoardId) => tx.select().from(ydocUpdates).where(eq(ydocUpdates.docId, boardId)).orderBy(asc(ydocUpdates.seq));
const change = (tx: Tx, boardId: BoardId, seq: number, what: Partial<typeof ydocUpdates.$inferInsert>) => tx.update(ydocUpdates).set(what).where(and(eq(ydocUpdates.docId, boardId), eq(ydocUpdates.seq, seq)));
function altered(data: Uint8Array, next: Next): Uint8Array {
	const bytes = Uint8Array.from(data);
	bytes[next(bytes.length)]! ^= 1 << next(8);
	return bytes;
}
class TakenBack extends Error {}

test('[BO11] five hundred damages to a log, each is told, or the board is what it was; none ends in another board', { timeout: 120_000 }, async () => {
	const { boardId } = await roomOf(1);
	await scribble(boardId, numbersFrom(1), 20, 501);
	await inTransaction((tx) => compact(tx, boardId));
	await scribble(boardId, numbersFrom(2), 25, 502);
	const whole = content(await cold(boardId));
	const damages: Readonly<Record<string, (tx: Tx, next: Next) => Promise<unknown>>> = {
		'a bit of a row': async (tx, next) => { const { seq, data } = oneOf(next, await rowsIn(tx, boardId)); await change(tx, boardId, seq, { data: altered(data, next) }); },
		'the end of a row': async (tx, next) => { const { seq, data } = oneOf(next, await rowsIn(tx, boardId)); await change(tx, boardId, seq, { data: data.slice(0, next(data.length)) }); },
		'two rows, each in the place of the other': async (tx, next) => { const rows = await rowsIn(tx, boardId); const [one, two] = [oneOf(next, rows), oneOf(next, rows)]; await change(tx, boardId, one.seq, { data: two.data, checksum: two.checksum }); await change(tx, boardId, two.seq, { data: one.data, checksum: one.checksum }); },
		'the bytes of a row in the place of another’s': async (tx, next) => { const rows = await rowsIn(tx, boardId); const at = next(rows.length - 1); await change(tx, boardId, rows[at]!.seq, { data: rows[at + 1]!.data }); },
		'a row that is gone': async (tx, next) => { const { seq } = oneOf(next, await rowsIn(tx, boardId)); await tx.delete(ydocUpdates).where(and(eq(ydocUpdates.docId, boardId), eq(ydocUpdates.seq, seq))); },
		'the last row gone': async (tx) => { const { seq } = (await rowsIn(tx, boardId)).at(-1)!; await tx.delete(ydocUpdates).where(and(eq(ydocUpdates.docId, boardId), eq(ydocUpdates.seq, seq))); },
		'all rows gone': (tx) => tx.delete(ydocUpdates).where(eq(ydocUpdates.docId, boardId)),
		'a checksum': async (tx, next) => { const { seq, checksum } = oneOf(next, await rowsIn(tx, boardId)); await change(tx, boardId, seq, { checksum: checksum ^ (1 << next(20)) }); },
		'a bit of the snapshot': async (tx, next) => { const [row] = await tx.select({ snap: ydocs.snap }).from(ydocs).where(eq(ydocs.id, boardId)); await tx.update(ydocs).set({ snap: altered(row!.snap!, next) }).where(eq(ydocs.id, boardId)); },
		'the end of the snapshot': async (tx, next) => { const [row] = await tx.select({ snap: ydocs.snap }).from(ydocs).where(eq(ydocs.id, boardId)); await tx.update(ydocs).set({ snap: row!.snap!.slice(0, next(row!.snap!.length)) }).where(eq(ydocs.id, boardId)); },
		'no snapshot': (tx) => tx.update(ydocs).set({ snap: null, snapChecksum: null }).where(eq(ydocs.id, boardId))
	};
	const names = Object.keys(damages);
	const [wrong, seen] = [[] as string[], { told: 0, harmless: 0 }];
	for (let seed = 1; seed <= 500; seed++) {
		// the first of each in every run
		if (seed > names.length && !isInThisRun(`damage ${seed}`)) continue;
		const name = names[seed % names.length]!;
		const next = numbersFrom(seed);
		await inTransaction(async (tx) => {
			await damages[name]!(tx, next);
			const replayed = await log.replay(tx, boardId).catch((error: unknown) => error);
			if (replayed instanceof log.Damaged) seen.told++;
			else if (content((replayed as log.Replayed).document) === whole) seen.harmless++;
			else wrong.push(`${name}, seed ${seed}: ${replayed instanceof Error ? replayed.message : 'another board'}`);
			throw new TakenBack();
		}).catch((error: unknown) => {
			if (!(error instanceof TakenBack)) throw error;
		});
	}
	expect(wrong).toEqual([]);
	expect(seen.told).toBeGreaterThan(seen.harmless);
	expect(content(await cold(boardId))).toBe(whole);
	keep('R12-damages', seen);
});

/** The same transaction, which breaks at its n-th statement. */
function breakingAt(tx: Tx, statement: number): Tx {
	let left = statement;
	return new Proxy(tx, {
		get(target, name) {
			const found = Reflect.get(target, name) as unknown;
			if (typeof found !== 'function') return found;
			return (...of: unknown[]) => {
				if (['select', 'insert', 'update', 'delete'].includes(String(name)) && left-- === 0) throw new TakenBack();
				return (found as (...of: unknown[]) => unknown).apply(target, of);
			};
		}
	});
}

test('[BO21] two hundred boards are the same before and after their log is taken in, broken off at every point and done again', { timeout: 300_000 }, async () => {
	let brokenOff = 0;
	for (let seed = 1; seed <= 200; seed++) {
		if (!isInThisRun(`taken in ${seed}`)) continue;
		const next = numbersFrom(seed);
		const { boardId } = await roomOf(1);
		await scribble(boardId, next, 5 + next(20), 600);
		if (next(2)) {
			await inTransaction((tx) => compact(tx, boardId));
			await scribble(boardId, next, 1 + next(9), 601);
		}
		const board = await cold(boardId);
		const all = (doc: Y.Doc) => ['cards', 'groups', ...marks].map((of) => doc.getMap(of).toJSON());
		const before = all(board);
		for (let statement = 0; ; statement++) {
			const isDone = await inTransaction(async (tx) => (await compact(breakingAt(tx, statement), boardId), true)).catch((error: unknown) => {
				if (!(error instanceof TakenBack)) throw error;
				return false;
			});
			if (!isDone) brokenOff++;
			const after = await cold(boardId);
			expect(all(after), `seed ${seed}, statement ${statement}`).toEqual(before);
			expect(Buffer.compare(Y.encodeStateVector(after), Y.encodeStateVector(board))).toBe(0);
			if (isDone) break;
		}
	}
	expect(brokenOff).toBeGreaterThan(5);
	keep('R14-taken-in', { brokenOff });
});

test.runIf(isWholeRun)('[BO21] ten years of twelve workshops of thirty people on one board: it opens at once, and its log is short', { timeout: 300_000 }, async () => {
	const silence = vi.spyOn(console, 'error');
	const { boardId } = await roomOf(1);
	const next = numbersFrom(10);
	const doc = await cold(boardId);
	const sent: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => sent.push(update));
	for (let workshop = 0; workshop < 120; workshop++) {
		for (let person = 0; person < 30; person++) {
			doc.clientID = 1_000 + workshop * 30 + person;
			for (let turn = 0; turn < 10; turn++) oneOf(next, acts.cards.offered)(doc, next);
		}
		const { epoch } = (await log.find(await database(), boardId))!;
		await log.append(boardId, epoch, sent.splice(0).map((data) => ({ actor: 'system', data })));
		await sweep();
	}
	const [row] = await (await database()).select({ rows: sql<number>`head_seq - snap_seq`, bytes: sql<number>`octet_length(snap)` }).from(ydocs).where(eq(ydocs.id, boardId));
	const begun = performance.now();
	const replayed = await cold(boardId);
	const opened = performance.now() - begun;
	expect(content(replayed)).toBe(content(doc));
	expect(Number(row!.rows)).toBeLessThan(due.rows);
	expect(silence).not.toHaveBeenCalled();
	silence.mockRestore();
	keep('R14-ten-years', { edits: 36_000, bytes: Number(row!.bytes), rows: Number(row!.rows), millisecondsToOpen: Math.round(opened) });
});
