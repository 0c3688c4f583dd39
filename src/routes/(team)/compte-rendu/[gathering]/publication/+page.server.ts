import { fail, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { invitationAddress } from '#lib/gatherings/server/guards.ts';
import { requireTeam } from '#lib/gatherings/server/readers.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import * as operators from '#lib/sourcing/server/operators.ts';
import { now } from '#lib/time/server/clock.ts';
import { readSections, usualSections } from '#lib/workshop/rules/publication.ts';
import { publishRecord } from '#lib/workshop/rules/publishing.ts';
import * as publications from '#lib/workshop/server/publications.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, gatheringId } = await requireTeam(event, event.params.gathering, publishRecord, 'workshop');
	const query = await database();
	const { authorityId, projectId } = project;
	const publication = await publications.read(query, { authorityId, gatheringId });
	// the choices stand in the address: a preview is a page like another, and changes nothing
	const { searchParams } = event.url;
	const chosen = searchParams.has('apercu') ? readSections(searchParams.getAll('partie')) : (publication?.sections ?? usualSections);
	const { paper, isAwarded } = await publications.readPublicly(query, gatheringId, chosen, now());
	const { title, isRehearsal } = await gatherings.read(query, gatheringId);
	return {
		gatheringId,
		projectId,
		title,
		isRehearsal,
		chosen,
		paper: chosen.length > 0 ? paper : null,
		isAwarded,
		hidden: (await operators.list(query, project)).length,
		mayPublishNow: await publications.hasComeToItsClosing(query, gatheringId),
		publication: publication && {
			address: `${invitationAddress(event)}/public/${publication.slug}`,
			sections: publication.sections,
			publishedAt: publication.publishedAt.toISOString(),
			withdrawnAt: publication.withdrawnAt?.toISOString() ?? null
		}
	};
};

function onPublication(act: string, run: (tx: Tx, by: publications.Publisher, form: FormData) => Promise<Outcome<unknown, string>>) {
	return async (event: RequestEvent) => {
		const { account, project, gatheringId } = await requireTeam(event, event.params.gathering!, publishRecord, 'workshop');
		const form = await event.request.formData();
		const { authorityId, projectId } = project;
		const by = { authorityId, projectId, gatheringId, actor: `account:${account.accountId}`, at: now() } as const;
		const outcome = await inTransaction((tx) => run(tx, by, form));
		return outcome.accepted ? { act, done: act } : fail(422, { act, refusal: outcome.reason });
	};
}

export const actions: Actions = {
	publier: onPublication('publier', (tx, by, form) => publications.publish(tx, by, form.getAll('partie').filter((one) => typeof one === 'string'))),
	retirer: onPublication('retirer', (tx, by) => publications.withdraw(tx, by))
};
