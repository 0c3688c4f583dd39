import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { fallsTooOften } from '../../scripts/falls.mjs';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import type { LandscapeWritingOnHand } from '../../src/lib/workshop/rules/steps/landscape-writing.ts';
import { faultyPostgres } from '../world/faulty-postgres.ts';
import { openRoom, type Room } from '../world/room.ts';
import { freshDatabase } from '../world/server.ts';
import { folder } from '../world/started.ts';

const root = resolve(import.meta.dirname, '../..');

/** `npm start` without npm: the process that people start, and the server below it. */
interface Kept {
	readonly url: string;
	readonly logs: readonly string[];
	/** resolves when the server below has been ready so many times */
	ready(times: number): Promise<void>;
	/** of the process that people started */
	readonly exited: Promise<number | null>;
}

async function npmStart(databaseUrl: string): Promise<Kept> {
	const holder = createServer().listen(0, '127.0.0.1');
	await new Promise((listening) => holder.once('listening', listening));
	const { port } = holder.address() as AddressInfo;
	await new Promise((closed) => holder.close(closed));
	const dataDir = folder();
	const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: databaseUrl, BUILD_DIR: process.env.BUILD_DIR ?? 'build', LOG_LEVEL: 'warn' };
	for (const name of ['NODE_ENV', 'VITEST', 'ECLAIREURS_ROOT', 'KEYS_DIR', 'ORIGIN']) delete env[name];
	const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
	const logs: string[] = [];
	for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => logs.push(line));
	const exited = new Promise<number | null>((ended) => child.once('exit', (code) => ended(code)));
	onTestFinished(async () => {
		child.kill('SIGTERM');
		await exited;
	});
	const kept: Kept = {
		url: `http://localhost:${port}`,
		logs,
		exited,
		ready: (times) => expect.poll(() => logs.filter((line) => line === 'EVENT: ready').length, { timeout: 30_000, interval: 50 }).toBe(times)
	};
	await kept.ready(1);
	return kept;
}

/** A card under way inside its transaction, and what this does to it there. */
async function inTheMiddle(databaseUrl: string, room: Room, doing: (sql: postgres.TransactionSql, waiting: number) => Promise<unknown>): Promise<void> {
	const sql = postgres(connectionUrl(databaseUrl), { ...connectionOptions(databaseUrl), max: 1, onnotice: () => {} });
	const seat = room.seats[0]!;
	let sent: Promise<unknown> | undefined;
	try {
		await sql.begin(async (tx) => {
			await tx`select from gatherings where id = ${room.gathering} for update`;
			sent = seat.act('landscape-writing', 'write', { zone: 'needs', text: 'En chemin' }).catch(() => 'cut');
			let waiting: number | undefined;
			await expect
				.poll(
					async () => {
						// what a transaction has seen of the others, it goes on seeing
						await tx`select pg_stat_clear_snapshot()`;
						const [one] = await tx<{ pid: number }[]>`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
						return (waiting = one?.pid);
					},
					{ timeout: 10_000, interval: 20 }
				)
				.toBeDefined();
			await doing(tx, waiting!);
		});
	} finally {
		await sent;
		await sql.end();
	}
}

const killed = (databaseUrl: string, room: Room) => inTheMiddle(databaseUrl, room, (sql, pid) => sql`select pg_terminate_backend(${pid})`);

describe('npm start', () => {
	it('starts the server again when it falls by itself: same address, same data, same seats', async () => {
		const fresh = await freshDatabase(inject('serverUrl'));
		onTestFinished(() => fresh.drop());
		const kept = await npmStart(fresh.url);
		const room = await openRoom(kept, { seats: 1 });
		const [seat] = room.seats as [Room['seats'][0]];
		await room.desk.advanceTo('landscape-writing');
		expect((await seat.act('landscape-writing', 'write', { zone: 'needs', text: 'Écrit avant' })).type).toBe('success');
		await killed(fresh.url, room);
		await kept.ready(2);
		expect(kept.logs.join('\n')).toContain('Le serveur a rencontré une panne : il repart.');
		expect((await fetch(`${kept.url}/readyz`)).status).toBe(200);
		const texts = async () => (await seat.hand<LandscapeWritingOnHand>()).step.mine.map(({ text }) => text);
		expect(await texts()).toEqual(['Écrit avant']);
		expect((await seat.act('landscape-writing', 'write', { zone: 'needs', text: 'Écrit après' })).type).toBe('success');
		expect(await texts()).toEqual(['Écrit avant', 'Écrit après']);
	});

	it('waits for a database that is away when it starts again', async () => {
		const fresh = await freshDatabase(inject('serverUrl'));
		const between = await faultyPostgres(fresh.url);
		onTestFinished(async () => {
			await between.close();
			await fresh.drop();
		});
		const kept = await npmStart(between.url);
		const room = await openRoom(kept, { seats: 1 });
		await room.desk.advanceTo('landscape-writing');
		await inTheMiddle(fresh.url, room, async () => between.cut());
		await expect.poll(() => kept.logs.join('\n'), { timeout: 20_000 }).toContain('Aucune base de données ne répond');
		between.mend();
		await kept.ready(2);
		expect((await fetch(`${kept.url}/readyz`)).status).toBe(200);
	});

	it('stops with a sentence when the server falls three times in a row', async () => {
		const fresh = await freshDatabase(inject('serverUrl'));
		onTestFinished(() => fresh.drop());
		const kept = await npmStart(fresh.url);
		const room = await openRoom(kept, { seats: 1 });
		await room.desk.advanceTo('landscape-writing');
		for (const time of [1, 2, 3]) {
			await kept.ready(time);
			await killed(fresh.url, room);
		}
		expect(await kept.exited).toBe(70);
		expect(kept.logs.filter((line) => line.includes('il repart'))).toHaveLength(2);
		expect(kept.logs.join('\n')).toContain('Le serveur tombe en panne sans cesse : il s’arrête.');
		await expect(fetch(`${kept.url}/healthz`)).rejects.toThrow();
	});

	it('stops after three falls in a minute or six in ten, and never for falls far apart', () => {
		const minutes = (...falls: number[]) => falls.map((minute) => minute * 60_000);
		expect(fallsTooOften([0])).toBe(false);
		expect(fallsTooOften(minutes(0, 0.5))).toBe(false);
		expect(fallsTooOften(minutes(0, 0.5, 0.9))).toBe(true);
		expect(fallsTooOften(minutes(0, 0.5, 1.4))).toBe(false);
		expect(fallsTooOften(minutes(0, 1, 2, 3, 4))).toBe(false);
		expect(fallsTooOften(minutes(0, 1, 2, 3, 4, 5))).toBe(true);
		expect(fallsTooOften(minutes(0, 4, 8, 12, 16, 20, 24, 28))).toBe(false);
	});
});
