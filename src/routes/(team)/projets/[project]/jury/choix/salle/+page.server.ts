import { fail } from '@sveltejs/kit';
import { inTransaction } from '#lib/db/server/database.ts';
import { keepChoice } from '#lib/jury/rules/acts.ts';
import { requireStaffInRoom, staffVisitor } from '#lib/jury/server/choiceGuards.ts';
import { keeperOf, requireJury } from '#lib/jury/server/guards.ts';
import * as room from '#lib/jury/server/choiceRoom.ts';
import { now } from '#lib/time/server/clock.ts';
import { sentPicture } from '#lib/jury/server/choiceForms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const at = await requireStaffInRoom(event);
	event.setHeaders({ 'cache-control': 'no-store' });
	const { project, choice, who } = at;
	return {
		project: { projectId: project.projectId, title: project.title },
		isPreparing: who === 'buyer' && now() < choice.opensAt,
		samples: await inTransaction(async (tx) => room.open(tx, await staffVisitor(tx, at), choice, null))
	};
};

export const actions: Actions = {
	ajouter: async (event) => {
		const at = await requireJury(event, keepChoice);
		const { fields, sent } = await sentPicture(event);
		const added = await room.add(keeperOf(at), fields, sent);
		return added.accepted ? { done: 'ajouter', name: added.value } : fail(422, { refusal: added.reason, fields });
	}
};
