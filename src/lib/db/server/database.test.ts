import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { inTransaction, type Tx } from './database.ts';

const lock = (tx: Tx, place: number) => tx.execute(sql`select pg_advisory_xact_lock(4711, ${place})`);

/** Resolves for everybody once so many have come. */
function meeting(count: number) {
	let come = 0;
	let open = () => {};
	const all = new Promise<void>((resolve) => (open = resolve));
	return () => {
		if ((come += 1) >= count) open();
		return all;
	};
}

test('of two transactions that wait for each other, the one that Postgres undoes is done again: both are done', async () => {
	const meet = meeting(2);
	let runs = 0;
	const crossing = (first: number, second: number) =>
		inTransaction(async (tx) => {
			runs += 1;
			await lock(tx, first);
			await meet();
			await lock(tx, second);
			return first;
		});
	expect(await Promise.all([crossing(1, 2), crossing(2, 1)])).toEqual([1, 2]);
	expect(runs).toBe(3);
});

test('a tie that comes again is told, and what went wrong otherwise is not tried again', async () => {
	let runs = 0;
	const failing = (code: string) =>
		inTransaction((tx) => {
			runs += 1;
			return tx.execute(sql.raw(`do $$ begin raise exception 'x' using errcode = '${code}'; end $$`));
		});
	await expect(failing('40P01')).rejects.toThrow();
	expect(runs).toBe(2);
	await expect(failing('23505')).rejects.toThrow();
	expect(runs).toBe(3);
});
