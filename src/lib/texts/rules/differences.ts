// Tells what differs between two versions of a text: passage by passage, and inside a passage word by word.
import type { Passage } from './passages.ts';
import { budgetOfText, compareWords, type Segment } from './words.ts';

export interface PassageDifference {
	readonly passageId: string;
	/** `moved`: the same words elsewhere */
	readonly change: 'kept' | 'added' | 'removed' | 'changed' | 'moved';
	/** elsewhere among the passages that both versions have; true for `moved`, and for a changed one that also moved */
	readonly isMoved: boolean;
	/** null for one added */
	readonly before: Passage | null;
	/** null for one removed */
	readonly after: Passage | null;
	/** never empty */
	readonly segments: readonly Segment[];
}

/** The places of a longest rising series. Patience sorting: n log n. */
function longestRising(numbers: readonly number[]): Set<number> {
	const tops: number[] = [];
	const behind: number[] = [];
	for (const [place, number] of numbers.entries()) {
		let [low, high] = [0, tops.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (numbers[tops[middle]!]! < number) low = middle + 1;
			else high = middle;
		}
		behind[place] = low > 0 ? tops[low - 1]! : -1;
		tops[low] = place;
	}
	const rising = new Set<number>();
	for (let place = tops.at(-1) ?? -1; place >= 0; place = behind[place]!) rising.add(place);
	return rising;
}

/**
 * What differs from one text to the other, in the order of the second; a removed passage stands where it stood, before what came in its place (TE10, TE11).
 * As few passages as can be are told to have moved. Ids are each used once in a text.
 */
export function compare(before: readonly Passage[], after: readonly Passage[]): PassageDifference[] {
	const oldPlaces = new Map(before.map(({ id }, place) => [id, place]));
	const standing = new Set(after.map(({ id }) => id));
	const common = after.filter(({ id }) => oldPlaces.has(id));
	const rising = longestRising(common.map(({ id }) => oldPlaces.get(id)!));
	const unmoved = new Set(common.filter((_, place) => rising.has(place)).map(({ id }) => id));

	const differences: PassageDifference[] = [];
	const budget = budgetOfText();
	let old = 0;
	/** tells what was removed before the next passage that stayed in its place */
	function tellRemoved(): void {
		for (; old < before.length && !unmoved.has(before[old]!.id); old += 1) {
			const passage = before[old]!;
			if (!standing.has(passage.id))
				differences.push({ passageId: passage.id, change: 'removed', isMoved: false, before: passage, after: null, segments: [{ kind: 'removed', text: passage.text }] });
		}
	}
	tellRemoved();
	for (const passage of after) {
		const { id, text, kind } = passage;
		const was = before[oldPlaces.get(id) ?? -1];
		if (!was) {
			differences.push({ passageId: id, change: 'added', isMoved: false, before: null, after: passage, segments: [{ kind: 'added', text }] });
			continue;
		}
		const isMoved = !unmoved.has(id);
		const isSame = was.text === text && was.kind === kind;
		differences.push({
			passageId: id,
			change: !isSame ? 'changed' : isMoved ? 'moved' : 'kept',
			isMoved,
			before: was,
			after: passage,
			segments: compareWords(was.text, text, budget)
		});
		if (!isMoved) {
			old += 1;
			tellRemoved();
		}
	}
	return differences;
}

export interface Tally {
	readonly changed: number;
	readonly added: number;
	readonly removed: number;
	readonly moved: number;
}

/** How many passages of each; a changed one that also moved counts as changed. */
export function tally(differences: readonly PassageDifference[]): Tally {
	const count = (change: PassageDifference['change']) => differences.filter((difference) => difference.change === change).length;
	return { changed: count('changed'), added: count('added'), removed: count('removed'), moved: count('moved') };
}
