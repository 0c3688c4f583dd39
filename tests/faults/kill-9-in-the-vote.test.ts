// [R8] Sixty people vote, and the process is killed at each labelled point of a cast and of a close: what was answered as counted is counted once, nobody twice, and no choice of anybody can be read on the disk.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { BallotBoxId } from '../../src/lib/db/rules/ids.ts';
import { closeDatabase, connectionOptions, connectionUrl, inTransaction } from '../../src/lib/db/server/database.ts';
import * as ballots from '../../src/lib/decisions/server/ballots.ts';
import { addAuthority, authorityId, grades, openBox } from '../world/ballot-box.ts';
import { isInThisRun } from '../world/drawn.ts';
import { numbersFrom } from '../world/numbers.ts';
import { keep } from '../world/results.ts';
import { freshDatabase, type FreshDatabase } from '../world/server.ts';
import { stoppingPostgres, type Point } from '../world/stopping-postgres.ts';

const voters = 60;
/** so many that a ballot, as bytes, is like no other bytes on the disk */
const options = Array.from({ length: 24 }, (_, option) => ({ id: `Q${option}`, label: `Scénario ${option}` }));
const clusterFolder = join(dirname(new URL(inject('serverUrl')).searchParams.get('host') ?? '/nowhere/s'), 'cluster');
const keysFolder = mkdtempSync(join(tmpdir(), 'keys-'));
let data: FreshDatabase;
let query: postgres.Sql;

beforeAll(async () => {
	data = await freshDatabase(inject('serverUrl'));
	process.env.DATABASE_URL = data.url;
	process.env.KEYS_DIR = keysFolder;
	await addAuthority();
	query = postgres(connectionUrl(data.url), { ...connectionOptions(data.url), max: 2, onnotice: () => {} });
});

const figures: Record<string, string> = {};
afterAll(async () => {
	keep('R8-kill-points', { voters, points: Object.keys(figures).length, ...figures });
	await query?.end();
	await closeDatabase();
	await data?.drop();
	rmSync(keysFolder, { recursive: true, force: true });
});

type Task = 'vote' | 'close' | 'stand-by';
interface KillPoint extends Point {
	readonly during: 'vote' | 'close';
	readonly label: string;
}

const both = (during: KillPoint['during'], label: string, statement: RegExp, nth = 1, following?: RegExp): KillPoint[] =>
	(['before', 'after'] as const).map((when) => ({ during, when, label: `${when} ${label}`, statement, nth, following }));

const ofCast = /"sealed_ballots"/;
const ofClose = /insert into "ballot_counts"/;
/** a nth in the middle: others are in already, and others still on their way */
const points: readonly KillPoint[] = [
	...both('vote', 'the box is locked for a ballot', /from "ballot_boxes".*for share/, 25),
	...both('vote', 'the voter is found on the roll', /from "participations".*for update/, 25),
	...both('vote', 'the sealed ballot is written', /insert into "sealed_ballots"/, 25),
	...both('vote', 'the voter is said to have voted', /update "participations"/, 25),
	...both('vote', 'the journal is told of a ballot', /insert into "journal_entries"/, 25),
	...both('vote', 'a ballot is committed', /^\s*commit/i, 25, ofCast),
	...both('vote', 'the last ballot is committed', /^\s*commit/i, voters, ofCast),
	...both('close', 'the box is locked for the close', /from "ballot_boxes".*for update/),
	...both('close', 'the sealed ballots are read', /select .* from "sealed_ballots"/),
	...both('close', 'the sealed ballots are deleted', /delete from "sealed_ballots"/),
	...both('close', 'the counts are written', ofClose),
	...both('close', 'the roll is deleted', /delete from "participations"/),
	...both('close', 'the roll is written again', /insert into "participations"/),
	...both('close', 'the box is said to be closed', /update "ballot_boxes"/),
	...both('close', 'the journal is told of the close', /insert into "journal_entries"/),
	...both('close', 'the close is committed', /^\s*commit/i, 1, ofClose),
	...both('close', 'the end of the key is written, the file gone', /update "ballot_boxes" set "key_destroyed_at"/),
	...both('close', 'the journal is told of the end of the key', /insert into "journal_entries"/, 1, /set "key_destroyed_at"/)
];

interface Station {
	readonly said: string[];
	readonly ended: Promise<number | null>;
	kill(): void;
}

function station(task: Task, boxId: BallotBoxId, url: string, input = ''): Station {
	const child = spawn(process.execPath, [resolve(import.meta.dirname, '../world/polling-station.ts'), task, boxId, authorityId], {
		env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, KEYS_DIR: keysFolder, NODE_NO_WARNINGS: '1' },
		stdio: ['pipe', 'pipe', 'inherit']
	});
	let text = '';
	const said: string[] = [];
	child.stdout.on('data', (chunk: Buffer) => {
		const lines = (text + chunk.toString()).split('\n');
		text = lines.pop()!;
		said.push(...lines);
	});
	child.stdin.on('error', () => {}).end(input);
	return { said, ended: new Promise((ended) => child.once('close', (code) => ended(code))), kill: () => void child.kill('SIGKILL') };
}

async function run(task: Task, boxId: BallotBoxId, input?: string): Promise<readonly string[]> {
	const at = station(task, boxId, data.url, input);
	expect(await at.ended).toBe(0);
	return at.said;
}

const filesUnder = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)).filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());

/** Files in which a ballot of somebody stands as it was filled: as bytes, as a list, or by option. */
async function readableOnDisk(given: readonly (readonly number[])[]): Promise<readonly string[]> {
	await query`checkpoint`;
	const forms = given.flatMap((ballot) => [Buffer.from(ballot), Buffer.from(ballot.join(',')), Buffer.from(ballot.join(', '))]);
	return [...filesUnder(clusterFolder), ...filesUnder(keysFolder)].filter((file) => {
		let bytes: Buffer;
		try {
			bytes = readFileSync(file);
		} catch {
			return false; // a file of Postgres's own that went meanwhile
		}
		return forms.some((form) => bytes.includes(form)) || /"Q\d+"\s*:\s*\d/.test(bytes.toString('latin1'));
	});
}

it.each(points.filter(({ label }) => isInThisRun(`vote killed ${label}`, 20)))('$during, killed $label', { timeout: 600_000 }, async (point) => {
	expect(existsSync(join(clusterFolder, 'base'))).toBe(true);
	const { boxId, jury } = await openBox(voters, 0, options);
	const next = numbersFrom(points.indexOf(point) + 1);
	const given = new Map(jury.map((voterId) => [voterId, options.map(() => next(grades.length))]));
	const inputFor = (ids: readonly string[]) => JSON.stringify(ids.map((id) => [id, Object.fromEntries(options.map((option, place) => [option.id, given.get(id)![place]!]))]));
	const receipts = new Map<string, string>();
	const note = (said: readonly string[]) => {
		for (const line of said) {
			const [what, voterId, receipt] = line.split(' ');
			if (what !== 'counted') continue;
			// the same receipt, however often it is asked for
			expect(receipts.get(voterId!) ?? receipt).toBe(receipt);
			receipts.set(voterId!, receipt!);
		}
	};
	if (point.during === 'close') note(await run('vote', boxId, inputFor(jury)));

	const between = await stoppingPostgres(data.url, point);
	const dying = station(point.during, boxId, between.url, point.during === 'vote' ? inputFor(jury) : undefined);
	const reached = await Promise.race([between.reached.then(() => 'reached'), dying.ended.then(() => 'ended before')]);
	expect(reached).toBe('reached');
	dying.kill();
	await dying.ended;
	await between.close();
	note(dying.said);
	const acknowledged = [...receipts.keys()];
	// Postgres undoes what was under way once it sees that nobody is there
	await expect.poll(async () => (await query`select 1 from pg_stat_activity where datname = current_database() and application_name = 'eclaireurs' and state like '%in transaction%'`).length, { timeout: 20_000, interval: 50 }).toBe(0);
	const readable = await readableOnDisk([...given.values()]);
	expect(readable).toEqual([]);

	const box = async () => (await inTransaction((tx) => ballots.read(tx, authorityId, boxId)))!;
	const after = await box();
	const sealed = (await query`select 1 from sealed_ballots where box_id = ${boxId}`).length;
	const written = (await query`select 1 from ballot_counts where box_id = ${boxId}`).length;
	// open and whole, or closed and whole: nothing between
	expect([after.state, sealed, written]).toEqual(after.state === 'open' ? ['open', after.roll.filter(({ hasVoted }) => hasVoted).length, 0] : ['closed', 0, options.length]);
	const voted = after.roll.flatMap(({ voterId, hasVoted }) => (hasVoted ? [voterId] : []));
	expect(voted).toEqual(expect.arrayContaining(acknowledged));

	if (after.state === 'open') note(await run('vote', boxId, inputFor(jury)));
	for (let times = 0; times < 2; times++) expect((await run('close', boxId))[0]).toBe('closed');
	await run('stand-by', boxId);
	const end = await box();
	expect([end.state, end.colleges[0]!.ballots]).toEqual(['closed', voters]);
	for (const [place, { id }] of options.entries())
		expect(end.colleges[0]!.counts[id]).toEqual(grades.map((_, grade) => [...given.values()].filter((ballot) => ballot[place] === grade).length));
	expect(end.receipts).toEqual([...receipts.values()].sort());
	expect(existsSync(join(keysFolder, `${boxId}.key`))).toBe(false);
	expect((await query`select 1 from ballot_boxes where id = ${boxId} and key_destroyed_at is not null`).length).toBe(1);
	expect((await query`select 1 from journal_entries where act = 'vote-closed' and about->>'box' = ${boxId}`).length).toBe(1);
	expect(await readableOnDisk([...given.values()])).toEqual([]);
	figures[point.label] = `${acknowledged.length} acknowledged, ${after.state} after the kill, ${voters} counted`;
});
