// Servers and folders of data of one file of faults: what each test began is ended after it.
import { rmSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, expect, inject } from 'vitest';
import { folderForAll, folderWithDatabase, NotStarted, startServer, type RunningServer, type ServerWanted } from './server.ts';

export const isRoot = process.getuid?.() === 0;
const started: RunningServer[] = [];
export const folders: string[] = [];

export async function start(wanted: ServerWanted = {}): Promise<RunningServer> {
	const server = await startServer(wanted);
	started.push(server);
	return server;
}

/** New: the database is made at the first start. */
export function folder(): string {
	const made = folderForAll();
	folders.push(made);
	return made;
}

/** As after a first start that was stopped. */
export function usedFolder(): string {
	const made = folderWithDatabase(inject('clusterFolder'));
	folders.push(made);
	return made;
}

export async function whyNot(wanted: ServerWanted): Promise<NotStarted> {
	const refused = await start(wanted).catch((error: unknown) => error);
	if (!(refused instanceof NotStarted)) throw new Error('it started');
	return refused;
}

export const postmaster = (dataDir: string) =>
	Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

export const gone = (pid: number) => expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);

export const answers = async (server: RunningServer) => (await fetch(`${server.url}/readyz`)).status;

afterEach(async () => {
	for (const server of started.splice(0)) await server.stop();
	for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});
