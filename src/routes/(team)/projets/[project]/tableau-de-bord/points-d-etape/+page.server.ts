import { kindOf } from '#lib/cockpit/rules/elements/kinds.ts';
import { cockpitActs } from '#lib/cockpit/rules/investment.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import { asSeen, choicesFor, shown } from '#lib/cockpit/server/overview.ts';
import * as questionings from '#lib/cockpit/server/questionings.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const all = asSeen(await elements.ofProject(await database(), doer, doer.today), audience);
	return {
		project: { projectId, title },
		mayWrite,
		questionings: elements
			.ofKind(all, 'questioning')
			.map((one) => shown(one, audience))
			.toReversed(),
		checkpoints: elements
			.ofKind(all, 'checkpoint')
			.map((one) => shown(one, audience))
			.toSorted((one, other) => (other.values.on ?? '').localeCompare(one.values.on ?? '')),
		choices: choicesFor(kindOf('questioning').fields, all)
	};
};

export const actions: Actions = {
	questionner: onCockpit('questionner', (tx, { doer }, typed) => questionings.raise(tx, doer, typed), cockpitActs.raise),
	convoquer: onCockpit('convoquer', (tx, { doer }, typed) => questionings.convene(tx, doer, typed))
};
