import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Query } from './database.ts';
import { amongMany, onceInLook, oneLook, rowsAmongMany, together } from './together.ts';

const query = () => ({}) as Query;

/** A read whose end the test decides. */
function slowRead() {
	const begun: ((value: string) => void)[] = [];
	const failing: ((problem: Error) => void)[] = [];
	return {
		begun,
		failing,
		read: () =>
			new Promise<string>((end, fail) => {
				begun.push(end);
				failing.push(fail);
			})
	};
}

/** a read begins at the next turn of the loop, and what it brings is seen at the one after */
const soon = async () => {
	await setImmediate();
	await setImmediate();
};

test('sixty who ask at once are answered by one read', async () => {
	const { begun, read } = slowRead();
	const pool = query();
	const all = Array.from({ length: 60 }, () => together(pool, 'room', read));
	await soon();
	expect(begun).toHaveLength(1);
	begun[0]!('seen');
	expect(new Set(await Promise.all(all))).toEqual(new Set(['seen']));
});

test('who asks while a read is under way gets one that begins after: nobody sees less than was committed before', async () => {
	const { begun, read } = slowRead();
	const pool = query();
	const early = together(pool, 'room', read);
	await soon();
	const late = [together(pool, 'room', read), together(pool, 'room', read)];
	await soon();
	expect(begun).toHaveLength(1);
	begun[0]!('before');
	expect(await early).toBe('before');
	await soon();
	expect(begun).toHaveLength(2);
	begun[1]!('after');
	expect(await Promise.all(late)).toEqual(['after', 'after']);
});

test('nothing is kept: a later asker reads again', async () => {
	const pool = query();
	let reads = 0;
	const read = async () => ++reads;
	expect(await together(pool, 'room', read)).toBe(1);
	expect(await together(pool, 'room', read)).toBe(2);
});

test('a transaction shares with nobody else, nor one thing with another', async () => {
	let reads = 0;
	const read = async () => ++reads;
	const pool = query();
	const seen = await Promise.all([together(pool, 'room', read), together(query(), 'room', read), together(pool, 'other', read)]);
	expect(new Set(seen).size).toBe(3);
});

test('a read that fails fails for its askers only', async () => {
	const { begun, failing, read } = slowRead();
	const pool = query();
	const early = together(pool, 'room', read);
	await soon();
	const late = together(pool, 'room', read);
	failing[0]!(new Error('cut'));
	await expect(early).rejects.toThrow('cut');
	await soon();
	begun[1]!('back');
	expect(await late).toBe('back');
});

test('each gets what stands under its own key, and nothing where there is none', async () => {
	const asked: (readonly string[])[] = [];
	const readMany = async (keys: readonly string[]) => {
		asked.push(keys);
		return new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, `of ${key}`]));
	};
	const pool = query();
	const seen = await Promise.all(['a', 'b', 'nobody', 'a'].map((key) => amongMany(pool, 'devices', key, readMany)));
	expect(seen).toEqual(['of a', 'of b', undefined, 'of a']);
	expect(asked).toEqual([['a', 'b', 'nobody']]);
});

test('those who ask in one turn of the loop are read in one go, each the rows of its own', async () => {
	const asked: string[][] = [];
	const pool = query();
	const rowsOf = (key: string) =>
		rowsAmongMany(
			pool,
			'cards',
			key,
			async (keys) => {
				asked.push(keys);
				return [
					{ of: 'a', text: 'one' },
					{ of: 'b', text: 'two' },
					{ of: 'a', text: 'three' }
				];
			},
			(row) => row.of
		);
	const early = rowsOf('a');
	await Promise.resolve();
	const [a, b, none] = await Promise.all([early, rowsOf('b'), rowsOf('c')]);
	expect(asked).toEqual([['a', 'b', 'c']]);
	expect([a, b, none].map((rows) => rows!.map(({ text }) => text))).toEqual([['one', 'three'], ['two'], []]);
});

test('in one look the same is read once; another look, and whoever has none, reads again', async () => {
	const pool = query();
	let reads = 0;
	const read = async () => ++reads;
	const look = oneLook(pool);
	expect([await onceInLook(look, 'roll', read), await onceInLook(look, 'roll', read)]).toEqual([1, 1]);
	expect([await together(look, 'room', read), await together(look, 'room', read)]).toEqual([2, 2]);
	expect(await onceInLook(oneLook(pool), 'roll', read)).toBe(3);
	expect([await onceInLook(pool, 'roll', read), await onceInLook(pool, 'roll', read)]).toEqual([4, 5]);
});

test('a read of one look may ask once for a thing of its own name: it does not wait for itself', async () => {
	const look = oneLook(query());
	const thing = () => onceInLook(look, 'scenarios', async () => 'the rows');
	expect(await together(look, 'scenarios', async () => `the step, from ${await thing()}`)).toBe('the step, from the rows');
});

test('a look reads after it was opened, whatever others have under way', async () => {
	const { begun, read } = slowRead();
	const pool = query();
	const before = together(pool, 'room', read);
	await soon();
	const within = together(oneLook(pool), 'room', read);
	await soon();
	expect(begun).toHaveLength(2);
	begun[0]!('before');
	begun[1]!('after');
	expect([await before, await within]).toEqual(['before', 'after']);
});
