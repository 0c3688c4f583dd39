// Reads the public names of a gathering's seats, of those that left too: what was decided under a name keeps it.
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import * as seats from '../../gatherings/server/seats.ts';
import * as memberships from '../../projects/server/memberships.ts';

export async function namesOf(query: Query, gatheringId: GatheringId): Promise<ReadonlyMap<string, string>> {
	const all = await seats.ofGathering(query, gatheringId);
	const facts = await memberships.readMany(
		query,
		all.map(({ membershipId }) => membershipId)
	);
	return new Map(all.map(({ id, membershipId }) => [id as string, facts.get(membershipId)?.publicName ?? '']));
}
