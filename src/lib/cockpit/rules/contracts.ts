// Contracts in execution: what their modifications make of the total and of the end, and what their holder reads and writes of them.
import type { Act } from '../../people/rules/may.ts';
import { lastDayOf } from '../../time/rules/workingDays.ts';
import { audienceOf, readValues, type Values } from './elements/changes.ts';
import { fieldsOf, type KindId, type ValuesOf } from './elements/kinds.ts';

export const contractActs = {
	/** asked with the contract in the facts: whoever it is opened to */
	open: { name: 'open-contract', allows: ['contractor'] },
	/** opening a contract to its holder binds the authority */
	share: { name: 'share-contract', allows: ['administrator', 'buyer'] }
} satisfies Record<string, Act>;

type Contract = Pick<
	ValuesOf<'contract'>,
	'amount' | 'maximum' | 'notifiedOn' | 'months' | 'endsOn' | 'holder'
>;
type Modification = Pick<
	ValuesOf<'modification'>,
	'version' | 'total' | 'months' | 'holder' | 'signedOn' | 'state'
>;

/** A signed modification beside what it changed; amounts in cents. */
export interface Version<One extends Modification = Modification> {
	readonly modification: One;
	/** the total that it makes; null where nobody has said any */
	readonly total: number | null;
	/** what it adds to the total before it; negative where it lowers it */
	readonly difference: number | null;
	/** of all signed so far, of the amount first signed, in basis points */
	readonly share: number | null;
}

export interface Standing<One extends Modification = Modification> {
	/** 1 as first signed */
	readonly version: number;
	readonly total: number | null;
	readonly holder: string;
	/** the last day; null where neither a day nor a duration is known */
	readonly endsOn: string | null;
	/** signed ones, in the order of their versions */
	readonly versions: readonly Version<One>[];
	/** how much the total is beyond the maximum, in cents; 0 within it */
	readonly beyondMaximum: number;
}

/** The last day of a contract: the one that is said, unless a modification has given it another duration; else that of its months from its notification; null where nothing says it (CO55). */
export function endOf(
	{ notifiedOn, months, endsOn }: Pick<Contract, 'notifiedOn' | 'months' | 'endsOn'>,
	isProlonged = false
): string | null {
	const byMonths = notifiedOn !== null && months !== null ? lastDayOf(notifiedOn, months) : null;
	return isProlonged ? byMonths : (endsOn ?? byMonths);
}

/**
 * A contract as its signed modifications make it on an ISO day (CO55). `total` of a modification is the new total, never the difference; the share is reckoned on the amount first signed, never
 * on one modified already (domain facts 1.1). What is drafted, given up, unsigned or signed later counts for nothing.
 */
export function standingOf<One extends Modification>(
	contract: Contract,
	modifications: readonly One[],
	today: string
): Standing<One> {
	const signed = modifications
		.filter(({ state, signedOn }) => state === 'signed' && signedOn !== null && signedOn <= today)
		.toSorted(
			(one, other) => (one.version ?? 0) - (other.version ?? 0) || (one.signedOn! < other.signedOn! ? -1 : 1)
		);
	// of a framework only its maximum was signed: its modifications say the new one
	const since = contract.amount ?? contract.maximum;
	let [total, holder, months] = [since, contract.holder, contract.months];
	let isProlonged = false;
	const versions = signed.map((one): Version<One> => {
		const before = total;
		if (one.total !== null) total = one.total;
		if (one.holder !== '') holder = one.holder;
		if (one.months !== null) [months, isProlonged] = [one.months, true];
		return {
			modification: one,
			total,
			difference: one.total === null || before === null ? null : one.total - before,
			share:
				since === null || since === 0 || total === null
					? null
					: Math.round(((total - since) * 10_000) / since)
		};
	});
	return {
		version: signed.at(-1)?.version ?? 1,
		total,
		holder,
		endsOn: endOf({ ...contract, months }, isProlonged),
		versions,
		beyondMaximum: total !== null && contract.amount !== null && contract.maximum !== null ? Math.max(0, total - contract.maximum) : 0
	};
}

/** The version that comes after those already numbered. */
export const nextVersion = (modifications: readonly Pick<Modification, 'version'>[]): number =>
	Math.max(1, ...modifications.map(({ version }) => version ?? 1)) + 1;

const orderOfSeverity = { blocking: 0, serious: 1, minor: 2 } as const;

/** Incidents in the order in which they ask for somebody: open ones first, the most serious first, then the oldest; closed ones after, the last first. */
export function byUrgency<
	One extends { readonly values: Pick<ValuesOf<'incident'>, 'on' | 'severity' | 'closedOn'> }
>(incidents: readonly One[]): readonly One[] {
	const rank = ({ values: { severity } }: One) => orderOfSeverity[severity ?? 'minor'];
	const day = ({ values: { on } }: One) => on ?? '';
	const [closed, open] = [
		incidents.filter(({ values }) => values.closedOn !== null),
		incidents.filter(({ values }) => values.closedOn === null)
	];
	return [
		...open.toSorted((one, other) => rank(one) - rank(other) || (day(one) < day(other) ? -1 : 1)),
		...closed.toSorted((one, other) => (day(one) > day(other) ? -1 : 1))
	];
}

/** What the holder of a contract reads of it and of what hangs on it, kind by kind; of any other kind, nothing (CO57). */
export const holderReads = {
	contract: [
		'object',
		'form',
		'reference',
		'holder',
		'siret',
		'notifiedOn',
		'months',
		'endsOn',
		'amount',
		'maximum',
		'state',
		'contact',
		'holderContact',
		'rhythm',
		'delays',
		'progressPlan'
	],
	lotAward: ['what', 'holder', 'amount', 'maximum', 'notifiedOn'],
	modification: ['version', 'what', 'total', 'months', 'holder', 'signedOn', 'state'],
	meeting: ['on', 'what', 'where', 'present', 'agreed'],
	incident: ['on', 'what', 'severity', 'detail', 'answer', 'holderAnswer', 'closedOn'],
	progress: ['what', 'side', 'until', 'state'],
	remark: ['words', 'by', 'side', 'saidAt'],
	document: ['title', 'where', 'note']
} as const satisfies Partial<{ [Kind in KindId]: readonly (keyof ValuesOf<Kind> & string)[] }>;

export type HolderKind = keyof typeof holderReads;
export const isHolderKind = (kind: KindId): kind is HolderKind => Object.hasOwn(holderReads, kind);

/** What the holder reads of one element: the fields of its list that nobody has restricted on this very element (CO57). */
export function valuesForHolder<Kind extends HolderKind>(kind: Kind, stored: Values): ValuesOf<Kind> {
	const names: readonly string[] = holderReads[kind];
	return readValues(
		kind,
		Object.fromEntries(
			Object.entries(stored).filter(
				([name]) => names.includes(name) && audienceOf(kind, stored, name) !== 'restricted'
			)
		)
	);
}

/** What the holder may say of one more element, and of one that is there (CO58). */
export const holderMakes = {
	incident: ['on', 'what', 'severity', 'detail'],
	remark: ['words'],
	document: ['title', 'where', 'note']
} as const satisfies Partial<{ [Kind in KindId]: readonly (keyof ValuesOf<Kind> & string)[] }>;
export const holderWrites = { incident: ['holderAnswer'] } as const satisfies Partial<{
	[Kind in KindId]: readonly (keyof ValuesOf<Kind> & string)[];
}>;

/** Fields in which somebody else speaks: the holder's answer to an incident, a remark for whoever did not say it (CO167). `standing` is null of one more. */
export const wordsOfOthers = (kind: KindId, standing: Values | null, actor: string): readonly string[] =>
	kind === 'incident'
		? holderWrites.incident
		: kind === 'remark' && standing !== null && standing.by !== actor
			? ['words']
			: [];

/** Whether a form of the team would put words in somebody else's mouth (CO167). */
export const putsWordsInAnother = (
	kind: KindId,
	said: Values,
	standing: Values | null,
	actor: string
): boolean =>
	wordsOfOthers(kind, standing, actor).some(
		(name) => Object.hasOwn(said, name) && said[name] !== (standing?.[name] ?? '')
	);

/** Whether a holder's form says no other field of this kind than those it may. `made`: one more, else one that is there. */
export function holderMaySay(kind: KindId, names: readonly string[], how: 'made' | 'written'): boolean {
	const lists: Partial<Record<KindId, readonly string[]>> = how === 'made' ? holderMakes : holderWrites;
	const list = lists[kind];
	return list !== undefined && names.length > 0 && names.every((name) => list.includes(name));
}

/** The fields of the exchange agreement of a contract, in the order in which they are read. */
export const exchangeFields = ['contact', 'holderContact', 'rhythm', 'delays', 'progressPlan'] as const;

/** The fields of a contract's own form, those of the agreement and of access aside. */
export const contractFields = fieldsOf('contract')
	.map(([name]) => name)
	.filter(
		(name) => !(exchangeFields as readonly string[]).includes(name) && name !== 'openedTo' && name !== 'decp'
	);
