import { error } from '@sveltejs/kit';
import { decpOf } from '#lib/cockpit/rules/decp/exporting.ts';
import { requireContent } from '#lib/cockpit/server/publicReading.ts';
import { publicTable, publicTableNames } from '#lib/cockpit/wording/publicFiles.ts';
import { toCsv } from '#lib/papers/rules/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { content, version, today, publishedOn } = await requireContent(event);
	const send = (body: string, type: string) =>
		new Response(body, {
			headers: {
				'content-type': `${type}; charset=utf-8`,
				'content-disposition': `attachment; filename="${version.slug}-${version.number}-${event.params.file}"`,
				'cache-control': 'public, max-age=2, must-revalidate',
				// open data: any page may read it
				'access-control-allow-origin': '*'
			}
		});
	const { file } = event.params;
	if (file === 'donnees.json') return send(JSON.stringify({ number: version.number, publishedOn, ...content }, null, 2), 'application/json');
	if (file === 'decp.json') return send(JSON.stringify(decpOf(content, publishedOn), null, 2), 'application/json');
	const table = publicTableNames.find((name) => file === `${name}.csv`);
	if (table) return send(toCsv(publicTable(content, table, today)), 'text/csv');
	error(404, 'Ce fichier n’existe pas.');
};
