import { kindIds } from '#lib/cockpit/rules/elements/kinds.ts';
import { readKind, visibilityOf } from '#lib/cockpit/rules/publication.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { labelOf, shown } from '#lib/cockpit/server/overview.ts';
import { database } from '#lib/db/server/database.ts';
import type { PageServerLoad } from './$types';

/** Elements on one page. */
const most = 100;

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const { searchParams } = event.url;
	const kind = readKind(searchParams.get('sorte'));
	const from = Math.max(0, Math.trunc(Number(searchParams.get('depuis')) || 0));
	const all = await elements.ofProject(await database(), doer, doer.today);
	const visibility = visibilityOf(all);
	const own = all.filter((one) => one.kind === kind);
	const left = own.length - from - most;
	return {
		project: { projectId, title },
		kind,
		kinds: kindIds.flatMap((one) => {
			const found = visibility.get(one);
			return found ? [{ kind: one, shown: found.shown.size, all: found.all }] : [];
		}),
		elements: own.slice(from, from + most).map((one) => ({
			id: one.id,
			label: labelOf(shown(one, audience)),
			isShown: visibility.get(kind)?.shown.has(one.id) ?? false
		})),
		more: left > 0 ? { url: `?sorte=${kind}&depuis=${from + most}`, count: Math.min(left, most) } : null
	};
};
