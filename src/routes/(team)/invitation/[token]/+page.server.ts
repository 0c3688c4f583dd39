import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { database } from '#lib/db/server/database.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import { keepSession, readAccount } from '#lib/people/server/guards.ts';
import { attempt, limitFailures } from '#lib/people/server/limits.ts';
import * as invitations from '#lib/projects/server/invitations.ts';
import { householdOf } from '#lib/people/rules/addresses.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

const shape = v.object({ password: v.optional(v.string(), '') });
const perAddress = limitFailures('invitation-address', 20, 60);

export const load: PageServerLoad = async (event) => {
	const query = await database();
	const seen = await attempt(perAddress, householdOf(event.getClientAddress()), () =>
		invitations.look(query, event.params.token, now())
	);
	const account = await readAccount(event);
	if (!seen.accepted) return { refusal: seen.reason };
	return {
		invitation: seen.value,
		isMine: account?.email === seen.value.email,
		loggedInAs: account?.email ?? null
	};
};

export const actions: Actions = {
	default: async (event) => {
		const account = await readAccount(event);
		const fields = v.parse(shape, {
			password: String((await event.request.formData()).get('password') ?? '')
		});
		const outcome = await invitations.accept(event.params.token, account ? { account } : fields, now());
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason });
		if (!account) keepSession(event, await accounts.beginSession(outcome.value.account, now()));
		// whoever carries out a contract finds it, and nothing else of the project
		redirect(303, `/${outcome.value.capacity === 'contractor' ? 'titulaire' : 'projets'}/${outcome.value.projectId}`);
	}
};
