import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { peopleFiles, peopleTable, quotaFiles, quotasTable } from '#lib/jury/rules/pools/files.ts';
import { drawnCategories, seatsIn } from '#lib/jury/rules/quotas.ts';
import { requireJury } from '#lib/jury/server/guards.ts';
import * as pools from '#lib/jury/server/pools.ts';
import { toExchange } from '#lib/papers/rules/csv.ts';
import type { RequestHandler } from './$types';

/** `candidates.csv` under pseudonyms, `candidates-noms.csv` with names. */
export const GET: RequestHandler = async (event) => {
	const { jury } = await requireJury(event, keepJury);
	const seats = { roll: jury.rollSeats, volunteers: jury.volunteerSeats };
	const categories = drawnCategories(jury.quotas, seats);
	const csv = (table: Parameters<typeof toExchange>[0]) =>
		new Response(toExchange(table), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${event.params.file}"`, 'cache-control': 'private, no-store' } });
	const quotaFile = quotaFiles.find((one) => one === event.params.file);
	if (quotaFile) return csv(quotasTable(quotaFile, categories, seatsIn(seats)));
	const hasNames = event.params.file.endsWith('-noms.csv');
	const peopleFile = peopleFiles.find((one) => one === event.params.file.replace('-noms.csv', '.csv'));
	if (!peopleFile) error(404, 'Ce fichier n’existe pas.');
	const people = await pools.listed(await database(), jury.id);
	return csv(peopleTable(peopleFile, categories.map(({ name }) => name), hasNames ? people : people.map((one) => ({ ...one, who: null }))));
};
