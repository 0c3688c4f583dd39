// The essential data of a project's contracts: what each still lacks to be published, and what a record of a file brings into one that is there or a new one.
import type { Query, Tx } from '../../db/server/database.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { askedNames, baseOf, broughtInto, readCompleting, typedOf, type AskedField, type Elsewhere } from '../rules/decp/completing.ts';
import { exportOf, keptOf, type Exported } from '../rules/decp/exporting.ts';
import { readRecord, type Json } from '../rules/decp/reading.ts';
import type { Audience } from '../rules/elements/fields.ts';
import { kindIds, type KindId } from '../rules/elements/kinds.ts';
import type { Fields } from '../rules/modes/mode.ts';
import * as elements from './elements.ts';
import type { Doer, Place } from './elements.ts';
import { word } from './guards.ts';
import { labelOf, shown } from './overview.ts';

const kindNamed = (name: string): KindId | undefined => kindIds.find((kind) => kind === (name as KindId));

export interface ContractTold {
	readonly id: string;
	readonly label: string;
	readonly revision: number;
	readonly exported: Exported;
}

/** The contracts of a project, each as its file would say it. */
export async function contractsOf(query: Query, place: Place, today: string, audience: Audience): Promise<readonly ContractTold[]> {
	const all = await elements.ofProject(query, place, today);
	const named = (name: string) => all.filter(({ kind }) => kind === kindNamed(name));
	return named('contract').map((one) => ({
		id: one.id,
		label: labelOf(shown(one, audience)),
		revision: one.revision,
		exported: exportOf(
			shown(one, audience).values as Json,
			named('modification').flatMap((each) => (each.parentId === one.id ? [shown(each, audience).values] : [])),
			today
		)
	}));
}

/** What a contract's form shows: what is still wrong, and what stands in each field that is asked, as it is typed. */
export interface ToComplete extends ContractTold {
	/** this reader does not read them */
	readonly isHidden: boolean;
	readonly standing: Readonly<Record<AskedField, readonly string[]>>;
}

/** A contract of this project and what its essential data lack; undefined for anything else. */
export async function toComplete(query: Query, place: Place, today: string, audience: Audience, id: string): Promise<ToComplete | undefined> {
	const told = (await contractsOf(query, place, today, audience)).find((one) => one.id === id);
	const contract = told && (await elements.read(query, place, id, today));
	if (!contract) return undefined;
	const read = shown(contract, audience);
	const { values } = keptOf((read.values as Json).decp);
	return {
		...told,
		isHidden: read.hidden.includes('decp'),
		standing: Object.fromEntries(askedNames.map((name) => [name, typedOf(name, values[name])])) as ToComplete['standing']
	};
}

export type CompleteRefusal = 'decp-wrong' | 'decp-concession' | 'decp-hidden' | 'act-unreadable' | 'contract-unknown' | elements.ElementRefusal;
type Completed = { readonly accepted: true; readonly value: unknown } | { readonly accepted: false; readonly reason: CompleteRefusal; readonly wrongs?: readonly AskedField[]; readonly revision?: number };

/** Writes what the form says of a contract's essential data (CO160); nothing of it where one field is wrong. */
export async function complete(tx: Tx, doer: Doer, reader: Audience, id: string, typed: Fields): Promise<Completed> {
	// a form without its boxes must not erase everything
	if (word(typed, 'revision') === '') return refused('act-unreadable');
	const contract = await elements.read(tx, doer, id, doer.today);
	if (contract?.kind !== 'contract' || contract.isGone) return refused('contract-unknown');
	if (shown(contract, reader).hidden.includes('decp')) return refused('decp-hidden');
	const standing = keptOf(contract.values.decp);
	if (standing.kind !== 'marche') return refused('decp-concession');
	const { kept, wrongs } = readCompleting(typed, standing);
	if (wrongs.length > 0) return { ...refused('decp-wrong'), wrongs };
	const written = await elements.write(tx, doer, { element: contract.id, revision: Number(word(typed, 'revision')) || 0, values: { decp: kept } });
	return written.accepted ? written : { ...refused(written.reason), ...(written.revision !== undefined && { revision: written.revision }) };
}

export type BringRefusal = 'record-unreadable' | 'contract-unknown' | elements.ElementRefusal;

function recordIn(typed: Fields): Json | undefined {
	try {
		const read: unknown = JSON.parse(word(typed, 'record'));
		return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Json) : undefined;
	} catch {
		return undefined;
	}
}

/** Brings a record into the contract that the form names, or makes a contract of it under the line that it names (CO134). */
export async function bring(tx: Tx, doer: Doer, reader: Audience, typed: Fields): Promise<Outcome<readonly Elsewhere[], BringRefusal>> {
	const raw = recordIn(typed);
	const kind = kindNamed('contract');
	if (!raw || !kind) return refused('record-unreadable');
	const record = readRecord(raw);
	const [what, id] = word(typed, 'into').split(':');
	if (what === 'line') {
		const { values } = broughtInto({}, record);
		const made = await elements.make(tx, doer, { kind, parentId: id ?? '', values: { ...values, ...baseOf(record) } });
		return made.accepted ? accepted([]) : refused(made.reason);
	}
	const contract = await elements.read(tx, doer, id ?? '', doer.today);
	if (contract?.kind !== kind || contract.isGone) return refused('contract-unknown');
	const { values, elsewhere } = broughtInto(contract.stored, record);
	const written = await elements.write(tx, doer, { element: contract.id, revision: contract.revision, values });
	if (!written.accepted) return refused(written.reason);
	// where two values differ is told to whoever reads them both
	const read = shown(contract, reader).values as Json;
	return accepted(elsewhere.filter(({ field, here }) => !Object.hasOwn(read, field) || read[field] === here));
}
