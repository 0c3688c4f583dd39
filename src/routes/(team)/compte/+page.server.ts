import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { database } from '#lib/db/server/database.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { keepSession, requireAccount } from '#lib/people/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

const shape = v.object({ current: v.string(), next: v.string() });

export const load: PageServerLoad = async (event) => {
	const account = await requireAccount(event);
	return {
		name: account.name,
		email: account.email,
		isAdministrator: account.isAdministrator,
		authority: (await authorities.read(await database(), account.authorityId))!.name
	};
};

export const actions: Actions = {
	default: async (event) => {
		const account = await requireAccount(event);
		const form = await event.request.formData();
		const change = v.parse(shape, {
			current: String(form.get('current') ?? ''),
			next: String(form.get('next') ?? '')
		});
		const outcome = await accounts.changePassword(account, change, now());
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason });
		keepSession(event, outcome.value);
		return { changed: true };
	}
};
