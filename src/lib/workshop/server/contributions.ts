// Reads what one person brought to workshops that are over, and what became of it: for that person alone.
import type { MembershipId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { RecordedAmendment } from '../rules/proposalRecord.ts';
import * as amendments from './amendments.ts';
import { readRecord } from './record.ts';

export interface Contribution {
	/** of the workshop */
	readonly title: string;
	readonly on: Date;
	readonly amendments: readonly RecordedAmendment[];
}

/** Their amendments, workshop by workshop, the latest first; workshops in which they brought none are left out. */
export async function ofMembership(query: Query, membershipId: MembershipId, at: Date): Promise<readonly Contribution[]> {
	const seated = (await seats.ofMembership(query, membershipId)).filter(({ state }) => state === 'admitted');
	const found: Contribution[] = [];
	for (const seat of seated) {
		const own = new Set((await amendments.ofSeat(query, seat.id)).flatMap(({ id, code }) => (code === null ? [] : [id as string])));
		if (own.size === 0) continue;
		const gathering = await gatherings.read(query, seat.gatheringId);
		if (!gathering.closedAt) continue;
		const { proposal } = await readRecord(query, seat.gatheringId, at);
		found.push({ title: gathering.title, on: gathering.startsAt, amendments: proposal?.amendments.filter(({ id }) => own.has(id)) ?? [] });
	}
	return found.sort((a, b) => b.on.getTime() - a.on.getTime());
}
