// The fairest distribution for invented pools of several sizes, biased as real ones are: time and memory, beside the times published for a commercial solver.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { leximin } from '../src/lib/jury/rules/sortition/leximin.ts';
import { chanceByPerson, chancesOf, fairnessOf } from '../src/lib/jury/rules/sortition/distribution.ts';
import { prepare } from '../src/lib/jury/rules/sortition/pool.ts';
import { loadSolver } from '../src/lib/jury/server/highs.ts';
import { biasedPool } from '../tests/world/pools.ts';

/** seconds, with Gurobi: Flanigan et al. 2021, on real pools of about that size, which are not public */
const published: Readonly<Record<string, { readonly pool: string; readonly seconds: number }>> = {
	'80/15': { pool: 'mass, 70/24, 5 criteria', seconds: 0.5 },
	'200/20': { pool: 'sf_b, 250/20, 6 criteria', seconds: 9 },
	'400/30': { pool: 'obf, 321/30, 8 criteria', seconds: 184 },
	'1000/50': { pool: 'cca, 825/75, 4 criteria', seconds: 434 }
};
const pools = [
	{ count: 80, size: 15, aim: null },
	{ count: 200, size: 20, aim: 3 },
	{ count: 400, size: 30, aim: 30 },
	{ count: 1000, size: 50, aim: null }
] as const;

const tenths = (figure: number) => Math.round(figure * 10) / 10;

/** The first seed whose quotas can be kept, in this process: seconds of the clock and of the processor, MB at most. */
async function measure(count: number, size: number, criteria: number) {
	const solver = await loadSolver();
	for (let seed = 1; ; seed++) {
		const { people, quotas } = biasedPool(seed, count, size, criteria);
		const since = performance.now();
		const before = process.cpuUsage();
		const problem = prepare(people, quotas, { size, isOneAHousehold: false, certain: [] });
		const distribution = leximin(problem, solver);
		const seconds = tenths((performance.now() - since) / 1000);
		if (!distribution.accepted) continue;
		const { user, system } = process.cpuUsage(before);
		const { panels, isProven } = distribution.value;
		const { min, gini, geometricMean } = fairnessOf([
			...chanceByPerson(problem, chancesOf(problem, panels)).values()
		]);
		const memory = Math.round(process.resourceUsage().maxRSS / 1024);
		return {
			seed,
			seconds,
			cpu: tenths((user + system) / 1e6),
			memory,
			profiles: problem.profiles.length,
			panels: panels.length,
			isProven,
			min,
			gini,
			geometricMean
		};
	}
}

export async function benchSortition(flags: readonly string[]): Promise<void> {
	const only = flags
		.find((flag) => flag.startsWith('--only='))
		?.slice(7)
		.split(',');
	const path = `bench/results/sortition-${new Date().toISOString().slice(0, 10)}.json`;
	const kept = new Map<string, unknown>(
		existsSync(path)
			? (JSON.parse(readFileSync(path, 'utf8')) as { pool: string }[]).map((row) => [row.pool, row])
			: []
	);
	for (const { count, size, aim } of pools) {
		const name = `${count}/${size}`;
		if (only && !only.includes(name)) continue;
		for (const criteria of [5, 6]) {
			const loadBefore = tenths(loadavg()[0]!);
			// a process of its own: memory counts from nothing
			const child = spawnSync(
				process.execPath,
				[import.meta.filename, ...[count, size, criteria].map(String)],
				{ encoding: 'utf8', maxBuffer: 1e7 }
			);
			if (child.status !== 0) throw new Error(child.stderr.slice(0, 2000));
			const row = {
				bench: 'sortition',
				pool: `${name}, ${criteria} criteria`,
				aim,
				...(JSON.parse(child.stdout) as object),
				published: published[name],
				loadBefore
			};
			console.log(JSON.stringify(row));
			kept.set(row.pool, row);
		}
	}
	if (!flags.includes('--dry')) writeFileSync(path, `${JSON.stringify([...kept.values()], null, '\t')}\n`);
}

if (import.meta.main) {
	const [count = 0, size = 0, criteria = 0] = process.argv.slice(2).map(Number);
	process.stdout.write(JSON.stringify(await measure(count, size, criteria)));
}
