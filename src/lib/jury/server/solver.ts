// Asks the solver in a thread of its own, so that the server goes on: with progress, a time limit, and a way to call it off (JU34).
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { smallestChanges } from '../rules/sortition/changes.ts';
import type { leximin, Progress, SortitionRefusal } from '../rules/sortition/leximin.ts';
import type { Distribution } from '../rules/sortition/distribution.ts';
import type { Problem } from '../rules/sortition/pool.ts';
import type { RedrawAsked, Redrawn } from '../rules/sortition/redraw.ts';

export interface Given {
	readonly question: 'distribution' | 'changes' | 'redraw';
	readonly problem: Problem;
	/** of a redraw alone: seats, who sits, who waits */
	readonly asked?: RedrawAsked;
	/** seconds */
	readonly limit: number;
	/** one int: 1 asks it to stop */
	readonly flag: SharedArrayBuffer;
}

type Changes = ReturnType<typeof smallestChanges>;

export type Told =
	| { readonly kind: 'progress'; readonly progress: Progress }
	| {
			readonly kind: 'distribution';
			readonly distribution: ReturnType<typeof leximin>;
			readonly software: string;
	  }
	| { readonly kind: 'changes'; readonly changes: Changes }
	| { readonly kind: 'redraw'; readonly redrawn: Redrawn | undefined }
	| { readonly kind: 'failed' };

export interface Terms {
	/** seconds, after which the best distribution so far is given, not proven */
	readonly limit: number;
	readonly signal?: AbortSignal;
	readonly tell?: (progress: Progress) => void;
}

/** Seconds that a thread which was asked to stop has to say what it has. */
const grace = 5;

/** Beside this file in the sources; in a build, at the root of what is built for the server (solving-plugin.ts), however deep the page that holds this file. */
function placeOfThread(): URL {
	const places = [
		'./solving.ts',
		...Array.from({ length: 12 }, (_, up) => `./${'../'.repeat(up)}solving.js`)
	].map((path) => new URL(path, import.meta.url));
	const place = places.find((url) => existsSync(fileURLToPath(url)));
	if (!place) throw new Error('the thread of the sortition is not where the build puts it');
	return place;
}

function ask(
	question: Given['question'],
	problem: Problem,
	{ limit, signal, tell }: Terms,
	asked?: RedrawAsked
): Promise<Told | 'cancelled' | 'late'> {
	if (signal?.aborted) return Promise.resolve('cancelled');
	const flag = new SharedArrayBuffer(4);
	const given: Given = { question, problem, limit, flag, ...(asked && { asked }) };
	return new Promise((settle) => {
		const worker = new Worker(placeOfThread(), { workerData: given, stdout: true, stderr: true });
		const end = (answer: Told | 'cancelled' | 'late') => {
			clearTimeout(late);
			signal?.removeEventListener('abort', cancel);
			void worker.terminate();
			settle(answer);
		};
		const cancel = () => {
			Atomics.store(new Int32Array(flag), 0, 1);
			end('cancelled');
		};
		const late = setTimeout(() => end('late'), (limit + grace) * 1000);
		signal?.addEventListener('abort', cancel, { once: true });
		worker.on('message', (told: Told) => {
			if (told.kind === 'progress') tell?.(told.progress);
			else end(told);
		});
		worker.once('error', () => end({ kind: 'failed' }));
		worker.once('exit', () => end({ kind: 'failed' }));
	});
}

export type SolverRefusal = SortitionRefusal | 'sortition-cancelled';

/** The fairest distribution (JU23), with the version of the solver for the seal. */
export async function findDistribution(
	problem: Problem,
	terms: Terms
): Promise<Outcome<{ readonly distribution: Distribution; readonly software: string }, SolverRefusal>> {
	const told = await ask('distribution', problem, terms);
	if (told === 'cancelled') return refused('sortition-cancelled');
	if (told === 'late') return refused('sortition-stopped');
	if (told.kind !== 'distribution') return refused('sortition-solver-failed');
	return told.distribution.accepted
		? accepted({ distribution: told.distribution.value, software: told.software })
		: told.distribution;
}

/** The smallest changes of quotas that mend (JU25); `undefined` within: none do, or the time was over. */
export async function findChanges(problem: Problem, terms: Terms): Promise<Outcome<Changes, SolverRefusal>> {
	const told = await ask('changes', problem, terms);
	if (told === 'cancelled') return refused('sortition-cancelled');
	if (told === 'late') return refused('sortition-stopped');
	return told.kind === 'changes' ? accepted(told.changes) : refused('sortition-solver-failed');
}

/** Who takes the seats that are free together (JU104); `undefined` within: nobody may be asked, or the time was over. */
export async function findRedraw(problem: Problem, asked: RedrawAsked, terms: Terms): Promise<Outcome<Redrawn | undefined, SolverRefusal>> {
	const told = await ask('redraw', problem, terms, asked);
	if (told === 'cancelled') return refused('sortition-cancelled');
	if (told === 'late') return refused('sortition-stopped');
	return told.kind === 'redraw' ? accepted(told.redrawn) : refused('sortition-solver-failed');
}
