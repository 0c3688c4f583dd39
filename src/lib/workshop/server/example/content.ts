// The worked example « À table, les Rivelles ! »: places and people invented, figures consistent with one another. In French, like the town hall that it describes.

export const authority = {
	name: 'Communauté de communes des Trois-Rivelles (exemple)',
	timeZone: 'Europe/Paris'
};

export const project = {
	code: 'a-table-les-rivelles',
	title: 'À table, les Rivelles !',
	summary:
		'Refonder la restauration scolaire à l’horizon 2028-2031 : 11 écoles et une crèche, 1 850 repas par jour. Le marché actuel s’arrête le 31 décembre 2027.'
};

export const reservist = {
	name: 'Solène Abarnec',
	email: 'solene.abarnec@exemple.invalid',
	lentBy: 'Hôpital du Ternoy'
};

export const contextAnswers = [
	{
		question: 'origin',
		text: 'Une pétition de parents après trois semaines de barquettes froides.'
	},
	{
		question: 'current-action',
		text: 'Projet alimentaire de territoire depuis 2024, sans lien avec le marché.'
	},
	{
		question: 'investments',
		text: '180 000 € inscrits pour la chaudière de la cuisine centrale ; rien d’autre.'
	},
	{
		question: 'inspiring-projects',
		text: 'Un bourg voisin a installé deux petites cuisines dans d’anciens logements de fonction ; une métropole pèse ses restes en continu.'
	}
] as const;

/** Code, zone and text of each card of the landscape (demo 5.4). */
export const cards = [
	['B1', 'needs', 'Des repas chauds et bons, cuits le jour même'],
	['B2', 'needs', 'Respecter les seuils de produits durables'],
	['B3', 'needs', 'Jeter deux fois moins'],
	['B4', 'needs', 'Un repas calme, servi en 45 minutes'],
	['B5', 'needs', 'Des menus compréhensibles par les familles, y compris les allergies'],
	['B6', 'needs', 'Un métier de cuisine attractif'],
	['B7', 'needs', 'Un prix supportable pour les familles modestes'],
	['B8', 'needs', 'Des débouchés sûrs pour les producteurs proches'],
	['C1', 'resources', '11 agents de cuisine, dont 4 CAP'],
	['C2', 'resources', 'La cuisine du collège (Département)'],
	['C3', 'resources', 'L’association d’insertion « Les Paniers du Gué »'],
	['C4', 'resources', 'Le groupement de producteurs « Racines de Rivelle » (9 fermes)'],
	['C5', 'resources', 'Une boucherie de village et son laboratoire'],
	['C6', 'resources', 'Le lycée horticole'],
	['C7', 'resources', 'La diététicienne de l’hôpital'],
	['C8', 'resources', '« Fourchette libre », coopérative numérique qui pèse les restes'],
	['C9', 'resources', 'Un collectif de parents qui entretient le verger communal'],
	['C10', 'resources', 'La minoterie bio de la vallée'],
	['C11', 'resources', 'Les transporteurs scolaires (bus vides à 9 h)'],
	['C12', 'resources', 'Le FIL « Ternoy-Rivelles »'],
	['I1', 'innovation', 'Prévoir les effectifs la veille et peser automatiquement les restes'],
	['I2', 'innovation', 'Une légumerie partagée entre écoles et insertion'],
	['I3', 'innovation', 'Livrer les légumes dans les bus vides'],
	['I4', 'innovation', 'Des bocaux consignés à la place des barquettes'],
	['I5', 'innovation', 'Des menus composés par les classes'],
	['K1', 'constraints', 'Fin du marché le 31 décembre 2027'],
	['K2', 'constraints', 'Seuils réglementaires déjà en vigueur'],
	['K3', 'constraints', 'Chaudière à remplacer'],
	['K4', 'constraints', 'Pas de recette nouvelle avant 2029'],
	['K5', 'constraints', 'Recrutement difficile'],
	['K6', 'constraints', 'Inondations de la Rivelle tous les 5 ans environ'],
	['K7', 'constraints', 'Contenants en plastique déjà interdits en restauration scolaire : les barquettes jetables ne sont qu’un sursis'],
	['O1', 'constraints', 'Capacité libre au collège'],
	['O2', 'constraints', 'Subvention d’équipement possible'],
	['O3', 'constraints', 'Deux départs en retraite pour réorganiser'],
	['O4', 'constraints', '160 logements livrés fin 2028 (effectifs en hausse)'],
	['O5', 'constraints', 'Projet alimentaire de territoire']
] as const;

export const scenarios = [
	{
		code: 'A',
		name: 'Une grande cuisine rénovée',
		idea: 'Rénover le site de 1994, confier l’approvisionnement à un prestataire.',
		facts: [
			['Investissement', '2 350 000 € HT'],
			['Coût complet sur 10 ans', '10,35 € par repas'],
			['Seuils durables atteints', 'mi-2030'],
			['Insertion', '900 heures par an']
		]
	},
	{
		code: 'B',
		name: 'Deux cuisines proches et une légumerie partagée',
		idea: 'Deux sites (bourg, vallée), une légumerie d’insertion, sept lots, un pilote de six mois.',
		facts: [
			['Investissement', '690 000 € HT'],
			['Coût complet sur 10 ans', '10,05 € par repas'],
			['Seuils durables atteints', 'fin 2028'],
			['Insertion', '4 200 heures par an']
		]
	},
	{
		code: 'C',
		name: 'Ferme intercommunale et cuisine du collège',
		idea: '6 hectares en régie, production à la cuisine du collège.',
		facts: [
			['Investissement', '1 120 000 € HT'],
			['Coût complet sur 10 ans', '10,60 € par repas'],
			['Seuils durables atteints', '2029, foncier incertain'],
			['Insertion', '2 600 heures par an']
		]
	}
] as const;

export const impacts = [
	['I-qualite', 'Qualité durable'],
	['I-viandes', 'Viandes et poissons durables'],
	['I-gaspillage', 'Gaspillage'],
	['I-contenants', 'Contenants jetables'],
	['I-origine', 'Origine proche'],
	['I-insertion', 'Insertion'],
	['I-acces', 'Accès des petites entreprises'],
	['I-metiers', 'Métiers de cuisine'],
	['I-depense', 'Maîtrise de la dépense']
] as const;

export const risks = [
	['RK1', 'Retard de travaux'],
	['RK2', 'Lot infructueux'],
	['RK3', 'Inondation des parcelles'],
	['RK4', 'Départ de cuisiniers'],
	['RK5', 'Dérive des prix'],
	['RK6', 'Contestation d’une inégalité de traitement'],
	['RK7', 'Rupture d’agrément sanitaire'],
	['RK8', 'Lassitude des familles pendant le pilote']
] as const;

export const matrixSentence = 'La salle craint le foncier : les six hectares ne sont pas acquis.';

export const objection = {
	seat: 'J1',
	risk: 'Deux cuisines sans remplaçant formé, c’est une fermeture au premier arrêt maladie.',
	liftedBy: 'Une équipe volante.',
	integration: 'Deux postes polyvalents redéployés (O3) et accord de secours avec le collège (O1).'
};

export const closing = {
	body: 'Bureau communautaire',
	bodyOn: '2027-03-25',
	dates: [
		['2027-03-25', 'La proposition passe au bureau communautaire'],
		['2027-03-27', 'L’équipe envoie la stratégie consolidée aux juré·es'],
		['2027-04-06', 'Début du sourcing']
	] as const
};

/** The closing of a workshop held at a moment: its days, by whole years later where they would be past. */
export function closingAfter(at: Date) {
	const held = at.toISOString().slice(0, 10);
	const year = Number(held.slice(0, 4));
	const first = Number(closing.bodyOn.slice(0, 4));
	const later = Math.max(0, year - first + (`${year}${closing.bodyOn.slice(4)}` > held ? 0 : 1));
	const on = (day: string) => `${Number(day.slice(0, 4)) + later}${day.slice(4)}`;
	return { body: closing.body, bodyOn: on(closing.bodyOn), dates: closing.dates.map(([day, what]) => [on(day), what] as const), later };
}
