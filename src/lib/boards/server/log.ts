// The only writer of the boards' log: appends behind the fence, reads what is missing, replays a document from its snapshot and rows.
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { hostname } from 'node:os';
import { crc32 } from 'node:zlib';
import * as Y from 'yjs';
import type { BoardId } from '../../db/rules/ids.ts';
import { driver, inTransaction, isAway, type Query, type Tx } from '../../db/server/database.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { announce, channel } from '../../live/server/live.ts';
import { now } from '../../time/server/clock.ts';
import { ydocClients, ydocs, ydocUpdates } from './tables.ts';

export type Board = Omit<typeof ydocs.$inferSelect, 'snap' | 'snapChecksum'>;

export const node = `${hostname()}:${process.pid}`;

/** `board:<id>`: something of the board changed, its rights too; a reader asks for the rows after those that it has. */
export const topicOf = (boardId: BoardId) => `board:${boardId}`;

/** `board:<id>:<seq>`: nothing but rows as far as this one, which whoever has them need not ask for. */
const boardIn = /^board:([0-9a-f-]{36})(?::(\d+))?$/;

export function readTopic(topic: string): { readonly boardId: BoardId; readonly head: number | undefined } | undefined {
	const found = boardIn.exec(topic);
	return found ? { boardId: found[1] as BoardId, head: found[2] === undefined ? undefined : Number(found[2]) } : undefined;
}

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

/** Several at once, by their id. */
export async function findMany(query: Query, boardIds: readonly BoardId[]): Promise<ReadonlyMap<BoardId, Board>> {
	const rows = await query.select(columns).from(ydocs).where(inArray(ydocs.id, [...boardIds]));
	return new Map(rows.map((row) => [row.id, row]));
}

export interface Row {
	readonly seq: number;
	readonly actor: Actor;
	readonly data: Uint8Array;
}

/** What stands in the tables is not what was written: nobody is shown it, and nothing is added to it. */
export class Damaged extends Error {}

export function sound(data: Uint8Array, checksum: number | null, what: string): Uint8Array {
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
	await announce(tx, `${topicOf(boardId)}:${moved.headSeq}`);
	return first;
}

/** What people wrote on one board: behind the fence (BO4). Waits for whoever holds the board. */
const appendAlone = ({ boardId, epoch, written }: Asked): Promise<number | undefined> =>
	inTransaction((tx) => appendWhere(tx, boardId, written, sql`${ydocs.frozenAt} is null and ${ydocs.epoch} = ${epoch}`));

interface Asked {
	readonly boardId: BoardId;
	readonly epoch: number;
	readonly written: readonly Written[];
}

interface Waiting extends Asked {
	readonly done: (first: number | undefined | Promise<number | undefined>) => void;
	readonly failed: (error: unknown) => void;
}

/** How long what comes may wait for what comes after it, so that one commit keeps both. */
const gatherMs = 8;

let waiting: Waiting[] = [];
let underWay: Promise<void> = Promise.resolve();
let nextTurn: Promise<void> | undefined;

/** When the log is next written: all boards that append in that moment are written by one commit. */
export function turn(): Promise<void> {
	return (nextTurn ??= new Promise((come) =>
		setTimeout(
			() =>
				void underWay.then(() => {
					nextTurn = undefined;
					come();
				}),
			gatherMs
		)
	));
}

/** What people wrote: behind the fence (BO4). Answers the first `seq`; undefined when the fence holds. */
export function append(boardId: BoardId, epoch: number, written: readonly Written[]): Promise<number | undefined> {
	return new Promise((done, failed) => {
		if (waiting.length === 0) process.nextTick(appendWaiting);
		waiting.push({ boardId, epoch, written, done, failed });
	});
}

function appendWaiting(): void {
	const group = new Map<BoardId, Waiting>();
	for (const one of waiting)
		if (group.has(one.boardId)) one.done(appendAlone(one));
		else group.set(one.boardId, one);
	waiting = [];
	const all = [...group.values()];
	underWay = appendTogether(all).then(
		// a board that is frozen, or that somebody holds
		(firsts) => all.forEach((one) => one.done(firsts.get(one.boardId) ?? appendAlone(one))),
		// what stands in the way of one is in the way of no other
		(error: unknown) => all.forEach((one) => (all.length > 1 && !isAway(error) ? one.done(appendAlone(one)) : one.failed(error)))
	);
}

// a board that somebody holds is left out, so that no other one waits for it
const appending = `
	with come as (
		select * from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::bytea[], $6::bigint[]) as c (doc_id, epoch, place, actor, data, checksum)
	), asked as (
		select doc_id, epoch, max(place) as rows from come group by doc_id, epoch
	), free as (
		select d.id from ydocs d join asked a on a.doc_id = d.id for update of d skip locked
	), moved as (
		update ydocs d set head_seq = d.head_seq + a.rows from asked a join free f on f.id = a.doc_id
		where d.id = a.doc_id and d.frozen_at is null and d.epoch = a.epoch
		returning d.id, d.authority_id, d.head_seq, d.head_seq - a.rows as before
	), added as (
		insert into ydoc_updates (authority_id, doc_id, seq, actor, node, at, data, checksum)
		select m.authority_id, m.id, m.before + c.place, c.actor, $7, $8::timestamptz, c.data, c.checksum from come c join moved m on m.id = c.doc_id
	)
	select id, before + 1 as first, pg_notify('${channel}', 'board:' || id || ':' || head_seq) from moved`;

const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** Answers the first `seq` of each board that took its rows. */
async function appendTogether(all: readonly Asked[]): Promise<ReadonlyMap<BoardId, number>> {
	// arrays of Postgres, as text: one statement, however many rows
	let [ids, epochs, places, actors, datas, checksums] = ['', '', '', '', '', ''];
	let comma = '';
	for (const { boardId, epoch, written } of all)
		for (const [index, { actor, data }] of written.entries()) {
			ids += comma + boardId;
			epochs += comma + epoch;
			places += comma + (index + 1);
			actors += comma + quoted(actor);
			datas += `${comma}"\\\\x${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex')}"`;
			checksums += comma + crc32(data);
			comma = ',';
		}
	const found = await (await driver()).unsafe<{ id: BoardId; first: string }[]>(
		appending,
		[`{${ids}}`, `{${epochs}}`, `{${places}}`, `{${actors}}`, `{${datas}}`, `{${checksums}}`, node, now().toISOString()],
		{ prepare: true }
	);
	return new Map(found.map(({ id, first }) => [id, Number(first)]));
}

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
