import { error } from '@sveltejs/kit';
import * as elements from '#lib/cockpit/server/elements.ts';
import { onCockpit, requireCockpit, word } from '#lib/cockpit/server/guards.ts';
import { labelOf, shown } from '#lib/cockpit/server/overview.ts';
import { move, pushed } from '#lib/cockpit/server/roadmap.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const all = await elements.ofProject(await database(), doer, doer.today);
	const milestone = elements.ofKind(all, 'milestone').find(({ id }) => id === event.params.milestone);
	if (!milestone) error(404, 'element-unknown');
	const own = shown(milestone, audience);
	const to = event.url.searchParams.get('au');
	return {
		project: { projectId, title },
		mayWrite,
		today: doer.today,
		milestone: own,
		label: labelOf(own),
		asked: to ?? '',
		push:
			to === null || to === own.values.on ? null : pushed(all, { id: milestone.id, on: to.trim() }, audience)
	};
};

export const actions: Actions = {
	deplacer: onCockpit('deplacer', (tx, { doer, params }, typed) =>
		move(tx, doer, {
			id: params.milestone ?? '',
			on: word(typed, 'on'),
			seen: word(typed, 'seen'),
			reason: word(typed, 'reason')
		})
	)
};
