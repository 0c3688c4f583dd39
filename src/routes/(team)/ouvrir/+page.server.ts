import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { database } from '#lib/db/server/database.ts';
import { mayOpenFirst } from '#lib/people/rules/opening.ts';
import { zones } from '#lib/people/rules/zones.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import type { OpenRefusal } from '#lib/people/server/accounts.ts';
import { keepSession } from '#lib/people/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

const text = v.optional(v.string(), '');
const shape = v.object({ authorityName: text, timeZone: text, name: text, email: text, password: text });

export const load: PageServerLoad = async () => ({
	isOpen: mayOpenFirst(await accounts.life(await database())).accepted,
	zones
});

export const actions: Actions = {
	default: async (event) => {
		const space = v.parse(
			shape,
			Object.fromEntries(
				[...(await event.request.formData())].filter(([, value]) => typeof value === 'string')
			)
		);
		const { password: _, ...fields } = space;
		const outcome = await accounts.openFirst(space, now());
		if (!outcome.accepted) {
			const refusals: readonly OpenRefusal[] = outcome.faults ?? [outcome.reason];
			return fail(outcome.reason === 'space-already-open' ? 409 : 422, { refusals, fields });
		}
		keepSession(event, await accounts.beginSession(outcome.value, now()));
		redirect(303, '/projets');
	}
};
