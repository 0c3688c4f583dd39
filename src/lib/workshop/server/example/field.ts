// What the example gathered on the field (demo 5.2), the four materials that its room looks at, what each seat says of them, and the cards that cite them.
import type { ContextQuestion } from '../../../enquiry/rules/contextAnswers.ts';
import type { MaterialKind, MaterialTyped } from '../../../enquiry/rules/materials.ts';
import type { Reaction } from '../../rules/field.ts';
import { breadTrolley, onePage, refectory, soupTree } from './drawings.ts';

interface Gathered {
	readonly code: string;
	readonly kind: MaterialKind;
	readonly words: MaterialTyped;
	readonly file?: () => Uint8Array;
}

/** What was said of the origin before the answer that holds. */
export const earlierAnswer: { readonly question: ContextQuestion; readonly text: string } = { question: 'origin', text: 'Une pétition de parents.' };

const dayAfter = (monday: Date, days: number): string => new Date(monday.getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** In the order of their codes. M05 has no file: a film would weigh more than the whole example, and the page says that it is missing. */
const gatheredFrom = (monday: Date): readonly Gathered[] => [
	{
		code: 'M01',
		kind: 'figure',
		words: { title: 'Restes moyens par convive', value: '118 g', unit: 'par repas', caption: '4 écoles, 10 jours de janvier', source: `pesée des restes, ${monday.getUTCDate()} au ${monday.getUTCDate() + 11} janvier ${monday.getUTCFullYear()}`, zone: 'needs', nature: 'observation' }
	},
	{ code: 'M02', kind: 'figure', words: { title: 'Part durable et de qualité, en valeur', value: '31 %', caption: 'dont 9 % bio', source: 'factures de denrées 2026', zone: 'needs', nature: 'observation' } },
	{
		code: 'M03',
		kind: 'photo',
		words: {
			title: 'Chariot de pain jeté',
			caption: 'École du Gué, 12 h 50',
			alt: 'Un chariot de service à trois étages, tous couverts de pains entiers que personne n’a mangés.',
			place: 'École du Gué',
			seenOn: dayAfter(monday, 3),
			zone: 'needs',
			nature: 'observation',
			consent: 'nobody',
			source: 'dessin d’après photo'
		},
		file: breadTrolley
	},
	{
		code: 'M04',
		kind: 'sound',
		words: {
			title: 'Le réfectoire des Tilleuls à 12 h 15',
			caption: '84 dB mesurés ; extrait de 6 secondes',
			transcript: 'Un brouhaha continu de voix d’enfants, que l’on ne comprend pas. Des couverts tombent ou s’entrechoquent toutes les secondes. Il faudrait crier pour se parler.',
			place: 'École des Tilleuls',
			seenOn: dayAfter(monday, 8),
			zone: 'needs',
			nature: 'observation',
			consent: 'nobody'
		},
		file: refectory
	},
	{
		code: 'M05',
		kind: 'video',
		words: {
			title: 'Ouverture des barquettes',
			caption: 'Barquettes jetables en cellulose : 212 000 par an',
			transcript: 'Deux agentes ouvrent une à une les barquettes au cutter et vident le contenu dans un bac. Les barquettes vides s’empilent dans un sac. Durée : 1 min 10.',
			zone: 'constraints',
			nature: 'observation',
			consent: 'given'
		}
	},
	{ code: 'M06', kind: 'testimony', words: { title: '« Je ne cuisine plus, je réchauffe. »', caption: 'Second de cuisine, 22 ans de métier', zone: 'needs', nature: 'opinion', consent: 'given' } },
	{ code: 'M07', kind: 'testimony', words: { title: '« Mes enfants goûtent à 17 h comme s’ils n’avaient pas déjeuné. »', caption: 'Mère de deux élèves', zone: 'needs', nature: 'opinion', consent: 'given' } },
	{
		code: 'M08',
		kind: 'document',
		words: { title: 'Carte des producteurs', caption: '23 producteurs à moins de 40 km, 7 prêts à livrer', transcript: '23 producteurs à moins de 40 km : 9 en maraîchage, 6 en élevage, 4 en fruits, 3 en céréales, 1 en lait. Sept se disent prêts à livrer des écoles.', zone: 'resources', nature: 'observation', consent: 'nobody' },
		file: () =>
			onePage('Producteurs à moins de 40 km des Rivelles', [
				`Relevé de janvier ${monday.getUTCFullYear()}. Exemple : lieux inventés.`,
				'',
				'Maraîchage : 9 fermes, dont 3 prêtes à livrer',
				'Élevage : 6 fermes, dont 1 prête à livrer',
				'Fruits : 4 vergers, dont 1 prêt à livrer',
				'Céréales : 3 fermes et la minoterie de la vallée, dont 1 prête à livrer',
				'Lait : 1 ferme, prête à livrer',
				'',
				'En tout : 23 producteurs, 7 prêts à livrer.'
			])
	},
	{ code: 'M09', kind: 'figure', words: { title: 'Usage de la cuisine du collège voisin', value: '60 %', unit: 'de sa capacité', source: 'Département, année 2025-2026', zone: 'resources', nature: 'observation' } },
	{
		code: 'M10',
		kind: 'photo',
		words: {
			title: 'La cantine rêvée de la classe de CE2',
			caption: 'Un arbre à soupe',
			alt: 'Un dessin d’enfant : un grand arbre dont les fruits sont des bols de soupe, rouge ou orange. Quatre enfants lèvent les bras dessous, au soleil.',
			place: 'École du Gué',
			zone: 'innovation',
			nature: 'opinion',
			consent: 'given'
		},
		file: soupTree
	},
	{
		code: 'M11',
		kind: 'document',
		words: { title: 'Dépense par famille de produits', caption: '2024-2026, en euros', transcript: 'Les viandes et poissons font près d’un tiers de la dépense ; la part des plats tout prêts monte chaque année, celle des légumes frais baisse.', source: 'factures de denrées', zone: 'constraints', nature: 'observation', consent: 'nobody' },
		file: () =>
			Buffer.from(
				['Famille;2024;2025;2026', 'Viandes et poissons;188200;191500;194300', 'Plats tout prêts;121400;133800;146100', 'Légumes frais;98600;92300;86900', 'Fruits;64700;65900;67200', 'Produits laitiers;71300;72800;74400', 'Pain et céréales;38100;38900;39750'].join('\n'),
				'utf8'
			)
	},
	{ code: 'M12', kind: 'testimony', words: { title: '« Livrer six écoles le même matin, c’est non. »', caption: 'Maraîchère, 3 salariés', zone: 'constraints', nature: 'opinion', consent: 'given' } }
];

/** All of it, from two weeks of the last January that was over by this day: a room looks at what was there before it met. */
export function gatheredBefore(day: Date): readonly Gathered[] {
	const year = day.getUTCFullYear() - (day.getUTCMonth() > 0 ? 0 : 1);
	const eighth = new Date(Date.UTC(year, 0, 8));
	return gatheredFrom(new Date(Date.UTC(year, 0, 8 + ((8 - eighth.getUTCDay()) % 7))));
}

export const chosen = ['M03', 'M01', 'M06', 'M04'] as const;

export const frame = { objective: 'Dire ensemble de quoi la cantine a besoin, et choisir comment l’acheter.', body: 'le bureau communautaire du 25 mars 2027' };

export const concern = { seat: 'J4', text: 'Est-ce que mon nom sera dans le compte rendu ?' };

/** Each seat answers what it likes, in the order in which the wall shows. */
export const remarks: readonly (readonly [material: (typeof chosen)[number], seat: string, reaction: Reaction, note?: string])[] = [
	['M03', 'J1', 'surprises'],
	['M03', 'J2', 'surprises', 'Du pain entier, jamais touché ?'],
	['M03', 'J3', 'confirms'],
	['M03', 'J5', 'question', 'Qui commande le pain, et quand ?'],
	['M03', 'J8', 'surprises'],
	['M03', 'T2', 'confirms'],
	['M01', 'J1', 'surprises'],
	['M01', 'J4', 'question', 'Est-ce plus ou moins qu’ailleurs ?'],
	['M01', 'J6', 'surprises'],
	['M01', 'J7', 'confirms'],
	['M01', 'T1', 'confirms'],
	['M01', 'J9', 'question', 'La soupe est-elle pesée ?'],
	['M06', 'J2', 'confirms'],
	['M06', 'J3', 'confirms'],
	['M06', 'J5', 'surprises', 'Je croyais que l’on cuisinait encore sur place.'],
	['M06', 'J10', 'question', 'Que faudrait-il pour cuisiner de nouveau ?'],
	['M06', 'T1', 'confirms'],
	['M06', 'T3', 'confirms'],
	['M04', 'J1', 'confirms'],
	['M04', 'J6', 'surprises'],
	['M04', 'J7', 'confirms'],
	['M04', 'J9', 'surprises'],
	['M04', 'T3', 'question', 'Le bruit vient-il de la salle ou du nombre ?']
];

/** Card → codes of the materials that it cites. */
export const sources: Readonly<Record<string, readonly string[]>> = {
	B1: ['M06', 'M07'],
	B2: ['M02'],
	B3: ['M01', 'M03'],
	B4: ['M04'],
	B6: ['M06'],
	C2: ['M09'],
	C4: ['M08'],
	I3: ['M12'],
	I5: ['M10'],
	O1: ['M09']
};
