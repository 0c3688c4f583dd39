import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { now } from '#lib/time/server/clock.ts';
import * as publications from '#lib/workshop/server/publications.ts';
import type { PageServerLoad } from './$types';

/** Seconds for which a browser or a proxy may show what it has: what is withdrawn, or a name that is hidden, is gone everywhere after them (MO273). */
const keptFor = 2;

export const load: PageServerLoad = async (event) => {
	const query = await database();
	const publication = await publications.bySlug(query, event.params.slug);
	if (!publication) error(404, 'Cette page n’existe pas, ou son adresse est incomplète.');
	if (publication.withdrawnAt) error(410, 'Cette page n’est plus publique.');
	const { paper, isAwarded, authority } = await publications.readPublicly(query, publication.gatheringId, publication.sections, now());
	// in the language of whoever asks
	event.setHeaders({ 'cache-control': `public, max-age=${keptFor}, must-revalidate`, vary: 'accept-language, cookie' });
	return { slug: publication.slug, paper, isAwarded, authority };
};
