// Takes the rows of a board's log into its snapshot, and keeps each in the archive with its actor and its minute: a board opens fast however much was written on it, and nothing of its history is lost.
import { and, eq, gt, lte, sql } from 'drizzle-orm';
import { crc32 } from 'node:zlib';
import * as Y from 'yjs';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { now } from '../../time/server/clock.ts';
import * as log from './log.ts';
import { ydocArchive, ydocs, ydocUpdates } from './tables.ts';

/** A log this long, or this heavy, is worth a snapshot (BO21). */
export const due = { rows: 200, bytes: 262_144 };

const isDue = sql`(${ydocs.headSeq} - ${ydocs.snapSeq} >= ${due.rows} or (select coalesce(sum(octet_length(${ydocUpdates.data})), 0) from ${ydocUpdates} where ${ydocUpdates.docId} = ${ydocs.id}) >= ${due.bytes})`;

export async function whichAreDue(query: Query): Promise<BoardId[]> {
	const rows = await query
		.select({ id: ydocs.id })
		.from(ydocs)
		.where(and(gt(ydocs.headSeq, ydocs.snapSeq), isDue));
	return rows.map(({ id }) => id);
}

/**
 * Nothing is appended meanwhile: the board's row is held. Answers how many rows were taken in. Throws `log.Damaged`, and changes
 * nothing, where the rows do not give back the document that they were written for.
 */
export async function compact(tx: Tx, boardId: BoardId): Promise<number> {
	const [held] = await tx.select({ snapSeq: ydocs.snapSeq }).from(ydocs).where(eq(ydocs.id, boardId)).for('update');
	const replayed = held && (await log.replay(tx, boardId));
	if (!replayed || replayed.seq === held.snapSeq) return 0;
	const snap = Y.encodeStateAsUpdate(replayed.document);
	const again = new Y.Doc({ gc: false });
	Y.applyUpdate(again, snap);
	const isWhole = Buffer.compare(Y.encodeStateAsUpdate(again), snap) === 0 && replayed.document.store.clients.size > 0;
	replayed.document.destroy();
	again.destroy();
	if (!isWhole) throw new log.Damaged(`Damaged board: the snapshot of ${boardId} does not give it back`);

	const at = now();
	const taken = and(eq(ydocUpdates.docId, boardId), lte(ydocUpdates.seq, replayed.seq));
	await tx.insert(ydocArchive).select(
		tx
			.select({
				authorityId: ydocUpdates.authorityId,
				docId: ydocUpdates.docId,
				fromSeq: sql<number>`${ydocUpdates.seq}`.as('from_seq'),
				seq: ydocUpdates.seq,
				actor: ydocUpdates.actor,
				node: ydocUpdates.node,
				at: ydocUpdates.at,
				data: ydocUpdates.data,
				checksum: ydocUpdates.checksum,
				archivedAt: sql<Date>`${at.toISOString()}::timestamptz`.as('archived_at')
			})
			.from(ydocUpdates)
			.where(taken)
	);
	const gone = await tx.delete(ydocUpdates).where(taken).returning({ seq: ydocUpdates.seq });
	await tx.update(ydocs).set({ snap, snapChecksum: crc32(snap), snapSeq: replayed.seq, snapAt: at }).where(eq(ydocs.id, boardId));
	return gone.length;
}

/** One board after the other, each in a transaction of its own: a damaged one is told and keeps no other waiting. Answers the sum of what `work` answers. */
export async function boardByBoard(boardIds: readonly BoardId[], work: (tx: Tx, boardId: BoardId) => Promise<number>): Promise<number> {
	let sum = 0;
	for (const boardId of boardIds) {
		try {
			sum += await inTransaction((tx) => work(tx, boardId));
		} catch (error) {
			console.error(error);
		}
	}
	return sum;
}

export const sweep = async (): Promise<number> => boardByBoard(await whichAreDue(await database()), compact);
