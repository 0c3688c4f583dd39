import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import * as juries from '#lib/jury/server/juries.ts';
import * as sortitions from '#lib/jury/server/sortitions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const query = await database();
	const jury = await juries.bySlug(query, event.params.slug);
	if (!jury) error(404, 'Cette page n’existe pas, ou son adresse est incomplète.');
	const asked = event.url.searchParams.get('tentative');
	const drawn = (await sortitions.publicOnes(query, jury.id)).filter(({ panel }) => panel !== null);
	const attempt = drawn.find((one) => String(one.attempt) === asked) ?? drawn.at(-1);
	return { slug: jury.slug, published: attempt ? { attempt: attempt.attempt, seedText: attempt.seedText, beacon: attempt.beacon, panel: attempt.panel } : null };
};
