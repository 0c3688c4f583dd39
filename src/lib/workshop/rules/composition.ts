// Decides what a scenario is made of: a version of the proposal plus and minus amendments, and in what scenarios differ.
import { litBy } from './needs.ts';

export interface AmendmentToCompose {
	readonly id: string;
	/** ids of the needs that it answers */
	readonly needs: readonly string[];
	/** the version that it made; null when it made none */
	readonly resultingVersion: number | null;
	/** the code of the scenario into which it was sent */
	readonly scenario: string | null;
	/** taken back by its author: it is in no scenario any more */
	readonly isWithdrawn: boolean;
}

/** What the room said of an amendment in a scenario, where that is not what goes without saying. */
export type Choice = 'in' | 'out';

export interface Composition {
	/** null before v0 */
	readonly base: number | null;
	/** of the version, and in the scenario: ids in the order of the amendments, as in the two lists below */
	readonly kept: readonly string[];
	/** in the scenario without being of its version */
	readonly added: readonly string[];
	/** of the version, and taken out of the scenario */
	readonly removed: readonly string[];
}

/**
 * What a scenario holds (MO200, MO201): the amendments of its version (the last one where it names none) and those that were sent into it, but for those that
 * were taken out; and those that were put in. An amendment that its author took back is in none, whatever was said of it.
 */
export function compose(
	scenario: { readonly code: string; readonly base: number | null; readonly choices: ReadonlyMap<string, Choice> },
	amendments: readonly AmendmentToCompose[],
	latest: number | null
): Composition {
	const base = latest === null ? null : Math.min(scenario.base ?? latest, latest);
	const standing = amendments.filter(({ isWithdrawn }) => !isWithdrawn);
	const isOfVersion = ({ resultingVersion }: AmendmentToCompose) => base !== null && resultingVersion !== null && resultingVersion <= base;
	const isIn = (one: AmendmentToCompose) => {
		const said = scenario.choices.get(one.id);
		return said === 'in' || (said !== 'out' && (isOfVersion(one) || one.scenario === scenario.code));
	};
	const ids = (of: (one: AmendmentToCompose) => boolean) => standing.filter(of).map(({ id }) => id);
	return { base, kept: ids((one) => isOfVersion(one) && isIn(one)), added: ids((one) => !isOfVersion(one) && isIn(one)), removed: ids((one) => isOfVersion(one) && !isIn(one)) };
}

/** The needs that a scenario answers: those of the draft and those of every amendment that it holds (MO201, MO101). */
export function litIn(draftNeeds: readonly string[], amendments: readonly AmendmentToCompose[], { kept, added }: Pick<Composition, 'kept' | 'added'>): ReadonlySet<string> {
	const held = new Set([...kept, ...added]);
	return litBy(
		draftNeeds,
		amendments.filter(({ id }) => held.has(id)).map(({ needs }) => ({ needs, resultingVersion: 0 })),
		0
	);
}

export interface Beside {
	readonly label: string;
	/** one a scenario, in their order; null where it says nothing of it */
	readonly values: readonly (string | null)[];
	readonly differs: boolean;
}

export interface Apart {
	readonly id: string;
	/** codes of the scenarios that have it */
	readonly in: readonly string[];
}

export interface Differences {
	/** in one scenario and not in another */
	readonly amendments: readonly Apart[];
	readonly needs: readonly Apart[];
	/** those that differ first, then in the order in which they come */
	readonly facts: readonly Beside[];
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** What is said of each scenario on one line; `differs`: not the same words for all, but for capitals and blanks. */
export const beside = (label: string, values: readonly (string | null)[]): Beside => ({ label, values, differs: new Set(values.map((value) => value && fold(value))).size > 1 });

/** Lays scenarios side by side (MO202). One alone differs from nothing. */
export function differencesOf(scenarios: readonly { readonly code: string; readonly holds: readonly string[]; readonly lights: ReadonlySet<string>; readonly facts: readonly (readonly [string, string])[] }[]): Differences {
	const apart = (idsOf: (scenario: (typeof scenarios)[number]) => Iterable<string>): Apart[] => {
		const having = new Map<string, string[]>();
		for (const scenario of scenarios) for (const id of idsOf(scenario)) having.set(id, [...(having.get(id) ?? []), scenario.code]);
		return [...having].filter(([, codes]) => codes.length < scenarios.length).map(([id, codes]) => ({ id, in: codes }));
	};
	const labels = new Map<string, string>();
	for (const { facts } of scenarios) for (const [label] of facts) if (!labels.has(fold(label))) labels.set(fold(label), label);
	const rows = [...labels].map(([folded, label]) =>
		beside(
			label,
			scenarios.map(({ facts }) => facts.find(([one]) => fold(one) === folded)?.[1] ?? null)
		)
	);
	return {
		amendments: apart(({ holds }) => holds),
		needs: apart(({ lights }) => lights),
		facts: [...rows.filter(({ differs }) => differs), ...rows.filter(({ differs }) => !differs)]
	};
}
