import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from './cards.ts';
import { isRank, rankBetween, ranksAfter } from './ranks.ts';

test('[BO2] a rank always fits between two others, and stays a rank', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(1_000), { maxLength: 60 }), (places) => {
			const order: string[] = [];
			for (const place of places) {
				const index = place % (order.length + 1);
				order.splice(index, 0, rankBetween(order[index - 1] ?? null, order[index] ?? null));
			}
			expect(order.every(isRank)).toBe(true);
			expect([...order].sort()).toEqual(order);
			expect(new Set(order).size).toBe(order.length);
		})
	);
});

test('[BO2] two cards that took one place at once have one order everywhere', () => {
	const [here, there] = [{ id: 'b', rank: 'i' }, { id: 'a', rank: 'i' }];
	expect(inOrder([here, there])).toEqual(inOrder([there, here]));
	expect(rankBetween('i', 'i') > 'i').toBe(true);
	expect(rankBetween('k', 'i') > 'k').toBe(true);
});

test('[BO2] many cards put one after the other keep ranks in order', () => {
	const ranks = ranksAfter(null, 300);
	expect([...ranks].sort()).toEqual(ranks);
	expect(ranks.every(isRank)).toBe(true);
	expect(ranksAfter(ranks.at(-1)!, 1)[0]! > ranks.at(-1)!).toBe(true);
});
