import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { database } from '#lib/db/server/database.ts';
import * as seats from '#lib/gatherings/server/seats.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions } from './$types';

const shape = v.object({ code: v.optional(v.pipe(v.string(), v.transform((typed) => typed.slice(0, 200))), '') });

export const actions: Actions = {
	default: async (event) => {
		const typed = v.safeParse(shape, Object.fromEntries(await event.request.formData()));
		const code = typed.success ? typed.output.code : '';
		const invited = await seats.invited(await database(), { code }, event.getClientAddress(), now());
		if (!invited.accepted) return fail(invited.reason === 'too-many-attempts' ? 429 : 422, { refusal: invited.reason, code });
		redirect(303, `/r/${invited.value.joinToken}`);
	}
};
