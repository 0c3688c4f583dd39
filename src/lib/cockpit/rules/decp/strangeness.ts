// What is strange in a record although it may be read: broken letters, numbers of companies that cannot be, amounts and days that do not hold together, fields further down that the format does not have.
import type { Json, Oddity } from './reading.ts';
import { isSiret, type RecordKind } from './shape.ts';

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Letters read in the wrong alphabet (« Ã© »), lost ones (« � », « M?dical »), controls. */
const broken = /\ufffd|Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]|â€|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u0080-\u009f]|\p{L}\?\p{Ll}/u;

/** Every text in a value, with the way to it. */
function textsIn(value: unknown, path: string): readonly (readonly [string, string])[] {
	if (typeof value === 'string') return [[path, value]];
	if (Array.isArray(value)) return value.flatMap((one, nth) => textsIn(one, `${path}[${nth}]`));
	if (isObject(value)) return Object.entries(value).flatMap(([name, one]) => textsIn(one, path === '' ? name : `${path}.${name}`));
	return [];
}

/** What the format knows further down; `*` is any place in a list. */
const known: Readonly<Record<string, readonly string[]>> = {
	acheteur: ['id'],
	autoriteConcedante: ['id'],
	lieuExecution: ['code', 'typeCode'],
	'titulaires[*]': ['titulaire', 'id', 'typeIdentifiant'],
	'titulaires[*].titulaire': ['id', 'typeIdentifiant'],
	'concessionnaires[*]': ['concessionnaire', 'id', 'typeIdentifiant'],
	'concessionnaires[*].concessionnaire': ['id', 'typeIdentifiant']
};
const ofModification = ['modification', 'id', 'dateNotificationModification', 'dateSignatureModification', 'datePublicationDonneesModification', 'dureeMois', 'montant', 'valeurGlobale', 'titulaires'];

function deepUnknown(value: unknown, path: string): readonly Oddity[] {
	if (Array.isArray(value)) return value.flatMap((one, nth) => deepUnknown(one, `${path}[${nth}]`));
	if (!isObject(value)) return [];
	const place = path.replace(/\[\d+\]/g, '[*]');
	const names = /^modifications\[\*\](\.modification)?$/.test(place) ? ofModification : known[place.replace(/^modifications\[\*\](\.modification)?\./, '')];
	return Object.entries(value).flatMap(([name, one]) => {
		const field = `${path}.${name}`;
		const isUnknown = names !== undefined && !names.includes(name);
		return [
			...(isUnknown ? [{ kind: 'unknown-field' as const, field, said: typeof one === 'string' ? one.slice(0, 120) : JSON.stringify(one).slice(0, 120) }] : []),
			...deepUnknown(one, field)
		];
	});
}

const unwrapped = (list: unknown, name: string): readonly Json[] =>
	Array.isArray(list) ? list.flatMap((one: unknown) => (isObject(one) ? [isObject(one[name]) ? one[name] : one] : [])) : [];

function companies(raw: Json): readonly Oddity[] {
	const told: Oddity[] = [];
	const judge = (field: string, type: unknown, id: unknown) => {
		if (type === 'SIRET' && (typeof id !== 'string' || !isSiret(id))) told.push({ kind: 'siret-wrong', field, said: String(id) });
	};
	for (const buyer of ['acheteur', 'autoriteConcedante']) {
		const one = raw[buyer];
		if (isObject(one)) judge(`${buyer}.id`, 'SIRET', one.id);
	}
	const lists: readonly (readonly [string, readonly Json[]])[] = [
		['titulaires', unwrapped(raw.titulaires, 'titulaire')],
		['concessionnaires', unwrapped(raw.concessionnaires, 'concessionnaire')],
		...unwrapped(raw.modifications, 'modification').map((one, nth) => [`modifications[${nth}].titulaires`, unwrapped(one.titulaires, 'titulaire')] as const),
		['actesSousTraitance', unwrapped(raw.actesSousTraitance, 'acteSousTraitance').flatMap(({ sousTraitant }) => (isObject(sousTraitant) ? [sousTraitant] : []))]
	];
	for (const [field, list] of lists) for (const [nth, one] of list.entries()) judge(`${field}[${nth}].id`, one.typeIdentifiant, one.id);
	return told;
}

/** euros: more than any contract of a local authority */
const largestAmount = 10_000_000_000;
const longestMonths = 600;

function figures(kind: RecordKind, values: Json): readonly Oddity[] {
	const told: Oddity[] = [];
	const [totalName, signedName] = kind === 'marche' ? (['montant', 'dateNotification'] as const) : (['valeurGlobale', 'dateSignature'] as const);
	const [base, signed, published] = [values[totalName], values[signedName], values.datePublicationDonnees];
	const tell = (oddity: Oddity['kind'], field: string, said: unknown) => told.push({ kind: oddity, field, said: String(said) });
	if (typeof base === 'number' && base > largestAmount) tell('amount-implausible', totalName, base);
	if (typeof values.dureeMois === 'number' && values.dureeMois > longestMonths) tell('months-implausible', 'dureeMois', values.dureeMois);
	if (typeof signed === 'string' && typeof published === 'string' && published < signed) tell('day-order', 'datePublicationDonnees', `${signed} > ${published}`);
	for (const [nth, one] of unwrapped(values.modifications, 'modification').entries()) {
		const field = (name: string) => `modifications[${nth}].${name}`;
		const total = one[totalName];
		const [on, toldOn] = [one.dateNotificationModification ?? one.dateSignatureModification, one.datePublicationDonneesModification];
		if (typeof total === 'number' && typeof base === 'number') {
			if (total > largestAmount) tell('amount-implausible', field(totalName), total);
			// a new total under half of the first is more often a difference
			else if (total * 2 < base) tell('total-or-difference', field(totalName), total);
			else if (total > base * 1.5) tell('total-rises-much', field(totalName), total);
		}
		if (typeof one.dureeMois === 'number' && one.dureeMois > longestMonths) tell('months-implausible', field('dureeMois'), one.dureeMois);
		if (typeof on === 'string' && typeof signed === 'string' && on < signed) tell('day-order', field(kind === 'marche' ? 'dateNotificationModification' : 'dateSignatureModification'), `${signed} > ${on}`);
		if (typeof on === 'string' && typeof toldOn === 'string' && toldOn < on) tell('day-order', field('datePublicationDonneesModification'), `${on} > ${toldOn}`);
	}
	return told;
}

const nothingBeside: readonly (readonly [field: string, list: string, none: string])[] = [
	['considerationsSociales', 'considerationSociale', 'Pas de considération sociale'],
	['considerationsEnvironnementales', 'considerationEnvironnementale', 'Pas de considération environnementale'],
	['techniques', 'technique', 'Sans objet'],
	['modalitesExecution', 'modaliteExecution', 'Sans objet']
];

function contradictions(values: Json): readonly Oddity[] {
	const told: Oddity[] = [];
	for (const [field, list, none] of nothingBeside) {
		const under = values[field];
		const said = isObject(under) && Array.isArray(under[list]) ? (under[list] as unknown[]) : [];
		if (said.length > 1 && said.includes(none)) told.push({ kind: 'contradiction', field, said: said.join(', ') });
	}
	if (values.attributionAvance === true && (values.tauxAvance === undefined || values.tauxAvance === 0)) told.push({ kind: 'contradiction', field: 'tauxAvance', said: String(values.tauxAvance ?? '') });
	if (values.attributionAvance === false && typeof values.tauxAvance === 'number' && values.tauxAvance > 0) told.push({ kind: 'contradiction', field: 'tauxAvance', said: String(values.tauxAvance) });
	if (values.sousTraitanceDeclaree === false && values.actesSousTraitance !== undefined) told.push({ kind: 'contradiction', field: 'sousTraitanceDeclaree', said: 'false' });
	return told;
}

/** Everything strange in a record, as it came and as it was read. */
export const strangeIn = (kind: RecordKind, raw: Json, values: Json): readonly Oddity[] => [
	...textsIn(raw, '').flatMap(([field, text]): Oddity[] => (broken.test(text) ? [{ kind: 'encoding-broken', field, said: text.slice(0, 120) }] : [])),
	...Object.entries(raw).flatMap(([field, value]) => deepUnknown(value, field)),
	...companies(raw),
	...figures(kind, values),
	...contradictions(values)
];
