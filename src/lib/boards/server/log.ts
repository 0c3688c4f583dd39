// The only writer of the boards' log: appends behind the fence, reads what is missing, replays a document from its snapshot and rows.
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { hostname } from 'node:os';
import { crc32 } from 'node:zlib';
import * as Y from 'yjs';
import type { BoardId } from '../../db/rules/ids.ts';
import { inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { now } from '../../time/server/clock.ts';
import { ydocClients, ydocs, ydocUpdates } from './tables.ts';

export type Board = Omit<typeof ydocs.$inferSelect, 'snap' | 'snapChecksum'>;

export const node = `${hostname()}:${process.pid}`;

/** `board:<id>`: something of the board changed, its rights too; a reader asks for the rows after those that it has. */
export const topicOf = (boardId: BoardId) => `board:${boardId}`;

const columns = {
	id: ydocs.id,
	authorityId: ydocs.authorityId,
	gatheringId: ydocs.gatheringId,
	name: ydocs.name,
	kind: ydocs.kind,
	capacities: ydocs.capacities,
	epoch: ydocs.epoch,
	headSeq: ydocs.headSeq,
	snapSeq: ydocs.snapSeq,
	snapAt: ydocs.snapAt,
	frozenAt: ydocs.frozenAt,
	frozenZones: ydocs.frozenZones,
	brought: ydocs.brought,
	createdAt: ydocs.createdAt
};

export async function find(query: Query, boardId: BoardId): Promise<Board | undefined> {
	const [row] = await query.select(columns).from(ydocs).where(eq(ydocs.id, boardId));
	return row;
}

export interface Row {
	readonly seq: number;
	readonly actor: Actor;
	readonly data: Uint8Array;
}

/** What stands in the tables is not what was written: nobody is shown it, and nothing is added to it. */
export class Damaged extends Error {}

function sound(data: Uint8Array, checksum: number | null, what: string): Uint8Array {
	if (crc32(data) !== checksum) throw new Damaged(`Damaged board: the checksum of ${what} does not fit its bytes`);
	return data;
}

/** The rows after `seq`, in order, each checked against its checksum. */
export async function rowsAfter(query: Query, boardId: BoardId, seq: number): Promise<Row[]> {
	const rows = await query
		.select({ seq: ydocUpdates.seq, actor: ydocUpdates.actor, data: ydocUpdates.data, checksum: ydocUpdates.checksum })
		.from(ydocUpdates)
		.where(and(eq(ydocUpdates.docId, boardId), gt(ydocUpdates.seq, seq)))
		.orderBy(asc(ydocUpdates.seq));
	return rows.map((row) => ({ seq: row.seq, actor: row.actor, data: sound(row.data, row.checksum, `${boardId} row ${row.seq}`) }));
}

export interface Replayed {
	readonly document: Y.Doc;
	readonly seq: number;
	readonly epoch: number;
}

/** A document from nothing but the database: what every process and every client converges to. A snapshot taken while one reads is read again: rows are nowhere else for that moment. */
export async function replay(query: Query, boardId: BoardId): Promise<Replayed | undefined> {
	for (;;) {
		const row = await readSnapshot(query, boardId);
		if (!row) return undefined;
		const rows = await rowsAfter(query, boardId, row.snapSeq);
		const [now] = await query.select({ snapSeq: ydocs.snapSeq }).from(ydocs).where(eq(ydocs.id, boardId));
		if (now?.snapSeq === row.snapSeq) return rebuild(boardId, row, rows);
	}
}

type Snapshot = NonNullable<Awaited<ReturnType<typeof readSnapshot>>>;

async function readSnapshot(query: Query, boardId: BoardId) {
	const [row] = await query
		.select({ snap: ydocs.snap, snapChecksum: ydocs.snapChecksum, snapSeq: ydocs.snapSeq, headSeq: ydocs.headSeq, epoch: ydocs.epoch })
		.from(ydocs)
		.where(eq(ydocs.id, boardId));
	return row;
}

function rebuild(boardId: BoardId, { snap, snapChecksum, snapSeq, headSeq, epoch }: Snapshot, rows: readonly Row[]): Replayed {
	// Deleted contents are kept: a struct without content could not be told to its card (BO6)
	const document = new Y.Doc({ gc: false });
	let seq = snapSeq;
	if (snap) Y.applyUpdate(document, sound(snap, snapChecksum, `${boardId} snapshot`));
	for (const { seq: next, data } of rows) {
		if (next !== seq + 1) throw new Damaged(`Damaged board: ${boardId} has no row ${seq + 1}`);
		Y.applyUpdate(document, data);
		seq = next;
	}
	// rows are read after their number: there may be more of them, never less
	if (seq < headSeq) throw new Damaged(`Damaged board: ${boardId} has no row ${seq + 1}`);
	if (document.store.pendingStructs || document.store.pendingDs) throw new Damaged(`Damaged board: ${boardId} waits for what the log lacks`);
	return { document, seq, epoch };
}

export interface Written {
	readonly actor: Actor;
	readonly data: Uint8Array;
}

/** Appends rows in the caller's transaction, whose row lock on the board makes the order of `seq` that of the commits. Answers the first `seq`; undefined when the fence holds: frozen, or of an older epoch. */
async function appendWhere(tx: Tx, boardId: BoardId, written: readonly Written[], fence: ReturnType<typeof sql>): Promise<number | undefined> {
	const [moved] = await tx
		.update(ydocs)
		.set({ headSeq: sql`${ydocs.headSeq} + ${written.length}` })
		.where(and(eq(ydocs.id, boardId), fence))
		.returning({ headSeq: ydocs.headSeq, authorityId: ydocs.authorityId });
	if (!moved) return undefined;
	const first = moved.headSeq - written.length + 1;
	const at = now();
	await tx.insert(ydocUpdates).values(
		written.map(({ actor, data }, index) => ({
			authorityId: moved.authorityId,
			docId: boardId,
			seq: first + index,
			actor,
			node,
			at,
			data,
			checksum: crc32(data)
		}))
	);
	await announce(tx, topicOf(boardId));
	return first;
}

/** What people wrote: behind the fence (BO4). */
export const append = (boardId: BoardId, epoch: number, written: readonly Written[]): Promise<number | undefined> =>
	inTransaction((tx) => appendWhere(tx, boardId, written, sql`${ydocs.frozenAt} is null and ${ydocs.epoch} = ${epoch}`));

/** What the server itself writes, a reveal or a whole text typed in a form: also on a frozen board. */
export const appendAsServer = (tx: Tx, boardId: BoardId, data: Uint8Array, actor: Actor = 'system'): Promise<number | undefined> =>
	appendWhere(tx, boardId, [{ actor, data }], sql`true`);

/** Claims a client number for an actor, once and for all; answers whose it is (BO5). */
export async function claim(query: Query, board: Pick<Board, 'id' | 'authorityId'>, clientId: number, actor: Actor): Promise<Actor> {
	await query
		.insert(ydocClients)
		.values({ authorityId: board.authorityId, docId: board.id, clientId, actor, claimedAt: now() })
		.onConflictDoNothing();
	const [row] = await query
		.select({ actor: ydocClients.actor })
		.from(ydocClients)
		.where(and(eq(ydocClients.docId, board.id), eq(ydocClients.clientId, clientId)));
	return row!.actor;
}

export async function claims(query: Query, boardId: BoardId): Promise<Map<number, Actor>> {
	const rows = await query
		.select({ clientId: ydocClients.clientId, actor: ydocClients.actor })
		.from(ydocClients)
		.where(eq(ydocClients.docId, boardId));
	return new Map(rows.map(({ clientId, actor }) => [clientId, actor]));
}
