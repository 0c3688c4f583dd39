import * as elements from '#lib/cockpit/server/elements.ts';
import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import { asSeen, labelOf } from '#lib/cockpit/server/overview.ts';
import { coherenceFor } from '#lib/cockpit/server/whole.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const all = await elements.ofProject(await database(), doer, doer.today);
	const seen = asSeen(all, audience);
	const labels = new Map(seen.map((one) => [one.id as string, labelOf(one)]));
	return {
		project: { projectId, title },
		mayWrite,
		needs: elements.ofKind(seen, 'need').map((one) => ({ id: one.id as string, label: labelOf(one) })),
		impacts: elements.ofKind(seen, 'impact').map((one) => ({ id: one.id as string, label: labelOf(one) })),
		findings: coherenceFor(all, audience, doer.today).map((finding) => ({
			...finding,
			label: labels.get(finding.of.id) ?? ''
		}))
	};
};

export const actions: Actions = {
	ecrire: onCockpit('ecrire', (tx, { doer }, typed) => writeTyped(tx, doer, typed))
};
