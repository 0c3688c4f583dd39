// Reads the cards of a landscape for the file that is carried away: through the eyes of the room.
import * as boards from '../../boards/server/boards.ts';
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { cardsFile, type CardsFile } from '../rules/cardsFile.ts';
import { citedBy } from './gallery.ts';
import { readLandscape } from './landscape.ts';

export async function readCardsFile(query: Query, gatheringId: GatheringId): Promise<{ readonly file: CardsFile; readonly isRehearsal: boolean }> {
	const gathering = await gatherings.read(query, gatheringId);
	const { zones, boardId } = await readLandscape(query, gatheringId);
	const cited = await citedBy(query, gathering, zones.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards)));
	return { file: cardsFile(zones, { cited, links: boardId ? await boards.readLinks(query, boardId) : [] }), isRehearsal: gathering.isRehearsal };
}
