import { error, fail } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { readTypedPerson } from '#lib/jury/rules/pools/volunteers.ts';
import { wordsOf } from '#lib/jury/server/guards.ts';
import * as devices from '#lib/jury/server/devices.ts';
import * as juries from '#lib/jury/server/juries.ts';
import { keepHome, readJuror } from '#lib/jury/server/jurorGuards.ts';
import * as panel from '#lib/jury/server/panel.ts';
import * as pools from '#lib/jury/server/pools.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import * as projects from '#lib/projects/server/projects.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Whom the letter went to: somebody of the panel, or of the roll. */
async function addressee(event: RequestEvent | Parameters<PageServerLoad>[0]) {
	const query = await database();
	const jury = await juries.bySlug(query, event.params.slug);
	const seated = jury && (await panel.byToken(query, event.params.token));
	const listed = jury && !seated ? await pools.byLetter(query, event.params.token) : undefined;
	if (!jury || (seated?.seat ?? listed)?.juryId !== jury.id) error(404, jury?.endedAt ? 'Ce jury est fini : les lettres et les liens ne servent plus, et les données de ses membres sont effacées au jour annoncé.' : 'Ce lien de réponse n’existe pas, une lettre plus récente l’a remplacé, ou le jury est fini et vos données sont effacées. Téléphonez à la mairie.');
	return { query, jury, seated, listed };
}

/** Where the page of who said yes opens: by itself in the browser that is theirs, by their code in any other. */
const homeOf = async (event: RequestEvent | Parameters<PageServerLoad>[0], projectId: string, membershipId: string | null) =>
	membershipId !== null && (await readJuror(event, projectId))?.membershipId === membershipId ? `/jure/${projectId}` : '/jure';

export const load: PageServerLoad = async (event) => {
	const { query, jury, seated, listed } = await addressee(event);
	const [project, authority] = await Promise.all([projects.read(query, jury.projectId), authorities.read(query, jury.authorityId)]);
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const today = await authorities.dayOf(query, jury.authorityId, now());
	return {
		slug: jury.slug,
		title: project!.title,
		authority: authority!.name,
		categories: jury.quotas.categories,
		purgeOn: jury.purgeOn,
		contact: jury.contact,
		drawCode: seated?.drawCode ?? listed?.code ?? '',
		seated: seated ? { firstName: seated.firstName, state: seated.seat.state, answerBy: seated.seat.answerBy, isReplaced: seated.seat.isReplaced, home: await homeOf(event, jury.projectId, seated.seat.membershipId) } : null,
		listed: listed ? { firstName: listed.firstName, answer: listed.answer, profile: listed.profile, isClosed: await pools.areVolunteersClosed(query, jury, today) } : null
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { jury, seated, listed } = await addressee(event);
		const fields = wordsOf(await event.request.formData());
		const { said } = fields;
		if (said !== 'oui' && said !== 'non') return fail(422, { refusal: 'answer-missing' as string, field: undefined as string | undefined, wrongs: undefined as pools.Told['wrongs'], fields });
		const by = { authorityId: jury.authorityId, projectId: jury.projectId, actor: 'system' as const, at: now() };
		if (seated) {
			const outcome = await inTransaction((tx) => panel.move(tx, by, { seat: seated.seat.id, act: said === 'oui' ? 'accept' : 'decline', channel: 'form' }));
			if (outcome.accepted) {
				const { code, membershipId } = outcome.value;
				if (said === 'oui' && membershipId) keepHome(event, await inTransaction((tx) => devices.enterByYes(tx, membershipId, by.at)));
				return { code };
			}
			return fail(422, { refusal: outcome.reason as string, field: undefined as string | undefined, wrongs: undefined as pools.Told['wrongs'], fields });
		}
		const outcome = await inTransaction(async (tx) => pools.answerLetter(tx, by, listed!.candidateId, { ...readTypedPerson(fields, jury.quotas.categories), channel: 'form', said }, await authorities.dayOf(tx, jury.authorityId, by.at)));
		return outcome.accepted ? { code: null } : fail(422, { refusal: outcome.reason as string, field: outcome.field, wrongs: outcome.wrongs, fields });
	}
};
