// Decides whether a card was cut: what it keeps and what its parts say are, together, the words that it held.

/** One character of a card's words, and whether it is taken away. */
export interface Sign {
	readonly sign: string;
	readonly isGone: boolean;
}

/** A sign, and what it is, asked once. */
interface Glyph extends Sign {
	readonly isBlank: boolean;
	readonly isLetter: boolean;
}

const glyphOf = ({ sign, isGone }: Sign): Glyph => ({ sign, isGone, isBlank: /[\s\p{P}\p{Cf}]/u.test(sign), isLetter: /[\p{L}\p{N}\p{M}]/u.test(sign) });

/** What stands between two ideas, and may go with the cut: blanks, punctuation and these words. */
const joining = new Set(['et', 'ou', 'puis', 'mais', 'and', 'or', 'then', 'but']);
const longestJoining = 4;

/** Where a join may begin that ends here, the nearest first: its words are whole. */
function joinsBefore(signs: readonly Glyph[], end: number): number[] {
	const begins = [end];
	for (let at = end; at > 0; begins.push(at)) {
		let before = at - 1;
		if (!signs[before]!.isBlank) {
			while (before >= 0 && signs[before]!.isLetter && at - before <= longestJoining) before -= 1;
			before += 1;
			if (signs[at]?.isLetter || !isJoining(signs, before, at)) break;
		}
		at = before;
	}
	return begins;
}

/** Where a join may end that begins here, the nearest first. */
function joinsAfter(signs: readonly Glyph[], begin: number): number[] {
	const ends = [begin];
	for (let at = begin; at < signs.length; ends.push(at)) {
		let after = at + 1;
		if (!signs[at]!.isBlank) {
			after = at;
			while (signs[after]?.isLetter && after - at < longestJoining) after += 1;
			if (signs[at - 1]?.isLetter || !isJoining(signs, at, after)) break;
		}
		at = after;
	}
	return ends;
}

const isJoining = (signs: readonly Glyph[], from: number, until: number): boolean =>
	!signs[from - 1]?.isLetter && !signs[until]?.isLetter && joining.has(signs.slice(from, until).map(({ sign }) => sign).join('').toLowerCase());

/** The stretches which a cut into this part may have taken out, the widest first: all of each is gone, and all of it but the part is a join. */
function* stretches(signs: readonly Glyph[], part: readonly string[], spend: (looks: number) => void): Iterable<readonly [number, number]> {
	const tried = new Set<number>();
	// the first letter of a part may become a capital, or cease to be one
	const initial = part[0]!.toLowerCase();
	for (let at = 0; at + part.length <= signs.length; at++) {
		let same = signs[at]!.sign === part[0] || signs[at]!.sign.toLowerCase() === initial ? 1 : 0;
		while (same > 0 && same < part.length && signs[at + same]!.sign === part[same]) same += 1;
		spend(1 + same);
		if (same < part.length) continue;
		const [begins, ends] = [joinsBefore(signs, at).reverse(), joinsAfter(signs, at + part.length).reverse()];
		spend(longestJoining * (begins.length + ends.length));
		for (const from of begins)
			for (const until of ends) {
				// of alike stretches the last is taken out, as two texts compared from their beginning tell
				let [first, last] = [from, until];
				while (last < signs.length && signs[first]!.sign === signs[last]!.sign) [first, last] = [first + 1, last + 1];
				spend(1 + first - from);
				const key = first * (signs.length + 1) + last;
				if (tried.has(key)) continue;
				tried.add(key);
				let gone = first;
				while (gone < last && signs[gone]!.isGone) gone += 1;
				spend(1 + gone - first);
				if (gone === last) yield [first, last];
			}
	}
}

function isCutIntoAll(signs: readonly Glyph[], parts: readonly (readonly string[])[], spend: (looks: number) => void): boolean {
	const [part, ...rest] = parts;
	if (part === undefined) return signs.every(({ isGone }) => !isGone) && signs.some(({ sign }) => sign.trim() !== '');
	for (const [from, until] of stretches(signs, part, spend)) {
		spend(signs.length);
		if (isCutIntoAll([...signs.slice(0, from), ...signs.slice(until)], rest, spend)) return true;
	}
	return false;
}

/**
 * Whether a card was cut into what it keeps and these parts, one after the other, and nothing else of it is gone (BO17): each part says what one stretch said, a join left out,
 * and something to read stays. `spend` is told each look, and may throw.
 */
export function isCutInto(signs: readonly Sign[], parts: readonly string[], spend: (looks: number) => void = () => {}): boolean {
	// each part takes at least what it says
	const gone = signs.reduce((sum, { isGone }) => sum + (isGone ? 1 : 0), 0);
	const all = parts.map((part) => [...part]);
	if (parts.length === 0 ? gone > 0 : parts.some((part) => part.trim() === '') || all.reduce((sum, part) => sum + part.length, 0) > gone) return false;
	return isCutIntoAll(signs.map(glyphOf), all, spend);
}

/** Whether somebody who does not change words may make these two cards of one (BO17). */
export function isCut(whole: string, first: string, second: string): boolean {
	const [all, kept] = [[...whole], [...first]];
	let start = 0;
	while (start < kept.length && kept[start] === all[start]) start += 1;
	let end = 0;
	while (end < kept.length - start && kept.at(-1 - end) === all.at(-1 - end)) end += 1;
	if (start + end < kept.length || kept.length >= all.length) return false;
	return isCutInto(
		all.map((sign, at) => ({ sign, isGone: at >= start && at < all.length - end })),
		[second]
	);
}
