import { error } from '@sveltejs/kit';
import * as decp from '#lib/cockpit/server/decp.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, mayWrite, audience } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const found = await decp.toComplete(await database(), doer, doer.today, audience, event.params.contract);
	if (!found) error(404, 'element-unknown');
	const { exported, ...contract } = found;
	return {
		project: { projectId, title },
		mayWrite,
		contract: { ...contract, kind: exported.kind, faults: exported.faults }
	};
};

export const actions: Actions = {
	completer: onCockpit('completer', (tx, { doer, audience, params }, typed) =>
		decp.complete(tx, doer, audience, params.contract ?? '', typed)
	)
};
