// The small ledger of a public-commons pact: a local unit of account (« rivet »), so many a year, uses by whom, and nobody above a quarter.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Values } from './elements/changes.ts';

/** Basis points of a year's allotment that one user may take. Source: example 5.9. */
export const largestShare = 2_500;

export interface Use {
	readonly who: string;
	/** ISO day */
	readonly on: string;
	/** whole units */
	readonly units: number;
}

export interface UserSum {
	readonly who: string;
	readonly units: number;
	/** basis points of the allotment, rounded */
	readonly share: number;
}

export interface YearOfUses {
	readonly year: number;
	readonly used: number;
	readonly left: number;
	/** the largest first */
	readonly users: readonly UserSum[];
}

const plain = (who: string): string => who.toLocaleLowerCase('fr').replace(/\s+/g, ' ').trim();
const sum = (uses: readonly Use[]): number => uses.reduce((total, { units }) => total + units, 0);
const yearOf = ({ on }: Use): number => Number(on.slice(0, 4));

/** The uses of each year that has some, the last year first; the same name in other letters is the same user. */
export const ledgerOf = (uses: readonly Use[], allotment: number): readonly YearOfUses[] =>
	[...Map.groupBy(uses, yearOf)]
		.toSorted(([one], [other]) => other - one)
		.map(([year, own]) => ({
			year,
			used: sum(own),
			left: allotment - sum(own),
			users: [...Map.groupBy(own, ({ who }) => plain(who)).values()]
				.map((theirs) => ({
					who: theirs[0]!.who,
					units: sum(theirs),
					share: Math.round((sum(theirs) * 10_000) / allotment)
				}))
				.toSorted((one, other) => other.units - one.units || one.who.localeCompare(other.who, 'fr'))
		}));

export type UseRefusal = 'allotment-unsaid' | 'use-above-share' | 'use-above-allotment';

const useOf = ({ who, on, units }: Values): readonly Use[] =>
	typeof who === 'string' && typeof on === 'string' && typeof units === 'number' ? [{ who, on, units }] : [];

/** Whether a use may be written (CO37): the pact says how many units a year there are, nobody takes more than a quarter of them, and all together not more than all. */
export function judgeUse(
	values: Values,
	{ parent, siblings }: { readonly parent: Values; readonly siblings: readonly Values[] }
): Outcome<true, UseRefusal> {
	const allotment = parent.allotment;
	if (typeof allotment !== 'number') return refused('allotment-unsaid');
	const [asked] = useOf(values);
	if (!asked) return accepted(true);
	const ofYear = [...siblings.flatMap(useOf), asked].filter((one) => yearOf(one) === yearOf(asked));
	const theirs = ofYear.filter(({ who }) => plain(who) === plain(asked.who));
	if (sum(theirs) * 10_000 > allotment * largestShare) return refused('use-above-share');
	return sum(ofYear) > allotment ? refused('use-above-allotment') : accepted(true);
}
