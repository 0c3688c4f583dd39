import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { prepare } from '../../src/lib/jury/rules/sortition/pool.ts';
import type { Given, Told } from '../../src/lib/jury/server/solver.ts';
import { biasedPool } from '../world/pools.ts';

test('[JU34] the thread of the sortition stands in the build, and solves there', async () => {
	const { people, quotas } = biasedPool(1, 40, 10, 4);
	const problem = prepare(people, quotas, { size: 10, isOneAHousehold: false, certain: [] });
	const workerData: Given = { question: 'distribution', problem, limit: 60, flag: new SharedArrayBuffer(4) };
	const worker = new Worker(resolve(process.env.BUILD_DIR ?? 'build', 'server/solving.js'), { workerData });
	const last = await new Promise<Told>((done, failed) => {
		worker.on('message', (told: Told) => told.kind !== 'progress' && done(told));
		worker.once('error', failed);
	});
	await worker.terminate();
	expect(last.kind === 'distribution' && last.distribution.accepted && last.distribution.value.isProven).toBe(
		true
	);
});
