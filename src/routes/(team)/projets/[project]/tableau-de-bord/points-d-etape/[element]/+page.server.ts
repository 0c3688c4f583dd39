import { error } from '@sveltejs/kit';
import * as elements from '#lib/cockpit/server/elements.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import { labelOf, shown } from '#lib/cockpit/server/overview.ts';
import * as questionings from '#lib/cockpit/server/questionings.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const checkpoint = await elements.read(query, doer, event.params.element, doer.today);
	if (checkpoint?.kind !== 'checkpoint') error(404, 'element-unknown');
	const all = await elements.ofProject(query, doer, doer.today);
	const about = elements.ofKind(all, 'questioning').find(({ id }) => id === checkpoint.parentId);
	const own = shown(checkpoint, audience);
	const kinds = new Map(all.map(({ id, kind }) => [id as string, kind]));
	return {
		project: { projectId, title },
		mayWrite,
		label: labelOf(own),
		checkpoint: own,
		about: about ? shown(about, audience) : null,
		// a point whose element was taken away meanwhile keeps its words, and leads nowhere
		agenda: own.values.agenda.map((point) => ({ ...point, kind: point.about === null ? null : (kinds.get(point.about) ?? null) })),
		tasks: elements
			.ofKind(all, 'milestone')
			.filter(({ origin }) => origin?.what === 'checkpoint' && origin.checkpoint === checkpoint.id)
			.map((one) => shown(one, audience))
	};
};

export const actions: Actions = {
	conclure: onCockpit('conclure', (tx, { doer }, typed) => questionings.conclude(tx, doer, typed))
};
