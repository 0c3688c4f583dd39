import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { readId } from '#lib/db/server/ids.ts';
import { keepLedger } from '#lib/jury/rules/acts.ts';
import * as home from '#lib/jury/server/home.ts';
import { requireRealProject } from '#lib/projects/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project } = await requireRealProject(event, event.params.project, keepLedger);
	const membershipId = readId<'membership'>(event.params.membership);
	const certificate = membershipId && (await home.certificateOf(await database(), project, membershipId));
	return { projectId: project.projectId, certificate: certificate ?? error(404, 'Cette personne n’est pas du jury de ce projet.'), madeAt: now() };
};
