import * as elements from '#lib/cockpit/server/elements.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { asSeen, labelOf } from '#lib/cockpit/server/overview.ts';
import { coherenceFor } from '#lib/cockpit/server/whole.ts';
import { database } from '#lib/db/server/database.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const all = await elements.ofProject(await database(), doer, doer.today);
	const labels = new Map(asSeen(all, audience).map((one) => [one.id as string, labelOf(one)]));
	return {
		project: { projectId, title },
		findings: coherenceFor(all, audience, doer.today).map((finding) => ({
			...finding,
			label: labels.get(finding.of.id) ?? ''
		}))
	};
};
