import { fail, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { keepChoice, permitChoice, readChoice, readRegister, stopChoice } from '#lib/jury/rules/acts.ts';
import { questionsFrom } from '#lib/jury/rules/choiceGrid.ts';
import { frozenOf, staffOf } from '#lib/jury/rules/choice.ts';
import * as choices from '#lib/jury/server/choice.ts';
import * as grid from '#lib/jury/server/choiceGrid.ts';
import * as outcome from '#lib/jury/server/choiceOutcome.ts';
import * as room from '#lib/jury/server/choiceRoom.ts';
import { keeperOf, requireJury, wordsOf } from '#lib/jury/server/guards.ts';
import type { Keeper } from '#lib/jury/server/juries.ts';
import { accepted, type Outcome } from '#lib/outcomes/rules/outcome.ts';
import { may, type Act } from '#lib/people/rules/may.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import * as canvases from '#lib/sourcing/server/canvases.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, facts, jury } = await requireJury(event, readChoice);
	event.depends(`project:${project.projectId}`);
	event.setHeaders({ 'cache-control': 'no-store' });
	const query = await database();
	const at = now();
	const { choice, isPermitted, phase } = await choices.ofProject(query, project, at);
	const mayKeep = may(keepChoice, facts, at).accepted;
	const questions = await grid.ofTeam(query, project);
	return {
		project: { projectId: project.projectId, title: project.title },
		slug: jury.slug,
		zone: (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris',
		isPermitted,
		phase,
		mayPermit: may(permitChoice, facts, at).accepted,
		mayKeep,
		mayStop: may(stopChoice, facts, at).accepted,
		mayReadRegister: may(readRegister, facts, at).accepted,
		staff: staffOf(facts.places ?? [], at) ?? null,
		terms: choice ? { passage: choice.passage, service: choice.service, agreedOn: choice.agreedOn, kind: choice.kind, criteria: choice.criteria, opensAt: choice.opensAt, closesAt: choice.closesAt } : null,
		frozen: frozenOf(choice, at) ? { isOver: frozenOf(choice, at)!.closesAt !== null } : null,
		questions,
		suggested: mayKeep
			? questionsFrom(
					(await canvases.read(query, project)).entries,
					questions.map(({ question }) => question)
				)
			: [],
		reading: mayKeep ? await room.reading(query, project, at) : null,
		synthesis: outcome.written(choice)
	};
};

type Words = Readonly<Record<string, string>>;

function onChoice(name: string, act: Act, run: (tx: Tx, by: Keeper, typed: Words) => Promise<Outcome<unknown, string>>) {
	return async (event: RequestEvent) => {
		const at = await requireJury(event, act);
		const fields = wordsOf(await event.request.formData());
		const done = await inTransaction((tx) => run(tx, keeperOf(at), fields));
		return done.accepted ? { act: name, done: name } : fail(422, { act: name, refusal: done.reason, fields });
	};
}

/** What nothing refuses. */
const always = (run: (tx: Tx, by: Keeper) => Promise<void>) => async (tx: Tx, by: Keeper) => accepted(await run(tx, by));

export const actions: Actions = {
	permettre: onChoice('permettre', permitChoice, always((tx, by) => choices.permit(tx, by, 'given'))),
	interdire: onChoice('interdire', permitChoice, always((tx, by) => choices.permit(tx, by, 'withdrawn'))),
	allumer: onChoice('allumer', keepChoice, choices.switchOn),
	eteindre: onChoice('eteindre', stopChoice, always(choices.switchOff)),
	question: onChoice('question', keepChoice, (tx, by, { question }) => grid.add(tx, by, question)),
	retirer: onChoice('retirer', keepChoice, (tx, by, { question }) => grid.withdraw(tx, by, question)),
	repondre: onChoice('repondre', keepChoice, grid.answer),
	conclure: onChoice('conclure', keepChoice, outcome.conclude),
	publier: onChoice('publier', keepChoice, (tx, by, { awardedOn }) => outcome.publish(tx, by, awardedOn))
};
