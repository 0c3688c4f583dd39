import { error, fail, redirect } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { mayLoadExample } from '#lib/people/rules/opening.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import { keepSession, readAccount } from '#lib/people/server/guards.ts';
import * as memberships from '#lib/projects/server/memberships.ts';
import { now } from '#lib/time/server/clock.ts';
import * as example from '#lib/workshop/server/example.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const life = await accounts.life(await database());
	const account = await readAccount(event);
	return { life, mayLoadExample: mayLoadExample(life, account).accepted };
};

export const actions: Actions = {
	exemple: async (event) => {
		const query = await database();
		const verdict = mayLoadExample(await accounts.life(query), await readAccount(event));
		if (!verdict.accepted) return fail(403, { refusal: verdict.reason });
		// a second load would make a second example: who comes back finds theirs as they left it
		const { accountId, projectId } =
			(await memberships.facilitatorOfExample(query, now())) ?? (await example.load(now()));
		const account = await accounts.read(query, accountId);
		if (!account) error(500);
		keepSession(event, await accounts.beginSession(account, now()));
		redirect(303, `/projets/${projectId}`);
	}
};
