// Reads every closed box and says whether it is, in what it shows and around it, what the journal was told at its close. Writes nothing.
import { asc, eq } from 'drizzle-orm';
import type { BallotBoxId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { entriesOf } from '../../journal/server/verification.ts';
import { circumstancesHash, countsHash } from '../rules/countsHash.ts';
import { ballotBoxes, ballotCounts, namedBallots, participations } from './tables.ts';

export type CountFault = 'counts-changed' | 'circumstances-changed' | 'counts-missing' | 'close-untold';

export interface VerifiedBox {
	readonly projectId: string;
	readonly boxId: string;
	/** null when the box is as it was at its close; `unbound` when the close was told before counts were bound */
	readonly verdict: CountFault | 'unbound' | null;
}

type Box = typeof ballotBoxes.$inferSelect;

/** What differs between a closed box as it stands in the tables and what was told of it; a close told by an earlier release says nothing of the circumstances. */
async function faultOf(query: Query, box: Box, told: { readonly counts: unknown; readonly circumstances: unknown }): Promise<CountFault | null> {
	if (told.counts !== (await countsNow(query, box))) return 'counts-changed';
	if (told.circumstances === null) return null;
	const roll = await query.select().from(participations).where(eq(participations.boxId, box.id));
	const { id: boxId, closedAt } = box;
	return closedAt && told.circumstances === circumstancesHash({ ...box, boxId, closedAt, roll }) ? null : 'circumstances-changed';
}

/** The hash of what a closed box shows now. */
async function countsNow(query: Query, box: Box): Promise<string> {
	const { id: boxId, grades, options, secrecy, receipts } = box;
	const counts = await query.select().from(ballotCounts).where(eq(ballotCounts.boxId, boxId));
	const named = await query.select().from(namedBallots).where(eq(namedBallots.boxId, boxId));
	return countsHash({ boxId, grades, options, secrecy, counts, named, receipts: receipts ?? [] });
}

/** One box after the other, by project: those that the tables call closed, and those that the journal says were. */
export async function* verifyCounts(query: Query): AsyncGenerator<VerifiedBox> {
	const told = new Map((await entriesOf(query, 'vote-closed')).map(({ projectId, about }) => [String(about.box), { projectId: projectId as string, counts: about.counts ?? null, circumstances: about.circumstances ?? null }]));
	const boxes = new Map((await query.select().from(ballotBoxes).orderBy(asc(ballotBoxes.projectId), asc(ballotBoxes.id))).map((box) => [box.id as string, box]));
	for (const box of boxes.values()) {
		if (box.state !== 'closed' || told.has(box.id)) continue;
		yield { projectId: box.projectId, boxId: box.id, verdict: 'close-untold' };
	}
	for (const [boxId, { projectId, ...hashes }] of told) {
		const box = boxes.get(boxId as BallotBoxId);
		if (box?.state !== 'closed') yield { projectId, boxId, verdict: 'counts-missing' };
		else if (hashes.counts === null) yield { projectId, boxId, verdict: 'unbound' };
		else yield { projectId, boxId, verdict: await faultOf(query, box, hashes) };
	}
}
