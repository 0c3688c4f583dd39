import { database } from '#lib/db/server/database.ts';
import { keepLedger } from '#lib/jury/rules/acts.ts';
import * as money from '#lib/jury/server/money.ts';
import { accountsTable } from '#lib/jury/wording/accountsTable.ts';
import { toCsv } from '#lib/papers/rules/csv.ts';
import { requireRealProject } from '#lib/projects/server/guards.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { project } = await requireRealProject(event, event.params.project, keepLedger);
	return new Response(toCsv(accountsTable(await money.ofProject(await database(), project))), {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="indemnites.csv"', 'cache-control': 'private, no-store' }
	});
};
