import { presentTo } from '#lib/cockpit/server/presentTo.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	event.depends(`cockpit:${event.params.project}`);
	return presentTo(event);
};
