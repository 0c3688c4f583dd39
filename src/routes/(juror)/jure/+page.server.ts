import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { inTransaction } from '#lib/db/server/database.ts';
import * as devices from '#lib/jury/server/devices.ts';
import { keepHome, readComfort } from '#lib/jury/server/jurorGuards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({ comfort: readComfort(event) });

const shape = v.object({ code: v.optional(v.pipe(v.string(), v.transform((typed) => typed.slice(0, 200))), '') });

export const actions: Actions = {
	default: async (event) => {
		const typed = v.safeParse(shape, Object.fromEntries(await event.request.formData()));
		const code = typed.success ? typed.output.code : '';
		const outcome = await inTransaction((tx) => devices.enterByCode(tx, { code, address: event.getClientAddress() }, now()));
		if (!outcome.accepted) return fail(outcome.reason === 'too-many-attempts' ? 429 : 422, { refusal: outcome.reason, code });
		keepHome(event, outcome.value);
		redirect(303, `/jure/${outcome.value.projectId}`);
	}
};
