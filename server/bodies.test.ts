import { describe, expect, test } from 'vitest';
import { bodyLimit, isLarge, largestBody, takesPlace } from './bodies.ts';

const survey = '/projets/0198f5a0-0000-7000-8000-000000000000/enquete';
const elsewhere = ['/', '/rejoindre', '/connexion', '/direct/x', `${survey}/plus`, '/projets/x', '/projets/x/tableau-de-bord/indicateurs', '/projets/x/tableau-de-bord/publication/contrats/y', '/enquete', '/projets/x/evolutivite/veille', '/titulaire/x/y'];

describe('the places of large bodies', () => {
	test('files go to a few addresses only', () => {
		for (const path of [survey, '/projets/x/tableau-de-bord/publication/contrats', '/projets/x/tableau-de-bord/indicateurs/catalogue', '/projets/x/evolutivite/clause/y', '/titulaire/x/y/evolutivite']) expect(bodyLimit(path)).toBe(largestBody);
		for (const path of elsewhere) expect(isLarge(bodyLimit(path))).toBe(false);
	});

	test.each(elsewhere)('nobody takes one at %s, whatever is said of the length', (path) => {
		for (const length of [undefined, 0, 1_000, largestBody, Infinity]) expect(takesPlace(path, length)).toBe(false);
	});

	test('a file takes one, and so does a body that does not say its length; a form without a file takes none', () => {
		expect([undefined, 1_000_000, 1_000].map((length) => takesPlace(survey, length))).toEqual([true, true, false]);
	});
});
