import { database } from '#lib/db/server/database.ts';
import { requireTeam } from '#lib/gatherings/server/readers.ts';
import { exportCards } from '#lib/workshop/rules/cardsFile.ts';
import { readCardsFile } from '#lib/workshop/server/cardsFile.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { gatheringId } = await requireTeam(event, event.params.gathering, exportCards, 'workshop');
	const { file, isRehearsal } = await readCardsFile(await database(), gatheringId);
	return new Response(JSON.stringify(file, null, 2), {
		headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="${isRehearsal ? 'repetition-' : ''}fiches.json"`, 'cache-control': 'private, no-store' }
	});
};
