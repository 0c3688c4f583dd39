import { describe, expect, test } from 'vitest';
import { entryLimit, freshness, mayChange, readFamily, writeEntry, type EntryTyped } from './canvas.ts';
import { readAward, readOperator } from './operators.ts';

const why = (outcome: { accepted: true } | { accepted: false; reason: string }) => (outcome.accepted ? 'accepted' : outcome.reason);
const today = '2027-03-13';
const typed: EntryTyped = { chapter: 'norms', text: 'Seuils durables', source: '', datedOn: '', verifiedOn: '', verifiedBy: '', validUntil: '', isToAsk: false, namesOperator: false };

test('[SO6] two ways to write a family are one family', () => {
	const keyOf = (name: string) => {
		const read = readFamily(name);
		return read.accepted ? read.value.key : read.reason;
	};
	expect(['Alimentation scolaire', ' alimentation  SCOLAIRE ', 'alimentation-scolaire'].map(keyOf)).toEqual(Array(3).fill('alimentation scolaire'));
	expect([keyOf(' — '), keyOf('x'.repeat(81)), keyOf('Voirie')]).toEqual(['family-missing', 'family-too-long', 'voirie']);
});

describe('[SO7] an entry', () => {
	test('is a text in one of four chapters, with its source and its days', () => {
		expect(writeEntry({ ...typed, text: ' Seuils\r\ndurables ', source: ' Arrêté ', verifiedOn: '2027-03-01', verifiedBy: 'Karim', validUntil: '2028-01-01', isToAsk: true }, today)).toEqual({
			accepted: true,
			value: { chapter: 'norms', text: 'Seuils\ndurables', source: 'Arrêté', datedOn: null, verifiedOn: '2027-03-01', verifiedBy: 'Karim', validUntil: '2028-01-01', isToAsk: true, namesOperator: false }
		});
	});
	test.each<[Partial<EntryTyped>, string]>([
		[{ chapter: 'autre' }, 'chapter-unknown'],
		[{ chapter: '__proto__' }, 'chapter-unknown'],
		[{ text: ' \n' }, 'entry-missing'],
		[{ text: 'x'.repeat(entryLimit + 1) }, 'entry-too-long'],
		[{ source: 'x'.repeat(201) }, 'source-too-long'],
		[{ datedOn: '2027-02-30' }, 'entry-day-unreadable'],
		[{ verifiedOn: '2027-03-01' }, 'verification-incomplete'],
		[{ verifiedBy: 'Karim' }, 'verification-incomplete'],
		[{ verifiedOn: '2027-03-14', verifiedBy: 'Karim' }, 'verification-in-the-future'],
		[{ verifiedOn: today, verifiedBy: 'Karim' }, 'accepted']
	])('%j: %s', (change, expected) => expect(why(writeEntry({ ...typed, ...change }, today))).toBe(expected));
});

test.each([
	[{ chapter: 'norms', verifiedOn: null, validUntil: null }, 'to-verify'],
	[{ chapter: 'norms', verifiedOn: '2026-03-13', validUntil: null }, 'fresh'],
	[{ chapter: 'norms', verifiedOn: '2026-03-12', validUntil: null }, 'to-verify'],
	[{ chapter: 'norms', verifiedOn: '2027-03-01', validUntil: '2027-03-12' }, 'out-of-date'],
	[{ chapter: 'actors', verifiedOn: null, validUntil: null }, 'fresh'],
	[{ chapter: 'actors', verifiedOn: null, validUntil: '2027-03-13' }, 'fresh'],
	[{ chapter: 'actors', verifiedOn: null, validUntil: '2027-03-12' }, 'out-of-date']
] as const)('[SO8] %j is %s', (entry, expected) => expect(freshness(entry, today)).toBe(expected));

test('[SO9] an entry is changed by who read its last version alone', () => {
	expect(mayChange({ version: 3, state: 'current' }, 3)).toEqual({ accepted: true, value: 4 });
	expect(why(mayChange({ version: 3, state: 'current' }, 2))).toBe('entry-changed-meanwhile');
	expect(why(mayChange({ version: 3, state: 'withdrawn' }, 3))).toBe('entry-withdrawn');
});

test('[SO22] an operator has a name and variants, each of two letters at least', () => {
	expect(readOperator({ name: ' Fourchette  libre ', variants: 'FL\n\n Fourchette libre\r\nFL' })).toEqual({ accepted: true, value: { name: 'Fourchette libre', variants: ['FL'] } });
	expect(why(readOperator({ name: ' ', variants: 'FL' }))).toBe('operator-missing');
	expect(why(readOperator({ name: 'Épi', variants: 'É' }))).toBe('operator-too-short');
	expect(why(readOperator({ name: 'x'.repeat(121), variants: '' }))).toBe('operator-too-long');
	expect(why(readOperator({ name: 'Épi', variants: Array.from({ length: 21 }, (_, nth) => `nom ${nth}`).join('\n') }))).toBe('operator-variants-too-many');
});

test('[SO23] an award has a day that has come', () => {
	expect([why(readAward('demain', today)), why(readAward('2027-03-14', today)), why(readAward(today, today))]).toEqual(['award-day-missing', 'award-in-the-future', 'accepted']);
});
