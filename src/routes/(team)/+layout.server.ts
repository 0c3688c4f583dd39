import { readAccount } from '#lib/people/server/guards.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const account = await readAccount(event);
	return { account: account ? { name: account.name, isAdministrator: account.isAdministrator } : null };
};
