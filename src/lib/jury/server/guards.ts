// Who stands at the door of a project's jury, and one act on it: what was typed comes back with a refusal.
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import type { Act } from '../../people/rules/may.ts';
import { requireRealProject, type AtProject } from '../../projects/server/guards.ts';
import { now } from '../../time/server/clock.ts';
import { keepJury } from '../rules/acts.ts';
import type { PersonFault } from '../rules/pools/volunteers.ts';
import * as juries from './juries.ts';

export interface AtJury extends AtProject {
	readonly jury: juries.Jury;
}

/** As `requireRealProject`, and 404 where the project has no jury yet. */
export async function requireJury(event: RequestEvent, act: Act): Promise<AtJury> {
	const at = await requireRealProject(event, event.params.project, act);
	const jury = await juries.ofProject(await database(), at.project);
	return jury ? { ...at, jury } : error(404, 'jury-unknown');
}

export const keeperOf = ({ account, project }: AtProject): juries.Keeper => ({
	authorityId: project.authorityId,
	projectId: project.projectId,
	actor: `account:${account.accountId}`,
	at: now()
});

/** The words of a form: files left out, and no field longer than what any rule reads. */
export const wordsOf = (form: FormData): Readonly<Record<string, string>> =>
	Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 20_000)]] : [])));

/** What a refusal says beside its reason: the field or the row at fault. */
type Told = Outcome<unknown, string> & { readonly field?: string; readonly wrongs?: readonly PersonFault[]; readonly at?: unknown };

/** An act of whoever keeps the jury, on a form. */
export function onJury(act: string, run: (tx: Tx, by: juries.Keeper, typed: Readonly<Record<string, string>>, at: AtJury) => Promise<Told>) {
	return async (event: RequestEvent) => {
		const at = await requireJury(event, keepJury);
		const typed = wordsOf(await event.request.formData());
		const outcome = await inTransaction((tx) => run(tx, keeperOf(at), typed, at));
		return outcome.accepted ? { act, done: act } : fail(422, { act, refusal: outcome.reason, ...('field' in outcome && { field: outcome.field }), ...(outcome.wrongs && { wrongs: outcome.wrongs }), ...('at' in outcome && { at: outcome.at }), fields: typed });
	};
}
