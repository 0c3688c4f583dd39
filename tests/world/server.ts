// The real server on the real build, as a process of its own: what journeys, faults and benchmarks talk to.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { migrateForward } from '../../src/lib/db/server/migrations.ts';

const root = resolve(import.meta.dirname, '../..');

/** a database that holds the migrations, and one that holds the example too */
export const template = 'world_template';
export const exampleTemplate = 'world_example';

export interface ServerWanted {
	/** any free port unless told */
	port?: number;
	/** its own embedded database in this folder */
	dataDir?: string;
	/** a database that runs already; the folder of data is then a fresh one unless told */
	databaseUrl?: string;
	env?: Record<string, string>;
	/** of the build, from the root of the project */
	buildDir?: string;
	/** what a database of its own holds at the start: nothing unless told, or the example where the run has prepared it */
	begins?: Beginning;
}

export type Beginning = 'empty' | 'with-the-example';

export interface RunningServer {
	/** `http://localhost:4173`, no slash at the end */
	readonly url: string;
	readonly port: number;
	readonly pid: number;
	readonly dataDir: string;
	/** of a database that runs by itself; empty where the server has its own embedded one */
	readonly databaseUrl: string;
	/** what it said, line by line, both streams */
	readonly logs: readonly string[];
	/** resolves with the exit code, or null after a kill */
	readonly exited: Promise<number | null>;
	/** SIGTERM, then waits for the end */
	stop(): Promise<number | null>;
	/** SIGKILL of the node process only: its database goes on */
	kill9(): Promise<void>;
}

export class NotStarted extends Error {
	readonly code: number | null;
	readonly logs: readonly string[];
	constructor(code: number | null, logs: readonly string[]) {
		super(`the server ended with ${code} before it was ready\n${logs.join('\n')}`);
		this.code = code;
		this.logs = logs;
	}
}

/** Starts `server/main.ts` and waits until it is ready; throws NotStarted with what it said when it ends before. */
export async function startServer(wanted: ServerWanted = {}): Promise<RunningServer> {
	const build = wanted.buildDir ?? process.env.BUILD_DIR ?? 'build';
	if (!existsSync(resolve(root, build, 'handler.js')))
		throw new Error(`There is no build in ${build}: run « npm run build » first.`);
	const isOwnFolder = wanted.dataDir === undefined;
	const dataDir = wanted.dataDir ?? folderForAll();
	let databaseUrl = wanted.databaseUrl;
	let own: FreshDatabase | undefined;
	if (!databaseUrl && isOwnFolder && process.env.WORLD_SERVER_URL) {
		const keys = wanted.begins === 'with-the-example' ? process.env.WORLD_EXAMPLE_KEYS : undefined;
		own = await freshDatabase(process.env.WORLD_SERVER_URL, keys ? exampleTemplate : template);
		databaseUrl = own.url;
		if (keys) cpSync(keys, join(dataDir, 'keys'), { recursive: true });
	}
	const env: Record<string, string | undefined> = {
		...process.env,
		PORT: String(wanted.port ?? 0),
		HOST: '127.0.0.1',
		DATA_DIR: dataDir,
		DATABASE_URL: databaseUrl ?? '',
		BUILD_DIR: build,
		LOG_LEVEL: 'warn',
		...wanted.env
	};
	// vitest's own
	for (const name of ['NODE_ENV', 'VITEST', 'ECLAIREURS_ROOT', 'KEYS_DIR', 'ORIGIN'])
		if (!wanted.env || !(name in wanted.env)) delete env[name];
	const child = spawn(process.execPath, [join(root, 'server/main.ts')], {
		cwd: root,
		env,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const logs: string[] = [];
	const exited = new Promise<number | null>((ended) => child.once('exit', (code) => ended(code)));
	const port = await readyPort(child, logs, exited).catch(async (error: unknown) => {
		await own?.drop();
		throw error;
	});
	let isClean = false;
	const clean = async () => {
		if (isClean) return;
		isClean = true;
		await own?.drop();
		if (isOwnFolder) rmSync(dataDir, { recursive: true, force: true });
	};
	return {
		url: `http://localhost:${port}`,
		port,
		pid: child.pid!,
		dataDir,
		databaseUrl: databaseUrl ?? '',
		logs,
		exited,
		async stop() {
			child.kill('SIGTERM');
			const code = await exited;
			await clean();
			return code;
		},
		async kill9() {
			child.kill('SIGKILL');
			await exited;
		}
	};
}

/** Under root the database runs as nobody, who must be able to come through. */
export function folderForAll(): string {
	const folder = mkdtempSync(join(tmpdir(), 'ec-'));
	chmodSync(folder, 0o711);
	return folder;
}

/** The same, with an embedded database that was made before: `cluster` is copied. */
export function folderWithDatabase(cluster: string): string {
	const made = folderForAll();
	mkdirSync(join(made, 'postgres'));
	// as root, the database belongs to somebody else: node copies no owners
	execFileSync('cp', ['-a', cluster, join(made, 'postgres/cluster')]);
	return made;
}

function readyPort(child: ChildProcess, logs: string[], exited: Promise<number | null>): Promise<number> {
	return new Promise((ready, failed) => {
		let rest = '';
		let port = 0;
		const read = (chunk: Buffer) => {
			const lines = (rest + chunk.toString()).split('\n');
			rest = lines.pop()!;
			for (const line of lines) {
				logs.push(line);
				port ||= Number(/http:\/\/localhost:(\d+)/.exec(line)?.[1] ?? 0);
				if (line === 'EVENT: ready') ready(port);
			}
		};
		child.stdout!.on('data', read);
		child.stderr!.on('data', read);
		// the streams may still hold a last sentence when the process has ended
		child.once('close', () => void exited.then((code) => failed(new NotStarted(code, logs))));
	});
}

export interface FreshDatabase {
	readonly url: string;
	drop(): Promise<void>;
}

/** A database of its own on a Postgres that runs, migrated, from the template when there is one. */
export async function freshDatabase(serverUrl: string, from = template): Promise<FreshDatabase> {
	const name = `s_${randomBytes(6).toString('hex')}`;
	const target = new URL(serverUrl);
	target.pathname = `/${name}`;
	const onServer = async (work: (sql: postgres.Sql) => Promise<unknown>) => {
		const sql = postgres(connectionUrl(serverUrl), {
			...connectionOptions(serverUrl),
			max: 1,
			onnotice: () => {}
		});
		try {
			await work(sql);
		} finally {
			await sql.end();
		}
	};
	await onServer(async (sql) => {
		const [found] = await sql`select 1 from pg_database where datname = ${from}`;
		await sql.unsafe(`create database ${name}${found ? ` template ${from}` : ''}`);
	});
	await migrateForward(target.href);
	return {
		url: target.href,
		drop: () => onServer((sql) => sql.unsafe(`drop database if exists ${name} with (force)`))
	};
}
