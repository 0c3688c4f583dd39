// Chance that anybody can replay: whole numbers from a seed and a purpose, by HMAC-SHA256, none more likely than another (JU28).
import { hmac } from '@oslojs/crypto/hmac';
import { SHA256 } from '@oslojs/crypto/sha2';

/** A number from 0 to `below` − 1; `below` is whole, from 1 to 2^53. */
export type Draw = (below: number) => number;

/** Eight bytes a try: the i-th are the first of HMAC(seed, "purpose:i"). Numbers past the last whole multiple of `below` are thrown away. */
export function drawing(seed: Uint8Array, purpose: string): Draw {
	let asked = 0;
	return (below) => {
		const limit = (1n << 64n) - ((1n << 64n) % BigInt(below));
		for (;;) {
			const bytes = hmac(SHA256, seed, new TextEncoder().encode(`${purpose}:${asked++}`));
			const number = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
			if (number < limit) return Number(number % BigInt(below));
		}
	};
}

/** Fisher and Yates, from the end. */
export function shuffled<Item>(items: readonly Item[], draw: Draw): readonly Item[] {
	const order = [...items];
	for (let last = order.length - 1; last > 0; last--) {
		const other = draw(last + 1);
		[order[last], order[other]] = [order[other]!, order[last]!];
	}
	return order;
}
