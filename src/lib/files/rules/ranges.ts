// Reads which part of a file a browser asks for: players of sound and film ask for one after the other.

export type Asked =
	| { readonly is: 'whole' }
	/** bytes from `first` to `last`, both in it */
	| { readonly is: 'part'; readonly first: number; readonly last: number }
	| { readonly is: 'beyond' };

/**
 * The part of a file of `size` bytes that a `Range` header asks for (FI9; RFC 9110, 14). Several parts at once, another unit and what cannot be read are
 * answered whole, as the standard allows; a part that begins after the end is `beyond`.
 */
export function partOf(header: string | null, size: number): Asked {
	const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
	if (from === undefined || to === undefined || (from === '' && to === '')) return { is: 'whole' };
	if (from === '') return Number(to) === 0 || size === 0 ? { is: 'beyond' } : { is: 'part', first: Math.max(0, size - Number(to)), last: size - 1 };
	if (to !== '' && Number(to) < Number(from)) return { is: 'whole' };
	if (Number(from) >= size) return { is: 'beyond' };
	return { is: 'part', first: Number(from), last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}
