// Reads what one person brought to workshops that are over, and what became of it: for that person alone.
import type { MembershipId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { RecordedAmendment } from '../rules/proposalRecord.ts';
import type { MyCard } from '../rules/steps/landscape-writing.ts';
import * as amendments from './amendments.ts';
import * as privateCards from './privateCards.ts';
import * as publications from './publications.ts';
import { readRecord } from './record.ts';

export interface Contribution {
	/** of the workshop */
	readonly title: string;
	readonly on: Date;
	readonly amendments: readonly RecordedAmendment[];
	/** of its published record; null where none is */
	readonly slug: string | null;
	/** theirs alone: the record of the room tells no author */
	readonly cards: readonly Pick<MyCard, 'id' | 'zone' | 'text' | 'isRevealed'>[];
}

/** Their cards and their amendments, workshop by workshop, the latest first; workshops in which they brought none are left out (JU162). */
export async function ofMembership(query: Query, membershipId: MembershipId, at: Date): Promise<readonly Contribution[]> {
	const seated = (await seats.ofMembership(query, membershipId)).filter(({ state }) => state === 'admitted');
	const found: Contribution[] = [];
	for (const seat of seated) {
		const own = new Set((await amendments.ofSeat(query, seat.id)).flatMap(({ id, code }) => (code === null ? [] : [id as string])));
		const cards = (await privateCards.ofSeat(query, seat.id)).map(({ id, zone, text, isRevealed }) => ({ id, zone, text, isRevealed }));
		if (own.size === 0 && cards.length === 0) continue;
		const gathering = await gatherings.read(query, seat.gatheringId);
		if (!gathering.closedAt) continue;
		const proposal = own.size > 0 ? (await readRecord(query, seat.gatheringId, at)).proposal : null;
		const publication = await publications.read(query, { authorityId: gathering.authorityId, gatheringId: seat.gatheringId });
		found.push({ title: gathering.title, on: gathering.startsAt, amendments: proposal?.amendments.filter(({ id }) => own.has(id)) ?? [], cards, slug: publication && !publication.withdrawnAt ? publication.slug : null });
	}
	return found.sort((a, b) => b.on.getTime() - a.on.getTime());
}
