import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { editLexicon } from '#lib/lexicon/rules/acts.ts';
import * as lexicon from '#lib/lexicon/server/lexicon.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import { may } from '#lib/people/rules/may.ts';
import { projectActs } from '#lib/projects/rules/acts.ts';
import { requireProject } from '#lib/projects/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const text = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
const shape = v.object({ word: text, meaning: text });

export const load: PageServerLoad = async (event) => {
	const { project, facts } = await requireProject(event, event.params.project, projectActs.open);
	const { projectId, title } = project;
	event.depends(`project:${projectId}`);
	return { project: { projectId, title }, entries: await lexicon.entriesOf(await database(), projectId), mayEdit: may(editLexicon, facts, now()).accepted };
};

/** One act on the lexicon: what was typed comes back with a refusal. */
function onLexicon(act: string, run: (tx: Tx, by: lexicon.Explainer, typed: v.InferOutput<typeof shape>, at: Date) => Promise<Outcome<unknown, string>>) {
	return async (event: RequestEvent) => {
		const { account, project } = await requireProject(event, event.params.project, editLexicon);
		const form = [...(await event.request.formData())];
		const fields = Object.fromEntries(form.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 20_000)]] : [])));
		const { authorityId, projectId } = project;
		const by = { authorityId, projectId, accountId: account.accountId };
		const outcome = await inTransaction((tx) => run(tx, by, v.parse(shape, fields), now()));
		return outcome.accepted ? { act, done: act } : fail(422, { act, refusal: outcome.reason, fields });
	};
}

export const actions: Actions = {
	expliquer: onLexicon('expliquer', lexicon.explain),
	retirer: onLexicon('retirer', lexicon.withdraw)
};
