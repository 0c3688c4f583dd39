import { forTeam, writeByTeam } from '#lib/evolutivity/server/filingPages.ts';
import { requireSitting } from '#lib/evolutivity/server/sittingPages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const at = await requireSitting(event);
	event.depends(`project:${at.project.projectId}`);
	return forTeam(at);
};

export const actions: Actions = { garder: writeByTeam };
