import { redirect } from '@sveltejs/kit';
import { onceOf, onCockpit, requireCockpit, word } from '#lib/cockpit/server/guards.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { asSeen, labelOf } from '#lib/cockpit/server/overview.ts';
import { database } from '#lib/db/server/database.ts';
import { evolutivityActs } from '#lib/evolutivity/rules/evolutivityActs.ts';
import { mayEditLaw } from '#lib/evolutivity/server/lawGuards.ts';
import * as clauses from '#lib/evolutivity/server/clauses.ts';
import { laneOf } from '#lib/evolutivity/server/lane.ts';
import { may } from '#lib/people/rules/may.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { account, project, doer, audience, facts } = await requireCockpit(event, evolutivityActs.read);
	event.depends(`project:${project.projectId}`);
	const query = await database();
	const lines = elements.ofKind(asSeen(await elements.ofProject(query, doer, doer.today), audience), 'line');
	return {
		project: { projectId: project.projectId, title: project.title },
		clauses: await laneOf(query, doer, doer.today),
		lines: lines.map((line) => ({ value: line.id as string, label: labelOf(line) })),
		mayAnswer: may(evolutivityActs.answer, facts, doer.at).accepted,
		mayWrite: may(evolutivityActs.write, facts, doer.at).accepted,
		mayEditLaw: project.authorityId === account.authorityId && (await mayEditLaw(account))
	};
};

const add = onCockpit('ajouter', (tx, { doer }, typed) => clauses.add(tx, doer, { title: word(typed, 'title'), line: word(typed, 'line'), ...onceOf(doer, typed) }), evolutivityActs.write);

export const actions: Actions = {
	ajouter: async (event) => {
		const answer = await add(event);
		if ('done' in answer && answer.done) redirect(303, `/projets/${event.params.project}/evolutivite`);
		return answer;
	}
};
