// The files of a draw under the two forms of the Sortition Foundation: what quotas and people are written as, and what a file of quotas puts into the form. Read by sortition/reading.ts (JU20, JU21).
import { guarded } from '../../../papers/rules/csv.ts';
import { seatsIn, mostFeatures, poolCategory, poolFeatures, type Category, type Seats, type TypedQuotas } from '../quotas.ts';
import { inOrder, type Problem, type Quota } from '../sortition/pool.ts';
import { fold } from './identity.ts';

/** `categories.csv` and `respondents.csv` are the older form, `features.csv` and `candidates.csv` the newer. */
export const quotaFiles = ['categories.csv', 'features.csv'] as const;
export const peopleFiles = ['respondents.csv', 'candidates.csv'] as const;
export type QuotaFile = (typeof quotaFiles)[number];
export type PeopleFile = (typeof peopleFiles)[number];

export interface Table {
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** Quotas of categories, for so many seats: the newer form says too how far they may move, as far as the draw's proposals go. */
export function quotasTable(file: QuotaFile, categories: readonly Category[], size: number): Table {
	const rows = categories.flatMap(({ name, features }) => features.map((one) => [name, one.name, String(one.min), String(one.max)]));
	return file === 'categories.csv' ? { head: ['category', 'feature', 'min', 'max'], rows } : { head: ['feature', 'value', 'min', 'max', 'min_flex', 'max_flex'], rows: rows.map((row) => [...row, '0', String(size)]) };
}

/** Under which column a file says how to reach somebody; the names that the Sortition Foundation gives. */
export const contactColumns = { firstName: 'first_name', lastName: 'last_name', email: 'email', phone: 'mobile_number', address: 'primary_address1', postcode: 'primary_zip', town: 'primary_city' } as const;
export type ContactField = keyof typeof contactColumns;
const contactFields = Object.keys(contactColumns) as ContactField[];

export interface ListedPerson {
	/** the pseudonym under which they are drawn */
	readonly id: string;
	readonly features: Readonly<Record<string, string>>;
	/** equal for those who live together; null where nothing is known */
	readonly household: string | null;
	/** who they are, and what a file said of them beside; null in what is published */
	readonly who: (Readonly<Record<ContactField, string>> & { readonly carried: Readonly<Record<string, string>> }) | null;
}

const householdColumn = 'foyer';

/** People of a draw, one a row: their pseudonym, with `who` how to reach them and what was carried along, their answers, and a number that those of one household share. */
export function peopleTable(file: PeopleFile, categories: readonly string[], people: readonly ListedPerson[]): Table {
	const shared = Map.groupBy(people.filter(({ household }) => household !== null), ({ household }) => household!);
	const homes = new Map([...shared].filter(([, members]) => members.length > 1).map(([household], index) => [household, String(index + 1)]));
	const named = people.some(({ who }) => who !== null);
	const own = [file === 'respondents.csv' ? 'nationbuilder_id' : 'id', ...(named ? contactFields.map((field) => contactColumns[field]) : []), ...categories];
	const taken = new Set([...own, householdColumn].map(fold));
	const carried = [...new Set(people.flatMap(({ who }) => Object.keys(who?.carried ?? {})))].filter((name) => !taken.has(fold(name))).sort(inOrder);
	return {
		head: [...own, householdColumn, ...carried.map(guarded)],
		rows: people.map(({ id, features, household, who }) => [
			id,
			...(named ? contactFields.map((field) => guarded(who?.[field] ?? '')) : []),
			...categories.map((category) => features[category] ?? ''),
			homes.get(household ?? '') ?? '',
			...carried.map((name) => guarded(who?.carried[name] ?? ''))
		])
	};
}

/** What a sealed draw publishes, as the two files read it. */
export function fromSealed({ quotas, profiles, kinds }: Problem): { readonly categories: readonly Category[]; readonly people: readonly ListedPerson[] } {
	const homeOf = new Map(kinds.flatMap(({ homes }, kind) => homes.flatMap((home, index) => home.flat().map((id) => [id, `${kind}.${index}`] as const))));
	return {
		categories: [...Map.groupBy(quotas, ({ category }) => category)].map(([name, own]) => ({ name, features: own.map(({ feature, min, max }) => ({ name: feature, min, max })) })),
		people: profiles
			.flatMap(({ members, quotas: own }) => members.map((id): ListedPerson => ({ id, features: Object.fromEntries(own.map((index) => [quotas[index]!.category, quotas[index]!.feature])), household: homeOf.get(id)!, who: null })))
			.sort((one, other) => inOrder(one.id, other.id))
	};
}

/** A file of quotas in the words of the form, to be read again before it is kept. Seats of the lists are those of the file where it has them, else those that stand. */
export function typedFrom(quotas: readonly Quota[], stands: { readonly seats: Seats; readonly quorum: string; readonly isOneOfAHousehold: boolean }): TypedQuotas {
	const ofPool = (pool: keyof Seats) => quotas.find(({ category, feature }) => fold(category) === fold(poolCategory) && fold(feature) === fold(poolFeatures[pool]));
	const seats: Seats = { roll: ofPool('roll')?.min ?? stands.seats.roll, volunteers: ofPool('volunteers')?.min ?? stands.seats.volunteers };
	const categories = Map.groupBy(quotas.filter(({ category }) => fold(category) !== fold(poolCategory)), ({ category }) => category);
	return {
		roll: String(seats.roll),
		volunteers: String(seats.volunteers),
		quorum: stands.quorum,
		isOneOfAHousehold: stands.isOneOfAHousehold,
		// one more than may be: reading it then says that they are too many
		categories: [...categories].map(([name, own]) => ({ name, features: own.slice(0, mostFeatures + 1).map(({ feature, min, max }) => ({ name: feature, min: String(min), max: String(Math.min(max, Math.max(min, seatsIn(seats)))) })) }))
	};
}
