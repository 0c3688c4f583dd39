// The strategy of « À table, les Rivelles ! »: what the room sketched in four lines, and what the team made of it within two weeks.
import type { ChangeKind } from '../../../cockpit/rules/difference.ts';
import type { ModeId } from '../../../cockpit/rules/modes/ids.ts';
import type { Fields } from '../../../cockpit/rules/modes/mode.ts';

interface ExampleLine {
	readonly mode: ModeId;
	/** codes of cards of the landscape */
	readonly needs: readonly string[];
	/** codes of lines of the matrix */
	readonly impacts: readonly string[];
	/** as typed */
	readonly fields: Fields;
}

const everyImpactBut = (...left: string[]) =>
	['I-qualite', 'I-viandes', 'I-gaspillage', 'I-contenants', 'I-origine', 'I-insertion', 'I-acces', 'I-metiers', 'I-depense'].filter((code) => !left.includes(code));

const answers = {
	purchase: { idea: 'authority', market: 'yes', innovative: '', lots: '7' },
	research: {
		exists: 'partly',
		existsReason: 'La pesée seule, oui. La prévision couplée à la pesée, non.',
		hypotheses: 'On prévoit les effectifs la veille à 3 % près\nPeser n’ajoute aucun geste aux équipes\nLes restes baissent d’un tiers là où l’on pèse',
		stop: 'On arrête si, après trois mois d’essai, peser prend plus de deux minutes par service.',
		results: 'shared',
		financing: 'part'
	},
	subsidy: { initiative: 'private', initiativeReason: 'Les Paniers du Gué ont écrit ce projet avant l’atelier et le mèneraient aussi sans nous.', counterpart: 'none' },
	commons: {
		generalInterest: 'yes',
		generalInterestReason: 'Un verger ouvert à tous et une table où l’on goûte les menus.',
		noPublicService: 'yes',
		noPublicServiceReason: 'Personne ne tient ce verger pour la collectivité, et personne n’y remplace un agent.',
		publicResource: 'yes',
		publicResourceReason: 'Un broyeur, un minibus, une salle-cuisine et quelques heures d’agent technique.'
	}
} as const satisfies Record<ModeId, Fields>;

export const sketch: readonly ExampleLine[] = [
	{
		mode: 'purchase',
		needs: ['B1', 'B2', 'B3', 'B4', 'B7', 'B8'],
		impacts: everyImpactBut('I-metiers'),
		fields: { ...answers.purchase, object: 'Les denrées, en sept lots, et l’équipement de deux cuisines et d’une légumerie', actors: 'L’acheteur, la directrice de l’enfance, les entreprises retenues', season: '2027-spring', low: '3 M€', high: '3,8 M€' }
	},
	{
		mode: 'research',
		needs: ['B3'],
		impacts: ['I-gaspillage', 'I-depense'],
		fields: { ...answers.research, object: 'Prévoir les effectifs et peser les restes sans ajouter de geste', actors: 'Le FIL, la coopérative Fourchette libre, trois écoles, un laboratoire universitaire', season: '2027-spring', low: '60 000', high: '100 000' }
	},
	{
		mode: 'subsidy',
		needs: ['B8'],
		impacts: ['I-insertion'],
		fields: { ...answers.subsidy, object: 'L’école de maraîchage d’insertion des Paniers du Gué', actors: 'L’association, l’élue, le service insertion', season: '2027-summer', low: '60 000', high: '100 000' }
	},
	{
		mode: 'commons',
		needs: ['B5'],
		impacts: [],
		fields: { ...answers.commons, object: 'Vergers et table d’essai', actors: 'Le collectif de parents, le lycée horticole, les services techniques', season: '2027-spring', low: '', high: '', none: 'yes' }
	}
];

export const suggestions = [
	{ seat: 'J3', line: 0, text: 'Un dossier court pour que le boucher puisse répondre seul.' },
	{ seat: 'J5', line: 3, text: 'Ouvrir la table d’essai le mercredi, pour les enfants.' }
] as const;

export const whole: readonly Fields[] = [
	{
		...answers.purchase,
		object: sketch[0]!.fields.object!,
		actors: 'Karim Delestang (pilote), Inès Vaudremer, les titulaires, la cellule ESS du département',
		on: ['2027-04-06', '2027-06-07', '2027-09-16', '2027-10-15', '2028-01-03', '2028-09-01'],
		what: ['Début du sourcing', 'Ouverture de la consultation', 'Observations du jury', 'Notification', 'Début du pilote de six mois', 'Plein régime'],
		funderWho: ['Collectivité'],
		funderHow: ['cash'],
		funderAmount: ['3 450 000'],
		maximum: '2 760 000',
		lotCode: ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7'],
		lotObject: ['Épicerie', 'Laitages', 'Légumes et fruits', 'Viandes', 'Poissons', 'Pain et farine', 'Surgelés et secours'],
		lotMaximum: ['560 000', '400 000', '620 000', '480 000', '210 000', '200 000', '290 000'],
		unitPrice: '2,52',
		unit: 'repas',
		volumeYear: ['2028', '2029', '2030', '2031'],
		volumeQuantity: ['259 000', '280 700', '280 700', '280 700'],
		itemName: ['Légumerie', 'Deux cuisines', 'Études'],
		itemAmount: ['340 000', '265 000', '85 000'],
		itemRunning: ['unsaid', 'covered', 'needless'],
		itemYearly: ['', '', ''],
		itemWords: ['', 'Repris par le budget actuel des cuisines', '']
	},
	{
		...answers.research,
		object: sketch[1]!.fields.object!,
		actors: sketch[1]!.fields.actors!,
		on: ['2027-06-30', '2028-01-03', '2028-10-31'],
		what: ['Pacte signé au plus tard', 'Début des essais dans trois écoles', 'Évaluation'],
		funderWho: ['FIL', 'Collectivité', 'Fourchette libre'],
		funderHow: ['cash', 'cash', 'in-kind'],
		funderAmount: ['55 000', '20 000', '10 000'],
		amount: '85 000'
	},
	{
		...answers.subsidy,
		object: sketch[2]!.fields.object!,
		actors: sketch[2]!.fields.actors!,
		on: ['2027-09-30', '2028-09-30'],
		what: ['Convention signée au plus tard', 'Premier bilan annuel'],
		funderWho: ['Collectivité'],
		funderHow: ['cash'],
		funderAmount: ['120 000'],
		yearly: '40 000',
		years: '3'
	},
	{
		...answers.commons,
		object: sketch[3]!.fields.object!,
		actors: sketch[3]!.fields.actors!,
		on: ['2027-05-31', '2028-04-30'],
		what: ['Pacte signé au plus tard', 'Première revue de printemps'],
		funderWho: ['Collectivité'],
		funderHow: ['in-kind'],
		funderAmount: ['84 000'],
		yearly: '28 000',
		years: '3'
	}
];

export const reasons: readonly { readonly line: number; readonly change: ChangeKind; readonly reason: string }[] = [
	{ line: 0, change: 'actors', reason: 'La cellule ESS du département nous aide à réserver la légumerie à l’insertion, sans frais.' },
	{ line: 2, change: 'amount', reason: 'L’association demande trois ans pleins, à 40 000 € par an : deux saisons ne suffisent pas pour former.' }
];
