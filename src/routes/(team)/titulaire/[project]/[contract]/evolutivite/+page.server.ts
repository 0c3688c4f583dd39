import { onContract, requireContract } from '#lib/cockpit/server/holderGuards.ts';
import { word } from '#lib/cockpit/server/guards.ts';
import { database } from '#lib/db/server/database.ts';
import { valuesForHolder } from '#lib/cockpit/rules/contracts.ts';
import { outcomesFor } from '#lib/evolutivity/server/holderPages.ts';
import * as clausePages from '#lib/evolutivity/server/clausePages.ts';
import * as clauses from '#lib/evolutivity/server/clauses.ts';
import { onRequest } from '#lib/evolutivity/server/requestForms.ts';
import * as triggers from '#lib/evolutivity/server/triggers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const at = await requireContract(event);
	const { project, doer, contract } = at;
	event.depends(`cockpit:${project.projectId}`);
	event.setHeaders({ 'cache-control': 'no-store' });
	const query = await database();
	const clause = await clauses.ofContract(query, doer, contract.id);
	const read = clause ? await clausePages.forHolder(query, clause, doer.today) : null;
	const after = clause ? await outcomesFor(query, at, clause) : null;
	const own = read?.requests.filter(({ party }) => party === 'company') ?? [];
	const annexes = await Promise.all(
		own.map(async ({ id, number }) => {
			const annex = await triggers.annexFor(query, doer, { as: 'holder', contract }, id);
			return annex ? [{ id, number, words: annex.words, hasFile: annex.fileId !== null }] : [];
		})
	);
	return { projectId: project.projectId, contract: { id: contract.id as string, object: valuesForHolder('contract', contract.stored).object }, today: doer.today, clause: read, after, annexes: annexes.flat() };
};

export const actions: Actions = {
	demander: onRequest('company', async (event) => {
		const { doer, contract } = await requireContract(event);
		return { doer, clause: (await clauses.ofContract(await database(), doer, contract.id))?.id ?? '' };
	}),
	retirer: onContract('retirer', async (tx, { doer, contract }, typed) => {
		const clause = await clauses.ofContract(tx, doer, contract.id);
		return triggers.withdraw(tx, doer, { clause: clause?.id ?? '', request: word(typed, 'request'), party: 'company' });
	})
};
