// The example as whoever opens the first page gets it, loaded once in a run: the file that asks first loads it into a database that the others copy.
import postgres from 'postgres';
import { inject } from 'vitest';
import { closeDatabase, connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { stopListening } from '../../src/lib/live/server/live.ts';
import { load, type Loaded } from '../../src/lib/workshop/server/example.ts';
import { urlOf } from './postgres.ts';
import { exampleTemplate, template } from './server.ts';

/** Any constant: of two files that ask at once, one loads. */
const loading = 7_231_964_011;

/** `loadedAt`: when it was loaded, which its days stand around. */
type Taken = Loaded & { readonly loadedAt: Date };

async function take(): Promise<Taken> {
	const serverUrl = inject('serverUrl');
	const mine = process.env.DATABASE_URL!;
	const name = new URL(mine).pathname.slice(1);
	await stopListening();
	await closeDatabase();
	const sql = postgres(connectionUrl(serverUrl), { ...connectionOptions(serverUrl), max: 1, onnotice: () => {} });
	try {
		await sql`select pg_advisory_lock(${loading})`;
		// what the database is about stands in its comment, and a load that was broken off leaves none
		let [kept] = await sql<{ told: string | null }[]>`select shobj_description(oid, 'pg_database') as told from pg_database where datname = ${exampleTemplate}`;
		if (!kept?.told) {
			await sql.unsafe(`drop database if exists ${exampleTemplate} with (force)`);
			await sql.unsafe(`create database ${exampleTemplate} template ${template}`);
			process.env.DATABASE_URL = urlOf(serverUrl, exampleTemplate);
			const loadedAt = new Date();
			const { accountId, projectId, ready, finished } = await load(loadedAt);
			kept = { told: JSON.stringify({ accountId, projectId, ready, finished, loadedAt }) };
			process.env.DATABASE_URL = mine;
			await stopListening();
			await closeDatabase();
			// whatever of it has not ended yet: nobody comes in any more, so that it can be copied
			await sql.unsafe(`alter database ${exampleTemplate} allow_connections false`);
			await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${exampleTemplate}`;
			await sql.unsafe(`comment on database ${exampleTemplate} is '${kept.told}'`);
		}
		await sql.unsafe(`drop database if exists ${name} with (force)`);
		await sql.unsafe(`create database ${name} template ${exampleTemplate}`);
		// what still ran in this file may have opened a pool on what was there before
		await stopListening();
		await closeDatabase();
		const told = JSON.parse(kept.told!) as Loaded & { loadedAt: string };
		return { ...told, loadedAt: new Date(told.loadedAt) };
	} finally {
		process.env.DATABASE_URL = mine;
		await sql.end();
	}
}

let taken: Promise<Taken> | undefined;

/** The database of this file, from the first call on, holds the example and nothing else. */
export const theExample = (): Promise<Taken> => (taken ??= take());
