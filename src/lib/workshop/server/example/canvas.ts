// What the room of the example notes for the canvas « alimentation scolaire », how it is sorted, and what the buyer adds (demo 5.10).
import type { Chapter } from '../../../sourcing/rules/canvas.ts';
import type { NoteKind } from '../../../sourcing/rules/notes.ts';

export const family = 'Alimentation scolaire';

interface Noted {
	readonly seat: string;
	/** noted once the room has left this step */
	readonly after: 'landscape' | 'clarification' | 'amendments';
	readonly kind: NoteKind;
	readonly text: string;
	readonly chapter: Chapter;
	readonly namesOperator?: true;
	readonly source?: string;
}

export const notes: readonly Noted[] = [
	{ seat: 'J10', after: 'landscape', kind: 'know', text: '« Les Paniers du Gué » forment déjà six personnes au maraîchage.', chapter: 'actors', namesOperator: true },
	{ seat: 'T1', after: 'landscape', kind: 'know', text: 'La cuisine du collège tourne à 60 % de sa capacité.', chapter: 'actors', source: 'Département, 2026' },
	{ seat: 'J6', after: 'landscape', kind: 'know', text: '« Fourchette libre » pèse les restes sans y mettre les mains.', chapter: 'actors', namesOperator: true },
	{ seat: 'J5', after: 'landscape', kind: 'know', text: 'Un lot pain séparé, ailleurs, a donné trois offres au lieu d’une.', chapter: 'experience' },
	{ seat: 'J3', after: 'clarification', kind: 'know', text: 'Un pilote de six mois a été jugé trop court dans un bourg voisin.', chapter: 'experience' },
	{ seat: 'J4', after: 'clarification', kind: 'ask', text: 'Combien de jours entre récolte et assiette ?', chapter: 'information' },
	{ seat: 'J8', after: 'clarification', kind: 'ask', text: 'Que devient un produit non conforme ?', chapter: 'information' },
	{ seat: 'J10', after: 'amendments', kind: 'ask', text: 'Qui travaille chez vous en janvier ?', chapter: 'information' },
	{ seat: 'J9', after: 'amendments', kind: 'ask', text: 'Quelle eau, quels sols ?', chapter: 'information' },
	{ seat: 'J5', after: 'amendments', kind: 'ask', text: 'Qu’attendez-vous de nous pour tenir votre prix ?', chapter: 'information' },
	{ seat: 'J4', after: 'amendments', kind: 'know', text: 'Une commune a perdu son maraîcher faute de volume garanti.', chapter: 'experience' }
];

interface Added {
	readonly chapter: Chapter;
	readonly text: string;
	readonly source?: string;
	/** days before the gathering on which it was verified, and by whom */
	readonly verified?: readonly [days: number, by: string];
}

export const added: readonly Added[] = [
	{ chapter: 'actors', text: '23 producteurs à moins de 40 km, dont 7 prêts à livrer.', source: 'Carte des producteurs (M08)' },
	{ chapter: 'actors', text: 'Deux plateformes d’approvisionnement, la minoterie bio de la vallée, un laboratoire de boucherie de village.' },
	{ chapter: 'norms', text: 'Seuils de produits durables et de qualité, dont le bio, en restauration collective publique.', source: 'Code rural et de la pêche maritime', verified: [12, 'Karim Delestang'] },
	{ chapter: 'norms', text: 'Contenants en plastique interdits en restauration scolaire.', source: 'Code de l’environnement', verified: [12, 'Karim Delestang'] },
	{ chapter: 'norms', text: 'Information sur l’origine des viandes.', verified: [12, 'Karim Delestang'] },
	{ chapter: 'norms', text: 'Agrément sanitaire des cuisines qui livrent d’autres sites.', verified: [40, 'Inès Vaudremer'] },
	{ chapter: 'norms', text: 'Information écrite sur les quatorze allergènes.', verified: [40, 'Inès Vaudremer'] }
];

export const operators = [
	{ name: 'Fourchette libre', variants: '' },
	{ name: 'Les Paniers du Gué', variants: '' },
	{ name: 'Racines de Rivelle', variants: '' }
] as const;

/** Seat and card: to the year in which the contract ends. */
export const postcards: Readonly<Record<string, string>> = {
	J1: 'Qui épluche, chez vous ? Si c’est encore quelqu’un d’ici, merci.',
	J2: 'Est-ce qu’on a encore trois quarts d’heure pour manger ?',
	J3: 'J’espère que vous lisez le menu sans ouvrir une application.',
	J7: 'Ressortez le coût complet que nous avons demandé. L’avez-vous tenu ?',
	J9: 'La Rivelle a-t-elle débordé ? Les champs ont-ils tenu ?',
	T3: 'Nous avions promis de répondre. Jugez-nous là-dessus.'
};
export const contractEnds = '2031';
