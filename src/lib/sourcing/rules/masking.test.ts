import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain } from '../../texts/rules/marks.ts';
import { canBeHidden, hideInAll, hideOperators, type Operator } from './masking.ts';

const mask = '[entreprise]';
const rivelles: readonly Operator[] = [
	{ name: 'Fourchette libre', variants: ['FL coopérative'] },
	{ name: 'Les Paniers du Gué', variants: [] },
	{ name: 'Racines de Rivelle', variants: ['Racines'] }
];
const hide = (text: string, operators: readonly Operator[] = rivelles) => hideOperators(text, operators, mask);
const named = (...names: string[]): Operator[] => names.map((name) => ({ name, variants: [] }));

describe('the name of an operator', () => {
	test.each([
		['« Fourchette libre » pèse les restes', `« ${mask} » pèse les restes`],
		['FOURCHETTE LIBRE, puis fourchette-libre', `${mask}, puis ${mask}`],
		['Fourchette\u00a0 libre', mask],
		['Fourchette\nlibre', mask],
		['Fourchettelibre', mask],
		['contact@fourchettelibre.fr', `contact@${mask}.fr`],
		['Four\u00adchette\u200b libre', mask],
		['l’association Les paniers du gue', `l’association ${mask}`],
		['un projet des Paniers du Gué', `un projet des ${mask}`],
		['LES PANIERS DU GUÉ', mask],
		['Les Paniers du Gue\u0301', mask],
		['Racines de Rivelle et les racines', `${mask} et les ${mask}`],
		['la FL-coopérative', `la ${mask}`],
		['une fourchette, libre comme l’air', `une ${mask} comme l’air`]
	])('[SO20] is hidden in %j', (text, expected) => expect(hide(text)).toBe(expected));

	test.each([
		['un **F**ourchette Libre', `un **${mask}**`],
		['Four**chette** Libre', mask],
		['**Fourchette libre** et', `**${mask}** et`],
		['**Fourchette** **libre**', `**${mask}**`],
		['**chez Four**chette libre', `**chez ${mask}**`],
		['Four**chette libre, bio**', `**${mask}, bio**`],
		['**à la Four**chette **libre bio**', `**à la ${mask} bio**`],
		['***F**ourchette libre', `***${mask}**`],
		['Four**chette libre', mask],
		['**vert**racines, vert**racines**', `**vert**${mask}, vert**${mask}**`]
	])('[SO20] is hidden in %j, whose marks are not shown', (text, expected) => {
		expect(hide(text)).toBe(expected);
		expect(plain(hide(text)).replaceAll(mask, '')).not.toMatch(/fourchette|libre|racines/i);
	});

	test.each([
		[named('Pain'), 'un copain, des pains, le Pain.', `un copain, des pains, le ${mask}.`],
		[named('Levain'), 'le vain espoir', 'le vain espoir'],
		[named('Épi'), 'l’Épi, d’épi, lépi, épicerie', `l’${mask}, d’${mask}, lépi, épicerie`],
		[named('L’Épi d’Or'), 'à l’épi d’or et l\'Epi d\'Or', `à ${mask} et ${mask}`],
		[named('La Poste'), 'un poste, La Poste', `un poste, ${mask}`],
		[named('Cœur de Bœuf'), 'COEUR DE BOEUF', mask],
		[named('Müller & Söhne'), 'muller & sohne', mask],
		[named('3 Épis'), '13 épis, 3 épis', `13 épis, ${mask}`],
		[named('A'), 'A et B', 'A et B']
	])('[SO20] as a whole word alone: %j in %j', (operators, text, expected) => expect(hide(text, operators)).toBe(expected));

	test('[SO21] names that overlap are hidden whole, the longest first, whatever the order of the list', () => {
		const operators = named('Les Racines', 'Racines de Rivelle', 'Rivelle Bio');
		for (const one of [operators, operators.toReversed()]) {
			expect(hide('Les Racines de Rivelle', one)).toBe(mask);
			expect(hide('Racines de Rivelle Bio', one)).toBe(mask);
			expect(hide('Les Racines, Rivelle Bio', one)).toBe(`${mask}, ${mask}`);
		}
	});

	test('[SO21] nothing is hidden for nobody, and in no name of a field', () => {
		expect(hide('Fourchette libre', [])).toBe('Fourchette libre');
		expect(hideInAll({ Racines: ['Racines', 3, null, { note: 'chez Racines' }] }, rivelles, mask)).toEqual({ Racines: [mask, 3, null, { note: `chez ${mask}` }] });
		expect([canBeHidden('A'), canBeHidden('—'), canBeHidden('3M')]).toEqual([false, false, true]);
	});
});

describe('whatever is written', () => {
	const word = fc.string({ unit: fc.constantFrom(...'abcdeéèçœñAZ09'), minLength: 2, maxLength: 6 });
	const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
	const between = fc.constantFrom(' ', '\u00a0', '-', '’', "'", '  ', '\n', ' – ');
	const said = (text: string, how: number) => [text, text.toUpperCase(), text.toLowerCase(), text.normalize('NFD'), text.normalize('NFD').replace(/\p{M}/gu, '')][how]!;
	const seed = 20261127;

	test('[SO20] a name is hidden, however it is spelt and whatever stands around', () => {
		fc.assert(
			fc.property(name, between, fc.integer({ min: 0, max: 4 }), fc.constantFrom('', 'l’', '« ', '(', 'd\''), fc.constantFrom('', ' »', '.', ', puis', '’s'), (operator, gap, how, before, after) => {
				const written = said(operator.split(' ').join(gap), how);
				expect(hide(`Ici ${before}${written}${after}`, named(operator))).toBe(`Ici ${before}${mask}${after}`);
			}),
			{ seed, numRuns: 500 }
		);
	});

	test('[SO20] no letter is lost around it, and a word that holds it stays', () => {
		fc.assert(
			fc.property(name, fc.constantFrom('x', 'é', '7'), (operator, letter) => {
				for (const text of [`${letter}${operator}`, `${operator}${letter}`, `${letter}${operator}${letter}`]) expect(hide(text, named(operator))).toBe(text);
			}),
			{ seed, numRuns: 300 }
		);
	});

	test('[SO21] a text once hidden holds none of the names, and hiding it again changes nothing', () => {
		fc.assert(
			fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.array(fc.oneof(name, word, between), { maxLength: 12 }), (operators, pieces) => {
				fc.pre(!operators.some((one) => /entreprise/i.test(one)));
				const hidden = hide(pieces.join(''), named(...operators));
				expect(hide(hidden, named(...operators))).toBe(hidden);
			}),
			{ seed, numRuns: 500 }
		);
	});

	test('[SO21] a text without a name is the same to the sign', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
				expect(hide(text, named('Zyzomys des Rivelles'))).toBe(text);
			}),
			{ seed, numRuns: 300 }
		);
	});
});
