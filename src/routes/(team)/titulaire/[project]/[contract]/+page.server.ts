import { contractForHolder } from '#lib/cockpit/server/contractPages.ts';
import * as contracts from '#lib/cockpit/server/contracts.ts';
import { onContract, requireContract } from '#lib/cockpit/server/holderGuards.ts';
import { database } from '#lib/db/server/database.ts';
import { thenWatched } from '#lib/evolutivity/server/watch.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const at = await requireContract(event);
	const { projectId, authorityId } = at.project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	return {
		projectId,
		authority: (await authorities.read(query, authorityId))?.name ?? '',
		today: at.doer.today,
		timeZone: at.timeZone,
		...(await contractForHolder(query, at))
	};
};

export const actions: Actions = {
	ecrire: onContract(
		'ecrire',
		thenWatched((tx, { doer, contract }, typed) =>
			contracts.writeByHolder(tx, doer, contract.id, typed)
		)
	)
};
