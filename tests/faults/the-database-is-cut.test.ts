import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { LandscapeWritingOnHand } from '../../src/lib/workshop/rules/steps/landscape-writing.ts';
import { AtBoard } from '../world/board.ts';
import { faultyPostgres, type FaultyPostgres } from '../world/faulty-postgres.ts';
import { openRoom, Stream, type Room, type Seat } from '../world/room.ts';
import { freshDatabase, startServer, type FreshDatabase, type RunningServer } from '../world/server.ts';

let data: FreshDatabase;
let postgres: FaultyPostgres;
let server: RunningServer;
let room: Room;

beforeAll(async () => {
	data = await freshDatabase(inject('serverUrl'));
	postgres = await faultyPostgres(data.url);
	server = await startServer({ databaseUrl: postgres.url });
	room = await openRoom(server, { seats: 3 });
	await room.desk.advanceTo('landscape-writing');
});

afterAll(async () => {
	postgres?.mend();
	await server?.stop();
	await postgres?.close();
	await data?.drop();
});

const status = async (path: string) => (await fetch(`${server.url}${path}`)).status;
/** On every connection of the pool: one that was opened during the cut may still learn that it is dead, once the others work. */
const isBack = () => expect.poll(async () => new Set(await Promise.all(Array.from({ length: 20 }, () => status('/readyz')))), { timeout: 15_000, interval: 50 }).toEqual(new Set([200]));
const textsOf = async (seat: Seat) =>
	(await seat.hand<LandscapeWritingOnHand>('landscape-writing')).step.mine.map(({ text }) => text);
const write = (seat: Seat, text: string) => seat.act('landscape-writing', 'write', { zone: 'needs', text });

describe('Postgres cut off', () => {
	it('is said in a sentence, nothing is called saved, and the room goes on by itself when it is back', async () => {
		const [seat] = room.seats as [Seat];
		const stream = await Stream.open(seat, `/direct/${room.gathering}`);
		postgres.cut();
		try {
			const refused = await write(seat, 'Pendant la coupure');
			expect([refused.type, refused.status]).toEqual(['error', 503]);
			expect(refused.body).toContain('La base de données ne répond pas');
			const page = await seat.ask(seat.path);
			expect(page.status).toBe(503);
			expect(await page.text()).toContain('La base de données ne répond pas');
			expect(await seat.speak('en').page(seat.path)).toContain('The database does not answer');
			seat.speak('fr');
			expect((await seat.ask(`${seat.path}/__data.json`)).status).toBe(503);
			expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
		} finally {
			postgres.mend();
		}
		await isBack();
		expect(await textsOf(seat)).toEqual([]);
		expect((await write(seat, 'Après la coupure')).type).toBe('success');
		expect(await textsOf(seat)).toEqual(['Après la coupure']);
		const again = await Stream.open(seat, `/direct/${room.gathering}`);
		const other = room.seats[1]!;
		await other.send(`${other.path}?/hand`, { raised: 'yes' });
		// told as it happened, or by the word to look at everything where the server's ear came back only after it
		await again.hears('data: ');
		const from = again.said.length;
		await other.send(`${other.path}?/hand`, { raised: 'no' });
		await again.hears(`seats:${room.gathering}`, from);
		again.close();
		stream.close();
	});

	it('for some seconds without an answer: nobody is told anything until it answers, and each act is done once', async () => {
		const [, seat] = room.seats as [Seat, Seat];
		postgres.hold();
		let answered = 0;
		const sent = ['Un', 'Deux', 'Trois'].map((text) => write(seat, text).finally(() => answered++));
		expect(await status('/readyz')).toBe(503); // two seconds
		expect(answered).toBe(0);
		postgres.mend();
		for (const answer of await Promise.all(sent)) expect(answer.type).toBe('success');
		expect((await textsOf(seat)).sort()).toEqual(['Deux', 'Trois', 'Un']);
	});

	it('between a commit and its answer: what may or may not be kept is never called saved', async () => {
		const [, , seat] = room.seats as [Seat, Seat, Seat];
		postgres.muteAnswers();
		const sent = write(seat, 'Qui sait');
		expect(await status('/readyz')).toBe(503);
		postgres.cut();
		expect([(await sent).type, (await sent).status]).toEqual(['error', 503]);
		postgres.mend();
		await isBack();
		expect((await textsOf(seat)).length).toBeLessThanOrEqual(1);
	});

	it('leaves a board that is written on: no edit is called kept meanwhile, and all are when it is back', async () => {
		await room.desk.advanceTo('landscape-grouping');
		const [one, two] = room.seats as [Seat, Seat];
		const { boardId } = (await one.hand<{ boardId: string }>()).step;
		const [board, other] = [new AtBoard(one, boardId), new AtBoard(two, boardId)];
		await Promise.all([board.synced(), other.synced()]);
		await board.saved();
		postgres.cut();
		board.group(randomUUID(), 'Écrit pendant la coupure', [board.cards[0]!.id]);
		await board.until('told that nothing is kept', () => board.storage === 'troubled' || !board.isConnected);
		expect(board.isSaved).toBe(false);
		expect(other.groups).toEqual([]);
		postgres.mend();
		await other.until('the group', () => other.groups.length === 1);
		await board.until('in step again', () => board.isConnected);
		await board.saved();
		const cold = new AtBoard(two, boardId);
		await cold.synced();
		expect(cold.groups.map(({ title }) => title)).toEqual(['Écrit pendant la coupure']);
		for (const at of [board, other, cold]) at.leave();
	});
});
