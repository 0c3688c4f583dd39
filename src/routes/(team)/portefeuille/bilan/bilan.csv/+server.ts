import { error } from '@sveltejs/kit';
import { readAuthorityReport } from '#lib/cockpit/server/reports.ts';
import { reportTable } from '#lib/cockpit/wording/report.ts';
import { database } from '#lib/db/server/database.ts';
import { toCsv } from '#lib/papers/rules/csv.ts';
import { requireAccount } from '#lib/people/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const account = await requireAccount(event);
	const read = await readAuthorityReport(await database(), account, now(), event.url.searchParams);
	if (!read) error(404, 'portfolio-empty');
	return new Response(toCsv(reportTable(read.report)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="bilan.csv"',
			'cache-control': 'private, no-store'
		}
	});
};
