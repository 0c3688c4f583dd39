import { nextDue, standingOf, trendOf } from '#lib/cockpit/rules/indicators/standing.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { asSeen, choicesFor, shown } from '#lib/cockpit/server/overview.ts';
import { seriesOf } from '#lib/cockpit/server/whole.ts';
import { database } from '#lib/db/server/database.ts';
import { thenWatched } from '#lib/evolutivity/server/watch.ts';
import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { onCockpit } from '#lib/cockpit/server/guards.ts';
import { kindOf } from '#lib/cockpit/rules/elements/kinds.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const all = asSeen(await elements.ofProject(await database(), doer, doer.today), audience);
	const series = seriesOf(all);
	return {
		project: { projectId, title },
		mayWrite,
		indicators: elements.ofKind(all, 'indicator').map((one) => {
			const own = series.get(one.code) ?? [];
			const judged = one.values.formula === '' ? one.values : { ...one.values, every: null };
			return {
				...shown(one, audience),
				last: own.at(-1) ?? null,
				trend: trendOf(judged, own),
				standing: standingOf(judged, own, doer.today),
				due: nextDue(judged, own.at(-1)?.on ?? null)
			};
		}),
		choices: choicesFor(kindOf('indicator').fields, all)
	};
};

export const actions: Actions = {
	ecrire: onCockpit(
		'ecrire',
		thenWatched((tx, { doer }, typed) => writeTyped(tx, doer, typed))
	)
};
