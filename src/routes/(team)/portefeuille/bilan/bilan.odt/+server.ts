import { error } from '@sveltejs/kit';
import { readAuthorityReport } from '#lib/cockpit/server/reports.ts';
import { reportPaper } from '#lib/cockpit/wording/report.ts';
import { database } from '#lib/db/server/database.ts';
import { odtFile, odtType } from '#lib/papers/server/odtFile.ts';
import { requireAccount } from '#lib/people/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const account = await requireAccount(event);
	const read = await readAuthorityReport(await database(), account, now(), event.url.searchParams);
	if (!read) error(404, 'portfolio-empty');
	const paper = reportPaper(read.report, [], { authority: read.name, today: read.today });
	return new Response(new Uint8Array(odtFile(paper)), {
		headers: {
			'content-type': odtType,
			'content-disposition': 'attachment; filename="bilan.odt"',
			'cache-control': 'private, no-store'
		}
	});
};
