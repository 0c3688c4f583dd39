import { kindIds } from '#lib/cockpit/rules/elements/kinds.ts';
import { readAsked } from '#lib/cockpit/rules/snapshots.ts';
import { setGoneTyped } from '#lib/cockpit/server/elementForm.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import * as histories from '#lib/cockpit/server/histories.ts';
import { shown } from '#lib/cockpit/server/overview.ts';
import * as snapshots from '#lib/cockpit/server/snapshots.ts';
import { database } from '#lib/db/server/database.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { Actions, PageServerLoad } from './$types';

/** Changes on one page. */
const most = 50;

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const asks = (name: string) => event.url.searchParams.get(name);
	const asked = readAsked({ on: asks('le'), knownOn: asks('connu'), against: asks('et') });
	const writers = await histories.writersOf(query, doer);
	const kind = histories.readKind(asks('sorte'));
	const by = writers.find(({ actor }) => actor === asks('qui'))?.actor;
	const after = histories.readPlace(asks('apres'));
	const told = await histories.tell(query, doer, audience, { ...(by && { by }), ...(kind && { kind }), ...(after && { after }), most });
	return {
		project: { projectId, title },
		mayWrite,
		today: doer.today,
		timeZone: (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris',
		asked,
		state: (await snapshots.readState(query, doer, audience, asked)) ?? null,
		snapshots: elements
			.ofKind(await elements.ofProject(query, doer, doer.today), 'snapshot')
			.map((one) => shown(one, audience))
			.toReversed(),
		history: told,
		writers,
		kinds: kindIds,
		kind: kind ?? null,
		by: by ?? null
	};
};

export const actions: Actions = {
	nommer: onCockpit('nommer', (tx, { doer }, typed) => Promise.resolve(snapshots.nameState(tx, doer, typed))),
	retirer: onCockpit('retirer', (tx, { doer }, typed) => setGoneTyped(tx, doer, typed, true))
};
