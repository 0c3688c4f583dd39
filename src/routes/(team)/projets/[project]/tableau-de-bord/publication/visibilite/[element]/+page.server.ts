import { error } from '@sveltejs/kit';
import { kindOf } from '#lib/cockpit/rules/elements/kinds.ts';
import { audiencesOf, publicCockpit, noWords } from '#lib/cockpit/rules/publication.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import { asSeen, choicesFor, labelOf, shown } from '#lib/cockpit/server/overview.ts';
import * as publications from '#lib/cockpit/server/publications.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const element = await elements.read(query, doer, event.params.element, doer.today);
	if (!element || element.isGone) error(404, 'element-unknown');
	const all = await elements.ofProject(query, doer, doer.today);
	const { elements: readable } = publicCockpit({ authority: '', title: '', summary: '', words: noWords }, all);
	const seen = shown(element, audience);
	return {
		project: { projectId, title },
		mayWrite,
		label: labelOf(seen),
		element: { id: seen.id, kind: seen.kind, revision: seen.revision, values: seen.values },
		fields: audiencesOf(element.kind, element.stored, audience),
		choices: choicesFor(kindOf(element.kind).fields, asSeen(all, audience)),
		shown: readable.find(({ kind, code }) => kind === element.kind && code === element.code)?.values ?? null
	};
};

export const actions: Actions = {
	garder: onCockpit('garder', (tx, { doer, audience }, typed) => publications.sayAudiences(tx, doer, audience, typed))
};
