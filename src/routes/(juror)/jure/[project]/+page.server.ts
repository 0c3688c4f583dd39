import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { digestOf } from '#lib/annotations/rules/annotation.ts';
import * as annotations from '#lib/annotations/server/annotations.ts';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { readWish } from '#lib/jury/rules/wishes.ts';
import { endHome, keepComfort, readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import * as home from '#lib/jury/server/home.ts';
import * as mandates from '#lib/jury/server/mandates.ts';
import * as members from '#lib/jury/server/members.ts';
import * as wishes from '#lib/jury/server/wishes.ts';
import { now } from '#lib/time/server/clock.ts';
import * as followed from '#lib/workshop/server/followed.ts';
import * as contributions from '#lib/workshop/server/contributions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	const query = await database();
	const path = await home.pathOf(query, juror);
	return {
		comfort: readComfort(event),
		frame: await home.frameOf(query, juror),
		path,
		meetings: await home.meetingsOf(query, juror),
		own: await home.ownOf(query, juror),
		mandate: (await mandates.ofJuror(query, juror, now())) ?? null,
		forgetOn: (await members.juryOf(query, juror)).forgetOn,
		// nothing of the project opens before the training (JU72)
		wrote: path.gate === null ? await contributions.ofMembership(query, juror.membershipId, now()) : [],
		choice: path.gate === null ? await home.choiceOf(query, juror, now()) : null,
		followed: path.gate === null ? await followed.ofMembership(query, juror, juror.membershipId, now()) : null,
		toRead: path.gate === null ? digestOf(await annotations.ofAuthor(query, juror, now())).toRead : 0
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
	fermer: async (event) => {
		const juror = await requireJuror(event, event.params.project);
		await endHome(event, juror);
		redirect(303, '/jure?parti');
	}
};
