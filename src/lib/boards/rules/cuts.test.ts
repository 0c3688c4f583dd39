import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCut, isCutInto } from './cuts.ts';

const whole = 'Moins de bruit et plus de lumière';

test.each([
	['a half each', whole, 'Moins de bruit', 'plus de lumière', true],
	['the second half stays', whole, 'plus de lumière', 'Moins de bruit', true],
	['the middle goes', whole, 'Moins de lumière', 'de bruit et plus', true],
	['with what joins them', whole, 'Moins de bruit', 'et plus de lumière', true],
	['with a capital', whole, 'Moins de bruit', 'Plus de lumière', true],
	['with two words alike', 'le bruit et le froid', 'le froid', 'Le bruit', true],
	['punctuation falls', 'Du pain ; puis, du lait.', 'Du pain', 'du lait', true],
	['through a word', 'Besoin', 'Bes', 'oin', true],
	['through pictures alike', '😀😁 x', '😁 x', '😀', true],
	['in another script', 'ماء و خبز', 'ماء', 'و خبز', true],
	['nothing is cut', whole, whole, 'plus de lumière', false],
	['a word of its own in the first', whole, 'Plus de lumière', 'Moins de bruit', false],
	['a word of its own in the second', whole, 'Moins de bruit', 'beaucoup plus de lumière', false],
	['other words', whole, 'Moins de bruit', 'un prestataire unique', false],
	['all but the first letter, and other words', whole, 'M', 'un prestataire unique', false],
	['a word is lost', whole, 'Moins de bruit', 'de lumière', false],
	['a word is lost between', 'Nous ne voulons pas de cloud', 'Nous', 'voulons pas de cloud', false],
	['the end of a word is no join', 'Un projet neuf', 'Un proj', 'neuf', false],
	['a stretch is told twice', 'du pain', 'du', 'pain pain', false],
	['a picture made of two halves', '😀🌁', '🌀', '😁', false],
	['nothing stays', 'Pain', '', 'Pain', false],
	['the second is empty', 'Pain ', 'Pain', ' ', false]
])('[BO17] %s: « %s » into « %s » and « %s »: %s', (_, all, first, second, expected) => expect(isCut(all, first, second)).toBe(expected));

/** Words, joins, blanks, letters of several scripts and pictures, in any order; nothing that composes with what stands before it. */
const text = fc.array(fc.constantFrom('a', 'a', 'b', 'é', 'et', ' et ', ' ', ' ', ', ', '\n', '; ', ' mais ', '😀', '😁', '👩🏽‍🌾', 'و', '漢', "l'", '.'), { minLength: 2, maxLength: 30 }).map((all) => all.join('').trim());

test('[BO17] any text is cut at any two places, the blanks around the parts left out', () => {
	fc.assert(
		fc.property(text, fc.nat(), fc.nat(), (all, one, other) => {
			const signs = [...all];
			const [from, until] = [one % (signs.length + 1), other % (signs.length + 1)].sort((a, b) => a - b) as [number, number];
			const [first, second] = [[...signs.slice(0, from), ...signs.slice(until)].join('').trim(), signs.slice(from, until).join('').trim()];
			fc.pre(first !== '' && second !== '');
			expect(isCut(all, first, second)).toBe(true);
			// neither more nor other words, and never without a cut
			expect(isCut(all, first, `${second}z`)).toBe(false);
			expect(isCut(all, `z${first}`, second)).toBe(false);
			expect(isCut(all, all, second)).toBe(false);
		}),
		{ numRuns: 1_000, seed: 20_261_126 }
	);
});

test('[BO15] what is made to take long is counted', () => {
	let looks = 0;
	const signs = Array.from({ length: 1_000 }, (_, at) => ({ sign: 'a', isGone: at > 0 }));
	const stop = (more: number) => {
		if ((looks += more) > 100_000) throw new Error('too much');
	};
	expect(() => isCutInto(signs, Array.from({ length: 20 }, () => 'a'.repeat(49)), stop)).toThrow('too much');
});
