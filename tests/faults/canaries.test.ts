import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { VoteOnHand, VoteOnWall } from '../../src/lib/workshop/rules/steps/vote.ts';
import { stepRules } from '../../src/lib/workshop/rules/steps.ts';
import { isInThisRun, isWholeRun } from '../world/drawn.ts';
import { AtBoard } from '../world/board.ts';
import { Caller, openRoom, Stream, type Room, type Seat } from '../world/room.ts';
import { folderWithDatabase, startServer, type RunningServer } from '../world/server.ts';

const dataDir = folderWithDatabase(inject('clusterFolder'));
let server: RunningServer;
let room: Room;
let wall: Caller;
let stranger: Caller;
let sql: postgres.Sql;

beforeAll(async () => {
	server = await startServer({ dataDir, env: { LOG_LEVEL: 'info' } });
	room = await openRoom(server, { seats: 9 });
	wall = new Caller(server, 'mur');
	stranger = new Caller(server, 'inconnue');
	sql = postgres({
		host: join(dataDir, 'postgres/s'),
		username: 'eclaireurs',
		database: 'postgres',
		max: 1,
		onnotice: () => {}
	});
});

afterAll(async () => {
	await sql?.end();
	await server?.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

/** What a page shows of another step is asked of the steps that hold the secrets, and of a drawn third of the others. */
const steps = Object.keys(stepRules).filter((step) => ['landscape-writing', 'landscape-grouping', 'vote'].includes(step) || isInThisRun(`secrets at ${step}`, 3));
const files = ['compte-rendu.html', 'compte-rendu.json', 'depouillement.json'];

/** What changes from one answer to the next by itself. */
const still = (text: string): string =>
	text
		.replaceAll(/nonce[-="]+[A-Za-z0-9+/=_-]{16,}/g, 'nonce')
		.replaceAll(/__sveltekit_\w+/g, '__sveltekit')
		.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, 'moment');

const bothLanguages = ['fr', 'en'] as const;
/** The data behind a page knows no language: in a run that is not the whole one, one person alone reads everything twice. */
const languagesOf = (who: Caller) => (isWholeRun || who === room.seats[1] ? bothLanguages : (['fr'] as const));

/** Every byte that somebody can ask for: pages, data of pages, exports. */
async function everythingFor(who: Caller, languages: readonly ('fr' | 'en')[] = languagesOf(who)): Promise<Map<string, string>> {
	const isWall = who === wall;
	const records = [
		`/compte-rendu/${room.gathering}`,
		...files.map((file) => `/compte-rendu/${room.gathering}/${file}`)
	];
	const pages = isWall
		? [room.wallPath, `${room.wallPath}?clair`, ...records]
		: [
				'/',
				'/projets',
				`/projets/${room.project}`,
				'/compte',
				room.joinPath,
				`/main/${room.gathering}`,
				...steps.map((step) => `/main/${room.gathering}?etape=${step}`),
				...(who === room.desk
					? [
							'',
							'?passer=suite',
							'?passer=retour',
							'?passer=fin',
							...steps.map((step) => `?etape=${step}`)
						].map((search) => `/console/${room.gathering}${search}`)
					: [`/console/${room.gathering}`]),
				...records
			];
	const found = new Map<string, string>();
	for (const language of languages) {
		who.speak(language);
		for (const path of pages) {
			const [page, search = ''] = path.split('?');
			found.set(`${language} ${path}`, still(await who.page(path)));
			if (files.some((file) => path.endsWith(file)) || language === 'en') continue;
			const data = await who.ask(`${page === '/' ? '' : page}/__data.json?${search}`);
			found.set(`data ${path}`, still(await data.text()));
		}
	}
	return found;
}

/** Where a word comes back to whoever should not have it. */
async function seen(words: readonly string[], who: Caller): Promise<string[]> {
	const found: string[] = [];
	for (const [path, text] of await everythingFor(who))
		for (const word of words) if (text.includes(word)) found.push(`${who.name} read ${word} at ${path}`);
	return found;
}

function inFiles(folder: string, wanted: RegExp): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((file) => join(folder, file))
		.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
		.filter((file) => wanted.test(readFileSync(file, 'latin1')));
}

describe('the reveal', () => {
	it('gives no byte of a private card to anybody else before it, and every card to everybody after it', async () => {
		await room.desk.advanceTo('landscape-writing');
		const canaries = room.seats.map((seat) => ({
			seat,
			kept: `canari-${randomUUID()}`,
			rewritten: `canari-${randomUUID()}`,
			withdrawn: `canari-${randomUUID()}`
		}));
		const streams = await Promise.all([
			...room.seats.map((seat) => Stream.open(seat, `/direct/${room.gathering}`)),
			Stream.open(room.desk, `/direct/${room.gathering}`),
			Stream.open(wall, `${room.wallPath}/direct`)
		]);
		const answers = new Map<Seat, string[]>();
		for (const { seat, kept, rewritten, withdrawn } of canaries) {
			const said: string[] = [];
			answers.set(seat, said);
			for (const text of [rewritten, withdrawn])
				said.push((await seat.act('landscape-writing', 'write', { zone: 'needs', text })).body);
			const mine = (await seat.hand<{ mine: { id: string; text: string }[] }>()).step.mine;
			said.push(
				(
					await seat.act('landscape-writing', 'rewrite', {
						card: mine.find(({ text }) => text === rewritten)!.id,
						text: kept
					})
				).body
			);
			said.push(
				(
					await seat.act('landscape-writing', 'withdraw', {
						card: mine.find(({ text }) => text === withdrawn)!.id
					})
				).body
			);
		}
		// somebody who tries a card that is not theirs learns nothing of it
		const [first, second] = room.seats as [Seat, Seat];
		const theirs = (await first.hand<{ mine: { id: string }[] }>()).step.mine[0]!.id;
		for (const act of ['rewrite', 'withdraw']) {
			const tried = await second.act('landscape-writing', act, { card: theirs, text: 'À moi' });
			expect([tried.type, tried.body.includes('canari')]).toEqual(['failure', false]);
		}

		const all = canaries.flatMap(({ kept, rewritten, withdrawn }) => [kept, rewritten, withdrawn]);
		const leaks: string[] = [];
		for (const who of [first, second, room.seats[8]!, room.desk, wall, stranger]) {
			const own = canaries.find(({ seat }) => seat === who);
			leaks.push(
				...(await seen(
					all.filter((word) => !own || ![own.kept, own.rewritten, own.withdrawn].includes(word)),
					who
				))
			);
		}
		for (const [seat, said] of answers) {
			const own = canaries.find((one) => one.seat === seat)!;
			for (const body of said)
				for (const word of all)
					if (word !== own.kept && word !== own.rewritten && word !== own.withdrawn && body.includes(word))
						leaks.push(`${seat.name} was answered ${word}`);
		}
		for (const stream of streams) if (stream.said.includes('canari')) leaks.push('a stream said a card');
		expect(leaks).toEqual([]);
		expect(
			(
				await seen(
					canaries.map(({ kept }) => kept),
					first
				)
			).length
		).toBeGreaterThan(0); // its own: the eyes see

		await room.desk.advanceTo('landscape-grouping');
		for (const who of [first, room.desk, wall]) {
			const texts = [...(await everythingFor(who)).values()].join('');
			for (const { kept, rewritten, withdrawn } of canaries)
				expect(
					[texts.includes(kept), texts.includes(rewritten), texts.includes(withdrawn)],
					who.name
				).toEqual([true, false, false]);
		}
		for (const stream of streams) {
			expect(stream.said).not.toContain('canari');
			stream.close();
		}

		// back to the writing, with a board that everybody holds: a new card stays private until the next reveal
		const { boardId } = (await first.hand<{ boardId: string }>()).step;
		const boards = [first, second, room.desk].map((who) => new AtBoard(who, boardId));
		await Promise.all(boards.map((board) => board.synced()));
		const heard = () => boards.map((board) => Buffer.concat(board.heard).toString('latin1'));
		for (const bytes of heard()) expect(bytes).toContain(canaries[0]!.kept);
		await room.desk.goBack();
		const late = `canari-${randomUUID()}`;
		expect((await first.act('landscape-writing', 'write', { zone: 'constraints', text: late })).type).toBe(
			'success'
		);
		for (const who of [second, room.desk, wall]) expect(await seen([late], who)).toEqual([]);
		for (const bytes of heard()) expect(bytes).not.toContain(late);
		await room.desk.advanceTo('landscape-grouping');
		for (const board of boards)
			await board.until('the late card', () => board.cards.some(({ text }) => text === late));
		for (const board of boards) board.leave();

		expect(server.logs.filter((line) => line.includes('canari'))).toEqual([]);
		expect(server.logs.some((line) => line.includes('/main/'))).toBe(true); // the log was on
	});
});

describe('the ballots before the close', () => {
	/** All that the database holds, without what is sealed and without when a screen was last seen. */
	async function rows(): Promise<Record<string, string>> {
		const tables = await sql<
			{ name: string }[]
		>`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
		const all: Record<string, string> = {};
		for (const { name } of tables) {
			const found = (await sql.unsafe(`select * from "${name}"`)).map(
				({ sealed: _, seen_at: __, expires_at: ___, last_used_at: ____, ...row }) => JSON.stringify(row)
			);
			all[name] = found.sort().join('\n');
		}
		return all;
	}

	const codes = [...'JKQWXZ'];
	const ballot = (grades: readonly number[]) =>
		Object.fromEntries(codes.map((code, index) => [`grade-${code}`, String(grades[index % grades.length])]));
	/** An object keyed by scenario, as text or as Postgres stores it. */
	const plainBallot = /"[JKQWXZ]"\s*:\s*\d|JKQWXZ|grade-[JKQWXZ]/;

	it('leave no grade of anybody in any byte, in the log, or on the disk', async () => {
		await room.desk.advanceTo('landscape-dots');
		for (const code of ['A', 'B', 'C'])
			expect((await room.desk.act('vote', 'remove-scenario', { code })).type).toBe('success');
		for (const code of codes)
			expect(
				(
					await room.desk.act('vote', 'write-scenario', {
						code,
						name: `Projet ${code}`,
						idea: 'Une idée',
						facts: ''
					})
				).body
			).toContain('success');
		await room.desk.advanceTo('vote');
		const [juror, other] = room.seats as [Seat, Seat];
		const team = room.seats[8]!;
		for (const [index, seat] of room.seats.slice(2).entries())
			expect((await seat.act('vote', 'cast', ballot([index % 5, 1, 2]))).type).toBe('success');
		const listening = await Promise.all([
			Stream.open(other, `/direct/${room.gathering}`),
			Stream.open(wall, `${room.wallPath}/direct`)
		]);

		const looks: Map<string, string>[] = [];
		const bodies: string[] = [];
		const held: Record<string, string>[] = [];
		const lengths: number[] = [];
		for (const grades of [
			[0, 0, 0],
			[4, 3, 2],
			[0, 0, 0],
			[4, 3, 2]
		]) {
			for (const seat of [juror, team]) {
				const answer = await seat.act('vote', 'cast', ballot(grades));
				expect(answer.type).toBe('success');
				bodies.push(answer.body);
			}
			const look = new Map<string, string>();
			// what two looks have in common in one language they have in the other: the words come after the data; a record says the minute in which it is read, on a slow machine another one each time
			for (const who of [juror, team, other, room.desk, wall])
				for (const [path, text] of await everythingFor(who, ['fr'])) look.set(`${who.name} ${path}`, text.replace(/Écrit le [^.]*\./g, ''));
			looks.push(look);
			held.push(await rows());
			for (const { length } of await sql<
				{ length: number }[]
			>`select length(sealed) as length from sealed_ballots`)
				lengths.push(length);
		}
		expect(new Set(bodies).size).toBe(1);
		// A clock may turn its minute between two looks, once or twice: a page tells a grade when it differs at each of the three turns.
		const differing = [...looks[0]!.keys()].filter((path) =>
			[0, 1, 2].every((look) => looks[look]!.get(path) !== looks[look + 1]!.get(path))
		);
		expect(differing).toEqual([]);
		expect(Object.keys(held[0]!).filter((table) => held[0]![table] !== held[1]![table])).toEqual([]);
		expect(new Set(lengths).size).toBe(1);
		for (const stream of listening) {
			expect(stream.said).not.toMatch(/grade|Excellent|rejeter/);
			stream.close();
		}
		expect((await juror.hand<VoteOnHand>()).step.receipt).toMatch(/^\w{10}$/);
		expect((await room.desk.desk<VoteOnWall>()).step.result).toBeNull();

		await sql`checkpoint`;
		const cluster = join(dataDir, 'postgres/cluster');
		expect(inFiles(cluster, plainBallot)).toEqual([]);
		expect(server.logs.filter((line) => plainBallot.test(line))).toEqual([]);

		// the eyes see: at the close the team's named ballots are written, and shown under their names; the jury's never
		expect((await room.desk.act('vote', 'close-vote')).type).toBe('success');
		await sql`checkpoint`;
		expect(inFiles(cluster, plainBallot).length).toBeGreaterThan(0);
		const named = await sql<
			{ grades: Record<string, number> }[]
		>`select grades from named_ballots where grades ? 'J'`;
		expect(named.map(({ grades }) => grades)).toEqual([{ J: 4, K: 3, Q: 2, W: 4, X: 3, Z: 2 }]);
		expect((await sql`select 1 from sealed_ballots`).length).toBe(0);
		const { result } = (await room.desk.desk<VoteOnWall>()).step;
		expect(result!.named.map(({ publicName }) => publicName)).toEqual([team.name]);
		expect(result!.colleges.find(({ college }) => college === 'jury')!.ballots).toBe(7);
	});
});
