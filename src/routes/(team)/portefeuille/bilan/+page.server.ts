import { error } from '@sveltejs/kit';
import { readAuthorityReport } from '#lib/cockpit/server/reports.ts';
import { reportPaper } from '#lib/cockpit/wording/report.ts';
import { database } from '#lib/db/server/database.ts';
import { requireAccount } from '#lib/people/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const account = await requireAccount(event);
	const read = await readAuthorityReport(await database(), account, now(), event.url.searchParams);
	if (!read) error(404, 'portfolio-empty');
	const { authorityId, name, projects, today, report, isAsked } = read;
	return {
		authorityId,
		projects,
		period: { from: report.from, until: report.until, isAsked },
		paper: reportPaper(report, [], { authority: name, today })
	};
};
