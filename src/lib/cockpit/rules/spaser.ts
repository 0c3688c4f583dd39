// The rates that a scheme for responsible purchasing publishes every two years: contracts of a period by category, in number and in value.
import * as v from 'valibot';
import { isDay } from './elements/fields.ts';

/** A contract as the report counts it. */
export interface ReportedContract {
	/** ISO day of its notification; null: in no period */
	readonly notifiedOn: string | null;
	/** cents, without tax; null where nobody says: it counts in number only */
	readonly amount: number | null;
	/** of both lists: null where nobody has said, which is not « none » */
	readonly considerations: readonly Consideration[] | null;
}

export const considerations = [
	'social-clause',
	'social-criterion',
	'reserved',
	'environmental-clause',
	'environmental-criterion',
	'innovative'
] as const;
export type Consideration = (typeof considerations)[number];

const listed = (name: string) => v.optional(v.looseObject({ [name]: v.array(v.string()) }));
/** As the essential data of contracts say them (DECP 2.0.4). */
const published = v.looseObject({
	considerationsSociales: listed('considerationSociale'),
	considerationsEnvironnementales: listed('considerationEnvironnementale'),
	marcheInnovant: v.optional(v.boolean())
});
const publishedNames: Readonly<Record<string, Consideration>> = {
	'Clause sociale': 'social-clause',
	'Critère social': 'social-criterion',
	'Marché réservé': 'reserved',
	'Concession réservée': 'reserved',
	'Clause environnementale': 'environmental-clause',
	'Critère environnemental': 'environmental-criterion'
};

/** What a contract's published data say of its considerations (CO78); null where both lists are missing: nothing is said, which is not « none ». */
export function considerationsIn(data: unknown): readonly Consideration[] | null {
	const read = v.safeParse(published, data);
	if (!read.success) return null;
	const {
		considerationsSociales: social,
		considerationsEnvironnementales: environmental,
		marcheInnovant
	} = read.output;
	if (!social && !environmental) return null;
	const names = [
		...(social?.considerationSociale ?? []),
		...(environmental?.considerationEnvironnementale ?? [])
	];
	return [
		...new Set([
			...names.flatMap((name) => publishedNames[name] ?? []),
			...(marcheInnovant ? (['innovative'] as const) : [])
		])
	];
}

/** The categories of the law's report, each a question to a contract; wider ones first (Code de la commande publique, art. L2111-3 and D2111-3). */
export const categories = {
	social: ['social-clause', 'social-criterion', 'reserved'],
	'social-clause': ['social-clause'],
	'social-criterion': ['social-criterion'],
	reserved: ['reserved'],
	environmental: ['environmental-clause', 'environmental-criterion'],
	'environmental-clause': ['environmental-clause'],
	'environmental-criterion': ['environmental-criterion'],
	innovative: ['innovative']
} as const satisfies Record<string, readonly Consideration[]>;
export type Category = keyof typeof categories;
export const categoryIds = Object.keys(categories) as Category[];

export interface Rate {
	readonly category: Category;
	readonly contracts: number;
	/** cents */
	readonly amount: number;
	/** basis points of the contracts that say something; null where none does */
	readonly byNumber: number | null;
	readonly byValue: number | null;
}

export interface SpaserReport {
	readonly from: string;
	readonly until: string;
	/** notified in the period */
	readonly contracts: number;
	/** cents */
	readonly amount: number;
	/** of which nobody has said whether they hold a consideration: in no rate */
	readonly unsaid: number;
	/** of which no amount is known: in no rate by value */
	readonly withoutAmount: number;
	readonly rates: readonly Rate[];
}

const points = (part: number, whole: number): number | null =>
	whole === 0 ? null : Number((BigInt(part) * 20_000n + BigInt(whole)) / (BigInt(whole) * 2n));

/**
 * Rates of the contracts notified from one ISO day to another, both included (CO78). A contract that says nothing of its considerations is told apart and counts in no rate; one without an amount counts in number only.
 */
export function reportOf(
	contracts: readonly ReportedContract[],
	{ from, until }: { readonly from: string; readonly until: string }
): SpaserReport {
	const within = contracts.filter(
		({ notifiedOn }) => notifiedOn !== null && notifiedOn >= from && notifiedOn <= until
	);
	const said = within.filter((one) => one.considerations !== null);
	const sum = (of: readonly ReportedContract[]) => of.reduce((total, { amount }) => total + (amount ?? 0), 0);
	const whole = sum(said);
	return {
		from,
		until,
		contracts: within.length,
		amount: sum(within),
		unsaid: within.length - said.length,
		withoutAmount: within.filter(({ amount }) => amount === null).length,
		rates: categoryIds.map((category) => {
			const held = said.filter((one) =>
				categories[category].some((wanted) => one.considerations!.includes(wanted))
			);
			return {
				category,
				contracts: held.length,
				amount: sum(held),
				byNumber: points(held.length, said.length),
				byValue: points(sum(held), whole)
			};
		})
	};
}

/** The two whole years before the one of this day: what is published every two years. */
export function lastPeriod(today: string): { readonly from: string; readonly until: string } {
	const year = Number(today.slice(0, 4));
	return { from: `${year - 2}-01-01`, until: `${year - 1}-12-31` };
}

/** The period that an address asks for; the last one where it asks for none, or for days that cannot be read or stand the wrong way round (then `isAsked` is false). */
export function readPeriod(
	from: string,
	until: string,
	today: string
): { readonly from: string; readonly until: string; readonly isAsked: boolean } {
	return isDay(from) && isDay(until) && from <= until
		? { from, until, isAsked: true }
		: { ...lastPeriod(today), isAsked: from === '' && until === '' };
}
