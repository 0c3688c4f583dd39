import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { readLesson } from '#lib/jury/rules/training.ts';
import { readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import * as home from '#lib/jury/server/home.ts';
import * as training from '#lib/jury/server/training.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

async function atLesson(event: RequestEvent) {
	const juror = await requireJuror(event, event.params.project);
	const lesson = readLesson(event.params.lesson ?? '') ?? error(404, 'Cette leçon n’existe pas. Il y en a six : elles sont toutes sur la page de la formation.');
	return { juror, lesson };
}

export const load: PageServerLoad = async (event) => {
	const { juror, lesson } = await atLesson(event);
	const query = await database();
	return { comfort: readComfort(event), frame: await home.frameOf(query, juror), path: await home.pathOf(query, juror), lesson, answers: await training.answersOf(query, juror.membershipId, lesson) };
};

export const actions: Actions = {
	repondre: async (event) => {
		const { juror, lesson } = await atLesson(event);
		const form = [...(await event.request.formData())];
		const fields = Object.fromEntries(form.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 20)]] : [])));
		const { authorityId, projectId, membershipId } = juror;
		const outcome = await inTransaction((tx) => training.finish(tx, { authorityId, projectId, membershipId, at: now() }, lesson, fields));
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason, fields });
		redirect(303, `${event.url.pathname}#reponses`);
	}
};
