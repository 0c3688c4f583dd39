import { redirect } from '@sveltejs/kit';
import { valuesForHolder } from '#lib/cockpit/rules/contracts.ts';
import { contractsHeld } from '#lib/cockpit/server/holderGuards.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, contracts } = await contractsHeld(event);
	const [only, ...others] = contracts;
	if (only && others.length === 0) redirect(303, `/titulaire/${project.projectId}/${only.id}`);
	return {
		projectId: project.projectId,
		contracts: contracts.map(({ id, stored }) => ({ id, object: valuesForHolder('contract', stored).object }))
	};
};
