// One Postgres for all the journeys of a run, with two templates, one migrated and one that holds the example: each spec file has a database of its own in it.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { startPostgres } from '../../server/postgres.ts';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { migrateForward } from '../../src/lib/db/server/migrations.ts';
import { urlOf } from './postgres.ts';
import { Caller } from './room.ts';
import { exampleTemplate, folderForAll, startServer, template } from './server.ts';

/** Loads the example as whoever opens the first page does: whoever opens it later finds it. Gives the folder of the keys of its votes. */
async function loadExample(databaseUrl: string, folder: string): Promise<string> {
	const keys = join(folder, 'keys');
	const server = await startServer({ databaseUrl, env: { KEYS_DIR: keys } });
	const answer = await new Caller(server, 'who comes first').send('/?/exemple');
	await server.stop();
	if (answer.type !== 'redirect') throw new Error(`the example was not loaded: ${answer.body}`);
	return keys;
}

export default async function setup() {
	const folder = folderForAll();
	const started = await startPostgres(folder, { isKept: false });
	const sql = postgres(connectionUrl(started.url), { ...connectionOptions(started.url), max: 1, onnotice: () => {} });
	await sql.unsafe(`create database ${template}`);
	await migrateForward(urlOf(started.url, template));
	await sql.unsafe(`create database ${exampleTemplate} template ${template}`);
	await sql.end();
	process.env.WORLD_EXAMPLE_KEYS = await loadExample(urlOf(started.url, exampleTemplate), folder);
	process.env.WORLD_EXAMINED = join(folder, 'examined');
	mkdirSync(process.env.WORLD_EXAMINED);
	process.env.WORLD_SERVER_URL = started.url;
	return async () => {
		await started.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
