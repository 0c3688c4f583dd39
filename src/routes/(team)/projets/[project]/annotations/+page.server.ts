import { fail, redirect } from '@sveltejs/kit';
import { answerAnnotations } from '#lib/annotations/rules/acts.ts';
import { narrowed, owedAmong, readNarrowing } from '#lib/annotations/rules/annotation.ts';
import * as annotations from '#lib/annotations/server/annotations.ts';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { wordsOf } from '#lib/jury/server/guards.ts';
import { may } from '#lib/people/rules/may.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { requireRealProject } from '#lib/projects/server/guards.ts';
import * as memberships from '#lib/projects/server/memberships.ts';
import { now } from '#lib/time/server/clock.ts';
import * as annotating from '#lib/workshop/server/annotating.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, facts } = await requireRealProject(event, event.params.project, answerAnnotations);
	event.depends(`project:${project.projectId}`);
	const query = await database();
	const all = await annotations.ofProject(query, project, now());
	const narrowing = readNarrowing(event.url.searchParams.get('voir'));
	const found = await annotating.whereTheyStand(query, project, narrowed(all, narrowing));
	const authors = await memberships.readMany(query, [...new Set(found.map(({ membershipId }) => membershipId))]);
	return {
		project: { projectId: project.projectId, title: project.title },
		zone: (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris',
		...owedAmong(all),
		narrowing,
		mayType: may(keepJury, facts, now()).accepted,
		annotations: found.map(({ membershipId, ...one }) => ({ ...one, name: authors.get(membershipId)?.publicName ?? '' }))
	};
};

export const actions: Actions = {
	repondre: async (event) => {
		const { account, project, facts } = await requireRealProject(event, event.params.project, answerAnnotations);
		const fields = wordsOf(await event.request.formData());
		const { annotation = '', outcome: became = '', words = '' } = fields;
		const at = now();
		const role = may(answerAnnotations, facts, at);
		const by = { authorityId: project.authorityId, projectId: project.projectId, actor: `account:${account.accountId}`, capacity: role.accepted ? role.value : '', at } as const;
		const outcome = await inTransaction((tx) => annotations.answer(tx, by, annotation, { outcome: became, words }));
		if (!outcome.accepted) return fail(422, { act: 'repondre', refusal: outcome.reason, fields });
		const narrowing = readNarrowing(event.url.searchParams.get('voir'));
		redirect(303, `${event.url.pathname}?fait${narrowing === 'toutes' ? '' : `&voir=${narrowing}`}`);
	}
};
