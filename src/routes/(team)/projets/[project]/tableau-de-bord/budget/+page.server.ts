import { byMode, byStage, byYear, fundersOf } from '#lib/cockpit/rules/budget.ts';
import { cockpitModeIds } from '#lib/cockpit/rules/modes/ids.ts';
import { draw } from '#lib/cockpit/server/charts.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { amountsOf, asSeen } from '#lib/cockpit/server/overview.ts';
import { modesChart, sharesChart, yearsChart } from '#lib/cockpit/wording/budget.ts';
import { database } from '#lib/db/server/database.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const all = asSeen(await elements.ofProject(await database(), doer, doer.today), audience);
	const amounts = amountsOf(all);
	const lines = elements.ofKind(all, 'line').map(({ id, values }) => ({ id, mode: values.mode }));
	const sums = byStage(amounts);
	const modes = byMode(lines, amounts, cockpitModeIds);
	const { years, withoutYear } = byYear(amounts);
	return {
		project: { projectId, title },
		isEmpty: amounts.length === 0,
		sums,
		modes,
		years,
		withoutYear,
		funders: fundersOf(amounts, 'planned'),
		drawn: {
			shares: draw(sharesChart(sums), 'shares'),
			modes: modes.length > 0 ? draw(modesChart(modes), 'modes') : null,
			years: years.length > 0 ? draw(yearsChart(years), 'years') : null
		}
	};
};
