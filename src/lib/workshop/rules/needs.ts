// Decides which needs of the landscape a proposal answers, version by version, and in which order they are read.

export interface Need {
	/** the card of the landscape */
	readonly id: string;
	readonly text: string;
	/** null before the dots are counted */
	readonly dots: number | null;
}

/** Most dots first, ties in the order of their texts: as the record orders the strongest needs; those without a dot come last (MO100). */
export function strongestFirst<Line extends Omit<Need, 'id'>>(needs: readonly Line[]): Line[] {
	const collator = new Intl.Collator('fr');
	return [...needs].sort((a, b) => (b.dots ?? 0) - (a.dots ?? 0) || collator.compare(a.text, b.text));
}

/**
 * The needs answered by a version: those that the draft answers, and those of every amendment that made this version or one before it (MO101).
 * `version` is -1 for the draft. An amendment that made no version answers nothing, whatever it hoped.
 */
export function litBy(
	draftNeeds: readonly string[],
	amendments: readonly { readonly needs: readonly string[]; readonly resultingVersion: number | null }[],
	version: number
): ReadonlySet<string> {
	const made = amendments.filter(({ resultingVersion }) => resultingVersion !== null && resultingVersion <= version);
	return new Set([...draftNeeds, ...made.flatMap(({ needs }) => needs)]);
}

/** How many needs the wall shows under a picture, and how many of them in a line: what can be read from the back. */
export const needsOnWall = 12;
export const needsInLine = 4;
