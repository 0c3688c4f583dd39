import { describe, expect, test } from 'vitest';
import { contributionsOf, goneSince } from './contributions.ts';
import { isStanding, lostIn } from './standing.ts';

const v = (number: number, text: string, ...by: readonly string[]) => ({
	number,
	passages: [
		{ id: 'p1', kind: 'paragraph' as const, text },
		{ id: 'p2', kind: 'paragraph' as const, text: 'un prestataire unique' }
	],
	causes: by.map((one) => ({ passageId: 'p1', author: 'R1', by: one })),
	sealedAt: ''
});
const kitchen = 'Rénover la cuisine centrale.';
const tried = 'Rénover la cuisine centrale, à condition qu’un essai ait montré que cela marche.';
const reused = 'Rénover la cuisine centrale, en réemployant ce qui peut l’être.';
const both = 'Rénover la cuisine centrale, à condition qu’un essai ait montré que cela marche, en réemployant ce qui peut l’être.';
const one = { id: 'a1', code: 'AM01', text: 'à condition qu’un essai ait montré que cela marche', resultingVersion: 1 };
const two = { id: 'a2', code: 'AM02', text: reused, resultingVersion: 2 };

describe('the words of an integrated amendment', () => {
	test.each([
		['a later version takes them away', [v(0, kitchen), v(1, tried, 'a1'), v(2, reused, 'a2'), v(3, reused)], { a1: 2 }],
		['a later version adds to them', [v(0, kitchen), v(1, tried, 'a1'), v(2, both, 'a2')], {}],
		['said otherwise, half of them stand', [v(0, kitchen), v(1, tried, 'a1'), v(2, 'Rénover la cuisine centrale si un essai a montré que cela marche.', 'a2')], {}],
		['taken away, then put back', [v(0, kitchen), v(1, tried, 'a1'), v(2, reused, 'a2'), v(3, both)], {}],
		['taken away twice: the last time counts', [v(0, kitchen), v(1, tried, 'a1'), v(2, kitchen), v(3, tried), v(4, kitchen)], { a1: 4 }],
		['it only took away', [v(0, tried), v(1, kitchen, 'a1'), v(2, reused, 'a2')], {}]
	])('[MO158] %s', (_, versions, expected) => {
		expect(Object.fromEntries(goneSince(versions, [one, two]))).toEqual(expected);
	});
	test('[MO158] of a passage that two wrote in one version, each has its own words', () => {
		const versions = [v(0, kitchen), v(1, both, 'a1', 'a2'), v(2, reused)];
		expect(contributionsOf(versions, [one, { ...two, resultingVersion: 1 }]).map(({ words }) => words)).toEqual([
			['condition', 'essai', 'montré', 'cela', 'marche'],
			['réemployant', 'peut', 'être']
		]);
		expect(Object.fromEntries(goneSince(versions, [one, { ...two, resultingVersion: 1 }]))).toEqual({ a1: 2 });
	});
	test('[MO158] before it is sealed, a version says whose words it takes away', () => {
		const brought = contributionsOf([v(0, kitchen), v(1, tried, 'a1')], [one]);
		expect(lostIn(brought, v(2, reused).passages).map(({ code, said }) => [code, said])).toEqual([['AM01', ', à condition qu’un essai ait montré que cela marche']]);
		expect(lostIn(brought, v(2, both).passages)).toEqual([]);
	});
	test('[MO158] a passage that is gone may have left its words to another', () => {
		const brought = contributionsOf([v(0, kitchen), v(1, tried, 'a1')], [one])[0]!;
		expect(isStanding(brought, [{ id: 'p9', text: 'un essai montré, qui marche' }])).toBe(true);
		expect(isStanding(brought, [{ id: 'p1', text: kitchen }, { id: 'p9', text: tried }])).toBe(false);
	});
});
