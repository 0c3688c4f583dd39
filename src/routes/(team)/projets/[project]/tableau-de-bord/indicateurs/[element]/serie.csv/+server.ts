import { error } from '@sveltejs/kit';
import { seriesRows } from '#lib/cockpit/rules/indicators/seriesFile.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { asSeen } from '#lib/cockpit/server/overview.ts';
import { measuredOf } from '#lib/cockpit/server/whole.ts';
import { seriesHead } from '#lib/cockpit/wording/report.ts';
import { database } from '#lib/db/server/database.ts';
import { toCsv } from '#lib/papers/rules/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { doer, audience } = await requireCockpit(event);
	const all = asSeen(await elements.ofProject(await database(), doer, doer.today), audience);
	const indicator = elements.ofKind(all, 'indicator').find(({ id }) => id === event.params.element);
	if (!indicator) error(404, 'element-unknown');
	return new Response(toCsv({ head: seriesHead(), rows: seriesRows(measuredOf(all, indicator)) }), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${indicator.code}.csv"`,
			'cache-control': 'private, no-store'
		}
	});
};
