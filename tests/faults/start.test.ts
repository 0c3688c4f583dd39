import { execFileSync, spawn } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { afterEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { fallsTooOften } from '../../scripts/falls.mjs';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import type { LandscapeWritingOnHand } from '../../src/lib/workshop/rules/steps/landscape-writing.ts';
import { faultyPostgres } from '../world/faulty-postgres.ts';
import { openRoom, type Room } from '../world/room.ts';
import {
	folderForAll,
	freshDatabase,
	NotStarted,
	startServer,
	type RunningServer,
	type ServerWanted
} from '../world/server.ts';

const root = resolve(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0;
const started: RunningServer[] = [];
const folders: string[] = [];

async function start(wanted: ServerWanted = {}): Promise<RunningServer> {
	const server = await startServer(wanted);
	started.push(server);
	return server;
}

function folder(): string {
	const made = folderForAll();
	folders.push(made);
	return made;
}

async function whyNot(wanted: ServerWanted): Promise<NotStarted> {
	const refused = await start(wanted).catch((error: unknown) => error);
	if (!(refused instanceof NotStarted)) throw new Error('it started');
	return refused;
}

const postmaster = (dataDir: string) =>
	Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** The backends too: one that is connected already answers without its postmaster. */
const childrenOf = (pid: number): number[] =>
	readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

const gone = (pid: number) => expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);

const answers = async (server: RunningServer) => (await fetch(`${server.url}/readyz`)).status;

afterEach(async () => {
	for (const server of started.splice(0)) await server.stop();
	for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

describe('start', () => {
	it('says that it lives and that its database answers', async () => {
		const server = await start({ dataDir: folder() });
		const alive = await fetch(`${server.url}/healthz`);
		expect([alive.status, await alive.text()]).toEqual([200, 'ok\n']);
		expect(await answers(server)).toBe(200);
		const page = await fetch(server.url);
		expect(page.headers.get('x-powered-by')).toBeNull();
		for (const [name, value] of [
			['x-content-type-options', 'nosniff'],
			['referrer-policy', 'same-origin'],
			['cross-origin-opener-policy', 'same-origin'],
			['cross-origin-resource-policy', 'same-origin']
		] as const)
			for (const answer of [
				page,
				alive,
				await fetch(`${server.url}/rien-ici`),
				await fetch(`${server.url}/favicon.svg`)
			])
				expect(answer.headers.get(name)).toBe(value);
	});

	it('is alive but not ready while its database is gone, and ready again when it is back', async () => {
		const dataDir = folder();
		const server = await start({ dataDir });
		const first = postmaster(dataDir);
		const family = [first, ...childrenOf(first)];
		for (const pid of family) process.kill(pid, 'SIGSTOP');
		try {
			expect(await answers(server)).toBe(503);
			expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
		} finally {
			for (const pid of family) process.kill(pid, 'SIGCONT');
		}
		await expect.poll(() => answers(server), { timeout: 10_000 }).toBe(200);
	});

	it('starts its database again when that dies alone', async () => {
		const dataDir = folder();
		const server = await start({ dataDir });
		const first = postmaster(dataDir);
		process.kill(first, 'SIGKILL');
		await expect.poll(() => postmaster(dataDir) !== first, { timeout: 20_000 }).toBe(true);
		await expect.poll(() => answers(server).catch(() => 0), { timeout: 20_000 }).toBe(200);
		expect(await server.stop()).toBe(0);
	});

	it('ends with a sentence when its database dies at once, again and again', async () => {
		const dataDir = folder();
		const server = await start({ dataDir });
		const isReady = () => readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').includes('ready');
		const dead = new Set<number>();
		for (let time = 0; time < 3; time++) {
			await expect
				.poll(
					() => {
						try {
							return !dead.has(postmaster(dataDir)) && isReady();
						} catch {
							return false;
						}
					},
					{ timeout: 20_000, interval: 20 }
				)
				.toBe(true);
			dead.add(postmaster(dataDir));
			process.kill(postmaster(dataDir), 'SIGKILL');
		}
		expect(await server.exited).toBe(1);
		expect(dead.size).toBe(3);
		expect(server.logs.join('\n')).toContain('La base de données s’arrête sans cesse.');
	});

	it('goes on at once after kill -9 of the server, whose database had gone on', async () => {
		const dataDir = folder();
		const first = await start({ dataDir });
		const orphan = postmaster(dataDir);
		await first.kill9();
		expect(isAlive(orphan)).toBe(true);
		const begun = performance.now();
		const second = await start({ dataDir });
		expect(await answers(second)).toBe(200);
		expect(performance.now() - begun).toBeLessThan(10_000);
		await gone(orphan);
		expect(postmaster(dataDir)).not.toBe(orphan);
	});

	it('goes on at once after kill -9 of everything', async () => {
		const dataDir = folder();
		for (let round = 0; round < 2; round++) {
			const server = await start({ dataDir });
			const database = postmaster(dataDir);
			process.kill(database, 'SIGKILL');
			await server.kill9();
			await gone(database);
			const again = await start({ dataDir });
			expect(await answers(again)).toBe(200);
			expect(await again.stop()).toBe(0);
		}
	});

	it('is not fooled by a process number that another program took after a power cut', async () => {
		const dataDir = folder();
		const server = await start({ dataDir });
		const database = postmaster(dataDir);
		process.kill(database, 'SIGKILL');
		await server.kill9();
		await gone(database);
		const other = spawn('sleep', ['60'], isRoot ? { uid: 65534, gid: 65534 } : {});
		onTestFinished(() => void other.kill('SIGKILL'));
		const file = join(dataDir, 'postgres/cluster/postmaster.pid');
		const socketLock = join(dataDir, 'postgres/s/.s.PGSQL.5432.lock');
		for (const lock of [file, socketLock])
			writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(other.pid)));
		expect(await answers(await start({ dataDir }))).toBe(200);
		expect(isAlive(other.pid!)).toBe(true);
	});

	it('refuses a second start on the same data in one sentence, within two seconds of work', async () => {
		const dataDir = folder();
		const first = await start({ dataDir });
		const second = await whyNot({ dataDir });
		expect(second.code).toBe(1);
		const said = second.logs.filter((line) => line.trim());
		expect(said).toHaveLength(1);
		expect(said[0]).toContain('tourne déjà');
		expect(await answers(first)).toBe(200);
	});

	it('lets one of two starts at once through, on new data and on old', async () => {
		const dataDir = folder();
		for (let round = 0; round < 2; round++) {
			const both = await Promise.allSettled([start({ dataDir }), start({ dataDir })]);
			const through = both.filter((one) => one.status === 'fulfilled');
			const refused = both.filter((one) => one.status === 'rejected');
			expect([through.length, refused.length]).toEqual([1, 1]);
			expect((refused[0]!.reason as NotStarted).code).toBe(1);
			expect((refused[0]!.reason as NotStarted).logs.join('')).toContain('tourne déjà');
			expect(await answers(through[0]!.value)).toBe(200);
			expect(await through[0]!.value.stop()).toBe(0);
		}
	});

	it('lets two processes serve one database', async () => {
		const fresh = await freshDatabase(inject('serverUrl'));
		onTestFinished(() => fresh.drop());
		const both = await Promise.all([start({ databaseUrl: fresh.url }), start({ databaseUrl: fresh.url })]);
		for (const server of both) expect(await answers(server)).toBe(200);
		for (const server of both) await server.stop();
	});

	it.each([
		[{ PORT: 'quatre' }, 'PORT'],
		[{ ORIGIN: 'atelier' }, 'ORIGIN'],
		[{ ORIGIN: 'https://a.fr', LOG_LEVEL: 'debug' }, 'LOG_LEVEL'],
		[{ DATABASE_URL: 'postgres://a:canari@127.0.0.1:1/d' }, 'DATABASE_URL']
	])('refuses %j with a sentence and the code 1', async (env, name) => {
		const refused = await whyNot({ dataDir: folder(), env: env as unknown as Record<string, string> });
		expect(refused.code).toBe(1);
		const said = refused.logs.filter((line) => line.trim());
		expect(said).toHaveLength(1);
		expect(said[0]).toContain(name);
		expect(said[0]).not.toContain('canari');
	});

	it('says that a port is taken, and leaves no database behind', async () => {
		const first = await start({ dataDir: folder() });
		const dataDir = folder();
		const refused = await whyNot({ dataDir, port: first.port });
		expect(refused.code).toBe(1);
		expect(refused.logs.join(' ')).toContain(`Le port ${first.port} est déjà pris`);
		expect(existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false);
	});

	it('ends on SIGTERM at once though a phone is slow and a connection is kept open', async () => {
		const dataDir = folder();
		const server = await start({ dataDir });
		const database = postmaster(dataDir);
		// a request that never ends its headers, and a connection that is kept open
		const slow = connect(server.port, '127.0.0.1');
		slow.on('error', () => {});
		slow.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
		const kept = connect(server.port, '127.0.0.1');
		kept.on('error', () => {});
		await new Promise<void>((answered) => {
			kept.once('data', () => answered());
			kept.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
		});
		onTestFinished(() => {
			slow.destroy();
			kept.destroy();
		});
		const begun = performance.now();
		expect(await server.stop()).toBe(0);
		expect(performance.now() - begun).toBeLessThan(5_000);
		await gone(database);
	});

	it('closes a sender of headers that takes more than ten seconds', { timeout: 20_000 }, async () => {
		const server = await start({ dataDir: folder() });
		const slow = connect(server.port, '127.0.0.1');
		slow.on('error', () => {});
		const begun = performance.now();
		slow.write('GET / HTTP/1.1\r\n');
		await new Promise<void>((closed) => slow.resume().once('close', () => closed()));
		expect(performance.now() - begun).toBeLessThan(10_500);
	});

	it('works where the path is too long for a socket', async () => {
		const dataDir = join(folder(), 'une-collectivite-au-nom-vraiment-tres-tres-long'.repeat(2), 'donnees');
		mkdirSync(dataDir, { recursive: true });
		expect(await answers(await start({ dataDir }))).toBe(200);
	});

	it.runIf(isRoot)(
		'works for root in a folder that only root can enter, and finds its data again',
		async () => {
			const dataDir = mkdtempSync(join(tmpdir(), 'ec-700-'));
			chmodSync(dataDir, 0o700);
			folders.push(dataDir);
			const server = await start({ dataDir });
			expect(await answers(server)).toBe(200);
			const [place] = readFileSync(join(dataDir, 'postgres/OU-SONT-LES-DONNEES.txt'), 'utf8').split('\n');
			onTestFinished(() => rmSync(place!, { recursive: true, force: true }));
			expect(place).toMatch(/^\/var\/lib\/eclaireurs\/[0-9a-f]{16}$/);
			const made = statSync(join(place!, 'cluster/PG_VERSION')).ino;
			await server.stop();
			// the folder opens later: the data stays where it is
			chmodSync(dataDir, 0o755);
			expect(await answers(await start({ dataDir }))).toBe(200);
			expect(statSync(join(place!, 'cluster/PG_VERSION')).ino).toBe(made);
			expect(existsSync(join(dataDir, 'postgres/cluster'))).toBe(false);
		}
	);

	it.runIf(isRoot && existsSync('/usr/bin/setpriv'))(
		'works for an ordinary user, from a folder that only this user can enter',
		async () => {
			const dataDir = mkdtempSync(join(tmpdir(), 'ec-user-'));
			folders.push(dataDir);
			execFileSync('chown', ['65534:65534', dataDir]);
			chmodSync(dataDir, 0o700);
			const code = `
				import { startServer } from ${JSON.stringify(join(root, 'tests/world/server.ts'))};
				const server = await startServer({ dataDir: ${JSON.stringify(dataDir)} });
				console.log('status', (await fetch(server.url + '/readyz')).status, process.getuid());
				console.log('ended', await server.stop());`;
			const said = execFileSync(
				'setpriv',
				[
					'--reuid=65534',
					'--regid=65534',
					'--clear-groups',
					process.execPath,
					'--input-type=module-typescript',
					'-e',
					code
				],
				{ cwd: root, env: { ...process.env, HOME: '/nonexistent' } }
			).toString();
			expect(said).toContain('status 200 65534');
			expect(said).toContain('ended 0');
		}
	);
});

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
