import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { keepLedger } from '#lib/jury/rules/acts.ts';
import { ledgerTable } from '#lib/jury/wording/ledgerTable.ts';
import * as ledger from '#lib/jury/server/ledger.ts';
import { toCsv } from '#lib/papers/rules/csv.ts';
import { requireProject } from '#lib/projects/server/guards.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { project } = await requireProject(event, event.params.project, keepLedger);
	if (event.params.file !== 'heures.csv') error(404, 'Ce fichier n’existe pas : heures.csv.');
	const table = ledgerTable(await ledger.ofProject(await database(), project));
	return new Response(toCsv(table), {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="heures.csv"', 'cache-control': 'private, no-store' }
	});
};
