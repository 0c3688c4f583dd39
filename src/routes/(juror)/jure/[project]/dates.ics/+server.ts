import { database } from '#lib/db/server/database.ts';
import { toCalendar, withSealedRoom } from '#lib/jury/rules/calendar.ts';
import { requireJuror } from '#lib/jury/server/jurorGuards.ts';
import * as home from '#lib/jury/server/home.ts';
import { now } from '#lib/time/server/clock.ts';
import { m } from '#lib/words/messages.js';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	const [query, at] = [await database(), now()];
	const { gate, stages } = await home.pathOf(query, juror);
	// nothing of the project opens before the training (JU72), the room neither
	const room = gate === null ? ((await home.choiceOf(query, juror, stages, at))?.room ?? null) : null;
	return new Response(toCalendar(withSealedRoom(await home.meetingsOf(query, juror), room, { id: `salle-${juror.projectId}`, title: m.choice_room_title() }), at), {
		headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="dates.ics"', 'cache-control': 'private, no-store' }
	});
};
