// The condensed catalogue that comes with the software: thirty-two indicators in our own words, over four pillars, given to the public domain. It holds no target: each authority sets its own.
import { readCatalogue, type Catalogue } from './catalogue.ts';

type Row = readonly [text: string, type: string, unit?: string];

const objective = (code: string, titre: string, actions: Readonly<Record<string, readonly Row[]>>) => ({
	code,
	titre,
	actions: Object.entries(actions).map(([title, rows], nth) => ({
		code: `${code}.${nth + 1}`,
		titre: title,
		volets: [
			{
				code: `${code}.${nth + 1}`,
				indicateurs: rows.map(([texte, type, unite], row) => ({
					code: `${code}.${nth + 1}#${row + 1}`,
					texte,
					type,
					cible: null,
					reference: null,
					periodicite: 'annuelle',
					...(unite !== undefined && { unite })
				}))
			}
		]
	}))
});

const content = {
	titre: 'Catalogue condensé',
	source: 'Éclaireurs',
	licence: 'CC0 1.0',
	piliers: [
		{
			code: 'E',
			titre: 'Environnement',
			objectifs: [
				objective('E1', 'Acheter moins, et mieux', {
					'Interroger le besoin avant d’acheter': [
						['Part des achats dont le besoin a été interrogé avant de consulter', 'pourcentage'],
						['Achats évités par le prêt, le partage ou la réparation', 'nombre'],
						['Part des achats issus du réemploi ou contenant des matières recyclées', 'pourcentage']
					],
					'Regarder le coût sur toute la vie': [
						['Part des contrats choisis avec un coût sur toute la durée de vie', 'pourcentage'],
						['Énergie consommée par les équipements achetés dans l’année', 'mesure', 'kWh']
					]
				}),
				objective('E2', 'Réduire l’empreinte', {
					'Mettre l’environnement dans les contrats': [
						['Part des contrats avec une clause environnementale, en nombre', 'pourcentage'],
						['Part des contrats avec une clause environnementale, en montant', 'pourcentage'],
						['Gaz à effet de serre des achats suivis', 'mesure', 't CO2e']
					],
					'Bien nourrir': [
						['Part de produits durables et de qualité dans les repas, en montant', 'pourcentage'],
						['Restes jetés par convive', 'mesure', 'g']
					]
				})
			]
		},
		{
			code: 'S',
			titre: 'Social',
			objectifs: [
				objective('S1', 'Ouvrir l’emploi', {
					'Réserver et insérer': [
						['Heures d’insertion réalisées', 'nombre', 'h'],
						['Personnes embauchées durablement après un parcours d’insertion', 'nombre'],
						['Contrats ou lots réservés à l’insertion ou au handicap', 'nombre'],
						['Part des contrats avec une clause sociale, en nombre', 'pourcentage']
					]
				}),
				objective('S2', 'N’exclure personne', {
					'Rendre les achats accessibles': [
						['Part des équipements achetés vérifiés avec des personnes concernées', 'pourcentage'],
						['Part des documents de consultation écrits en langage clair', 'pourcentage'],
						['Part des contrats qui agissent pour l’égalité entre les femmes et les hommes', 'pourcentage']
					]
				})
			]
		},
		{
			code: 'C',
			titre: 'Économie',
			objectifs: [
				objective('C1', 'Ouvrir la commande publique', {
					'Faciliter l’accès des petites entreprises': [
						['Part des contrats confiés à des petites et moyennes entreprises, en nombre', 'pourcentage'],
						['Part des contrats confiés à des petites et moyennes entreprises, en montant', 'pourcentage'],
						['Part des contrats confiés à l’économie sociale et solidaire, en montant', 'pourcentage'],
						['Offres reçues en moyenne par consultation', 'mesure', 'offres']
					],
					'Bien traiter ses fournisseurs': [
						['Délai moyen de paiement', 'mesure', 'jours'],
						['Part des contrats avec une avance', 'pourcentage'],
						['Incidents réglés à l’amiable', 'nombre']
					]
				}),
				objective('C2', 'Essayer et apprendre', {
					'Soutenir l’innovation': [
						['Achats innovants notifiés', 'nombre'],
						['Montant des achats innovants', 'montant', '€'],
						['Expérimentations dont le bilan est public', 'nombre']
					]
				})
			]
		},
		{
			code: 'T',
			titre: 'Participation et transparence',
			objectifs: [
				objective('T1', 'Décider avec les personnes concernées', {
					'Associer un jury citoyen': [
						['Projets d’achat associant un jury citoyen', 'nombre'],
						['Part des remarques du jury qui ont reçu une réponse dans le délai annoncé', 'pourcentage']
					],
					'Rendre compte': [
						['Part des contrats dont les données essentielles sont publiées à temps', 'pourcentage'],
						['Un bilan public des achats a été publié dans l’année', 'oui/non'],
						['Part des projets avec un point d’étape dans l’année', 'pourcentage']
					]
				})
			]
		}
	]
};

const read = readCatalogue(JSON.stringify(content));
if (!read.accepted) throw new Error(`the condensed catalogue: ${read.reason}`);

export const condensed: Catalogue = read.value;
/** of its indicators' origin: never an id of a catalogue that somebody brought */
export const condensedId = 'condensed';
