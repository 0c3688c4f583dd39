// One Postgres for all the journeys of a run, with a migrated template: each spec file has a database of its own in it.
import { rmSync } from 'node:fs';
import postgres from 'postgres';
import { startPostgres } from '../../server/postgres.ts';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { migrateForward } from '../../src/lib/db/server/migrations.ts';
import { template, urlOf } from './postgres.ts';
import { folderForAll } from './server.ts';

export default async function setup() {
	const folder = folderForAll();
	const started = await startPostgres(folder);
	const sql = postgres(connectionUrl(started.url), { ...connectionOptions(started.url), max: 1, onnotice: () => {} });
	await sql.unsafe(`create database ${template}`);
	await sql.end();
	await migrateForward(urlOf(started.url, template));
	process.env.WORLD_SERVER_URL = started.url;
	return async () => {
		await started.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
