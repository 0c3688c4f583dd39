// A room of a gathering with its board, its seats' cookies, and clients at it over real sockets: of whichever hub stands behind the address.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import * as document from '../../src/lib/boards/ink/document.ts';
import { decodeFrame, messageBoard, type BoardFrame } from '../../src/lib/boards/ink/frames.ts';
import * as boards from '../../src/lib/boards/server/boards.ts';
import * as log from '../../src/lib/boards/server/log.ts';
import type { AuthorityId, BoardId, GatheringId, SeatId } from '../../src/lib/db/rules/ids.ts';
import { database, inTransaction } from '../../src/lib/db/server/database.ts';
import { newId } from '../../src/lib/db/server/ids.ts';
import { gatherings, seatDevices, seats } from '../../src/lib/gatherings/server/tables.ts';
import * as sessions from '../../src/lib/people/server/sessions.ts';
import { accounts, authorities, persons } from '../../src/lib/people/server/tables.ts';
import { hashToken, newToken } from '../../src/lib/people/server/tokens.ts';
import { memberships, projects } from '../../src/lib/projects/server/tables.ts';
import { now } from '../../src/lib/time/server/clock.ts';

export interface Hub {
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
	stop(): Promise<void>;
}

export interface Serving {
	/** host and port */
	readonly at: string;
	end(): Promise<void>;
}

export async function serve(hub: Hub): Promise<Serving> {
	const http = createServer((request, response) => {
		if (!hub.handleRequest(request, response)) response.writeHead(404).end();
	});
	http.on('upgrade', (request, socket, head) => {
		if (!hub.handleUpgrade(request, socket, head)) socket.destroy();
	});
	await new Promise<void>((up) => http.listen(0, '127.0.0.1', up));
	return {
		at: `127.0.0.1:${(http.address() as AddressInfo).port}`,
		end: async () => {
			await hub.stop();
			http.closeAllConnections();
			http.close();
		}
	};
}

/** The network of a device that bears a cookie; `without` a socket, none comes through. */
export function networkOf(at: string, { cookie }: { cookie: string }, { without, Socket = WebSocket }: { without?: 'socket' | 'stream'; Socket?: typeof WebSocket } = {}) {
	class Device extends Socket {
		constructor(url: string, protocols?: string[]) {
			super(without === 'socket' ? 'ws://127.0.0.1:9' : url, protocols, { headers: { cookie } });
		}
	}
	const origin = `http://${at}`;
	const carried: typeof fetch = (address, init) =>
		without === 'stream' ? Promise.reject(new Error('no stream')) : fetch(address, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie, ...(init?.method === 'POST' && { origin }) } });
	return { origin, WebSocket: Device as unknown as typeof globalThis.WebSocket, fetch: carried };
}

export interface Hand {
	readonly seatId: SeatId;
	readonly cookie: string;
}

/** A gathering with seats, and its open board of four cards. `at-the-console`: the browser of each hand bears the account of a facilitator, too. */
export async function roomOf(count: number, where: 'in-the-room' | 'at-the-console' = 'in-the-room'): Promise<{ boardId: BoardId; gatheringId: GatheringId; hands: Hand[]; cards: string[] }> {
	const authorityId = newId<'authority'>() as AuthorityId;
	const projectId = newId<'project'>();
	const gatheringId = newId<'gathering'>();
	const createdAt = new Date(now().getTime() - 1_000);
	const hands: Hand[] = [];
	const cards = Array.from({ length: 4 }, () => newId<'card'>());
	const boardId = await inTransaction(async (tx) => {
		await tx.insert(authorities).values({ id: authorityId, name: 'Les Rivelles', createdAt });
		await tx.insert(projects).values({ id: projectId, authorityId, code: gatheringId, title: 'À table', createdAt });
		await tx.insert(gatherings).values({
			id: gatheringId, authorityId, projectId, kind: 'workshop', title: 'Atelier', startsAt: createdAt, position: 0,
			agenda: { version: 1, steps: [{ step: 'welcome', plannedMinutes: 5, minimumMinutes: 5, isProtected: false, isOptional: false, register: 'speak' }] },
			joinCode: gatheringId, joinTokenHash: gatheringId, joinToken: gatheringId, joinOpensAt: createdAt, joinClosesAt: createdAt,
			projectorToken: gatheringId, projectorTokenHash: gatheringId, createdAt
		});
		for (let index = 0; index < count; index++) {
			const [personId, membershipId, seatId, token] = [newId<'person'>(), newId<'membership'>(), newId<'seat'>(), newToken()];
			await tx.insert(persons).values({ id: personId, authorityId, name: `P${index}`, createdAt });
			await tx.insert(memberships).values({ id: membershipId, authorityId, projectId, personId, capacity: 'juror', publicName: `P${index}`, startsAt: createdAt, createdAt });
			await tx.insert(seats).values({ id: seatId, authorityId, gatheringId, membershipId, state: 'admitted', joinedAt: createdAt, admittedAt: createdAt });
			await tx.insert(seatDevices).values({ tokenHash: hashToken(token), authorityId, seatId, createdAt });
			hands.push({ seatId, cookie: `place-${gatheringId}=${token}` });
		}
		if (where === 'at-the-console') {
			const accountId = newId<'account'>();
			await tx.insert(accounts).values({ id: accountId, authorityId, name: 'Solène', email: `${accountId}@exemple.invalid`, isAdministrator: true, createdAt });
			const { token } = await sessions.begin(tx, { authorityId, accountId }, now());
			for (const [index, hand] of hands.entries()) hands[index] = { ...hand, cookie: `eclaireurs=${token}; ${hand.cookie}` };
		}
		const id = await boards.create(tx, { authorityId, gatheringId, name: 'landscape' });
		await boards.seed(tx, id, cards.map((card, index) => ({ id: card, zone: 'needs', kind: 'need', text: `Besoin ${index}`, capacity: null })));
		await boards.unfreeze(tx, id);
		return id;
	});
	return { boardId, gatheringId, hands, cards };
}

export interface Client {
	readonly doc: Y.Doc;
	readonly provider: WebsocketProvider;
	readonly frames: BoardFrame[];
	readonly codes: number[];
	readonly closed: Promise<{ code: number; reason: string }>;
	/** on the present socket: frames sent that bear an update, and how many of them are kept */
	readonly count: { sent: number; kept: number };
}

const open: Client[] = [];
export const leaveAll = () => open.splice(0).forEach(({ provider }) => provider.destroy());

/** What a client that knows our frames asks for; one that does not asks for nothing. */
const ours = { extension: '1' };
export const stock = {};

export function join(at: string, boardId: BoardId, hand: Hand, doc = new Y.Doc({ gc: false }), params: Record<string, string> = ours): Client {
	const count = { sent: 0, kept: 0 };
	const codes: number[] = [];
	class WithCookie extends WebSocket {
		constructor(url: string, protocols?: string[]) {
			super(url, protocols, { headers: { cookie: hand.cookie } });
			count.sent = count.kept = 0;
			this.on('close', (code) => codes.push(code));
		}
		override send(bytes: Uint8Array): void {
			if (bytes[0] === 0 && bytes[1] !== 0) count.sent++;
			super.send(bytes);
		}
	}
	const provider = new WebsocketProvider(`ws://${at}/boards`, boardId, doc, {
		disableBc: true,
		WebSocketPolyfill: WithCookie as never,
		maxBackoffTime: 100,
		params
	});
	const frames: BoardFrame[] = [];
	provider.messageHandlers[messageBoard] = (_encoder, decoder) => {
		const frame = decodeFrame(decoder)!;
		frames.push(frame);
		if (frame.say === 'kept') count.kept = frame.count;
	};
	const closed = new Promise<{ code: number; reason: string }>((gone) => provider.on('closed', gone));
	const client = { doc, provider, frames, codes, closed, count };
	open.push(client);
	return client;
}

export const synced = ({ provider }: Client) => new Promise<void>((done) => (provider.synced ? done() : provider.once('sync', () => done())));
export const isSaved = ({ provider, count }: Client) => provider.synced && count.sent > 0 && count.kept >= count.sent;

export const cold = async (boardId: BoardId) => (await log.replay(await database(), boardId))!.document;
/** All that a board says, in an order of its own. */
export const content = (doc: Y.Doc) => JSON.stringify([document.readCards(doc), document.readGroups(doc), [...document.readMarks(doc)].sort()]);

/** A frame that bears an update. */
export function framed(update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 0);
	encoding.writeVarUint(encoder, 2);
	encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}

/** A bare socket of whoever bears the cookie, what it hears, and the code with which it is closed, or the status with which it is turned away. */
export function bare(at: string, boardId: BoardId, { cookie, origin }: { cookie?: string; origin?: string }) {
	const headers = { ...(cookie !== undefined && { cookie }), ...(origin !== undefined && { origin }) };
	const socket = new WebSocket(`ws://${at}/boards/${boardId}?extension=1`, { headers });
	const heard: Buffer[] = [];
	socket.on('message', (bytes: Buffer) => heard.push(bytes));
	socket.on('error', () => {});
	return {
		socket,
		heard,
		closed: new Promise<{ code: number; reason: string }>((gone) => {
			socket.on('close', (code, reason) => gone({ code, reason: String(reason) }));
			socket.on('unexpected-response', (_request, { statusCode, statusMessage }) => gone({ code: statusCode!, reason: statusMessage! }));
		}),
		opened: new Promise<void>((up) => socket.once('message', () => up()))
	};
}
