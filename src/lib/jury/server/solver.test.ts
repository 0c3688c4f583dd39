import { expect, test } from 'vitest';
import { biasedPool } from '../../../../tests/world/pools.ts';
import { leximin, type Progress } from '../rules/sortition/leximin.ts';
import { prepare, type Quota } from '../rules/sortition/pool.ts';
import { loadSolver } from './highs.ts';
import { findChanges, findDistribution } from './solver.ts';

const terms = { isOneAHousehold: false, certain: [] };
const poolOf = (count: number, size: number, criteria: number) => {
	const { people, quotas } = biasedPool(1, count, size, criteria);
	return prepare(people, quotas, { ...terms, size });
};
const small = poolOf(40, 10, 4);

test('[JU34] the thread finds what is found here, and tells how far it is', async () => {
	const told: Progress[] = [];
	const found = await findDistribution(small, { limit: 60, tell: (progress) => told.push(progress) });
	expect(told.length).toBeGreaterThan(0);
	expect(told.at(-1)!.missing).toBeLessThan(1e-6);
	const solver = await loadSolver();
	expect(found).toEqual({
		accepted: true,
		value: { software: solver.version, distribution: (leximin(small, solver) as { value: unknown }).value }
	});
});

test('[JU34] called off, it says so, before and meanwhile', async () => {
	expect(await findDistribution(small, { limit: 60, signal: AbortSignal.abort() })).toEqual({
		accepted: false,
		reason: 'sortition-cancelled'
	});
	const controller = new AbortController();
	// as soon as the first progress is told: it is under way
	const found = findDistribution(poolOf(400, 30, 6), {
		limit: 60,
		signal: controller.signal,
		tell: () => controller.abort()
	});
	expect(await found).toEqual({ accepted: false, reason: 'sortition-cancelled' });
});

test('[JU34] past its time it gives the closest distribution so far, not proven, or says that there is none yet', async () => {
	const none = await findDistribution(poolOf(80, 15, 5), { limit: 1e-6 });
	expect(none).toEqual({ accepted: false, reason: 'sortition-stopped' });
	let isOver = false;
	const solver = await loadSolver(() => isOver);
	const cut = leximin(small, solver, () => (isOver = true));
	expect(cut.accepted && !cut.value.isProven && cut.value.panels.length > 0).toBe(true);
});

test('[JU34, JU25] the thread mends quotas too', async () => {
	const { people } = biasedPool(1, 40, 10, 1);
	const quotas: Quota[] = ['femme', 'homme'].map((feature) => ({
		category: 'genre',
		feature,
		min: 6,
		max: 6,
		minFlex: 0,
		maxFlex: 9
	}));
	const found = await findChanges(prepare(people, quotas, { ...terms, size: 10 }), { limit: 60 });
	expect(found.accepted && found.value?.changes.reduce((seats, { from, to }) => seats + from - to, 0)).toBe(
		2
	);
});

test('[JU34] what the thread cannot read is a refusal, never a fall', async () => {
	const broken = { ...small, profiles: [{ ...small.profiles[0]!, quotas: [99] }] };
	expect(await findDistribution(broken, { limit: 60 })).toEqual({
		accepted: false,
		reason: 'sortition-solver-failed'
	});
});
