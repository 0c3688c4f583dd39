// One Postgres for the whole run, and in it a template that already holds the migrations: a new database from it takes some 30 ms.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../server/postgres.ts';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { migrateForward } from '../../src/lib/db/server/migrations.ts';
import { template } from './server.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		serverUrl: string;
	}
}

export function urlOf(serverUrl: string, database: string): string {
	const url = new URL(serverUrl);
	url.pathname = `/${database}`;
	return url.href;
}

export default async function setup(project: TestProject) {
	const folder = mkdtempSync(join(tmpdir(), 'ec-'));
	const started = await startPostgres(folder, { isKept: false });
	const sql = postgres(connectionUrl(started.url), { ...connectionOptions(started.url), max: 1 });
	await sql.unsafe(`create database ${template}`);
	await migrateForward(urlOf(started.url, template));
	await sql.end();
	project.provide('serverUrl', started.url);
	return async () => {
		await started.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
