import { expect, test } from 'vitest';
import { partOf } from './ranges.ts';

const part = (first: number, last: number) => ({ is: 'part', first, last });

test.each<[string | null, ReturnType<typeof partOf> | ReturnType<typeof part>]>([
	[null, { is: 'whole' }],
	['bytes=0-', part(0, 99)],
	['bytes=0-0', part(0, 0)],
	['bytes=10-19', part(10, 19)],
	['bytes=90-500', part(90, 99)],
	['bytes=-10', part(90, 99)],
	['bytes=-500', part(0, 99)],
	['bytes=100-', { is: 'beyond' }],
	['bytes=-0', { is: 'beyond' }],
	['bytes=-', { is: 'whole' }],
	['bytes=20-10', { is: 'whole' }],
	['bytes=0-1,5-6', { is: 'whole' }],
	['lines=0-1', { is: 'whole' }],
	[`bytes=${'9'.repeat(40)}-`, { is: 'whole' }]
])('[FI9] of a hundred bytes, %s asks for %j', (header, asked) => {
	expect(partOf(header, 100)).toEqual(asked);
});
