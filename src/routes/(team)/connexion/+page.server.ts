import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { readReturn } from '#lib/people/rules/accounts.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import { keepSession, readAccount } from '#lib/people/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

// what is no text is nothing: the other fields keep what was typed
const text = v.fallback(v.string(), '');
const shape = v.object({ email: text, password: text, retour: text });

export const load: PageServerLoad = async (event) => {
	const back = readReturn(event.url.searchParams.get('retour'));
	if (await readAccount(event)) redirect(303, back);
	return { back };
};

export const actions: Actions = {
	default: async (event) => {
		const { email, password, retour } = v.parse(shape, Object.fromEntries(await event.request.formData()));
		const outcome = await accounts.login({ email, password, address: event.getClientAddress() }, now());
		if (!outcome.accepted)
			return fail(outcome.reason === 'too-many-attempts' ? 429 : 422, { refusal: outcome.reason, email });
		keepSession(event, await accounts.beginSession(outcome.value, now()));
		redirect(303, readReturn(retour));
	}
};
