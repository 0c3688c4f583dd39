import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain, readMarks } from './marks.ts';

const cases: [string, string, string][] = [
	['[TE9] words between two marks stand out', 'un **bon repas** chaud', 'un <bon repas> chaud'],
	['[TE9] twice in a line', '**a** et **b c**', '<a> et <b c>'],
	['[TE9] a mark without its pair is two stars', 'prix ** deux', 'prix ** deux'],
	['[TE9] an opening alone', '**jamais fermé', '**jamais fermé'],
	['[TE9] a product is no mark', '3 ** 4 ** 5', '3 ** 4 ** 5'],
	['[TE9] a blank after the opening makes none', 'a ** b** c', 'a ** b** c'],
	['[TE9] marks do not cross lines', '**un\ndeux**', '**un\ndeux**'],
	['[TE9] marks around nothing', '**** x', '**** x'],
	['[TE9] one star is a star', '*x* **y*z**', '*x* <y*z>'],
	['[TE9] markup stays text', '**<b>x</b>**', '<<b>x</b>>']
];
test.each(cases)('%s', (_name, text, expected) => {
	expect(
		readMarks(text)
			.map((run) => (run.isStrong ? `<${run.text}>` : run.text))
			.join('')
	).toBe(expected);
});

test('[TE9] no word is lost, whatever the stars', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('*', 'a', ' ', '\n', 'é'), maxLength: 40 }), (text) => {
			expect(plain(text).replaceAll('*', '')).toBe(text.replaceAll('*', ''));
			for (const { text: run } of readMarks(text)) expect(run).not.toBe('');
		}),
		{ seed: 9, numRuns: 1_000 }
	);
});

test('[TE9] a line of stars loses none of its words', () => {
	for (const text of ['**a '.repeat(1_000), '**' + 'a*'.repeat(2_000), '*'.repeat(4_000)]) expect(plain(text).replaceAll('*', '')).toBe(text.replaceAll('*', ''));
});
