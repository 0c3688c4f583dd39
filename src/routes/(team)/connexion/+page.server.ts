import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { readReturn } from '#lib/people/rules/accounts.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import { keepSession, readAccount } from '#lib/people/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

const shape = v.object({
	email: v.optional(v.string(), ''),
	password: v.optional(v.string(), ''),
	retour: v.optional(v.string(), '')
});

export const load: PageServerLoad = async (event) => {
	const back = readReturn(event.url.searchParams.get('retour'));
	if (await readAccount(event)) redirect(303, back);
	return { back };
};

export const actions: Actions = {
	default: async (event) => {
		const tried = v.safeParse(shape, Object.fromEntries(await event.request.formData()));
		if (!tried.success) return fail(422, { refusal: 'login-wrong' as const, email: '' });
		const { email, password, retour } = tried.output;
		const outcome = await accounts.login({ email, password, address: event.getClientAddress() }, now());
		if (!outcome.accepted)
			return fail(outcome.reason === 'too-many-attempts' ? 429 : 422, { refusal: outcome.reason, email });
		keepSession(event, await accounts.beginSession(outcome.value, now()));
		redirect(303, readReturn(retour));
	}
};
