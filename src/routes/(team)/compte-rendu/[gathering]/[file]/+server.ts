import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { requireReader } from '#lib/gatherings/server/readers.ts';
import { toHtml } from '#lib/papers/rules/html.ts';
import { now } from '#lib/time/server/clock.ts';
import { recountOf } from '#lib/workshop/server/record.ts';
import { recordOf } from '../../../../registries.server.ts';
import type { RequestHandler } from './$types';

const send = (body: string, type: string, name: string) =>
	new Response(body, {
		headers: {
			'content-type': `${type}; charset=utf-8`,
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'private, no-store'
		}
	});

export const GET: RequestHandler = async (event) => {
	const { gatheringId } = await requireReader(event, event.params.gathering);
	const query = await database();
	const { record, paper } = await recordOf(query, await gatherings.read(query, gatheringId), now());
	/** what is carried away says by its name too that it comes from a rehearsal */
	const named = (name: string) => (record.gathering.isRehearsal ? `repetition-${name}` : name);
	switch (event.params.file) {
		case 'compte-rendu.html':
			return send(toHtml(paper), 'text/html', named('compte-rendu.html'));
		case 'compte-rendu.json':
			return send(JSON.stringify(record, null, 2), 'application/json', named('compte-rendu.json'));
		case 'depouillement.json': {
			const recount = await recountOf(query, gatheringId);
			if (!recount) error(404, 'Le fichier de dépouillement est publié à la fermeture du vote.');
			return send(JSON.stringify(recount, null, 2), 'application/json', named('depouillement.json'));
		}
		default:
			error(404, 'Ce fichier n’existe pas : compte-rendu.html, compte-rendu.json ou depouillement.json.');
	}
};
