import { describe, expect, test } from 'vitest';
import { euros, eurosInShort, eurosTyped, readEuros, readMoney, readSignedEuros, signedEurosTyped } from './euros.ts';

const cents = (text: string) => {
	const read = readEuros(text);
	return read.accepted ? read.value : read.reason;
};

describe('an amount as people say it', () => {
	test.each([
		['2 760 000', 276_000_000],
		['2 760 000 €', 276_000_000],
		['2 760 000 € HT', 276_000_000],
		['2760000', 276_000_000],
		['2,76 M€', 276_000_000],
		['2,76M€', 276_000_000],
		['2.76 M€', 276_000_000],
		['2,76 millions d’euros', 276_000_000],
		['2 millions', 200_000_000],
		['1,2 milliard', 120_000_000_000],
		['340 k€', 34_000_000],
		['340K', 34_000_000],
		['2,52', 252],
		['2,5', 250],
		['2,50 €', 250],
		['0', 0],
		['90 000 euros', 9_000_000],
		['1,2345 M', 123_450_000]
	])('[MY1] « %s » is read', (text, value) => {
		expect(cents(text)).toBe(value);
	});

	test.each([
		['4.650,00', 465_000],
		['32,550.00', 3_255_000],
		['1,234,567', 123_456_700],
		['1.234.567,8', 123_456_780],
		['4.650,5', 465_050]
	])('[MY1] « %s » is read: its groups are no decimals', (text, value) => expect(cents(text)).toBe(value));

	test.each(['', '4.650.00', '1,234.567', '12.34,50', '1.234,567', 'beaucoup', '-5', '2.760', '2,760', '2 76 000', '1,234', '1e6', '∞', '12 k k', 'M€', '2,76,0', '1,23456789 k'])('[MY1] « %s » is refused, never guessed', (text) => {
		expect(cents(text)).toBe('amount-unreadable');
	});

	test('[MY1] more than any purchase is refused', () => {
		expect(cents('200 milliards')).toBe('amount-too-large');
		expect(cents('9'.repeat(40))).toBe('amount-too-large');
		expect(cents('9'.repeat(41))).toBe('amount-unreadable');
	});

	test('[MY1] what is said is read back the same', () => {
		for (const value of [0, 252, 276_000_000, 373_900_000, 5]) {
			expect(cents(euros(value, 'fr'))).toBe(value);
			expect(cents(eurosTyped(value))).toBe(value);
		}
		expect(euros(373_900_000, 'fr')).toBe('3\u00a0739\u00a0000\u00a0€');
		expect([300_000_000, 380_000_000, 276_000_000, 276_123_400, 6_000_000].map((cents) => eurosInShort(cents, 'fr').replaceAll('\u00a0', ' '))).toEqual(['3 M€', '3,8 M€', '2,76 M€', '2 761 234 €', '60 000 €']);
		expect(euros(252, 'fr')).toBe('2,52\u00a0€');
	});
});

test('[MY1] a figure of a million noughts costs no more than another', () => {
	// the square of its length would take hours
	expect([cents(`0,${'0'.repeat(1_000_000)}1`), cents(`1${' '.repeat(1_000_000)}€`)]).toEqual(['amount-unreadable', 100]);
});

describe('an order of magnitude', () => {
	const money = (low: string, high: string, isNone = false) => {
		const read = readMoney({ low, high, isNone });
		return read.accepted ? read.value : read.reason;
	};
	test('[MY2] two bounds, one for both, none, nothing yet', () => {
		expect(money('2,5 M€', '3 M€')).toEqual({ kind: 'range', low: 250_000_000, high: 300_000_000 });
		expect(money('40 000', '')).toEqual({ kind: 'range', low: 4_000_000, high: 4_000_000 });
		expect(money('', '40 000')).toEqual({ kind: 'range', low: 4_000_000, high: 4_000_000 });
		expect(money('', '')).toEqual({ kind: 'unsaid' });
		expect(money('n’importe', '', true)).toEqual({ kind: 'none' });
		expect(money('0', '0')).toEqual({ kind: 'range', low: 0, high: 0 });
	});
	test('[MY2] bounds the wrong way round, or unreadable, are refused', () => {
		expect(money('3 M€', '2 M€')).toBe('range-reversed');
		expect(money('cher', '2 M€')).toBe('amount-unreadable');
		expect(money('1', 'cher')).toBe('amount-unreadable');
	});
});

describe('[MY3] an amount that takes away', () => {
	test.each([
		['-4 650', -465_000],
		['− 4 650 €', -465_000],
		['–1,50', -150],
		['+ 32 550', 3_255_000],
		['32 550', 3_255_000],
		['-0', 0],
		['--5', 'amount-unreadable'],
		['-', 'amount-unreadable'],
		['', 'amount-unreadable']
	])('%s', (typed, read) => {
		const found = readSignedEuros(typed);
		expect(found.accepted ? found.value : found.reason).toBe(read);
	});

	test.each([-465_050, 0, 3_255_000])('%d comes back from its field', (cents) => expect(readSignedEuros(signedEurosTyped(cents))).toEqual({ accepted: true, value: cents }));
});
