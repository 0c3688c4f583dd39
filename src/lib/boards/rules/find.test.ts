import { expect, test } from 'vitest';
import { asSearched, findCards } from './find.ts';

const cards = ['Manger chaud le midi', 'Des légumes d’ici', 'Une cantine à l’ÉCOLE', 'Cœur de ville', 'Du pain'].map((text) => ({ text }));

test.each<[string, number[]]>([
	['legumes', [1]],
	['LÉGUMES', [1]],
	["d'ici", [1]],
	['école cantine', [2]],
	['coeur', [3]],
	['pai', [4]],
	['cantine midi', []],
	['', []],
	['   ', []],
	['?', []],
	['pain ?', [4]]
])('[BO34] « %s » finds %o', (asked, found) => {
	expect(findCards(cards, asked)).toEqual(cards.filter((_, at) => found.includes(at)));
});

test('[BO34] a text is searched without accents, capitals and doubled blanks, however it is composed', () => {
	expect(asSearched('  Été\u00a0\n à  l’Œuvre ')).toBe("ete a l'oeuvre");
	expect(asSearched('e\u0301te\u0301')).toBe(asSearched('été'));
});
