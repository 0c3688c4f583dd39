import { describe, expect, test } from 'vitest';
import { takingTurns } from './turns.ts';

describe('works that take turns', () => {
	test.each([1, 2])('no more than %i are under way, in the order in which they were asked, and one that fails gives its turn', async (atOnce) => {
		const inTurn = takingTurns(atOnce);
		const begun: number[] = [];
		let underWay = 0;
		let most = 0;
		const work = (nth: number) => async () => {
			begun.push(nth);
			most = Math.max(most, (underWay += 1));
			await new Promise((later) => setImmediate(later));
			underWay -= 1;
			if (nth === 1) throw new Error('broken');
			return nth;
		};
		const done = await Promise.allSettled([0, 1, 2, 3, 4].map((nth) => inTurn(work(nth))));
		expect(done.map((one) => (one.status === 'fulfilled' ? one.value : 'broken'))).toEqual([0, 'broken', 2, 3, 4]);
		expect(begun).toEqual([0, 1, 2, 3, 4]);
		expect(most).toBe(atOnce);
		expect(await inTurn(async () => 'again')).toBe('again');
	});
});
