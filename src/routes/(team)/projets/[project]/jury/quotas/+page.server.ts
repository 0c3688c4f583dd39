import { fail } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { readTypedQuotas } from '#lib/jury/rules/quotas.ts';
import { keeperOf, requireJury, wordsOf } from '#lib/jury/server/guards.ts';
import * as juries from '#lib/jury/server/juries.ts';
import * as pools from '#lib/jury/server/pools.ts';
import * as sortitions from '#lib/jury/server/sortitions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, jury } = await requireJury(event, keepJury);
	const query = await database();
	event.depends(`project:${project.projectId}`);
	const people = await pools.drawable(query, jury.id);
	return {
		project: { projectId: project.projectId, title: project.title },
		seats: { roll: jury.rollSeats, volunteers: jury.volunteerSeats },
		quotas: jury.quotas,
		quorum: jury.quorum,
		oneOfAHousehold: jury.oneOfAHousehold,
		isSealed: await juries.isSealed(query, jury.id),
		people: people.map(({ pool, profile }) => ({ pool, profile })),
		feasibility: people.length > 0 ? await sortitions.feasibilityOf(query, jury) : null
	};
};

export const actions: Actions = {
	garder: async (event) => {
		const at = await requireJury(event, keepJury);
		const typed = wordsOf(await event.request.formData());
		const outcome = await inTransaction((tx) => juries.setQuotas(tx, keeperOf(at), readTypedQuotas(typed)));
		return outcome.accepted ? { done: 'garder' } : fail(422, { refusal: outcome.reason, at: 'at' in outcome ? outcome.at : undefined, typed: readTypedQuotas(typed) });
	}
};
