// Carries a change that was asked of one wording over to the wording that stands now: three-way, in pieces that say where they go.
import { holds, touch, type Hunk } from './hunks.ts';
import { compareWords } from './words.ts';

/** What leads from one wording to the other, in the places of the first. */
function hunksOf(before: string, after: string): Hunk[] {
	const hunks: { from: number; to: number; words: string }[] = [];
	let at = 0;
	let isOpen = false;
	for (const { kind, text } of compareWords(before, after)) {
		if (kind === 'kept') {
			at += text.length;
			isOpen = false;
			continue;
		}
		if (!isOpen) hunks.push({ from: at, to: at, words: '' });
		isOpen = true;
		const last = hunks.at(-1)!;
		if (kind === 'added') last.words += text;
		else last.to = at += text.length;
	}
	return hunks;
}

/**
 * The change from `base` to `asked`, carried over to `current`, which others have made of the same base: in the places of `current` (TE15).
 * What stands there already is not asked again; null when both change the same words: somebody has to write it by hand.
 */
export function carriedOver(base: string, current: string, asked: string): Hunk[] | null {
	if (current === base) return hunksOf(base, asked);
	const theirs = hunksOf(base, current);
	const carried: Hunk[] = [];
	for (const hunk of hunksOf(base, asked)) {
		const { from, to, words } = hunk;
		if (theirs.some((one) => holds(one, hunk))) continue;
		if (theirs.some((one) => touch(one, hunk))) return null;
		const shift = theirs.filter((one) => one.to <= from).reduce((sum, one) => sum + one.words.length - (one.to - one.from), 0);
		carried.push({ from: from + shift, to: to + shift, words });
	}
	return carried;
}
