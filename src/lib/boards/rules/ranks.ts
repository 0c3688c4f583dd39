// Gives a card or a group its place in an order: a text between two others, so that moving one writes one.

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
const form = /^[0-9a-z]{0,63}[1-9a-z]$/;

/** Whether a text is a rank: 1 to 64 of 0-9 and a-z, the last not 0 (there would be nothing below it). */
export const isRank = (value: unknown): value is string => typeof value === 'string' && form.test(value);

/**
 * A rank strictly between two ranks; `null` stands for the beginning or the end (BO2).
 * Two equal or crossed neighbours (two people took one place at once) give a place right after the first.
 */
export function rankBetween(before: string | null, after: string | null): string {
	const low = before ?? '';
	const high = after !== null && after > low ? after : null;
	let rank = '';
	let isBounded = high !== null;
	for (let place = 0; ; place++) {
		const from = digits.indexOf(low[place] ?? '0');
		const to = isBounded ? digits.indexOf(high![place] ?? '0') : digits.length;
		if (to - from > 1) {
			// at the end, step by one: appending many cards keeps short ranks
			return rank + digits[isBounded ? (from + to) >> 1 : place < low.length ? from + 1 : digits.length >> 1]!;
		}
		rank += digits[from]!;
		if (isBounded && to > from) isBounded = false;
	}
}

/** `count` ranks in order, after `before`. */
export function ranksAfter(before: string | null, count: number): string[] {
	const ranks: string[] = [];
	for (let made = 0; made < count; made++) ranks.push(rankBetween(ranks.at(-1) ?? before, null));
	return ranks;
}
