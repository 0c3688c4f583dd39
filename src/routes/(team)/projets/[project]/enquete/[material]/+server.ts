import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { enquire } from '#lib/enquiry/rules/acts.ts';
import * as materials from '#lib/enquiry/server/materials.ts';
import { serve } from '#lib/files/server/serving.ts';
import { requireProject } from '#lib/projects/server/guards.ts';
import type { RequestHandler } from './$types';

/** The team reads every file of its project, ready or not. */
export const GET: RequestHandler = async (event) => {
	const { project } = await requireProject(event, event.params.project, enquire);
	const query = await database();
	const found = await materials.fileOf(query, project, event.params.material);
	if (!found) error(404, 'Ce fichier n’existe pas, ou il a été retiré.');
	return serve(event.request, query, found.file, { name: found.code, rendition: event.url.searchParams.has('petit') ? 'small' : 'whole' });
};
