import { database } from '#lib/db/server/database.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { requireReader } from '#lib/gatherings/server/readers.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { visibleStrategy } from '#lib/workshop/server/strategy.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { gatheringId, reading } = await requireReader(event, event.params.gathering, 'workshop');
	const query = await database();
	const { title, authorityId } = await gatherings.read(query, gatheringId);
	const authority = await authorities.read(query, authorityId);
	return { gatheringId, reading, title, timeZone: authority?.timeZone ?? 'Europe/Paris', read: await visibleStrategy(query, gatheringId) };
};
