import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../../papers/rules/csv.ts';
import { seriesOfAll } from './composite.ts';
import { decimalOf, millionths, roundedOf } from './decimals.ts';
import { judgeFormula, readFormula } from './formula.ts';
import { readSeries, seriesRows, type Measured } from './seriesFile.ts';
import {
	expectedOn,
	inSeries,
	nextDue,
	standingOf,
	trendOf,
	type Indicator,
	type Point
} from './standing.ts';

const indicator = (more: Partial<Indicator> = {}): Indicator => ({
	type: 'measure',
	direction: 'up',
	baseline: '10',
	baselineOn: '2026-01-01',
	target: '30',
	targetOn: '2028-01-01',
	every: null,
	...more
});
const point = (on: string, value: string): Point => ({ on, value });

describe('where an indicator stands', () => {
	test.each<[string, Partial<Indicator>, readonly Point[], string]>([
		['half-way, on the day', {}, [point('2027-01-01', '20')], 'on-its-way'],
		['a hair below the way', {}, [point('2027-01-01', '19.999999')], 'to-watch'],
		['a figure is judged on its own day', {}, [point('2026-07-02', '15')], 'on-its-way'],
		['at the target', {}, [point('2027-01-01', '30')], 'reached'],
		['above it', {}, [point('2027-01-01', '31')], 'reached'],
		[
			'less is better',
			{ direction: 'down', baseline: '30', target: '10' },
			[point('2027-01-01', '20')],
			'on-its-way'
		],
		[
			'less is better, and there is more',
			{ direction: 'down', baseline: '30', target: '10' },
			[point('2027-01-01', '21')],
			'to-watch'
		],
		[
			'the way is read from the target',
			{ direction: null, baseline: '30', target: '10' },
			[point('2027-01-01', '9')],
			'reached'
		],
		[
			'to be kept, within',
			{ direction: 'keep', baseline: '8', target: '10' },
			[point('2027-01-01', '9')],
			'on-its-way'
		],
		[
			'to be kept, beyond',
			{ direction: 'keep', baseline: '8', target: '10' },
			[point('2027-01-01', '11')],
			'to-watch'
		],
		['the day of the target is past', { targetOn: '2026-12-31' }, [point('2026-12-30', '29')], 'to-watch'],
		[
			'yes',
			{ type: 'yes-no', baseline: null, baselineOn: null, target: '1' },
			[point('2027-01-01', '1')],
			'reached'
		],
		['no target is no judgement', { target: null }, [point('2027-01-01', '1')], 'without-target'],
		['nothing measured', {}, [], 'not-measured'],
		[
			'no dated way, better than before',
			{ baselineOn: null, baseline: null, targetOn: null },
			[point('2026-02-01', '5'), point('2026-03-01', '6')],
			'on-its-way'
		],
		[
			'no dated way, no better',
			{ baselineOn: null, baseline: null, targetOn: null },
			[point('2026-02-01', '5'), point('2026-03-01', '5')],
			'to-watch'
		],
		[
			'no dated way, one figure',
			{ baselineOn: null, baseline: null, targetOn: null },
			[point('2026-02-01', '5')],
			'measured'
		],
		[
			'nobody says which way is good',
			{ direction: null, baselineOn: null, baseline: null, targetOn: null },
			[point('2026-02-01', '40')],
			'measured'
		],
		['owed comes before reached', { every: 6 }, [point('2026-06-30', '31')], 'measure-late'],
		['owed today is not late', { every: 6 }, [point('2026-07-01', '31')], 'reached']
	])('[CO70] %s', (_, more, series, expected) => {
		expect(standingOf(indicator(more), series, '2027-01-01')).toBe(expected);
	});
	test('[CO70] the straight way is exact, and ends at its ends', () => {
		const one = indicator({ baseline: '0', target: '1', baselineOn: '2026-01-01', targetOn: '2026-01-04' });
		expect(
			['2025-01-01', '2026-01-02', '2026-01-04', '2030-01-01'].map((day) => expectedOn(one, day))
		).toEqual(['0', '0.333333', '1', '1']);
		expect(expectedOn(indicator({ targetOn: '2026-01-01' }), '2026-01-01')).toBeNull();
	});
	test.each<[Partial<Indicator>, string, string, string]>([
		[{}, '1', '2', 'better'],
		[{}, '2', '1', 'worse'],
		[{ direction: 'down' }, '2', '1', 'better'],
		[{}, '0.1', '0.1', 'level'],
		[{ direction: 'keep' }, '-2', '-1', 'rising'],
		[{ direction: null, target: null }, '2', '1', 'falling']
	])('[CO70] %o from %s to %s is %s', (more, before, last, expected) => {
		expect(trendOf(indicator(more), [point('2026-01-01', before), point('2026-02-01', last)])).toBe(expected);
	});
	test('[CO71] the next measurement is owed months after the last one, on the last day of a shorter month; nothing is owed where nobody says how often', () => {
		expect(nextDue(indicator({ every: 1 }), '2028-01-31')).toBe('2028-02-29');
		expect(nextDue(indicator({ every: 12 }), null)).toBe('2027-01-01');
		expect(nextDue(indicator(), '2028-01-31')).toBeNull();
		expect(nextDue(indicator({ every: 12, baselineOn: null }), null)).toBeNull();
	});
	test('[CO70] of two measurements of a day the last one stands, whatever the order', () => {
		expect(inSeries([point('2027-01-02', '3'), point('2027-01-01', '1'), point('2027-01-01', '2')])).toEqual([
			point('2027-01-01', '2'),
			point('2027-01-02', '3')
		]);
	});
	test('[CO70] a decimal comes back as it was kept', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (value) => {
				expect(millionths(decimalOf(value))).toBe(value);
			}),
			{ seed: 70, numRuns: 200 }
		);
		expect(roundedOf({ top: -1n, bottom: 3n })).toBe('-0.333333');
	});
});

describe('a composite', () => {
	test.each([
		['(N1 + N2) ÷ N3 × 100', 'N1,N2,N3'],
		['n1*2,5', 'N1'],
		['12', ''],
		['N1 − N2 − N3', 'N1,N2,N3']
	])('[CO72] « %s » is read', (typed, codes) => {
		const read = readFormula(typed);
		expect(read.accepted).toBe(true);
		const known = new Map([
			['N1', ''],
			['N2', ''],
			['N3', '']
		]);
		const judged = judgeFormula(typed, 'N9', known);
		expect(judged.accepted && codes).toBe(codes);
	});
	test.each([
		'',
		'N1 +',
		'(N1',
		'N1 N2',
		'=N1',
		'N1 ^ 2',
		'alert(1)',
		'constructor',
		'N1 ++ N2',
		`${'('.repeat(60)}N1${')'.repeat(60)}`
	])('[CO72] « %s » is refused', (typed) => {
		expect(readFormula(typed)).toEqual({ accepted: false, reason: 'formula-unreadable' });
	});
	test('[CO72] an unknown code and a circle are refused, however long the circle', () => {
		const formulas = new Map([
			['N1', 'N2'],
			['N2', 'N3 + 1'],
			['N3', ''],
			['N4', 'N1']
		]);
		const judge = (typed: string, own: string) => {
			const judged = judgeFormula(typed, own, formulas);
			return judged.accepted ? 'accepted' : judged.reason;
		};
		expect([
			judge('N4', 'N3'),
			judge('N9', 'N3'),
			judge('N3', 'N3'),
			judge('N3', 'N1'),
			judge('1', 'N1')
		]).toEqual(['formula-circular', 'formula-unknown-code', 'formula-circular', 'accepted', 'accepted']);
	});
	test('[CO72] comes to the exact value on each day on which all its parts have one; nothing divided by nought', () => {
		const all = [
			{ code: 'N1', formula: '', points: [point('2026-01-01', '1'), point('2026-03-01', '2')] },
			{ code: 'N2', formula: '', points: [point('2026-02-01', '3'), point('2026-04-01', '0')] },
			{ code: 'N3', formula: 'N1 / N2 * 100', points: [point('2026-01-01', '99')] },
			{ code: 'N4', formula: 'N3 + 1 - N1', points: [] },
			{ code: 'N5', formula: 'N6', points: [] },
			{ code: 'N6', formula: 'N5', points: [point('2026-01-01', '1')] }
		];
		const series = seriesOfAll(all);
		expect(series.get('N3')).toEqual([point('2026-02-01', '33.333333'), point('2026-03-01', '66.666667')]);
		expect(series.get('N4')).toEqual([point('2026-02-01', '33.333333'), point('2026-03-01', '65.666667')]);
		expect([series.get('N5'), series.get('N6')]).toEqual([[], []]);
	});
});

describe('a series as a file', () => {
	const rows = (...cells: readonly (readonly string[])[]) =>
		cells.map((one, nth) => ({ number: nth + 1, cells: one }));
	const measured = (read: ReturnType<typeof readSeries>) =>
		read.accepted ? read.value.measured : read.reason;
	test('[CO73] is read under the names that people write, in any order; yes is 1', () => {
		expect(
			measured(
				readSeries(
					rows(
						['Valeur', 'DATE', 'Source'],
						['1 200,5', '1/6/2028', 'relevé'],
						['oui', '2028-07-01', '=1+1']
					),
					[],
					'2030-01-01'
				)
			)
		).toEqual([
			{ on: '2028-06-01', value: '1200.5', source: 'relevé', by: '', note: '' },
			{ on: '2028-07-01', value: '1', source: '=1+1', by: '', note: '' }
		]);
	});
	test('[CO73] all or nothing, and all that is wrong at once', () => {
		const there = [point('2028-01-01', '1'), point('2028-02-01', '2')];
		const read = readSeries(
			rows(
				['date', 'valeur'],
				['2028-01-01', '1'],
				['2028-02-01', '3'],
				['2027-02-30', '=2+3'],
				['2028-05-01', '4'],
				['2028-05-01', '5']
			),
			there,
			'2030-01-01'
		);
		expect(read).toEqual({
			accepted: false,
			reason: 'series-wrong',
			wrongs: [
				{ row: 3, column: 'on', reason: 'day-taken' },
				{ row: 4, column: 'on', reason: 'day-unreadable' },
				{ row: 4, column: 'value', reason: 'number-unreadable' },
				{ row: 6, column: 'on', reason: 'day-twice' }
			]
		});
		expect(readSeries(rows(['date', 'valeur'], ['2028-01-01', '1']), there, '2030-01-01')).toMatchObject({
			accepted: true,
			value: { measured: [], known: 1 }
		});
	});
	test.each<[string, readonly (readonly string[])[]]>([
		['series-empty', []],
		['series-empty', [['date', 'valeur']]],
		['series-head-unknown', [['2028-01-01', '3']]],
		['series-too-long', [['date', 'valeur'], ...Array.from({ length: 1_001 }, () => ['2028-01-01', '1'])]]
	])('[CO73] %s', (reason, cells) => {
		expect(measured(readSeries(rows(...cells), [], '2030-01-01'))).toBe(reason);
	});
	test('[CO73] goes out and comes in the same', () => {
		const all: readonly Measured[] = [
			{ on: '2028-06-01', value: '-3.5', source: '=SOMME(A1)', by: '@Karim', note: "l'an passé" },
			{ on: '2028-07-01', value: '123456789012345.123456', source: '', by: '', note: '' }
		];
		const file = toCsv({ head: ['date', 'valeur', 'source', 'auteur', 'note'], rows: seriesRows(all) });
		expect(file).toContain("'=SOMME(A1)");
		const cells = file
			.slice(1)
			.trimEnd()
			.split('\r\n')
			.map((line) => line.split(';').map((cell) => cell.replace(/^"(.*)"$/, '$1').replaceAll('""', '"')));
		expect(measured(readSeries(rows(...cells), [], '2030-01-01'))).toEqual(all);
	});
});
