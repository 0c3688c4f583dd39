import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { readAbout } from '#lib/annotations/rules/about.ts';
import * as annotations from '#lib/annotations/server/annotations.ts';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { keeperOf, wordsOf } from '#lib/jury/server/guards.ts';
import * as home from '#lib/jury/server/home.ts';
import * as members from '#lib/jury/server/members.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { requireRealProject, type AtProject } from '#lib/projects/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import * as annotating from '#lib/workshop/server/annotating.ts';
import type { Actions, PageServerLoad } from './$types';

/** The juror for whom one types, and whether the training lets them annotate (JU72). */
async function jurorOf({ project }: AtProject, typed: string) {
	const query = await database();
	const juror = await members.find(query, project, typed, now());
	return juror && { ...juror, isOpen: (await home.pathOf(query, juror)).gate === null };
}

export const load: PageServerLoad = async (event) => {
	const at = await requireRealProject(event, event.params.project, keepJury);
	const { project } = at;
	event.depends(`project:${project.projectId}`);
	const query = await database();
	const juror = await jurorOf(at, event.url.searchParams.get('juree') ?? '');
	const own = juror?.isOpen ? await annotations.ofAuthor(query, juror, now()) : [];
	return {
		project: { projectId: project.projectId, title: project.title },
		zone: (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris',
		jurors: (await members.ofProject(query, project, now())).map(({ membershipId, publicName }) => ({ id: membershipId as string, name: publicName })),
		juror: juror ? { id: juror.membershipId as string, name: juror.publicName, isOpen: juror.isOpen } : null,
		workshops: juror?.isOpen ? await annotating.openIn(query, project) : [],
		elements: juror?.isOpen ? await annotating.elementsOpenIn(query, project, now()) : [],
		charters: juror?.isOpen ? await annotating.chartersOpenIn(query, project) : [],
		own: own.filter(({ withdrawnAt }) => !withdrawnAt).map(({ thing }) => thing),
		about: event.url.searchParams.get('sur')
	};
};

async function typing(event: RequestEvent) {
	const at = await requireRealProject(event, event.params.project, keepJury);
	const fields = wordsOf(await event.request.formData());
	const { juror: typed = '', about = '', kind = '', words = '', quote = '' } = fields;
	const juror = await jurorOf(at, typed);
	if (!juror?.isOpen) return fail(422, { act: 'annoter', refusal: juror ? 'jury-closed' : 'juror-unknown', fields });
	const { authorityId, projectId, membershipId } = juror;
	const by = keeperOf(at);
	const outcome = await inTransaction((tx) => annotating.annotate(tx, { authorityId, projectId, membershipId, typedBy: by.actor, at: by.at }, readAbout(about), { kind, words, quote }));
	if (!outcome.accepted) return fail(422, { act: 'annoter', refusal: outcome.reason as string, fields });
	redirect(303, `${event.url.pathname}?juree=${membershipId}&fait=${encodeURIComponent(about)}`);
}

export const actions: Actions = { annoter: typing };
