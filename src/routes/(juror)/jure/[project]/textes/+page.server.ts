import { fail, redirect } from '@sveltejs/kit';
import { readAbout } from '#lib/annotations/rules/about.ts';
import * as annotations from '#lib/annotations/server/annotations.ts';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { wordsOf } from '#lib/jury/server/guards.ts';
import * as home from '#lib/jury/server/home.ts';
import { readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import { now } from '#lib/time/server/clock.ts';
import * as annotating from '#lib/workshop/server/annotating.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	const query = await database();
	const isOpen = (await home.pathOf(query, juror)).gate === null;
	const own = isOpen ? await annotations.ofAuthor(query, juror, now()) : [];
	return {
		comfort: readComfort(event),
		frame: await home.frameOf(query, juror),
		isOpen,
		// nothing of the project opens before the training (JU72)
		workshops: isOpen ? await annotating.openIn(query, juror) : [],
		elements: isOpen ? await annotating.elementsOpenIn(query, juror, now()) : [],
		charters: isOpen ? await annotating.chartersOpenIn(query, juror) : [],
		own: own.filter(({ withdrawnAt }) => !withdrawnAt).map(({ thing }) => thing),
		about: event.url.searchParams.get('sur')
	};
};

export const actions: Actions = {
	annoter: async (event) => {
		const juror = await requireJuror(event, event.params.project);
		const fields = wordsOf(await event.request.formData());
		const { authorityId, projectId, membershipId } = juror;
		if ((await home.pathOf(await database(), juror)).gate !== null) return fail(422, { act: 'annoter', refusal: 'jury-closed', fields });
		const { about = '', kind = '', words = '', quote = '' } = fields;
		const outcome = await inTransaction((tx) => annotating.annotate(tx, { authorityId, projectId, membershipId, at: now() }, readAbout(about), { kind, words, quote }));
		if (!outcome.accepted) return fail(422, { act: 'annoter', refusal: outcome.reason, fields });
		redirect(303, `${event.url.pathname}?fait=${encodeURIComponent(about)}`);
	}
};
