// `npm run verify-journal` as somebody types it: on a server that runs, on one that is stopped, and after each way of tampering by SQL.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openRoom, type Room } from '../world/room.ts';
import { folderWithDatabase, startServer, type RunningServer } from '../world/server.ts';

const root = resolve(import.meta.dirname, '../..');
const dataDir = folderWithDatabase(inject('clusterFolder'));
let server: RunningServer;
let room: Room;
let sql: postgres.Sql;

interface Verified {
	readonly code: number;
	readonly said: string;
}

function verify(env: Record<string, string> = { DATA_DIR: dataDir }): Promise<Verified> {
	const settings: NodeJS.ProcessEnv = { ...process.env, ...env };
	if (!env.DATABASE_URL) delete settings.DATABASE_URL;
	return new Promise((done) =>
		execFile(process.execPath, [join(root, 'scripts/verify-journal.ts')], { cwd: root, env: settings }, (error, out, err) =>
			done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, said: out + err })
		)
	);
}

beforeAll(async () => {
	server = await startServer({ dataDir });
	room = await openRoom(server, { seats: 2 });
	await room.desk.advance();
	sql = postgres({ host: join(dataDir, 'postgres/s'), username: 'eclaireurs', database: 'postgres', max: 1, onnotice: () => {} });
});

afterAll(async () => {
	await sql?.end();
	await server?.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

const entries = () => sql`select * from journal_entries where project_id = ${room.project} order by number`;
const heads = () => sql`select * from journal_heads where project_id = ${room.project}`;

/** Tampers with the rows, verifies, and puts every row back. */
async function after(tampering: () => Promise<unknown>): Promise<Verified> {
	const [keptEntries, keptHeads] = [await entries(), await heads()];
	await tampering();
	try {
		return await verify();
	} finally {
		await sql.begin(async (tx) => {
			await tx`delete from journal_entries where project_id = ${room.project}`;
			await tx`delete from journal_heads where project_id = ${room.project}`;
			await tx`insert into journal_entries ${tx(keptEntries)}`;
			await tx`insert into journal_heads ${tx(keptHeads)}`;
		});
	}
}

const ofProject = (said: string) => said.split('\n').find((line) => line.startsWith(room.project))!;

describe('verify-journal', () => {
	it('finds every chain whole while the server runs, without disturbing it', async () => {
		const { code, said } = await verify();
		expect(code, said).toBe(0);
		expect(ofProject(said)).toMatch(/ {2}intacte {2}\d+ entrées, [1-9]\d* têtes comparées/);
		expect(said).toContain('toutes intactes');
		expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
	});

	const ways: readonly (readonly [string, string, (project: string) => Promise<unknown>])[] = [
		['the act of an entry is changed', 'une entrée a été changée (n° 3)', (project) => sql`update journal_entries set act = 'ballot-cast' where project_id = ${project} and number = 3`],
		['an entry is removed', 'une entrée manque (n° 3)', (project) => sql`delete from journal_entries where project_id = ${project} and number = 3`],
		[
			'two entries change places',
			'une entrée n’est pas à sa place',
			(project) =>
				sql.begin(async (tx) => {
					for (const [from, to] of [[3, -1], [4, 3], [-1, 4]] as const) await tx`update journal_entries set number = ${to} where project_id = ${project} and number = ${from}`;
				})
		],
		[
			'the tail is cut',
			'la fin a été coupée',
			(project) => sql`delete from journal_entries where project_id = ${project} and number > (select max(number) - 2 from journal_entries where project_id = ${project})`
		],
		[
			'the tail is cut, and the head rewritten to hide it',
			'la fin a été coupée',
			(project) =>
				sql.begin(async (tx) => {
					await tx`delete from journal_entries where project_id = ${project} and number > (select max(number) - 2 from journal_entries where project_id = ${project})`;
					await tx`update journal_heads h set (count, head) = (select number, hash from journal_entries e where e.project_id = h.project_id order by number desc limit 1) where h.project_id = ${project}`;
				})
		],
		[
			'the whole chain is removed, its head too',
			'la fin a été coupée',
			(project) =>
				sql.begin(async (tx) => {
					await tx`delete from journal_entries where project_id = ${project}`;
					await tx`delete from journal_heads where project_id = ${project}`;
				})
		]
	];
	it.each(ways)('tells when %s: %s', async (_, sentence, tamper) => {
		const { code, said } = await after(() => tamper(room.project));
		expect(ofProject(said)).toContain(sentence);
		expect(said).toMatch(/1 chaîne\(s\) rompue\(s\) sur \d+\./);
		expect(code).toBe(1);
		// and the chain as it was holds again
		expect((await entries()).length).toBeGreaterThan(5);
	});

	it('tells when a vote shows counts that the journal was never told', async () => {
		const box = crypto.randomUUID();
		await sql`
			insert into ballot_boxes (id, authority_id, project_id, occasion_id, name, topic, grades, options, secrecy, state, public_key, opened_at, closed_at)
			select ${box}, authority_id, id, ${room.gathering}, 'scenarios', 'x', '[]', '[]', '{}', 'closed', '', now(), now() from projects where id = ${room.project}`;
		const { code, said } = await verify();
		expect(said).toContain(`${room.project}  FAUTE  urne ${box} : des nombres, mais aucun dépouillement au journal`);
		expect(code).toBe(1);
		await sql`delete from ballot_boxes where id = ${box}`;
		expect((await verify()).said).toContain('1 urne(s) dépouillée(s), conformes au journal.');
	});

	it('tells when a count of a vote is changed after its close, though every chain is whole', async () => {
		// the vote of the example, which this server loaded
		const [row] = await sql`select box_id, college, option_id, counts from ballot_counts where option_id = 'A' order by college limit 1`;
		const [first, second, ...rest] = row!.counts as number[];
		const changeTo = (counts: readonly number[]) => sql`update ballot_counts set counts = ${sql.json(counts)} where box_id = ${row!.box_id} and college = ${row!.college} and option_id = 'A'`;
		await changeTo([second!, first!, ...rest]);
		const { code, said } = await verify();
		expect(said).toContain(`urne ${row!.box_id} : les nombres ont changé depuis le dépouillement`);
		expect([code, said.includes('toutes intactes')]).toEqual([1, true]);
		await changeTo(row!.counts as number[]);
		expect((await verify()).code).toBe(0);
	});

	it('tells when the roll of a vote is changed after its close, though its counts are not', async () => {
		const [voter] = await sql`select box_id, voter_id from participations where has_voted limit 1`;
		const mark = (hasVoted: boolean) => sql`update participations set has_voted = ${hasVoted} where box_id = ${voter!.box_id} and voter_id = ${voter!.voter_id}`;
		await mark(false);
		const { code, said } = await verify();
		expect(said).toContain(`urne ${voter!.box_id} : son nom, sa séance, ses heures ou sa liste de votants ont changé`);
		expect(code).toBe(1);
		await mark(true);
		expect((await verify()).code).toBe(0);
	});

	it('finds them whole on a server that is stopped, and leaves no database running', async () => {
		expect((await verify()).code).toBe(0);
		await sql.end();
		await server.stop();
		const { code, said } = await verify();
		expect(code, said).toBe(0);
		expect(ofProject(said)).toContain('intacte');
		server = await startServer({ dataDir });
		expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
	});

	it('says why when there is nothing to look at', async () => {
		const empty = mkdtempSync(join(tmpdir(), 'ec-empty-'));
		expect(await verify({ DATA_DIR: empty })).toEqual({ code: 2, said: expect.stringContaining('Aucune base dans') });
		rmSync(empty, { recursive: true });
		const nobody = await verify({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
		expect(nobody.code).toBe(2);
		expect(nobody.said).not.toMatch(/\bat .*\.(js|ts):\d+/);
	});
});
