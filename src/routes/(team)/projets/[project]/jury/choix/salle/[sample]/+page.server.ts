import { error, fail, redirect } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { keepChoice } from '#lib/jury/rules/acts.ts';
import { sentPicture } from '#lib/jury/server/choiceForms.ts';
import { requireStaff, requireStaffInRoom, staffVisitor } from '#lib/jury/server/choiceGuards.ts';
import * as room from '#lib/jury/server/choiceRoom.ts';
import { keeperOf, requireJury, wordsOf } from '#lib/jury/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const at = await requireStaffInRoom(event);
	event.setHeaders({ 'cache-control': 'no-store' });
	const { project, choice, who } = at;
	const sample = await inTransaction(async (tx) => room.handOver(tx, await staffVisitor(tx, at), choice, event.params.sample));
	if (!sample) error(404, 'Cet échantillon n’est pas dans la salle.');
	return {
		project: { projectId: project.projectId, title: project.title },
		isPreparing: who === 'buyer' && now() < choice.opensAt,
		criteria: choice.criteria,
		sample,
		jurors: await room.letIn(await database(), project, now())
	};
};

export const actions: Actions = {
	modifier: async (event) => {
		const at = await requireJury(event, keepChoice);
		const { fields, sent } = await sentPicture(event);
		const changed = await room.change(keeperOf(at), event.params.sample, fields, sent);
		return changed.accepted ? { act: 'modifier', done: 'modifier' } : fail(422, { act: 'modifier', refusal: changed.reason, fields });
	},
	retirer: async (event) => {
		const at = await requireJury(event, keepChoice);
		const removed = await inTransaction((tx) => room.remove(tx, keeperOf(at), event.params.sample));
		if (!removed.accepted) return fail(422, { act: 'retirer', refusal: removed.reason });
		redirect(303, `/projets/${at.project.projectId}/jury/choix/salle`);
	},
	saisir: async (event) => {
		const at = await requireStaff(event);
		const fields = wordsOf(await event.request.formData());
		const said = await inTransaction((tx) => room.observeOnPaper(tx, keeperOf(at), { ...fields, sample: event.params.sample }));
		return said.accepted ? { act: 'saisir', done: 'saisir' } : fail(422, { act: 'saisir', refusal: said.reason, fields });
	}
};
