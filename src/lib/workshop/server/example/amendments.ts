// The questions and the fourteen amendments of « À table, les Rivelles ! », with what became of each (demo 5.7).
import type { PassageKind } from '../../../texts/rules/passages.ts';
import type { AmendmentType } from '../../rules/amendments.ts';

interface QuestionOfExample {
	readonly seat: string;
	readonly text: string;
	/** seats that wonder too */
	readonly supports: readonly string[];
	/** undefined: it is an opinion, and goes to the parking */
	readonly answer?: string;
}

export const questions: readonly QuestionOfExample[] = [
	{
		seat: 'J3',
		text: 'Que compte-t-on dans les 50 % de produits durables ?',
		supports: ['J6', 'J7', 'J9'],
		answer: 'La part durable et de qualité dans ce que coûtent les denrées. En 2026 : 31 %, dont 9 % de bio.'
	},
	{
		seat: 'J8',
		text: 'Combien de repas, et combien d’écoles à livrer ?',
		supports: ['J4'],
		answer: '1 850 repas par jour, 140 jours par an, pour onze écoles et une crèche.'
	},
	{ seat: 'J5', text: 'Un prestataire unique, c’est fermer la porte aux petites maisons.', supports: ['J4'] }
];

/** What the pen writes for an amendment that is taken: the passage that it aims at, anew, or one added. */
interface Integrated {
	readonly version: 1 | 2 | 3;
	readonly words: string;
	/** added after the passage of this code, or at the end; undefined: the words stand in place of the passage aimed at */
	readonly added?: { readonly after: string | null; readonly kind: PassageKind };
}

type Fate =
	| { readonly answer: 'take'; readonly integrated: Integrated }
	| { readonly answer: 'otherwise'; readonly integrated: Integrated; readonly reason: string }
	| { readonly answer: 'to-scenario'; readonly scenario: string }
	| { readonly answer: 'not-keep'; readonly reason: string };

interface AmendmentOfExample {
	readonly code: string;
	readonly seat: string;
	/** `silence`: written for oneself alone, shown when the turn begins; `turn`: written before the room */
	readonly written: 'silence' | 'turn';
	readonly type: AmendmentType;
	/** the code of a passage of the proposal; null: the text as a whole */
	readonly aimsAt: string | null;
	readonly quote?: string;
	readonly text: string;
	readonly reason: string;
	/** codes of needs */
	readonly needs: readonly string[];
	readonly fate: Fate;
}

/** In the order in which the room sees them: their codes are given in this order. */
export const amendments: readonly AmendmentOfExample[] = [
	{
		code: 'AM01',
		seat: 'J1',
		written: 'silence',
		type: 'replace',
		aimsAt: 'cuisine',
		quote: 'la cuisine centrale',
		text: 'Équiper deux cuisines proches plutôt qu’une seule rénovée.',
		reason: 'Pour cuire le jour même : « Je ne cuisine plus, je réchauffe. » (B1, M06)',
		needs: ['B1', 'B6'],
		fate: { answer: 'to-scenario', scenario: 'B' }
	},
	{
		code: 'AM02',
		seat: 'J3',
		written: 'silence',
		type: 'replace',
		aimsAt: 'contenants',
		quote: 'recyclables',
		text: 'des bacs inox et des bocaux consignés',
		reason: 'Les barquettes jetables ne sont qu’un sursis, et nous en ouvrons 212 000 par an. (K7, M05)',
		needs: [],
		fate: { answer: 'take', integrated: { version: 1, words: 'des bacs inox et des bocaux consignés' } }
	},
	{
		code: 'AM03',
		seat: 'J4',
		written: 'silence',
		type: 'replace',
		aimsAt: 'prestataire',
		quote: 'un prestataire unique',
		text: 'Confier l’approvisionnement à sept lots pour quatre ans, livraison groupée sur deux points, avec :',
		reason: '« Livrer six écoles le même matin, c’est non. » Et des débouchés sûrs pour qui produit à côté. (M12, B8)',
		needs: ['B8'],
		fate: {
			answer: 'take',
			integrated: { version: 1, words: 'Confier l’approvisionnement à sept lots pour quatre ans, livraison groupée sur deux points, avec :' }
		}
	},
	{
		code: 'AM04',
		seat: 'J5',
		written: 'silence',
		type: 'add',
		aimsAt: 'prestataire',
		text: 'un dossier de candidature court, échantillon accepté',
		reason: 'L’accès des petits : personne ici ne remplit quatre-vingt-dix pages.',
		needs: ['B8'],
		fate: {
			answer: 'otherwise',
			reason: 'Reformulé : « dossier allégé et rencontre de présentation ».',
			integrated: { version: 1, words: 'un dossier allégé et une rencontre de présentation', added: { after: 'prestataire', kind: 'item' } }
		}
	},
	{
		code: 'AM05',
		seat: 'J7',
		written: 'silence',
		type: 'replace',
		aimsAt: 'enveloppe',
		quote: '2,35 M€ de travaux',
		text: 'Enveloppe : 2,35 M€ de travaux, comparés en coût complet sur 10 ans.',
		reason: 'Pour éviter l’effet 2031 : ce qui coûte longtemps se voit trop tard.',
		needs: ['B7'],
		fate: { answer: 'take', integrated: { version: 2, words: 'Enveloppe : 2,35 M€ de travaux, comparés en coût complet sur 10 ans.' } }
	},
	{
		code: 'AM06',
		seat: 'J6',
		written: 'turn',
		type: 'replace',
		aimsAt: 'durables',
		quote: '50 % de produits durables',
		text: 'un objectif de 50 % de produits durables en 2030, de 60 % pour les viandes et poissons, et un repas végétarien fait maison par semaine au minimum',
		reason: 'Les seuils sont déjà en vigueur. (K2)',
		needs: ['B2'],
		fate: {
			answer: 'take',
			integrated: {
				version: 2,
				words: 'un objectif de 50 % de produits durables en 2030, de 60 % pour les viandes et poissons, et un repas végétarien fait maison par semaine au minimum'
			}
		}
	},
	{
		code: 'AM07',
		seat: 'J2',
		written: 'turn',
		type: 'add',
		aimsAt: null,
		text: 'Mesurer le bruit et laisser 45 minutes à table.',
		reason: '84 dB mesurés au réfectoire : on finit par ne plus manger. (B4, M04)',
		needs: ['B4'],
		fate: {
			answer: 'otherwise',
			reason: 'Comme indicateur.',
			integrated: { version: 2, words: 'Indicateur : le bruit au réfectoire, et 45 minutes à table.', added: { after: null, kind: 'paragraph' } }
		}
	},
	{
		code: 'AM08',
		seat: 'J10',
		written: 'turn',
		type: 'add',
		aimsAt: null,
		text: 'Une légumerie confiée à un parcours d’insertion.',
		reason: '« Les Paniers du Gué » sont prêts, et éplucher s’apprend. (C3, I2)',
		needs: [],
		fate: {
			answer: 'otherwise',
			reason: 'Séparé : marché réservé pour le service, subvention pour le projet propre de l’association.',
			integrated: {
				version: 3,
				words: 'Légumerie : un marché réservé à l’insertion pour le service ; à part, une subvention pour le projet propre de l’association.',
				added: { after: 'denrees', kind: 'paragraph' }
			}
		}
	},
	{
		code: 'AM09',
		seat: 'J8',
		written: 'turn',
		type: 'replace',
		aimsAt: 'demarrage',
		quote: 'Démarrage en janvier 2028',
		text: 'Démarrage en janvier 2028 par une phase pilote de six mois sur 3 écoles, avant généralisation.',
		reason: 'Les tournées s’essaient avant de se promettre.',
		needs: ['B1'],
		fate: {
			answer: 'take',
			integrated: { version: 3, words: 'Démarrage en janvier 2028 par une phase pilote de six mois sur 3 écoles, avant généralisation.' }
		}
	},
	{
		code: 'AM10',
		seat: 'J9',
		written: 'turn',
		type: 'replace',
		aimsAt: 'denrees',
		text: 'Denrées : 2,48 € par repas, avec un critère eau et sols sur les lots légumes, et un transport en bus vides à tester.',
		reason: 'Moins d’eau puisée, moins de camions : les bus sont vides à 9 h. (I3)',
		needs: ['B2'],
		fate: {
			answer: 'otherwise',
			reason: 'Critère oui, bus renvoyés à une expérimentation.',
			integrated: { version: 3, words: 'Denrées : 2,48 € par repas, avec un critère eau et sols sur les lots légumes.' }
		}
	},
	{
		code: 'AM11',
		seat: 'J3',
		written: 'turn',
		type: 'replace',
		aimsAt: 'application',
		quote: 'une application de commande',
		text: 'pas d’application de plus : un affichage et des SMS',
		reason: 'Toutes les familles doivent comprendre, avec ou sans smartphone. (B5)',
		needs: ['B5'],
		fate: {
			answer: 'not-keep',
			reason: 'Non retenu en l’état : la réservation est nécessaire à la prévision. Repris par le pacte R&D, avec une version sans smartphone.'
		}
	},
	{
		code: 'AM12',
		seat: 'J7',
		written: 'turn',
		type: 'add',
		aimsAt: 'durables',
		text: 'trois chiffres publiés chaque trimestre : restes, part durable, coût complet',
		reason: 'La confiance : un objectif que l’on peut suivre.',
		needs: ['B3', 'B7'],
		fate: {
			answer: 'take',
			integrated: {
				version: 3,
				words: 'trois chiffres publiés chaque trimestre : restes, part durable, coût complet',
				added: { after: 'durables', kind: 'item' }
			}
		}
	},
	{
		code: 'AM13',
		seat: 'J9',
		written: 'turn',
		type: 'split',
		aimsAt: 'cuisine',
		quote: 'la cuisine centrale',
		text: 'Produire une part des légumes en régie, cuisiner au collège.',
		reason: 'L’eau et les sols d’ici, et une cuisine qui a de la place. (C2, O1)',
		needs: ['B8'],
		fate: { answer: 'to-scenario', scenario: 'C' }
	},
	{
		code: 'AM14',
		seat: 'J1',
		written: 'turn',
		type: 'add',
		aimsAt: 'enveloppe',
		text: 'Former les onze agents au fait-maison avant l’ouverture.',
		reason: 'Vingt-deux ans de métier ne s’oublient pas : ils se remettent en route. (B6, M06)',
		needs: ['B6'],
		fate: {
			answer: 'take',
			integrated: { version: 2, words: 'Former les onze agents au fait-maison avant l’ouverture.', added: { after: 'enveloppe', kind: 'paragraph' } }
		}
	}
];

/** What some say of their role when they take it. */
export const sentences: readonly (readonly [seat: string, sentence: string])[] = [
	['J1', 'Je parle pour celles qui allument les fours à six heures.'],
	['J4', 'Je cultive six hectares, et je livre moi-même.'],
	['J9', 'Je suis ce qui reste quand vous avez fini.']
];
