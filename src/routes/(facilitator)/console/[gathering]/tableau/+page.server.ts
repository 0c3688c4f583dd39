import { fail, redirect } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { requireFacilitator } from '#lib/gatherings/server/guards.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import * as landscape from '#lib/workshop/server/landscape.ts';
import type { Actions, PageServerLoad } from './$types';

const minuteIn = (said: unknown): Date | null => {
	const at = typeof said === 'string' ? new Date(said) : null;
	return at && !Number.isNaN(at.getTime()) ? at : null;
};

export const load: PageServerLoad = async (event) => {
	const { gatheringId, authorityId } = await requireFacilitator(event, event.params.gathering);
	const query = await database();
	const { title, closedAt } = await gatherings.read(query, gatheringId);
	const then = await landscape.readThen(query, gatheringId, minuteIn(event.url.searchParams.get('minute')));
	const timeZone = (await authorities.read(query, authorityId))?.timeZone ?? 'Europe/Paris';
	return { ...then, mayBringBack: then.mayBringBack && closedAt === null, title, gatheringId, timeZone };
};

export const actions: Actions = {
	revenir: async (event) => {
		const facilitator = await requireFacilitator(event, event.params.gathering);
		const minute = minuteIn((await event.request.formData()).get('minute'));
		if (!minute) return fail(422, { refusal: 'minute-unknown' as const });
		const { closedAt } = await gatherings.read(await database(), facilitator.gatheringId);
		if (closedAt) return fail(422, { refusal: 'board-frozen' as const });
		const outcome = await inTransaction((tx) => landscape.bringBack(tx, { ...facilitator, actor: `account:${facilitator.accountId}` }, minute));
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason });
		redirect(303, `${event.url.pathname}?revenu`);
	}
};
