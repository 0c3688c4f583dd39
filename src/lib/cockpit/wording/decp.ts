// The fields of the essential data in plain words, and what is said where one was refused.
import { m } from '#lib/words/messages.js';
import { askedFields, type Asked, type AskedField } from '../rules/decp/completing.ts';
import type { Exported } from '../rules/decp/exporting.ts';
import type { concessionFields, contractFields, Fault } from '../rules/decp/shape.ts';

type FieldName = keyof typeof contractFields | keyof typeof concessionFields;

const labels = {
	id: m.decp_field_id,
	acheteur: m.decp_field_acheteur,
	nature: m.decp_field_nature,
	objet: m.decp_field_objet,
	codeCPV: m.decp_field_code_cpv,
	techniques: m.decp_field_techniques,
	modalitesExecution: m.decp_field_modalites_execution,
	idAccordCadre: m.decp_field_id_accord_cadre,
	ccag: m.decp_field_ccag,
	offresRecues: m.decp_field_offres_recues,
	marcheInnovant: m.decp_field_marche_innovant,
	attributionAvance: m.decp_field_attribution_avance,
	tauxAvance: m.decp_field_taux_avance,
	typeGroupementOperateurs: m.decp_field_type_groupement_operateurs,
	sousTraitanceDeclaree: m.decp_field_sous_traitance_declaree,
	actesSousTraitance: m.decp_field_actes_sous_traitance,
	procedure: m.decp_field_procedure,
	lieuExecution: m.decp_field_lieu_execution,
	dureeMois: m.decp_field_duree_mois,
	dateNotification: m.decp_field_date_notification,
	datePublicationDonnees: m.decp_field_date_publication_donnees,
	montant: m.decp_field_montant,
	typesPrix: m.decp_field_types_prix,
	formePrix: m.decp_field_forme_prix,
	origineUE: m.decp_field_origine_ue,
	origineFrance: m.decp_field_origine_france,
	titulaires: m.decp_field_titulaires,
	considerationsSociales: m.decp_field_considerations_sociales,
	considerationsEnvironnementales: m.decp_field_considerations_environnementales,
	modificationsActesSousTraitance: m.decp_field_modifications_actes_sous_traitance,
	modifications: m.decp_field_modifications,
	autoriteConcedante: m.decp_field_autorite_concedante,
	dateSignature: m.decp_field_date_signature,
	dateDebutExecution: m.decp_field_date_debut_execution,
	valeurGlobale: m.decp_field_valeur_globale,
	montantSubventionPublique: m.decp_field_montant_subvention_publique,
	donneesExecution: m.decp_field_donnees_execution,
	concessionnaires: m.decp_field_concessionnaires
} satisfies Record<FieldName, () => string>;

const meanings = {
	id: m.decp_meaning_id,
	acheteur: m.decp_meaning_acheteur,
	nature: m.decp_meaning_nature,
	objet: m.decp_meaning_objet,
	codeCPV: m.decp_meaning_code_cpv,
	techniques: m.decp_meaning_techniques,
	modalitesExecution: m.decp_meaning_modalites_execution,
	idAccordCadre: m.decp_meaning_id_accord_cadre,
	ccag: m.decp_meaning_ccag,
	offresRecues: m.decp_meaning_offres_recues,
	marcheInnovant: m.decp_meaning_marche_innovant,
	attributionAvance: m.decp_meaning_attribution_avance,
	tauxAvance: m.decp_meaning_taux_avance,
	typeGroupementOperateurs: m.decp_meaning_type_groupement_operateurs,
	sousTraitanceDeclaree: m.decp_meaning_sous_traitance_declaree,
	actesSousTraitance: m.decp_meaning_actes_sous_traitance,
	procedure: m.decp_meaning_procedure,
	lieuExecution: m.decp_meaning_lieu_execution,
	dureeMois: m.decp_meaning_duree_mois,
	dateNotification: m.decp_meaning_date_notification,
	datePublicationDonnees: m.decp_meaning_date_publication_donnees,
	montant: m.decp_meaning_montant,
	typesPrix: m.decp_meaning_types_prix,
	formePrix: m.decp_meaning_forme_prix,
	origineUE: m.decp_meaning_origine_ue,
	origineFrance: m.decp_meaning_origine_france,
	titulaires: m.decp_meaning_titulaires,
	considerationsSociales: m.decp_meaning_considerations_sociales,
	considerationsEnvironnementales: m.decp_meaning_considerations_environnementales,
	modificationsActesSousTraitance: m.decp_meaning_modifications_actes_sous_traitance,
	modifications: m.decp_meaning_modifications,
	autoriteConcedante: m.decp_meaning_autorite_concedante,
	dateSignature: m.decp_meaning_date_signature,
	dateDebutExecution: m.decp_meaning_date_debut_execution,
	valeurGlobale: m.decp_meaning_valeur_globale,
	montantSubventionPublique: m.decp_meaning_montant_subvention_publique,
	donneesExecution: m.decp_meaning_donnees_execution,
	concessionnaires: m.decp_meaning_concessionnaires
} satisfies Record<FieldName, () => string>;

const isField = (name: string): name is FieldName => Object.hasOwn(labels, name);
/** « titulaires[0].id » is about `titulaires` */
const rootOf = (field: string): string => /^[A-Za-z]+/.exec(field)?.[0] ?? field;

/** A field by its French name, with its name in the format where that says more; a field that the format does not have by its own. */
export function fieldLabel(field: string): string {
	const root = rootOf(field);
	if (!isField(root)) return field;
	return root === field ? labels[root]() : `${labels[root]()} (${field})`;
}

/** What a field means; empty where the format does not have it. */
export function fieldMeaning(field: string): string {
	const root = rootOf(field);
	return isField(root) ? meanings[root]() : '';
}

export const faultWords = {
	missing: m.decp_what_missing,
	impossible: m.decp_what_impossible,
	unknown: m.decp_what_unknown
} satisfies Record<Fault['what'], () => string>;

const wrongs = {
	one: m.decp_wrong_choice,
	several: m.decp_wrong_choice,
	'yes-no': m.decp_wrong_yes_no,
	count: m.decp_wrong_count,
	percent: m.decp_wrong_percent,
	text: m.decp_wrong_number,
	day: m.elements_wrong_day_unreadable,
	siret: m.decp_wrong_siret,
	place: m.decp_wrong_place
} satisfies Record<Asked['how'], () => string>;

/** The sentence for a field that was refused. */
export const wrongInWords = (name: AskedField): string =>
	name === 'codeCPV' ? m.decp_wrong_cpv() : wrongs[askedFields[name].how]();

/** What each contract still lacks, one row a field, for a spreadsheet (CO161). */
export const lacksTable = (
	contracts: readonly { readonly label: string; readonly exported: Pick<Exported, 'faults' | 'notNotified'> }[]
): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } => ({
	head: [
		m.decp_lacks_contract(),
		m.decp_lacks_label(),
		m.decp_lacks_field(),
		m.decp_lacks_what(),
		m.decp_lacks_meaning()
	],
	rows: contracts.flatMap(({ label, exported: { faults, notNotified } }) => [
		...faults.map(({ field, what }) => [
			label,
			fieldLabel(field),
			field,
			faultWords[what](),
			fieldMeaning(field)
		]),
		...notNotified.map((version) => [
			label,
			fieldLabel('modifications'),
			'modifications',
			m.decp_what_not_notified({ version }),
			m.decp_not_notified_meaning()
		])
	])
});
