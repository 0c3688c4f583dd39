import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHours, writeHours } from './hours.ts';
import { addHours, correctHours, entriesOf, totalOf, type Line } from './ledger.ts';

const why = (outcome: { accepted: true } | { accepted: false; reason: string }) => (outcome.accepted ? 'accepted' : outcome.reason);

test.each([
	[210, '3\u00a0h\u00a030'],
	[45, '0\u00a0h\u00a045'],
	[0, '0\u00a0h\u00a000'],
	[-30, '−0\u00a0h\u00a030']
])('[JU1] %i minutes are written %j', (minutes, written) => expect(writeHours(minutes)).toBe(written));

test('[JU1] hours that are written are read back', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 24 * 60 }), (minutes) => {
			expect(readHours(writeHours(minutes))).toBe(minutes);
		}),
		{ seed: 20261127, numRuns: 300 }
	);
});

test('[JU2] a correction is a line that adds or takes away; the first line stays', () => {
	const lines: Line[] = [
		{ id: 'a', membershipId: 'm', minutes: 210, corrects: null },
		{ id: 'b', membershipId: 'm', minutes: 180, corrects: null },
		{ id: 'c', membershipId: 'm', minutes: -30, corrects: 'a' },
		{ id: 'd', membershipId: 'm', minutes: 15, corrects: 'a' }
	];
	expect(entriesOf(lines).map(({ line, minutes, corrections }) => [line.id, minutes, corrections.map(({ id }) => id)])).toEqual([
		['a', 195, ['c', 'd']],
		['b', 180, []]
	]);
	expect(totalOf(lines)).toBe(375);
	expect(correctHours(210, { hours: '3 h', what: ' Partie  avant la fin ' })).toEqual({ accepted: true, value: { minutes: -30, what: 'Partie avant la fin' } });
	expect([why(correctHours(210, { hours: '3 h 30', what: 'x' })), why(correctHours(210, { hours: 'longtemps', what: 'x' })), why(correctHours(210, { hours: '3', what: ' ' }))]).toEqual([
		'ledger-hours-unchanged',
		'ledger-hours-unreadable',
		'ledger-what-missing'
	]);
});

test('[JU2] whatever is corrected, the total is the last that was said', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1440 }), fc.array(fc.integer({ min: 0, max: 1440 }), { maxLength: 8 }), (first, said) => {
			const lines: Line[] = [{ id: 'first', membershipId: 'm', minutes: first, corrects: null }];
			for (const minutes of said) {
				const corrected = correctHours(entriesOf(lines)[0]!.minutes, { hours: writeHours(minutes), what: 'relu' });
				if (corrected.accepted) lines.push({ id: String(lines.length), membershipId: 'm', minutes: corrected.value.minutes, corrects: 'first' });
			}
			expect(totalOf(lines)).toBe(said.at(-1) ?? first);
		}),
		{ seed: 20261127, numRuns: 200 }
	);
});

test('[JU4] hours given elsewhere have a reason', () => {
	expect(addHours({ hours: '3', what: 'Formation' })).toEqual({ accepted: true, value: { minutes: 180, what: 'Formation' } });
	expect([why(addHours({ hours: '0', what: 'x' })), why(addHours({ hours: '', what: 'x' })), why(addHours({ hours: '3', what: '' })), why(addHours({ hours: '3', what: 'x'.repeat(201) }))]).toEqual([
		'ledger-hours-none',
		'ledger-hours-unreadable',
		'ledger-what-missing',
		'ledger-what-too-long'
	]);
});
