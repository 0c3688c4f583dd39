import { expect, test } from 'vitest';
import { standingOf } from './steps/consent.ts';

const ranked = (...ranks: number[]) => ranks.map((rank, place) => ({ code: 'ABC'[place]!, name: '', rank, grade: 0 }));

test('[MO44] a scenario is called first only where the published result puts it there alone', () => {
	expect(standingOf(ranked(2, 1, 3), 'B')).toBe('first');
	expect(standingOf(ranked(1, 1, 3), 'B')).toBe('among-equals');
	expect(standingOf(null, 'A')).toBe('said-by-the-room');
	expect(standingOf(ranked(2, 1, 3), 'A')).toBe('said-by-the-room');
});
