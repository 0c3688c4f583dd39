import { expect, test } from 'vitest';
import { bandOf, featureOfAge, featureOfGender, fold, householdMark, isAge, isGender, personMark, profileOf } from './identity.ts';

const categories = [
	{ name: 'Genre', features: [{ name: 'femme' }, { name: 'homme' }] },
	{ name: 'Âge', features: [{ name: '18-34' }, { name: '35-59' }, { name: '60 et plus' }] },
	{ name: 'Lieu', features: [{ name: 'bourg-centre' }, { name: 'villages' }] }
];

test.each([
	['LE GALL-PÉREZ', 'le gall perez'],
	['D’Œuvre  ', 'd oeuvre'],
	['\u0065\u0301', 'e']
])('[JU12] %j is compared as %j', (typed, folded) => expect(fold(typed)).toBe(folded));

test('[JU12] one person is the same in a roll and as a volunteer, in one jury', () => {
	const inRoll = { lastName: 'LE GALL', firstName: 'Maëlle, Anne Jeanne', birthYear: 1984 };
	expect(personMark('j', inRoll)).toBe(personMark('j', { lastName: 'Le Gall', firstName: 'Maelle', birthYear: 1984 }));
	for (const other of [{ ...inRoll, birthYear: 1985 }, { ...inRoll, firstName: 'Anne' }, { ...inRoll, lastName: 'Le Goff' }]) expect(personMark('j', other)).not.toBe(personMark('j', inRoll));
	expect(personMark('k', inRoll)).not.toBe(personMark('j', inRoll));
});

test('[JU13] an address is one household however it is written, and its mark holds no word of it', () => {
	const home = { address: '12 bis, av. de la Gare', postcode: '62130', town: 'SAINT-POL' };
	expect(householdMark('j', home)).toBe(householdMark('j', { address: '12 BIS AVENUE DE LA GARE', postcode: '62 130'.replace(' ', ''), town: 'Saint Pol' }));
	expect(householdMark('j', { ...home, address: '14 av. de la Gare' })).not.toBe(householdMark('j', home));
	expect(householdMark('j', home)).toMatch(/^[0-9a-f]{32}$/);
	expect(householdMark('j', { ...home, address: ' ' })).toBeNull();
});

test.each([
	['18-34', { from: 18, to: 34 }],
	['18 à 34 ans', { from: 18, to: 34 }],
	['60 et plus', { from: 60, to: 150 }],
	['60+', { from: 60, to: 150 }],
	['moins de 35 ans', { from: 0, to: 34 }],
	['villages', undefined],
	['60', undefined]
])('[JU10] the band of %j', (feature, band) => expect(bandOf(feature)).toEqual(band));

test('[JU10] a category is known as age or gender by its features, whatever its name', () => {
	expect(categories.map((one) => [isAge(one), isGender(one)])).toEqual([[false, true], [true, false], [false, false]]);
	expect([17, 18, 34, 59, 60, 99].map((age) => featureOfAge(categories[1]!, age))).toEqual([undefined, '18-34', '18-34', '35-59', '60 et plus', '60 et plus']);
	expect(['F', 'Mme', 'masculin', '', 'X'].map((said) => featureOfGender(categories[0]!, said))).toEqual(['femme', 'femme', 'homme', undefined, undefined]);
});

test('[JU10] of the roll one knows age and gender; the rest is for the person to say', () => {
	expect(profileOf(categories, { birthYear: 1967, gender: 'F' }, 2027)).toEqual({ Genre: 'femme', 'Âge': '60 et plus' });
	expect(profileOf(categories, { birthYear: null, gender: '' }, 2027)).toEqual({});
});
