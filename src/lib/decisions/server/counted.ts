// Reads every closed box and says whether what it shows is what the journal was told at its close. Writes nothing.
import { asc, eq } from 'drizzle-orm';
import type { BallotBoxId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { entriesOf } from '../../journal/server/verification.ts';
import { countsHash } from '../rules/countsHash.ts';
import { ballotBoxes, ballotCounts, namedBallots } from './tables.ts';

export type CountFault = 'counts-changed' | 'counts-missing' | 'close-untold';

export interface VerifiedBox {
	readonly projectId: string;
	readonly boxId: string;
	/** null when the counts are those of the close; `unbound` when the close was told before counts were bound */
	readonly verdict: CountFault | 'unbound' | null;
}

/** The hash of what stands in the tables for a closed box. */
async function hashNow(query: Query, box: typeof ballotBoxes.$inferSelect): Promise<string> {
	const { id: boxId, grades, options, secrecy, receipts } = box;
	const counts = await query.select().from(ballotCounts).where(eq(ballotCounts.boxId, boxId));
	const named = await query.select().from(namedBallots).where(eq(namedBallots.boxId, boxId));
	return countsHash({ boxId, grades, options, secrecy, counts, named, receipts: receipts ?? [] });
}

/** One box after the other, by project: those that the tables call closed, and those that the journal says were. */
export async function* verifyCounts(query: Query): AsyncGenerator<VerifiedBox> {
	const told = new Map((await entriesOf(query, 'vote-closed')).map(({ projectId, about }) => [String(about.box), { projectId: projectId as string, hash: about.counts ?? null }]));
	const boxes = new Map((await query.select().from(ballotBoxes).orderBy(asc(ballotBoxes.projectId), asc(ballotBoxes.id))).map((box) => [box.id as string, box]));
	for (const box of boxes.values()) {
		if (box.state !== 'closed' || told.has(box.id)) continue;
		yield { projectId: box.projectId, boxId: box.id, verdict: 'close-untold' };
	}
	for (const [boxId, { projectId, hash }] of told) {
		const box = boxes.get(boxId as BallotBoxId);
		if (box?.state !== 'closed') yield { projectId, boxId, verdict: 'counts-missing' };
		else if (hash === null) yield { projectId, boxId, verdict: 'unbound' };
		else yield { projectId, boxId, verdict: hash === (await hashNow(query, box)) ? null : 'counts-changed' };
	}
}
