import { fail, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { lawValueTyped } from '#lib/evolutivity/rules/lawCorrections.ts';
import { requireLawEditor } from '#lib/evolutivity/server/lawGuards.ts';
import * as lawValues from '#lib/evolutivity/server/lawValues.ts';
import { readForm, typedBack } from '#lib/gatherings/server/stepActs.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { authorityId } = await requireLawEditor(event);
	event.setHeaders({ 'cache-control': 'no-store' });
	const query = await database();
	const today = await authorities.dayOf(query, authorityId, now());
	return { authority: (await authorities.read(query, authorityId))!.name, today, ...(await lawValues.shown(query, authorityId, today)) };
};

type Answered = { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

function onLaw(act: string, run: (tx: Tx, by: lawValues.Doer, typed: (name: string) => string) => Promise<Answered>) {
	return async (event: RequestEvent) => {
		const { authorityId, accountId } = await requireLawEditor(event);
		const asked = readForm(await event.request.formData());
		const typed = (name: string) => {
			const said = asked.fields[name];
			return typeof said === 'string' ? said : '';
		};
		const outcome = await inTransaction((tx) => run(tx, { authorityId, actor: `account:${accountId}`, at: now() }, typed));
		return outcome.accepted ? { act, done: act } : fail(422, { act, refusal: outcome.reason, fields: typedBack(asked) });
	};
}

export const actions: Actions = {
	saisir: onLaw('saisir', (tx, by, typed) =>
		lawValues.enter(tx, by, { key: typed('key'), value: lawValueTyped(typed('key'), typed('value')), from: typed('from'), until: typed('until') || null, source: typed('source') })
	),
	retirer: onLaw('retirer', (tx, by, typed) => lawValues.withdraw(tx, by, typed('entry')))
};
