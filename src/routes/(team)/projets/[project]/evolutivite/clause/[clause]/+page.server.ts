import { error, type RequestEvent } from '@sveltejs/kit';
import { onCockpit, requireCockpit, word, type AtCockpit } from '#lib/cockpit/server/guards.ts';
import type { Fields } from '#lib/cockpit/rules/modes/mode.ts';
import { database } from '#lib/db/server/database.ts';
import { saysTheSame } from '#lib/evolutivity/rules/charterText.ts';
import { partiesToTrigger } from '#lib/evolutivity/rules/clause.ts';
import { evolutivityActs } from '#lib/evolutivity/rules/evolutivityActs.ts';
import * as charters from '#lib/evolutivity/server/charters.ts';
import * as charterTexts from '#lib/evolutivity/server/charterTexts.ts';
import * as clausePages from '#lib/evolutivity/server/clausePages.ts';
import * as clauses from '#lib/evolutivity/server/clauses.ts';
import { onRequest } from '#lib/evolutivity/server/requestForms.ts';
import * as triggers from '#lib/evolutivity/server/triggers.ts';
import * as watch from '#lib/evolutivity/server/watch.ts';
import { charterParts } from '#lib/evolutivity/wording/documents.ts';
import { refused } from '#lib/outcomes/rules/outcome.ts';
import { may } from '#lib/people/rules/may.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, facts } = await requireCockpit(event, evolutivityActs.read);
	event.depends(`project:${project.projectId}`);
	const query = await database();
	const clause = await clauses.read(query, doer, event.params.clause);
	if (!clause) error(404, 'clause-unknown');
	const mayDo = (act: (typeof evolutivityActs)[keyof typeof evolutivityActs]) => may(act, facts, doer.at).accepted;
	const [shown, opened] = [await clausePages.ofClause(query, doer, audience, clause, doer.today), await charterTexts.openedOf(query, doer, clause.id)];
	return {
		project: { projectId: project.projectId, title: project.title },
		today: doer.today,
		...shown,
		opened: opened && { charterId: opened.charterId, openedOn: opened.openedOn, isCurrent: shown.charters.some((charter) => charter.id === opened.charterId && saysTheSame(opened.passages, charterParts({ title: clause.title, ...charter }))) },
		mayWrite: mayDo(evolutivityActs.write),
		mayRequest: mayDo(evolutivityActs.request),
		mayAnswer: mayDo(evolutivityActs.answer),
		mayReadAnnex: mayDo(evolutivityActs.readAnnex)
	};
};

type Run = (tx: Parameters<Parameters<typeof onCockpit>[1]>[0], at: AtCockpit, typed: Fields, clause: string) => ReturnType<Parameters<typeof onCockpit>[1]>;

/** An act on the clause that the address names; one that is none of this project is not found. */
const onClause = (act: string, run: Run, who: Parameters<typeof onCockpit>[2] = evolutivityActs.write) => async (event: RequestEvent) => {
	const at = await requireCockpit(event, who);
	const clause = event.params.clause ?? '';
	if (!(await clauses.read(await database(), at.doer, clause))) error(404, 'clause-unknown');
	return onCockpit(act, (tx, standing, typed) => run(tx, standing, typed, clause), who)(event);
};

const revisionIn = (typed: Fields): number => (/^-?\d{1,9}$/.test(word(typed, 'revision')) ? Number(word(typed, 'revision')) : -2);

export const actions: Actions = {
	ecrire: onClause('ecrire', (tx, { doer }, typed, clause) => clauses.write(tx, doer, { clause, revision: revisionIn(typed), typed })),
	figer: onClause('figer', (tx, { doer }, typed, clause) => clauses.freeze(tx, doer, { clause, revision: revisionIn(typed), on: word(typed, 'on'), confirmed: 'yes', ...('scope' in typed && { typed }) })),
	joindre: onClause('joindre', (tx, { doer }, typed, clause) => clauses.joinContract(tx, doer, { clause, contract: word(typed, 'contract') })),
	charte: onClause('charte', (tx, { doer }, typed, clause) => charters.draft(tx, doer, { clause, revision: revisionIn(typed), reviewOn: word(typed, 'reviewOn'), typed })),
	signer: onClause('signer', async (tx, { doer }, typed, clause) => {
		const party = partiesToTrigger.find((one) => one === word(typed, 'party'));
		if (!party) return refused('party-unknown');
		return watch.sign(tx, doer, { clause, revision: revisionIn(typed), signature: { party, name: word(typed, 'name').slice(0, 200), function: word(typed, 'function').slice(0, 200), signedOn: word(typed, 'signedOn') } });
	}),
	ouvrir: onClause('ouvrir', (tx, { doer }, typed, clause) => charterTexts.open(tx, doer, { clause, version: /^\d{1,6}$/.test(word(typed, 'version')) ? Number(word(typed, 'version')) : 0, told: ({ title }, charter) => charterParts({ title, ...charter }) })),
	demander: onRequest('administration', async (event) => {
		const { doer } = await requireCockpit(event, evolutivityActs.request);
		const clause = event.params.clause ?? '';
		if (!(await clauses.read(await database(), doer, clause))) error(404, 'clause-unknown');
		return { doer, clause };
	}),
	retirer: onClause('retirer', (tx, { doer }, typed, clause) => triggers.withdraw(tx, doer, { clause, request: word(typed, 'request'), party: 'administration' }), evolutivityActs.request),
	repondre: onClause('repondre', (tx, { doer }, typed) => triggers.answer(tx, doer, { request: word(typed, 'request'), answer: word(typed, 'answer'), reason: word(typed, 'reason') }), evolutivityActs.answer)
};
