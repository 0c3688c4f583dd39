import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { readReport } from '#lib/cockpit/server/reports.ts';
import { reportTable } from '#lib/cockpit/wording/report.ts';
import { database } from '#lib/db/server/database.ts';
import { toCsv } from '#lib/papers/rules/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const at = await requireCockpit(event);
	const { report } = await readReport(await database(), at, event.url.searchParams);
	return new Response(toCsv(reportTable(report)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="bilan.csv"',
			'cache-control': 'private, no-store'
		}
	});
};
