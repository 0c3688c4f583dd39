// Contracts in execution as their two sides read and write them, and to whom each is opened.
import type { ElementId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { announce } from '../../live/server/live.ts';
import { standing } from '../../people/rules/may.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { holderMakes, holderMaySay, valuesForHolder, type HolderKind } from '../rules/contracts.ts';
import { readFields, type Values } from '../rules/elements/changes.ts';
import { isKind, type KindId, type ValuesOf } from '../rules/elements/kinds.ts';
import { listIn, type Fields } from '../rules/modes/mode.ts';
import * as elements from './elements.ts';
import type { AnyElement, Doer, Place, Refusal } from './elements.ts';
import { spokenNow } from './elementForm.ts';
import { onceOf, word } from './guards.ts';

type Contract = Extract<AnyElement, { kind: 'contract' }>;
type Answered = { readonly accepted: true; readonly value: unknown } | Refusal;

const refuse = (reason: elements.ElementRefusal, wrongs: Refusal['wrongs'] = []): Refusal => ({
	accepted: false,
	reason,
	wrongs,
	contested: {}
});

/** A contract of this project that is not taken away; undefined for anything else. */
export async function read(
	query: Query,
	place: Place,
	id: string,
	today: string
): Promise<Contract | undefined> {
	const found = await elements.read(query, place, id, today);
	return found?.kind === 'contract' && !found.isGone ? found : undefined;
}

/** What hangs on a contract, and on what hangs on it. */
export async function familyOf(
	query: Query,
	place: Place,
	contractId: ElementId,
	today: string
): Promise<readonly AnyElement[]> {
	const own = await elements.under(query, place, contractId, today);
	const further = await Promise.all(
		own
			.filter(({ kind }) => kind === 'meeting' || kind === 'incident')
			.map(({ id }) => elements.under(query, place, id, today))
	);
	return [...own, ...further.flat()];
}

/** An element as the holder reads it: without what it hangs on, which is a line that is none of theirs. */
export interface ForHolder<Kind extends HolderKind = HolderKind> {
	readonly id: string;
	readonly kind: Kind;
	readonly code: string;
	readonly revision: number;
	readonly values: ValuesOf<Kind>;
}

/** Those of one kind, as the holder reads them (CO57). */
export const forHolder = <Kind extends HolderKind>(
	family: readonly AnyElement[],
	kind: Kind
): readonly ForHolder<Kind>[] =>
	family
		.filter((one) => one.kind === kind)
		.map(({ id, code, revision, stored }) => ({
			id,
			kind,
			code,
			revision,
			values: valuesForHolder(kind, stored)
		}));

/** The names of those who said what is said in remarks. */
export const speakersOf = (
	query: Query,
	family: readonly AnyElement[]
): ReturnType<typeof accounts.namesOf> =>
	accounts.namesOf(
		query,
		elements.ofKind(family, 'remark').map(({ values }) => values.by)
	);

/** One more remark of one side, under the contract, one of its meetings or one of its incidents. */
export async function say(
	tx: Tx,
	doer: Doer,
	contractId: ElementId,
	typed: Fields,
	side: 'authority' | 'holder'
): Promise<Answered> {
	const parent = word(typed, 'parent') || contractId;
	return makeUnder(tx, doer, contractId, 'remark', parent, typed, spokenNow(doer, side));
}

/** Whether something is the contract itself, or hangs on it or on what hangs on it. */
async function isOf(tx: Tx, doer: Doer, contractId: ElementId, asked: string): Promise<boolean> {
	if (asked === contractId) return true;
	const found = await elements.read(tx, doer, asked, doer.today);
	if (!found || found.isGone || found.parentId === null) return false;
	if (found.parentId === contractId) return true;
	const parent = await elements.read(tx, doer, found.parentId, doer.today);
	return parent?.parentId === contractId;
}

async function makeUnder(
	tx: Tx,
	doer: Doer,
	contractId: ElementId,
	kind: KindId,
	parentId: string,
	typed: Fields,
	own: Values
): Promise<Answered> {
	if (!(await isOf(tx, doer, contractId, parentId))) return refuse('parent-unfit');
	const { values, wrongs } = readFields(kind, typed);
	if (wrongs.length > 0) return refuse('fields-wrong', wrongs);
	return elements.make(tx, doer, { kind, parentId, values: { ...values, ...own }, ...onceOf(doer, typed) });
}

/** What the holder's form says: one more incident, remark or document, or their answer to an incident; nothing else, and of this contract alone (CO58). */
export async function writeByHolder(
	tx: Tx,
	doer: Doer,
	contractId: ElementId,
	typed: Fields
): Promise<Answered> {
	const [kind, element] = [word(typed, 'kind'), word(typed, 'element')];
	if (!isKind(kind)) return refuse('element-unknown');
	if (!holderMaySay(kind, listIn(typed, 'fields'), element === '' ? 'made' : 'written'))
		return refuse('element-unknown');
	if (element !== '') {
		if (!(await isOf(tx, doer, contractId, element))) return refuse('element-unknown');
		const { values, wrongs } = readFields(kind, typed);
		if (wrongs.length > 0) return refuse('fields-wrong', wrongs);
		return elements.write(tx, doer, {
			element,
			kind,
			revision: Number(word(typed, 'revision')) || 0,
			values
		});
	}
	if (kind === 'remark') return say(tx, doer, contractId, typed, 'holder');
	const own: Partial<Record<keyof typeof holderMakes, Values>> = { document: { panel: 'legal' } };
	return makeUnder(
		tx,
		doer,
		contractId,
		kind,
		contractId,
		typed,
		own[kind as keyof typeof holderMakes] ?? {}
	);
}

export interface HolderPerson {
	readonly membershipId: string;
	readonly name: string;
	readonly isOpened: boolean;
	/** invited, and no account has come yet */
	readonly isAwaited: boolean;
}

/** The contractors of a project whose place stands, and whether this contract is opened to each. */
export async function holdersOf(
	query: Query,
	place: Place,
	contract: Contract,
	at: Date
): Promise<readonly HolderPerson[]> {
	return (await memberships.ofProject(query, place))
		.filter((facts) => facts.capacity === 'contractor' && standing(facts, at) === 'stands')
		.map(({ membershipId, publicName, accountId }) => ({
			membershipId,
			name: publicName,
			isOpened: contract.values.openedTo.includes(membershipId),
			isAwaited: accountId === null
		}));
}

/** Opens a contract to these contractors of its project, and to nobody else; screens of those who lose it are judged again at once (CO59). */
export async function openTo(
	tx: Tx,
	doer: Doer,
	contract: Contract,
	typed: Fields
): Promise<Answered | { readonly accepted: false; readonly reason: 'act-unreadable' }> {
	// a form without its boxes must not shut everybody out
	if (word(typed, 'revision') === '') return { accepted: false, reason: 'act-unreadable' };
	const known = new Set(
		(await holdersOf(tx, doer, contract, doer.at)).map(({ membershipId }) => membershipId)
	);
	const openedTo = listIn(typed, 'holder')
		.filter((id) => known.has(id))
		.toSorted();
	const written = await elements.write(tx, doer, {
		element: contract.id,
		revision: Number(word(typed, 'revision')) || 0,
		values: { openedTo }
	});
	if (written.accepted) await announce(tx, `rights:project:${doer.projectId}`);
	return written;
}

/** The contracts of a project that are opened to one of these memberships. */
export const openedTo = async (
	query: Query,
	place: Place,
	membershipIds: readonly string[],
	today: string
): Promise<readonly Contract[]> =>
	elements
		.ofKind(await elements.ofProject(query, place, today), 'contract')
		.filter(({ values }) => values.openedTo.some((id) => membershipIds.includes(id)));
