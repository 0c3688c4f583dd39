import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ host: url.host, isSecure: url.protocol === 'https:' });

export const actions: Actions = {
	/** That it comes back is all that it says. */
	default: () => ({ isBack: true as const })
};
