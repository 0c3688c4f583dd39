import { contractsListed } from '#lib/cockpit/server/contractPages.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import { asSeen, labelOf } from '#lib/cockpit/server/overview.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const at = await requireCockpit(event);
	const { projectId, title } = at.project;
	event.depends(`cockpit:${projectId}`);
	const all = await elements.ofProject(await database(), at.doer, at.doer.today);
	return {
		project: { projectId, title },
		mayWrite: at.mayWrite,
		contracts: contractsListed(all, at),
		lines: elements
			.ofKind(asSeen(all, at.audience), 'line')
			.map((line) => ({ id: line.id as string, label: labelOf(line) }))
	};
};

export const actions: Actions = {
	ecrire: onCockpit('ecrire', (tx, { doer }, typed) => writeTyped(tx, doer, typed))
};
