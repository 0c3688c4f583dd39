import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { roles } from '../server/example/roles.ts';
import { confirmed, impactsEach, nextLineCode, readImpactScores, readLine, readRiskScores, risksEach, shareOut, widestGaps, wordOfImpact, wordOfRisk, type Typed, type TypedLine } from './scoring.ts';

const lines = (...codes: readonly string[]) => codes.map((code) => ({ code }));
const typed = (of: Readonly<Record<string, Readonly<Record<string, string>>>>): Typed => new Map(Object.entries(of).map(([line, by]) => [line, new Map(Object.entries(by))]));
const seats = JSON.parse(readFileSync(new URL('../server/example/seats.json', import.meta.url), 'utf8'));

describe('[MO212] which lines a seat scores', () => {
	const shares = (all: ReturnType<typeof lines>, scorers: readonly (readonly [string, readonly string[], (readonly string[])?])[], each: number = impactsEach) =>
		Object.fromEntries(shareOut(all, scorers.map(([seatId, codes, scored = []]) => ({ seatId, codes, scored })), each));

	test('the Rivelles: the three impacts that its role defends, the two risks that it fears', () => {
		const codes = (key: 'impactScores' | 'riskScores', line: 'impact' | 'risk') => [...new Set<string>(seats[key].map((one: Record<string, string>) => one[line]))];
		const scoredBy = (key: 'impactScores' | 'riskScores', line: 'impact' | 'risk') =>
			Object.fromEntries(Object.keys(seats.assignment).map((seat) => [seat, codes(key, line).filter((code) => seats[key].some((one: Record<string, string>) => one.seat === seat && one[line] === code))]));
		const share = (line: 'impacts' | 'risks', all: readonly string[], each: number) =>
			shares(lines(...all), Object.entries<string>(seats.assignment).map(([seat, role]) => [seat, roles.find(({ code }) => code === role)![line]!] as const), each);
		expect(share('impacts', codes('impactScores', 'impact'), impactsEach)).toEqual(scoredBy('impactScores', 'impact'));
		expect(share('risks', codes('riskScores', 'risk'), risksEach)).toEqual(scoredBy('riskScores', 'risk'));
	});

	test('who plays their own role, or a card without codes, scores what the fewest others do', () => {
		expect(shares(lines('a', 'b', 'c', 'd', 'e'), [['1', ['a', 'b', 'c']], ['2', []], ['3', []]])).toEqual({ 1: ['a', 'b', 'c'], 2: ['a', 'd', 'e'], 3: ['b', 'c', 'd'] });
	});

	test('a card with one code, or with codes that the matrix has not, is filled up', () => {
		expect(shares(lines('a', 'b', 'c', 'd'), [['1', ['d', 'z']]])).toEqual({ 1: ['a', 'b', 'd'] });
	});

	test('a card with four keeps its first three; a short matrix is scored whole; an empty one not at all', () => {
		expect(shares(lines('a', 'b', 'c', 'd'), [['1', ['d', 'c', 'b', 'a']]])).toEqual({ 1: ['b', 'c', 'd'] });
		expect(shares(lines('a', 'b'), [['1', []]])).toEqual({ 1: ['a', 'b'] });
		expect(shares([], [['1', ['a']]])).toEqual({ 1: [] });
	});

	test('what somebody has scored stays theirs when somebody comes in, or when the card changes', () => {
		expect(shares(lines('a', 'b', 'c', 'd'), [['0', ['a', 'b', 'c']], ['1', [], ['a', 'b', 'c']]])).toMatchObject({ 1: ['a', 'b', 'c'] });
	});
});

const impacts: readonly (readonly [string, Readonly<Record<string, Readonly<Record<string, string>>>>, string | number])[] = [
	['all three', { a: { A: '-2', B: '3' }, b: { A: '0', B: '+1' }, c: { A: '2', B: '2' } }, 6],
	['one line, the others left for later', { a: { A: '1', B: '3' }, b: { A: '', B: '' } }, 2],
	['half a line', { a: { A: '1' } }, 'line-half-scored'],
	['half a line with the other empty', { a: { A: '1', B: '' } }, 'line-half-scored'],
	['nothing', {}, 'scores-missing'],
	['only empty', { a: { A: '' } }, 'scores-missing'],
	['above the scale', { a: { A: '4', B: '0' } }, 'score-out-of-scale'],
	['below the scale', { a: { A: '-3', B: '0' } }, 'score-out-of-scale'],
	['between two points', { a: { A: '1.5', B: '0' } }, 'score-out-of-scale'],
	['a word', { a: { A: 'mieux', B: '0' } }, 'score-out-of-scale'],
	['an unknown scenario', { a: { A: '1', B: '1', Z: '1' } }, 'score-out-of-scale'],
	['somebody else’s line', { z: { A: '1', B: '1' } }, 'line-not-yours']
];

test.each(impacts)('[MO213] impacts: %s', (_, sent, expected) => {
	const read = readImpactScores(typed(sent), ['a', 'b', 'c'], ['A', 'B']);
	expect(read.accepted ? read.value.length : read.reason).toBe(expected);
});

const risks: readonly (readonly [string, Readonly<Record<string, Readonly<Record<string, string>>>>, Readonly<Record<string, Readonly<Record<string, string>>>>, string | number])[] = [
	['both, for each scenario', { r: { A: '1', B: '4' } }, { r: { A: '2', B: '3' } }, 2],
	['a gravity missing', { r: { A: '1', B: '4' } }, { r: { A: '2' } }, 'line-half-scored'],
	['a probability of nothing', { r: { A: '0', B: '4' } }, { r: { A: '2', B: '3' } }, 'score-out-of-scale'],
	['a gravity of five', { r: { A: '1', B: '4' } }, { r: { A: '2', B: '5' } }, 'score-out-of-scale'],
	['somebody else’s risk', { z: { A: '1', B: '4' } }, { z: { A: '2', B: '3' } }, 'line-not-yours'],
	['nothing', {}, {}, 'scores-missing']
];

test.each(risks)('[MO214] risks: %s', (_, probabilities, gravities, expected) => {
	const read = readRiskScores(typed(probabilities), typed(gravities), ['r'], ['A', 'B']);
	expect(read.accepted ? read.value.length : read.reason).toBe(expected);
});

test('[MO214] one tap confirms what the team scored of my risks, for those that it scored whole', () => {
	const prepared = [
		{ risk: 'r', scenario: 'A', probability: 1, gravity: 2 },
		{ risk: 'r', scenario: 'B', probability: 3, gravity: 4 },
		{ risk: 's', scenario: 'A', probability: 1, gravity: 1 }
	];
	expect(confirmed(prepared, ['r', 's'], ['A', 'B'])).toEqual({ accepted: true, value: prepared.slice(0, 2) });
	expect(confirmed(prepared, ['s'], ['A', 'B'])).toEqual({ accepted: false, reason: 'nothing-prepared' });
	expect(confirmed(prepared, ['r'], [])).toEqual({ accepted: false, reason: 'nothing-prepared' });
});

test('[MO216] the widest gaps first, two points at least, never who', () => {
	const scores = [
		['i', 'A', -2],
		['i', 'A', 3],
		['i', 'B', 1],
		['i', 'B', 2],
		['j', 'A', 0],
		['j', 'A', 2],
		['j', 'A', 1]
	].map(([impact, scenario, score]) => ({ impact, scenario, score }) as { impact: string; scenario: string; score: number });
	expect(widestGaps(scores, 5)).toEqual([
		{ line: 'i', scenario: 'A', lowest: -2, highest: 3, scores: 2 },
		{ line: 'j', scenario: 'A', lowest: 0, highest: 2, scores: 3 }
	]);
	expect(widestGaps(scores, 1)).toHaveLength(1);
});

test('[MO217] each figure has its word, the better of two as near', () => {
	expect([-2, -1.5, -0.6, -0.5, 0, 0.4, 0.5, 1.6, 2.5, 3].map(wordOfImpact)).toEqual(['far-worse', 'worse', 'worse', 'same', 'same', 'same', 'little-better', 'better', 'far-better', 'far-better']);
	expect([1, 3.9, 4, 7.9, 8, 11.9, 12, 16].map(wordOfRisk)).toEqual(['low', 'low', 'medium', 'medium', 'high', 'high', 'very-high', 'very-high']);
});

describe('[MO210] a line of the matrix', () => {
	const line = (more: Partial<TypedLine> = {}): TypedLine => ({ kind: 'impact', code: '', name: 'Le goût', indicator: '', base: '', target: '', holder: '', mitigation: '', ...more });
	const others = [
		{ code: 'I1', kind: 'impact' as const },
		{ code: 'RK7', kind: 'risk' as const }
	];
	const cases: readonly (readonly [string, Partial<TypedLine>, string])[] = [
		['takes the next code', {}, 'I2'],
		['a risk too', { kind: 'risk' }, 'RK8'],
		['or the one typed', { code: 'I-goût' }, 'I-goût'],
		['not one that is taken, whatever its capitals', { code: 'i1' }, 'line-code-taken'],
		['nor one with blanks or a colon', { code: 'I:1' }, 'line-code-wrong'],
		['nor one that is too long', { code: `I${'1'.repeat(20)}` }, 'line-too-long'],
		['has a name', { name: ' \n ' }, 'line-name-missing'],
		['not an endless one', { name: 'x'.repeat(81) }, 'line-too-long']
	];
	test.each(cases)('%s', (_, more, expected) => {
		const read = readLine(line(more), others);
		expect(read.accepted ? read.value.code : read.reason).toBe(expected);
	});
	test('twelve of a kind at most', () => {
		const full = Array.from({ length: 12 }, (_, nth) => ({ code: `I${nth}`, kind: 'impact' as const }));
		expect(readLine(line(), full)).toEqual({ accepted: false, reason: 'lines-too-many' });
		expect(readLine(line({ kind: 'risk' }), full).accepted).toBe(true);
		expect(nextLineCode('risk', ['RK9', 'RKx', 'I12'])).toBe('RK10');
	});
});
