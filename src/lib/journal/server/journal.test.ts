import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { beginning } from '../rules/chain.ts';
import { headsWritten, keepHeads, readHeads } from './heads.ts';
import { headOf, record } from './journal.ts';
import { journalEntries, journalHeads } from './tables.ts';
import { verifyAll, type VerifiedChain } from './verification.ts';

const folder = mkdtempSync(join(tmpdir(), 'heads-'));
beforeAll(() => {
	process.env.DATA_DIR = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const aChain = () => ({ authorityId: newId<'authority'>(), projectId: newId<'project'>() });
type Chain = ReturnType<typeof aChain>;

const act = (chain: Chain, name = 'ballot-cast') =>
	inTransaction((tx) => record(tx, { ...chain, act: name, actor: 'system', about: { step: 'vote' } }));
const entriesOf = async (chain: Chain) =>
	(await database())
		.select()
		.from(journalEntries)
		.where(eq(journalEntries.projectId, chain.projectId))
		.orderBy(asc(journalEntries.number));

async function verified(chain: Chain): Promise<VerifiedChain> {
	for await (const one of verifyAll(await database(), join(folder, 'heads')))
		if (one.projectId === chain.projectId) return one;
	throw new Error('the chain is not looked at');
}
const faultsOf = async (chain: Chain) =>
	(await verified(chain)).faults.map(({ fault, number }) => `${fault} ${number}`);

test('[JO1] an entry is bound to the one before it', async () => {
	const chain = aChain();
	await act(chain, 'step-opened');
	await act(chain);
	const entries = await entriesOf(chain);
	expect(entries.map((entry) => entry.previous)).toEqual([beginning, entries[0]!.hash]);
	expect(await headOf(await database(), chain)).toEqual({ count: 2, head: entries[1]!.hash });
});

test('[JO1] fifty acts at once make one chain, without a gap or a fork', async () => {
	const chain = aChain();
	await Promise.all(Array.from({ length: 50 }, () => act(chain)));
	const entries = await entriesOf(chain);
	expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
	expect(new Set(entries.map(({ previous }) => previous)).size).toBe(50);
	expect(await faultsOf(chain)).toEqual([]);
});

test('[JO1] an act that is rolled back leaves no entry', async () => {
	const chain = aChain();
	await act(chain);
	await expect(
		inTransaction(async (tx) => {
			await record(tx, { ...chain, act: 'ballot-cast', actor: 'system' });
			throw new Error('the act failed');
		})
	).rejects.toThrow('the act failed');
	expect(await headOf(await database(), chain)).toMatchObject({ count: 1 });
	expect(await faultsOf(chain)).toEqual([]);
});

test('[JO2] a word changed in the database shows', async () => {
	const chain = aChain();
	for (const name of ['step-opened', 'ballot-cast', 'step-closed']) await act(chain, name);
	await (
		await database()
	).execute(
		sql`update journal_entries set act = 'ballot-erased' where project_id = ${chain.projectId} and number = 2`
	);
	expect(await faultsOf(chain)).toEqual(['entry-changed 2']);
});

test('[JO3] a row removed, and two rows swapped, show', async () => {
	const [removed, swapped] = [aChain(), aChain()];
	for (const chain of [removed, swapped]) for (const name of ['a', 'b', 'c', 'd']) await act(chain, name);
	const query = await database();
	await query.execute(
		sql`delete from journal_entries where project_id = ${removed.projectId} and number = 2`
	);
	expect(await faultsOf(removed)).toEqual(['entry-missing 2']);
	for (const [from, to] of [
		[2, 99],
		[3, 2],
		[99, 3]
	])
		await query.execute(
			sql`update journal_entries set number = ${to} where project_id = ${swapped.projectId} and number = ${from}`
		);
	expect(await faultsOf(swapped)).toContain('entry-out-of-place 2');
});

test('[JO4] a cut tail shows by the head in the database, and by the file of heads when that was cut too', async () => {
	const stop = await keepHeads();
	const chain = aChain();
	for (const name of ['a', 'b', 'c']) await act(chain, name);
	await expect.poll(async () => (await readHeads(chain.projectId)).at(-1)?.count).toBe(3);
	await headsWritten();
	stop();
	expect(await verified(chain)).toMatchObject({ faults: [], count: 3 });

	const query = await database();
	await query.delete(journalEntries).where(sql`project_id = ${chain.projectId} and number = 3`);
	expect(await faultsOf(chain)).toEqual(['tail-cut 3']);
	const [, second] = await entriesOf(chain);
	await query
		.update(journalHeads)
		.set({ count: 2, head: second!.hash })
		.where(eq(journalHeads.projectId, chain.projectId));
	expect(await faultsOf(chain)).toEqual(['tail-cut 3']);
	await query.delete(journalEntries).where(eq(journalEntries.projectId, chain.projectId));
	await query.delete(journalHeads).where(eq(journalHeads.projectId, chain.projectId));
	expect(await faultsOf(chain)).toContain('tail-cut 1');
});

test('[JO5] an entry holds ids, counts and kebab words only, in every chain of this file', async () => {
	const written = await (await database()).select().from(journalEntries);
	expect(written.length).toBeGreaterThan(50);
	for (const { act: name, actor } of written)
		expect(`${name} ${actor}`).toMatch(/^[a-z-]+ (system|(seat|account):[0-9a-f-]{36})$/);
});
