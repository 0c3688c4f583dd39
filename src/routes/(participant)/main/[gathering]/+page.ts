import { hands } from '#lib/workshop/ui/hands.ts';
import { isStep } from '#lib/workshop/ui/steps.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, url }) => {
	const { shown } = data;
	try {
		// the card laid open in the page, where there is no JavaScript to open a dialog
		const RoleCard = data.card && url.searchParams.has('carte') ? (await import('#lib/workshop/ui/RoleCard.svelte')).default : null;
		if (shown === null || !isStep(shown)) return { ...data, RoleCard, Step: null };
		return { ...data, RoleCard, Step: (await hands[shown]()).default };
	} catch {
		// the network went between the data and the script: the screen keeps what it holds, and the next look asks again
		return { ...data, RoleCard: null, Step: undefined };
	}
};
