import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { GatheringId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { toHtml } from '../../papers/rules/html.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as projects from '../../projects/server/projects.ts';
import * as example from '../../workshop/server/example.ts';
import { readRecord } from '../../workshop/server/record.ts';
import { recordPaper } from '../../workshop/server/recordPaper.ts';
import { Player, type Refused } from './playing.ts';
import * as rehearsals from './rehearsals.ts';

const begun = new Date('2026-11-05T17:00:00Z');

async function begin(crowd: { people: number; onPaper: number }, seed = 'grain', led: 'by-itself' | 'by-hand' = 'by-itself'): Promise<GatheringId> {
	return inTransaction(async (tx) => {
		const account = await rehearsals.openStage(tx, begun);
		const made = await rehearsals.begin(tx, account, 'ready-made', { ...crowd, seed, led }, begun);
		if (!made.accepted) throw new Error(made.reason);
		return made.value;
	});
}

/** Plays by itself until it is over, two seconds of the room after two seconds. */
async function playWhole(gatheringId: GatheringId): Promise<{ readonly refused: Refused[]; readonly seconds: number }> {
	const query = await database();
	const refused: Refused[] = [];
	const player = new Player(gatheringId, (one) => refused.push(one));
	for (let seconds = 0; seconds < 900; seconds += 1) {
		const { isOver } = await player.turn(query, new Date(begun.getTime() + seconds * 1000), 60);
		if (isOver) return { refused, seconds };
	}
	throw new Error('it never ended');
}

const crowds = [
	{ people: 13, onPaper: 0 },
	{ people: 6, onPaper: 1 },
	{ people: 40, onPaper: 20 }
] as const;

test.each(crowds)('[RE8] a half-day plays by itself to its record with $people people, $onPaper of them on paper', async (crowd) => {
	const gatheringId = await begin(crowd);
	const { refused, seconds } = await playWhole(gatheringId);
	expect(refused, 'nothing was refused').toEqual([]);
	expect(seconds).toBeGreaterThan(180);
	expect(seconds).toBeLessThan(360);
	const record = await readRecord(await database(), gatheringId, begun);
	expect(record.gathering.isRehearsal).toBe(true);
	expect(record.attendance).toHaveLength(crowd.people);
	expect(record.attendance.filter(({ isOnPaper }) => isOnPaper)).toHaveLength(crowd.onPaper);
	expect(record.steps.every(({ state }) => state === 'done')).toBe(true);
	expect(record.landscape.dots).toBe('closed');
	expect(record.proposal!.versions.length, 'v0 and what was written in').toBeGreaterThan(1);
	expect(record.proposal!.amendments.length).toBeGreaterThan(2);
	expect(record.proposal!.questions.some(({ state }) => state === 'answered')).toBe(true);
	expect(record.vote.stage).toBe('closed');
	expect(record.vote.voted).toBe(record.vote.onRoll);
	expect(record.consent.state).toBe('obtained');
	expect(record.consent.objections.map(({ state }) => state)).toContain('lifted');
	expect(record.closing.body).toBeTruthy();
	const paper = recordPaper(record);
	expect(paper.title).toMatch(/^RÉPÉTITION, personnes simulées/);
	expect(toHtml(paper)).toContain('RÉPÉTITION, personnes simulées');
}, 120_000);
