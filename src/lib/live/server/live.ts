// "Something changed, look again": topics carried by the database, so that screens and tables cannot disagree.
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { connectionOptions, connectionUrl, database, databaseUrl, type Tx } from '../../db/server/database.ts';

/** Of Postgres, for whoever writes and tells in one statement. */
export const channel = 'eclaireurs';

/** Tells, when the transaction commits, whoever watches the topic to look again. Topics carry no data: `gathering:<id>`, `box:<id>`. */
export async function announce(tx: Tx, topic: string): Promise<void> {
	const told = toldIn.get(tx) ?? new Set();
	toldIn.set(tx, told);
	// told once, it is told when the transaction commits
	if (told.has(topic)) return;
	told.add(topic);
	await tx.execute(sql`select pg_notify(${channel}, ${topic})`);
}

/** Tells topics that nothing was written for. */
export async function announceAlone(topics: readonly string[]): Promise<void> {
	await (await database()).execute(sql`select pg_notify(${channel}, topic) from unnest(${`{${topics.join()}}`}::text[]) topic`);
}

/** A savepoint is another `Tx`: what it told and undid is told again. */
const toldIn = new WeakMap<Tx, Set<string>>();

type Wake = (topic: string) => void;

interface Watcher {
	readonly covers: (topic: string) => boolean;
	readonly wake: Wake;
}

const watchers = new Set<Watcher>();
const closers = new Set<() => void>();
let listening: { sql: postgres.Sql; ready: Promise<unknown> } | undefined;

/** The topic that every watcher hears after a reconnect: what was announced meanwhile is unknown, so everything is looked at once. */
export const everything = '*';

function hear(topic: string): void {
	for (const watcher of watchers) if (topic === everything || watcher.covers(topic)) watcher.wake(topic);
}

function listen(): Promise<unknown> {
	if (!listening) {
		const url = databaseUrl();
		const connection = postgres(connectionUrl(url), {
			...connectionOptions(url),
			max: 1,
			idle_timeout: 0,
			max_lifetime: 0,
			onnotice: () => {},
			connection: { application_name: 'eclaireurs-live' }
		});
		let heardOnce = false;
		// postgres.js listens again by itself after a cut, and calls this again once it does
		const ready = connection.listen(channel, hear, () => {
			if (heardOnce) hear(everything);
			heardOnce = true;
		});
		const begun = { sql: connection, ready };
		listening = begun;
		// a database that was away at the first try is asked again at the next one
		ready.catch(() => {
			if (listening === begun) listening = undefined;
			void connection.end({ timeout: 0 });
		});
	}
	return listening.ready;
}

/** Calls `wake` for each topic announced that `covers` accepts. Resolves once the database is being listened to. */
export async function watch(covers: (topic: string) => boolean, wake: Wake): Promise<() => void> {
	const watcher = { covers, wake };
	watchers.add(watcher);
	try {
		await listen();
	} catch (error) {
		watchers.delete(watcher);
		throw error;
	}
	return () => watchers.delete(watcher);
}

/** Runs `close` when the process stops, so that no open stream holds it. */
export function onStop(close: () => void): () => void {
	closers.add(close);
	return () => closers.delete(close);
}

export async function stopListening(): Promise<void> {
	for (const close of [...closers]) close();
	closers.clear();
	watchers.clear();
	const ending = listening;
	listening = undefined;
	await ending?.sql.end({ timeout: 2 });
}
