// Reads the needs of a gathering's landscape, for every step that lights them.
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { strongestFirst, type Need } from '../rules/needs.ts';
import * as landscape from './landscape.ts';

/** The revealed cards that stand in the zone of needs, the strongest first; none before the reveal, no dots before the close. */
export async function readNeeds(query: Query, gatheringId: GatheringId): Promise<readonly Need[]> {
	const { zones } = await landscape.readLandscape(query, gatheringId);
	const cards = zones.filter(({ zone }) => zone === 'needs').flatMap(({ groups }) => groups.flatMap((group) => group.cards));
	return strongestFirst(cards.map(({ id, text, dots }) => ({ id, text, dots })));
}
