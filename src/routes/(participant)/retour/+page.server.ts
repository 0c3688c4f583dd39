import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { inTransaction } from '#lib/db/server/database.ts';
import { keepSeat } from '#lib/gatherings/server/guards.ts';
import { keepPersonalCode } from '#lib/gatherings/server/personalCode.ts';
import * as seats from '#lib/gatherings/server/seats.ts';
import * as juryGate from '#lib/jury/server/gate.ts';
import { readAsHere } from '#lib/jury/server/jurorGuards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions } from './$types';

const shape = v.object({ code: v.optional(v.pipe(v.string(), v.transform((typed) => typed.slice(0, 200))), '') });

export const actions: Actions = {
	default: async (event) => {
		const typed = v.safeParse(shape, Object.fromEntries(await event.request.formData()));
		const code = typed.success ? typed.output.code : '';
		const outcome = await inTransaction((tx) => seats.enterByReentry(tx, { code, address: event.getClientAddress() }, now(), juryGate.ofGathering));
		if (!outcome.accepted) return fail(outcome.reason === 'too-many-attempts' ? 429 : 422, { refusal: outcome.reason, code });
		keepSeat(event, outcome.value);
		await readAsHere(event, outcome.value);
		keepPersonalCode(event, outcome.value.gatheringId, code);
		redirect(303, `/main/${outcome.value.gatheringId}`);
	}
};
