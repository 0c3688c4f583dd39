import { expect, test } from 'vitest';
import { costOf, noCost, readCost } from './cost.ts';

const typed = { halfDays: '5', allowance: '80', childcare: '12,50', letters: '412', post: '1,39', other: '' };

test('[JU8] parts in cents add up to the total', () => {
	const read = readCost(typed);
	expect(read).toEqual({ accepted: true, value: { version: 1, halfDays: 5, allowance: 8_000, childcare: 1_250, letters: 412, post: 139, other: 0 } });
	// ten jurors, five half-days: 4 000 €; childcare 625 €; post 572,68 €
	expect(read.accepted && costOf(read.value, 10)).toEqual({ allowances: 400_000, childcare: 62_500, post: 57_268, other: 0, total: 519_768 });
	expect(costOf(noCost, 10).total).toBe(0);
});

test.each([
	[{ halfDays: '' }, 'half-days-unreadable', 'halfDays'],
	[{ halfDays: '61' }, 'half-days-unreadable', 'halfDays'],
	[{ letters: 'beaucoup' }, 'letters-unreadable', 'letters'],
	[{ allowance: '-80' }, 'amount-unreadable', 'allowance'],
	[{ other: '1000000000000' }, 'amount-too-large', 'other']
])('[JU8] %j is refused at its field', (wrong, reason, field) => expect(readCost({ ...typed, ...wrong })).toEqual({ accepted: false, reason, field }));
