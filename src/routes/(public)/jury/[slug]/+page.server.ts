import { error, fail, redirect } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { costOf } from '#lib/jury/rules/cost.ts';
import { readTypedPerson } from '#lib/jury/rules/pools/volunteers.ts';
import { wordsOf } from '#lib/jury/server/guards.ts';
import * as choiceOutcome from '#lib/jury/server/choiceOutcome.ts';
import * as juries from '#lib/jury/server/juries.ts';
import * as pools from '#lib/jury/server/pools.ts';
import * as sortitions from '#lib/jury/server/sortitions.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import * as projects from '#lib/projects/server/projects.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const query = await database();
	const jury = await juries.bySlug(query, event.params.slug);
	if (!jury) error(404, 'Cette page n’existe pas, ou son adresse est incomplète.');
	const [project, authority] = await Promise.all([projects.read(query, jury.projectId), authorities.read(query, jury.authorityId)]);
	const seats = jury.rollSeats + jury.volunteerSeats;
	const today = await authorities.dayOf(query, jury.authorityId, now());
	return {
		slug: jury.slug,
		title: project!.title,
		summary: project!.summary,
		authority: authority!.name,
		announcement: jury.announcement,
		contact: jury.contact,
		hasEnded: jury.endedAt !== null,
		isForgotten: jury.forgetOn !== null && jury.forgetOn <= today,
		deliberation: jury.deliberation,
		deliberationOn: jury.deliberationOn,
		mandateStartsOn: jury.mandateStartsOn,
		volunteersUntil: jury.volunteersUntil,
		purgeOn: jury.purgeOn,
		seats,
		rollSeats: jury.rollSeats,
		volunteerSeats: jury.volunteerSeats,
		categories: jury.quotas.categories,
		total: costOf(jury.cost, seats),
		isClosed: await pools.areVolunteersClosed(query, jury, today),
		hasDraw: (await sortitions.publicOnes(query, jury.id)).length > 0,
		choice: await choiceOutcome.published(query, jury, now()),
		cameIn: event.url.searchParams.get('merci') !== null,
		drawCode: pools.readDrawCode(event.url.searchParams.get('merci'))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const jury = await juries.bySlug(await database(), event.params.slug);
		if (!jury) error(404, 'Cette page n’existe pas, ou son adresse est incomplète.');
		const typed = wordsOf(await event.request.formData());
		const at = now();
		const outcome = await pools.fromTheirScreen(event.getClientAddress(), () =>
			inTransaction(async (tx) => pools.volunteer(tx, { authorityId: jury.authorityId, projectId: jury.projectId, actor: 'system', at }, { ...readTypedPerson(typed, jury.quotas.categories), channel: 'form' }, await authorities.dayOf(tx, jury.authorityId, at)))
		);
		if (!outcome.accepted) return fail(outcome.reason === 'too-many-attempts' ? 429 : 422, { refusal: outcome.reason, field: 'field' in outcome ? outcome.field : undefined, wrongs: 'wrongs' in outcome ? outcome.wrongs : undefined, fields: typed });
		redirect(303, `/jury/${jury.slug}?merci=${outcome.value.code}#volontaire`);
	}
};
