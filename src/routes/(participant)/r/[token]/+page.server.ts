import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { keepSeat, readSeat } from '#lib/gatherings/server/guards.ts';
import { keepPersonalCode } from '#lib/gatherings/server/personalCode.ts';
import * as seats from '#lib/gatherings/server/seats.ts';
import { readComfort } from '#lib/jury/server/jurorGuards.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { capacities } from '#lib/projects/rules/capacities.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const query = await database();
	const invited = await seats.invited(query, { token: event.params.token }, event.getClientAddress(), now());
	if (!invited.accepted) return { invitation: null, refusal: invited.reason, comfort: readComfort(event) };
	const gathering = invited.value;
	if (await readSeat(event, gathering.id)) redirect(303, `/main/${gathering.id}`);
	const authority = await authorities.read(query, gathering.authorityId);
	return { invitation: { title: gathering.title, isRehearsal: gathering.isRehearsal, place: gathering.place, authority: authority?.name ?? '' }, refusal: null, comfort: readComfort(event) };
};

// what is no text is nothing: the other fields keep what was typed
const text = v.fallback(v.string(), '');
const shape = v.object({ publicName: text, capacity: text, textSize: text, contrast: text });

export const actions: Actions = {
	default: async (event) => {
		const fields = v.parse(shape, Object.fromEntries(await event.request.formData()));
		const capacity = v.safeParse(v.picklist(capacities), fields.capacity);
		if (!capacity.success)
			return fail(422, { refusal: fields.publicName.trim() === '' ? ('name-missing' as const) : ('capacity-unknown' as const), fields });
		// one device has one seat here: a form sent twice, or again and again, takes no second one
		const invited = await seats.invited(await database(), { token: event.params.token }, event.getClientAddress(), now());
		if (invited.accepted && (await readSeat(event, invited.value.id))) redirect(303, `/main/${invited.value.id}`);
		const outcome = await inTransaction((tx) =>
			seats.join(
				tx,
				{
					by: { token: event.params.token },
					publicName: fields.publicName,
					capacity: capacity.output,
					address: event.getClientAddress(),
					textSize: Number(fields.textSize || 100),
					contrast: fields.contrast === 'high' ? 'high' : 'normal'
				},
				now()
			)
		);
		if (!outcome.accepted) return fail(outcome.reason === 'too-many-attempts' ? 429 : 422, { refusal: outcome.reason, fields });
		keepSeat(event, outcome.value);
		if (outcome.value.reentryCode) keepPersonalCode(event, outcome.value.gatheringId, outcome.value.reentryCode);
		redirect(303, `/main/${outcome.value.gatheringId}?code`);
	}
};
