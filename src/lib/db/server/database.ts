// Opens the one pool of connections of this process, and hands out transactions.
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { migrateForward } from './migrations.ts';

export type Tables = Record<string, never>;
/** What reads and writes: the pool, or a transaction of it. */
export type Query = PgDatabase<PostgresJsQueryResultHKT, Tables>;
export type Tx = Parameters<Parameters<PostgresJsDatabase<Tables>['transaction']>[0]>[0];

interface Opened {
	sql: postgres.Sql;
	db: PostgresJsDatabase<Tables>;
	ready: Promise<void>;
}

let opened: Opened | undefined;
/** pools that were left and have not ended yet */
const left = new Set<Opened>();

/** A list of another length is another statement: long ones are not kept. */
const parametersAtMost = 24;

const neverSpoke = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === 'CONNECT_TIMEOUT';

/** The driver, whose connections keep the statements that drizzle writes anew each time: one message a query instead of two. `mute` hears of each connection that never spoke. */
function keepingStatements<Client extends postgres.Sql>(client: Client, mute: () => void): Client {
	const heed = (error: unknown) => {
		if (neverSpoke(error)) mute();
	};
	return new Proxy(client, {
		get(target, name) {
			if (name === 'unsafe')
				return (text: string, parameters: Parameters<Client['unsafe']>[1] = [], options = {}) => {
					const query = target.unsafe(text, parameters, { prepare: parameters.length <= parametersAtMost, ...options });
					query.catch(heed);
					return query;
				};
			if (name === 'begin' || name === 'savepoint')
				return (work: (inner: Client) => unknown) => {
					const done = (target as unknown as Record<typeof name, (work: (inner: Client) => unknown) => Promise<unknown>>)[name]((inner) => work(keepingStatements(inner, mute)));
					done.catch(heed);
					return done;
				};
			return Reflect.get(target, name) as unknown;
		}
	});
}

/** Options understood by postgres.js for DATABASE_URL; a Unix socket stands in the `host` parameter of the query string. */
export function connectionOptions(url: string): postgres.Options<Record<string, postgres.PostgresType>> {
	const host = new URL(url).searchParams.get('host');
	return {
		// nothing is stored or asked as an array of Postgres: no connection begins by asking for the types of arrays
		fetch_types: false,
		connect_timeout: 5,
		// a database that is back is found within a second, however long it was away: by itself the driver waits up to twenty
		backoff: (tries: number) => Math.min(0.05 * 2 ** tries, 1) * (0.5 + Math.random() / 2),
		...(host && { host, port: Number(new URL(url).searchParams.get('port') ?? 5432) })
	};
}

/** Without the parameters that only `connectionOptions` reads. */
export function connectionUrl(url: string): string {
	const plain = new URL(url);
	plain.searchParams.delete('host');
	plain.searchParams.delete('port');
	return plain.href;
}

export function databaseUrl(): string {
	const url = process.env.DATABASE_URL;
	if (!url) throw new Error('DATABASE_URL is not set: server/main.ts sets it before the first request');
	return url;
}

/** Longer than any work on one pool: a statement has fifteen. */
const leavingSeconds = 20;

function open(migrated?: Promise<void>): Opened {
	const url = databaseUrl();
	const raw = postgres(connectionUrl(url), {
		...connectionOptions(url),
		max: Number(process.env.DATABASE_POOL ?? 16),
		onnotice: () => {},
		connection: { application_name: 'eclaireurs', statement_timeout: 15_000 },
		types: {}
	});
	const sql = keepingStatements(raw, () => leave(pool));
	const pool: Opened = { sql, db: drizzle(sql) as PostgresJsDatabase<Tables>, ready: migrated ?? migrateForward(url) };
	return pool;
}

/**
 * A connection that is cut in the middle of a write never speaks again, however often the driver opens it (postgres.js 3.4.9: what
 * was to be written outlives the socket, and its greeting waits behind it for ever). Whoever is given to it waits for nothing: a
 * pool that holds one is left for a new one, and ends once whoever still holds it has had time to go through.
 */
function leave(pool: Opened): void {
	if (opened !== pool) return;
	opened = open(pool.ready);
	left.add(pool);
	const end = () => pool.sql.end({ timeout: 1 }).catch(() => {}).finally(() => left.delete(pool));
	setTimeout(() => void end(), leavingSeconds * 1000).unref();
}

/** The pool, once the migrations have been applied. */
export async function database(): Promise<PostgresJsDatabase<Tables>> {
	opened ??= open();
	await opened.ready;
	return opened.db;
}

/** The driver itself, for what drizzle does not say (COPY, advisory locks). */
export async function driver(): Promise<postgres.Sql> {
	await database();
	return opened!.sql;
}

/** One transaction. When Postgres breaks a tie of two that wait for each other, the one that it undid is done again, once. */
export async function inTransaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> {
	const db = await database();
	try {
		return await db.transaction(work);
	} catch (error) {
		if (!wasTied(error)) throw error;
		return db.transaction(work);
	}
}

/** Whether Postgres undid a transaction only because of another one: deadlock detected, serialization failure. */
function wasTied(error: unknown): boolean {
	for (let each = error; each instanceof Error; each = each.cause) if (/^40(P01|001)$/.test((each as NodeJS.ErrnoException).code ?? '')) return true;
	return false;
}

/** Says within two seconds whether the database answers. */
export async function isAnswering(): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const asked = driver().then((sql) => sql`select 1`);
	const late = new Promise<never>((_, reject) => (timer = setTimeout(reject, 2_000, new Error('late'))));
	try {
		await Promise.race([asked, late]);
		return true;
	} catch {
		asked.catch(() => {});
		return false;
	} finally {
		clearTimeout(timer);
	}
}

/** The driver's words and the network's, then Postgres's own, for a database that cannot be reached or is going away. */
const away =
	/^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONN\w+|EPIPE|ENOTFOUND|EAI_\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08\w{3}|57P0[1-3]|53300)$/;

/** Whether an error says only that the database was away. */
export function isAway(error: unknown): boolean {
	for (let each = error; each instanceof Error; each = each.cause) {
		const { code = '', syscall } = each as NodeJS.ErrnoException;
		if (away.test(code) || (code === 'ENOENT' && syscall === 'connect')) return true;
	}
	return false;
}

export async function closeDatabase(): Promise<void> {
	const closing = [...left, ...(opened ? [opened] : [])];
	opened = undefined;
	left.clear();
	await Promise.all(closing.map(({ sql }) => sql.end({ timeout: 5 })));
}
