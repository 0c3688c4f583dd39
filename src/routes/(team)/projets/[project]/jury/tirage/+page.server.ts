import { fail } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { beaconLimit } from '#lib/jury/rules/beacon.ts';
import { keeperOf, onJury, requireJury, wordsOf } from '#lib/jury/server/guards.ts';
import * as panel from '#lib/jury/server/panel.ts';
import * as sortitions from '#lib/jury/server/sortitions.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, jury } = await requireJury(event, keepJury);
	const query = await database();
	event.depends(`project:${project.projectId}`);
	const attempts = await sortitions.ofJury(query, jury.id);
	const { problem, incomplete } = await sortitions.problemOf(query, jury);
	return {
		project: { projectId: project.projectId, title: project.title },
		slug: jury.announcedAt ? jury.slug : null,
		people: problem.profiles.reduce((sum, { members }) => sum + members.length, 0),
		seats: problem.size,
		incomplete,
		isInvited: !(await panel.ofJury(query, jury.id)).some(({ state }) => state === 'to-invite'),
		zone: (await authorities.read(query, project.authorityId))!.timeZone,
		attempts: attempts.map(({ id, attempt, state, progress, trouble, sealHash, figures, seedMethod, seedText, witnesses, beacon, abortedWhy }) => ({
			id,
			attempt,
			state,
			progress,
			trouble: trouble as (sortitions.Trouble & { readonly reason: string }) | null,
			sealHash,
			figures,
			seedMethod,
			seedText,
			witnesses,
			beacon,
			abortedWhy
		}))
	};
};

export const actions: Actions = {
	calculer: async (event) => {
		const outcome = await sortitions.begin(keeperOf(await requireJury(event, keepJury)));
		return outcome.accepted ? { act: 'calculer', done: 'calculer' } : fail(422, { act: 'calculer', refusal: outcome.reason, fields: {} as Record<string, string> });
	},
	sceller: onJury('sceller', (tx, by, typed) => sortitions.seal(tx, by, typed.sortition ?? '')),
	tirer: onJury('tirer', (tx, by, typed) => sortitions.draw(tx, by, { sortition: typed.sortition ?? '', method: typed.method ?? '', text: typed.text ?? '', witnesses: typed.witnesses ?? '' })),
	annoncer: onJury('annoncer', (tx, by, typed) => sortitions.announceBeacon(tx, by, { sortition: typed.sortition ?? '', wait: typed.wait ?? '' })),
	recevoir: async (event) => {
		const at = await requireJury(event, keepJury);
		const form = await event.request.formData();
		const file = form.get('file');
		const fields = wordsOf(form);
		// no value of a round is longer; the rule refuses what was cut
		const saved = file instanceof File ? await file.slice(0, beaconLimit + 1).text() : '';
		const outcome = await inTransaction((tx) => sortitions.drawFromBeacon(tx, keeperOf(at), { sortition: fields.sortition ?? '', signature: saved.trim() || (fields.signature ?? '') }));
		return outcome.accepted ? { act: 'recevoir', done: 'recevoir' } : fail(422, { act: 'recevoir', refusal: outcome.reason as string, fields });
	},
	abandonner: onJury('abandonner', (tx, by, typed) => sortitions.abort(tx, by, { sortition: typed.sortition ?? '', why: typed.why ?? '' }))
};
