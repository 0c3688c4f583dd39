import { expect, test } from 'vitest';
import type { Values } from './changes.ts';
import { contradictionsIn, daysSaidTwice } from './contradictions.ts';
import type { KindId } from './kinds.ts';

const today = '2028-06-01';

test.each<[KindId, Values, readonly string[], readonly string[]]>([
	['line', { begins: '2028-09-01', ends: '2028-08-31' }, ['ends'], ['ends ends-before-it-begins']],
	['line', { begins: '2028-09-01', ends: '2028-08-31' }, ['begins'], ['ends ends-before-it-begins']],
	['line', { begins: '2028-09-01', ends: '2028-08-31' }, ['object'], []],
	['line', { begins: '2028-09-01', ends: '2028-09-01' }, ['begins', 'ends'], []],
	['line', { begins: '2028-09-01', ends: null }, ['begins'], []],
	['indicator', { baselineOn: '2028-01-01', targetOn: '2027-12-31' }, ['targetOn'], ['targetOn target-before-baseline']],
	['measurement', { on: '2028-06-02' }, ['on', 'value'], ['on measured-to-come']],
	['measurement', { on: today }, ['on'], []],
	['milestone', { on: '2030-01-01' }, ['on'], []]
])('[CO180] %s %j, %j being said, contradicts %j', (kind, values, said, expected) =>
	expect(contradictionsIn(kind, values, { today, said }).map(({ field, reason }) => `${field} ${reason}`)).toEqual(expected));

test('[CO181] a day of which two different values are said is told, the same value twice is not', () => {
	const of = (on: string, value: string) => ({ on, value });
	expect(daysSaidTwice([of('2028-01-02', '4'), of('2028-01-01', '5'), of('2028-01-02', '6'), of('2028-01-01', '5')])).toEqual(['2028-01-02']);
});
