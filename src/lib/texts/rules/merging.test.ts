import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withHunks } from './hunks.ts';
import { carriedOver } from './merging.ts';

const merged = (base: string, current: string, asked: string) => {
	const hunks = carriedOver(base, current, asked);
	return hunks && withHunks(current, [hunks]).text;
};

describe('[TE15] a change carried over to the words that stand now', () => {
	test.each<[string, string, string, string | null]>([
		['a b c.', 'a b c.', 'a b c, d.', 'a b c, d.'],
		['Un repas chaud.', 'Un repas chaud, servi à midi.', 'Un grand repas chaud.', 'Un grand repas chaud, servi à midi.'],
		['Un repas chaud.', 'Un repas chaud, servi à midi.', 'Un repas chaud, fait maison.', 'Un repas chaud, servi à midi, fait maison.'],
		['Un repas chaud chaque midi.', 'Un repas froid chaque midi.', 'Un repas tiède chaque midi.', null],
		['Un repas chaud chaque midi.', 'Un repas froid chaque midi.', 'Un repas froid chaque midi.', 'Un repas froid chaque midi.']
	])('[TE15] %s → %s, asked %s', (base, current, asked, expected) => {
		expect(merged(base, current, asked)).toBe(expected);
	});
	const wording = fc.array(fc.constantFrom('un', 'repas', 'chaud', 'servi', ',', 'midi.', '**fait** maison'), { maxLength: 12 }).map((words) => words.join(' '));
	test('[TE15] alone it is what was asked; asked of nothing it leaves all as it stands', () => {
		fc.assert(
			fc.property(wording, wording, (base, other) => {
				expect(merged(base, base, other)).toBe(other);
				expect(merged(base, other, base)).toBe(other);
			})
		);
	});
});
