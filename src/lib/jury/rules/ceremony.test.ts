import { expect, test } from 'vitest';
import { readSeed, readWhy } from './ceremony.ts';

const dice = { method: 'dice', text: '4-1-6 / 2-2-5 / 3-6-1', witnesses: 'la doyenne, une commerçante' };

test('[JU64] a seed is kept as it was said, with its witnesses', () => {
	expect(readSeed(dice)).toEqual({ accepted: true, value: dice });
	expect(readSeed({ ...dice, text: '416225361' })).toMatchObject({ accepted: true });
	expect(readSeed({ method: 'lottery', text: '3 14 22 31 49 + 8'.replace('+ ', ''), witnesses: 'x' })).toMatchObject({ accepted: true });
	expect(readSeed({ method: 'words', text: 'les oies sont passées', witnesses: 'x' })).toMatchObject({ accepted: true });
});

test.each([
	[{ method: 'coin' }, 'seed-method-unknown'],
	[{ text: ' ' }, 'seed-missing'],
	[{ text: '4-1-7' }, 'seed-dice-unreadable'],
	[{ text: '41' }, 'seed-dice-unreadable'],
	[{ method: 'lottery', text: '12' }, 'seed-dice-unreadable'],
	[{ method: 'words', text: 'a b' }, 'seed-too-short'],
	[{ text: '1'.repeat(201) }, 'seed-too-long'],
	[{ witnesses: '' }, 'witnesses-missing'],
	[{ witnesses: 'x'.repeat(601) }, 'witnesses-too-long']
])('[JU64] %j is refused: %s', (changed, reason) => expect(readSeed({ ...dice, ...changed })).toEqual({ accepted: false, reason }));

test('[JU63] an attempt is given up with a reason', () => {
	expect(readWhy('  La liste des villages manquait. ')).toEqual({ accepted: true, value: 'La liste des villages manquait.' });
	expect([readWhy(' '), readWhy('x'.repeat(301))].map((one) => (one.accepted ? '' : one.reason))).toEqual(['abort-why-missing', 'abort-why-too-long']);
});
