import * as investments from '#lib/cockpit/server/investments.ts';
import { database } from '#lib/db/server/database.ts';
import { projectActs } from '#lib/projects/rules/acts.ts';
import { requireProject } from '#lib/projects/server/guards.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project } = await requireProject(event, event.params.project, projectActs.open);
	const { projectId, title } = project;
	return { project: { projectId, title }, lines: await investments.ofProject(await database(), project) };
};
