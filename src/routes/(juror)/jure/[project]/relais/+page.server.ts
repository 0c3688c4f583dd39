import { fail, redirect } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import * as farewells from '#lib/jury/server/farewells.ts';
import { wordsOf } from '#lib/jury/server/guards.ts';
import * as juryHandover from '#lib/jury/server/handover.ts';
import * as home from '#lib/jury/server/home.ts';
import { readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import * as mandates from '#lib/jury/server/mandates.ts';
import { now } from '#lib/time/server/clock.ts';
import * as handover from '#lib/workshop/server/handover.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	const query = await database();
	const path = await home.pathOf(query, juror);
	const at = now();
	return {
		comfort: readComfort(event),
		frame: await home.frameOf(query, juror),
		path,
		plain: await juryHandover.plainOf(query, juror, at),
		mandate: (await mandates.ofJuror(query, juror, at)) ?? null,
		meetings: await home.meetingsOf(query, juror),
		own: (await juryHandover.wordsOf(query, juror)).own,
		told: await handover.toldTo(query, juror, at),
		done: event.url.searchParams.get('fait')
	};
};

export const actions: Actions = {
	mot: async (event) => {
		const juror = await requireJuror(event, event.params.project);
		const fields = wordsOf(await event.request.formData());
		const { authorityId, projectId, membershipId } = juror;
		const outcome = await inTransaction((tx) => farewells.leave(tx, { authorityId, projectId, membershipId, at: now() }, fields.words ?? ''));
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason, fields });
		redirect(303, `${event.url.pathname}?fait=${outcome.value === 'left' ? 'mot' : 'repris'}#mot`);
	}
};
