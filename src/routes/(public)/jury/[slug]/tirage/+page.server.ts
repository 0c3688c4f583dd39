import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import * as juries from '#lib/jury/server/juries.ts';
import * as redraws from '#lib/jury/server/redraws.ts';
import * as sortitions from '#lib/jury/server/sortitions.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { dayIn } from '#lib/projects/rules/local-time.ts';
import * as projects from '#lib/projects/server/projects.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const query = await database();
	const jury = await juries.bySlug(query, event.params.slug);
	if (!jury) error(404, 'Cette page n’existe pas, ou son adresse est incomplète.');
	const [project, authority] = await Promise.all([projects.read(query, jury.projectId), authorities.read(query, jury.authorityId)]);
	event.depends(`jury:${jury.id}`);
	const taken = await redraws.ofJury(query, jury.id);
	return {
		redraws: taken.map(({ number, report, doneAt }) => ({ number, report, day: dayIn(doneAt, authority!.timeZone) })),
		slug: jury.slug,
		title: project!.title,
		authority: authority!.name,
		zone: authority!.timeZone,
		isWall: event.url.searchParams.has('mur'),
		attempts: (await sortitions.publicOnes(query, jury.id)).map(({ attempt, state, sealHash, sealedAt, figures, seedMethod, seedText, witnesses, beacon, drawnAt, panel, replacements, abortedWhy }) => ({ attempt, state, sealHash, sealedAt, figures, seedMethod, seedText, witnesses, beacon, drawnAt, panel, replacements, abortedWhy }))
	};
};
