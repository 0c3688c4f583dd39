import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { digestOf } from '#lib/annotations/rules/annotation.ts';
import * as annotations from '#lib/annotations/server/annotations.ts';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { readId } from '#lib/db/server/ids.ts';
import { keepSeat } from '#lib/gatherings/server/guards.ts';
import * as seats from '#lib/gatherings/server/seats.ts';
import { waitingFor } from '#lib/jury/rules/waiting.ts';
import { readWish } from '#lib/jury/rules/wishes.ts';
import { endHome, keepComfort, readAsHere, readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import * as juryGate from '#lib/jury/server/gate.ts';
import * as home from '#lib/jury/server/home.ts';
import * as mandates from '#lib/jury/server/mandates.ts';
import * as members from '#lib/jury/server/members.ts';
import * as wishes from '#lib/jury/server/wishes.ts';
import { refused } from '#lib/outcomes/rules/outcome.ts';
import { now } from '#lib/time/server/clock.ts';
import * as followed from '#lib/workshop/server/followed.ts';
import * as contributions from '#lib/workshop/server/contributions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	const query = await database();
	const path = await home.pathOf(query, juror);
	const at = now();
	// nothing of the project opens before the training (JU72)
	const isIn = path.gate === null;
	const mandate = (await mandates.ofJuror(query, juror, at)) ?? null;
	const meetings = await home.meetingsOf(query, juror);
	const { forgetOn, contact, slug } = await members.juryOf(query, juror);
	const choice = isIn ? await home.choiceOf(query, juror, path.stages, at) : null;
	const toRead = isIn ? digestOf(await annotations.ofAuthor(query, juror, at)).toRead : 0;
	return {
		comfort: readComfort(event),
		waiting: waitingFor({
			gate: path.gate,
			isTrained: path.isTrained,
			forgetOn,
			mandate: mandate?.standing ?? null,
			rooms: meetings.filter(({ isOpen }) => isOpen).map(({ title }) => title),
			sealedRoom: choice?.room ?? null,
			owesSession: path.isOfPanel && path.stages.some(({ stage, held }) => stage === 'evolutivity' && !held),
			answers: toRead,
			questions: choice?.questions ?? 0
		}),
		frame: await home.frameOf(query, juror),
		path,
		meetings,
		own: await home.ownOf(query, juror),
		mandate,
		forgetOn,
		contact,
		slug,
		needs: await members.needsOf(query, juror.membershipId),
		drawCode: await members.drawCodeOf(query, juror.membershipId),
		wrote: isIn ? await contributions.ofMembership(query, juror.membershipId, at) : [],
		choice,
		followed: isIn ? await followed.ofMembership(query, juror, juror.membershipId, at) : null,
		toRead
	};
};

const text = v.fallback(v.string(), '');

export const actions: Actions = {
	lecture: async (event) => {
		await requireJuror(event, event.params.project);
		const typed = v.parse(v.object({ textSize: text, contrast: text }), Object.fromEntries(await event.request.formData()));
		if (keepComfort(event, typed) === 'unreadable') return fail(422, { refusal: 'comfort-unreadable' as string });
		redirect(303, `${event.url.pathname}?fait=lecture#lecture`);
	},
	souhait: async (event) => {
		const juror = await requireJuror(event, event.params.project);
		const { wish: typed } = v.parse(v.object({ wish: text }), Object.fromEntries(await event.request.formData()));
		const wish = readWish(typed);
		if (!wish) return fail(422, { refusal: 'wish-unknown' as string });
		const { authorityId, projectId, membershipId } = juror;
		await inTransaction((tx) => wishes.say(tx, { authorityId, projectId, membershipId, at: now() }, wish));
		redirect(303, `${event.url.pathname}#${wish === 'leave' || wish === 'stay' ? 'quitter' : 'apres'}`);
	},
	mandat: async (event) => {
		const juror = await requireJuror(event, event.params.project);
		const { answer } = v.parse(v.object({ answer: text }), Object.fromEntries(await event.request.formData()));
		const { authorityId, projectId, membershipId } = juror;
		const outcome = await inTransaction((tx) => mandates.say(tx, { authorityId, projectId, membershipId, at: now() }, answer));
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason as string });
		redirect(303, `${event.url.pathname}?fait=${outcome.value === 'renewed' ? 'oui' : 'non'}#mandat`);
	},
	entrer: async (event) => {
		const juror = await requireJuror(event, event.params.project);
		const { gathering } = v.parse(v.object({ gathering: text }), Object.fromEntries(await event.request.formData()));
		const gatheringId = readId<'gathering'>(gathering);
		const outcome = gatheringId ? await inTransaction((tx) => seats.enterFromHome(tx, juror, gatheringId, now(), juryGate.ofGathering)) : refused('reentry-unknown');
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason as string });
		keepSeat(event, outcome.value);
		await readAsHere(event, outcome.value);
		redirect(303, `/main/${outcome.value.gatheringId}`);
	},
	fermer: async (event) => {
		const juror = await requireJuror(event, event.params.project);
		await endHome(event, juror);
		redirect(303, '/jure?parti');
	}
};
