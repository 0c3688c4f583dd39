import { fail } from '@sveltejs/kit';
import { onCockpit, requireCockpit, word } from '#lib/cockpit/server/guards.ts';
import { database } from '#lib/db/server/database.ts';
import { evolutivityActs } from '#lib/evolutivity/rules/evolutivityActs.ts';
import { readFacts } from '#lib/evolutivity/rules/gateForm.ts';
import { sittingActs } from '#lib/evolutivity/rules/sittingActs.ts';
import * as gate from '#lib/evolutivity/server/gate.ts';
import { ofGate } from '#lib/evolutivity/server/gatePages.ts';
import { requireSitting } from '#lib/evolutivity/server/sittingPages.ts';
import { readForm, typedBack } from '#lib/gatherings/server/stepActs.ts';
import { refused } from '#lib/outcomes/rules/outcome.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience } = await requireCockpit(event, sittingActs.read);
	const { gatheringId } = await requireSitting(event);
	event.depends(`project:${project.projectId}`);
	return { project: { projectId: project.projectId, title: project.title }, gatheringId: gatheringId as string, reader: doer.actor as string, ...(await ofGate(await database(), gatheringId, { actor: doer.actor, audience, day: doer.today })) };
};

export const actions: Actions = {
	/** computes on other facts, and keeps nothing */
	calculer: async (event) => {
		const { gatheringId } = await requireSitting(event, evolutivityActs.answer);
		const { doer, audience } = await requireCockpit(event, evolutivityActs.answer);
		const asked = readForm(await event.request.formData());
		const told = readFacts(asked.fields);
		if (!told) return fail(422, { act: 'calculer', refusal: 'facts-unreadable', fields: typedBack(asked) });
		const { grounds } = await ofGate(await database(), gatheringId, { actor: doer.actor, audience, day: doer.today, told });
		return { act: 'calculer', done: 'calculer', fields: typedBack(asked), grounds };
	},
	repondre: async (event) => {
		const { gatheringId } = await requireSitting(event, evolutivityActs.answer);
		return onCockpit(
			'repondre',
			async (tx, { doer }, typed) => {
				const told = readFacts(typed);
				if (!told) return refused('facts-unreadable');
				const revision = /^\d{1,6}$/.test(word(typed, 'scenarioRevision')) ? Number(word(typed, 'scenarioRevision')) : -1;
				const said = { answer: word(typed, 'answer'), reasons: word(typed, 'reasons'), replyBy: word(typed, 'replyBy'), opinionOn: word(typed, 'opinionOn'), condition: word(typed, 'condition'), conditionOn: word(typed, 'conditionOn') };
				return gate.answer(tx, doer, { gatheringId, revision, day: doer.today, told, typed: said });
			},
			evolutivityActs.answer
		)(event);
	}
};
