import { onContract, requireContract } from '#lib/cockpit/server/holderGuards.ts';
import { word } from '#lib/cockpit/server/guards.ts';
import { listIn } from '#lib/cockpit/rules/modes/mode.ts';
import { database } from '#lib/db/server/database.ts';
import * as clausePages from '#lib/evolutivity/server/clausePages.ts';
import * as clauses from '#lib/evolutivity/server/clauses.ts';
import * as triggers from '#lib/evolutivity/server/triggers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, contract } = await requireContract(event);
	event.depends(`cockpit:${project.projectId}`);
	event.setHeaders({ 'cache-control': 'no-store' });
	const query = await database();
	const clause = await clauses.ofContract(query, doer, contract.id);
	const read = clause ? await clausePages.forHolder(query, clause, doer.today) : null;
	const own = read?.requests.filter(({ party }) => party === 'company') ?? [];
	const annexes = await Promise.all(own.map(async ({ id }) => [id, (await triggers.annexFor(query, doer, { as: 'holder', contract }, id))?.words ?? ''] as const));
	return { projectId: project.projectId, contract: { id: contract.id as string, object: contract.values.object }, today: doer.today, clause: read, annexes: Object.fromEntries(annexes.filter(([, words]) => words !== '')) };
};

export const actions: Actions = {
	demander: onContract('demander', async (tx, { doer, contract }, typed) => {
		const clause = await clauses.ofContract(tx, doer, contract.id);
		return triggers.file(tx, doer, {
			clause: clause?.id ?? '',
			party: 'company',
			category: word(typed, 'category'),
			criteria: listIn(typed, 'criteria'),
			motives: word(typed, 'motives'),
			evidence: word(typed, 'evidence'),
			receivedOn: word(typed, 'receivedOn'),
			experiment: '',
			annex: { words: word(typed, 'annex'), file: null }
		});
	}),
	retirer: onContract('retirer', async (tx, { doer, contract }, typed) => {
		const clause = await clauses.ofContract(tx, doer, contract.id);
		return triggers.withdraw(tx, doer, { clause: clause?.id ?? '', request: word(typed, 'request'), party: 'company' });
	})
};
