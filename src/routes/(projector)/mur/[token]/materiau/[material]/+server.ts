import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { requireWall } from '#lib/gatherings/server/guards.ts';
import { serve } from '#lib/files/server/serving.ts';
import { fileForRoom } from '#lib/workshop/server/gallery.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { gatheringId } = await requireWall(event, event.params.token);
	const query = await database();
	const found = await fileForRoom(query, gatheringId, event.params.material);
	if (!found) error(404, 'Ce fichier n’existe pas, ou il n’est plus montré.');
	return serve(event.request, query, found.file, { name: found.code, rendition: event.url.searchParams.has('petit') ? 'small' : 'whole' });
};
