import { redirect } from '@sveltejs/kit';
import { byMode, byStage } from '#lib/cockpit/rules/budget.ts';
import { kindOf } from '#lib/cockpit/rules/elements/kinds.ts';
import { cockpitModeIds } from '#lib/cockpit/rules/modes/ids.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import * as lines from '#lib/cockpit/server/lines.ts';
import { amountsOf, asSeen, choicesFor, nextOf, shown } from '#lib/cockpit/server/overview.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const all = asSeen(await elements.ofProject(await database(), doer, doer.today), audience);
	const amounts = amountsOf(all);
	const own = elements.ofKind(all, 'line');
	return {
		project: { projectId, title },
		mayWrite,
		lines: own.map((line) => ({
			...shown(line, audience),
			isByHand: line.origin === null,
			next: nextOf(all, line.id),
			sums: byStage(amounts.filter(({ lineId }) => lineId === line.id))
		})),
		sums: byStage(amounts),
		modes: byMode(
			own.map(({ id, values }) => ({ id, mode: values.mode })),
			amounts,
			cockpitModeIds
		),
		choices: choicesFor(kindOf('line').fields, all)
	};
};

export const actions: Actions = {
	ajouter: async (event) => {
		let added: string | undefined;
		const answer = await onCockpit('ajouter', async (tx, { doer }, typed) => {
			const made = await lines.add(tx, doer, typed);
			added = made.accepted ? made.value : undefined;
			return made;
		})(event);
		if (added !== undefined)
			redirect(303, `/projets/${event.params.project}/tableau-de-bord/lignes/${added}`);
		return answer;
	}
};
