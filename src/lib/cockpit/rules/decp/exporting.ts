// Says the contracts of a cockpit as essential data of the format 2.0.4: the contract's own fields, its modifications as new totals, and what was said for this format alone.
import * as v from 'valibot';
import { contractOf, modificationsOf, signedOf, type PublicModification } from '../publicPage.ts';
import type { PublicCockpit } from '../publication.ts';
import type { Json } from './reading.ts';
import { faultsOf, recordKinds, type Fault, type RecordKind } from './shape.ts';

/** What a contract keeps for this format: fields by their names there, and what a file said that is no field of it. */
export const keptShape = v.object({
	version: v.literal(1),
	kind: v.fallback(v.picklist(recordKinds), 'marche'),
	values: v.record(v.string(), v.unknown()),
	kept: v.fallback(v.record(v.string(), v.unknown()), {})
});
export type KeptDecp = v.InferOutput<typeof keptShape>;
export const nothingKept: KeptDecp = { version: 1, kind: 'marche', values: {}, kept: {} };

/** What a contract keeps, whoever wrote it; nothing where it says nothing that is read here. */
export function keptOf(stored: unknown): KeptDecp {
	const read = v.safeParse(keptShape, stored);
	return read.success ? read.output : nothingKept;
}

const inEuros = (cents: number): number => cents / 100;
const siretIn = (values: unknown): string => v.parse(v.fallback(v.object({ siret: v.fallback(v.string(), '') }), { siret: '' }), values).siret.replace(/\s/g, '');

export interface Exported {
	readonly kind: RecordKind;
	readonly record: Json;
	/** none: it may be published */
	readonly faults: readonly Fault[];
	/** versions that are signed and that nobody has notified yet: the file goes without them (CO182) */
	readonly notNotified: readonly number[];
}

/** Modifications after those that a file brought: each its own number, the new total, the new duration. The file that says one for the first time publishes it: `on`. */
function modificationsFrom(modifications: readonly PublicModification[], known: unknown, on: string): readonly unknown[] {
	const brought = Array.isArray(known) ? (known as readonly unknown[]) : [];
	const days = new Set(brought.map((one) => JSON.stringify(v.parse(v.fallback(v.object({ modification: v.object({ dateNotificationModification: v.string() }) }), { modification: { dateNotificationModification: '' } }), one).modification.dateNotificationModification)));
	const added = modifications.filter(({ notifiedOn }) => notifiedOn !== null && !days.has(JSON.stringify(notifiedOn)));
	return [
		...brought,
		...added.map(({ notifiedOn, publishedOn, total, months }, nth) => ({
			modification: {
				id: brought.length + nth + 1,
				dateNotificationModification: notifiedOn,
				datePublicationDonneesModification: publishedOn ?? on,
				...(months !== null && { dureeMois: months }),
				...(total !== null && { montant: inEuros(total) })
			}
		}))
	];
}

/** One contract (CO131), as a file says it that is published on an ISO day. What the contract itself says holds over what a file brought; a modification says the new total, never the difference. A framework says its maximum. */
export function exportOf(values: Json, modifications: readonly unknown[], on: string): Exported {
	const { object, reference, notifiedOn, months, ...signed } = contractOf(values);
	// of a framework only its maximum was signed
	const amount = signed.amount ?? signed.maximum;
	const { kind, values: said } = keptOf(values.decp);
	const siret = siretIn(values);
	const own = {
		...(reference !== '' && { id: reference }),
		...(object !== '' && { objet: object }),
		...(amount !== null && { [kind === 'marche' ? 'montant' : 'valeurGlobale']: inEuros(amount) }),
		...(months !== null && { dureeMois: months }),
		...(notifiedOn !== null && { [kind === 'marche' ? 'dateNotification' : 'dateSignature']: notifiedOn }),
		...(kind === 'marche' && siret !== '' && said.titulaires === undefined && { titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: siret } }] })
	};
	const changed = kind === 'marche' ? modificationsFrom(signedOf(modifications), said.modifications, on) : [];
	const record = { ...said, ...own, ...(changed.length > 0 && { modifications: changed }) };
	const notNotified = kind === 'marche' ? modificationsOf(modifications).filter(({ state, signedOn, notifiedOn }) => state !== 'given-up' && signedOn !== null && notifiedOn === null).map(({ version }) => version) : [];
	return { kind, record, faults: faultsOf(kind, record), notNotified };
}

export interface DecpOut {
	readonly marches: Partial<Record<RecordKind, readonly Json[]>>;
}

/** A file of those that may be published; the format wants at least one list. */
export const fileOf = (exported: readonly Exported[]): DecpOut => {
	const whole = exported.filter(({ faults }) => faults.length === 0);
	const of = (kind: RecordKind) => whole.filter((one) => one.kind === kind).map(({ record }) => record);
	const concessions = of('contrat-concession');
	return { marches: { marche: of('marche'), ...(concessions.length > 0 && { 'contrat-concession': concessions }) } };
};

/** The contracts of a version that was made public on an ISO day, those whose data are complete. */
export function decpOf({ elements }: Pick<PublicCockpit, 'elements'>, publishedOn: string): DecpOut {
	const isOf = (kind: string) => (one: (typeof elements)[number]) => one.kind === (kind as typeof one.kind);
	return fileOf(
		elements.filter(isOf('contract')).map(({ code, values }) =>
			exportOf(
				values,
				elements.filter((one) => isOf('modification')(one) && one.under?.code === code).map((one) => one.values),
				publishedOn
			)
		)
	);
}
