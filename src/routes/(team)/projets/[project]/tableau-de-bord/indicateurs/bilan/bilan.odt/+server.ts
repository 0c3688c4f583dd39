import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { readReport } from '#lib/cockpit/server/reports.ts';
import { reportPaper } from '#lib/cockpit/wording/report.ts';
import { database } from '#lib/db/server/database.ts';
import { odtFile, odtType } from '#lib/papers/server/odtFile.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const at = await requireCockpit(event);
	const { report, followed } = await readReport(await database(), at, event.url.searchParams);
	const paper = reportPaper(report, followed, { project: at.project.title, today: at.doer.today });
	return new Response(new Uint8Array(odtFile(paper)), {
		headers: {
			'content-type': odtType,
			'content-disposition': 'attachment; filename="bilan.odt"',
			'cache-control': 'private, no-store'
		}
	});
};
