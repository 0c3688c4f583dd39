import { database } from '#lib/db/server/database.ts';
import { requireTeam } from '#lib/gatherings/server/readers.ts';
import { toCsv } from '#lib/papers/rules/csv.ts';
import { exportCards } from '#lib/workshop/rules/cardsFile.ts';
import { readCardsFile } from '#lib/workshop/server/cardsFile.ts';
import { cardsTable } from '#lib/workshop/wording/cardsTable.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { gatheringId } = await requireTeam(event, event.params.gathering, exportCards, 'workshop');
	const { file, isRehearsal } = await readCardsFile(await database(), gatheringId);
	return new Response(toCsv(cardsTable(file)), {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${isRehearsal ? 'repetition-' : ''}fiches.csv"`, 'cache-control': 'private, no-store' }
	});
};
