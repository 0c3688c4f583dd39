import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { inTransaction } from '../../src/lib/db/server/database.ts';
import * as memberships from '../../src/lib/projects/server/memberships.ts';
import { startServer, type RunningServer } from '../world/server.ts';
import { ask, hangUp, openSocket, openStream, type Stream } from './client.ts';
import { build, type World } from './world.ts';

const promise = 2_000;

let world: World;
let server: RunningServer;
const streams: Stream[] = [];
const sockets: WebSocket[] = [];

beforeAll(async () => {
	world = await build();
	server = await startServer({ databaseUrl: process.env.DATABASE_URL! });
}, 180_000);

afterEach(() => {
	for (const stream of streams.splice(0)) stream.close();
	for (const socket of sockets.splice(0)) socket.terminate();
});

afterAll(async () => {
	hangUp();
	await server?.stop();
});

async function aStream(path: string, cookie?: string): Promise<Stream> {
	const stream = await openStream(server.url, path, { cookie });
	streams.push(stream);
	return stream;
}

/** Milliseconds from the moment at which the right is taken until the last of the screens is cut. */
async function lasts(takes: () => Promise<unknown>, ends: readonly Promise<unknown>[]): Promise<number> {
	const since = performance.now();
	const until = Promise.all(ends).then(() => performance.now() - since);
	await takes();
	return until;
}

const console_ = () => `/console/${world.places.own.gathering}`;
const direct = () => `/direct/${world.places.own.gathering}`;
const asFacilitator = (act: string, form: Record<string, string>) => ask(server.url, `${console_()}?/${act}`, { cookie: world.people.administrator.cookie, form });

/** What somebody has open: their stream, and a board, with the code that it is closed with. */
async function screensOf(cookie: string): Promise<{ stream: Stream; board: Promise<number>[] }> {
	const stream = await aStream(direct(), cookie);
	const { socket, code } = await openSocket(server.url, `/boards/${world.places.own.board}`, { cookie });
	expect(code).toBeUndefined();
	sockets.push(socket);
	return { stream, board: [new Promise((closed) => socket.once('close', closed))] };
}

describe('a right that is lost ends what was open within two seconds', () => {
	test('a seat that leaves: this device only', async () => {
		const cookie = await world.people['buyer-seat'].anotherDevice();
		const { stream, board } = await screensOf(cookie);
		const stays = await screensOf(world.people['buyer-seat'].cookie);
		const ms = await lasts(() => ask(server.url, `/main/${world.places.own.gathering}?/leave`, { cookie, form: {} }), [stream.ended, ...board]);
		expect(ms).toBeLessThan(promise);
		expect(await stream.ended).toContain('event: lost');
		expect(await Promise.race([...stays.board, 'open'])).toBe('open');
	});

	test('a seat that is expelled, on all its devices', async () => {
		const first = await screensOf(world.people.juror.cookie);
		const second = await screensOf(await world.people.juror.anotherDevice());
		const other = await screensOf(world.people['buyer-seat'].cookie);
		const ms = await lasts(
			() => asFacilitator('expel', { seat: world.seats.juror, sure: 'yes' }),
			[first.stream.ended, second.stream.ended, ...first.board, ...second.board]
		);
		expect(ms).toBeLessThan(promise);
		expect(await first.board[0]).toBe(4403);
		expect(await Promise.race([...other.board, 'open'])).toBe('open');
		const { status } = await ask(server.url, `/main/${world.places.own.gathering}`, { cookie: world.people.juror.cookie });
		expect(status).toBe(403);
	});

	test('a lent phone, when a new personal code is given', async () => {
		const { stream, board } = await screensOf(world.people['buyer-seat'].cookie);
		const ms = await lasts(() => asFacilitator('reissue', { seat: world.seats['buyer-seat'] }), [stream.ended, ...board]);
		expect(ms).toBeLessThan(promise);
	});

	test('the wall, when its link is made anew', async () => {
		const { wall } = world.places.own;
		const stream = await aStream(`/mur/${wall}/direct`);
		expect(await lasts(() => asFacilitator('rotate', { what: 'wall' }), [stream.ended])).toBeLessThan(promise);
		expect((await ask(server.url, `/mur/${wall}`)).status).toBe(404);
	});

	test('the link of the QR, at once, and nobody who is in loses anything', async () => {
		const { join } = world.places.own;
		const waiting = await aStream(direct(), world.people.waiting.cookie);
		await asFacilitator('rotate', { what: 'invitation' });
		const { body } = await ask(server.url, `/r/${join}`);
		expect(body).not.toContain('name="publicName"');
		const { status } = await ask(server.url, `/r/${join}`, { form: { publicName: 'Lilas', capacity: 'juror' } });
		expect(status).toBe(422);
		expect(await Promise.race([waiting.ended, 'open'])).toBe('open');
	});

	test('an account that logs out', async () => {
		const cookie = await world.people.facilitator.anotherDevice();
		const { stream, board } = await screensOf(cookie);
		const stays = await screensOf(world.people.facilitator.cookie);
		const ms = await lasts(() => ask(server.url, '/deconnexion', { cookie, form: {} }), [stream.ended, ...board]);
		expect(ms).toBeLessThan(promise);
		expect(await Promise.race([...stays.board, stays.stream.ended, 'open'])).toBe('open');
	});

	test('a mandate that is withdrawn', async () => {
		const { stream, board } = await screensOf(world.people.facilitator.cookie);
		const { authorityId, projectId } = world.mandate;
		const [place] = await inTransaction((tx) => memberships.ofAccount(tx, world.facilitator.accountId, projectId, new Date()));
		const path = `/projets/${projectId}?/retirer`;
		const ms = await lasts(() => ask(server.url, path, { cookie: world.people.administrator.cookie, form: { membership: place!.membershipId } }), [stream.ended, ...board]);
		expect(ms).toBeLessThan(promise);
		expect(authorityId).toBe(world.facilitator.authorityId);
		expect((await ask(server.url, console_(), { cookie: world.people.facilitator.cookie })).status).toBe(403);
	});

	test('[CO59] a contract that is opened to its holder no more, or a holder who loses their place', async () => {
		const { project, contract } = world.places.own;
		const { cookie } = world.people.contractor;
		const held = `/titulaire/${project}/${contract}`;
		const first = await aStream(`${held}/flux`, cookie);
		const asBuyer = (form: Record<string, string>) => ask(server.url, `/projets/${project}/tableau-de-bord/contrats/${contract}?/ouvrir`, { cookie: world.people.buyer.cookie, form });
		expect(await lasts(() => asBuyer({ revision: '1' }), [first.ended])).toBeLessThan(promise);
		expect(await first.ended).toContain('event: lost');
		expect((await ask(server.url, held, { cookie })).status).toBe(403);
		await asBuyer({ revision: '2', holder: world.holder });
		expect((await ask(server.url, held, { cookie })).status).toBe(200);
		const second = await aStream(`${held}/flux`, cookie);
		const takesBack = () => ask(server.url, `/projets/${project}?/retirer`, { cookie: world.people.administrator.cookie, form: { membership: world.holder } });
		expect(await lasts(takesBack, [second.ended])).toBeLessThan(promise);
		expect((await ask(server.url, held, { cookie })).status).toBe(403);
	});
});
