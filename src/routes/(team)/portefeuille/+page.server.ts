import * as portfolio from '#lib/cockpit/server/portfolio.ts';
import { database } from '#lib/db/server/database.ts';
import { mayEditLaw } from '#lib/evolutivity/server/lawGuards.ts';
import { requireAccount } from '#lib/people/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const account = await requireAccount(event);
	return { authorities: await portfolio.ofAccount(await database(), account, now()), mayPublish: account.isAdministrator, mayEditLaw: await mayEditLaw(account) };
};
