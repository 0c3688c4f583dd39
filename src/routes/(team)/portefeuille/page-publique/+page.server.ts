import { fail, type RequestEvent } from '@sveltejs/kit';
import { requireAuthorityPage } from '#lib/cockpit/server/authorityGuards.ts';
import * as authorityPages from '#lib/cockpit/server/authorityPages.ts';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { invitationAddress } from '#lib/gatherings/server/guards.ts';
import { readForm, typedBack, type Fields } from '#lib/gatherings/server/stepActs.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { authorityId } = await requireAuthorityPage(event);
	const query = await database();
	const { slug, draft, published, publishedAt, revision } = await authorityPages.read(query, authorityId);
	return {
		authority: (await authorities.read(query, authorityId))!.name,
		draft,
		revision,
		thisYear: Number((await authorities.dayOf(query, authorityId, now())).slice(0, 4)),
		projects: await authorityPages.projectsOf(query, authorityId),
		address: published && slug ? `${invitationAddress(event)}/public/collectivites/${slug}` : null,
		publishedOn: publishedAt && (await authorities.dayOf(query, authorityId, publishedAt)),
		isNew: JSON.stringify(published) !== JSON.stringify(draft)
	};
};

type Answered = { readonly accepted: true } | { readonly accepted: false; readonly reason: string; readonly row?: number };

function onPage(act: string, run: (tx: Tx, by: authorityPages.Keeper, typed: Fields, revision: number) => Promise<Answered>) {
	return async (event: RequestEvent) => {
		const { authorityId, accountId } = await requireAuthorityPage(event);
		const asked = readForm(await event.request.formData());
		const typed = Number(asked.fields.revision);
		const revision = Number.isSafeInteger(typed) ? typed : -1;
		const by = { authorityId, actor: `account:${accountId}`, at: now() } as const;
		const outcome = await inTransaction((tx) => run(tx, by, asked.fields, revision));
		if (outcome.accepted) return { act, done: act };
		return fail(422, { act, refusal: outcome.reason, row: outcome.row, fields: typedBack(asked) });
	};
}

export const actions: Actions = {
	garder: onPage('garder', authorityPages.write),
	publier: onPage('publier', (tx, by, _, revision) => authorityPages.publish(tx, by, revision)),
	retirer: onPage('retirer', (tx, by) => authorityPages.withdraw(tx, by))
};
