// What the pages of contracts show: the list of them, one to the team that follows it, one to its holder.
import type { Query } from '../../db/server/database.ts';
import { byUrgency, nextVersion, standingOf, valuesForHolder, type Standing } from '../rules/contracts.ts';
import { valuesFor } from '../rules/elements/changes.ts';
import { kindOf, type ValuesOf } from '../rules/elements/kinds.ts';
import * as contracts from './contracts.ts';
import * as elements from './elements.ts';
import type { AtCockpit } from './guards.ts';
import type { AtContract } from './holderGuards.ts';
import { asSeen, choicesFor, labelOf, shown, type Shown } from './overview.ts';

type Element<Kind extends elements.AnyElement['kind']> = Extract<elements.AnyElement, { kind: Kind }>;

export interface VersionShown {
	readonly version: number | null;
	readonly what: string;
	readonly signedOn: string | null;
	readonly total: number | null;
	readonly difference: number | null;
	/** basis points of the amount first signed */
	readonly share: number | null;
}

export interface StandingShown extends Omit<Standing, 'versions'> {
	readonly versions: readonly VersionShown[];
}

const standingShown = (
	contract: ValuesOf<'contract'>,
	modifications: readonly ValuesOf<'modification'>[],
	today: string
): StandingShown => {
	const { versions, ...standing } = standingOf(contract, modifications, today);
	return {
		...standing,
		versions: versions.map(({ modification: { version, what, signedOn }, total, difference, share }) => ({
			version,
			what,
			signedOn,
			total,
			difference,
			share
		}))
	};
};

/** The contracts of a project, those that end first before the others. */
export function contractsListed(
	whole: readonly elements.AnyElement[],
	{ audience, doer: { today } }: AtCockpit
) {
	const all = asSeen(whole, audience);
	const lines = new Map(elements.ofKind(all, 'line').map((line) => [line.id as string, labelOf(line)]));
	const modificationsOf = Map.groupBy(elements.ofKind(all, 'modification'), ({ parentId }) => parentId);
	const incidentsOf = Map.groupBy(elements.ofKind(all, 'incident'), ({ parentId }) => parentId);
	return elements
		.ofKind(all, 'contract')
		.map((own) => {
			const modifications = (modificationsOf.get(own.id) ?? []).map(({ values }) => values);
			return {
				id: own.id as string,
				code: own.code,
				object: own.values.object,
				state: own.values.state,
				line: own.parentId === null ? '' : (lines.get(own.parentId) ?? ''),
				openIncidents: (incidentsOf.get(own.id) ?? []).filter(
					({ values, hidden }) => values.closedOn === null && !hidden.includes('closedOn')
				).length,
				standing: standingShown(own.values, modifications, today)
			};
		})
		.toSorted((one, other) => ((one.standing.endsOn ?? '9999') < (other.standing.endsOn ?? '9999') ? -1 : 1));
}

interface RemarkShown {
	readonly id: string;
	readonly parentId: string | null;
	readonly words: string;
	readonly side: 'authority' | 'holder';
	readonly who: string;
	readonly saidAt: string;
}

/** Those whose words whoever is here reads: `read` says what they read of one. */
const remarksOf = (
	family: readonly elements.AnyElement[],
	names: Readonly<Record<string, string>>,
	read: (remark: Element<'remark'>) => ValuesOf<'remark'>
): readonly RemarkShown[] =>
	elements
		.ofKind(family, 'remark')
		.flatMap((one) => {
			const { words, side, by, saidAt } = read(one);
			return words === ''
				? []
				: [{ id: one.id, parentId: one.parentId, words, side, who: names[by] ?? '', saidAt }];
		})
		.toSorted((one, other) => (one.saidAt < other.saidAt ? -1 : 1));

const latestFirst = <One extends { readonly values: { readonly on: string | null } }>(list: readonly One[]) =>
	list.toSorted((one, other) => ((one.values.on ?? '') > (other.values.on ?? '') ? -1 : 1));

/** One contract as the team that follows it sees it. */
export async function contractForTeam(query: Query, at: AtCockpit, contract: Element<'contract'>) {
	const { audience, doer } = at;
	const [whole, family] = await Promise.all([
		elements.ofProject(query, doer, doer.today),
		contracts.familyOf(query, doer, contract.id, doer.today)
	]);
	const all = asSeen(whole, audience);
	const read = <Kind extends Exclude<elements.AnyElement['kind'], 'contract'>>(kind: Kind) =>
		elements
			.ofKind(family, kind)
			.map((one) => shown(one as elements.Element<Kind>, audience)) as readonly Shown<Kind>[];
	const own = shown<'contract'>(contract, audience);
	const modifications = read('modification');
	const line = all.find(({ id }) => id === contract.parentId);
	const measurements = elements.ofKind(all, 'measurement');
	return {
		contract: own,
		label: labelOf(own),
		line: line ? { id: line.id as string, label: labelOf(line) } : null,
		standing: standingShown(
			own.values,
			modifications.map(({ values }) => values),
			doer.today
		),
		modifications: modifications.toSorted(
			(one, other) => (one.values.version ?? 0) - (other.values.version ?? 0)
		),
		nextVersion: nextVersion(modifications.map(({ values }) => values)),
		lots: read('lotAward'),
		meetings: latestFirst(read('meeting')),
		incidents: byUrgency(read('incident')),
		progress: read('progress'),
		documents: read('document'),
		remarks: remarksOf(family, await contracts.speakersOf(query, family), (one) =>
			valuesFor('remark', one.stored, audience)
		),
		indicators: elements
			.ofKind(all, 'indicator')
			.filter(({ id }) => own.values.indicators.includes(id))
			.map((one) => {
				const last = latestFirst(measurements.filter(({ parentId }) => parentId === one.id))[0];
				return {
					id: one.id as string,
					label: labelOf(one),
					unit: one.values.unit,
					last: last ? { on: last.values.on, value: last.values.value } : null
				};
			}),
		choices: choicesFor(kindOf('contract').fields, all)
	};
}

/** One contract as its holder sees it: what is shared with them, and nothing else (CO57). */
export async function contractForHolder(query: Query, { doer, contract }: AtContract) {
	const family = await contracts.familyOf(query, doer, contract.id, doer.today);
	const [own] = contracts.forHolder([contract], 'contract');
	const modifications = contracts.forHolder(family, 'modification').map(({ values }) => values);
	return {
		contract: own!,
		standing: standingShown(
			own!.values,
			modifications,
			doer.today
		),
		lots: contracts.forHolder(family, 'lotAward'),
		meetings: latestFirst(contracts.forHolder(family, 'meeting')),
		incidents: byUrgency(contracts.forHolder(family, 'incident')),
		progress: contracts.forHolder(family, 'progress'),
		documents: contracts.forHolder(family, 'document'),
		remarks: remarksOf(family, await contracts.speakersOf(query, family), (one) =>
			valuesForHolder('remark', one.stored)
		)
	};
}
