// Chance that is given: the same words give the same number, so that a rehearsal plays again as it played.

/** A number from 0, included, to 1, excluded, that these words alone decide: FNV-1a, then the last mixing of MurmurHash3. */
export function chance(...words: readonly (string | number)[]): number {
	let hash = 0x811c9dc5;
	for (const unit of words.join('\u0000')) hash = Math.imul(hash ^ unit.codePointAt(0)!, 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** One of a list that is not empty. */
export const pick = <Value>(list: readonly Value[], ...words: readonly (string | number)[]): Value => list[Math.floor(chance(...words) * list.length)]!;

/** The same things in an order that these words decide. `keyOf` tells them apart. */
export const shuffled = <Value>(list: readonly Value[], keyOf: (value: Value) => string | number, ...words: readonly (string | number)[]): Value[] =>
	list
		.map((value) => ({ value, place: chance(...words, keyOf(value)) }))
		.sort((a, b) => a.place - b.place)
		.map(({ value }) => value);
