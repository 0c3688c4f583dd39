import { expect, test } from 'vitest';
import { readDone, writeDone } from './done.ts';

test.each([
	[{ step: 'consent', act: 'object' }, 'consent.object'],
	[{ step: 'landscape-writing', act: 'write' }, 'landscape-writing.write'],
	[{ act: 'weather' }, 'weather']
])('[GA41] what was done is read back from its address: %o', (done, written) => {
	expect(writeDone(done)).toBe(written);
	expect(readDone(written)).toEqual({ isFrame: !('step' in done), step: undefined, ...done, done: done.act });
});

test.each([null, '', '.', 'consent.', '.object', 'a.b.c', 'consent.<b>', 'Consent.object', 'x'.repeat(200) + '.'])('[GA41] an address that names no act says nothing: %s', (typed) => {
	expect(readDone(typed)).toBeNull();
});
