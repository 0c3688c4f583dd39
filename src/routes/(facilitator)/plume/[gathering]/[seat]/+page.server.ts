import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { readId } from '#lib/db/server/ids.ts';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { handFrame, scribeFrame } from '#lib/gatherings/server/frames.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { requireFacilitator } from '#lib/gatherings/server/guards.ts';
import * as seats from '#lib/gatherings/server/seats.ts';
import { isOfSeats } from '#lib/gatherings/server/step.ts';
import { carry, readForm, typedBack } from '#lib/gatherings/server/stepActs.ts';
import * as lexicon from '#lib/lexicon/server/lexicon.ts';
import * as noteForms from '#lib/sourcing/server/noteForms.ts';
import { now } from '#lib/time/server/clock.ts';
import { atThisMoment, kindOf, serverOf } from '../../../../registries.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const facilitator = await requireFacilitator(event, event.params.gathering);
	const query = await database();
	const frame = await scribeFrame(query, facilitator.gatheringId, now());
	const seat = await seats.onPaper(query, facilitator, event.params.seat);
	if (!seat) {
		const id = readId<'seat'>(event.params.seat);
		if (!id || !(await seats.read(query, facilitator.gatheringId, id))) error(404, 'Cette place n’est pas de cet atelier.');
		// its person has a screen now, or has left: nothing of it is shown, and what was being typed for it stays on the page
		return { frame, seat: id as string, onPaper: null };
	}
	const hand = await handFrame(query, { ...seat, state: 'admitted' }, null, now());
	const kind = kindOf(frame.kind);
	const shown = hand.life === 'running' ? seat.currentStep : null;
	const server = shown === null ? undefined : serverOf(kind, shown);
	const step = server && isOfSeats(server) ? await server.hand(query, seat) : null;
	return { frame: { ...frame, clock: atThisMoment(kind, frame.clock, step, seat.capacity) }, seat: seat.seatId as string, onPaper: { publicName: seat.publicName, hand, shown, step, words: await lexicon.inHand(query, seat) } };
};

export const actions: Actions = {
	note: async (event) => {
		const facilitator = await requireFacilitator(event, event.params.gathering);
		const { fields } = readForm(await event.request.formData());
		const typed = v.safeParse(noteForms.noteShape, { ...fields, for: event.params.seat });
		const back = { act: 'note', fields: typedBack({ step: '', act: 'note', onBehalfOf: '', fields }) };
		if (!typed.success) return fail(422, { ...back, refusal: 'act-unreadable' });
		const outcome = await inTransaction((tx) => noteForms.noteAtDesk(tx, facilitator, typed.output, now()));
		return outcome.accepted ? { act: 'note', done: 'note' } : fail(422, { ...back, refusal: outcome.reason });
	},
	act: async (event) => {
		const facilitator = await requireFacilitator(event, event.params.gathering);
		// the hand's own forms do not say for whom: the address does
		const asked = { ...readForm(await event.request.formData()), onBehalfOf: event.params.seat };
		const outcome = await carry(kindOf(await gatherings.kindOf(await database(), facilitator.gatheringId)).servers, asked, { facilitator }, now());
		const { step, act } = asked;
		return outcome.accepted ? { step, act, done: act } : fail(outcome.reason === 'act-unknown' ? 400 : 422, { step, act, refusal: outcome.reason, fields: typedBack({ ...asked, onBehalfOf: '' }) });
	}
};
