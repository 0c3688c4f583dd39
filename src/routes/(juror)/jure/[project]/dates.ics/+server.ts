import { database } from '#lib/db/server/database.ts';
import { toCalendar } from '#lib/jury/rules/calendar.ts';
import { requireJuror } from '#lib/jury/server/jurorGuards.ts';
import * as home from '#lib/jury/server/home.ts';
import { now } from '#lib/time/server/clock.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	return new Response(toCalendar(await home.meetingsOf(await database(), juror), now()), {
		headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="dates.ics"', 'cache-control': 'private, no-store' }
	});
};
