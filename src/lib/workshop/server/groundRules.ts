// The only writer of a workshop's frame: its objective and who decides, the seats that agree, and what they ask of it.
import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { GatheringId, Id, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { rowsAmongMany } from '../../db/server/together.ts';
import type { Doer } from '../../gatherings/server/step.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { asKept } from '../../texts/rules/signs.ts';
import { readConcern, readFrame, type ConcernRefusal, type FrameRefusal } from '../rules/groundRules.ts';
import { agreements, concerns, groundRules } from './tables.ts';

type ConcernId = Id<'concern'>;

async function tell(tx: Tx, doer: Doer, act: string, about: Readonly<Record<string, string>> = {}): Promise<void> {
	const { authorityId, projectId, gatheringId, actor, onBehalfOf } = doer;
	await record(tx, { authorityId, projectId, act, actor, onBehalfOf, about: { gathering: gatheringId, ...about } });
	await announce(tx, `step:${gatheringId}`);
}

/** Writes the objective and who decides, in place of what stood there (MO180). */
export async function write(tx: Tx, doer: Doer, typed: { readonly objective: string; readonly body: string }): Promise<Outcome<null, FrameRefusal>> {
	const read = readFrame(typed);
	if (!read.accepted) return read;
	const { authorityId, gatheringId, at } = doer;
	await tx
		.insert(groundRules)
		.values({ authorityId, gatheringId, ...read.value, writtenAt: at })
		.onConflictDoUpdate({ target: groundRules.gatheringId, set: { ...read.value, writtenAt: at } });
	await tell(tx, doer, 'ground-rules-written');
	return accepted(null);
}

/** The acting seat has read and agrees, or takes it back (MO182). Said again it changes nothing, and nobody is told. */
export async function agree(tx: Tx, doer: Doer, does: 'yes' | 'no'): Promise<Outcome<null, 'seat-needed'>> {
	if (!doer.seat) return refused('seat-needed');
	const { authorityId, gatheringId, at } = doer;
	const { seatId } = doer.seat;
	const changed =
		does === 'yes'
			? await tx.insert(agreements).values({ authorityId, gatheringId, seatId, agreedAt: at }).onConflictDoNothing().returning({ seatId: agreements.seatId })
			: await tx.delete(agreements).where(and(eq(agreements.gatheringId, gatheringId), eq(agreements.seatId, seatId))).returning({ seatId: agreements.seatId });
	if (changed.length > 0) await tell(tx, doer, does === 'yes' ? 'ground-rules-agreed' : 'agreement-taken-back');
	return accepted(null);
}

/** Asks something of the frame; the same words that wait are asked once (MO183). */
export async function ask(tx: Tx, doer: Doer, typed: string): Promise<Outcome<null, ConcernRefusal | 'seat-needed'>> {
	if (!doer.seat) return refused('seat-needed');
	const { authorityId, gatheringId, at } = doer;
	const { seatId } = doer.seat;
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${seatId}, 183))`);
	const waiting = await tx.select({ text: concerns.text }).from(concerns).where(and(eq(concerns.seatId, seatId), isNull(concerns.settledAt)));
	if (waiting.some(({ text }) => text === asKept(typed.slice(0, 20_000)))) return accepted(null);
	const read = readConcern(typed, waiting.length);
	if (!read.accepted) return read;
	await tx.insert(concerns).values({ id: newId<'concern'>(), authorityId, gatheringId, seatId, text: read.value, askedAt: at });
	await tell(tx, doer, 'ground-rules-asked');
	return accepted(null);
}

/** The facilitator has answered aloud. */
export async function settle(tx: Tx, doer: Doer, asked: string): Promise<Outcome<null, 'concern-unknown'>> {
	const id = readId<'concern'>(asked);
	const settled = id
		? await tx
				.update(concerns)
				.set({ settledAt: doer.at })
				.where(and(eq(concerns.gatheringId, doer.gatheringId), eq(concerns.id, id), isNull(concerns.settledAt)))
				.returning({ id: concerns.id })
		: [];
	if (settled.length === 0) return refused('concern-unknown');
	await tell(tx, doer, 'ground-rules-answered');
	return accepted(null);
}

export async function find(query: Query, gatheringId: GatheringId): Promise<{ readonly objective: string; readonly body: string } | undefined> {
	const [row] = await query.select({ objective: groundRules.objective, body: groundRules.body }).from(groundRules).where(eq(groundRules.gatheringId, gatheringId));
	return row;
}

export async function agreedIn(query: Query, gatheringId: GatheringId): Promise<ReadonlySet<SeatId>> {
	const rows = await query.select({ seatId: agreements.seatId }).from(agreements).where(eq(agreements.gatheringId, gatheringId));
	return new Set(rows.map(({ seatId }) => seatId));
}

/** What the facilitator reads: the questions that wait, without anything of who asked (MO183). */
export async function waitingIn(query: Query, gatheringId: GatheringId): Promise<{ readonly questions: readonly { readonly id: ConcernId; readonly text: string }[]; readonly settled: number }> {
	const questions = await query
		.select({ id: concerns.id, text: concerns.text })
		.from(concerns)
		.where(and(eq(concerns.gatheringId, gatheringId), isNull(concerns.settledAt)))
		.orderBy(asc(concerns.askedAt), asc(concerns.id));
	const [all] = await query.select({ count: count() }).from(concerns).where(eq(concerns.gatheringId, gatheringId));
	return { questions, settled: all!.count - questions.length };
}

/** One seat's own questions, for that seat alone. */
export async function ofSeat(query: Query, seatId: SeatId): Promise<{ readonly id: ConcernId; readonly text: string; readonly isSettled: boolean }[]> {
	const rows = await rowsAmongMany(
		query,
		'concerns-of-seats',
		seatId,
		(seatIds) => query.select().from(concerns).where(inArray(concerns.seatId, seatIds)).orderBy(asc(concerns.askedAt), asc(concerns.id)),
		(row) => row.seatId
	);
	return rows.map(({ id, text, settledAt }) => ({ id, text, isSettled: settledAt !== null }));
}
