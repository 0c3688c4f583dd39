import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostCents, reachOf, readBudgetLine, readAmount, readRange, weigh, wrongFieldOf, type Range } from './budget.ts';

const read: readonly (readonly [string, number | string])[] = [
	['2350000', 235_000_000],
	['2 350 000 €', 235_000_000],
	['2\u202f350\u00a0000,50 € HT', 235_000_050],
	['2,35 M€', 235_000_000],
	['0.85m', 85_000_000],
	['85 k€', 8_500_000],
	['0,1', 10],
	['1,10', 110],
	['0', 0],
	['-0', 0],
	['1 000 000 000', mostCents],
	['', 'amount-missing'],
	['  € ', 'amount-missing'],
	['-5', 'amount-negative'],
	['−2,35 M€', 'amount-negative'],
	['1 000 000 000,01', 'amount-too-large'],
	['99999999999999999999', 'amount-too-large'],
	['999999999999999999999', 'amount-too-large'],
	['1,234', 'amount-unreadable'],
	['2.350.000', 235_000_000],
	['deux millions', 'amount-unreadable'],
	['1e9', 'amount-unreadable'],
	['Infinity', 'amount-unreadable'],
	['0x10', 'amount-unreadable'],
	['12-5', 'amount-unreadable']
];

test.each(read)('[MO206] « %s » is %s', (typed, expected) => {
	const amount = readAmount(typed);
	expect(amount.accepted ? amount.value : amount.reason).toBe(expected);
});

test('[MO206] what is written in euros and cents is read to the cent', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: mostCents }), (cents) => {
			const typed = `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')} €`;
			expect(readAmount(typed)).toEqual({ accepted: true, value: cents });
		})
	);
});

test('[MO206] a range goes up, one amount is a range of nothing, a line has a name', () => {
	expect(readRange({ low: '10', high: '20' })).toEqual({ accepted: true, value: { low: 1000, high: 2000 } });
	expect(readRange({ low: '10', high: ' ' })).toEqual({ accepted: true, value: { low: 1000, high: 1000 } });
	expect(readRange({ low: '20', high: '10' })).toEqual({ accepted: false, reason: 'range-reversed' });
	expect(readRange({ low: '', high: '10' })).toEqual({ accepted: false, reason: 'amount-missing' });
	const line = (label: string) => readBudgetLine({ label, low: '1', high: '' });
	expect(line('  Achat : \n travaux ')).toEqual({ accepted: true, value: { label: 'Achat : travaux', low: 100, high: 100 } });
	for (const label of ['', ' \u200b ']) expect(line(label)).toEqual({ accepted: false, reason: 'budget-label-missing' });
	expect(line('x'.repeat(81))).toEqual({ accepted: false, reason: 'budget-label-too-long' });
});

const range = (low: number, high = low): Range => ({ low, high });
const weighed: readonly (readonly [string, readonly Range[], Range | null, string, number])[] = [
	['below the lowest total', [range(1, 2), range(3, 4)], range(7, 9), 'fits', 0],
	['just the total', [range(3, 4), range(2, 3)], range(7), 'fits', 0],
	['only its highest passes', [range(3, 5), range(2, 3)], range(7), 'may-fit', 0],
	['its highest passes the lowest total alone', [range(8)], range(7, 9), 'may-fit', 0],
	['its lowest is the highest total', [range(9, 12)], range(7, 9), 'may-fit', 0],
	['even its lowest passes', [range(6), range(4, 9)], range(7, 9), 'exceeds', 1],
	['no total was said', [range(6)], null, 'unknown', 0]
];

test.each(weighed)('[MO207] %s', (_, lines, total, verdict, over) => {
	expect(weigh(lines, total)).toMatchObject({ verdict, over });
});

test('[MO207] without a line there is nothing to weigh; twelve of the largest are summed to the cent', () => {
	expect(weigh([], range(7))).toBeNull();
	const sum = weigh(Array.from({ length: 12 }, () => range(mostCents - 1, mostCents)), range(mostCents))!;
	expect([sum.sum, sum.over]).toEqual([range(12 * mostCents - 12, 12 * mostCents), 11 * mostCents - 12]);
	expect(Number.isSafeInteger(sum.sum.high)).toBe(true);
});

test('[MO207] all bars go as far, a little beyond the largest', () => {
	expect(reachOf([range(100, 235)], range(400))).toBe(450);
	expect(reachOf([range(480, 510)], range(400))).toBe(600);
	expect(reachOf([], null)).toBeGreaterThan(0);
});

test.each([
	[{ label: 'Achat', low: '1', high: '2' }, undefined],
	[{ label: 'Achat', low: '1', high: '' }, undefined],
	[{ label: ' ', low: '', high: 'x' }, 'label'],
	[{ label: 'a'.repeat(1_000), low: '1', high: '2' }, 'label'],
	[{ label: 'Achat', low: '', high: '2' }, 'low'],
	[{ label: 'Achat', low: 'deux', high: 'trois' }, 'low'],
	[{ label: 'Achat', low: '1', high: 'trois' }, 'high'],
	[{ label: 'Achat', low: '2', high: '1' }, 'high'],
	[{ low: '2', high: '1' }, 'high'],
	[{ low: '-2', high: '' }, 'low']
] as const)('[MO206] what is wrong in %j stands in %s', (typed, field) => {
	expect(wrongFieldOf(typed)).toBe(field);
});
