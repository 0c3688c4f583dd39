import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { readFacilitator, requireAdmittedSeat } from '#lib/gatherings/server/guards.ts';
import { serve } from '#lib/files/server/serving.ts';
import { fileForRoom } from '#lib/workshop/server/gallery.ts';
import type { RequestHandler } from './$types';

/** Whoever has a seat in the room, or facilitates it: console and hand live in one browser. */
export const GET: RequestHandler = async (event) => {
	const who = (await readFacilitator(event, event.params.gathering)) ?? (await requireAdmittedSeat(event, event.params.gathering));
	const query = await database();
	const found = await fileForRoom(query, who.gatheringId, event.params.material);
	if (!found) error(404, 'Ce fichier n’existe pas, ou il n’est plus montré.');
	return serve(event.request, query, found.file, { name: found.code, rendition: event.url.searchParams.has('petit') ? 'small' : 'whole' });
};
