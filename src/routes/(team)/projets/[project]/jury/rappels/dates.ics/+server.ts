import { database } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { toCalendar } from '#lib/jury/rules/calendar.ts';
import { requireJury } from '#lib/jury/server/guards.ts';
import * as home from '#lib/jury/server/home.ts';
import { now } from '#lib/time/server/clock.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { project } = await requireJury(event, keepJury);
	return new Response(toCalendar(await home.meetingsOf(await database(), project), now()), {
		headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="dates.ics"', 'cache-control': 'private, no-store' }
	});
};
