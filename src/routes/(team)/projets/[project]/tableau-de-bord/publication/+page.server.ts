import { cockpitActs } from '#lib/cockpit/rules/investment.ts';
import { differenceBetween, digestOf } from '#lib/cockpit/rules/publication.ts';
import { onCockpit, requireCockpit, word } from '#lib/cockpit/server/guards.ts';
import * as publications from '#lib/cockpit/server/publications.ts';
import { database } from '#lib/db/server/database.ts';
import { invitationAddress } from '#lib/gatherings/server/guards.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, mayWrite, mayDecide } = await requireCockpit(event);
	const { projectId, title, authorityId } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const [content, last, versions, words] = await Promise.all([
		publications.contentNow(query, doer, doer.today),
		publications.lastContent(query, doer),
		publications.versionsOf(query, doer),
		publications.wordsOf(query, doer)
	]);
	const names = await accounts.namesOf(
		query,
		versions.map(({ publishedBy }) => publishedBy)
	);
	const dayOf = (at: Date) => authorities.dayOf(query, authorityId, at);
	return {
		project: { projectId, title },
		mayWrite,
		mayDecide,
		words,
		digest: digestOf(content),
		difference: differenceBetween(last, content),
		address: versions[0] ? `${invitationAddress(event)}/public/projets/${versions[0].slug}` : null,
		versions: await Promise.all(
			versions.map(async ({ number, publishedAt, publishedBy, withdrawnAt, withdrawnWhy }) => ({
				number,
				publishedOn: await dayOf(publishedAt),
				withdrawnOn: withdrawnAt && (await dayOf(withdrawnAt)),
				withdrawnWhy,
				who: names[publishedBy] ?? ''
			}))
		)
	};
};

export const actions: Actions = {
	mots: onCockpit('mots', (tx, { doer }, typed) => publications.sayWords(tx, doer, typed)),
	publier: onCockpit('publier', (tx, { doer }, typed) => publications.publish(tx, doer, word(typed, 'read')), cockpitActs.decide),
	retirer: onCockpit(
		'retirer',
		(tx, { doer }, typed) => publications.withdraw(tx, doer, { number: Number(word(typed, 'number')), reason: word(typed, 'reason') }),
		cockpitActs.decide
	)
};
