import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openRoom, type Room } from '../world/room.ts';
import { freshDatabase, startServer, type FreshDatabase, type RunningServer } from '../world/server.ts';

let database: FreshDatabase;
let server: RunningServer;
let room: Room;

beforeAll(async () => {
	database = await freshDatabase(inject('serverUrl'));
	server = await startServer({ databaseUrl: database.url });
	room = await openRoom(server, { seats: 0 });
});

afterAll(async () => {
	await server?.stop();
	await database?.drop();
});

test('sixty people behind one address come in at once, each at a seat of their own', async () => {
	const seats = await Promise.all(Array.from({ length: 60 }, (_, index) => room.join(`Personne ${index + 1}`)));
	const { frame } = await room.desk.desk();
	expect(frame.seats.filter(({ state }) => state === 'waiting')).toHaveLength(60);
	expect((await room.desk.change('admitAll')).type).toBe('success');

	// sixty that look at once share what they read, and each sees its own seat all the same
	const looks = await Promise.all(seats.map((seat) => seat.hand()));
	expect(looks.map(({ frame }) => frame.seat.publicName)).toEqual(seats.map(({ name }) => name));
	expect(new Set(looks.map(({ frame }) => frame.seat.id)).size).toBe(60);
	expect(new Set(looks.map(({ code }) => code)).size).toBe(60);
	expect(looks.every(({ frame }) => frame.seat.state === 'admitted' && frame.arrived === 60)).toBe(true);
});

test('a wrong link tried again and again closes nothing to those who have the right one', async () => {
	for (let tries = 0; tries < 20; tries += 1) await room.desk.ask(`/r/${'a'.repeat(32)}`);
	await expect(room.join('Personne 61')).resolves.toBeDefined();
});

test('sixty write at once, and nobody sees the card of another', async () => {
	await room.desk.advanceTo('landscape-writing');
	const sixty = room.seats.slice(0, 60);
	const written = await Promise.all(sixty.map((seat) => seat.act('landscape-writing', 'write', { zone: 'needs', text: `Ce que voit ${seat.name}.` })));
	expect(written.map(({ type }) => type)).toEqual(Array(60).fill('success'));
	const looks = await Promise.all(sixty.map((seat) => seat.hand<{ mine: { text: string }[] }>()));
	expect(looks.map(({ step }) => step.mine.map(({ text }) => text))).toEqual(sixty.map(({ name }) => [`Ce que voit ${name}.`]));
});
