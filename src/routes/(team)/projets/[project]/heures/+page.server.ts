import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { keepLedger } from '#lib/jury/rules/acts.ts';
import * as ledger from '#lib/jury/server/ledger.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import { requireProject } from '#lib/projects/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project } = await requireProject(event, event.params.project, keepLedger);
	event.depends(`project:${project.projectId}`);
	return { project: { projectId: project.projectId, title: project.title }, jurors: await ledger.ofProject(await database(), project) };
};

const text = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
const shape = v.object({ juror: text, line: text, hours: text, what: text });

/** One act on the ledger: what was typed comes back with a refusal. */
function onLedger(act: string, run: (tx: Tx, by: ledger.Keeper, typed: v.InferOutput<typeof shape>) => Promise<Outcome<unknown, string>>) {
	return async (event: RequestEvent) => {
		const { account, project } = await requireProject(event, event.params.project, keepLedger);
		const form = [...(await event.request.formData())];
		const fields = Object.fromEntries(form.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 20_000)]] : [])));
		const { authorityId, projectId } = project;
		const outcome = await inTransaction((tx) => run(tx, { authorityId, projectId, actor: `account:${account.accountId}`, at: now() }, v.parse(shape, fields)));
		return outcome.accepted ? { act, done: act } : fail(422, { act, refusal: outcome.reason, fields });
	};
}

export const actions: Actions = {
	ajouter: onLedger('ajouter', (tx, by, typed) => ledger.add(tx, by, typed.juror, typed)),
	corriger: onLedger('corriger', (tx, by, typed) => ledger.correct(tx, by, typed.line, typed))
};
