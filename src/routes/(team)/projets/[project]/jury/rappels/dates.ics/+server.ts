import { database } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { toCalendar, withSealedRoom } from '#lib/jury/rules/calendar.ts';
import { requireJury } from '#lib/jury/server/guards.ts';
import * as choices from '#lib/jury/server/choice.ts';
import * as home from '#lib/jury/server/home.ts';
import { now } from '#lib/time/server/clock.ts';
import { m } from '#lib/words/messages.js';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { project } = await requireJury(event, keepJury);
	const [query, at] = [await database(), now()];
	const { choice, phase } = await choices.ofProject(query, project, at);
	return new Response(toCalendar(withSealedRoom(await home.meetingsOf(query, project), choice ? { ...choice, phase } : null, { id: `salle-${project.projectId}`, title: m.choice_room_title() }), at), {
		headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="dates.ics"', 'cache-control': 'private, no-store' }
	});
};
