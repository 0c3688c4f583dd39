import { fail, redirect } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import * as devices from '#lib/jury/server/devices.ts';
import { keepHome, readComfort } from '#lib/jury/server/jurorGuards.ts';
import * as projects from '#lib/projects/server/projects.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const query = await database();
	const juror = await devices.lookAtLink(query, event.params.token, now());
	const project = juror && (await projects.read(query, juror.projectId));
	return { comfort: readComfort(event), project: project?.title ?? null };
};

export const actions: Actions = {
	default: async (event) => {
		const outcome = await inTransaction((tx) => devices.enterByLink(tx, event.params.token, now()));
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason });
		keepHome(event, outcome.value);
		redirect(303, `/jure/${outcome.value.projectId}`);
	}
};
