import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { onCockpit, requireCockpit, word } from '#lib/cockpit/server/guards.ts';
import * as outlook from '#lib/cockpit/server/outlook.ts';
import * as visits from '#lib/cockpit/server/visits.ts';
import { cockpitActs } from '#lib/cockpit/rules/investment.ts';
import { database } from '#lib/db/server/database.ts';
import { overviewLane } from '#lib/evolutivity/rules/lane.ts';
import { laneOf } from '#lib/evolutivity/server/lane.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, account, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	return {
		project: { projectId, title },
		mayWrite,
		today: doer.today,
		...(await outlook.read(query, doer, audience, account.accountId)),
		evolutivity: overviewLane(await laneOf(query, doer, doer.today), doer.today)
	};
};

export const actions: Actions = {
	ecrire: onCockpit('ecrire', (tx, { doer }, typed) => writeTyped(tx, doer, typed)),
	lu: onCockpit('lu', (tx, { doer, account }) => visits.readAll(tx, doer, account.accountId, doer.at), cockpitActs.read),
	rythme: onCockpit('rythme', (tx, { doer }, typed) => visits.promise(tx, doer, word(typed, 'rhythm')))
};
