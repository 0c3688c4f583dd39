import * as elements from '#lib/cockpit/server/elements.ts';
import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import { readAsked, roadmapOf } from '#lib/cockpit/server/roadmapPage.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, account, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const { today } = doer;
	const all = await elements.ofProject(await database(), doer, today);
	return {
		project: { projectId, title },
		mayWrite,
		today,
		road: roadmapOf(all, readAsked(event.url.searchParams, today), { audience, today, name: account.name })
	};
};

export const actions: Actions = {
	ecrire: onCockpit('ecrire', (tx, { doer }, typed) => writeTyped(tx, doer, typed))
};
