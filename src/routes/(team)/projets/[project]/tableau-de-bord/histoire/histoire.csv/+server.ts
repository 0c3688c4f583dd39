import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import * as histories from '#lib/cockpit/server/histories.ts';
import { historyTable } from '#lib/cockpit/wording/historyTable.ts';
import { database } from '#lib/db/server/database.ts';
import { toCsv } from '#lib/papers/rules/csv.ts';
import type { RequestHandler } from './$types';

/** More than fifty years of a busy project: a file that a spreadsheet still opens. */
const most = 100_000;

export const GET: RequestHandler = async (event) => {
	const { doer, audience } = await requireCockpit(event);
	const query = await database();
	const { searchParams } = event.url;
	const kind = histories.readKind(searchParams.get('sorte'));
	const by = (await histories.writersOf(query, doer)).find(({ actor }) => actor === searchParams.get('qui'))?.actor;
	const { changes, labels } = await histories.tell(query, doer, audience, { ...(kind && { kind }), ...(by && { by }), most });
	return new Response(toCsv(historyTable(changes, labels)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="histoire.csv"',
			'cache-control': 'private, no-store'
		}
	});
};
