import { expect, test } from 'vitest';
import { codeLooksLike } from './codes.ts';

test.each([
	['KD7P3W', 'of-the-gathering'],
	['kd7 p3w', 'of-the-gathering'],
	['KD7-P3W-QX4', 'personal'],
	[' kd7p3wqx4 ', 'personal'],
	['', undefined],
	['un-code-qui-nexiste-pas', undefined]
] as const)('« %s » looks like a code: %s', (typed, kind) => {
	expect(codeLooksLike(typed)).toBe(kind);
});
