// What the long run measured is kept, so that a figure that got worse is a difference in the repository.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { isWholeRun } from './drawn.ts';

const folder = resolve(import.meta.dirname, '../../bench/results/faults');

/** Under a name of its own for each test; nothing is kept of a run that tries a part only. */
export function keep(name: string, figures: Readonly<Record<string, unknown>>): void {
	if (!isWholeRun) return;
	mkdirSync(folder, { recursive: true });
	const date = new Date().toISOString().slice(0, 10);
	writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ date, node: process.version, ...figures }, null, '\t')}\n`);
}

/** Of these numbers, in their unit: the middle, the twentieth from the top of a hundred, and the highest. */
export function spreadOf(all: readonly number[]): { readonly p50: number; readonly p95: number; readonly p100: number } {
	const sorted = all.toSorted((one, other) => one - other);
	const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
	return { p50: at(0.5), p95: at(0.95), p100: at(1) };
}
