import { readReport } from '#lib/cockpit/server/reports.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { reportPaper } from '#lib/cockpit/wording/report.ts';
import { database } from '#lib/db/server/database.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const at = await requireCockpit(event);
	const { projectId, title } = at.project;
	event.depends(`cockpit:${projectId}`);
	const { report, followed, isAsked } = await readReport(await database(), at, event.url.searchParams);
	return {
		project: { projectId, title },
		period: { from: report.from, until: report.until, isAsked },
		paper: reportPaper(report, followed, { project: title, today: at.doer.today })
	};
};
