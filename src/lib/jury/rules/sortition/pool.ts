// Who may be drawn and what a panel must look like: people, quotas, and the profiles that people share.

export interface Person {
	readonly id: string;
	/** by category, the feature that this person counts for */
	readonly features: Readonly<Record<string, string>>;
	/** people of one household bear the same words; null where nothing is known */
	readonly household: string | null;
}

/** So many people of a feature at least and at most; how far both may be moved where somebody says so. */
export interface Quota {
	readonly category: string;
	readonly feature: string;
	readonly min: number;
	readonly max: number;
	readonly minFlex: number;
	readonly maxFlex: number;
}

/** People whom no quota and no household tells apart: each has the same chance. */
export interface Profile {
	readonly members: readonly string[];
	/** indices of the quotas for which its people count */
	readonly quotas: readonly number[];
	/** index of its kind of household */
	readonly kind: number;
	/** seated whatever is drawn */
	readonly isCertain: boolean;
}

/** Households made alike: the same profiles, as many of each. */
export interface HouseholdKind {
	/** indices of the profiles that live in each */
	readonly profiles: readonly number[];
	/** home by home, its members in the order of `profiles` */
	readonly homes: readonly (readonly (readonly string[])[])[];
}

export interface Problem {
	readonly size: number;
	readonly quotas: readonly Quota[];
	readonly profiles: readonly Profile[];
	readonly kinds: readonly HouseholdKind[];
}

export interface Terms {
	/** seats of the panel */
	readonly size: number;
	/** at most one person a household */
	readonly isOneAHousehold: boolean;
	/** ids of those who sit whatever is drawn */
	readonly certain: readonly string[];
}

/** By code units: the same everywhere, whatever the language of the machine. */
export const inOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const group = <Item>(
	items: readonly Item[],
	key: (item: Item) => string
): readonly (readonly [string, readonly Item[]])[] =>
	[...Map.groupBy(items, key)].sort(([one], [other]) => inOrder(one, other));

/**
 * People as the solver sees them. The order of people and of quotas does not matter: everything is put in one order first.
 * Takes people whose every quota's category is answered (the reading refuses others).
 */
export function prepare(people: readonly Person[], quotas: readonly Quota[], terms: Terms): Problem {
	const ordered = [...quotas].sort(
		(one, other) => inOrder(one.category, other.category) || inOrder(one.feature, other.feature)
	);
	const indexOf = new Map(
		ordered.map(({ category, feature }, index) => [JSON.stringify([category, feature]), index])
	);
	const categories = [...new Set(ordered.map(({ category }) => category))];
	const certain = new Set(terms.certain);
	const quotasOf = (person: Person) =>
		categories.flatMap(
			(category) => indexOf.get(JSON.stringify([category, person.features[category]])) ?? []
		);
	const lookOf = new Map(
		people.map((person) => [person.id, JSON.stringify([quotasOf(person), certain.has(person.id)])])
	);
	const sorted = [...people].sort((one, other) => inOrder(one.id, other.id));
	// in the order of their first person: a sealed file must not tell the order of addresses
	const homes = [
		...Map.groupBy(sorted, ({ id, household }) =>
			terms.isOneAHousehold && household !== null ? `h${household}` : `p${id}`
		).values()
	].map((home) => group(home, ({ id }) => lookOf.get(id)!));
	const profiles: Profile[] = [];
	const kinds = group(homes, (home) =>
		JSON.stringify(home.map(([look, members]) => [look, members.length]))
	).map(([, alike], kind) => {
		const inside = alike[0]!.map(([look], place) => {
			const [own, isCertain] = JSON.parse(look) as [number[], boolean];
			const members = alike.flatMap((home) => home[place]![1].map(({ id }) => id)).sort(inOrder);
			return profiles.push({ members, quotas: own, kind, isCertain }) - 1;
		});
		return {
			profiles: inside,
			homes: alike.map((home) => home.map(([, members]) => members.map(({ id }) => id)))
		};
	});
	return { size: terms.size, quotas: ordered, profiles, kinds };
}
