// Every test file has a database of its own, made from the template and dropped after it.
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeDatabase, connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { stopListening } from '../../src/lib/live/server/live.ts';
import { urlOf } from './postgres.ts';
import { template } from './server.ts';

const serverUrl = inject('serverUrl');
const name = `t_${randomBytes(6).toString('hex')}`;

async function onServer(statement: string) {
	const sql = postgres(connectionUrl(serverUrl), { ...connectionOptions(serverUrl), max: 1, onnotice: () => {} });
	await sql.unsafe(statement);
	await sql.end();
}

beforeAll(async () => {
	await onServer(`create database ${name} template ${template}`);
	process.env.DATABASE_URL = urlOf(serverUrl, name);
});

afterAll(async () => {
	await stopListening();
	await closeDatabase();
	await onServer(`drop database if exists ${name} with (force)`);
});
