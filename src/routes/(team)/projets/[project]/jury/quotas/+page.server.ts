import { fail } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { mend, readTypedQuotas, type TypedQuotas } from '#lib/jury/rules/quotas.ts';
import { keeperOf, requireJury, wordsOf } from '#lib/jury/server/guards.ts';
import * as juries from '#lib/jury/server/juries.ts';
import { readQuotasFile } from '#lib/jury/server/poolFiles.ts';
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
		isAnnounced: jury.announcedAt !== null,
		people: people.map(({ pool, profile }) => ({ pool, profile })),
		look: await sortitions.lookAt(query, jury)
	};
};

export const actions: Actions = {
	garder: async (event) => {
		const at = await requireJury(event, keepJury);
		const typed = wordsOf(await event.request.formData());
		const outcome = await inTransaction((tx) => juries.setQuotas(tx, keeperOf(at), readTypedQuotas(typed)));
		return outcome.accepted ? { done: 'garder' } : fail(422, { refusal: outcome.reason as string | undefined, at: 'at' in outcome ? outcome.at : undefined, look: undefined, typed: readTypedQuotas(typed) });
	},
	importer: async (event) => {
		const at = await requireJury(event, keepJury);
		const file = (await event.request.formData()).get('quotas');
		const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
		const read = readQuotasFile(bytes, at.jury);
		if (!read.accepted) return fail(422, { act: 'importer', file: { refusal: read.reason as string, faults: read.faults ?? [] } });
		const outcome = await sortitions.tryQuotas(await database(), at.jury, keeperOf(at), read.value);
		return outcome.accepted ? { act: 'importer', look: outcome.value, typed: read.value } : fail(422, { act: 'importer', refusal: outcome.reason as string | undefined, at: 'at' in outcome ? outcome.at : undefined, look: undefined, typed: read.value });
	},
	verifier: async (event) => {
		const at = await requireJury(event, keepJury);
		const words = wordsOf(await event.request.formData());
		const query = await database();
		const look = (typed: TypedQuotas) => sortitions.tryQuotas(query, at.jury, keeperOf(at), typed);
		let typed = readTypedQuotas(words);
		let outcome = await look(typed);
		if (words.mend && outcome.accepted && outcome.value.feasibility?.isFeasible === false) {
			typed = mend(typed, outcome.value.feasibility.changes);
			outcome = await look(typed);
		}
		return outcome.accepted ? { act: 'verifier', look: outcome.value, typed } : fail(422, { refusal: outcome.reason as string | undefined, at: 'at' in outcome ? outcome.at : undefined, look: undefined, typed });
	}
};
