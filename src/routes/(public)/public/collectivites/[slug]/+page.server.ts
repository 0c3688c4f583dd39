import { error } from '@sveltejs/kit';
import * as authorityPages from '#lib/cockpit/server/authorityPages.ts';
import { database } from '#lib/db/server/database.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { PageServerLoad } from './$types';

/** Seconds for which a browser or a proxy may show what it has. */
const keptFor = 2;

export const load: PageServerLoad = async (event) => {
	const query = await database();
	const authority = await authorityPages.bySlug(query, event.params.slug);
	if (!authority) error(404, 'Cette page n’existe pas, ou son adresse est incomplète.');
	const { authorityId, name, page, publishedAt } = authority;
	event.setHeaders({ 'cache-control': `public, max-age=${keptFor}, must-revalidate`, vary: 'accept-language, cookie' });
	return { name, page, publishedOn: await authorities.dayOf(query, authorityId, publishedAt), projects: await authorityPages.projectsOf(query, authorityId) };
};
