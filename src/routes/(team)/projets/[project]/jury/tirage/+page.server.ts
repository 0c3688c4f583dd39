import { fail } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { keeperOf, onJury, requireJury } from '#lib/jury/server/guards.ts';
import * as sortitions from '#lib/jury/server/sortitions.ts';
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
		attempts: attempts.map(({ id, attempt, state, progress, trouble, sealHash, figures, seedMethod, seedText, witnesses, abortedWhy }) => ({
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
	abandonner: onJury('abandonner', (tx, by, typed) => sortitions.abort(tx, by, { sortition: typed.sortition ?? '', why: typed.why ?? '' }))
};
