import { error } from '@sveltejs/kit';
import { catalogueRows } from '#lib/cockpit/rules/catalogue/catalogue.ts';
import { catalogueHead } from '#lib/cockpit/wording/report.ts';
import { toCsv } from '#lib/papers/rules/csv.ts';
import { condensedId } from '#lib/cockpit/rules/catalogue/condensed.ts';
import * as catalogues from '#lib/cockpit/server/catalogues.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { database } from '#lib/db/server/database.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { project } = await requireCockpit(event);
	const catalogue = await catalogues.read(
		await database(),
		project.authorityId,
		event.url.searchParams.get('catalogue') ?? condensedId
	);
	if (!catalogue) error(404, 'catalogue-unknown');
	return new Response(toCsv({ head: catalogueHead(), rows: catalogueRows(catalogue) }), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="catalogue.csv"',
			'cache-control': 'private, no-store'
		}
	});
};
