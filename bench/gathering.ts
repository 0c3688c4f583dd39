// Sixty people in one room: the real server and its Postgres, then the bare peer in the same run; figures on standard output, one JSON object a line.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { folderForAll, startServer } from '../tests/world/server.ts';
import { consumed, memory, type Consumed } from './consumption.ts';
import type { Told } from './crowd.ts';
import type { Figures } from './figures.ts';

const here = import.meta.dirname;
/** No run lasts longer, whatever happens. */
const longest = 360_000;
/** What issue 2 aims at, in milliseconds and cores. */
const aims: Record<string, number> = { 'step-change-all-screens': 250, ballots: 150 };
const fewestCores = 1;

interface Line extends Record<string, unknown> {
	readonly server: string;
	readonly metric: string;
}

async function playOn(server: string, origin: string, pid: number): Promise<{ readonly lines: Line[]; readonly size: number }> {
	const lines: Line[] = [];
	let size = 0;
	const begun = new Map<string, Consumed | null>();
	const crowd = fork(join(here, 'crowd.ts'), [server === 'bare' ? 'bare' : 'product', origin], { stdio: ['ignore', 2, 2, 'ipc'] });
	const late = setTimeout(() => crowd.kill('SIGKILL'), longest);
	crowd.on('message', (told: Told) => {
		if ('size' in told) size = told.size;
		else if ('metric' in told) lines.push({ server, metric: told.metric, ...judged(told.metric, told.figures) });
		else if (told.is === 'begun') begun.set(told.stage, consumed(pid));
		else {
			const [from, to] = [begun.get(told.stage), consumed(pid)];
			if (!from || !to) return;
			const seconds = to.at - from.at;
			const cores = (spent: number) => Math.round((spent / seconds) * 100) / 100;
			const node = cores(to.own - from.own);
			lines.push({
				server,
				metric: `cpu-${told.stage}`,
				seconds: Math.round(seconds * 10) / 10,
				nodeCores: node,
				nodeSeconds: Math.round((to.own - from.own) * 100) / 100,
				...(server === 'bare' ? {} : { postgresCores: cores(to.below - from.below), postgresSeconds: Math.round((to.below - from.below) * 100) / 100, aim: fewestCores, isMet: node < fewestCores })
			});
		}
	});
	const [code] = (await once(crowd, 'exit')) as [number | null];
	clearTimeout(late);
	if (code !== 0) throw new Error(`the crowd on ${server} ended with ${code}`);
	const held = memory(pid);
	if (held) lines.push({ server, metric: 'memory', rssMb: held.rss, highestMb: held.highest, ...(server === 'bare' ? {} : { postgresMb: held.postgres }) });
	return { lines, size };
}

function judged(metric: string, figures: Figures): Figures {
	const aim = aims[metric];
	return aim === undefined ? figures : { ...figures, aim, isMet: Number(figures.p95) <= aim };
}

async function startBare(size: number): Promise<{ readonly child: ChildProcess; readonly origin: string }> {
	const child = fork(join(here, 'peers/bare.ts'), [String(size)]);
	const [{ port }] = (await once(child, 'message')) as [{ port: number }];
	return { child, origin: `http://127.0.0.1:${port}` };
}

/** How many times the bare server's time the product takes, where both were measured. */
function ratios(product: readonly Line[], bare: readonly Line[]): Line[] {
	return product.flatMap((line) => {
		const other = bare.find(({ metric }) => metric === line.metric);
		if (typeof line.p95 !== 'number' || typeof other?.p95 !== 'number' || other.p95 === 0) return [];
		const times = (name: string) => Math.round((Number(line[name]) / Number(other[name])) * 10) / 10;
		return [{ server: 'eclaireurs / bare', metric: line.metric, p50: times('p50'), p95: times('p95') }];
	});
}

export async function benchGathering(flags: readonly string[]): Promise<void> {
	const begun = { server: 'machine', metric: 'machine', cores: cpus().length, model: cpus()[0]?.model ?? '', node: process.version, loadBefore: loadavg()[0]! };
	const say = (line: Line) => (console.log(JSON.stringify(line)), line);
	const lines: Line[] = [say(begun)];
	const dataDir = folderForAll();
	const profile = flags.find((flag) => flag.startsWith('--profile='))?.slice('--profile='.length);
	const server = await startServer({ dataDir, env: profile ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` } : {} });
	let product: Awaited<ReturnType<typeof playOn>>;
	try {
		product = await playOn('eclaireurs', server.url, server.pid);
	} finally {
		await server.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
	lines.push(...product.lines.map(say));
	const { child, origin } = await startBare(product.size);
	try {
		const bare = await playOn('bare', origin, child.pid!);
		lines.push(...bare.lines.map(say), ...ratios(product.lines, bare.lines).map(say));
	} finally {
		child.disconnect();
	}
	if (flags.includes('--dry')) return;
	const folder = join(here, 'results');
	mkdirSync(folder, { recursive: true });
	const day = new Date().toISOString().slice(0, 10);
	writeFileSync(join(folder, `gathering-${day}.json`), `[\n${lines.map((line) => `\t${JSON.stringify(line)}`).join(',\n')}\n]\n`);
}
