import { error } from '@sveltejs/kit';
import { wordsOfOthers } from '#lib/cockpit/rules/contracts.ts';
import { kindOf } from '#lib/cockpit/rules/elements/kinds.ts';
import { isDecidedBySitting } from '#lib/cockpit/rules/elements/origin.ts';
import { saidFor } from '#lib/cockpit/rules/snapshots.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { setGoneTyped, writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { onCockpit, requireCockpit } from '#lib/cockpit/server/guards.ts';
import { asSeen, choicesFor, labelOf, shown } from '#lib/cockpit/server/overview.ts';
import { database } from '#lib/db/server/database.ts';
import { thenWatched } from '#lib/evolutivity/server/watch.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const element = await elements.read(query, doer, event.params.element, doer.today);
	if (!element) error(404, 'element-unknown');
	const all = asSeen(await elements.ofProject(query, doer, doer.today), audience);
	const own = shown(element, audience);
	const history = await elements.historyOf(query, doer, element.id);
	const names = await accounts.namesOf(
		query,
		history.map(({ by }) => by)
	);
	const parent = all.find(({ id }) => id === element.parentId);
	return {
		project: { projectId, title },
		mayWrite,
		timeZone: (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris',
		element: { ...own, theirs: wordsOfOthers(element.kind, element.stored, doer.actor) },
		keptAt: isDecidedBySitting(element, ['gone']) ? `/projets/${projectId}/evolutivite/versions/${element.parentId}` : null,
		parent: parent ? { id: parent.id, kind: parent.kind, label: labelOf(parent) } : null,
		label: labelOf(own),
		choices: choicesFor(kindOf(element.kind).fields, all),
		// who sees what holds for what was said before too
		history: history.map(({ number, trueOn, recordedAt, by, before, after, reason }) => {
			const read = (said: typeof before) => saidFor(element.kind, said, element.stored, audience);
			return {
				number,
				trueOn,
				recordedAt,
				who: names[by] ?? '',
				before: read(before),
				after: read(after),
				reason
			};
		})
	};
};

export const actions: Actions = {
	ecrire: onCockpit(
		'ecrire',
		thenWatched((tx, { doer }, typed) => writeTyped(tx, doer, typed))
	),
	retirer: onCockpit(
		'retirer',
		thenWatched((tx, { doer }, typed) => setGoneTyped(tx, doer, typed, true))
	),
	reprendre: onCockpit(
		'reprendre',
		thenWatched((tx, { doer }, typed) => setGoneTyped(tx, doer, typed, false))
	)
};
