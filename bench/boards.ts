// The live boards beside what one would take instead: bare broadcast, y-websocket's server, Hocuspocus, and the product's hub with its gate and its durable log; the same people, the same edits, in one run.
import { execFileSync, fork, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import * as Y from 'yjs';
import * as document from '../src/lib/boards/ink/document.ts';
import * as boards from '../src/lib/boards/server/boards.ts';
import { closeDatabase, database, inTransaction } from '../src/lib/db/server/database.ts';
import { newId } from '../src/lib/db/server/ids.ts';
import { startPostgres } from '../server/postgres.ts';
import { roomOf } from '../tests/world/boardroom.ts';
import { folderForAll } from '../tests/world/server.ts';
import type { Dialect, FromCrowd, Heard, Outing, ToCrowd } from './board-crowd.ts';
import { consumed } from './consumption.ts';
import type { Usage } from './usage.ts';

const here = import.meta.dirname;
const peers = join(here, 'peers/boards');
const servers: readonly Dialect[] = ['bare', 'y-websocket-server', 'hocuspocus', 'hub'];

interface Scenario extends Pick<Outing, 'does' | 'perSecond'> {
	readonly rooms: number;
	readonly people: number;
	readonly onHubAlone?: boolean;
}

const scenarios: Record<string, Scenario> = {
	'1x20': { rooms: 1, people: 20, does: 'edits', perSecond: 50 },
	'1x50': { rooms: 1, people: 50, does: 'edits', perSecond: 50 },
	'1x100': { rooms: 1, people: 100, does: 'edits', perSecond: 50 },
	'1x50-busy': { rooms: 1, people: 50, does: 'edits', perSecond: 300 },
	'100x5': { rooms: 100, people: 5, does: 'edits', perSecond: 100 },
	'1x50-cursors': { rooms: 1, people: 50, does: 'moves', perSecond: 500 },
	'1x60-acks': { rooms: 1, people: 60, does: 'edits', perSecond: 50, onHubAlone: true }
};
/** a room of ten who do in seconds what a workshop does in an hour. */
const warm = { people: 10, perSecond: 400, seconds: 7 };
/** Rooms that are opened before those that are weighed. */
const idleWarm = 20;

/** Processor of the hub, as times the bare one's; milliseconds; MB. */
const aims = { ratioCpu: { '1x50': 1.35, '100x5': 1.85 } as Record<string, number>, ackP95: 60, ackP99: 150, idleMb: 20 };

interface Settings {
	readonly only: readonly string[];
	readonly servers: readonly Dialect[];
	readonly repeats: number;
	readonly seconds: number;
	readonly profile: string | undefined;
}

function settingsFrom(flags: readonly string[]): Settings {
	const told = (name: string) => flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);
	const wanted = told('servers')?.split(',');
	return {
		only: told('only')?.split(',') ?? [...Object.keys(scenarios), 'idle-rooms'],
		servers: servers.filter((server) => wanted?.includes(server) ?? true),
		repeats: Number(told('repeats') ?? 3),
		seconds: Number(told('seconds') ?? 4),
		profile: told('profile')
	};
}

/** The peers live in a workspace of their own, installed here alone: their scripts are not run. */
function installPeers(): void {
	const lock = readFileSync(join(peers, 'package-lock.json'), 'utf8');
	const mark = join(peers, 'node_modules/.installed');
	if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
	const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: peers, encoding: 'utf8', shell: process.platform === 'win32' });
	if (status !== 0) throw new Error(`the peers could not be installed\n${stderr}`);
	writeFileSync(mark, lock);
}

/** Each server as the product's own build makes it: a file of plain JavaScript, beside the packages that it leans on. */
async function bundle(module: string, packages: string): Promise<string> {
	const folder = join(packages, 'node_modules/.bench');
	const { build } = await import('vite');
	await build({
		configFile: false,
		root: here,
		logLevel: 'error',
		ssr: { noExternal: ['drizzle-orm'] },
		build: { ssr: join(here, module), outDir: folder, emptyOutDir: true, minify: false, target: 'esnext' }
	});
	return join(folder, `${basename(module, '.ts')}.js`);
}

const canPin = cpus().length > 1 && process.platform === 'linux' && spawnSync('taskset', ['--version']).status === 0;

/** A module in a process of its own, on the core that it has for itself where that can be had. */
function start(module: string, args: readonly string[], { core, options = [] }: { readonly core: number; readonly options?: readonly string[] }): ChildProcess {
	// the profiler's own thread could only look when nothing runs
	if (!canPin || options.includes('--cpu-prof')) return fork(module, args, { execArgv: [...options], stdio: ['ignore', 2, 2, 'ipc'] });
	return spawn('taskset', ['-c', String(core), process.execPath, ...options, module, ...args], { stdio: ['ignore', 2, 2, 'ipc'] });
}

async function next<Message>(child: ChildProcess): Promise<Message> {
	const ended = new AbortController();
	try {
		const [message] = (await Promise.race([
			once(child, 'message', { signal: ended.signal }),
			once(child, 'exit', { signal: ended.signal }).then(([code]) => {
				throw new Error(`a process of the bench ended with ${code}`);
			})
		])) as [Message];
		return message;
	} finally {
		ended.abort();
	}
}

async function ask(server: ChildProcess, what: 'usage' | 'tidy'): Promise<Usage> {
	server.send(what);
	return next<Usage>(server);
}

async function end(child: ChildProcess, word: 'stop' | 'more'): Promise<void> {
	if (child.exitCode !== null) return;
	const gone = once(child, 'exit');
	child.send(word);
	await gone;
}

type Rooms = Pick<Outing, 'rooms' | 'seed'>;

/** Rooms that nobody was ever in, one for each number of people. */
async function roomsFor(dialect: Dialect, crowds: readonly number[]): Promise<Rooms> {
	const cardsFor = (people: number) => Array.from({ length: people }, () => newId<'card'>());
	const asRevealed = (id: string, index: number) => ({ id, zone: 'needs', kind: 'need', text: `Besoin de la personne ${index}`, capacity: null });
	if (dialect !== 'hub') {
		const all = cardsFor(Math.max(...crowds));
		const seed = new Y.Doc();
		seed.transact(() => all.forEach((id, index) => document.putCard(seed, { ...asRevealed(id, index), group: null, rank: `r${index}z` })));
		return { rooms: crowds.map((people) => ({ name: newId<'board'>(), cards: all.slice(0, people), cookies: [] })), seed: Buffer.from(Y.encodeStateAsUpdate(seed)).toString('base64') };
	}
	const rooms: Outing['rooms'][number][] = [];
	for (const people of crowds) {
		const { boardId, hands } = await roomOf(people);
		const cards = cardsFor(people);
		await inTransaction((tx) => boards.addCards(tx, boardId, cards.map(asRevealed)));
		rooms.push({ name: boardId, cards, cookies: hands.map(({ cookie }) => cookie) });
	}
	return { rooms, seed: '' };
}

interface Run extends Heard {
	readonly cpuPer10k: number;
	readonly postgresPer10k: number;
	readonly rss: number;
}

interface Built {
	readonly hub: string;
	readonly peers: string;
}

const startServer = (built: Built, dialect: Dialect, options: readonly string[] = []) =>
	dialect === 'hub' ? start(built.hub, [], { core: 0, options }) : start(built.peers, [dialect], { core: 0, options });

async function measure(built: Built, dialect: Dialect, scenario: Scenario, { seconds, profile, postgresPid }: Settings & { readonly postgresPid: number }): Promise<Run> {
	const rooms = await roomsFor(dialect, [warm.people, ...Array.from({ length: scenario.rooms }, () => scenario.people)]);
	const server = startServer(built, dialect, profile && dialect === 'hub' ? ['--cpu-prof', '--cpu-prof-interval=200', `--cpu-prof-dir=${profile}`] : []);
	const { port } = await next<{ port: number }>(server);
	const crowd = start(join(here, 'board-crowd.ts'), [], { core: 1 });
	const tell = (said: ToCrowd) => crowd.send(said);
	try {
		tell({ dialect, port, ...rooms, does: scenario.does, perSecond: scenario.perSecond, warm, leadSeconds: 2, seconds });
		await next<FromCrowd>(crowd);
		await next<FromCrowd>(crowd);
		const postgresAt = () => (dialect === 'hub' ? consumed(postgresPid) : null);
		const [before, postgresBefore] = [await ask(server, 'usage'), postgresAt()];
		const { heard } = (await next<FromCrowd>(crowd)) as { heard: Heard };
		const [after, postgresAfter] = [await ask(server, 'usage'), postgresAt()];
		const per10k = (spent: number) => (spent / heard.deliveries) * 10_000;
		return {
			...heard,
			cpuPer10k: per10k(after.seconds - before.seconds),
			postgresPer10k: postgresBefore && postgresAfter ? per10k(postgresAfter.own + postgresAfter.below - postgresBefore.own - postgresBefore.below) : 0,
			rss: after.rss
		};
	} finally {
		await end(crowd, 'more');
		await end(server, 'stop');
	}
}

/** What a hundred rooms hold in which one person looks on, beyond what the process holds when it has served some. */
async function weighIdle(built: Built, dialect: Dialect): Promise<Record<string, number>> {
	const rooms = await roomsFor(dialect, Array.from({ length: idleWarm + 100 }, () => 1));
	const server = startServer(built, dialect, ['--expose-gc']);
	const { port } = await next<{ port: number }>(server);
	const crowd = start(join(here, 'board-crowd.ts'), [], { core: 1 });
	try {
		crowd.send({ dialect, port, ...rooms, does: 'idle', perSecond: 0, warm, leadSeconds: 0, seconds: 0 } satisfies ToCrowd);
		await next<FromCrowd>(crowd);
		const before = await ask(server, 'tidy');
		crowd.send('more' satisfies ToCrowd);
		await next<FromCrowd>(crowd);
		const after = await ask(server, 'tidy');
		return { mb: rounded(after.rss - before.rss), heapMb: rounded(after.heap - before.heap), rss: rounded(after.rss) };
	} finally {
		await end(crowd, 'more');
		await end(server, 'stop');
	}
}

const rounded = (value: number, digits = 2) => Math.round(value * 10 ** digits) / 10 ** digits;
const least = (runs: readonly Run[], of: (run: Run) => number) => Math.min(...runs.map(of));

type Line = Record<string, unknown>;

/** The quietest of the runs, figure by figure: whatever else ran on the machine only ever adds. */
function lineOf(scenario: string, server: Dialect, runs: readonly Run[], bare: readonly Run[] | undefined): Line {
	const delivered = runs.reduce((sum, run) => sum + run.delivered, 0) / runs.reduce((sum, run) => sum + run.deliveries, 0);
	const figures = {
		scenario,
		server,
		runs: runs.length,
		delivered,
		...(delivered < 1 && { isVoid: true }),
		p50: least(runs, ({ latency }) => latency.p50),
		p99: least(runs, ({ latency }) => latency.p99),
		cpuPer10k: rounded(least(runs, ({ cpuPer10k }) => cpuPer10k), 3),
		rss: rounded(least(runs, ({ rss }) => rss), 0)
	};
	const cpu = figures.cpuPer10k;
	const ratioCpu = bare && rounded(cpu / least(bare, ({ cpuPer10k }) => cpuPer10k));
	const aim = server === 'hub' ? aims.ratioCpu[scenario] : undefined;
	const superseded = Math.max(...runs.map((run) => run.superseded / run.deliveries));
	return {
		...figures,
		...(bare && { ratioCpu, ratioP50: rounded(figures.p50 / least(bare, ({ latency }) => latency.p50)), ratioRss: rounded(figures.rss / least(bare, ({ rss }) => rss)) }),
		...(aim !== undefined && ratioCpu !== undefined && { aim, isMet: ratioCpu <= aim }),
		...(server === 'hub' && { postgresCpuPer10k: rounded(least(runs, ({ postgresPer10k }) => postgresPer10k), 3) }),
		framesPerDelivery: rounded(least(runs, (run) => run.frames / run.deliveries), 3),
		...(superseded > 0 && { superseded: rounded(superseded, 4) }),
		...(runs.some(({ acks }) => acks) && { ackP50: least(runs, ({ acks }) => acks!.p50), ackP95: least(runs, ({ acks }) => acks!.p95), ackP99: least(runs, ({ acks }) => acks!.p99) }),
		cpuOfEachRun: runs.map(({ cpuPer10k }) => rounded(cpuPer10k, 3))
	};
}

export async function benchBoards(flags: readonly string[]): Promise<void> {
	const settings = settingsFrom(flags);
	installPeers();
	const built: Built = { hub: await bundle('hub-alone.ts', dirname(here)), peers: await bundle('peers/boards/server.ts', peers) };
	const lines: Line[] = [];
	const say = (line: Line) => {
		console.log(JSON.stringify(line));
		lines.push(line);
	};
	say({ scenario: 'machine', server: 'machine', cores: cpus().length, model: cpus()[0]?.model ?? '', node: process.version, isPinned: canPin, loadBefore: loadavg()[0] });
	const folder = folderForAll();
	const postgres = await startPostgres(folder);
	process.env.DATABASE_URL = postgres.url;
	try {
		await database();
		const runs = new Map<string, Run[]>();
		const asked = Object.entries(scenarios).filter(([name]) => settings.only.includes(name));
		// one after the other and again, so that a noisy moment falls on all
		for (let repeat = 0; repeat < settings.repeats; repeat++)
			for (const [name, scenario] of asked)
				for (const server of settings.servers) {
					if (scenario.onHubAlone && server !== 'hub') continue;
					const key = `${name} ${server}`;
					const run = await measure(built, server, scenario, { ...settings, postgresPid: postgres.child.pid! });
					runs.set(key, [...(runs.get(key) ?? []), run]);
				}
		for (const [name] of asked)
			for (const server of settings.servers) {
				const own = runs.get(`${name} ${server}`);
				if (!own) continue;
				const line = lineOf(name, server, own, runs.get(`${name} bare`));
				say(name === '1x60-acks' ? { ...line, aims: { ackP95: aims.ackP95, ackP99: aims.ackP99 }, isMet: Number(line.ackP95) <= aims.ackP95 && Number(line.ackP99) <= aims.ackP99 } : line);
			}
		if (settings.only.includes('idle-rooms'))
			for (const server of settings.servers) {
				const weighed = await weighIdle(built, server);
				say({ scenario: 'idle-rooms', server, rooms: 100, ...weighed, ...(server === 'hub' && { aim: aims.idleMb, isMet: weighed.mb! <= aims.idleMb }) });
			}
		say({ scenario: 'machine', server: 'machine', loadAfter: loadavg()[0], commit: commit() });
	} finally {
		await closeDatabase();
		await postgres.stop();
		rmSync(folder, { recursive: true, force: true });
	}
	if (flags.includes('--dry')) return;
	const results = join(here, 'results');
	mkdirSync(results, { recursive: true });
	const file = join(results, `boards-${new Date().toISOString().slice(0, 10)}.json`);
	// scenarios that were not asked for this time stay as they were measured earlier in the day
	const measured = new Set(lines.map(({ scenario }) => scenario));
	const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Line[]).filter(({ scenario }) => !measured.has(scenario)) : [];
	writeFileSync(file, `[\n${[...earlier, ...lines].map((line) => `\t${JSON.stringify(line)}`).join(',\n')}\n]\n`);
}

function commit(): string {
	try {
		return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: here, encoding: 'utf8' }).trim();
	} catch {
		return '';
	}
}
