import { expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { strongestNeeds } from '../rules/record.ts';
import { load } from './example.ts';
import inputs from './example/seats.json' with { type: 'json' };
import { readRecord } from './record.ts';

test('[MO60] the finished workshop of the example gives the figures of the example', async () => {
	const { finished } = await load();
	const record = await readRecord(await database(), finished, new Date());

	const cards = record.landscape.zones.flatMap(({ groups }) => groups.flatMap((group) => group.cards));
	const dots = cards.map((card) => card.dots ?? 0).filter((count) => count > 0);
	expect(cards).toHaveLength(37);
	expect(dots.toSorted((a, b) => b - a)).toEqual(Object.values(inputs.dotsByCard).toSorted((a, b) => b - a));
	expect(strongestNeeds(record.landscape.zones).map((need) => need.dots)).toEqual([9, 8, 7, 6, 5, 4, 4, 3]);

	const { result } = record.vote;
	expect(result?.ranking.map(({ code, rank, grade }) => [code, rank, record.vote.grades[grade]])).toEqual([
		['B', 1, 'Bien'],
		['A', 2, 'Passable'],
		['C', 3, 'Passable']
	]);
	expect(result?.counts).toEqual({ A: [0, 3, 6, 3, 1], B: [4, 6, 2, 1, 0], C: [2, 3, 3, 3, 2] });
	expect(result?.matrix?.order.map(({ scenario, impacts, risks }) => [scenario, impacts, risks])).toEqual([
		['B', 21, 44],
		['C', 12, 56],
		['A', 4, 44]
	]);
	expect(result?.disagreements).toEqual([{ matrixFirst: 'C', voteFirst: 'A' }]);
	expect(result?.named).toHaveLength(3);

	expect(record.consent).toMatchObject({ scenario: { code: 'B' }, state: 'obtained' });
	expect(record.consent.objections.map(({ author, state }) => [author, state])).toEqual([['Aubépine', 'lifted']]);
	expect(record.closing.jurorMinutes).toBe(10 * 210);
	expect(record.attendance).toHaveLength(13);
	expect(record.journal.count).toBeGreaterThan(100);
});

test('[MO61] the other workshop of the example is ready to start, and a second load touches nothing of the first', async () => {
	const first = await load();
	const second = await load();
	const [before, again] = await inTransaction(async (tx) => [await gatherings.read(tx, first.ready), await gatherings.read(tx, second.ready)]);
	expect(before).toMatchObject({ position: -1, openedAt: null, closedAt: null });
	expect(again!.authorityId).not.toBe(before!.authorityId);
});
