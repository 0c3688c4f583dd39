// The thread in which a distribution is looked for: what it is given comes as its data, what it finds goes out as messages. Started by solver.ts alone.
import { parentPort, workerData } from 'node:worker_threads';
import { smallestChanges } from '../rules/sortition/changes.ts';
import { leximin } from '../rules/sortition/leximin.ts';
import { redraw } from '../rules/sortition/redraw.ts';
import { loadSolver } from './highs.ts';
import type { Given, Told } from './solver.ts';

const { question, problem, asked, limit, flag } = workerData as Given;
const end = performance.now() + limit * 1000;
const isAskedToStop = new Int32Array(flag);
const tell = (told: Told) => parentPort!.postMessage(told);

try {
	const solver = await loadSolver(() => Atomics.load(isAskedToStop, 0) === 1 || performance.now() > end);
	if (question === 'distribution') {
		const distribution = leximin(problem, solver, (progress) => tell({ kind: 'progress', progress }));
		tell({ kind: 'distribution', distribution, software: solver.version });
	} else if (question === 'redraw') tell({ kind: 'redraw', redrawn: asked && redraw(problem, asked, solver) });
	else tell({ kind: 'changes', changes: smallestChanges(problem, solver) });
} catch {
	// a solver that throws tells its whole bundle: nobody is to read it
	tell({ kind: 'failed' });
}
