// A board's past: which minutes something was written in, what stood there then, and back to it by one more edit; thinned once the gathering is long over.
import { and, asc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import { crc32 } from 'node:zlib';
import * as Y from 'yjs';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, type Query, type Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { now } from '../../time/server/clock.ts';
import * as document from '../ink/document.ts';
import { historyKeptDays, hoursOf, takeBackSince, type BoardState } from '../rules/history.ts';
import { boardByBoard, compact } from './compaction.ts';
import * as log from './log.ts';
import { ydocArchive, ydocs, ydocUpdates } from './tables.ts';

export interface Minute {
	/** its beginning */
	readonly at: Date;
	readonly edits: number;
	/** how many people and devices wrote in it, the server left out */
	readonly writers: number;
}

/** The minutes in which something was written on a board, the first first. Nobody is named: several rows may be one person's. */
export async function minutesOf(query: Query, boardId: BoardId): Promise<Minute[]> {
	const rows = await query.execute<{ at: string | Date; edits: number; writers: number }>(sql`
		select date_trunc('minute', at) as at, count(*)::int as edits, count(distinct actor) filter (where actor <> 'system')::int as writers
		from (select at, actor from ${ydocArchive} where doc_id = ${boardId} union all select at, actor from ${ydocUpdates} where doc_id = ${boardId}) written
		group by 1 order by 1`);
	return rows.map(({ at, edits, writers }) => ({ at: new Date(at), edits, writers }));
}

function stateOf(ink: Y.Doc): BoardState {
	const parts = new Map<string, string>();
	for (const [id, card] of document.cardsOf(ink)) {
		const of = card.get('splitFrom');
		if (typeof of === 'string') parts.set(id, of);
	}
	return { cards: document.readCards(ink), groups: document.readGroups(ink), marks: document.readMarks(ink), parts };
}

/** What stood there at the end of a minute, from the archive and the log alone. Throws `log.Damaged` where a row does not fit its checksum. */
export async function stateAt(query: Query, boardId: BoardId, minute: Date): Promise<BoardState> {
	const until = new Date(minute.getTime() + 60_000);
	// the log first: a row that is taken into the archive meanwhile is read twice, which changes nothing, and never missed
	const recent = await query
		.select({ seq: ydocUpdates.seq, data: ydocUpdates.data, checksum: ydocUpdates.checksum })
		.from(ydocUpdates)
		.where(and(eq(ydocUpdates.docId, boardId), lt(ydocUpdates.at, until)))
		.orderBy(asc(ydocUpdates.seq));
	const archived = await query
		.select({ seq: ydocArchive.seq, data: ydocArchive.data, checksum: ydocArchive.checksum })
		.from(ydocArchive)
		.where(and(eq(ydocArchive.docId, boardId), lt(ydocArchive.at, until)))
		.orderBy(asc(ydocArchive.seq));
	const ink = new Y.Doc({ gc: false });
	for (const { seq, data, checksum } of [...archived, ...recent]) Y.applyUpdate(ink, log.sound(data, checksum, `${boardId} row ${seq}`));
	const state = stateOf(ink);
	ink.destroy();
	return state;
}

export async function stateNow(query: Query, boardId: BoardId): Promise<BoardState> {
	const replayed = await log.replay(query, boardId);
	if (!replayed) throw new Error(`No board ${boardId}`);
	const state = stateOf(replayed.document);
	replayed.document.destroy();
	return state;
}

export type RestoreRefusal = 'board-frozen' | 'zone-frozen' | 'minute-unknown' | 'as-it-was';

/** Back to the end of a minute, in the caller's transaction, as one more update of the log: live rooms fetch it when it commits (BO23). What people write meanwhile waits, and comes after. */
export async function restore(tx: Tx, boardId: BoardId, minute: Date, actor: Actor): Promise<Outcome<null, RestoreRefusal>> {
	await tx.select({ id: ydocs.id }).from(ydocs).where(eq(ydocs.id, boardId)).for('update');
	const board = await log.find(tx, boardId);
	if (!board) throw new Error(`No board ${boardId}`);
	if (board.frozenAt) return refused('board-frozen');
	if (!(await minutesOf(tx, boardId)).some(({ at }) => at.getTime() === minute.getTime())) return refused('minute-unknown');
	const then = await stateAt(tx, boardId, minute);
	const ink = (await log.replay(tx, boardId))!.document;
	const steps = takeBackSince(then, stateOf(ink), board.frozenZones, newId);
	if (!steps.accepted) return refused(steps.reason === 'zone-frozen' ? 'zone-frozen' : 'as-it-was');
	let update: Uint8Array | undefined;
	ink.on('update', (bytes: Uint8Array) => (update = bytes));
	ink.transact(() => document.carry(ink, steps.value));
	ink.destroy();
	if (update) await log.appendAsServer(tx, boardId, update, actor);
	return accepted(null);
}

/** Boards of gatherings that ended so long ago that nobody is asked any more who wrote on them, and whose past still says it. */
async function whichAreLongOver(query: Query): Promise<BoardId[]> {
	const over = await gatherings.endedBefore(query, new Date(now().getTime() - historyKeptDays * 86_400_000));
	if (over.length === 0) return [];
	const named = (table: typeof ydocArchive | typeof ydocUpdates) => sql`exists (select 1 from ${table} where ${table.docId} = ${ydocs.id} and ${table.actor} <> 'system')`;
	const rows = await query
		.select({ id: ydocs.id })
		.from(ydocs)
		.where(and(inArray(ydocs.gatheringId, over), or(named(ydocArchive), named(ydocUpdates))));
	return rows.map(({ id }) => id);
}

/** One row an hour, of nobody any more: who wrote when is kept for as long as somebody may have to answer for it, and no longer (BO24). Answers how many rows are fewer. */
export async function thin(tx: Tx, boardId: BoardId): Promise<number> {
	// what is short or light enough to stay a log is archived now, too
	await compact(tx, boardId);
	const rows = await tx.select().from(ydocArchive).where(eq(ydocArchive.docId, boardId)).orderBy(asc(ydocArchive.seq));
	let fewer = 0;
	for (const hour of hoursOf(rows)) {
		const [first, last] = [hour[0]!, hour.at(-1)!];
		if (hour.length === 1) {
			await tx.update(ydocArchive).set({ actor: 'system' }).where(and(eq(ydocArchive.docId, boardId), eq(ydocArchive.seq, first.seq)));
			continue;
		}
		const data = Y.mergeUpdates(hour.map(({ seq, data, checksum }) => log.sound(data, checksum, `${boardId} row ${seq}`)));
		await tx.delete(ydocArchive).where(and(eq(ydocArchive.docId, boardId), sql`${ydocArchive.seq} between ${first.seq} and ${last.seq}`));
		await tx.insert(ydocArchive).values({ ...last, fromSeq: first.fromSeq, actor: 'system', data, checksum: crc32(data) });
		fewer += hour.length - 1;
	}
	return fewer;
}

export const thinAll = async (): Promise<number> => boardByBoard(await whichAreLongOver(await database()), thin);
