import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import * as home from '#lib/jury/server/home.ts';
import { now } from '#lib/time/server/clock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	const certificate = await home.certificateOf(await database(), juror, juror.membershipId);
	return { comfort: readComfort(event), projectId: juror.projectId, certificate: certificate ?? error(404), madeAt: now() };
};
