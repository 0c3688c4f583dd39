import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { requireFacilitator } from '#lib/gatherings/server/guards.ts';
import { readAccount, requireAccount } from '#lib/people/server/guards.ts';
import * as feedback from '#lib/rehearsal/server/feedback.ts';
import * as rehearsals from '#lib/rehearsal/server/rehearsals.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

type Door = RequestEvent<{ gathering: string }>;

/** Whoever facilitates a rehearsal: a real workshop has no such page. */
async function requireRehearsal(event: Door) {
	const { gatheringId } = await requireFacilitator(event, event.params.gathering);
	const rehearsal = await rehearsals.find(await database(), gatheringId);
	return rehearsal ?? error(404, 'Cet atelier n’est pas une répétition.');
}

export const load: PageServerLoad = async (event) => {
	const { gatheringId, copiedFrom } = await requireRehearsal(event);
	const query = await database();
	return { gatheringId, copiedFrom, ...(await feedback.read(query, await gatherings.read(query, gatheringId), now())) };
};

export const actions: Actions = {
	recommencer: async (event) => {
		const { gatheringId } = await requireRehearsal(event);
		const account = await requireAccount(event);
		const made = await inTransaction((tx) => rehearsals.beginAgain(tx, account, gatheringId, now()));
		if (!made.accepted) return fail(422, { refusal: made.reason });
		redirect(303, `/console/${made.value}`);
	},

	effacer: async (event) => {
		const { gatheringId } = await requireRehearsal(event);
		const gone = await rehearsals.forget(gatheringId);
		if (!gone.accepted) return fail(422, { refusal: gone.reason });
		const { copiedFrom } = gone.value;
		// where the space was made for it alone, the session went with it
		const home = copiedFrom ? `/projets/${copiedFrom}` : (await readAccount(event)) ? '/projets' : '/';
		redirect(303, `${home}?repetition=effacee`);
	}
};
