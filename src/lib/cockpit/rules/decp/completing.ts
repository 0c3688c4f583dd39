// What a buyer says by hand so that a contract's essential data are whole, and what a record of a file brings into a contract that is there: nothing there is written over.
import * as v from 'valibot';
import { listIn, type Fields } from '../modes/mode.ts';
import { contractOf } from '../publicPage.ts';
import { isSame } from '../publication.ts';
import { keptOf, type KeptDecp } from './exporting.ts';
import type { DecpRecord, Json } from './reading.ts';
import * as shape from './shape.ts';

/** How a field is asked: several of a list go under a name of their own. */
export type Asked =
	| { readonly how: 'one'; readonly choices: readonly string[] }
	| { readonly how: 'several'; readonly choices: readonly string[]; readonly under: string }
	| { readonly how: 'yes-no' | 'count' | 'percent' | 'text' | 'day' | 'siret' | 'place' };

/** The fields of the format that the contract itself does not say. */
export const askedFields = {
	acheteur: { how: 'siret' },
	nature: { how: 'one', choices: shape.natures },
	procedure: { how: 'one', choices: shape.procedures },
	codeCPV: { how: 'text' },
	techniques: { how: 'several', choices: shape.techniques, under: 'technique' },
	modalitesExecution: { how: 'several', choices: shape.executionForms, under: 'modaliteExecution' },
	idAccordCadre: { how: 'text' },
	ccag: { how: 'one', choices: shape.generalClauses },
	offresRecues: { how: 'count' },
	marcheInnovant: { how: 'yes-no' },
	attributionAvance: { how: 'yes-no' },
	tauxAvance: { how: 'percent' },
	typeGroupementOperateurs: { how: 'one', choices: shape.groupings },
	sousTraitanceDeclaree: { how: 'yes-no' },
	lieuExecution: { how: 'place' },
	typesPrix: { how: 'several', choices: shape.priceTypes, under: 'typePrix' },
	formePrix: { how: 'one', choices: shape.priceForms },
	considerationsSociales: { how: 'several', choices: shape.socialConsiderations, under: 'considerationSociale' },
	considerationsEnvironnementales: { how: 'several', choices: shape.environmentalConsiderations, under: 'considerationEnvironnementale' },
	origineUE: { how: 'percent' },
	origineFrance: { how: 'percent' },
	datePublicationDonnees: { how: 'day' }
} as const satisfies Partial<Record<keyof typeof shape.contractFields, Asked>>;

export type AskedField = keyof typeof askedFields;
export const askedNames = Object.keys(askedFields) as readonly AskedField[];

const numberIn = (typed: string): unknown => (/^\d{1,9}(?:[.,]\d{1,4})?$/.test(typed) ? Number(typed.replace(',', '.')) : typed);

/** The value of a field as it was typed; undefined where nothing was. */
function typedValue(name: AskedField, typed: Fields): unknown {
	const asked: Asked = askedFields[name];
	const words = listIn(typed, name).map((one) => one.normalize('NFC').trim()).filter((one) => one !== '');
	const [word] = words;
	const typeCode = asked.how === 'place' ? listIn(typed, 'typeCode')[0] || undefined : undefined;
	if (word === undefined) return typeCode && { typeCode };
	switch (asked.how) {
		case 'several':
			return { [asked.under]: words };
		case 'yes-no':
			return word === 'yes' ? true : word === 'no' ? false : word;
		case 'count':
			return numberIn(word);
		case 'percent': {
			const percent = numberIn(word.replace(/\s*%$/, ''));
			return typeof percent === 'number' ? Math.round(percent * 10_000) / 1_000_000 : percent;
		}
		case 'siret':
			return { id: word.replace(/\s/g, '') };
		case 'place':
			return { code: word, ...(typeCode && { typeCode }) };
		default:
			return word;
	}
}

const inside = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Json)[name] : undefined);
const said = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

/** A value as its field is typed: what the form shows of what stands; a place is its code, then the kind of it. What no form could have typed is empty. */
export function typedOf(name: AskedField, value: unknown): readonly string[] {
	const asked: Asked = askedFields[name];
	switch (asked.how) {
		case 'several': {
			const words = inside(value, asked.under);
			return Array.isArray(words) ? words.map(said) : [];
		}
		case 'yes-no':
			return [value === true ? 'yes' : value === false ? 'no' : ''];
		case 'percent':
			return [typeof value === 'number' ? String(Math.round(value * 1_000_000) / 10_000).replace('.', ',') : ''];
		case 'siret':
			return [said(inside(value, 'id'))];
		case 'place':
			return [said(inside(value, 'code')), said(inside(value, 'typeCode'))];
		default:
			return [said(value)];
	}
}

/** Reads the form (CO160): what is empty is no longer said, what does not fit is told field by field, and what a file brought under other names stays. */
export function readCompleting(typed: Fields, standing: KeptDecp): { readonly kept: KeptDecp; readonly wrongs: readonly AskedField[] } {
	const values: Record<string, unknown> = { ...standing.values };
	const wrongs: AskedField[] = [];
	for (const name of askedNames) {
		const value = typedValue(name, typed);
		if (value === undefined) delete values[name];
		else if (v.safeParse(shape.contractFields[name], value).success && shape.namesCompanies(name, value)) values[name] = value;
		else wrongs.push(name);
	}
	return { kept: { ...standing, values }, wrongs };
}

/** A field of a contract that says something else than the file. */
export interface Elsewhere {
	readonly field: string;
	readonly here: unknown;
	readonly there: unknown;
}

/** What the contract itself says, under the names of the format. */
const ofTheContract: readonly string[] = ['id', 'objet', 'montant', 'valeurGlobale', 'dureeMois', 'dateNotification', 'dateSignature'];

const holderShape = v.looseObject({ titulaire: v.looseObject({ typeIdentifiant: v.string(), id: v.string(), denominationSociale: v.fallback(v.string(), '') }) });

/** What a record says of a contract, by the contract's own fields; cents. */
export function baseOf({ kind, values }: Pick<DecpRecord, 'kind' | 'values'>): Json {
	const [amount, day] = kind === 'marche' ? [values.montant, values.dateNotification] : [values.valeurGlobale, values.dateSignature];
	const [first] = v.parse(v.fallback(v.array(holderShape), []), values.titulaires);
	return Object.fromEntries(
		Object.entries({
			object: typeof values.objet === 'string' ? values.objet.replace(/\s+/g, ' ').slice(0, 300) : undefined,
			reference: values.id,
			amount: typeof amount === 'number' ? Math.round(amount * 100) : undefined,
			months: values.dureeMois,
			notifiedOn: day,
			holder: first && (first.titulaire.denominationSociale || first.titulaire.id),
			siret: first?.titulaire.typeIdentifiant === 'SIRET' ? first.titulaire.id : undefined
		}).filter(([, value]) => value !== undefined && value !== '')
	);
}

/** What bringing a record into a contract writes, and where the two say different things (CO134): what the contract says stays. */
export function broughtInto(standing: Json, record: Pick<DecpRecord, 'kind' | 'values' | 'kept'>): { readonly values: Json; readonly elsewhere: readonly Elsewhere[] } {
	const base = baseOf(record);
	const here = { ...contractOf(standing), siret: standing.siret } as Json;
	const isUnsaid = (field: string) => here[field] === null || here[field] === undefined || here[field] === '';
	const before = keptOf(standing.decp);
	return {
		values: {
			...Object.fromEntries(Object.entries(base).filter(([field]) => isUnsaid(field))),
			decp: { version: 1, kind: record.kind, values: { ...record.values, ...before.values }, kept: { ...record.kept, ...before.kept } } satisfies KeptDecp
		},
		elsewhere: [
			...Object.entries(base).flatMap(([field, there]) => (isUnsaid(field) || here[field] === there ? [] : [{ field, here: here[field], there }])),
			...Object.entries(record.values).flatMap(([field, there]) =>
				!ofTheContract.includes(field) && Object.hasOwn(before.values, field) && !isSame(before.values[field], there) ? [{ field, here: before.values[field], there }] : []
			)
		]
	};
}
