// Pieces that change a wording: small enough for a screen to put together what was worked out elsewhere.

/** The words from one place to another give way to others. Places count signs of the string; the same place twice adds, no words take away. */
export interface Hunk {
	readonly from: number;
	readonly to: number;
	readonly words: string;
}

/** Whether the second says what the first says already, at the same place. */
export const holds = (one: Hunk, other: Hunk): boolean => one.from === other.from && one.to === other.to && one.words.includes(other.words.trim());
/** Whether two changes of one wording are about the same words; what is added at the edge of words that change stands beside them. */
export const touch = (one: Hunk, other: Hunk): boolean => one.from < other.to && other.from < one.to;

/**
 * A wording with several changes in it, in their order (TE15): what adds at one place adds one after the other, what is asked twice is written once.
 * `left`: the indexes of the changes that touch the words of one before them, or that are null; nothing of them is written.
 */
export function withHunks(text: string, changes: readonly (readonly Hunk[] | null)[]): { readonly text: string; readonly left: readonly number[] } {
	const written: Hunk[] = [];
	const left: number[] = [];
	for (const [place, hunks] of changes.entries()) {
		const fresh = hunks?.filter((hunk) => !written.some((one) => holds(one, hunk)));
		if (!fresh || fresh.some((hunk) => written.some((one) => touch(one, hunk)))) left.push(place);
		else written.push(...fresh);
	}
	let made = '';
	let at = 0;
	for (const { from, to, words } of written.sort((a, b) => a.from - b.from || a.to - b.to)) {
		made += text.slice(at, from) + words;
		at = to;
	}
	return { text: made + text.slice(at), left };
}
