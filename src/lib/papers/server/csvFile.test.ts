import { expect, test } from 'vitest';
import { readCsvFile, type CsvFile } from './csvFile.ts';

const text = 'Nom;Prénom\r\nLe Gall;Maëlle\r\n\r\n"Duval; dit ""Dédé""";"deux\r\nlignes"\r\n';
const utf16 = (order: 'le' | 'be') => {
	const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
	return order === 'le' ? bytes : bytes.swap16();
};
const all = async ({ rows }: CsvFile) => {
	const read: (readonly string[])[] = [];
	for await (const { cells } of rows) read.push(cells);
	return read;
};
const expected = [['Nom', 'Prénom'], ['Le Gall', 'Maëlle'], ['Duval; dit "Dédé"', 'deux\r\nlignes']];

test.each([
	['utf-8', Buffer.from(text)],
	['utf-8', Buffer.from(`\ufeff${text}`)],
	['windows-1252', Buffer.from(text, 'latin1')],
	['utf-16le', utf16('le')],
	['utf-16be', utf16('be')]
])('[PA7] a file in %s is read with its accents, quotes and empty rows', async (encoding, bytes) => {
	const file = readCsvFile(bytes);
	expect([file.encoding, file.separator]).toEqual([encoding, ';']);
	expect(await all(file)).toEqual(expected);
});

test.each([
	[',', 'a,b;c,d'],
	['\t', 'a\tb, c\td'],
	['|', 'a|b|c'],
	[';', '"a,b,c,d";e']
])('[PA7] %j is found as the separator of %j', (separator, head) => expect(readCsvFile(Buffer.from(head)).separator).toBe(separator));

test('[PA7] a row tells its number, and a row with too few or too many cells is still read', async () => {
	const rows = [];
	for await (const row of readCsvFile(Buffer.from('a;b\n1\n\n1;2;3\n')).rows) rows.push(row);
	expect(rows).toEqual([{ number: 1, cells: ['a', 'b'] }, { number: 2, cells: ['1'] }, { number: 4, cells: ['1', '2', '3'] }]);
});
