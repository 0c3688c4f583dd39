import { error, fail } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { wordsOf } from '#lib/jury/server/guards.ts';
import * as juries from '#lib/jury/server/juries.ts';
import * as panel from '#lib/jury/server/panel.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import * as projects from '#lib/projects/server/projects.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function seatOf(event: RequestEvent | Parameters<PageServerLoad>[0]) {
	const query = await database();
	const jury = await juries.bySlug(query, event.params.slug);
	const found = jury && (await panel.byToken(query, event.params.token));
	if (!jury || !found || found.seat.juryId !== jury.id) error(404, 'Ce lien de réponse n’existe pas, ou une lettre plus récente l’a remplacé. Téléphonez à la mairie.');
	return { query, jury, ...found };
}

export const load: PageServerLoad = async (event) => {
	const { query, jury, seat, firstName } = await seatOf(event);
	const [project, authority] = await Promise.all([projects.read(query, jury.projectId), authorities.read(query, jury.authorityId)]);
	event.setHeaders({ 'cache-control': 'private, no-store' });
	return { slug: jury.slug, projectId: jury.projectId, title: project!.title, authority: authority!.name, firstName, state: seat.state, answerBy: seat.answerBy, isReplaced: seat.isReplaced };
};

export const actions: Actions = {
	default: async (event) => {
		const { jury, seat } = await seatOf(event);
		const { said } = wordsOf(await event.request.formData());
		if (said !== 'oui' && said !== 'non') return fail(422, { refusal: 'answer-missing' });
		const outcome = await inTransaction((tx) => panel.move(tx, { authorityId: jury.authorityId, projectId: jury.projectId, actor: 'system', at: now() }, { seat: seat.id, act: said === 'oui' ? 'accept' : 'decline', channel: 'form' }));
		return outcome.accepted ? { state: outcome.value.state, code: outcome.value.code } : fail(422, { refusal: outcome.reason as string });
	}
};
