// An embedded database that was made once and stopped: a copy of it starts in a tenth of the time that a new one takes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../server/postgres.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** of a cluster that nobody runs, to be copied */
		clusterFolder: string;
	}
}

export default async function setup(project: TestProject) {
	const folder = mkdtempSync(join(tmpdir(), 'ec-'));
	await (await startPostgres(folder)).stop();
	project.provide('clusterFolder', join(folder, 'cluster'));
	return () => rmSync(folder, { recursive: true, force: true });
}
