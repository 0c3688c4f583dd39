import { database } from '#lib/db/server/database.ts';
import { readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import * as home from '#lib/jury/server/home.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	const query = await database();
	return { comfort: readComfort(event), frame: await home.frameOf(query, juror), path: await home.pathOf(query, juror) };
};
