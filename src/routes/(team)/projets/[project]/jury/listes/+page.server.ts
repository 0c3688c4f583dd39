import { fail } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { readTypedPerson } from '#lib/jury/rules/pools/volunteers.ts';
import { keeperOf, onJury, requireJury, wordsOf } from '#lib/jury/server/guards.ts';
import * as juries from '#lib/jury/server/juries.ts';
import * as pools from '#lib/jury/server/pools.ts';
import { toPrint } from '#lib/jury/server/printing.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, jury } = await requireJury(event, keepJury);
	const query = await database();
	event.depends(`project:${project.projectId}`);
	const at = now();
	const imports = await pools.importsOf(query, jury.id);
	const people = await pools.drawable(query, jury.id);
	return {
		people: people.length,
		seats: jury.rollSeats + jury.volunteerSeats,
		project: { projectId: project.projectId, title: project.title },
		categories: jury.quotas.categories,
		purgeOn: jury.purgeOn,
		mayPurge: await juries.isSealed(query, jury.id),
		figures: await pools.figuresOf(query, jury.id),
		imports: imports.map(({ id, fileName, report, finishedAt, importedAt }) => ({ id, fileName, report, state: finishedAt ? ('read' as const) : pools.isReading(jury.id) ? ('reading' as const) : at.getTime() - importedAt.getTime() > 120_000 ? ('cut' as const) : ('reading' as const) })),
		search: event.url.searchParams.get('nom') ?? '',
		found: await pools.writtenTo(query, jury.id, event.url.searchParams.get('nom') ?? ''),
		authority: (await authorities.read(query, project.authorityId))!.name,
		announcement: jury.announcement,
		contact: jury.contact,
		volunteers: await pools.volunteersOf(query, jury.id),
		purges: (await pools.purgesOf(query, jury.id)).map(({ people, codesHash, doneAt }) => ({ people, codesHash, day: doneAt.toISOString().slice(0, 10) }))
	};
};

export const actions: Actions = {
	lire: async (event) => {
		const at = await requireJury(event, keepJury);
		const file = (await event.request.formData()).get('file');
		const sent = file instanceof File ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : { name: '', bytes: new Uint8Array() };
		const outcome = await pools.importRoll(keeperOf(at), sent);
		return outcome.accepted ? { act: 'lire', done: 'lire' } : fail(422, { act: 'lire', refusal: outcome.reason, missing: outcome.missing ?? [] });
	},
	deposer: async (event) => {
		const at = await requireJury(event, keepJury);
		const form = await event.request.formData();
		const file = form.get('people');
		const pool = wordsOf(form).pool ?? '';
		const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
		const outcome = await inTransaction((tx) => pools.importPool(tx, keeperOf(at), bytes, pool));
		return outcome.accepted ? { act: 'deposer', done: 'deposer', read: outcome.value } : fail(422, { act: 'deposer', refusal: outcome.reason as string, faults: outcome.faults ?? [], pool });
	},
	inscrire: onJury('inscrire', async (tx, by, typed, { jury }) => pools.volunteer(tx, by, { ...readTypedPerson(typed, jury.quotas.categories), channel: typed.channel ?? '' }, await authorities.dayOf(tx, by.authorityId, by.at))),
	ecrire: async (event) => {
		const at = await requireJury(event, keepJury);
		const fields = wordsOf(await event.request.formData());
		const outcome = await inTransaction((tx) => pools.drawLetters(tx, keeperOf(at), fields.count ?? ''));
		if (!outcome.accepted) return fail(422, { act: 'ecrire', refusal: outcome.reason as string, fields });
		return { act: 'ecrire', letters: toPrint(event, at.jury, outcome.value, at.jury.volunteersUntil) };
	},
	noter: onJury('noter', async (tx, by, typed, { jury }) =>
		pools.answerLetter(tx, by, typed.candidate ?? '', { ...readTypedPerson(typed, jury.quotas.categories), channel: typed.channel ?? '', said: typed.said ?? '' }, await authorities.dayOf(tx, by.authorityId, by.at))
	),
	oublier: onJury('oublier', (tx, by, typed) => pools.withdraw(tx, by, typed.candidate ?? '')),
	purger: onJury('purger', (tx, by) => pools.purgeNotDrawn(tx, by))
};
