// What somebody who holds the whole database tries after the close, and what a facilitator tries at any time: none of it leads from a voter to a choice.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	addAuthority,
	authorityId,
	cast,
	close,
	facilitator,
	grades,
	openBox,
	options
} from '../../../../tests/world/ballot-box.ts';
import { isInThisRun, isWholeRun } from '../../../../tests/world/drawn.ts';
import { numbersFrom, oneOf, type Next } from '../../../../tests/world/numbers.ts';
import { keep } from '../../../../tests/world/results.ts';
import { database, driver, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import { visibleTally, type VisibleTally } from '../rules/tally.ts';
import * as ballots from './ballots.ts';
import { verifyCounts } from './counted.ts';
import { participations, sealedBallots } from './tables.ts';

beforeAll(async () => {
	process.env.KEYS_DIR = mkdtempSync(join(tmpdir(), 'keys-'));
	await addAuthority();
});

/** How many of two line-ups would agree if one were shuffled, and the variance of it: no more can be won by guessing. */
function chanceOf(one: readonly number[], other: readonly number[]): { readonly mean: number; readonly variance: number } {
	const size = one.length;
	const share = (all: readonly number[], grade: number) => all.filter((each) => each === grade).length / size;
	const inAll = grades.reduce((sum, _, grade) => sum + share(one, grade) * share(other, grade), 0);
	let squares = 0;
	for (const mine of one)
		for (const theirs of other) squares += (Number(mine === theirs) - share(other, mine) - share(one, theirs) + inAll) ** 2;
	return { mean: size * inAll, variance: squares / (size - 1) };
}

const shuffled = <One>(next: Next, all: readonly One[]): One[] => {
	const mixed = [...all];
	for (let last = mixed.length - 1; last > 0; last--) {
		const other = next(last + 1);
		[mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
	}
	return mixed;
};

test('[DE12] of two hundred votes, neither transaction numbers, nor places on disk, nor the journal, nor the receipts say more of who voted what than guessing does', { timeout: 900_000 }, async () => {
	const query = await driver();
	const voters = 8;
	const attacks = new Map<string, { hits: number; mean: number; variance: number }>();
	let polls = 0;
	for (let poll = 0; poll < 200; poll++) {
		if (!isInThisRun(`linkage ${poll}`)) continue;
		polls++;
		const next = numbersFrom(poll);
		const { boxId, projectId, jury } = await openBox(voters, 0, [{ id: 'A', label: 'A' }]);
		const given = new Map(jury.map((voterId) => [voterId, next(grades.length)]));
		const receipts = new Map<string, string>();
		for (const voterId of shuffled(next, jury)) {
			// one in three changes their mind: the row of their ballot moves on the disk
			for (const grade of next(3) === 0 ? [next(grades.length), given.get(voterId)!] : [given.get(voterId)!]) {
				const answer = await cast(boxId, voterId, [grade], [{ id: 'A', label: 'A' }]);
				if (answer.accepted) receipts.set(answer.value.receipt, voterId);
			}
		}
		await close(boxId);
		const onDisk = await query`select voter_id, xmin::text as xmin, cmin::text as cmin, receipt from participations where box_id = ${boxId} order by ctid`;
		const counted = await query`select counts, xmin::text as xmin from ballot_counts where box_id = ${boxId} and option_id = 'A' order by ctid`;
		const told = await query`select actor from journal_entries where project_id = ${projectId} and act = 'ballot-cast' order by number`;
		const [box] = await query`select receipts from ballot_boxes where id = ${boxId}`;
		// one transaction and one statement wrote them all
		expect(new Set([...onDisk, ...counted].map(({ xmin }) => xmin as string)).size).toBe(1);
		expect(new Set(onDisk.map(({ cmin }) => cmin as string)).size).toBe(1);
		expect(onDisk.every(({ receipt }) => receipt === null)).toBe(true);
		expect((await query`select 1 from sealed_ballots where box_id = ${boxId}`).length).toBe(0);
		const choices = (counted[0]!.counts as number[]).flatMap((count, grade) => Array<number>(count).fill(grade));
		const orders: Record<string, readonly string[]> = {
			'places on disk': onDisk.map(({ voter_id }) => voter_id as string),
			'the journal': told.map(({ actor }) => (actor as string).slice('seat:'.length)),
			'the receipts': (box!.receipts as string[]).map((receipt) => receipts.get(receipt)!),
			'the roll': [...jury].sort()
		};
		for (const [attack, order] of Object.entries(orders)) {
			expect([...order].sort(), attack).toEqual([...jury].sort());
			const truly = order.map((voterId) => given.get(voterId)!);
			const { mean, variance } = chanceOf(truly, choices);
			const so = attacks.get(attack) ?? { hits: 0, mean: 0, variance: 0 };
			so.hits += truly.filter((grade, place) => grade === choices[place]).length;
			attacks.set(attack, { hits: so.hits, mean: so.mean + mean, variance: so.variance + variance });
		}
	}
	const won = [...attacks].map(([attack, { hits, mean, variance }]) => ({ attack, hits, byChance: Math.round(mean * 10) / 10, sigmas: Math.round(((hits - mean) / Math.sqrt(variance)) * 100) / 100 }));
	keep('T6-linkage', { polls, voters, won });
	expect(polls).toBeGreaterThan(5);
	expect(won.filter(({ sigmas }) => sigmas > 3)).toEqual([]);
});

test('[DE8, DE12] a receipt is no function of the choice: two opposite votes give receipts of one length, of one alphabet, as often', { timeout: 120_000 }, async () => {
	const each = isWholeRun ? 500 : 100;
	const drawn: string[][] = [];
	for (const choice of [[0, 0, 0], [4, 4, 4]]) {
		const { boxId, jury } = await openBox(each, 0);
		const receipts: string[] = [];
		for (const voterId of jury) {
			const answer = await cast(boxId, voterId, choice);
			if (answer.accepted) receipts.push(answer.value.receipt);
		}
		drawn.push(receipts);
		const about = (await inTransaction((tx) => tx.select().from(journalEntries).where(eq(journalEntries.act, 'ballot-cast')))).flatMap((entry) => (entry.about.box === boxId ? [Object.keys(entry.about)] : []));
		expect(new Set(about.map(String))).toEqual(new Set(['box']));
	}
	expect(new Set(drawn.flat().map(({ length }) => length))).toEqual(new Set([10]));
	expect(new Set(drawn.flat()).size).toBe(each * 2);
	const letters = [...new Set(drawn.flat().join(''))];
	expect(letters.length).toBe(26);
	const counts = drawn.map((receipts) => letters.map((letter) => receipts.join('').split(letter).length - 1));
	// 25 degrees of freedom: above 72 once in four hundred thousand times
	const distance = letters.reduce((sum, _, letter) => sum + (counts[0]![letter]! - counts[1]![letter]!) ** 2 / (counts[0]![letter]! + counts[1]![letter]!), 0);
	keep('T20-receipts', { receipts: each * 2, chiSquare: Math.round(distance * 10) / 10, degreesOfFreedom: letters.length - 1 });
	expect(distance).toBeLessThan(72);
});

test('[DE8] whoever was made to vote votes again: what is counted changes, how many does not, and nothing shows it', async () => {
	const { boxId, projectId, jury } = await openBox(6, 0);
	for (const voterId of jury) await cast(boxId, voterId, [0, 0, 0]);
	const look = async () => ({
		seen: await seenBy(boxId, 'desk'),
		told: await inTransaction((tx) => tx.select().from(journalEntries).where(eq(journalEntries.projectId, projectId)).orderBy(asc(journalEntries.number))),
		receipt: await inTransaction((tx) => ballots.receiptOf(tx, boxId, jury[2]!)),
		roll: await inTransaction((tx) => tx.select().from(participations).where(eq(participations.boxId, boxId)).orderBy(asc(participations.voterId))),
		lengths: (await inTransaction((tx) => tx.select().from(sealedBallots).where(eq(sealedBallots.boxId, boxId)))).map(({ sealed }) => sealed.length)
	});
	const before = await look();
	await cast(boxId, jury[2]!, [4, 3, 2]);
	expect(await look()).toEqual(before);
	await close(boxId);
	const { result } = await seenBy(boxId, 'desk');
	expect(result!.counts).toEqual({ A: [5, 0, 0, 0, 1], B: [5, 0, 0, 1, 0], C: [5, 0, 1, 0, 0] });
	expect(result!.receipts).toHaveLength(6);
});

const seenBy = (boxId: Parameters<typeof close>[0], eyes: 'wall' | 'hand' | 'desk'): Promise<VisibleTally> => inTransaction(async (tx) => visibleTally((await ballots.read(tx, authorityId, boxId))!, eyes));

const trials = [...Array(100).keys()];
const tried = { sequences: 0, acts: 0 };
afterAll(() => keep('T13-facilitator', tried));

test.each(trials.filter((trial) => isInThisRun(`facilitator ${trial}`)))('[DE6, DE9, DE13] sequence %d: nothing that a facilitator does, in any order, reads a ballot, ties it to a voter, or changes a closed result', { timeout: 120_000 }, async (trial) => {
	const next = numbersFrom(trial + 1_000);
	const { boxId, projectId, jury } = await openBox(5 + next(4), 2);
	const place = { authorityId, boxId, actor: facilitator };
	/** the last ballot of each voter on the roll */
	const box = new Map<string, readonly number[]>();
	const roll = new Map([...jury].map((voterId) => [voterId, 'jury']));
	const paper = [...options];
	let isClosed = false;
	let closed = '';
	const grade = () => next(grades.length);
	const acts: Record<string, () => Promise<void>> = {
		async votes() {
			const voterId = oneOf(next, jury);
			const given = paper.map(grade);
			const answer = await cast(boxId, voterId, given, paper);
			expect(answer.accepted).toBe(!isClosed && roll.has(voterId));
			if (answer.accepted) box.set(voterId, given);
		},
		async 'types for another'() {
			const voterId = oneOf(next, jury);
			const given = paper.map(grade);
			const type = () => inTransaction((tx) => ballots.cast(tx, { ...place, voterId, given: Object.fromEntries(paper.map(({ id }, option) => [id, given[option]!])), onBehalfOf: `seat:${voterId}` }));
			const answer = await type();
			expect(answer.accepted).toBe(!isClosed && roll.has(voterId));
			if (answer.accepted) box.set(voterId, given);
		},
		async 'votes as nobody'() {
			expect((await cast(boxId, newId(), paper.map(grade), paper)).accepted).toBe(false);
		},
		async 'adds a voter'() {
			const voterId = newId();
			const answer = await inTransaction((tx) => ballots.addToRoll(tx, place, { voterId, college: 'jury' }));
			expect(answer.accepted).toBe(!isClosed);
			if (answer.accepted) roll.set(voterId, 'jury');
		},
		async 'adds one who is there'() {
			const [voterId] = roll.keys();
			expect((await inTransaction((tx) => ballots.addToRoll(tx, place, { voterId: voterId!, college: 'team' }))).accepted).toBe(false);
		},
		async strikes() {
			const voterId = oneOf(next, jury);
			const answer = await inTransaction((tx) => ballots.strikeFromRoll(tx, place, voterId));
			expect(answer.accepted).toBe(!isClosed && roll.has(voterId));
			if (!answer.accepted) return;
			roll.delete(voterId);
			box.delete(voterId);
		},
		async 'adds an option'() {
			const option = { id: `O${paper.length}`, label: 'De plus' };
			const answer = await inTransaction((tx) => ballots.addOption(tx, place, option));
			expect(answer.accepted).toBe(!isClosed && box.size === 0);
			if (answer.accepted) paper.push(option);
		},
		async closes() {
			if (!isClosed && next(4) > 0) return;
			expect(await close(boxId)).toEqual({ accepted: true, value: { state: 'closed' } });
			isClosed = true;
		},
		async 'opens a second one'() {
			const again = inTransaction(async (tx) => {
				const read = (await ballots.read(tx, authorityId, boxId))!;
				const [{ occasion }] = await tx.execute<{ occasion: string }>(sql`select occasion_id as occasion from ballot_boxes where id = ${boxId}`) as unknown as [{ occasion: string }];
				return ballots.open(tx, { authorityId, projectId, occasionId: occasion, name: 'scenarios', topic: 't', grades: read.grades, options: paper, secrecy: read.secrecy, roll: [{ voterId: newId(), college: 'jury' }], actor: facilitator });
			});
			expect(await again).toEqual({ accepted: false, reason: 'box-already-open' });
		},
		async 'has the keys swept'() {
			await ballots.destroySpentKeys();
		}
	};
	for (let step = 0; step < 40; step++) {
		const act = oneOf(next, Object.keys(acts));
		await acts[act]!();
		tried.acts++;
		for (const eyes of ['wall', 'hand', 'desk'] as const) {
			const seen = await seenBy(boxId, eyes);
			if (!isClosed) {
				expect(seen.result, `${act}, ${eyes}`).toBeNull();
				expect(seen.voted).toBe(box.size);
			}
		}
		if (!isClosed) continue;
		const now = JSON.stringify(await seenBy(boxId, 'desk'));
		closed ||= now;
		expect(now, act).toBe(closed);
	}
	if (!isClosed) await close(boxId);
	const read = (await inTransaction((tx) => ballots.read(tx, authorityId, boxId)))!;
	const ofJury = [...box.values()];
	for (const [option, { id }] of paper.entries())
		expect(read.colleges.find(({ college }) => college === 'jury')?.counts[id] ?? grades.map(() => 0)).toEqual(grades.map((_, grade) => ofJury.filter((given) => given[option] === grade).length));
	const left = await inTransaction((tx) => tx.select().from(sealedBallots).where(eq(sealedBallots.boxId, boxId)));
	const named = await inTransaction((tx) => tx.select().from(participations).where(and(eq(participations.boxId, boxId), sql`receipt is not null`)));
	expect([left, named]).toEqual([[], []]);
	for await (const one of verifyCounts(await database())) if (one.boxId === boxId) expect(one.verdict).toBeNull();
	tried.sequences++;
});
