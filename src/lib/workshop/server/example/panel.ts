// The jury of the example, invented but for its figures: who is on the rolls, who comes forward, what is said and done until the training (demo 5.3).
import distribution from './distribution.json' with { type: 'json' };

/** Days before the finished workshop. */
export const daysBefore = { begun: 120, announced: 110, campaign: [104, 96, 92, 88, 81, 74], letters: 90, answers: 62, closed: 50, sealed: 43, drawn: 42, invited: 41, said: 33, moved: 29, replaced: 25, trained: 21 } as const;
/** Days after it on which those who were not drawn are forgotten. */
export const forgottenAfter = 120;

export const contact = { contactName: 'Service de la commande publique', contactPhone: '03 53 01 00 12', contactEmail: 'jury@trois-rivelles.invalid', contactPostal: '1 place du Marché, 62990 Les Trois-Rivelles' } as const;
export const announcement = `La communauté de communes refait la restauration scolaire pour 2028-2031. Dix habitantes et habitants, tirés au sort, y travailleront un an avec les élu·es et les agents : modeler la proposition, suivre ce qui en est fait, se prononcer quand le marché change.

Six viennent des listes électorales, quatre sont volontaires. Personne n’a besoin de s’y connaître : une formation de trois heures ouvre le mandat. Deux à trois jours par an, indemnisés ; la garde d’enfants est remboursée, le transport organisé.`;
export const deliberation = '2026-118';
/** At this hour, in the authority's zone, everything was done. */
export const hour = '11:00';

/** In euros, as typed. The amount of the childcare is the example's own. */
export const cost = { halfDays: '5', allowance: '80', childcare: '25', letters: '412', post: '1,52', other: '640' } as const;

export const actions = [
	{ kind: 'poster', what: '46 affiches : écoles, mairies, pharmacies, arrêts de bus', reach: '' },
	{ kind: 'market', what: '5 marchés, avec le panier de la cantine d’hier et celui d’aujourd’hui', reach: '340' },
	{ kind: 'meeting', what: '2 rencontres en foyer rural, le soir, avec garde d’enfants', reach: '57' },
	{ kind: 'relay', what: 'L’assistante sociale, le club de foot', reach: '120' },
	{ kind: 'press', what: 'La radio locale, deux matins', reach: '' },
	{ kind: 'letter', what: '412 lettres à des personnes tirées au sort sur les listes électorales', reach: '412' }
] as const;

/** Thrown by a child, the eldest woman of the council of elders and a shopkeeper: 4-1-6, 2-2-5, 3-6-1. */
export const seed = { method: 'dice', text: '416225361', witnesses: 'Trois dés lancés par un enfant de l’école du Gué (4-1-6), la doyenne (2-2-5) et une commerçante (3-6-1), devant trente et une personnes à la salle des fêtes.' } as const;

export const leaving = { publicName: 'Platane', why: 'Déménagement hors du territoire' } as const;
export const trainingHours = { hours: '3 h', what: 'Formation du jury, le samedi matin' } as const;

const bands = { '18-34': 26, '35-59': 44, '60 et plus': 67 } as const;
type Band = keyof typeof bands;
type Gender = 'femme' | 'homme';

export interface Inhabitant {
	readonly firstName: string;
	readonly lastName: string;
	readonly gender: Gender;
	readonly band: Band;
	readonly age: number;
	readonly address: string;
	readonly town: string;
}

const lastNames = ['Allard', 'Barbier', 'Blanchet', 'Boulanger', 'Caron', 'Carpentier', 'Cordier', 'Cuvelier', 'Dambrine', 'Delattre', 'Descamps', 'Dufour', 'Evrard', 'Fauquet', 'Flament', 'Gosselin', 'Guilbert', 'Hamelin', 'Hennebelle', 'Joly', 'Lacroix', 'Lefèvre', 'Leroux', 'Macquart', 'Maillard', 'Mercier', 'Noël', 'Ouali', 'Pruvost', 'Quesnel', 'Renard', 'Rousseau', 'Saïdi', 'Sellier', 'Tellier', 'Vasseur', 'Verdier', 'Wallet', 'Yvart', 'Zielinski'];
/** of those who come forward: none of them is in the file */
const otherNames = ['Abdallah', 'Bocquet', 'Crépin', 'Duhamel', 'Fontaine', 'Hochart', 'Lemaire', 'Mouton', 'Petit', 'Wattel'];
const firstNames: Readonly<Record<Gender, readonly string[]>> = {
	femme: ['Aïcha', 'Camille', 'Danielle', 'Élodie', 'Fatou', 'Inès', 'Jeanne', 'Léa', 'Maryse', 'Nadia', 'Odile', 'Pauline', 'Rose', 'Sylvie', 'Thérèse', 'Yvette', 'Zoé'],
	homme: ['Alain', 'Bilal', 'Christian', 'Damien', 'Émile', 'Farid', 'Gérard', 'Hugo', 'Jean', 'Karim', 'Luc', 'Marcel', 'Nicolas', 'Olivier', 'Paul', 'Rémi', 'Simon']
};
const streets = ['rue de la Fontaine', 'rue du Moulin', 'chemin des Haies', 'place de l’Église', 'rue des Tilleuls', 'route de Rivelle', 'impasse du Gué', 'rue de la Gare'];
const towns = ['Le Gué', 'Rivelle-le-Haut', 'Ternoy', 'Saint-Aubin', 'Les Essarts'];

/** One of the inhabitants, by number: always the same, one a name and one a home, from `firstHome` on. */
function inhabitant(nth: number, gender: Gender, band: Band, families: readonly string[], firstHome: number): Inhabitant {
	const names = firstNames[gender];
	return {
		firstName: names[(Math.floor(nth / families.length) * 3 + nth) % names.length]!,
		lastName: families[nth % families.length]!,
		gender,
		band,
		age: bands[band] - 6 + (nth % 8),
		address: `${nth + firstHome} ${streets[nth % streets.length]}`,
		town: towns[nth % towns.length]!
	};
}

const isParent = (nth: number, band: Band): boolean => (band === '35-59' ? nth % 3 !== 0 : band === '18-34' && nth % 4 === 0);

/** What somebody answers to the questions of the quotas. */
export const answersOf = ({ gender, band }: Pick<Inhabitant, 'gender' | 'band'>, nth: number): Readonly<Record<string, string>> => ({
	Genre: gender,
	Lieu: nth % 5 < 2 ? 'bourg-centre' : 'villages',
	École: isParent(nth, band) ? 'parent d’élève' : 'sans enfant scolarisé'
});

const inTurn: readonly Band[] = ['35-59', '18-34', '35-59', '60 et plus', '60 et plus'];

/** The electors of the file: 640. */
export const electors: readonly Inhabitant[] = Array.from({ length: 640 }, (_, nth) => inhabitant(nth, nth % 2 === 0 ? 'femme' : 'homme', inTurn[Math.floor(nth / 2) % inTurn.length]!, lastNames, 1));

/** As a town hall exports it; its last column is one that nobody asked for. */
export const roll = (year: number): Uint8Array =>
	new TextEncoder().encode(
		['Nom de naissance;Prénoms;Sexe;Date de naissance;Adresse;Code postal;Commune;Bureau de vote', ...electors.map(({ lastName, firstName, gender, age, address, town }, nth) => `${lastName};${firstName};${gender === 'femme' ? 'F' : 'M'};14/05/${year - age};${address};62990;${town};${1 + (nth % 6)}`)].join('\r\n')
	);

const counts = <Key extends string>(all: Readonly<Record<Key, number>>) => Object.entries(all) as [Key, number][];

/** How many of those who were written to say yes: 61 in all. */
export const yesByLetter: readonly { readonly gender: Gender; readonly band: Band; readonly people: number }[] = (
	[
		['femme', { '18-34': 6, '35-59': 14, '60 et plus': 14 }],
		['homme', { '18-34': 5, '35-59': 11, '60 et plus': 11 }]
	] as const
).flatMap(([gender, all]) => counts(all).map(([band, people]) => ({ gender, band, people })));

/** Those who came forward by themselves: 38. */
export const volunteers: readonly Inhabitant[] = (
	[
		['femme', { '18-34': 3, '35-59': 12, '60 et plus': 8 }],
		['homme', { '18-34': 3, '35-59': 7, '60 et plus': 5 }]
	] as const
)
	.flatMap(([gender, all]) => counts(all).flatMap(([band, people]) => Array.from({ length: people }, () => ({ gender, band }))))
	.map(({ gender, band }, nth) => inhabitant(nth, gender, band, otherNames, 1_001));

/** What the search found for these people and the usual quotas (its test finds the same chances again). */
export const kept = {
	software: distribution.software,
	seconds: distribution.seconds,
	isProven: distribution.isProven,
	panels: distribution.panels.map(({ seats, tickets }) => ({ tickets, seats: Array.from({ length: distribution.profiles }, (_, profile) => seats.find(([one]) => one === profile)?.[1] ?? 0) }))
};

/** What jurors write of the proposal in the days after the workshop, by words of the passage, and what the buyer answers. */
export const annotations = [
	{ juror: 'J7', on: 'bacs inox', kind: 'question', words: 'Qui lave les bacs et les bocaux, et où ?', isTyped: false, answer: { outcome: 'kept', words: 'C’est une vraie question : le marché dira qui lave, et à quelle distance des cuisines.' } },
	{ juror: 'J5', on: '2,48', kind: 'doubt', words: '2,48 € par repas, c’est le prix d’aujourd’hui. Et en 2030 ?', isTyped: true, answer: { outcome: 'partly', words: 'Une clause suivra les prix chaque année ; le montant de départ, lui, reste celui du budget voté.' } },
	{ juror: 'J3', on: 'réfectoire', kind: 'testimony', words: 'À l’école du Gué, mon petit-fils se bouche les oreilles pour manger. Merci de l’avoir écrit.', isTyped: false, answer: null }
] as const;
