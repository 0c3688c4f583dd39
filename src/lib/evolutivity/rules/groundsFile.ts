// The file form in which contracts and modifications are handed over to be looked at, in euros and French words; and the answer in the same words.
import * as v from 'valibot';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { groundsOf, wholeRevision, type Category, type ContractFacts, type Duty, type Law, type Modification, type Rejection, type Verdict } from './grounds.ts';

const yes = v.optional(v.boolean(), false);
/** Euros, as a JSON number: at most two decimals. */
const euros = v.pipe(
	v.number(),
	v.check((amount) => Number.isFinite(amount) && Math.abs(amount) <= 90_000_000_000 && Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-4),
	v.transform((amount) => Math.round(amount * 100))
);
const day = v.pipe(v.string(), v.isoDate());

const entry = v.object({
	acheteur: v.optional(v.string(), 'collectivite'),
	collectivite: yes,
	categorie: v.picklist(['travaux', 'fournitures', 'services']),
	montantInitialHT: v.pipe(euros, v.minValue(0)),
	date: day,
	procedure: v.optional(v.string(), 'adaptee'),
	soumisCAO: yes,
	coefRevision: v.optional(v.pipe(v.number(), v.minValue(0.000001), v.maxValue(1000)), 1),
	anterieures: v.optional(v.array(v.object({ fondement: v.string(), montantHT: euros })), []),
	modification: v.object({
		montantHT: v.optional(euros, 0),
		changeNatureGlobale: yes,
		clauseReexamen: v.nullish(v.object({ clairePreciseSansEquivoque: yes, champ: yes, nature: yes, conditions: yes })),
		prestationsSupplementaires: v.nullish(v.object({ necessaires: yes, absentesDuMarcheInitial: yes, changementTitulaireImpossible: yes })),
		circonstancesImprevisibles: yes,
		substitution: v.nullish(v.object({ parClause: yes, cessionApresRestructuration: yes, memesConditionsDeParticipation: yes })),
		nonSubstantielle: v.nullish(v.object({ attireDAutresOffres: yes, avantageLeTitulaire: yes, changeObjetConsiderablement: yes, remplaceLeTitulaire: yes }))
	})
});
type Entry = v.InferOutput<typeof entry>;

const categoryOf: Readonly<Record<Entry['categorie'], Category>> = { travaux: 'works', fournitures: 'supplies', services: 'services' };

const contractOf = (one: Entry): ContractFacts => ({
	buyer: /^(?:etat|état)$/i.test(one.acheteur) ? 'state' : /entit/i.test(one.acheteur) ? 'entity' : 'authority',
	isLocal: one.collectivite,
	category: categoryOf[one.categorie],
	initialAmount: one.montantInitialHT,
	revision: Math.round(one.coefRevision * wholeRevision),
	day: one.date,
	isFormal: /^formalis/i.test(one.procedure),
	wentToCommission: one.soumisCAO,
	earlier: one.anterieures.map(({ fondement, montantHT }) => ({ ground: fondement, amount: montantHT }))
});

const modificationOf = ({ modification: m }: Entry): Modification => ({
	amount: m.montantHT,
	changesOverallNature: m.changeNatureGlobale,
	clause: m.clauseReexamen ? { isUnequivocal: m.clauseReexamen.clairePreciseSansEquivoque, saysScope: m.clauseReexamen.champ, saysNature: m.clauseReexamen.nature, saysConditions: m.clauseReexamen.conditions, covers: true } : null,
	extra: m.prestationsSupplementaires ? { isNecessary: m.prestationsSupplementaires.necessaires, wasNotInContract: m.prestationsSupplementaires.absentesDuMarcheInitial, holderCannotChange: m.prestationsSupplementaires.changementTitulaireImpossible } : null,
	isUnforeseen: m.circonstancesImprevisibles,
	newHolder: m.substitution ? { byClause: m.substitution.parClause, isTransfer: m.substitution.cessionApresRestructuration, meetsConditions: m.substitution.memesConditionsDeParticipation } : null,
	substance: m.nonSubstantielle ? { drawsOthers: m.nonSubstantielle.attireDAutresOffres, favoursHolder: m.nonSubstantielle.avantageLeTitulaire, changesObject: m.nonSubstantielle.changeObjetConsiderablement, replacesHolder: m.nonSubstantielle.remplaceLeTitulaire } : null
});

/** One entry's answer, as it is printed. */
export interface Answer {
	readonly fondements: readonly string[];
	readonly rejets: Readonly<Record<string, string>>;
	readonly obligations: readonly string[];
}

function rejectionWords(rejection: Rejection): string {
	switch (rejection.why) {
		case 'outside-clause':
			return 'au-delà de la clause';
		case 'clause-incomplete':
			return 'clause incomplète : champ, nature, conditions, sans équivoque';
		case 'extra-conditions':
			return 'conditions non réunies : devenues nécessaires, absentes du marché initial, changement de titulaire impossible';
		case 'above-half':
			return 'montant > 50 % du montant initial';
		case 'holder-conditions':
			return 'ni clause, ni cession après restructuration aux mêmes conditions de participation';
		case 'substantial':
			return 'modification substantielle';
		case 'share-reached':
			return `cumul >= ${rejection.basisPoints / 100} % du montant initial`;
		case 'threshold-reached':
			return 'cumul >= seuil européen';
		case 'threshold-unknown':
			return 'seuil inconnu à cette date';
	}
}

const dutyWords: Readonly<Record<Duty, string>> = {
	notice: 'avis de modification (R2194-10)',
	'commission-opinion': 'avis CAO (CGCT L1414-4)',
	'published-data': 'données essentielles dans les 2 mois (R2196-1)',
	'new-procedure': 'nouvelle procédure de passation, ou renoncer à la modification'
};

export const answerOf = ({ changesOverallNature, holds, rejected, duties }: Verdict): Answer => ({
	fondements: holds,
	rejets: changesOverallNature ? { 'L2194-1': 'change la nature globale du marché' } : Object.fromEntries(Object.entries(rejected).map(([ground, rejection]) => [ground, rejectionWords(rejection)])),
	obligations: duties.map((duty) => dutyWords[duty])
});

export type FileRefusal = 'file-not-json' | 'file-not-a-list';
export type EntryRefusal = 'entry-unreadable';

/** Reads a list of entries and answers each in its order. Refuses what is not JSON, what is not a list, and an entry that lacks what it must say: then with its place, from 1, and the path of what is wrong. */
export function answersTo(text: string, law?: Law): Outcome<readonly Answer[], FileRefusal | EntryRefusal> & { readonly at?: { readonly entry: number; readonly path: string } } {
	let list: unknown;
	try {
		list = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		return refused('file-not-json');
	}
	if (!Array.isArray(list)) return refused('file-not-a-list');
	const answers: Answer[] = [];
	for (const [place, one] of list.entries()) {
		const read = v.safeParse(entry, one);
		if (!read.success) return { ...refused('entry-unreadable'), at: { entry: place + 1, path: read.issues.map((issue) => v.getDotPath(issue) ?? '').find(Boolean) ?? '' } };
		answers.push(answerOf(groundsOf(contractOf(read.output), modificationOf(read.output), law)));
	}
	return accepted(answers);
}
