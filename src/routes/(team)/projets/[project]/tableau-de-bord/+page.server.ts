import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { onCockpit, requireCockpit, word } from '#lib/cockpit/server/guards.ts';
import * as outlook from '#lib/cockpit/server/outlook.ts';
import * as visits from '#lib/cockpit/server/visits.ts';
import { cockpitActs } from '#lib/cockpit/rules/investment.ts';
import type { EvolutivityLane } from '#lib/cockpit/rules/overview.ts';
import { database } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, account, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	return {
		project: { projectId, title },
		mayWrite,
		today: doer.today,
		...(await outlook.read(await database(), doer, audience, account.accountId)),
		// the clause comes with its own feature
		evolutivity: null as EvolutivityLane | null
	};
};

export const actions: Actions = {
	ecrire: onCockpit('ecrire', (tx, { doer }, typed) => writeTyped(tx, doer, typed)),
	lu: onCockpit('lu', (tx, { doer, account }) => visits.readAll(tx, doer, account.accountId, doer.at), cockpitActs.read),
	rythme: onCockpit('rythme', (tx, { doer }, typed) => visits.promise(tx, doer, word(typed, 'rhythm')))
};
