// Makes one read of those that many screens ask for at once: each asker gets a read that began after it asked, so nobody sees less than what was committed before, and nothing is kept.
import { setImmediate } from 'node:timers/promises';
import type { Query } from './database.ts';

interface Round {
	readonly keys: Set<unknown>;
	readonly read: Promise<ReadonlyMap<unknown, unknown>>;
}

type ReadMany = (keys: readonly unknown[]) => Promise<ReadonlyMap<unknown, unknown>>;

interface Line {
	/** those who ask while a read is under way wait here for the next one: the one under way may not see what was committed before they asked */
	next: Round | undefined;
	last: Promise<unknown>;
}

/** What one screen has read in its one look, by way, name and key: what a step reads for all its screens may bear the name of a thing that it reads once, and would wait for itself. */
type Seen = Map<string, Map<unknown, Promise<unknown>>>;

const looks = new WeakMap<Query, Seen>();

/** A query for one look of one screen that asks the same from many places, as a desk does: what it has read in it, it does not read again, and shares with nobody. */
export function oneLook<Reading extends Query>(query: Reading): Reading {
	const look = Object.create(query) as Reading;
	looks.set(look, new Map());
	return look;
}

function seenIn<Value>(seen: Seen, what: string, key: unknown, read: () => Promise<Value>): Promise<Value> {
	let named = seen.get(what);
	if (!named) seen.set(what, (named = new Map()));
	let asked = named.get(key) as Promise<Value> | undefined;
	if (!asked) named.set(key, (asked = read()));
	return asked;
}

/** Reads once in one look, and each time elsewhere. What comes back is shared, so nobody changes it. */
export function onceInLook<Value>(query: Query, what: string, read: () => Promise<Value>): Promise<Value> {
	const seen = looks.get(query);
	return seen ? seenIn(seen, `once ${what}`, what, read) : read();
}

/** By what reads: a transaction sees its own writes, so it shares with nobody else. */
const lines = new WeakMap<Query, Map<string, Line>>();

const settled = Promise.resolve();

/** What has already come from the network is gone through first: those who are told together ask one after the other. */
const turnOfTheLoop = () => setImmediate();

/** Asks for one of many: the keys asked for meanwhile are read in one go. Undefined when the read does not know the key. `what` names the read. */
export async function amongMany<Key, Value>(
	query: Query,
	what: string,
	key: Key,
	readMany: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>
): Promise<Value | undefined> {
	const seen = looks.get(query);
	if (seen) return seenIn(seen, `among ${what}`, key, async () => (await readMany([key])).get(key));
	let named = lines.get(query);
	if (!named) lines.set(query, (named = new Map()));
	let line = named.get(what);
	if (!line) named.set(what, (line = { next: undefined, last: settled }));
	const round = (line.next ??= begin(named, what, line, readMany as ReadMany));
	round.keys.add(key);
	return (await round.read).get(key) as Value | undefined;
}

function begin(
	named: Map<string, Line>,
	what: string,
	line: Line,
	readMany: ReadMany
): Round {
	const keys = new Set<unknown>();
	const read = line.last.then(turnOfTheLoop).then(() => {
		line.next = undefined;
		return readMany([...keys]);
	});
	// a read that failed fails for those who asked for it, and the next one begins afresh
	const ended = read.then(
		() => {},
		() => {}
	);
	line.last = ended;
	void ended.then(() => {
		if (line.last === ended) named.delete(what);
	});
	return { keys, read };
}

/** The same for the rows of one of many: `keyOf` says whose a row is. */
export async function rowsAmongMany<Key, Row>(
	query: Query,
	what: string,
	key: Key,
	readRows: (keys: Key[]) => PromiseLike<readonly Row[]>,
	keyOf: (row: Row) => Key
): Promise<readonly Row[]> {
	const rows = await amongMany(query, what, key, async (keys: readonly Key[]) => Map.groupBy(await readRows([...keys]), keyOf));
	return rows ?? [];
}

/** The same for one thing: `what` names it whole. What comes back is shared, so nobody changes it. */
export async function together<Value>(query: Query, what: string, read: () => Promise<Value>): Promise<Value> {
	return (await amongMany(query, what, what, async () => new Map([[what, await read()]]))) as Value;
}
