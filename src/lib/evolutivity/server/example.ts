// The Trois-Rivelles' clause and charter of lot L3, and the three requests of their first sitting: what examples and tests of a sitting stand on.
import type { CharterId, ClauseId, ElementId, TriggerId } from '../../db/rules/ids.ts';
import type { Doer } from '../../cockpit/server/elements.ts';
import type { Tx } from '../../db/server/database.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as charters from './charters.ts';
import * as clauses from './clauses.ts';
import * as triggers from './triggers.ts';

function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(`example: ${outcome.reason}`);
	return outcome.value;
}

const fixed = ['La famille d’achats', 'La part bio minimale : 20 % du lot', 'Le volume plancher : 70 %', 'L’égalité entre les écoles'].join('\n');
const moving = { perChange: '8', cumulated: '15', movable: ['services', 'calendar', 'budget', 'indicators'], fixed };
/** As their forms are sent. */
export const clauseForm = {
	...moving,
	scope: 'Les quantités par famille de produits, le rythme de livraison, le calendrier et le prix du lot L3, dans 8 % par évolution et 15 % en tout du maximum.',
	nature: 'Une révision des quantités, des produits d’une même famille, des dates, du prix et des indicateurs de suivi.',
	conditions: 'Un critère de la charte est atteint, preuves à l’appui ; la séance d’évolutivité est tenue et chaque partie consent.',
	unequivocal: 'on'
};
const criteria = [
	['A1', 'administration', 'L’effectif varie de plus de 6 % sur deux mois', 'Le service de restauration'],
	['A2', 'administration', 'Une règle sanitaire change', 'Le service de restauration'],
	['A3', 'administration', 'La veille constate un besoin disparu ou nouveau', 'Le service de restauration'],
	['E1', 'company', 'Plus de 25 % d’une famille est perdu à la récolte', 'L’entreprise'],
	['E2', 'company', 'Une offre nettement meilleure, ou une expérimentation conclue, avec 20 % d’effet sur un indicateur', 'L’entreprise'],
	['E3', 'company', 'Une difficulté humaine, financière ou technique sérieuse, justifiée en annexe', 'L’entreprise']
] as const;
export const charterForm = {
	...moving,
	'criterion-code': criteria.map(([code]) => code),
	'criterion-party': criteria.map(([, party]) => party),
	'criterion-what': criteria.map(([, , what]) => what),
	'criterion-watchedBy': criteria.map(([, , , who]) => who),
	company: 'Aucune pénalité pendant l’examen\nLe volume plancher reste payé\nSix semaines de préavis',
	policy: '8 % par évolution et 15 % en tout, au plus, du maximum du lot\nLe retour à l’état initial est prévu\nAucun indicateur n’est abaissé sans contrepartie\nLes familles sont informées',
	noticeDays: '42',
	admissibilityWorkingDays: '5',
	sessionDays: '30'
};

/** Of example 5.13, in their order: T1, T2, T3. */
export const requests = [
	{ party: 'administration', category: 'need', criteria: ['A1'], motives: 'L’effectif est passé de 1 850 à 2 005 repas par jour : + 8,4 %.', evidence: 'Relevés de l’effectif, septembre et octobre 2028.', annex: '' },
	{ party: 'company', category: 'technical-difficulty', criteria: ['E1'], motives: 'La crue d’octobre a emporté 40 % des carottes et des pommes de terre.', evidence: 'Constat de l’expert et photos des parcelles.', annex: 'Trésorerie : six semaines d’avance.' },
	{ party: 'administration', category: 'experiment-ended', criteria: ['A3'], motives: 'Le pacte de recherche est fini : là où la pesée fonctionne, les restes sont tombés à 81 g.', evidence: 'Bilan de la pesée, octobre 2028.', annex: '' }
] as const;

export interface EvolutivityExample {
	readonly clauseId: ClauseId;
	readonly charterId: CharterId;
	/** T1, T2, T3: received on 7 November 2028, admissible on the 13th */
	readonly requests: readonly TriggerId[];
}

/** Writes the example on a line of the cockpit and its contract, each act by its own verb on its own day: frozen 2027-06-07, signed 2027-10-15, filed 2028-11-07, answered 2028-11-13. */
export async function load(tx: Tx, doer: Doer, { lineId, contractId }: { readonly lineId: ElementId; readonly contractId: ElementId }): Promise<EvolutivityExample> {
	const on = (today: string): Doer => ({ ...doer, today, at: new Date(`${today}T09:00:00Z`) });
	const clauseId = value(await clauses.add(tx, { ...doer, at: on('2027-06-01').at }, { title: 'Clause d’évolutivité du lot L3 (article 12 du CCAP)', line: lineId }));
	const revision = value(await clauses.write(tx, on('2027-06-01'), { clause: clauseId, revision: 0, typed: clauseForm }));
	value(await clauses.freeze(tx, on('2027-06-07'), { clause: clauseId, revision, on: '2027-06-07', confirmed: 'yes' }));
	value(await clauses.joinContract(tx, doer, { clause: clauseId, contract: contractId }));
	const charterId = value(await charters.draft(tx, on('2027-10-11'), { clause: clauseId, revision: -1, reviewOn: '2028-10-15', typed: charterForm }));
	for (const [party, name, post] of [['administration', 'Marc Le Floch', 'Acheteur'], ['company', 'Les Paniers', 'Gérance']] as const)
		value(await charters.sign(tx, on('2027-10-15'), { clause: clauseId, revision: 0, signature: { party, name, function: post, signedOn: '2027-10-15' } }));
	const filed: TriggerId[] = [];
	for (const { annex, ...asked } of requests) {
		const id = value(await triggers.file(tx, on('2028-11-07'), { ...asked, clause: clauseId, receivedOn: '2028-11-07', experiment: '', annex: { words: annex, file: null } }));
		value(await triggers.answer(tx, on('2028-11-13'), { request: id, answer: 'admissible', reason: '' }));
		filed.push(id);
	}
	return { clauseId, charterId, requests: filed };
}
