import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { toHtml } from '#lib/papers/rules/html.ts';
import { now } from '#lib/time/server/clock.ts';
import * as publications from '#lib/workshop/server/publications.ts';
import type { RequestHandler } from './$types';

const send = (body: string, type: string, name: string) =>
	new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store' } });

export const GET: RequestHandler = async (event) => {
	const query = await database();
	const publication = await publications.bySlug(query, event.params.slug);
	if (!publication) error(404, 'Cette page n’existe pas, ou son adresse est incomplète.');
	if (publication.withdrawnAt) error(410, 'Cette page n’est plus publique.');
	const { paper, file } = await publications.readPublicly(query, publication.gatheringId, publication.sections, now());
	if (event.params.file === 'compte-rendu.html') return send(toHtml(paper), 'text/html', 'compte-rendu.html');
	if (event.params.file === 'compte-rendu.json') return send(JSON.stringify(file, null, 2), 'application/json', 'compte-rendu.json');
	error(404, 'Ce fichier n’existe pas : compte-rendu.html ou compte-rendu.json.');
};
