import { error, fail } from '@sveltejs/kit';
import { inTransaction } from '#lib/db/server/database.ts';
import { jurorVisitor, requireJurorInRoom } from '#lib/jury/server/choiceGuards.ts';
import * as room from '#lib/jury/server/choiceRoom.ts';
import { wordsOf } from '#lib/jury/server/guards.ts';
import * as home from '#lib/jury/server/home.ts';
import { readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { juror, choice } = await requireJurorInRoom(event);
	event.setHeaders({ 'cache-control': 'no-store' });
	return inTransaction(async (tx) => {
		const sample = await room.handOver(tx, jurorVisitor(juror), choice, event.params.sample);
		if (!sample) error(404, 'Cet échantillon n’est pas dans la salle.');
		const own = await room.ownOf(tx, juror.membershipId, sample.id);
		return {
			comfort: readComfort(event),
			frame: await home.frameOf(tx, juror),
			membershipId: juror.membershipId,
			sample,
			criteria: choice.criteria.map((criterion) => ({ ...criterion, said: own.get(criterion.id) ?? null }))
		};
	});
};

export const actions: Actions = {
	observer: async (event) => {
		const juror = await requireJuror(event, event.params.project);
		const fields = wordsOf(await event.request.formData());
		const { authorityId, projectId, membershipId } = juror;
		const said = await inTransaction((tx) => room.observe(tx, { authorityId, projectId, membershipId, at: now() }, { ...fields, sample: event.params.sample }));
		return said.accepted ? { done: fields.criterion ?? '' } : fail(422, { refusal: said.reason, fields });
	}
};
