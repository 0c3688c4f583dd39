import { database } from '#lib/db/server/database.ts';
import { readRegister } from '#lib/jury/rules/acts.ts';
import * as room from '#lib/jury/server/choiceRoom.ts';
import { requireJury } from '#lib/jury/server/guards.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project } = await requireJury(event, readRegister);
	event.setHeaders({ 'cache-control': 'no-store' });
	const query = await database();
	return {
		project: { projectId: project.projectId, title: project.title },
		zone: (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris',
		looks: await room.register(query, project)
	};
};
