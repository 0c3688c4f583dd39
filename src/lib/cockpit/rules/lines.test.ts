import { describe, expect, test } from 'vitest';
import { checksOfLine, dayOf, nextCode, orphansOf, readLine, sumOfRanges } from './lines.ts';
import { noAnswers } from './modes/modes.ts';
import type { Fields } from './modes/mode.ts';
import { compare, seasonOf, seasonsFrom } from './seasons.ts';

const known = { needs: ['n1', 'n2'], impacts: ['I-a', 'I-b'] };
const read = (fields: Fields) => {
	const line = readLine('purchase', fields, known);
	return line.accepted ? line.value : line.reason;
};

describe('a line as the room types it', () => {
	test('[CO7] only its object is asked', () => {
		expect(read({ object: '  Des denrées ' })).toEqual({ object: 'Des denrées', actors: '', season: null, money: { kind: 'unsaid' }, needs: [], impacts: [], answers: noAnswers('purchase') });
	});
	test('[CO7] it keeps the needs and impacts that are known, in their order', () => {
		expect(read({ object: 'a', need: ['n2', 'x', 'n1'], impact: 'I-b', season: '2027-spring', low: '2 M€', high: '3 M€' })).toMatchObject({
			needs: ['n1', 'n2'],
			impacts: ['I-b'],
			season: '2027-spring',
			money: { kind: 'range', low: 200_000_000, high: 300_000_000 }
		});
	});
	test.each<[Fields, string]>([
		[{}, 'object-missing'],
		[{ object: ' ' }, 'object-missing'],
		[{ object: 'a'.repeat(281) }, 'line-too-long'],
		[{ object: 'a', actors: 'a'.repeat(281) }, 'line-too-long'],
		[{ object: 'a', season: 'printemps' }, 'season-unreadable'],
		[{ object: 'a', low: 'cher' }, 'amount-unreadable'],
		[{ object: 'a', low: '2', high: '1' }, 'range-reversed'],
		[{ object: 'a', lots: 'sept' }, 'count-unreadable']
	])('[CO7] %o is refused', (fields, reason) => {
		expect(read(fields)).toBe(reason);
	});
	test('[CO7] a code is given once', () => {
		expect(nextCode([])).toBe('S1');
		expect(nextCode(['S1', 'S9', 'S2'])).toBe('S10');
	});
});

describe('what a look at the lines finds', () => {
	const line = { mode: 'purchase', object: 'a', actors: '', season: null, money: { kind: 'unsaid' }, needs: [], impacts: [], answers: noAnswers('purchase') } as const;
	test('[CO4] what is not said is to discuss, never an obstacle', () => {
		expect(checksOfLine(line, '2027-03-13').map(({ level, check }) => `${level} ${check}`)).toEqual(['discuss lots-unsaid', 'discuss actors-unsaid', 'discuss money-unsaid', 'discuss serves-nothing']);
		expect(checksOfLine({ ...line, actors: 'b', money: { kind: 'none' }, needs: ['n1'] }, '2027-03-13').map(({ check }) => check)).toEqual(['purchase-without-price', 'lots-unsaid']);
	});
	test('[CO5] needs and impacts that nothing serves', () => {
		const [needs, impacts] = [
			[{ id: 'n1' }, { id: 'n2' }],
			[{ code: 'I-a' }, { code: 'I-b' }]
		];
		expect(orphansOf([], needs, impacts)).toEqual({ needs, impacts });
		expect(orphansOf([{ needs: ['n2'], impacts: [] }, { needs: [], impacts: ['I-a', 'I-b'] }], needs, impacts)).toEqual({ needs: [{ id: 'n1' }], impacts: [] });
	});
	test('[CO7] orders of magnitude add bound by bound', () => {
		expect(sumOfRanges([{ money: { kind: 'range', low: 100, high: 300 } }, { money: { kind: 'none' } }, { money: { kind: 'range', low: 50, high: 50 } }])).toEqual({ low: 150, high: 350 });
	});
});

describe('seasons', () => {
	test('[CO7] a season is a quarter', () => {
		expect(seasonOf('2027-03-31')).toBe('2027-winter');
		expect(seasonOf('2027-04-01')).toBe('2027-spring');
		expect(seasonOf('2027-12-31')).toBe('2027-autumn');
		expect(dayOf('2027-autumn', '2027-01-01')).toBe('2027-10-01');
		expect(dayOf(null, '2027-03-13')).toBe('2027-03-13');
		expect(seasonsFrom('2027-11-13').slice(0, 3)).toEqual(['2027-autumn', '2028-winter', '2028-spring']);
		expect(seasonsFrom('2027-03-13')).toHaveLength(20);
	});
	test.each([
		['2027-04-06', '2027-spring', 'within'],
		['2027-06-30', '2027-spring', 'within'],
		['2027-03-31', '2027-spring', 'earlier'],
		['2027-07-01', '2027-spring', 'later'],
		['2026-12-31', '2027-winter', 'earlier'],
		['2028-01-01', '2027-autumn', 'later']
	] as const)('[CO11] %s is %s of %s', (day, season, where) => {
		expect(compare(day, season)).toBe(where);
	});
});
