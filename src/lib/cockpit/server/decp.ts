// The essential data of a project's contracts: what each still lacks to be published, and what a record of a file brings into one that is there or a new one.
import type { Query, Tx } from '../../db/server/database.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { baseOf, broughtInto, type Elsewhere } from '../rules/decp/completing.ts';
import { exportOf, type Exported } from '../rules/decp/exporting.ts';
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
			named('modification').flatMap((each) => (each.parentId === one.id ? [shown(each, audience).values] : []))
		)
	}));
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
