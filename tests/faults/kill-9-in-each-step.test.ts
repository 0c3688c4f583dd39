import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import type { LandscapeDotsOnHand } from '../../src/lib/workshop/rules/steps/landscape-dots.ts';
import type { LandscapeWritingOnHand } from '../../src/lib/workshop/rules/steps/landscape-writing.ts';
import type { AmendmentsOnDesk, AmendmentsOnHand } from '../../src/lib/workshop/rules/steps/amendments.ts';
import type { ClarificationOnHand } from '../../src/lib/workshop/rules/steps/clarification.ts';
import type { ProposalOnHand } from '../../src/lib/workshop/rules/steps/proposal.ts';
import type { RetouchOnHand } from '../../src/lib/workshop/rules/steps/retouch.ts';
import type { RolesOnHand } from '../../src/lib/workshop/rules/steps/roles.ts';
import type { ClosingOnHand } from '../../src/lib/workshop/rules/steps/closing.ts';
import type { ConsentOnDesk, ConsentOnHand } from '../../src/lib/workshop/rules/steps/consent.ts';
import type { SketchOnDesk } from '../../src/lib/workshop/rules/steps/sketch.ts';
import type { VoteOnHand, VoteOnWall } from '../../src/lib/workshop/rules/steps/vote.ts';
import type { WorkshopRecord } from '../../src/lib/workshop/rules/record.ts';
import { AtBoard } from '../world/board.ts';
import { openRoom, Stream, type Room, type Seat } from '../world/room.ts';
import {
	folderForAll,
	freshDatabase,
	startServer,
	type FreshDatabase,
	type RunningServer
} from '../world/server.ts';

const root = resolve(import.meta.dirname, '../..');
const dataDir = folderForAll();
let data: FreshDatabase;
let server: RunningServer;
let room: Room;

const start = (port = 0) =>
	startServer({ databaseUrl: data.url, dataDir, port, env: { KEYS_DIR: join(dataDir, 'keys') } });

/** kill -9 while these requests are under way, once so many were answered; then the same address again, on the same data. */
async function crash<Answered>(
	underWay: readonly Promise<Answered>[] = [],
	after = 0
): Promise<PromiseSettledResult<Answered>[]> {
	let answered = 0;
	if (after > 0)
		await new Promise<void>((enough) => {
			for (const one of underWay)
				one.then(
					() => ++answered === after && enough(),
					() => {}
				);
		});
	await server.kill9();
	const all = await Promise.allSettled(underWay);
	server = await start(server.port);
	return all;
}

const keys = () => readdirSync(join(dataDir, 'keys')).filter((file) => file.endsWith('.key'));

const ballotOf = (index: number) => ({
	'grade-A': String(index % 5),
	'grade-B': String((index + 1) % 5),
	'grade-C': String((index * 2) % 5)
});

const jurors = () => room.seats.slice(0, 8);
const prescriber = () => room.seats[8]!;

beforeAll(async () => {
	data = await freshDatabase(inject('serverUrl'));
	server = await start();
	room = await openRoom(server, { seats: 9 });
	await room.desk.advanceTo('landscape-writing');
	for (const [index, seat] of room.seats.entries())
		await seat.act('landscape-writing', 'write', {
			zone: 'needs',
			text: `Besoin de ${seat.name}, n° ${index}`
		});
	while ((await room.desk.goBack()) !== 'welcome');
});

afterAll(async () => {
	await server?.stop();
	await data?.drop();
	rmSync(dataDir, { recursive: true, force: true });
});

describe('kill -9 of the server', () => {
	it('in the welcome: who was let in stays in, who waited waits, and the screens come back', async () => {
		const [first] = room.seats as [Seat];
		await room.desk.advanceTo('welcome');
		const late = await room.join('Rachida');
		await first.send(`${first.path}?/hand`, { raised: 'yes' });
		await first.send(`${first.path}?/weather`, { weather: 'cloud' });
		await first.send(`${first.path}?/reading`, { textSize: '150', contrast: 'high' });
		const wall = await Stream.open(room.desk, `${room.wallPath}/direct`);
		await crash();
		await wall.ended;
		expect((await first.hand()).frame.seat).toMatchObject({
			state: 'admitted',
			handRaised: true,
			weather: 'cloud',
			textSize: 150,
			contrast: 'high'
		});
		expect((await late.hand()).frame.seat.state).toBe('waiting');
		const again = await Stream.open(room.desk, `${room.wallPath}/direct`);
		const seat = await late.seatId();
		expect((await room.desk.change('admit', { seat })).type).toBe('success');
		await again.hears(`seats:${room.gathering}`);
		again.close();
		expect((await late.hand()).frame.seat.state).toBe('admitted');
		await room.desk.change('expel', { seat, sure: 'yes' });
	});

	it('in the writing: every card that was answered as written is there, once', async () => {
		await room.desk.advanceTo('landscape-writing');
		const before = await Promise.all(
			room.seats.slice(0, 9).map(async (seat) => (await seat.hand<LandscapeWritingOnHand>()).step.mine.length)
		);
		const written = room.seats.slice(0, 9).flatMap((seat, who) =>
			[1, 2].map((nth) => {
				const text = `Pendant la panne, ${nth} de ${seat.name}`;
				return seat
					.act('landscape-writing', 'write', { zone: 'resources', text })
					.then((answer) => ({ who, text, answer }));
			})
		);
		const all = await crash(written, 5);
		const acknowledged = all.flatMap((one) =>
			one.status === 'fulfilled' && one.value.answer.type === 'success' ? [one.value] : []
		);
		expect(acknowledged.length).toBeGreaterThanOrEqual(5);
		for (const [who, seat] of room.seats.slice(0, 9).entries()) {
			const texts = (await seat.hand<LandscapeWritingOnHand>()).step.mine.map(({ text }) => text);
			expect(texts).toEqual(
				expect.arrayContaining(acknowledged.filter((one) => one.who === who).map(({ text }) => text))
			);
			expect(new Set(texts).size).toBe(texts.length);
			expect(texts.length).toBeGreaterThanOrEqual(before[who]!);
		}
		const goesOn = await room.seats[0]!.act('landscape-writing', 'write', {
			zone: 'needs',
			text: 'Après la panne'
		});
		expect(goesOn.type).toBe('success');
	});

	it('in the grouping: an edit that the board said it keeps is there, and the screen at the board comes back by itself', async () => {
		await room.desk.advanceTo('landscape-grouping');
		const [one, two] = room.seats as [Seat, Seat];
		const { boardId } = (await one.hand<{ boardId: string }>()).step;
		const board = new AtBoard(one, boardId);
		await board.synced();
		const [first, second, third] = board.cards.map(({ id }) => id);
		const group = randomUUID();
		board.group(group, 'Manger sur place', [first!, second!]);
		await board.saved();
		await crash();
		const cold = new AtBoard(two, boardId);
		await cold.synced();
		expect(cold.groups.map(({ title }) => title)).toEqual(['Manger sur place']);
		expect(
			cold.cards
				.filter((card) => card.group === group)
				.map(({ id }) => id)
				.sort()
		).toEqual([first, second].sort());
		await board.until('connected again', () => board.isConnected);
		await board.synced();
		board.move(third!, 'constraints');
		await cold.until(
			'the move seen',
			() => cold.cards.find(({ id }) => id === third)?.zone === 'constraints'
		);
		expect((await room.desk.desk<{ named: number }>()).step.named).toBe(1);
		board.leave();
		cold.leave();
	});

	it('in the dots: every dot that was answered as placed stands, and nobody has more than five', async () => {
		await room.desk.advanceTo('landscape-dots');
		const [one] = room.seats as [Seat];
		const { zones } = (await one.hand<LandscapeDotsOnHand>()).step;
		const cards = zones.flatMap(({ groups }) => groups.flatMap((group) => group.cards.map(({ id }) => id)));
		const placed = room.seats
			.slice(0, 9)
			.flatMap((seat, who) =>
				[0, 1, 2, 3, 4].map((nth) =>
					seat
						.act('landscape-dots', 'place', { card: cards[(who + nth) % cards.length]! })
						.then((answer) => ({ who, answer }))
				)
			);
		const all = await crash(placed, 12);
		for (const [who, seat] of room.seats.slice(0, 9).entries()) {
			const acknowledged = all.filter(
				(result) =>
					result.status === 'fulfilled' && result.value.who === who && result.value.answer.type === 'success'
			).length;
			const { mine, dotsLeft } = (await seat.hand<LandscapeDotsOnHand>()).step;
			const standing = Object.values(mine).reduce((sum, dots) => sum + dots, 0);
			expect(standing).toBeGreaterThanOrEqual(acknowledged);
			expect(standing + dotsLeft).toBe(5);
			for (let left = dotsLeft; left > 0; left--)
				expect((await seat.act('landscape-dots', 'place', { card: cards[0]! })).type).toBe('success');
		}
		await room.desk.act('landscape-dots', 'show-result');
		const shown = (await one.hand<LandscapeDotsOnHand>()).step;
		const counted = shown.zones.flatMap(({ groups }) =>
			groups.flatMap((group) => group.cards.map(({ dots }) => dots ?? 0))
		);
		expect(counted.reduce((sum, dots) => sum + dots, 0)).toBe(9 * 5);
	});

	it('in the break: what was answered as written in the draft is there, and what is said of the needs', async () => {
		await room.desk.advanceTo('retouch');
		const { draft } = (await prescriber().hand<RetouchOnHand>()).step;
		const written = await prescriber().act('retouch', 'write-draft', { text: '# La cantine\nRénover la cuisine.\n- des barquettes', version: draft!.version });
		expect(written.type, written.body).toBe('success');
		const said = draft!.needs.slice(0, 6).map(({ id }) => prescriber().act('retouch', 'answer-need', { need: id }).then((answer) => ({ id, answer })));
		const all = await crash(said, 2);
		const after = (await prescriber().hand<RetouchOnHand>()).step.draft!;
		expect(after.passages.map(({ text }) => text)).toEqual(['La cantine', 'Rénover la cuisine.', 'des barquettes']);
		const acknowledged = all.flatMap((one) => (one.status === 'fulfilled' && one.value.answer.type === 'success' ? [one.value.id] : []));
		expect(after.needs.flatMap(({ id, stance }) => (stance === 'answered' ? [id] : []))).toEqual(expect.arrayContaining(acknowledged));
	});

	it('in the roles: who was told that they have a role has it', async () => {
		await room.desk.advanceTo('roles');
		const taken = room.seats.slice(0, 9).map((seat, who) => seat.act('roles', 'play-own').then((answer) => ({ who, answer })));
		const all = await crash(taken, 3);
		for (const one of all)
			if (one.status === 'fulfilled' && one.value.answer.type === 'success')
				expect((await room.seats[one.value.who]!.hand<RolesOnHand>()).step.mine?.how).toBe('own');
		for (const seat of room.seats.slice(0, 9)) await seat.act('roles', 'play-own');
		expect((await room.desk.act('roles', 'lock')).type).toBe('success');
		await crash();
		expect((await room.seats[0]!.hand<RolesOnHand>()).step).toMatchObject({ isLocked: true });
	});

	it('in the proposal: sealed once, whole, whoever was answered', async () => {
		await room.desk.advanceTo('proposal');
		const sealed = [prescriber().act('proposal', 'seal'), room.desk.act('proposal', 'seal-from-desk')];
		await crash(sealed, 1);
		const { passages } = (await room.seats[0]!.hand<ProposalOnHand>()).step;
		expect(passages!.map(({ text }) => text)).toEqual(['La cantine', 'Rénover la cuisine.', 'des barquettes']);
		expect((await prescriber().act('proposal', 'seal')).type).toBe('failure');
	});

	it('in the questions: each that was answered as asked is there, once', async () => {
		await room.desk.advanceTo('clarification');
		const asked = jurors().map((seat, who) => seat.act('clarification', 'ask', { text: `Pourquoi, n° ${who} ?` }).then((answer) => ({ who, answer })));
		const all = await crash(asked, 3);
		for (const [who, seat] of jurors().entries()) {
			const isAcknowledged = all.some((one) => one.status === 'fulfilled' && one.value.who === who && one.value.answer.type === 'success');
			const { mine } = (await seat.hand<ClarificationOnHand>()).step;
			expect(mine.length).toBeLessThanOrEqual(1);
			if (isAcknowledged) expect(mine).toHaveLength(1);
		}
	});

	it('in the amendments: what was written in silence, the turn, the answers and the version are what was answered', async () => {
		await room.desk.advanceTo('amendments');
		const add = (seat: Seat, who: number) => seat.act('amendments', 'write', { type: 'add', passage: '', quote: '', text: `Ajouter ${who}`, reason: `Parce que ${who}` });
		const all = await crash(jurors().map((seat, who) => add(seat, who).then((answer) => ({ who, answer }))), 3);
		for (const [who, seat] of jurors().entries()) {
			const isAcknowledged = all.some((one) => one.status === 'fulfilled' && one.value.who === who && one.value.answer.type === 'success');
			const { mine } = (await seat.hand<AmendmentsOnHand>()).step;
			expect(mine.length).toBeLessThanOrEqual(1);
			if (isAcknowledged) expect(mine).toHaveLength(1);
			else if (mine.length === 0) expect((await add(seat, who)).type).toBe('success');
		}
		expect((await room.desk.act('amendments', 'begin')).type).toBe('success');
		const turn = async () => (await room.desk.desk<AmendmentsOnDesk>()).step;
		const [first, second] = (await turn()).amendments;
		expect((await prescriber().act('amendments', 'answer', { amendment: first!.id, answer: 'take' })).type).toBe('success');
		await crash();
		const before = await turn();
		expect(before).toMatchObject({ phase: 'turn', version: 0 });
		expect(before.amendments).toHaveLength(8);
		expect(before.amendments[0]).toMatchObject({ id: first!.id, state: 'taken' });
		expect(before.amendments[1]).toMatchObject({ id: second!.id, state: 'proposed' });
		const integrated = [1, 2].map(() =>
			room.desk.act('amendments', 'integrate-at-desk', { base: '0', amendment: first!.id, [`words-${first!.id}`]: 'Un passage de plus.', [`after-${first!.id}`]: '' })
		);
		await crash(integrated, 1);
		const after = await turn();
		expect(after.version).toBe(1);
		expect(after.passages.filter(({ text }) => text === 'Un passage de plus.')).toHaveLength(1);
		expect(after.amendments[0]).toMatchObject({ state: 'integrated', resultingVersion: 1 });
	});

	it('in the vote, with ballots in the box: who voted has voted, under the same receipt', async () => {
		await room.desk.advanceTo('vote');
		const cast = jurors().map((seat, index) =>
			seat.act('vote', 'cast', ballotOf(index)).then((answer) => ({ index, answer }))
		);
		const all = await crash(cast, 4);
		const acknowledged = all.flatMap((one) =>
			one.status === 'fulfilled' && one.value.answer.type === 'success' ? [one.value.index] : []
		);
		expect(acknowledged.length).toBeGreaterThanOrEqual(4);
		const receipts: (string | null)[] = [];
		for (const [index, seat] of jurors().entries()) {
			const { hasVoted, receipt } = (await seat.hand<VoteOnHand>()).step;
			if (acknowledged.includes(index))
				expect([hasVoted, receipt]).toEqual([true, expect.stringMatching(/^\w{10}$/)]);
			expect((await seat.act('vote', 'cast', ballotOf(index))).type).toBe('success');
			const now = (await seat.hand<VoteOnHand>()).step.receipt;
			if (hasVoted) expect(now).toBe(receipt);
			receipts.push(now);
		}
		expect(new Set(receipts).size).toBe(8);
		const { voted, result } = (await room.desk.desk<VoteOnWall>()).step;
		expect([voted, result]).toEqual([8, null]);
	});

	it('during the close of the vote: nothing is half counted, and the next close counts every ballot once', async () => {
		await room.desk.advanceTo('vote');
		for (const [index, seat] of jurors().entries()) await seat.act('vote', 'cast', ballotOf(index));
		const sql = postgres(connectionUrl(data.url), {
			...connectionOptions(data.url),
			max: 2,
			onnotice: () => {}
		});
		try {
			expect(keys()).toHaveLength(1);
			const [key] = keys() as [string];
			const kept = join(dataDir, 'kept.key');
			copyFileSync(join(dataDir, 'keys', key), kept);
			// the close has opened the ballots and waits to write its counts
			await sql.begin(async (held) => {
				await held`lock table ballot_counts in access exclusive mode`;
				const closing = room.desk.act('vote', 'close-vote').catch(() => undefined);
				const waits = async () =>
					(await sql`select 1 from pg_locks where relation = 'ballot_counts'::regclass and not granted`)
						.length;
				await expect.poll(waits, { timeout: 10_000, interval: 20 }).toBeGreaterThan(0);
				await server.kill9();
				await closing;
			});
			server = await start(server.port);
			expect((await room.desk.desk<VoteOnWall>()).step).toMatchObject({
				stage: 'open',
				voted: 8,
				result: null
			});
			expect((await sql`select 1 from sealed_ballots`).length).toBe(8);
			expect((await sql`select 1 from ballot_counts where box_id = ${key.slice(0, -4)}`).length).toBe(0);

			expect((await room.desk.act('vote', 'close-vote')).type).toBe('success');
			await expect.poll(keys).toEqual([]);
			// a crash between the commit and the end of the key leaves this
			await server.kill9();
			copyFileSync(kept, join(dataDir, 'keys', key));
			rmSync(kept);
			await sql`update ballot_boxes set key_destroyed_at = null where id = ${key.slice(0, -4)}`;
			server = await start(server.port);
			expect(existsSync(join(dataDir, 'keys', key))).toBe(false);
			expect((await sql`select 1 from sealed_ballots`).length).toBe(0);
		} finally {
			await sql.end();
		}
		const { stage, result } = (await room.desk.desk<VoteOnWall>()).step;
		expect(stage).toBe('closed');
		const expected = ['A', 'B', 'C'].map((code) => {
			const counts = [0, 0, 0, 0, 0];
			for (const index of jurors().keys()) counts[Number(ballotOf(index)[`grade-${code}` as 'grade-A'])]!++;
			return [code, counts];
		});
		expect(result!.ballots).toBe(8);
		expect(result!.counts).toEqual(Object.fromEntries(expected));
		expect(result!.receipts).toHaveLength(8);
		const late = await room.seats[8]!.act('vote', 'cast', ballotOf(0));
		expect([late.status, late.data?.refusal]).toEqual([422, 'vote-closed']);
	});

	it('in the consent, with an objection on the table: the round goes on where it was', async () => {
		await room.desk.advanceTo('consent');
		const [first, ...others] = room.seats.slice(0, 9) as [Seat, ...Seat[]];
		if ((await room.desk.desk<ConsentOnDesk>()).step.state === 'not-open')
			await room.desk.act('consent', 'open-round', { code: 'B' });
		await room.desk.act('consent', 'move-to', { phase: 'objections' });
		const risk = 'La légumerie ouvrira après la rentrée';
		expect(
			(await first.act('consent', 'object', { risk, wouldLift: 'Un calendrier tenu par le lot 2' })).type
		).toBe('success');
		for (const seat of others) expect((await seat.act('consent', 'consent')).type).toBe('success');
		const objection = (await room.desk.desk<ConsentOnDesk>()).step.objections[0]!.id;
		await room.desk.act('consent', 'take-up', { objection });
		await crash();
		const { step } = await first.hand<ConsentOnHand>();
		expect(step).toMatchObject({
			state: 'running',
			says: 'objection',
			isMineOnTable: true,
			onTable: { risk, state: 'taken-up' }
		});
		expect((await others[0]!.hand<ConsentOnHand>()).step.says).toBe('consent');
		for (const [who, act, fields] of [
			[room.desk, 'integrate', { objection, text: 'Le lot 2 commence en juin' }],
			[first, 'release', { objection }],
			[room.desk, 'lift', { objection }],
			[room.desk, 'obtain', {}]
		] as const)
			expect((await who.act('consent', act, fields)).body).toContain('"type":"success"');
		await crash();
		expect((await room.desk.desk<ConsentOnDesk>()).step.state).toBe('obtained');
	});

	it('in the sketch: the line that was accepted is there, and what is frozen stays so', async () => {
		await room.desk.advanceTo('sketch');
		const line = { mode: 'purchase', object: 'Les denrées, en sept lots', season: '2027-spring', low: '3 M€', high: '3,8 M€' };
		expect((await room.desk.act('sketch', 'write-line-at-desk', line)).type).toBe('success');
		expect((await room.seats[0]!.act('sketch', 'suggest', { about: 'purchase', text: 'Un dossier court' })).type).toBe('success');
		await crash();
		const { step } = await room.desk.desk<SketchOnDesk>();
		expect(step.lines).toMatchObject([{ code: 'S1', object: line.object, money: { kind: 'range', low: 300_000_000, high: 380_000_000 } }]);
		expect(step.editing.suggestions).toMatchObject([{ text: 'Un dossier court' }]);
		expect((await room.desk.act('sketch', 'freeze-at-desk')).type).toBe('success');
		await crash();
		expect((await room.desk.desk<SketchOnDesk>()).step.isFrozen).toBe(true);
		expect((await room.desk.act('sketch', 'write-line-at-desk', line)).data?.refusal).toBe('sketch-frozen');
	});

	it('in the closing: the words left are there, the room ends, and the record is whole', async () => {
		await room.desk.advanceTo('closing');
		const body = 'Commission d’appel d’offres';
		await room.desk.act('closing', 'write-closing', {
			body,
			bodyOn: '2099-03-12',
			on1: '',
			what1: '',
			on2: '',
			what2: '',
			on3: '',
			what3: ''
		});
		for (const [index, seat] of room.seats.slice(0, 9).entries())
			expect(
				(
					await seat.act('closing', 'leave', {
						usefulness: String(1 + (index % 5)),
						word: `mot${index}`,
						hours: ''
					})
				).type
			).toBe('success');
		await crash();
		expect((await room.seats[3]!.hand<ClosingOnHand>()).step).toMatchObject({
			word: 'mot3',
			usefulness: 4,
			closing: { body }
		});
		expect((await room.desk.change('close')).type).toBe('redirect');
		await crash();
		const record = JSON.parse(
			await room.desk.page(`/compte-rendu/${room.gathering}/compte-rendu.json`)
		) as WorkshopRecord;
		expect(record.gathering.closedAt).not.toBeNull();
		expect(record.closing.body).toBe(body);
		expect([...record.closing.words].sort()).toEqual(room.seats.slice(0, 9).map((_, index) => `mot${index}`));
		expect(record.consent.state ?? 'none').toMatch(/obtained|none/);
	});

	it('leaves a journal without a gap', async () => {
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[join(root, 'scripts/verify-journal.ts')],
			{
				env: { ...process.env, DATABASE_URL: data.url, DATA_DIR: dataDir, NODE_ENV: 'production' }
			}
		);
		expect(stdout).not.toBe('');
	});
});
