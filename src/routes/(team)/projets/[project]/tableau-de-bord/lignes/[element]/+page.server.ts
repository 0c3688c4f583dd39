import { error } from '@sveltejs/kit';
import { byStage } from '#lib/cockpit/rules/budget.ts';
import { kindOf } from '#lib/cockpit/rules/elements/kinds.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import { amountsOf, choicesFor, shown } from '#lib/cockpit/server/overview.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const line = await elements.read(query, doer, event.params.element, doer.today);
	if (line?.kind !== 'line') error(404, 'element-unknown');
	const all = await elements.ofProject(query, doer, doer.today);
	const under = all.filter(({ parentId }) => parentId === line.id);
	return {
		project: { projectId, title },
		mayWrite,
		line: shown(line, audience),
		origin: line.origin,
		under: under.map((one) => shown(one, audience)),
		sums: byStage(amountsOf(under)),
		choices: choicesFor(kindOf('line').fields, all)
	};
};

export const actions: Actions = {
	ecrire: onCockpit('ecrire', (tx, { doer }, typed) => writeTyped(tx, doer, typed))
};
