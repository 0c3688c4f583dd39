// The only writer of « prêt·e » on a step; counts how ready the room is.
import { and, eq, inArray } from 'drizzle-orm';
import type { AuthorityId, GatheringId, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { readinessOf, type Readiness } from '../rules/readiness.ts';
import { readySeats, seats } from './tables.ts';

/** When each seat said that it is ready for a step. */
export async function readyIn(query: Query, gatheringId: GatheringId, step: string): Promise<ReadonlyMap<SeatId, Date>> {
	const rows = await query
		.select({ seatId: readySeats.seatId, readyAt: readySeats.readyAt })
		.from(readySeats)
		.innerJoin(seats, eq(seats.id, readySeats.seatId))
		.where(and(eq(seats.gatheringId, gatheringId), eq(readySeats.step, step)));
	return new Map(rows.map(({ seatId, readyAt }) => [seatId, readyAt]));
}

/** `finished`: who has done all that the step asks, and so is ready without saying so. */
export async function ofGathering(query: Query, gatheringId: GatheringId, step: string, finished: readonly SeatId[] = []): Promise<Readiness> {
	const ready = await readyIn(query, gatheringId, step);
	const present = await query
		.select({ id: seats.id, isOnPaper: seats.isOnPaper })
		.from(seats)
		.where(and(eq(seats.gatheringId, gatheringId), eq(seats.state, 'admitted')));
	return readinessOf(present.map((seat) => ({ isOnPaper: seat.isOnPaper, isReady: ready.has(seat.id) || finished.includes(seat.id) })));
}

/** A step entered again begins with nobody ready. */
export async function forget(tx: Tx, gatheringId: GatheringId, step: string): Promise<void> {
	const ofGathering = tx.select({ id: seats.id }).from(seats).where(eq(seats.gatheringId, gatheringId));
	await tx.delete(readySeats).where(and(eq(readySeats.step, step), inArray(readySeats.seatId, ofGathering)));
}

export async function mark(tx: Tx, seat: { authorityId: AuthorityId; seatId: SeatId }, step: string, ready: 'yes' | 'no', at: Date): Promise<void> {
	const { authorityId, seatId } = seat;
	if (ready === 'yes') await tx.insert(readySeats).values({ authorityId, seatId, step, readyAt: at }).onConflictDoNothing();
	else await tx.delete(readySeats).where(and(eq(readySeats.seatId, seatId), eq(readySeats.step, step)));
}
