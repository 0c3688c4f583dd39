import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction } from '#lib/db/server/database.ts';
import type { MissingThing } from '#lib/evolutivity/rules/preparation.ts';
import { sittingActs } from '#lib/evolutivity/rules/sittingActs.ts';
import { listed } from '#lib/evolutivity/server/sittingPages.ts';
import * as sittings from '#lib/evolutivity/server/sittings.ts';
import { readForm, typedBack } from '#lib/gatherings/server/stepActs.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { momentOf } from '#lib/projects/rules/local-time.ts';
import { requireRealProject } from '#lib/projects/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => listed(await requireRealProject(event, event.params.project, sittingActs.read));

const word = v.optional(v.pipe(v.string(), v.maxLength(2000)), '');
const many = v.optional(v.union([v.pipe(v.array(v.string()), v.maxLength(50)), v.pipe(v.string(), v.transform((one) => [one]))]), []);
const asked = v.object({ clause: word, request: many, title: word, place: word, day: word, time: word, gate: word });

export const actions: Actions = {
	prevoir: async (event) => {
		const { account, project } = await requireRealProject(event, event.params.project, sittingActs.plan);
		const form = readForm(await event.request.formData());
		const back = { act: 'prevoir' as const, fields: typedBack(form), missing: [] as readonly MissingThing[] };
		const typed = v.safeParse(asked, form.fields);
		if (!typed.success) return fail(422, { ...back, refusal: 'act-unreadable' });
		const { clause, request, title, place, day, time, gate } = typed.output;
		const { authorityId, projectId } = project;
		const { timeZone } = (await authorities.read(await database(), authorityId))!;
		const startsAt = momentOf(day, time, timeZone);
		if (!startsAt) return fail(422, { ...back, refusal: 'time-unknown' });
		const outcome = await inTransaction((tx) =>
			sittings.plan(tx, { authorityId, projectId, actor: `account:${account.accountId}` }, { clauseId: clause, requests: request, title, place, startsAt, gateHeldBy: gate }, now())
		);
		if (!outcome.accepted) return fail(422, { ...back, refusal: outcome.reason, missing: outcome.missing });
		redirect(303, `/projets/${projectId}/evolutivite/seances/${outcome.value}`);
	}
};
