import { byMode, byStage } from '#lib/cockpit/rules/budget.ts';
import { countsOf } from '#lib/cockpit/rules/coherence.ts';
import { cockpitModeIds } from '#lib/cockpit/rules/modes/ids.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { amountsOf, shown } from '#lib/cockpit/server/overview.ts';
import { coherenceFor } from '#lib/cockpit/server/whole.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const all = await elements.ofProject(await database(), doer, doer.today);
	const amounts = amountsOf(all);
	const lines = elements.ofKind(all, 'line');
	const firstOf = (lineId: string) =>
		elements
			.ofKind(all, 'milestone')
			.filter(
				({ parentId, values }) =>
					parentId === lineId && values.on !== null && values.state !== 'done' && values.state !== 'dropped'
			)
			.toSorted((one, other) => (one.values.on! < other.values.on! ? -1 : 1))
			.map(({ values }) => ({ on: values.on!, what: values.what }))[0];
	return {
		project: { projectId, title },
		mayWrite,
		today: doer.today,
		coherence: lines.length > 0 ? countsOf(coherenceFor(all, audience, doer.today)) : null,
		lines: lines.map((line) => ({
			...shown(line, audience),
			next: firstOf(line.id) ?? null,
			sums: byStage(amounts.filter(({ lineId }) => lineId === line.id))
		})),
		sums: byStage(amounts),
		modes: byMode(
			lines.map(({ id, values }) => ({ id, mode: values.mode })),
			amounts,
			cockpitModeIds
		)
	};
};

export const actions: Actions = {
	ecrire: onCockpit('ecrire', (tx, { doer }, typed) => writeTyped(tx, doer, typed))
};
