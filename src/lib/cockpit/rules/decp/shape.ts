// The essential data of public procurement, format 2.0.4 (arrêtés of 22 December 2022, modified 22 December 2023): every field, its values, and which are required.
import * as v from 'valibot';
import { isDay } from '../elements/fields.ts';

const word = v.string();
const siret = v.pipe(v.string(), v.regex(/^[0-9]{14}$/));
const day = v.pipe(v.string(), v.check(isDay));
const months = v.pipe(v.number(), v.integer(), v.minValue(1));
/** euros without tax, with cents: the format has no other unit */
const amount = v.pipe(v.number(), v.finite(), v.minValue(1));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const rank = v.pipe(v.number(), v.integer(), v.minValue(1));
const isUnlike = (all: readonly unknown[]) => new Set(all.map((one) => JSON.stringify(one))).size === all.length;
const unlike = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.check<v.InferOutput<Item>[]>(isUnlike));
const some = <Item extends v.GenericSchema>(item: Item) => v.pipe(unlike(item), v.minLength<v.InferOutput<Item>[], 1>(1));
const listOf = <const Words extends readonly string[]>(words: Words) => some(v.picklist(words));

export const identifierTypes = ['SIRET', 'TVA', 'TAHITI', 'RIDET', 'FRWF', 'IREP', 'HORS-UE'] as const;
export const natures = ['Marché', 'Marché de partenariat', 'Marché de défense ou de sécurité'] as const;
export const techniques = ['Accord-cadre', 'Concours', 'Système de qualification', 'Système d\'acquisition dynamique', 'Catalogue électronique', 'Enchère électronique', 'Sans objet'] as const;
export const executionForms = ['Tranches', 'Bons de commande', 'Marchés subséquents', 'Sans objet'] as const;
export const generalClauses = ['Travaux', 'Maitrise d\'œuvre', 'Fournitures courantes et services', 'Marchés industriels', 'Prestations intellectuelles', 'Techniques de l\'information et de la communication', 'Pas de CCAG'] as const;
export const groupings = ['Conjoint', 'Solidaire', 'Pas de groupement'] as const;
export const procedures = ['Procédure adaptée', 'Appel d\'offres ouvert', 'Appel d\'offres restreint', 'Procédure avec négociation', 'Marché passé sans publicité ni mise en concurrence préalable', 'Dialogue compétitif'] as const;
export const placeTypes = ['Code postal', 'Code commune', 'Code arrondissement', 'Code canton', 'Code département', 'Code région', 'Code pays'] as const;
export const priceTypes = ['Définitif ferme', 'Définitif actualisable', 'Définitif révisable', 'Provisoire'] as const;
export const priceForms = ['Unitaire', 'Forfaitaire', 'Mixte'] as const;
export const socialConsiderations = ['Clause sociale', 'Critère social', 'Marché réservé', 'Pas de considération sociale'] as const;
export const environmentalConsiderations = ['Clause environnementale', 'Critère environnemental', 'Pas de considération environnementale'] as const;

// the format forbids unknown fields at its first level alone: further down, what else a file says stays
const holder = v.looseObject({ typeIdentifiant: v.picklist(identifierTypes), id: word });
const holders = some(v.looseObject({ titulaire: holder }));

/** A public contract, field by field, in the order of the schema. */
export const contractFields = {
	id: v.pipe(word, v.minLength(1), v.maxLength(16)),
	acheteur: v.looseObject({ id: siret }),
	nature: v.picklist(natures),
	objet: v.pipe(word, v.maxLength(1000)),
	codeCPV: v.pipe(word, v.regex(/^[0-9]{8}(-[0-9])?$/)),
	techniques: v.looseObject({ technique: listOf(techniques) }),
	modalitesExecution: v.looseObject({ modaliteExecution: listOf(executionForms) }),
	idAccordCadre: v.pipe(word, v.minLength(1), v.maxLength(16)),
	marcheInnovant: v.boolean(),
	ccag: v.picklist(generalClauses),
	offresRecues: rank,
	attributionAvance: v.boolean(),
	tauxAvance: share,
	typeGroupementOperateurs: v.picklist(groupings),
	sousTraitanceDeclaree: v.boolean(),
	actesSousTraitance: some(
		v.looseObject({
			acteSousTraitance: v.looseObject({
				id: rank,
				sousTraitant: holder,
				dureeMois: months,
				dateNotification: day,
				datePublicationDonnees: day,
				montant: amount,
				variationPrix: v.picklist(['Ferme', 'Actualisable', 'Révisable'])
			})
		})
	),
	procedure: v.picklist(procedures),
	lieuExecution: v.looseObject({ code: word, typeCode: v.picklist(placeTypes) }),
	dureeMois: months,
	dateNotification: day,
	datePublicationDonnees: day,
	montant: amount,
	typesPrix: v.looseObject({ typePrix: listOf(priceTypes) }),
	formePrix: v.picklist(priceForms),
	origineUE: share,
	origineFrance: share,
	titulaires: holders,
	considerationsSociales: v.looseObject({ considerationSociale: listOf(socialConsiderations) }),
	considerationsEnvironnementales: v.looseObject({ considerationEnvironnementale: listOf(environmentalConsiderations) }),
	modificationsActesSousTraitance: some(
		v.looseObject({
			modificationActeSousTraitance: v.looseObject({
				id: rank,
				dureeMois: v.optional(months),
				dateNotificationModificationSousTraitance: day,
				montant: v.optional(amount),
				datePublicationDonnees: day
			})
		})
	),
	modifications: some(
		v.looseObject({
			modification: v.looseObject({
				id: rank,
				dateNotificationModification: day,
				datePublicationDonneesModification: day,
				dureeMois: v.optional(months),
				/** the new total, never the difference */
				montant: v.optional(amount),
				titulaires: v.optional(holders)
			})
		})
	)
} as const;

/** A concession, field by field. */
export const concessionFields = {
	id: v.pipe(word, v.minLength(1), v.maxLength(16)),
	autoriteConcedante: v.looseObject({ id: siret }),
	nature: v.picklist(['Concession de travaux', 'Concession de service', 'Concession de service public', 'Délégation de service public']),
	objet: v.pipe(word, v.maxLength(1000)),
	procedure: v.picklist(['Procédure négociée ouverte', 'Procédure non négociée ouverte', 'Procédure négociée restreinte', 'Procédure non négociée restreinte']),
	dureeMois: months,
	dateSignature: day,
	datePublicationDonnees: day,
	dateDebutExecution: day,
	valeurGlobale: amount,
	montantSubventionPublique: v.pipe(v.number(), v.minValue(0)),
	donneesExecution: unlike(
		v.looseObject({
			donneesAnnuelles: v.looseObject({
				datePublicationDonneesExecution: day,
				depensesInvestissement: v.pipe(v.number(), v.minValue(0)),
				tarifs: v.pipe(
					v.array(v.looseObject({ tarif: v.looseObject({ intituleTarif: v.pipe(word, v.maxLength(256)), tarif: v.pipe(v.number(), v.minValue(0)) }) })),
					v.minLength(1)
				)
			})
		})
	),
	concessionnaires: some(v.looseObject({ concessionnaire: holder })),
	considerationsSociales: v.looseObject({ considerationSociale: listOf(['Clause sociale', 'Critère social', 'Concession réservée', 'Pas de considération sociale']) }),
	considerationsEnvironnementales: v.looseObject({ considerationEnvironnementale: listOf(environmentalConsiderations) }),
	modifications: some(
		v.looseObject({
			modification: v.looseObject({
				id: rank,
				dateSignatureModification: day,
				datePublicationDonneesModification: day,
				dureeMois: v.optional(months),
				valeurGlobale: v.optional(amount)
			})
		})
	)
} as const;

export const recordKinds = ['marche', 'contrat-concession'] as const;
export type RecordKind = (typeof recordKinds)[number];

export type Shapes = Readonly<Record<string, v.GenericSchema>>;
export const fieldsOfRecord: Readonly<Record<RecordKind, Shapes>> = { marche: contractFields, 'contrat-concession': concessionFields };

const optional: Readonly<Record<RecordKind, readonly string[]>> = {
	marche: ['idAccordCadre', 'tauxAvance', 'actesSousTraitance', 'origineUE', 'origineFrance', 'modificationsActesSousTraitance', 'modifications'],
	'contrat-concession': ['donneesExecution', 'modifications']
};
export const requiredOf = (kind: RecordKind): readonly string[] => Object.keys(fieldsOfRecord[kind]).filter((name) => !optional[kind].includes(name));

export interface Fault {
	readonly field: string;
	readonly what: 'missing' | 'impossible' | 'unknown';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether every SIRET in a field has its fourteen figures and its key; a buyer is known by nothing else. */
export function namesCompanies(field: string, value: unknown): boolean {
	if (Array.isArray(value)) return value.every((one) => namesCompanies(field, one));
	if (!isObject(value)) return true;
	const isBySiret = value.typeIdentifiant === 'SIRET' || field === 'acheteur' || field === 'autoriteConcedante';
	if (isBySiret && (typeof value.id !== 'string' || !isSiret(value.id))) return false;
	return Object.entries(value).every(([name, one]) => namesCompanies(name, one));
}

/** Whether the key of a SIRET is right (Luhn); those of La Poste sum up to a multiple of five. */
export function isSiret(text: string): boolean {
	if (!/^\d{14}$/.test(text)) return false;
	const figures = [...text].map(Number);
	const luhn = figures.toReversed().reduce((sum, figure, nth) => {
		const counted = nth % 2 === 0 ? figure : figure * 2;
		return sum + (counted > 9 ? counted - 9 : counted);
	}, 0);
	return luhn % 10 === 0 || (text.startsWith('356000000') && figures.reduce((sum, one) => sum + one, 0) % 5 === 0);
}

/** What keeps a record from being published: required fields that it lacks, values that do not fit, fields that the format does not have. */
export function faultsOf(kind: RecordKind, record: Readonly<Record<string, unknown>>): readonly Fault[] {
	const shapes = fieldsOfRecord[kind];
	return [
		...requiredOf(kind).flatMap((field): Fault[] => (Object.hasOwn(record, field) ? [] : [{ field, what: 'missing' }])),
		...Object.entries(record).flatMap(([field, value]): Fault[] => {
			const shape = Object.hasOwn(shapes, field) ? shapes[field] : undefined;
			if (!shape) return [{ field, what: 'unknown' }];
			return v.safeParse(shape, value).success && namesCompanies(field, value) ? [] : [{ field, what: 'impossible' }];
		})
	];
}
