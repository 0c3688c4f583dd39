import { error, fail, redirect } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { mayLoadExample } from '#lib/people/rules/opening.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import { keepSession, readAccount } from '#lib/people/server/guards.ts';
import * as memberships from '#lib/projects/server/memberships.ts';
import { mayRehearse } from '#lib/rehearsal/rules/course.ts';
import { readBegin } from '#lib/rehearsal/server/doors.ts';
import * as rehearsals from '#lib/rehearsal/server/rehearsals.ts';
import { now } from '#lib/time/server/clock.ts';
import * as example from '#lib/workshop/server/example.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const query = await database();
	const found = await accounts.life(query);
	// a space made for a rehearsal is nobody's, and no example to come back to
	const life = found === 'example-only' && !(await memberships.facilitatorOfExample(query, now())) ? 'empty' : found;
	const account = await readAccount(event);
	return { life, mayLoadExample: mayLoadExample(life, account).accepted };
};

export const actions: Actions = {
	repeter: async (event) => {
		const account = await readAccount(event);
		const verdict = mayRehearse(await accounts.life(await database()), account);
		if (!verdict.accepted) return fail(403, { rehearsal: verdict.reason });
		const { asked } = await readBegin(event);
		if (!asked) return fail(422, { rehearsal: 'act-unreadable' as const });
		if (account) {
			const made = await inTransaction((tx) => rehearsals.begin(tx, account, 'ready-made', asked, now()));
			if (!made.accepted) return fail(422, { rehearsal: made.reason });
			redirect(303, `/console/${made.value}`);
		}
		const begun = await inTransaction((tx) => rehearsals.beginWithoutAccount(tx, asked, now()));
		if (!begun.accepted) return fail(422, { rehearsal: begun.reason });
		keepSession(event, await accounts.beginSession(begun.value.account, now()));
		redirect(303, `/console/${begun.value.gatheringId}`);
	},


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
