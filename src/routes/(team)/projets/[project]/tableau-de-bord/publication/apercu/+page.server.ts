import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import * as publications from '#lib/cockpit/server/publications.ts';
import { database } from '#lib/db/server/database.ts';
import * as juries from '#lib/jury/server/juries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const jury = await juries.ofProject(query, doer);
	return {
		project: { projectId, title },
		content: await publications.contentNow(query, doer, doer.today),
		today: doer.today,
		juryUrl: jury?.announcedAt ? `/jury/${jury.slug}` : undefined
	};
};
