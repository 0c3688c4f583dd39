import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import * as juries from '#lib/jury/server/juries.ts';
import { streamForPublic } from '#lib/jury/server/streams.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const jury = await juries.bySlug(await database(), event.params.slug);
	return jury ? streamForPublic(event, jury) : error(404, 'Cette page n’existe pas, ou son adresse est incomplète.');
};
