import { fail } from '@sveltejs/kit';
import { largestDecp, readDecp } from '#lib/cockpit/rules/decp/reading.ts';
import { cockpitActs } from '#lib/cockpit/rules/investment.ts';
import * as decp from '#lib/cockpit/server/decp.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { labelOf, shown } from '#lib/cockpit/server/overview.ts';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { readForm } from '#lib/gatherings/server/stepActs.ts';
import type { Actions, PageServerLoad } from './$types';

/** Records that one page shows. */
const mostShown = 100;

export const load: PageServerLoad = async (event) => {
	const { project, doer, mayWrite, audience } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const all = await elements.ofProject(query, doer, doer.today);
	return {
		project: { projectId, title },
		mayWrite,
		contracts: (await decp.contractsOf(query, doer, doer.today, audience)).map(({ id, label, exported }) => ({ id, label, faults: exported.faults, notNotified: exported.notNotified })),
		lines: elements.ofKind(all, 'line').map((line) => ({ id: line.id, label: labelOf(shown(line, audience)) }))
	};
};

export const actions: Actions = {
	lire: async (event) => {
		await requireCockpit(event, cockpitActs.write);
		const file = (await event.request.formData()).get('file');
		const refuse = (refusal: string) => fail(422, { act: 'lire' as const, refusal });
		if (!(file instanceof File) || file.size === 0) return refuse('file-missing');
		// its size is known before anything of it is read
		if (file.size > largestDecp) return refuse('decp-too-large');
		const read = readDecp(await file.text());
		if (!read.accepted) return refuse(read.reason);
		const { records, oddities, form } = read.value;
		return {
			act: 'lire' as const,
			read: {
				form,
				oddities,
				all: records.length,
				records: records.slice(0, mostShown).map(({ values, kept, derived, oddities: own }) => ({
					name: [values.id, values.objet].filter((one) => typeof one === 'string').join(' · '),
					source: JSON.stringify({ ...Object.fromEntries(Object.entries(values).filter(([name]) => !derived.includes(name))), ...kept }),
					oddities: own
				}))
			}
		};
	},
	reprendre: async (event) => {
		const { doer, audience } = await requireCockpit(event, cockpitActs.write);
		const { fields } = readForm(await event.request.formData());
		const brought = await inTransaction((tx) => decp.bring(tx, doer, audience, fields));
		const act = 'reprendre' as const;
		return brought.accepted ? { act, done: act, elsewhere: brought.value } : fail(422, { act, refusal: brought.reason });
	}
};
