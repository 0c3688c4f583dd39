import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

const cellOf = (cell: string | number) => toCsv({ head: ['a'], rows: [[cell]] }).split('\r\n').slice(1, -1).join('\r\n');

test.each([
	['Tilleul', 'Tilleul'],
	['3 h 30', '3 h 30'],
	[3.5, '3,5'],
	[-30, '-30'],
	['a;b', '"a;b"'],
	['dit « oui »', 'dit « oui »'],
	['"oui"', '"""oui"""'],
	['=1+1', `"'=1+1"`],
	['+33', `"'+33"`],
	['-2', `"'-2"`],
	['@SUM(A1)', `"'@SUM(A1)"`],
	['\t=1', `"'\t=1"`],
	['  =1', `"'  =1"`],
	['＝1', `"'＝1"`],
	['\u200b=1', `"'\u200b=1"`],
	['\u00ad=1', `"'\u00ad=1"`],
	['\u2066 \u200b=1', `"'\u2066 \u200b=1"`],
	['\u3164\ufe0f=1', `"'\u3164\ufe0f=1"`],
	['\u200bmot', '\u200bmot'],
	['deux\nlignes', '"deux\nlignes"']
])('[PA4] %j is written %j', (cell, written) => expect(cellOf(cell)).toBe(written));

test('[PA4] no text begins a formula, and every one is read back whole', () => {
	const begins = fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', ' =', '"', ';');
	fc.assert(
		fc.property(begins, fc.string({ unit: 'grapheme' }), (head, rest) => {
			const typed = head + rest;
			const cell = cellOf(typed);
			const bare = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
			expect(bare).toMatch(/^[^=+\-@\t\r]|^$/u);
			expect([typed, `'${typed}`]).toContain(bare);
		}),
		{ seed: 20261127, numRuns: 500 }
	);
});
