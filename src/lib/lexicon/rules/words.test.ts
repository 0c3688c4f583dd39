import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTaps, distinctWords, keyOf, meaningLimit, partsOf, piecesOf, readMeaning, readWord, wordLimit } from './words.ts';

const reasonOf = (outcome: { accepted: boolean; reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);

describe('one word', () => {
	test.each([
		['allotissement', 'allotissement'],
		['Allotissement', 'allotissement'],
		['l’allotissement', 'allotissement'],
		["L'ALLOTISSEMENT", 'allotissement'],
		[' « l’allotissement », ', 'allotissement'],
		['allotissement.', 'allotissement'],
		['jusqu’à', 'a'],
		['qu’évolutivité', 'evolutivite'],
		['e\u0301volutivite\u0301', 'evolutivite'],
		['Œuvre', 'oeuvre'],
		['aujourd’hui', "aujourd'hui"],
		['prud’homme', "prud'homme"],
		['mieux‑disant', 'mieux-disant'],
		['marché   public', 'marche public'],
		['DCE', 'dce'],
		['m²', 'm²'],
		['(R&D)', 'r&d']
	])('[LE1] « %s » is compared as « %s »', (typed, key) => {
		expect(keyOf(typed)).toBe(key);
	});

	test('[LE1] a key is its own key, whatever was typed', () => {
		fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (typed) => keyOf(keyOf(keyOf(typed))) === keyOf(keyOf(typed))), { seed: 7 });
		for (const typed of ['l’allotissement', 'Œuvre', 'ÉVOLUTIVITÉ']) expect(keyOf(keyOf(typed))).toBe(keyOf(typed));
	});

	test('[LE2] keeps what is read, refuses nothing and too much', () => {
		expect(readWord(' l’Allotissement, ')).toEqual({ accepted: true, value: { word: 'Allotissement', key: 'allotissement' } });
		expect(readWord('critère d’attribution')).toMatchObject({ accepted: true, value: { key: "critere d'attribution" } });
		expect(['', ' ’ ', '…', '\u200b'].map((typed) => reasonOf(readWord(typed)))).toEqual(Array(4).fill('word-missing'));
		expect(reasonOf(readWord('é'.repeat(wordLimit)))).toBe('accepted');
		expect(reasonOf(readWord('é'.repeat(wordLimit + 1)))).toBe('word-too-long');
	});

	test('[LE2] a meaning says something, in one breath', () => {
		expect(readMeaning('  Couper un marché\nen plusieurs lots. ')).toEqual({ accepted: true, value: 'Couper un marché en plusieurs lots.' });
		expect(reasonOf(readMeaning(' … '))).toBe('meaning-missing');
		expect(reasonOf(readMeaning('a'.repeat(meaningLimit + 1)))).toBe('meaning-too-long');
	});
});

describe('the words of a text', () => {
	const tappable = (text: string) => piecesOf(text).flatMap(({ word }) => (word ? [word.word] : []));

	test('[LE5] can be tapped one by one; grammar cannot, acronyms can', () => {
		expect(tappable('Le DCE prévoit l’allotissement à la SCI, en UE : 2 lots.')).toEqual(['DCE', 'prévoit', 'allotissement', 'SCI', 'UE', 'lots']);
		expect(tappable('**Mieux-disant** d’aujourd’hui')).toEqual(['Mieux-disant', 'aujourd’hui']);
		expect(tappable('')).toEqual([]);
	});

	test('[LE5] put together again, the pieces are the text', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom('l’', 'allotissement', ' ', 'É', '’', '-', 'à', '\n', '2')).map((parts) => parts.join(''))), (text) => {
				fc.pre(!text.includes('**'));
				return piecesOf(text).map(({ text }) => text).join('') === text;
			}),
			{ seed: 11 }
		);
		expect(piecesOf('L’allotissement, **vite**').map(({ text }) => text)).toEqual(['L’', 'allotissement', ', ', 'vite']);
	});

	test('[LE1] the word tapped in a text has the key of the same word typed', () => {
		for (const { word } of piecesOf('Qu’est-ce que l’Allotissement d’une œuvre ?')) if (word) expect(keyOf(word.word)).toBe(word.key);
		expect(piecesOf('l’Allotissement').at(-1)?.word?.key).toBe(keyOf('allotissement'));
	});
});

describe('the words explained, in a text', () => {
	const entry = (word: string) => ({ word, key: keyOf(word), meaning: `ce qu’est : ${word}` });
	const explained = (text: string, ...words: string[]) => partsOf(text, words.map(entry)).flatMap((part) => (part.entry ? [[part.text, part.entry.word]] : []));

	test('[LE8] are found in any form, expressions whole, the longer first', () => {
		expect(explained('L’Allotissement d’un marché.', 'allotissement')).toEqual([['Allotissement', 'allotissement']]);
		expect(explained('Un marché à procédure\u00a0adaptée, un marché, un lot', 'marché', 'marché à procédure adaptée', 'lot')).toEqual([
			['marché à procédure\u00a0adaptée', 'marché à procédure adaptée'],
			['marché', 'marché'],
			['lot', 'lot']
		]);
		// another sentence begins between the two
		expect(explained('Un marché. Public ou privé', 'marché public')).toEqual([]);
		expect(explained('lots et lotissement', 'lot')).toEqual([]);
		expect(explained('', 'lot')).toEqual([]);
	});

	test('[LE8] put together again, the parts are the text, mark for mark', () => {
		const words = ['lot', 'marché public', 'marché', 'd’ordre public', 'R&D'].map(entry);
		const bits = fc.array(fc.constantFrom('lot', 'marché', 'public', ' ', '’', 'd’', 'ordre', '**', '*', 'R&D', ', ', 'à')).map((parts) => parts.join(''));
		fc.assert(fc.property(bits, (text) => partsOf(text, words).map((part) => part.text).join('') === text), { seed: 3 });
		expect(partsOf('deux ** étoiles', []).map((part) => part.text).join('')).toBe('deux ** étoiles');
	});

	test('[LE5] a field suggests each word of the text once, in the order of the dictionary', () => {
		expect(distinctWords(['Zone, évolutivité et Allotissement', 'l’allotissement du DCE'])).toEqual(['Allotissement', 'DCE', 'évolutivité', 'Zone']);
	});
});

describe('the words that trip', () => {
	const tap = (seatId: string, word: string) => ({ seatId, word, key: keyOf(word) });
	const room = new Set(['a', 'b', 'c', 'd']);

	test('[LE3] count people, the most shared first, in the form that most have met', () => {
		const taps = [tap('a', 'lot'), tap('a', 'Variante'), tap('b', 'variante'), tap('c', 'variante'), tap('b', 'DCE'), tap('a', 'DCE')];
		expect(countTaps(taps, room)).toEqual([
			{ key: 'variante', word: 'variante', seats: 3 },
			{ key: 'dce', word: 'DCE', seats: 2 },
			{ key: 'lot', word: 'lot', seats: 1 }
		]);
	});

	test('[LE3] a seat counts once for a word, however often it taps and in whatever form', () => {
		expect(countTaps([tap('a', 'lot'), tap('a', 'Lot'), tap('a', '« lot »'), tap('a', 'LOT')], room)).toEqual([{ key: 'lot', word: 'lot', seats: 1 }]);
	});

	test('[LE4] says no seat, and counts only those in the room', () => {
		const counted = countTaps([tap('a', 'lot'), tap('gone', 'lot'), tap('gone', 'DCE')], room);
		expect(counted).toEqual([{ key: 'lot', word: 'lot', seats: 1 }]);
		expect(Object.keys(counted[0]!).sort()).toEqual(['key', 'seats', 'word']);
	});
});
