// Announced quotas: for each category, how many seats at least and at most go to each of its features.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { tidyLine } from './campaign.ts';
import type { Pool } from './pools/pools.ts';
import type { Change } from './sortition/changes.ts';

export interface Feature {
	readonly name: string;
	readonly min: number;
	readonly max: number;
}
export interface Category {
	readonly name: string;
	readonly features: readonly Feature[];
}
export interface KeptQuotas {
	readonly version: 1;
	readonly categories: readonly Category[];
}
export interface Seats {
	readonly roll: number;
	readonly volunteers: number;
}

export const mostSeats = 200;
export const mostCategories = 8;
export const mostFeatures = 12;
export const featureLimit = 40;

export type QuotasRefusal =
	| 'seats-unreadable'
	| 'seats-too-few'
	| 'seats-too-many'
	| 'category-name-missing'
	| 'category-twice'
	| 'category-too-few'
	| 'categories-too-many'
	| 'feature-name-missing'
	| 'feature-twice'
	| 'features-too-many'
	| 'name-too-long'
	| 'bound-unreadable'
	| 'bounds-reversed'
	| 'mins-above-seats'
	| 'maxes-below-seats';

/** A refusal names the category and the feature at fault, counted from 0 as they were typed. */
export type Faulty<Value> = Outcome<Value, QuotasRefusal> & { readonly at?: { readonly category: number; readonly feature?: number } };

export interface TypedCategory {
	readonly name: string;
	readonly features: readonly { readonly name: string; readonly min: string; readonly max: string }[];
}

const whole = (typed: string): number | undefined => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : undefined);

/** Seats drawn from each pool. Refuses what is no whole number, fewer than 4 seats in all or more than 200. */
export function readSeats(typed: { readonly roll: string; readonly volunteers: string }): Outcome<Seats, QuotasRefusal> {
	const [roll, volunteers] = [whole(typed.roll), whole(typed.volunteers)];
	if (roll === undefined || volunteers === undefined) return refused('seats-unreadable');
	if (roll + volunteers < 4) return refused('seats-too-few');
	return roll + volunteers > mostSeats ? refused('seats-too-many') : accepted({ roll, volunteers });
}

export const seatsIn = ({ roll, volunteers }: Seats): number => roll + volunteers;

const fold = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Quotas as typed, for so many seats. Rows and categories left wholly empty are dropped. An empty minimum is 0, an empty maximum the number of
 * seats. Refuses names that miss, are said twice or exceed 40 characters, bounds that are no whole numbers or are reversed, and a category whose
 * minima exceed the seats or whose maxima cannot fill them. Source: JUR-4.
 */
export function readQuotas(typed: readonly TypedCategory[], seats: number): Faulty<KeptQuotas> {
	const categories: Category[] = [];
	for (const [category, { name: typedName, features: typedFeatures }] of typed.entries()) {
		const name = tidyLine(typedName);
		const rows = [...typedFeatures.entries()].filter(([, row]) => [row.name, row.min, row.max].some((cell) => cell.trim() !== ''));
		if (name === '' && rows.length === 0) continue;
		const wrong = (reason: QuotasRefusal, feature?: number): Faulty<KeptQuotas> => ({ ...refused(reason), at: feature === undefined ? { category } : { category, feature } });
		if (name === '') return wrong('category-name-missing');
		if ([...name].length > featureLimit) return wrong('name-too-long');
		if (categories.some((one) => fold(one.name) === fold(name))) return wrong('category-twice');
		if (rows.length > mostFeatures) return wrong('features-too-many');
		if (rows.length < 2) return wrong('category-too-few');
		const features: Feature[] = [];
		for (const [feature, row] of rows) {
			const called = tidyLine(row.name);
			if (called === '') return wrong('feature-name-missing', feature);
			if ([...called].length > featureLimit) return wrong('name-too-long', feature);
			if (features.some((one) => fold(one.name) === fold(called))) return wrong('feature-twice', feature);
			const min = row.min.trim() === '' ? 0 : whole(row.min);
			const max = row.max.trim() === '' ? seats : whole(row.max);
			if (min === undefined || max === undefined) return wrong('bound-unreadable', feature);
			if (min > max) return wrong('bounds-reversed', feature);
			features.push({ name: called, min, max });
		}
		const sum = (of: 'min' | 'max') => features.reduce((total, one) => total + one[of], 0);
		if (sum('min') > seats) return wrong('mins-above-seats');
		if (sum('max') < seats) return wrong('maxes-below-seats');
		categories.push({ name, features });
	}
	return categories.length > mostCategories ? { ...refused('categories-too-many'), at: { category: mostCategories } } : accepted({ version: 1, categories });
}

/** Seats and quotas as a form types them. Refuses as `readSeats` and `readQuotas` do. */
export function readSetting(typed: TypedQuotas): Faulty<{ readonly seats: Seats; readonly quotas: KeptQuotas }> {
	const seats = readSeats(typed);
	if (!seats.accepted) return seats;
	const quotas = readQuotas(typed.categories, seatsIn(seats.value));
	return quotas.accepted ? accepted({ seats: seats.value, quotas: quotas.value }) : quotas;
}

/** The name under which the pool counts as one more category of the draw. */
export const poolCategory = 'liste';
export const poolFeatures: Readonly<Record<Pool, string>> = { roll: 'listes électorales', volunteers: 'volontaires' };

/** The categories of the draw: the announced ones, and the seats of each pool. */
export const drawnCategories = ({ categories }: KeptQuotas, seats: Seats): readonly Category[] => [
	{ name: poolCategory, features: (['roll', 'volunteers'] as const).map((pool) => ({ name: poolFeatures[pool], min: seats[pool], max: seats[pool] })) },
	...categories
];

/** What was typed, with the changes made in it: a change of the lists is one of their seats (JU124). Names are those of quotas that were read out of it. */
export function mend(typed: TypedQuotas, changes: readonly Change[]): TypedQuotas {
	const toOf = (category: string, feature: string, bound: Change['bound']) => changes.find((one) => one.category === category && one.feature === feature && one.bound === bound)?.to;
	const seatsOf = (pool: Pool) => String(toOf(poolCategory, poolFeatures[pool], 'min') ?? toOf(poolCategory, poolFeatures[pool], 'max') ?? typed[pool]);
	return {
		...typed,
		roll: seatsOf('roll'),
		volunteers: seatsOf('volunteers'),
		categories: typed.categories.map(({ name, features }) => ({
			name,
			features: features.map((one) => ({
				name: one.name,
				min: String(toOf(tidyLine(name), tidyLine(one.name), 'min') ?? one.min),
				max: String(toOf(tidyLine(name), tidyLine(one.name), 'max') ?? one.max)
			}))
		}))
	};
}

/** What a jury of ten is usually asked to look like, to begin from. Source: the Trois-Rivelles (demo 5.3). */
export const usualQuotas: KeptQuotas = {
	version: 1,
	categories: [
		{ name: 'Genre', features: [{ name: 'femme', min: 4, max: 6 }, { name: 'homme', min: 4, max: 6 }] },
		{ name: 'Âge', features: [{ name: '18-34', min: 2, max: 3 }, { name: '35-59', min: 4, max: 5 }, { name: '60 et plus', min: 2, max: 3 }] },
		{ name: 'Lieu', features: [{ name: 'bourg-centre', min: 4, max: 5 }, { name: 'villages', min: 5, max: 6 }] },
		{ name: 'École', features: [{ name: 'parent d’élève', min: 3, max: 8 }, { name: 'sans enfant scolarisé', min: 2, max: 7 }] }
	]
};
export const usualSeats: Seats = { roll: 6, volunteers: 4 };

export interface TypedQuotas {
	readonly roll: string;
	readonly volunteers: string;
	readonly quorum: string;
	readonly isOneOfAHousehold: boolean;
	readonly categories: readonly TypedCategory[];
}

/** Quotas out of the words of a form: `c0` names a category, `c0f1`, `c0f1min`, `c0f1max` its second feature. What lies beyond what a form may hold is not read. */
export function readTypedQuotas(words: Readonly<Record<string, string>>): TypedQuotas {
	const said = (name: string) => words[name] ?? '';
	const categories = Array.from({ length: mostCategories + 1 }, (_, category): TypedCategory => ({
		name: said(`c${category}`),
		features: Array.from({ length: mostFeatures + 1 }, (_, feature) => ({ name: said(`c${category}f${feature}`), min: said(`c${category}f${feature}min`), max: said(`c${category}f${feature}max`) }))
	}));
	return { roll: said('roll'), volunteers: said('volunteers'), quorum: said('quorum'), isOneOfAHousehold: said('household') !== '', categories };
}
