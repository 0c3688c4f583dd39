import { fail } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import * as choices from '#lib/jury/server/choice.ts';
import * as grid from '#lib/jury/server/choiceGrid.ts';
import * as outcome from '#lib/jury/server/choiceOutcome.ts';
import * as room from '#lib/jury/server/choiceRoom.ts';
import { wordsOf } from '#lib/jury/server/guards.ts';
import * as home from '#lib/jury/server/home.ts';
import { readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import { refused } from '#lib/outcomes/rules/outcome.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	event.setHeaders({ 'cache-control': 'no-store' });
	const query = await database();
	const at = now();
	const { choice, phase } = await choices.ofProject(query, juror, at);
	const door = await room.forJuror(query, juror, at);
	const { gate } = await home.pathOf(query, juror);
	return {
		comfort: readComfort(event),
		frame: await home.frameOf(query, juror),
		gate,
		phase,
		terms: choice && phase !== 'off' ? { kind: choice.kind, passage: choice.passage, criteria: choice.criteria, opensAt: choice.opensAt, closesAt: choice.closesAt } : null,
		/** why the room does not open to this juror; null where it does */
		closed: door.accepted ? null : door.reason,
		// nothing of the project opens before the training (JU72)
		questions: gate === null ? await grid.ofJuror(query, juror, juror.membershipId) : [],
		synthesis: gate === null ? outcome.written(choice) : null
	};
};

export const actions: Actions = {
	commenter: async (event) => {
		const juror = await requireJuror(event, event.params.project);
		const fields = wordsOf(await event.request.formData());
		const { authorityId, projectId, membershipId } = juror;
		const { gate } = await home.pathOf(await database(), juror);
		const said = gate === null ? await inTransaction((tx) => grid.comment(tx, { authorityId, projectId, membershipId, at: now() }, fields)) : refused(gate);
		return said.accepted ? { done: said.value } : fail(422, { refusal: said.reason, fields });
	}
};
