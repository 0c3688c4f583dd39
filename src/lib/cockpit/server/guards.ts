// Who stands at the door of a project's cockpit, what they may read there, and one act on it: what was typed comes back with a refusal.
import { createHash } from 'node:crypto';
import { fail, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import { readForm, typedBack } from '../../gatherings/server/stepActs.ts';
import { may, type Act } from '../../people/rules/may.ts';
import * as authorities from '../../people/server/authorities.ts';
import { requireProject, type AtProject } from '../../projects/server/guards.ts';
import { now } from '../../time/server/clock.ts';
import { listIn, type Fields } from '../rules/modes/mode.ts';
import { cockpitActs } from '../rules/investment.ts';
import type { Audience } from '../rules/elements/fields.ts';
import type { Doer } from './elements.ts';

export interface AtCockpit extends AtProject {
	readonly doer: Doer;
	/** the narrowest that this person reads */
	readonly audience: Audience;
	readonly mayWrite: boolean;
	readonly mayDecide: boolean;
	readonly params: RequestEvent['params'];
}

export async function requireCockpit(event: RequestEvent, act: Act = cockpitActs.read): Promise<AtCockpit> {
	const at = await requireProject(event, event.params.project, act);
	const { project, account, facts } = at;
	const moment = now();
	const today = await authorities.dayOf(await database(), project.authorityId, moment);
	const mayDo = (asked: Act) => may(asked, facts, moment).accepted;
	const audience = mayDo(cockpitActs.readRestricted) ? 'restricted' : 'team';
	return {
		...at,
		params: event.params,
		doer: {
			authorityId: project.authorityId,
			projectId: project.projectId,
			actor: `account:${account.accountId}`,
			at: moment,
			today,
			audience
		},
		audience,
		mayWrite: mayDo(cockpitActs.write),
		mayDecide: mayDo(cockpitActs.decide)
	};
}

/** The first value under a name; empty where there is none. */
export const word = (typed: Fields, name: string): string => listIn(typed, name)[0] ?? '';

/** What a form that makes something says by its one-use word (CO168): the same words sent twice are one act. Nothing where the form has none. */
export function onceOf({ projectId, actor }: Doer, typed: Fields): { readonly once?: string } {
	if (!/^[0-9a-f]{32}$/.test(word(typed, 'once'))) return {};
	const said = JSON.stringify([projectId, actor, typed]);
	return { once: createHash('sha256').update(said).digest('hex') };
}

/** What an act answers: besides its reason, a refusal may say which fields are wrong and what others wrote meanwhile. */
type Answered =
	| { readonly accepted: true; readonly value: unknown }
	| { readonly accepted: false; readonly reason: string };

/** An act on the cockpit, on a form. `done` names it to the screen. */
export function onCockpit(
	act: string,
	run: (tx: Tx, at: AtCockpit, typed: Fields) => Promise<Answered>,
	who: Act = cockpitActs.write
) {
	return async (event: RequestEvent) => {
		const at = await requireCockpit(event, who);
		const asked = readForm(await event.request.formData());
		const outcome = await inTransaction((tx) => run(tx, at, asked.fields));
		if (outcome.accepted) return { act, done: act };
		const { accepted: _, reason, ...told } = outcome;
		return fail(422, { act, refusal: reason, ...told, fields: typedBack(asked) });
	};
}
