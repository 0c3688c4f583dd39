import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { readId } from '#lib/db/server/ids.ts';
import { readStage } from '#lib/jury/rules/declarations.ts';
import * as declarations from '#lib/jury/server/declarations.ts';
import { readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import * as home from '#lib/jury/server/home.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	const query = await database();
	return { comfort: readComfort(event), frame: await home.frameOf(query, juror), path: await home.pathOf(query, juror) };
};

const text = v.fallback(v.string(), '');
const shape = v.object({ stage: text, declared: text, details: text, ticked: text });

export const actions: Actions = {
	signer: async (event) => {
		const juror = await requireJuror(event, event.params.project);
		const typed = v.parse(shape, Object.fromEntries(await event.request.formData()));
		const fields = { ...typed, stage: typed.stage.slice(0, 80), details: typed.details.slice(0, 20_000) };
		const [name = '', session] = fields.stage.split(' ');
		const stage = readStage(name);
		if (!stage) return fail(422, { refusal: 'session-unknown', fields });
		const { authorityId, projectId, membershipId } = juror;
		const outcome = await inTransaction((tx) => declarations.sign(tx, { authorityId, projectId, membershipId, at: now() }, { stage, gatheringId: readId<'gathering'>(session) ?? null }, fields));
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason, fields });
		redirect(303, `${event.url.pathname}?fait`);
	}
};
