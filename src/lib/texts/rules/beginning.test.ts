import { expect, test } from 'vitest';
import { beginningOf } from './beginning.ts';

test.each([
	['Un repas chaud', 60, 'Un repas chaud'],
	['  Un **repas**\n\tchaud ', 60, 'Un repas chaud'],
	['Un repas chaud', 14, 'Un repas chaud'],
	['Un repas chaud', 10, 'Un repas…'],
	// a sign is whole or is not there
	['🥕🥕🥕', 2, '🥕…'],
	['', 60, '']
])('« %s » in %d signs', (text, atMost, told) => {
	expect(beginningOf(text, atMost)).toBe(told);
});
