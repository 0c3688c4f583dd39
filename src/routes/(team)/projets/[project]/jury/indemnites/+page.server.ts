import { fail, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { keepLedger } from '#lib/jury/rules/acts.ts';
import { keeperOf, wordsOf } from '#lib/jury/server/guards.ts';
import type { Keeper } from '#lib/jury/server/juries.ts';
import * as members from '#lib/jury/server/members.ts';
import * as money from '#lib/jury/server/money.ts';
import * as roster from '#lib/jury/server/roster.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import { requireRealProject } from '#lib/projects/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project } = await requireRealProject(event, event.params.project, keepLedger);
	event.depends(`project:${project.projectId}`);
	const query = await database();
	return {
		project: { projectId: project.projectId, title: project.title },
		jury: await members.juryOf(query, project),
		accounts: await money.ofProject(query, project),
		inTouch: await roster.inTouch(query, project, now())
	};
};

/** One act on the accounts: what was typed comes back with a refusal. */
function onAccounts(act: string, run: (tx: Tx, by: Keeper, typed: Readonly<Record<string, string>>) => Promise<Outcome<unknown, string>>) {
	return async (event: RequestEvent) => {
		const at = await requireRealProject(event, event.params.project, keepLedger);
		const fields = wordsOf(await event.request.formData());
		const outcome = await inTransaction((tx) => run(tx, keeperOf(at), fields));
		return outcome.accepted ? { act, done: act } : fail(422, { act, refusal: outcome.reason, fields });
	};
}

export const actions: Actions = {
	ajouter: onAccounts('ajouter', (tx, by, { juror = '', kind = '', amount = '', what = '' }) => money.add(tx, by, juror, { kind, amount, what })),
	corriger: onAccounts('corriger', (tx, by, { line = '', amount = '', what = '' }) => money.correct(tx, by, line, { amount, what }))
};
