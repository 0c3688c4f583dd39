import { readAccount } from '#lib/people/server/guards.ts';
import { database } from '#lib/db/server/database.ts';
import * as rehearsals from '#lib/rehearsal/server/rehearsals.ts';
import { now } from '#lib/time/server/clock.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const account = await readAccount(event);
	if (!account) return { account: null };
	const { accountId, name, isAdministrator } = account;
	return { account: { name, isAdministrator, isOfThisBrowserAlone: await rehearsals.isOfThisBrowserAlone(await database(), accountId, now()) } };
};
