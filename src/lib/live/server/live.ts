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

/** What processes of ours tell one another. Unlike a topic it carries data, reaches no screen as it is, and is kept nowhere: who misses it must be able to ask again. */
const betweenProcesses = 'eclaireurs_processes';

/** Of one word, in UTF-8: Postgres takes no more. */
export const wordBytesAtMost = 7_999;

/** In this order, and all or none; this process hears them too. */
export async function tellProcesses(words: readonly string[]): Promise<void> {
	await (await database()).execute(sql`select pg_notify(${betweenProcesses}, word) from json_array_elements_text(${JSON.stringify(words)}::text::json) word`);
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
const hearers = new Set<(word: string) => void>();

/** The topic that every watcher hears after a reconnect: what was announced meanwhile is unknown, so everything is looked at once. */
export const everything = '*';

function hear(topic: string): void {
	for (const watcher of watchers) if (topic === everything || watcher.covers(topic)) watcher.wake(topic);
}

function hearWord(word: string): void {
	for (const one of hearers) one(word);
}

/** How often the connection that listens is asked whether it still does; shorter in tests. */
export const pulse = { everyMs: 10_000 };
/** Pulses without an answer, after which it is given up. */
const unansweredAtMost = 2;
/** For a new one to listen. */
const listeningMs = 20_000;
const againMs = 1_000;

/** What this process hears of the database, on one connection after the other (LI2). */
class Ear {
	/** rejected when the database was away at the first try */
	readonly ready: Promise<void>;
	private connection: postgres.Sql | undefined;
	private beating: NodeJS.Timeout | undefined;
	private asked = 0;
	private unanswered = 0;
	private hasHeard = false;
	private isBeginning = true;
	private isOver = false;

	constructor() {
		this.ready = this.begin().then(() => {
			this.isBeginning = false;
			if (!this.isOver) this.beating = setInterval(() => this.beat(), pulse.everyMs).unref();
		});
	}

	private async begin(): Promise<void> {
		const url = databaseUrl();
		const connection = postgres(connectionUrl(url), {
			...connectionOptions(url),
			max: 1,
			idle_timeout: 0,
			max_lifetime: 0,
			onnotice: () => {},
			connection: { application_name: 'eclaireurs-live' }
		});
		this.connection = connection;
		this.unanswered = 0;
		// postgres.js listens again by itself after a cut that it saw, and calls this again once it does
		const heardAgain = () => {
			if (this.connection !== connection) return;
			if (this.hasHeard) hear(everything);
			this.hasHeard = true;
		};
		let late: NodeJS.Timeout | undefined;
		try {
			await Promise.race([
				Promise.all([connection.listen(channel, hear), connection.listen(betweenProcesses, hearWord, heardAgain)]),
				new Promise((_, failed) => (late = setTimeout(failed, listeningMs, new Error('The database lets nobody listen'))))
			]);
		} catch (error) {
			void this.leave(connection);
			throw error;
		} finally {
			clearTimeout(late);
		}
	}

	/** A connection that a network dropped without a word looks sound for as long as nothing is asked of it. */
	private beat(): void {
		const { connection } = this;
		if (this.isBeginning || !connection) return;
		if (this.unanswered >= unansweredAtMost) return void this.beginAgain();
		this.unanswered++;
		// a channel that it does not know yet: it has to ask
		connection
			.listen(`${channel}_pulse_${++this.asked}`, () => {})
			.then(({ unlisten }) => {
				if (this.connection === connection) this.unanswered = 0;
				return unlisten();
			})
			.catch(() => {
				if (this.connection === connection) void this.beginAgain();
			});
	}

	/** On a new connection: one that was cut in the middle of a write would never speak again (decision 25). */
	private async beginAgain(): Promise<void> {
		if (this.isBeginning) return;
		this.isBeginning = true;
		void this.leave(this.connection);
		while (!this.isOver)
			try {
				await this.begin();
				break;
			} catch {
				await new Promise((go) => setTimeout(go, againMs));
			}
		this.isBeginning = false;
		if (this.isOver) void this.leave(this.connection);
	}

	private async leave(connection: postgres.Sql | undefined, timeout = 0): Promise<void> {
		if (this.connection === connection) this.connection = undefined;
		await connection?.end({ timeout }).catch(() => {});
	}

	async end(): Promise<void> {
		this.isOver = true;
		clearInterval(this.beating);
		await this.leave(this.connection, 2);
	}
}

let ear: Ear | undefined;

function listen(): Promise<void> {
	if (!ear) {
		const begun = (ear = new Ear());
		// a database that was away at the first try is asked again at the next one
		begun.ready.catch(() => {
			if (ear === begun) ear = undefined;
		});
	}
	return ear.ready;
}

/** One more among those who hear, once the database is being listened to; gives the way out. */
async function among<One>(all: Set<One>, one: One): Promise<() => void> {
	all.add(one);
	try {
		await listen();
	} catch (error) {
		all.delete(one);
		throw error;
	}
	return () => all.delete(one);
}

/** Calls `wake` for each topic announced that `covers` accepts. Resolves once the database is being listened to. */
export const watch = (covers: (topic: string) => boolean, wake: Wake): Promise<() => void> => among(watchers, { covers, wake });

/** Hears what any process of ours tells. Resolves once the database is being listened to. */
export const hearProcesses = (heard: (word: string) => void): Promise<() => void> => among(hearers, heard);

/** Runs `close` when the process stops, so that no open stream holds it. */
export function onStop(close: () => void): () => void {
	closers.add(close);
	return () => closers.delete(close);
}

export async function stopListening(): Promise<void> {
	for (const close of [...closers]) close();
	closers.clear();
	watchers.clear();
	hearers.clear();
	const ending = ear;
	ear = undefined;
	await ending?.end();
}
