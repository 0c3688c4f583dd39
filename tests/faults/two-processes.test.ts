import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { VoteOnHand, VoteOnWall } from '../../src/lib/workshop/rules/steps/vote.ts';
import { AtBoard } from '../world/board.ts';
import { Desk, openRoom, Seat, Stream, type Room } from '../world/room.ts';
import {
	folderForAll,
	freshDatabase,
	startServer,
	type FreshDatabase,
	type RunningServer
} from '../world/server.ts';

const folders = [folderForAll(), folderForAll(), folderForAll()] as const;
const keysDir = join(folders[2], 'keys');
let data: FreshDatabase;
let one: RunningServer;
let two: RunningServer;
let room: Room;
/** the same facilitator, whose console is served by the other process */
let desk: Desk;

beforeAll(async () => {
	data = await freshDatabase(inject('serverUrl'));
	const start = (dataDir: string) =>
		startServer({ databaseUrl: data.url, dataDir, env: { KEYS_DIR: keysDir } });
	[one, two] = await Promise.all([start(folders[0]), start(folders[1])]);
	room = await openRoom(one, { seats: 8 });
	desk = Desk.with(room.desk.at(two), room.gathering);
});

afterAll(async () => {
	await Promise.all([one?.stop(), two?.stop()]);
	await data?.drop();
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Milliseconds until it holds. */
async function lasts(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}

describe('two processes on one Postgres', () => {
	it('let in on one who joined at the other, and tell the screens of both', async () => {
		const here = await Stream.open(room.seats[0]!, `/direct/${room.gathering}`);
		const there = await Stream.open(desk, `/direct/${room.gathering}`);
		const late = await room.join('Rachida');
		await Promise.all([here.hears(`seats:${room.gathering}`), there.hears(`seats:${room.gathering}`)]);
		const from = here.said.length;
		expect((await desk.change('admit', { seat: await late.seatId() })).type).toBe('success');
		await here.hears(`seats:${room.gathering}`, from);
		expect((await late.hand()).frame.seat.state).toBe('admitted');
		const elsewhere = new Seat(two, 'Rachida', room.gathering);
		expect((await elsewhere.send('/retour', { code: late.personalCode })).type).toBe('redirect');
		expect(await elsewhere.seatId()).toBe(await late.seatId());
		here.close();
		there.close();
	});

	it('change step together: a screen of one is told within two seconds of an advance on the other', async () => {
		const stream = await Stream.open(room.seats[0]!, `/direct/${room.gathering}`);
		expect(
			await lasts(async () => Promise.all([desk.advance(), stream.hears(`gathering:${room.gathering}`)]))
		).toBeLessThan(2_000);
		const step = (await desk.desk()).frame.clock!.step;
		expect((await room.seats[0]!.hand()).shown).toBe(step);
		stream.close();
	});

	it('[GA2] let one of two advances at once through, and tell the other', async () => {
		const { frame } = await desk.desk();
		const fields = { revision: String(frame.revision), confirmed: 'yes' };
		const both = await Promise.all([room.desk, desk].map((at) => at.send(`${at.path}?/advance`, fields)));
		expect(both.map(({ type }) => type).sort()).toEqual(['failure', 'redirect']);
		expect(both.find(({ type }) => type === 'failure')!.data!.refusal).toBe('somebody-advanced-first');
		expect((await desk.desk()).frame.revision).toBe(frame.revision + 1);
	});

	it('carry the edits of a board across, and keep both', async () => {
		await desk.advanceTo('landscape-writing');
		for (const seat of room.seats.slice(0, 3))
			await seat.act('landscape-writing', 'write', { zone: 'needs', text: `Besoin de ${seat.name}` });
		await desk.advanceTo('landscape-grouping');
		const [first, second] = room.seats as [Seat, Seat];
		const { boardId } = (await first.hand<{ boardId: string }>()).step;
		const here = new AtBoard(first, boardId);
		const there = new AtBoard(second.at(two), boardId);
		await Promise.all([here.synced(), there.synced()]);
		const cards = here.cards.map(({ id }) => id);
		here.group(randomUUID(), 'Ici', [cards[0]!]);
		there.group(randomUUID(), 'Là-bas', [cards[1]!]);
		for (const board of [here, there]) {
			await board.until('both groups', () => board.groups.length === 2);
			await board.saved();
			expect(board.groups.map(({ title }) => title).sort()).toEqual(['Ici', 'Là-bas']);
		}
		// a freeze on the one stops the pens of the other
		await desk.advanceTo('landscape-dots');
		here.move(cards[2]!, 'constraints');
		const cold = new AtBoard(second.at(two), boardId);
		await cold.synced();
		expect(cold.cards.find(({ id }) => id === cards[2])!.zone).toBe('needs');
		for (const board of [here, there, cold]) board.leave();
	});

	it('take ballots on one and close the box on the other', async () => {
		await desk.advanceTo('vote');
		for (const [index, seat] of room.seats.slice(0, 8).entries()) {
			const at = index % 2 ? new Seat(two, seat.name, room.gathering) : seat;
			if (at !== seat) for (const pair of seat.cookie.split('; ')) at.keep(pair);
			expect((await at.act('vote', 'cast', { 'grade-A': '0', 'grade-B': '1', 'grade-C': '2' })).type).toBe(
				'success'
			);
		}
		expect((await room.desk.desk<VoteOnWall>()).step.voted).toBe(8);
		// a ballot and the close at once: it is counted, or it is refused
		const late = room.seats[8]!;
		await desk.act('vote', 'add-late', { seat: await late.seatId() });
		const [cast, closed] = await Promise.all([
			late.act('vote', 'cast', { 'grade-A': '4', 'grade-B': '4', 'grade-C': '4' }),
			desk.act('vote', 'close-vote')
		]);
		expect(closed.type).toBe('success');
		const { stage, result } = (await late.hand<VoteOnHand>()).step;
		expect(stage).toBe('closed');
		expect(result!.ballots).toBe(cast.type === 'success' ? 9 : 8);
		await expect
			.poll(() => (existsSync(keysDir) ? readdirSync(keysDir) : []), { timeout: 5_000 })
			.toEqual([]);
	});

	it('end the stream and the socket of somebody expelled on the other process, within two seconds', async () => {
		const gone = room.seats[1]!;
		const stays = await Stream.open(room.seats[0]!, `/direct/${room.gathering}`);
		const stream = await Stream.open(gone, `/direct/${room.gathering}`);
		const there = () => gone.hand<{ boardId: string } | null>('landscape-grouping');
		while (!(await there()).step) await desk.advance();
		const { boardId } = (await there()).step!;
		const board = new AtBoard(gone, boardId);
		await board.synced();
		const seat = await gone.seatId();
		expect(
			await lasts(async () =>
				Promise.all([desk.change('expel', { seat, sure: 'yes' }), stream.ended, board.ended()])
			)
		).toBeLessThan(2_000);
		expect((await gone.ask(gone.path)).status).toBe(403);
		expect((await gone.ask(`/direct/${room.gathering}`)).status).toBe(403);
		await stays.hears(`rights:${room.gathering}`);
		stays.close();
		board.leave();
	});
});
