import { mkdtempSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, sql, TransactionRollbackError } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BallotBoxId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import { addAuthority, authorityId, cast, close, facilitator, grades, openBox, options, type OpenedBox } from '../../../../tests/world/ballot-box.ts';
import { visibleTally } from '../rules/tally.ts';
import { hasKey, keysFolder } from './ballotKeys.ts';
import * as ballots from './ballots.ts';
import { verifyCounts } from './counted.ts';
import { ballotBoxes, participations, sealedBallots } from './tables.ts';

beforeAll(addAuthority);

beforeEach(() => {
	process.env.KEYS_DIR = mkdtempSync(join(tmpdir(), 'keys-'));
});

const tally = (boxId: BallotBoxId, eyes: 'wall' | 'hand' | 'desk' = 'desk') =>
	inTransaction(async (tx) => visibleTally((await ballots.read(tx, authorityId, boxId))!, eyes));

const jurysBallots = [
	[3, 1, 0], [1, 1, 2], [3, 1, 4], [2, 1, 3], [3, 1, 1], [2, 0, 1], [2, 2, 0], [2, 0, 2], [4, 0, 3], [1, 3, 1]
];
const teamsBallots = [[2, 0, 2], [2, 2, 4], [1, 1, 3]];

async function everybodyVotes({ boxId, jury, team }: OpenedBox) {
	for (const [index, voterId] of jury.entries()) await cast(boxId, voterId, jurysBallots[index]!);
	for (const [index, voterId] of team.entries()) await cast(boxId, voterId, teamsBallots[index]!);
}

test('[DE9] before close nobody sees a grade; after it the order of the Rivelles is B, A, C', async () => {
	const box = await openBox();
	await everybodyVotes(box);
	const before = await tally(box.boxId);
	expect([before.voted, before.onRoll, before.result]).toEqual([13, 13, null]);
	expect((await tally(box.boxId, 'wall')).roll).toBeNull();
	expect(await close(box.boxId)).toEqual({ accepted: true, value: { state: 'closed' } });
	const { result } = await tally(box.boxId);
	expect(result!.ranking!.map(({ id, rank, grade }) => [id, rank, grades[grade]])).toEqual([
		['B', 1, 'Bien'],
		['A', 2, 'Passable'],
		['C', 3, 'Passable']
	]);
	expect(result!.counts).toEqual({ A: [0, 3, 6, 3, 1], B: [4, 6, 2, 1, 0], C: [2, 3, 3, 3, 2] });
	expect(result!.colleges.find(({ college }) => college === 'jury')!.counts).toEqual({
		A: [0, 2, 4, 3, 1],
		B: [3, 5, 1, 1, 0],
		C: [2, 3, 2, 2, 1]
	});
	expect(result!.named).toHaveLength(3);
	expect(result!.named.every(({ voterId }) => box.team.includes(voterId))).toBe(true);
});

test('[DE7] one person has one ballot: two at once are counted once', async () => {
	const { boxId, jury } = await openBox(1, 0);
	const answers = await Promise.all([cast(boxId, jury[0]!, [0, 0, 0]), cast(boxId, jury[0]!, [4, 4, 4])]);
	const receipts = answers.map((answer) => (answer.accepted ? answer.value.receipt : answer.reason));
	expect(new Set(receipts).size).toBe(1);
	await close(boxId);
	const facts = await inTransaction((tx) => ballots.read(tx, authorityId, boxId));
	expect(facts!.colleges[0]!.ballots).toBe(1);
	expect([[1, 0, 0, 0, 0], [0, 0, 0, 0, 1]]).toContainEqual(facts!.colleges[0]!.counts.A);
});

test('[DE8] a ballot is changed until close, and the journal does not tell', async () => {
	const { boxId, jury, projectId } = await openBox(6, 0);
	const first = await cast(boxId, jury[0]!, [0, 0, 0]);
	const second = await cast(boxId, jury[0]!, [4, 3, 2]);
	expect(second).toEqual(first);
	await close(boxId);
	const facts = await inTransaction((tx) => ballots.read(tx, authorityId, boxId));
	expect(facts!.colleges[0]!.counts).toEqual({ A: [0, 0, 0, 0, 1], B: [0, 0, 0, 1, 0], C: [0, 0, 1, 0, 0] });
	expect(await cast(boxId, jury[0]!, [0, 0, 0])).toEqual({ accepted: false, reason: 'vote-closed' });
	const told = await inTransaction((tx) => tx.select().from(journalEntries).where(eq(journalEntries.projectId, projectId)));
	expect(told.filter(({ act }) => act === 'ballot-cast')).toHaveLength(1);
	expect(JSON.stringify(told)).not.toMatch(/Excellent|grade|choice/);
});

test('[DE11] the box knows how many secret ballots were typed for others, by their last hand, and the journal does not', async () => {
	const { boxId, jury } = await openBox(6, 0);
	const typed = (voterId: string) =>
		inTransaction((tx) => ballots.cast(tx, { authorityId, boxId, voterId, given: { A: 0, B: 1, C: 2 }, actor: facilitator, onBehalfOf: `seat:${voterId}` }));
	for (const voterId of jury.slice(0, 4)) await typed(voterId);
	for (const voterId of jury.slice(4)) await cast(boxId, voterId, [1, 2, 3]);
	// one who voted on paper finds a phone; one whose phone died is typed for
	await cast(boxId, jury[0]!, [3, 3, 3]);
	await typed(jury[5]!);
	expect(new Set((await inTransaction((tx) => tx.select().from(sealedBallots).where(eq(sealedBallots.boxId, boxId)))).map(({ sealed }) => sealed.length))).toEqual(new Set([384]));
	await close(boxId);
	const facts = await inTransaction((tx) => ballots.read(tx, authorityId, boxId));
	expect(facts!.colleges.map(({ ballots, typed }) => [ballots, typed])).toEqual([[6, 4]]);
	expect(Object.keys(facts!.colleges[0]!.counts)).toEqual(['A', 'B', 'C']);
	expect((await tally(boxId)).result!.counts).toBeNull();
});

test('[DE11] what is cast as a voter whom somebody else could stand for since the opening counts as typed, from before it does not', async () => {
	const { boxId, jury } = await openBox(6, 0);
	const { openedAt } = (await inTransaction((tx) => ballots.read(tx, authorityId, boxId)))!;
	const lent = [null, undefined, new Date(openedAt.getTime() - 1), openedAt, new Date(openedAt.getTime() + 1), null];
	for (const [index, voterId] of jury.entries())
		await inTransaction((tx) => ballots.cast(tx, { authorityId, boxId, voterId, given: { A: 0, B: 1, C: 2 }, actor: `seat:${voterId}`, lentAt: lent[index] }));
	await close(boxId);
	expect((await inTransaction((tx) => ballots.read(tx, authorityId, boxId)))!.colleges.map(({ ballots, typed }) => [ballots, typed])).toEqual([[6, 2]]);
});

test('[DE14] the journal holds the hashes of all that a closed box shows and of what it is, and a change by hand shows', async () => {
	const box = await openBox(6, 2);
	for (const [index, voterId] of [...box.jury, ...box.team].entries()) await cast(box.boxId, voterId, jurysBallots[index]!);
	await close(box.boxId);
	const query = await database();
	const verdict = async () => {
		for await (const one of verifyCounts(query)) if (one.boxId === box.boxId) return one.verdict;
		return 'not looked at';
	};
	expect(await verdict()).toBeNull();
	const shown = [
		sql`update ballot_counts set counts = '[6,0,0,0,0]' where box_id = ${box.boxId} and college = 'jury' and option_id = 'C'`,
		sql`update ballot_boxes set options = jsonb_set(options, '{0,label}', options->1->'label') where id = ${box.boxId}`,
		sql`update ballot_boxes set receipts = receipts - 0 where id = ${box.boxId}`,
		sql`update named_ballots set grades = '{"A":0,"B":0,"C":0}' where box_id = ${box.boxId}`,
		sql`delete from ballot_counts where box_id = ${box.boxId} and option_id = 'A'`
	];
	const around = [
		sql`update ballot_boxes set name = 'another-vote' where id = ${box.boxId}`,
		sql`update ballot_boxes set occasion_id = gen_random_uuid() where id = ${box.boxId}`,
		sql`update ballot_boxes set closed_at = closed_at - interval '1 hour' where id = ${box.boxId}`,
		sql`update ballot_boxes set closed_at = null where id = ${box.boxId}`,
		sql`update ballot_boxes set opened_at = opened_at - interval '1 hour' where id = ${box.boxId}`,
		sql`update participations set has_voted = not has_voted where box_id = ${box.boxId} and voter_id = ${box.jury[0]!}`,
		sql`update participations set voter_id = gen_random_uuid() where box_id = ${box.boxId} and voter_id = ${box.jury[0]!}`,
		sql`update participations set college = 'team' where box_id = ${box.boxId} and voter_id = ${box.jury[0]!}`,
		sql`delete from participations where box_id = ${box.boxId} and voter_id = ${box.jury[0]!}`,
		sql`insert into participations (authority_id, box_id, voter_id, college) values (${authorityId}, ${box.boxId}, gen_random_uuid(), 'jury')`
	];
	// a close told before its circumstances were is still judged by its counts
	const before = sql`update journal_entries set about = about - 'circumstances' where project_id = ${box.projectId} and act = 'vote-closed'`;
	const ways = [
		...shown.map((way) => ({ ways: [way], fault: 'counts-changed' })),
		...around.map((way) => ({ ways: [way], fault: 'circumstances-changed' })),
		{ ways: [before], fault: null },
		{ ways: [before, around[0]!], fault: null },
		{ ways: [before, shown[0]!], fault: 'counts-changed' }
	];
	for (const { ways: done, fault } of ways)
		await query
			.transaction(async (tx) => {
				for (const way of done) await tx.execute(way);
				let seen: unknown;
				for await (const one of verifyCounts(tx)) if (one.boxId === box.boxId) seen = one.verdict;
				expect(seen).toBe(fault);
				tx.rollback();
			})
			.catch((error: unknown) => {
				if (!(error instanceof TransactionRollbackError)) throw error;
			});
	expect(await verdict()).toBeNull();
	await query.update(ballotBoxes).set({ state: 'cancelled' }).where(eq(ballotBoxes.id, box.boxId));
	expect(await verdict()).toBe('counts-missing');
	await query.update(ballotBoxes).set({ state: 'closed' }).where(eq(ballotBoxes.id, box.boxId));
	const told = await query.select().from(journalEntries).where(and(eq(journalEntries.projectId, box.projectId), eq(journalEntries.act, 'vote-closed')));
	await query.update(journalEntries).set({ act: 'seat-joined' }).where(and(eq(journalEntries.projectId, box.projectId), eq(journalEntries.number, told[0]!.number)));
	expect(await verdict()).toBe('close-untold');
	await query.update(journalEntries).set({ act: 'vote-closed' }).where(and(eq(journalEntries.projectId, box.projectId), eq(journalEntries.number, told[0]!.number)));
});

test('[DE7] a ballot is refused off the roll, unfinished, or with a grade that does not exist', async () => {
	const { boxId, jury } = await openBox(2, 0);
	const given = (voterId: string, choices: Record<string, number>) =>
		inTransaction((tx) => ballots.cast(tx, { authorityId, boxId, voterId, given: choices, actor: 'system' }));
	expect(await given(newId(), { A: 0, B: 0, C: 0 })).toEqual({ accepted: false, reason: 'voter-not-on-roll' });
	expect(await given(jury[0]!, { A: 0, B: 0 })).toEqual({ accepted: false, reason: 'ballot-incomplete' });
	expect(await given(jury[0]!, { A: 0, B: 0, C: 5 })).toEqual({ accepted: false, reason: 'ballot-not-of-this-vote' });
	expect(await given(jury[0]!, { A: 0, B: 0, C: 0, D: 0 })).toEqual({ accepted: false, reason: 'ballot-not-of-this-vote' });
	expect((await tally(boxId)).voted).toBe(0);
});

test('[DE6] a box of another authority is not there', async () => {
	const { boxId, jury } = await openBox(1, 0);
	const strange = await inTransaction((tx) =>
		ballots.cast(tx, { authorityId: newId(), boxId, voterId: jury[0]!, given: { A: 0, B: 0, C: 0 }, actor: 'system' })
	);
	expect(strange).toEqual({ accepted: false, reason: 'box-unknown' });
});

test('[DE6] a late voter is added before close, not after, and the journal says by whom', async () => {
	const { boxId, jury, projectId } = await openBox(1, 0);
	const late = newId();
	const add = () => inTransaction((tx) => ballots.addToRoll(tx, { authorityId, boxId, actor: facilitator }, { voterId: late, college: 'jury' }));
	expect((await add()).accepted).toBe(true);
	expect(await add()).toEqual({ accepted: false, reason: 'voter-already-on-roll' });
	expect((await cast(boxId, late, [0, 1, 2])).accepted).toBe(true);
	await inTransaction((tx) => ballots.strikeFromRoll(tx, { authorityId, boxId, actor: facilitator }, jury[0]!));
	expect((await tally(boxId)).onRoll).toBe(1);
	await close(boxId);
	expect(await add()).toEqual({ accepted: false, reason: 'vote-closed' });
	const told = await inTransaction((tx) => tx.select().from(journalEntries).where(eq(journalEntries.projectId, projectId)));
	expect(told.map(({ act }) => act)).toContain('voter-added');
});

test('[DE6] two openings at once make one box', async () => {
	const occasionId = newId();
	const openOnce = () =>
		inTransaction((tx) =>
			ballots.open(tx, {
				authorityId, projectId: newId(), occasionId, name: 'scenarios', topic: 't', grades, options,
				secrecy: { jury: 'secret' }, roll: [{ voterId: newId(), college: 'jury' }], actor: facilitator
			})
		);
	const answers = await Promise.all([openOnce(), openOnce()]);
	expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
});

describe('the secret', () => {
	test('[DE10] what is stored before close is one length and holds no grade that can be read', async () => {
		const { boxId, jury } = await openBox(4, 0);
		for (const [index, voterId] of jury.entries()) await cast(boxId, voterId, [index, index, index]);
		const rows = await inTransaction((tx) => tx.select().from(sealedBallots).where(eq(sealedBallots.boxId, boxId)));
		expect(new Set(rows.map(({ sealed }) => sealed.length))).toEqual(new Set([384]));
		for (const [index, voterId] of jury.entries()) {
			const stored = Buffer.from(rows.find((row) => row.voterId === voterId)!.sealed);
			expect(stored.includes(Buffer.from([index, index, index, 0xff]))).toBe(false);
		}
	});

	test('[DE10] the key is a file for this server only, and is destroyed once the count is committed', async () => {
		const { boxId, jury } = await openBox(5, 0);
		for (const voterId of jury) await cast(boxId, voterId, [0, 1, 2]);
		const file = join(keysFolder(), `${boxId}.key`);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		await close(boxId);
		await ballots.destroySpentKeys();
		expect(readdirSync(keysFolder())).toEqual([]);
		expect(await inTransaction((tx) => tx.select().from(sealedBallots).where(eq(sealedBallots.boxId, boxId)))).toEqual([]);
		const [box] = await inTransaction((tx) => tx.select().from(ballotBoxes).where(eq(ballotBoxes.id, boxId)));
		expect(box!.keyDestroyedAt).not.toBeNull();
	});

	test('[DE10] hearing of its own commit, the process destroys the key by itself', async () => {
		const { boxId } = await openBox(2, 0);
		await close(boxId);
		await expect.poll(() => hasKey(boxId), { timeout: 5_000 }).toBe(false);
	});

	test('[DE13] a count that fails half way leaves the box open, and is done again whole', async () => {
		const { boxId, jury } = await openBox(6, 0);
		for (const voterId of jury) await cast(boxId, voterId, [0, 1, 2]);
		await expect(
			inTransaction(async (tx) => {
				await ballots.close(tx, { authorityId, boxId, actor: facilitator });
				throw new Error('the process died before its commit');
			})
		).rejects.toThrow('died');
		expect(await hasKey(boxId)).toBe(true);
		expect((await tally(boxId)).state).toBe('open');
		expect((await tally(boxId)).voted).toBe(6);
		const answers = await Promise.all([close(boxId), close(boxId)]);
		expect(answers).toEqual([
			{ accepted: true, value: { state: 'closed' } },
			{ accepted: true, value: { state: 'closed' } }
		]);
		const { result } = await tally(boxId);
		expect(result!.ballots).toBe(6);
		await ballots.destroySpentKeys();
		await ballots.destroySpentKeys();
		expect(await hasKey(boxId)).toBe(false);
		expect((await tally(boxId)).result).toEqual(result);
	});

	test('[DE13] a restored backup has no key: its open box takes nothing more, is cancelled, says so, and another may be opened', async () => {
		const { boxId, jury, occasionId } = await openBox(6, 0);
		await cast(boxId, jury[0]!, [0, 1, 2]);
		process.env.KEYS_DIR = mkdtempSync(join(tmpdir(), 'keys-'));
		expect(await cast(boxId, jury[1]!, [0, 1, 2])).toEqual({ accepted: false, reason: 'box-key-lost' });
		expect(await close(boxId)).toEqual({ accepted: true, value: { state: 'cancelled' } });
		expect((await tally(boxId)).result).toBeNull();
		expect(await cast(boxId, jury[1]!, [0, 1, 2])).toEqual({ accepted: false, reason: 'vote-cancelled' });
		expect(await inTransaction((tx) => ballots.latest(tx, authorityId, occasionId, 'scenarios'))).toBeUndefined();
		expect(await inTransaction((tx) => ballots.cancelledBoxes(tx, authorityId, occasionId, 'scenarios'))).toBe(1);
	});

	test('[DE13] the key of an opening that was rolled back is swept, a young one is left alone', async () => {
		const [old, young] = [newId(), newId()];
		for (const id of [old, young]) writeFileSync(join(keysFolder(), `${id}.key`), 'key');
		const yesterday = new Date(Date.now() - 86_400_000);
		utimesSync(join(keysFolder(), `${old}.key`), yesterday, yesterday);
		await ballots.destroySpentKeys();
		expect(readdirSync(keysFolder())).toEqual([`${young}.key`]);
	});

	test('[DE12] the receipts of a closed box are sorted and belong to nobody', async () => {
		const { boxId, jury } = await openBox(6, 0);
		const given: string[] = [];
		for (const voterId of jury) {
			const answer = await cast(boxId, voterId, [1, 1, 1]);
			if (answer.accepted) given.push(answer.value.receipt);
		}
		await close(boxId);
		const { result } = await tally(boxId);
		expect(result!.receipts).toEqual([...given].sort());
		expect(await inTransaction((tx) => ballots.receiptOf(tx, boxId, jury[0]!))).toBeNull();
		const left = await inTransaction((tx) => tx.select().from(participations).where(sql`box_id = ${boxId} and receipt is not null`));
		expect(left).toEqual([]);
	});
});

describe('a ballot typed for somebody', () => {
	const typing = (boxId: BallotBoxId, voterId: string, [a, b, c]: readonly number[], actor: 'account:one' | 'account:two' = 'account:one') =>
		inTransaction((tx) => ballots.type(tx, { authorityId, boxId, voterId, given: { A: a!, B: b!, C: c! }, actor, onBehalfOf: `seat:${voterId}` }));
	const facts = async (boxId: BallotBoxId) => (await inTransaction((tx) => ballots.read(tx, authorityId, boxId)))!;

	test('[DE16] is cast once two typings in a row are the same, by two people or by one; until then nobody has voted', async () => {
		const { boxId, jury, projectId } = await openBox(6, 0);
		const [one, two] = jury as [string, string];
		expect(await typing(boxId, one, [1, 2, 3])).toEqual({ accepted: true, value: 'once' });
		expect(await typing(boxId, one, [1, 2, 4], 'account:two')).toEqual({ accepted: true, value: 'differs' });
		expect([(await facts(boxId)).waiting.get(one), (await tally(boxId)).voted]).toEqual(['differs', 0]);
		// the first typing is gone: it is held against the one just before
		expect(await typing(boxId, one, [1, 2, 3])).toEqual({ accepted: true, value: 'differs' });
		expect(await typing(boxId, one, [1, 2, 3], 'account:two')).toEqual({ accepted: true, value: 'cast' });
		expect(await typing(boxId, two, [0, 0, 0])).toEqual({ accepted: true, value: 'once' });
		expect([[...(await facts(boxId)).waiting], (await tally(boxId)).voted]).toEqual([[[two, 'once']], 1]);
		await close(boxId);
		expect((await facts(boxId)).colleges.map(({ ballots, typed, counts }) => [ballots, typed, counts.C])).toEqual([[1, 1, [0, 0, 0, 1, 0]]]);
		const told = await inTransaction((tx) => tx.select().from(journalEntries).where(and(eq(journalEntries.projectId, projectId), eq(journalEntries.act, 'ballot-cast'))));
		expect(told.map(({ onBehalfOf }) => onBehalfOf)).toEqual([`seat:${one}`]);
	});

	test('[DE16] leaves, while it waits, nothing that can be read or held against another without the key, and nothing after the close', async () => {
		const { boxId, jury } = await openBox(6, 0);
		const marks = async () => (await inTransaction((tx) => tx.select().from(participations).where(eq(participations.boxId, boxId)))).flatMap(({ typing }) => (typing ? [Buffer.from(typing).toString('hex').slice(2)] : []));
		const seen: string[] = [];
		for (const voterId of jury) {
			await typing(boxId, voterId, [0, 0, 0]);
			// typed again and again, the same leaves another trace each time
			await typing(boxId, voterId, [4, 4, 4]);
			seen.push(...(await marks()));
			await typing(boxId, voterId, [0, 0, 0]);
			seen.push(...(await marks()));
		}
		expect(new Set(seen.map(({ length }) => length))).toEqual(new Set([96]));
		expect(new Set(await marks()).size).toBe(6);
		await close(boxId);
		expect(await marks()).toEqual([]);
		expect((await facts(boxId)).colleges[0]!.ballots).toBe(0);
	});

	test('[DE16] is refused as any ballot is: off the roll, unfinished, after the close', async () => {
		const { boxId, jury } = await openBox(2, 0);
		expect(await typing(boxId, newId(), [0, 0, 0])).toEqual({ accepted: false, reason: 'voter-not-on-roll' });
		expect(await typing(boxId, jury[0]!, [0, 0, 9])).toEqual({ accepted: false, reason: 'ballot-not-of-this-vote' });
		await close(boxId);
		expect(await typing(boxId, jury[0]!, [0, 0, 0])).toEqual({ accepted: false, reason: 'vote-closed' });
	});
});

test('[DE15] where ballots are final the first of each is counted, typed or not; it is decided before the first, and the journal says by whom', async () => {
	const { boxId, jury, projectId } = await openBox(6, 0);
	const final = () => inTransaction((tx) => ballots.makeFinal(tx, { authorityId, boxId, actor: facilitator }));
	expect(await final()).toEqual({ accepted: true, value: null });
	const first = await cast(boxId, jury[0]!, [0, 0, 0]);
	expect(first.accepted).toBe(true);
	const already = { accepted: false, reason: 'ballot-already-in' };
	expect(await cast(boxId, jury[0]!, [4, 4, 4])).toEqual(already);
	expect(await inTransaction((tx) => ballots.type(tx, { authorityId, boxId, voterId: jury[0]!, given: { A: 4, B: 4, C: 4 }, actor: facilitator, onBehalfOf: `seat:${jury[0]!}` }))).toEqual(already);
	const other = await openBox(2, 0);
	await cast(other.boxId, other.jury[0]!, [0, 0, 0]);
	expect(await inTransaction((tx) => ballots.makeFinal(tx, { authorityId, boxId: other.boxId, actor: facilitator }))).toEqual({ accepted: false, reason: 'ballots-are-in' });
	await close(boxId);
	expect((await inTransaction((tx) => ballots.read(tx, authorityId, boxId)))!.colleges[0]!.counts.A).toEqual([1, 0, 0, 0, 0]);
	const told = await inTransaction((tx) => tx.select().from(journalEntries).where(and(eq(journalEntries.projectId, projectId), eq(journalEntries.act, 'ballots-made-final'))));
	expect(told.map(({ actor }) => actor)).toEqual([facilitator]);
});
