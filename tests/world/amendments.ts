// The fourteen amendments of « À table, les Rivelles ! » and what became of each (demo 5.7).
import { draft } from '../../src/lib/workshop/server/example/proposal.ts';
import type { AmendmentType } from '../../src/lib/workshop/rules/amendments.ts';

export interface AmendmentOfExample {
	readonly role: string;
	readonly type: AmendmentType;
	/** the passage of v0 */
	readonly aimsAt: string | null;
	readonly text: string;
	readonly reason: string;
	readonly needs: readonly string[];
	readonly fate: {
		readonly answer: 'take' | 'otherwise' | 'to-scenario' | 'not-keep';
		readonly scenario?: string;
		readonly version?: number;
		/** what the pen writes, where it differs from what was asked */
		readonly words?: string;
		readonly reason?: string;
	};
}

const passage = (code: string) => draft.find((one) => one.code === code)!.text;

export const fates: readonly AmendmentOfExample[] = [
	{ role: 'R1', type: 'split', aimsAt: passage('cuisine'), text: 'Équiper deux cuisines proches plutôt qu’une seule rénovée.', reason: 'On ne cuit pas le jour même à vingt kilomètres.', needs: ['B1', 'B6'], fate: { answer: 'to-scenario', scenario: 'B' } },
	{ role: 'R3', type: 'replace', aimsAt: passage('contenants'), text: 'des bacs en inox et des bocaux consignés', reason: 'Deux cent douze mille barquettes par an, recyclables ou pas.', needs: [], fate: { answer: 'take', version: 1 } },
	{ role: 'R4', type: 'replace', aimsAt: passage('prestataire'), text: 'Confier l’approvisionnement à sept lots pour quatre ans, livrés groupés sur deux points, avec :', reason: 'Livrer six écoles le même matin, c’est non.', needs: ['B8'], fate: { answer: 'take', version: 1 } },
	{ role: 'R5', type: 'add', aimsAt: null, text: 'Un dossier de candidature court, échantillon accepté.', reason: 'Un dossier de quatre-vingt-dix pages ferme la porte aux petits.', needs: ['B8'], fate: { answer: 'otherwise', version: 1, words: 'Un dossier allégé et une rencontre de présentation.' } },
	{ role: 'R7', type: 'condition', aimsAt: passage('enveloppe'), text: 'Les offres sont comparées en coût complet sur dix ans.', reason: 'Éviter la dépense qui glisse jusqu’en 2031.', needs: ['B7'], fate: { answer: 'take', version: 2 } },
	{ role: 'R6', type: 'replace', aimsAt: passage('durables'), text: 'un objectif de 50 % de produits durables en 2030, 60 % pour les viandes et poissons, et un repas végétarien fait maison par semaine au moins', reason: 'La loi le demande, et les menus s’en ressentent.', needs: ['B2'], fate: { answer: 'take', version: 2 } },
	{ role: 'R2', type: 'add', aimsAt: null, text: 'Mesurer le bruit et laisser quarante-cinq minutes à table.', reason: 'On mange mal quand on crie et qu’on se presse.', needs: ['B4'], fate: { answer: 'take', version: 2 } },
	{ role: 'R10', type: 'add', aimsAt: null, text: 'Une légumerie confiée à un parcours d’insertion.', reason: 'Des bras et des parcours existent à dix minutes.', needs: [], fate: { answer: 'otherwise', version: 3, words: 'Une légumerie : marché réservé pour le service, subvention pour le projet propre de l’association.' } },
	{ role: 'R8', type: 'replace', aimsAt: passage('demarrage'), text: 'Démarrage en janvier 2028 par un pilote de six mois dans trois écoles, avant de généraliser.', reason: 'Une tournée se règle en roulant.', needs: ['B1'], fate: { answer: 'take', version: 3 } },
	{ role: 'R9', type: 'condition', aimsAt: passage('denrees'), text: 'Un critère sur l’eau et les sols pour les lots légumes, et le transport en bus vides à tester.', reason: 'Qui parle pour nous ? La rivière boit ce que les champs laissent.', needs: ['B2'], fate: { answer: 'otherwise', version: 3, words: 'Denrées : 2,48 € par repas, avec un critère sur l’eau et les sols pour les lots légumes.' } },
	{ role: 'R3', type: 'remove', aimsAt: passage('application'), text: '', reason: 'Pas d’application de plus : un affichage et un message suffisent.', needs: ['B5'], fate: { answer: 'not-keep', reason: 'Réserver est nécessaire pour prévoir ; le pacte de recherche cherchera une version sans smartphone.' } },
	{ role: 'R7', type: 'add', aimsAt: null, text: 'Publier chaque trimestre trois chiffres : restes, part durable, coût complet.', reason: 'La confiance se montre.', needs: ['B3', 'B7'], fate: { answer: 'take', version: 3 } },
	{ role: 'R9', type: 'split', aimsAt: passage('cuisine'), text: 'Produire une part des légumes en régie et cuisiner au collège.', reason: 'Moins d’eau, moins de route, des sols vivants.', needs: ['B8'], fate: { answer: 'to-scenario', scenario: 'C' } },
	{ role: 'R1', type: 'add', aimsAt: null, text: 'Former les onze agents au fait-maison avant l’ouverture.', reason: 'Je ne cuisine plus, je réchauffe.', needs: ['B6'], fate: { answer: 'take', version: 2 } }
];
