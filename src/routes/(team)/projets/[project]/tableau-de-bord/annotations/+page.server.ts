import { readAbout } from '#lib/annotations/rules/about.ts';
import * as annotations from '#lib/annotations/server/annotations.ts';
import { cockpitActs } from '#lib/cockpit/rules/investment.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { onCockpit, requireCockpit, word, type AtCockpit } from '#lib/cockpit/server/guards.ts';
import * as openElements from '#lib/cockpit/server/openElements.ts';
import { asSeen, labelOf } from '#lib/cockpit/server/overview.ts';
import * as remarks from '#lib/cockpit/server/remarks.ts';
import { database } from '#lib/db/server/database.ts';
import { refused } from '#lib/outcomes/rules/outcome.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import * as memberships from '#lib/projects/server/memberships.ts';
import * as annotating from '#lib/workshop/server/annotating.ts';
import type { Actions, PageServerLoad } from './$types';

/** The place in the project in which somebody of the team writes; undefined for an administrator who has none. */
async function ownPlace({ account, project, doer }: AtCockpit) {
	return (await memberships.ofAccount(await database(), account.accountId, project.projectId, doer.at))[0];
}

export const load: PageServerLoad = async (event) => {
	const at = await requireCockpit(event);
	const { project, doer, mayWrite } = at;
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`, `project:${projectId}`);
	const query = await database();
	const own = (await annotations.ofProject(query, doer, doer.at)).filter(({ thing }) => thing.what === 'element');
	const found = await annotating.whereTheyStand(query, doer, own);
	const authors = await memberships.readMany(query, [...new Set(found.map(({ membershipId }) => membershipId))]);
	const all = asSeen(await elements.ofProject(query, doer, doer.today), at.audience);
	const tasks = new Map(all.flatMap((one) => (one.origin?.what === 'annotation' ? [[one.origin.annotation, { id: one.id as string, label: labelOf(one) }]] : [])));
	return {
		project: { projectId, title },
		mayWrite,
		mayAnnotate: (await ownPlace(at)) !== undefined,
		zone: (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris',
		open: await openElements.read(query, doer, 'team', doer.today),
		about: event.url.searchParams.get('sur'),
		annotations: found.map(({ membershipId, ...one }) => ({
			...one,
			name: authors.get(membershipId)?.publicName ?? '',
			task: tasks.get(one.id) ?? null
		}))
	};
};

export const actions: Actions = {
	annoter: onCockpit(
		'annoter',
		async (tx, at, typed) => {
			const place = await ownPlace(at);
			const about = readAbout(word(typed, 'about'));
			const element = about?.what === 'element' ? (await openElements.read(tx, at.doer, 'team', at.doer.today)).find(({ id }) => id === about.element) : undefined;
			if (!place || !element) return refused('passage-unknown');
			const { authorityId, projectId, at: moment } = at.doer;
			return annotations.writeOnElement(
				tx,
				{ authorityId, projectId, membershipId: place.membershipId, at: moment },
				{ element: element.id, code: element.code, quote: element.text },
				{ kind: word(typed, 'kind'), words: word(typed, 'words') }
			);
		},
		cockpitActs.read
	),
	tache: onCockpit('tache', (tx, { doer }, typed) => remarks.makeTask(tx, doer, typed))
};
