// Reads files of essential data, 2.0.x and of the form of 2019: what fits is taken, what had to be translated is told with what it was, what does not fit or is unknown is kept and told. Nothing is dropped in silence.
import * as v from 'valibot';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { fieldsOfRecord, recordKinds, requiredOf, type RecordKind } from './shape.ts';
import { strangeIn } from './strangeness.ts';

export type Form = '2.0' | '2019';

export type OddityKind =
	/** the format has no such field: kept */
	| 'unknown-field'
	/** no value of this field: kept beside, not taken */
	| 'value-impossible'
	/** taken, in the words of the format; what it was is kept */
	| 'value-translated'
	| 'field-missing'
	/** the form of 2019 did not have it */
	| 'field-of-2024'
	| 'encoding-broken'
	/** not fourteen figures, or its key is wrong */
	| 'siret-wrong'
	| 'amount-implausible'
	| 'months-implausible'
	/** before what comes before it */
	| 'day-order'
	/** a new total that is far below the first one: perhaps the difference was typed */
	| 'total-or-difference'
	| 'total-rises-much'
	/** « aucune considération » beside one, an advance without its rate */
	| 'contradiction'
	/** another record of the file has the same buyer and number */
	| 'twice';

export interface Oddity {
	readonly kind: OddityKind;
	/** `titulaires[0].id` */
	readonly field: string;
	/** as it stands in the file, shortened; empty where there is nothing */
	readonly said: string;
	/** what was read instead */
	readonly read?: string;
}

export type Json = Readonly<Record<string, unknown>>;

export interface DecpRecord {
	readonly kind: RecordKind;
	readonly form: Form;
	/** by the names of 2.0.4, each of which fits */
	readonly values: Json;
	/** as they came: fields that are unknown, do not fit or were translated */
	readonly kept: Json;
	/** fields of `values` that no field of the same name said */
	readonly derived: readonly string[];
	readonly oddities: readonly Oddity[];
}

export interface DecpFile {
	readonly form: Form;
	readonly records: readonly DecpRecord[];
	/** what the file says beside its records */
	readonly kept: Json;
	readonly oddities: readonly Oddity[];
	/** how the records stand in the file, to write it again as it was */
	readonly layout: 'by-kind' | 'list' | 'bare-list';
}

export type DecpRefusal = 'decp-not-json' | 'decp-form-unknown' | 'decp-empty' | 'decp-too-many' | 'decp-too-large';

/** Characters of a file, and records of it, that are read at once. */
export const largestDecp = 20_000_000;
export const mostRecords = 5_000;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a warning quotes it. */
export function excerpt(value: unknown): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text === undefined ? '' : text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** « 2018-10-08+02:00 » is the 8th; anything else stays. */
const dayFrom = (raw: unknown): unknown => (typeof raw === 'string' ? (/^(\d{4}-\d{2}-\d{2})(?:[T+Z ].*)$/.exec(raw)?.[1] ?? raw) : raw);
/** « 12,5 » and « 12.5 » are numbers; « NC » is none. */
const numberFrom = (raw: unknown): unknown => (typeof raw === 'string' && /^\s*-?\d+(?:[.,]\d+)?\s*$/.test(raw) ? Number(raw.replace(',', '.')) : raw);
const booleanWords: Readonly<Record<string, boolean>> = { true: true, oui: true, '1': true, false: false, non: false, '0': false };
const booleanFrom = (raw: unknown): unknown => (typeof raw === 'string' ? (booleanWords[raw.trim().toLowerCase()] ?? raw) : raw);
/** Each under its own name, as 2.0 wraps them; an id is given where there is none. */
const wrapped =
	(name: string, inside: (raw: Json, nth: number) => unknown = (raw) => raw) =>
	(raw: unknown): unknown =>
		Array.isArray(raw) ? raw.map((one: unknown, nth) => (isObject(one) ? (isObject(one[name]) ? { ...one, [name]: inside(one[name], nth) } : { [name]: inside(one, nth) }) : one)) : raw;
/** A list under its own name. */
const named = (name: string) => (raw: unknown): unknown => (Array.isArray(raw) ? { [name]: raw } : isObject(raw) && typeof raw[name] === 'string' ? { ...raw, [name]: [raw[name]] } : raw);
const withFields = (readers: Readonly<Record<string, (raw: unknown) => unknown>>) => (raw: Json, nth: number): unknown => {
	const read = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, readers[name]?.(value) ?? value]));
	return Object.hasOwn(read, 'id') ? { ...read, id: numberFrom(read.id) } : { id: nth + 1, ...read };
};

const holders = wrapped('titulaire');
const modificationFields = {
	dateNotificationModification: dayFrom,
	datePublicationDonneesModification: dayFrom,
	dateSignatureModification: dayFrom,
	dureeMois: numberFrom,
	montant: numberFrom,
	valeurGlobale: numberFrom,
	titulaires: holders
};
const procedure2019: Readonly<Record<string, string>> = {
	'Marché négocié sans publicité ni mise en concurrence préalable': 'Marché passé sans publicité ni mise en concurrence préalable',
	'Marché public passé sans publicité ni mise en concurrence préalable': 'Marché passé sans publicité ni mise en concurrence préalable',
	'Procédure concurrentielle avec négociation': 'Procédure avec négociation',
	'Procédure négociée avec mise en concurrence préalable': 'Procédure avec négociation'
};

/** What brings a field to its shape where it is nearly there. */
const readers: Readonly<Record<string, (raw: unknown) => unknown>> = {
	dateNotification: dayFrom,
	datePublicationDonnees: dayFrom,
	dateSignature: dayFrom,
	dateDebutExecution: dayFrom,
	montant: numberFrom,
	valeurGlobale: numberFrom,
	montantSubventionPublique: numberFrom,
	dureeMois: numberFrom,
	offresRecues: numberFrom,
	tauxAvance: numberFrom,
	origineUE: numberFrom,
	origineFrance: numberFrom,
	marcheInnovant: booleanFrom,
	attributionAvance: booleanFrom,
	sousTraitanceDeclaree: booleanFrom,
	titulaires: holders,
	concessionnaires: wrapped('concessionnaire'),
	techniques: named('technique'),
	modalitesExecution: named('modaliteExecution'),
	typesPrix: named('typePrix'),
	considerationsSociales: named('considerationSociale'),
	considerationsEnvironnementales: named('considerationEnvironnementale'),
	modifications: wrapped('modification', withFields(modificationFields)),
	procedure: (raw) => (typeof raw === 'string' ? (procedure2019[raw] ?? raw) : raw)
};

const price2019: Readonly<Record<string, readonly string[]>> = {
	Ferme: ['Définitif ferme'],
	'Ferme et actualisable': ['Définitif actualisable'],
	Actualisable: ['Définitif actualisable'],
	Révisable: ['Définitif révisable']
};

/** What one field of 2019 says under another name today. */
function movedFrom2019(field: string, raw: unknown): Json | undefined {
	if (field === 'nature' && raw === 'Accord-cadre') return { nature: 'Marché', techniques: { technique: ['Accord-cadre'] } };
	if (field === 'nature' && raw === 'Marché subséquent') return { nature: 'Marché', modalitesExecution: { modaliteExecution: ['Marchés subséquents'] } };
	if (field === 'formePrix' && typeof raw === 'string' && price2019[raw]) return { typesPrix: { typePrix: price2019[raw] } };
	return undefined;
}

/** Whether a record is of the form before 2024: it has what only that form has, or holders that are not wrapped. */
function isOf2019(raw: Json): boolean {
	if ('_type' in raw || 'uid' in raw || 'uuid' in raw || (typeof raw.formePrix === 'string' && price2019[raw.formePrix] !== undefined)) return true;
	const [holder] = Array.isArray(raw.titulaires) ? (raw.titulaires as unknown[]) : [];
	return isObject(holder) && !('titulaire' in holder) && 'denominationSociale' in holder;
}

const kindOf = (raw: Json): RecordKind =>
	'autoriteConcedante' in raw || 'concessionnaires' in raw || raw._type === 'Contrat de concession' ? 'contrat-concession' : 'marche';

/** Reads one record: of the form that the file says, or that it shows itself. */
export function readRecord(raw: Json, kind: RecordKind = kindOf(raw)): DecpRecord {
	const form: Form = isOf2019(raw) ? '2019' : '2.0';
	const shapes = fieldsOfRecord[kind];
	const values: Record<string, unknown> = {};
	const kept: Record<string, unknown> = {};
	const derived: string[] = [];
	const oddities: Oddity[] = [];
	const required = requiredOf(kind);
	const fits = (field: string, value: unknown) => v.safeParse(shapes[field]!, value).success;
	for (const [field, value] of Object.entries(raw)) {
		const tell = (oddity: OddityKind, read?: unknown) =>
			oddities.push({ kind: oddity, field, said: excerpt(value), ...(read !== undefined && { read: excerpt(read) }) });
		const moved = form === '2019' ? movedFrom2019(field, value) : undefined;
		if (moved) {
			kept[field] = value;
			tell('value-translated', moved);
			for (const [name, one] of Object.entries(moved)) {
				values[name] = one;
				if (name !== field) derived.push(name);
			}
			continue;
		}
		if (!Object.hasOwn(shapes, field)) {
			kept[field] = value;
			tell('unknown-field');
			continue;
		}
		// an empty list says nothing: the format leaves it out
		if (Array.isArray(value) && value.length === 0 && !required.includes(field)) {
			kept[field] = value;
			continue;
		}
		const read = readers[field]?.(value) ?? value;
		if (!fits(field, read)) {
			kept[field] = value;
			tell('value-impossible');
			continue;
		}
		values[field] = read;
		if (!isSame(read, value)) {
			kept[field] = value;
			tell('value-translated', read);
		}
	}
	const newIn2024 = new Set(['techniques', 'modalitesExecution', 'marcheInnovant', 'ccag', 'offresRecues', 'attributionAvance', 'typeGroupementOperateurs', 'sousTraitanceDeclaree', 'typesPrix', 'formePrix', 'considerationsSociales', 'considerationsEnvironnementales']);
	for (const field of required)
		if (!Object.hasOwn(values, field) && !(Object.hasOwn(kept, field) && field !== 'formePrix'))
			oddities.push({ kind: form === '2019' && newIn2024.has(field) ? 'field-of-2024' : 'field-missing', field, said: '' });
	return { kind, form, values, kept, derived, oddities: [...oddities, ...strangeIn(kind, raw, values)] };
}

/** The record as it stood in its file. */
export const sourceOf = ({ values, kept, derived }: Pick<DecpRecord, 'values' | 'kept' | 'derived'>): Json => ({
	...Object.fromEntries(Object.entries(values).filter(([name]) => !derived.includes(name))),
	...kept
});

/** Where a file keeps its records, and what it says beside. */
function layoutOf(root: unknown): (Pick<DecpFile, 'layout' | 'kept'> & { readonly lists: Readonly<Partial<Record<RecordKind | 'any', unknown>>> }) | undefined {
	if (Array.isArray(root)) return { layout: 'bare-list', kept: {}, lists: { any: root } };
	if (!isObject(root)) return undefined;
	const { marches, ...kept } = root;
	if (Array.isArray(marches)) return { layout: 'list', kept, lists: { any: marches } };
	if (!isObject(marches) || !recordKinds.some((kind) => Array.isArray(marches[kind]))) return undefined;
	return { layout: 'by-kind', kept, lists: marches };
}

/** Reads a whole file. Refuses what is no JSON, has no records where the formats put them, is empty or too long. */
export function readDecp(text: string): Outcome<DecpFile, DecpRefusal> {
	if (text.length > largestDecp) return refused('decp-too-large');
	let root: unknown;
	try {
		root = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		return refused('decp-not-json');
	}
	const found = layoutOf(root);
	if (!found) return refused('decp-form-unknown');
	const { layout, kept, lists } = found;
	const oddities: Oddity[] = Object.entries(kept).map(([field, value]) => ({ kind: 'unknown-field', field, said: excerpt(value) }));
	const beside: Record<string, unknown> = { ...kept };
	const raws: { readonly raw: Json; readonly kind: RecordKind | undefined }[] = [];
	for (const [name, list] of Object.entries(lists)) {
		const kind = recordKinds.find((one) => one === name);
		const isList = Array.isArray(list) && (kind !== undefined || name === 'any');
		const strangers = isList ? list.filter((one) => !isObject(one)) : [list];
		if (isList) raws.push(...list.filter(isObject).map((raw) => ({ raw, kind })));
		if (strangers.length > 0) {
			beside[`marches.${name}`] = isList ? strangers : list;
			oddities.push({ kind: isList ? 'value-impossible' : 'unknown-field', field: `marches.${name}`, said: excerpt(strangers) });
		}
	}
	if (raws.length === 0) return refused('decp-empty');
	if (raws.length > mostRecords) return refused('decp-too-many');
	const seen = new Set<string>();
	const records = raws.map(({ raw, kind }) => {
		const record = readRecord(raw, kind);
		const buyer = record.values.acheteur ?? record.values.autoriteConcedante;
		const key = `${isObject(buyer) ? String(buyer.id) : ''} ${String(record.values.id)}`;
		const isTwice = seen.has(key);
		seen.add(key);
		return isTwice ? { ...record, oddities: [...record.oddities, { kind: 'twice' as const, field: 'id', said: excerpt(record.values.id) }] } : record;
	});
	return accepted({ form: records.some(({ form }) => form === '2019') ? '2019' : '2.0', records, kept: beside, oddities, layout });
}

/** The file as it was, from what was read of it: the proof that nothing was dropped. */
export function sourceOfFile({ layout, kept, records }: DecpFile): unknown {
	const lists = recordKinds.flatMap((kind) => {
		const own = records.filter((one) => one.kind === kind).map(sourceOf);
		return own.length > 0 ? [[kind, own] as const] : [];
	});
	if (layout === 'by-kind') return { ...kept, marches: Object.fromEntries(lists) };
	return layout === 'list' ? { ...kept, marches: records.map(sourceOf) } : records.map(sourceOf);
}
