// The only writer of the taps of « le mot qui coince »: one a seat and word, told by counts alone, erased when the gathering closes.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { AuthorityId, GatheringId, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { rowsAmongMany } from '../../db/server/together.ts';
import type { Tap, Word } from '../rules/words.ts';
import { stuckWords } from './tables.ts';

interface Tapper {
	readonly authorityId: AuthorityId;
	readonly gatheringId: GatheringId;
	readonly seatId: SeatId;
}

const ofSeatIn = ({ gatheringId, seatId }: Pick<Tapper, 'gatheringId' | 'seatId'>) => and(eq(stuckWords.gatheringId, gatheringId), eq(stuckWords.seatId, seatId));

/** Its foreign key makes it wait for whoever closes the gathering, and the other way round. Nothing of a tap is journaled: a chain that says who tapped could not be erased. */
export async function put(tx: Tx, { authorityId, gatheringId, seatId }: Tapper, { word, key }: Word): Promise<void> {
	await tx.insert(stuckWords).values({ authorityId, gatheringId, seatId, key, word }).onConflictDoNothing();
}

/** Two taps of one seat at once, on two of its screens, wait for each other: what the second counts holds the first (LE3). */
export async function inTurn(tx: Tx, { seatId }: Pick<Tapper, 'seatId'>): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`stuck-words:${seatId}`}, 0))`);
}

export async function takeBack(tx: Tx, tapper: Tapper, key: string): Promise<void> {
	await tx.delete(stuckWords).where(and(ofSeatIn(tapper), eq(stuckWords.key, key)));
}

/** When a gathering closes: what people did not understand was for that day (LE6). */
export async function forget(tx: Tx, gatheringId: GatheringId): Promise<void> {
	await tx.delete(stuckWords).where(eq(stuckWords.gatheringId, gatheringId));
}

/** For the count, not for a screen: with whose each is. */
export async function ofGathering(query: Query, gatheringId: GatheringId): Promise<Tap[]> {
	const { seatId, key, word } = stuckWords;
	return query.select({ seatId, key, word }).from(stuckWords).where(eq(stuckWords.gatheringId, gatheringId));
}

/** One seat's own, for that seat alone. */
export async function ofSeat(query: Query, { gatheringId, seatId: own }: Pick<Tapper, 'gatheringId' | 'seatId'>): Promise<Word[]> {
	const { seatId, key, word } = stuckWords;
	const rows = await rowsAmongMany(
		query,
		`stuck-words:${gatheringId}`,
		own,
		(seatIds) => query.select({ seatId, key, word }).from(stuckWords).where(and(eq(stuckWords.gatheringId, gatheringId), inArray(seatId, seatIds))),
		(row) => row.seatId
	);
	return rows.map(({ key, word }) => ({ key, word }));
}
