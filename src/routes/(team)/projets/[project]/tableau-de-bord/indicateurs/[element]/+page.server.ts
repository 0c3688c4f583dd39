import { error, fail } from '@sveltejs/kit';
import { kindOf } from '#lib/cockpit/rules/elements/kinds.ts';
import { expectedOn, nextDue, standingOf, trendOf } from '#lib/cockpit/rules/indicators/standing.ts';
import { draw } from '#lib/cockpit/server/charts.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { onCockpit, requireCockpit, type AtCockpit } from '#lib/cockpit/server/guards.ts';
import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import * as measurements from '#lib/cockpit/server/measurements.ts';
import { asSeen, choicesFor, labelOf, shown } from '#lib/cockpit/server/overview.ts';
import { seriesOf } from '#lib/cockpit/server/whole.ts';
import { chartOf } from '#lib/cockpit/wording/indicators.ts';
import { cockpitActs } from '#lib/cockpit/rules/investment.ts';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { thenWatched } from '#lib/evolutivity/server/watch.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const all = asSeen(await elements.ofProject(query, doer, doer.today), audience);
	// one that was taken away is still read: whoever wrote it meanwhile finds their words again
	const taken = await elements.read(query, doer, event.params.element, doer.today);
	const indicator =
		elements.ofKind(all, 'indicator').find(({ id }) => id === event.params.element) ??
		(taken?.isGone ? elements.ofKind(asSeen([taken], audience), 'indicator')[0] : undefined);
	if (!indicator) error(404, 'element-unknown');
	const { values } = indicator;
	const series = seriesOf(all).get(indicator.code) ?? [];
	const isComputed = values.formula !== '';
	const judged = isComputed ? { ...values, every: null } : values;
	const last = series.at(-1) ?? null;
	const chart = chartOf(values, series);
	const parent = all.find(({ id }) => id === indicator.parentId);
	return {
		project: { projectId, title },
		mayWrite,
		indicator: shown(indicator, audience),
		origin: indicator.origin?.what === 'catalogue' ? indicator.origin : null,
		parent: parent ? { id: parent.id, label: labelOf(parent) } : null,
		isComputed,
		standing: standingOf(judged, series, doer.today),
		trend: trendOf(judged, series),
		due: nextDue(judged, last?.on ?? null),
		expected: last ? expectedOn(values, last.on) : null,
		series,
		measurements: elements
			.ofKind(all, 'measurement')
			.filter(({ parentId }) => parentId === indicator.id)
			.map((one) => shown(one, audience)),
		drawn: chart && draw(chart, 'series'),
		choices: choicesFor(kindOf('indicator').fields, all)
	};
};

export const actions: Actions = {
	ecrire: onCockpit(
		'ecrire',
		thenWatched((tx, { doer }, typed) => writeTyped(tx, doer, typed))
	),
	importer: async (event) => {
		const at = await requireCockpit(event, cockpitActs.write);
		const file = (await event.request.formData()).get('series');
		const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
		const bring = thenWatched((tx, { doer }: AtCockpit) =>
			measurements.bring(tx, doer, { indicator: event.params.element, bytes })
		);
		const outcome = await inTransaction((tx) => bring(tx, at));
		if (outcome.accepted) return { act: 'importer', done: 'importer', brought: outcome.value };
		const rows = 'wrongs' in outcome ? (outcome.wrongs ?? []) : [];
		return fail(422, {
			act: 'importer',
			refusal: outcome.reason as string,
			rows: rows.flatMap((wrong) => ('row' in wrong ? [wrong] : [])).slice(0, 50),
			fields: {}
		});
	}
};
