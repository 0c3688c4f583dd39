// What the public page tells of a version, in the order in which a citizen reads it: what was decided, when, with whose money, what comes, what it gives, with whom.
import * as v from 'valibot';
import { byMode, byStage, byYear, fundersOf, type BudgetAmount, type ByStage, type FunderSum } from './budget.ts';
import { endOf as endOfContract } from './contracts.ts';
import type { ValuesOf } from './elements/kinds.ts';
import { modeIds } from './modes/ids.ts';
import { publicOfKind, type PublicCockpit, type PublicElement } from './publication.ts';

export interface PublicMilestone {
	readonly code: string;
	readonly line: string | null;
	readonly values: ValuesOf<'milestone'>;
}

export interface PublicLine {
	readonly code: string;
	readonly values: ValuesOf<'line'>;
	readonly needs: readonly string[];
	readonly impacts: readonly string[];
	readonly sums: ByStage;
	readonly next: PublicMilestone | null;
}

export interface PublicIndicator {
	readonly code: string;
	readonly values: ValuesOf<'indicator'>;
	/** in the order of their days */
	readonly measurements: readonly ValuesOf<'measurement'>[];
}

/** What is read of a contract; amounts are cents. */
const contractShape = v.object({
	object: v.fallback(v.string(), ''),
	holder: v.fallback(v.string(), ''),
	reference: v.fallback(v.string(), ''),
	notifiedOn: v.fallback(v.nullable(v.string()), null),
	months: v.fallback(v.nullable(v.number()), null),
	endsOn: v.fallback(v.nullable(v.string()), null),
	amount: v.fallback(v.nullable(v.number()), null),
	maximum: v.fallback(v.nullable(v.number()), null)
});
const modificationShape = v.object({
	version: v.fallback(v.number(), 0),
	what: v.fallback(v.string(), ''),
	signedOn: v.fallback(v.nullable(v.string()), null),
	notifiedOn: v.fallback(v.nullable(v.string()), null),
	publishedOn: v.fallback(v.nullable(v.string()), null),
	/** cents: the new total, never the difference */
	total: v.fallback(v.nullable(v.number()), null),
	/** the new duration from the notification */
	months: v.fallback(v.nullable(v.number()), null),
	state: v.fallback(v.string(), '')
});
export type PublicModification = v.InferOutput<typeof modificationShape>;
/** Those of a contract, whoever wrote them, in their order. */
export const modificationsOf = (values: readonly unknown[]): readonly PublicModification[] =>
	values.map((one) => v.parse(modificationShape, one)).toSorted((one, other) => one.version - other.version);
/** Those of a contract that are signed, in their order. */
export const signedOf = (values: readonly unknown[]): readonly PublicModification[] =>
	modificationsOf(values).filter(({ state }) => state === 'signed');

export interface PublicContract extends v.InferOutput<typeof contractShape> {
	readonly code: string;
	readonly line: string | null;
	readonly modifications: readonly PublicModification[];
}

export interface PublicReading {
	readonly lines: readonly PublicLine[];
	readonly sums: ByStage;
	readonly modes: readonly { readonly mode: ValuesOf<'line'>['mode']; readonly lines: number; readonly sums: ByStage }[];
	readonly funders: readonly FunderSum[];
	readonly years: readonly { readonly year: number; readonly sums: ByStage }[];
	/** money of which nobody said the year: null where there is none */
	readonly withoutYear: ByStage | null;
	readonly toCome: readonly PublicMilestone[];
	readonly past: readonly PublicMilestone[];
	/** lines that will be bought, are not in execution yet and have no contract: whoever would answer reads them here (CO183) */
	readonly consultations: readonly PublicLine[];
	readonly indicators: readonly PublicIndicator[];
	readonly contracts: readonly PublicContract[];
}

const isOver = ({ state }: ValuesOf<'milestone'>) => state === 'done' || state === 'dropped';
const byDay = (one: PublicMilestone, other: PublicMilestone): number => ((one.values.on ?? '') < (other.values.on ?? '') ? -1 : 1);

/** The last day of a contract as its signed modifications make it; null where nothing says it (CO55). */
export function endOf({ modifications, ...contract }: Pick<PublicContract, 'notifiedOn' | 'months' | 'endsOn' | 'modifications'>): string | null {
	const months = modifications.findLast((one) => one.months !== null)?.months ?? null;
	return endOfContract(months === null ? contract : { ...contract, months }, months !== null);
}

/** What was first signed, and what signed modifications make of it, in cents; of a framework only its maximum was (CO183). */
export function totalsOf({ amount, maximum, modifications }: Pick<PublicContract, 'amount' | 'maximum' | 'modifications'>): { readonly first: number | null; readonly now: number | null; readonly isMaximum: boolean } {
	const first = amount ?? maximum;
	return { first, now: modifications.findLast(({ total }) => total !== null)?.total ?? first, isMaximum: amount === null && maximum !== null };
}

/** A contract's values, whoever wrote them; what is not there is said to be unknown. */
export const contractOf = (values: unknown): v.InferOutput<typeof contractShape> => v.parse(contractShape, values);

const isOfKind = (kind: string) => (one: PublicElement) => one.kind === kind;

/** Reads a version for its page, on a day: what is to come is to come for whoever reads (CO107). */
export function readingOf(content: Pick<PublicCockpit, 'elements'>, today: string): PublicReading {
	const amounts: readonly BudgetAmount[] = publicOfKind(content, 'amount').flatMap(({ under, values: { stage, amount, how, who, isOwn, year } }) =>
		stage === null || amount === null || under === null ? [] : [{ lineId: under.code, stage, amount, how: how ?? 'cash', who, isOwn, year }]
	);
	const milestones: readonly PublicMilestone[] = publicOfKind(content, 'milestone')
		.map(({ code, under, values }) => ({ code, line: under?.code ?? null, values }))
		.toSorted(byDay);
	const toCome = milestones.filter(({ values }) => !isOver(values) && (values.until ?? values.on ?? '') >= today);
	const names = new Map([
		...publicOfKind(content, 'need').map(({ code, values }) => [code, values.what] as const),
		...publicOfKind(content, 'impact').map(({ code, values }) => [code, values.name] as const)
	]);
	const named = (codes: readonly string[]) => codes.flatMap((code) => names.get(code) ?? []);
	const lines: readonly PublicLine[] = publicOfKind(content, 'line').map(({ code, values }) => ({
		code,
		values,
		needs: named(values.needs),
		impacts: named(values.impacts),
		sums: byStage(amounts.filter(({ lineId }) => lineId === code)),
		next: toCome.find(({ line }) => line === code) ?? null
	}));
	const measurements = publicOfKind(content, 'measurement');
	const { years, withoutYear } = byYear(amounts);
	const contracts = content.elements.filter(isOfKind('contract')).map(({ code, under, values }) => ({
		code,
		line: under?.code ?? null,
		...contractOf(values),
		modifications: signedOf(
			content.elements.filter((one) => isOfKind('modification')(one) && one.under?.code === code).map((one) => one.values)
		)
	}));
	const isAwarded = (code: string) => contracts.some(({ line }) => line === code);
	return {
		lines,
		sums: byStage(amounts),
		modes: byMode(
			lines.map(({ code, values }) => ({ id: code, mode: values.mode })),
			amounts,
			modeIds
		),
		funders: fundersOf(amounts, 'planned'),
		years,
		withoutYear: Object.values(withoutYear).some(({ total }) => total > 0) ? withoutYear : null,
		toCome,
		past: milestones.filter((one) => !toCome.includes(one)),
		consultations: lines.filter(({ code, values: { mode, state } }) => !isAwarded(code) && mode === 'purchase' && (state === 'proposed' || state === 'consolidated' || state === 'adopted')),
		indicators: publicOfKind(content, 'indicator').map(({ code, values }) => ({
			code,
			values,
			measurements: measurements
				.filter(({ under }) => under?.code === code)
				.map((one) => one.values)
				.toSorted((one, other) => ((one.on ?? '') < (other.on ?? '') ? -1 : 1))
		})),
		contracts
	};
}
