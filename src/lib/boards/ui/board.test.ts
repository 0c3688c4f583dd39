import { eq } from 'drizzle-orm';
import * as decoding from 'lib0/decoding';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket as Socket } from 'ws';
import { join, leaveAll, networkOf, roomOf, serve, stock, synced, type Serving } from '../../../../tests/world/boardroom.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { seats } from '../../gatherings/server/tables.ts';
import { announce } from '../../live/server/live.ts';
import { cardsOf } from '../ink/document.ts';
import * as boards from '../server/boards.ts';
import * as hub from '../server/hub.ts';
import { connectBoard, type Board } from './board.svelte.ts';
import type { Network } from './line.ts';
import type { Unsent } from './unsent.ts';

let serving: Serving;

beforeAll(async () => {
	serving = await serve(hub);
});

const open: Board[] = [];
afterEach(() => {
	open.splice(0).forEach((board) => board.destroy());
	leaveAll();
});
afterAll(() => serving.end());

/** A device at the board. `network.isDown` cuts it off, as a lift does. */
async function sitDown(boardId: BoardId, { cookie }: { cookie: string }, unsentOf?: Network['unsentOf']) {
	const network = { isDown: false, sockets: [] as Socket[], onceUp: () => {} };
	class Device extends Socket {
		constructor(url: string, protocols?: string[]) {
			super(network.isDown ? 'ws://127.0.0.1:9' : url, protocols, { headers: { cookie } });
			network.sockets.push(this);
			// after the provider has heard of it, before the server asks what this copy holds
			this.on('open', () => queueMicrotask(() => network.onceUp()));
		}
	}
	const cards = await boards.readCards(await database(), boardId);
	const board = connectBoard(boardId, { cards, groups: [] }, { ...networkOf(serving.at, { cookie }, { without: 'stream' }), WebSocket: Device as unknown as typeof WebSocket, ...(unsentOf && { unsentOf }) });
	open.push(board);
	return {
		board,
		cut() {
			network.isDown = true;
			network.sockets.forEach((socket) => socket.terminate());
		},
		mend: () => void (network.isDown = false),
		onceUp: (act: () => void) => void (network.onceUp = act)
	};
}

const until = (holds: () => unknown) => expect.poll(holds, { timeout: 8_000, interval: 10 }).toBeTruthy();
const ready = ({ board }: { board: Board }) => until(() => board.mayWrite && board.connection === 'live');
const standing = async (boardId: BoardId) => boards.readCards(await database(), boardId);

test('[BO1] it says « saved » only after the server does, and others see the change', async () => {
	const { boardId, hands } = await roomOf(2, 'at-the-console');
	const [awa, denis] = [await sitDown(boardId, hands[0]!), await sitDown(boardId, hands[1]!)];
	expect(awa.board.cards).toHaveLength(4);
	expect(awa.board.mayWrite).toBe(false);
	await Promise.all([ready(awa), ready(denis)]);
	const [first, second, third] = awa.board.cards;
	const group = awa.board.createGroup('  Autour du repas ', [first!.id, second!.id])!;
	expect([awa.board.saved, awa.board.unsaved]).toEqual(['saving', 1]);
	await until(() => awa.board.saved === 'saved');
	expect((await standing(boardId)).filter((card) => card.group === group)).toHaveLength(2);
	await until(() => denis.board.groups[0]?.title === 'Autour du repas');
	denis.board.moveCard(third!.id, { before: first!.id });
	denis.board.editText(first!.id, 'Besoin zéro');
	await until(() => awa.board.cards[0]!.id === third!.id && awa.board.cards[1]!.text === 'Besoin zéro');
	// what did not change is the same object: nothing of it is drawn again
	const same = awa.board.cards[2];
	awa.board.renameGroup(group, 'Repas');
	expect(awa.board.cards[2]).toBe(same);
	await until(() => awa.board.saved === 'saved' && denis.board.groups[0]?.title === 'Repas');
});

test('[BO8] a card becomes two; a group goes with its last card; one takes back one’s own last act', async () => {
	const { boardId, hands } = await roomOf(1);
	const awa = await sitDown(boardId, hands[0]!);
	await ready(awa);
	const { board } = awa;
	const [first, second] = board.cards;
	// [BO17] a seat cuts a card, and does not change its words
	for (const [kept, said] of [['Une cantine', 'un jardin'], ['Besoin', 'un jardin'], ['Besoin 0', '0']] as const) expect([board.mayRewrite, board.splitCard(first!.id, kept, said)]).toEqual([false, undefined]);
	board.editText(first!.id, 'Une cantine');
	expect([board.cards[0]!.text, board.unsaved]).toEqual(['Besoin 0', 0]);
	const part = board.splitCard(first!.id, 'Besoin', '0')!;
	expect(board.cards.slice(0, 2).map((card) => card.text)).toEqual(['Besoin', '0']);
	expect(board.splitCard(first!.id, 'Bes', '  ')).toBeUndefined();
	const group = board.createGroup('Repas', [first!.id, part])!;
	board.moveCard(second!.id, { zone: 'resources' });
	board.undoOwn();
	expect(board.cards.find(({ id }) => id === second!.id)!.zone).toBe('needs');
	board.ungroup(group);
	expect(board.groups).toEqual([]);
	board.undoOwn();
	expect(board.groups.map(({ title }) => title)).toEqual(['Repas']);
	expect(board.cards.filter((card) => card.group === board.groups[0]!.id)).toHaveLength(2);
	board.removeFromGroup(first!.id);
	board.moveCard(part, { zone: 'innovation' });
	expect(board.groups).toEqual([]);
	await until(() => board.saved === 'saved');
	expect(board.refused).toBeNull();
	expect(await standing(boardId)).toEqual(board.cards);
});

test('[BO1] what is written while the network is away waits, says so, and arrives', async () => {
	const { boardId, hands } = await roomOf(1, 'at-the-console');
	const awa = await sitDown(boardId, hands[0]!);
	await ready(awa);
	const { board } = awa;
	awa.cut();
	await until(() => board.connection === 'reconnecting');
	board.editText(board.cards[0]!.id, 'Écrit dans l’ascenseur');
	board.createGroup('Ascenseur', [board.cards[0]!.id]);
	expect([board.saved, board.unsaved, board.mayWrite]).toEqual(['not-saved', 2, true]);
	expect(board.cards[0]!.text).toBe('Écrit dans l’ascenseur');
	// one more in the very moment in which the network is back: alone it would leave a gap, and be refused
	awa.onceUp(() => board.editText(board.cards[1]!.id, 'Écrit sur le palier'));
	awa.mend();
	await until(() => board.cards[1]!.text === 'Écrit sur le palier');
	await until(() => board.saved === 'saved' && board.connection === 'live');
	expect((await standing(boardId)).slice(0, 2).map(({ text }) => text)).toEqual(['Écrit dans l’ascenseur', 'Écrit sur le palier']);
	expect(board.refused).toBeNull();
});

test('[BO8] [BO17] a seat whose network is away cuts a card, a part of it and moves them: it arrives at once, and is let in', async () => {
	const { boardId, hands } = await roomOf(1);
	const awa = await sitDown(boardId, hands[0]!);
	await ready(awa);
	const { board } = awa;
	awa.cut();
	await until(() => board.connection === 'reconnecting');
	const { id } = board.cards[0]!;
	const part = board.splitCard(id, 'Bes', 'Oin 0')!;
	board.moveCard(part, { zone: 'constraints' });
	const last = board.splitCard(part, 'Oin', '0')!;
	board.createGroup(' À\tdeux\u202e ', [last]);
	expect(board.splitCard(id, 'B', 'es')).toBeDefined();
	awa.mend();
	await until(() => board.saved === 'saved' && board.connection === 'live');
	expect(board.refused).toBeNull();
	expect(await standing(boardId)).toEqual(board.cards);
	expect(board.cards.map(({ text }) => text).sort()).toEqual(['0', 'B', 'Besoin 1', 'Besoin 2', 'Besoin 3', 'Oin', 'es']);
	expect(board.groups.map(({ title }) => title)).toEqual(['À deux']);
});

test('[BO4] a freeze takes the right to write; what came too late is refused, and its text given back', async () => {
	const { boardId, hands } = await roomOf(1, 'at-the-console');
	const awa = await sitDown(boardId, hands[0]!);
	await ready(awa);
	const { board } = awa;
	await inTransaction((tx) => boards.freeze(tx, boardId));
	await until(() => !board.mayWrite);
	expect(board.connection).toBe('live');
	board.editText(board.cards[0]!.id, 'Jamais');
	expect(board.unsaved).toBe(0);
	await inTransaction((tx) => boards.unfreeze(tx, boardId));
	await until(() => board.mayWrite);
	awa.cut();
	await until(() => board.connection === 'reconnecting');
	board.editText(board.cards[0]!.id, 'Une idée trop tard');
	await inTransaction((tx) => boards.freeze(tx, boardId));
	awa.mend();
	await until(() => board.refused);
	expect(board.refused).toEqual({ reason: 'board-frozen', texts: ['Une idée trop tard'] });
	expect(board.cards[0]!.text).toBe('Besoin 0');
	expect([board.connection, board.saved, board.mayWrite]).toEqual(['live', 'saved', false]);
	await inTransaction((tx) => boards.unfreeze(tx, boardId));
	await until(() => board.mayWrite);
	board.editText(board.cards[0]!.id, 'Une idée à l’heure');
	await until(() => board.saved === 'saved');
	expect((await standing(boardId))[0]!.text).toBe('Une idée à l’heure');
});

test('[BO9] a right that is lost closes the board for good, and says why', async () => {
	const { boardId, gatheringId, hands } = await roomOf(1);
	const awa = await sitDown(boardId, hands[0]!);
	await ready(awa);
	await inTransaction(async (tx) => {
		await tx.update(seats).set({ state: 'expelled' }).where(eq(seats.id, hands[0]!.seatId));
		await announce(tx, `rights:${gatheringId}`);
	});
	await until(() => awa.board.connection === 'closed');
	expect([awa.board.ended, awa.board.mayWrite]).toEqual(['no-right', false]);
	const stranger = await sitDown(boardId, { cookie: '' });
	await until(() => stranger.board.ended === 'nobody');
});

/** The screens of which a frame of presence tells. */
function screensIn(frame: Uint8Array): number[] {
	const decoder = decoding.createDecoder(decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(1))));
	return Array.from({ length: decoding.readVarUint(decoder) }, () => {
		const client = decoding.readVarUint(decoder);
		decoding.readVarUint(decoder);
		decoding.readVarString(decoder);
		return client;
	});
}

test('presence that was received is not sent back', async () => {
	const { boardId, hands } = await roomOf(2);
	/** whose presence went out, by the numbers of their screens */
	const told = new Set<number>();
	const { cookie } = hands[0]!;
	class Listening extends Socket {
		constructor(url: string, protocols?: string[]) {
			super(url, protocols, { headers: { cookie } });
		}
		override send(data: Uint8Array): void {
			if (data[0] === 1) for (const client of screensIn(data)) told.add(client);
			super.send(data);
		}
	}
	const board = connectBoard(boardId, { cards: [], groups: [] }, { ...networkOf(serving.at, { cookie }), WebSocket: Listening as unknown as typeof WebSocket });
	open.push(board);
	await until(() => board.connection === 'live');
	const denis = join(serving.at, boardId, hands[1]!, undefined, stock);
	await synced(denis);
	// a first presence, of clock 0, is heard by nobody
	denis.provider.awareness.setLocalStateField('looksAt', 'needs');
	cardsOf(denis.doc).get(board.cards[0]?.id ?? '')!.set('zone', 'resources');
	await until(() => board.cards.some((card) => card.zone === 'resources'));
	await until(() => board.presence.others.length === 1);
	expect([...told]).not.toContain(denis.doc.clientID);
});

describe('what this browser keeps until it is confirmed', () => {
	/** A browser's store: by board and person. */
	function browser() {
		const rows = new Map<number, Unsent & { place: string }>();
		let last = 0;
		const unsentOf: Network['unsentOf'] = (boardId, who) => {
			const place = `${boardId} ${who}`;
			return {
				read: async () => [...rows].filter(([, row]) => row.place === place).map(([key, { update, texts }]) => ({ key, update, texts })),
				keep: async (unsent) => (rows.set(++last, { ...unsent, place }), last),
				drop: async (keys) => keys.forEach((key) => rows.delete(key)),
				wipe: async () => [...rows].forEach(([key, row]) => row.place === place && rows.delete(key))
			};
		};
		return { rows, unsentOf };
	}

	async function writeInALift(boardId: BoardId, hand: { cookie: string }, unsentOf: Network['unsentOf']) {
		const awa = await sitDown(boardId, hand, unsentOf);
		await ready(awa);
		awa.cut();
		await until(() => awa.board.connection === 'reconnecting');
		awa.board.editText(awa.board.cards[0]!.id, 'Écrit dans l’ascenseur');
		awa.board.createGroup('Ascenseur', [awa.board.cards[0]!.id, awa.board.cards[1]!.id]);
		expect(awa.board.unsaved).toBe(2);
		awa.board.destroy();
	}

	test('[BO52] a page that closes without a network loses nothing: the next one sends it, and keeps it no longer', async () => {
		const { boardId, hands } = await roomOf(1, 'at-the-console');
		const { rows, unsentOf } = browser();
		await writeInALift(boardId, hands[0]!, unsentOf);
		expect([rows.size, (await standing(boardId))[0]!.text]).toEqual([2, 'Besoin 0']);
		const again = await sitDown(boardId, hands[0]!, unsentOf);
		await ready(again);
		await until(() => again.board.saved === 'saved' && rows.size === 0);
		expect((await standing(boardId))[0]).toMatchObject({ text: 'Écrit dans l’ascenseur' });
		expect((await standing(boardId)).filter(({ group }) => group !== null)).toHaveLength(2);
		expect(again.board.refused).toBeNull();
	});

	test('[BO52] what waits for its confirmation is kept meanwhile, and goes with it', async () => {
		const { boardId, hands } = await roomOf(1, 'at-the-console');
		const { rows, unsentOf } = browser();
		const awa = await sitDown(boardId, hands[0]!, unsentOf);
		await ready(awa);
		const db = await database();
		await db.transaction(async (tx) => {
			await tx.execute(`select 1 from ydocs where id = '${boardId}' for update`);
			awa.board.editText(awa.board.cards[0]!.id, 'Attendu');
			await until(() => rows.size === 1);
		});
		await until(() => awa.board.saved === 'saved' && rows.size === 0);
	});

	test('[BO52] [BO4] what the board takes no more is given back in words, and kept no longer', async () => {
		const { boardId, hands } = await roomOf(1, 'at-the-console');
		const { rows, unsentOf } = browser();
		await writeInALift(boardId, hands[0]!, unsentOf);
		await inTransaction((tx) => boards.freeze(tx, boardId));
		const again = await sitDown(boardId, hands[0]!, unsentOf);
		await until(() => again.board.refused !== null);
		expect(again.board.refused).toMatchObject({ reason: 'board-frozen', texts: ['Écrit dans l’ascenseur', 'Ascenseur'] });
		await until(() => rows.size === 0 && again.board.connection === 'live');
		expect((await standing(boardId))[0]!.text).toBe('Besoin 0');
	});

	test('[BO52] nobody sends what somebody else left on the same machine', async () => {
		const { boardId, hands } = await roomOf(2);
		const { rows, unsentOf } = browser();
		const awa = await sitDown(boardId, hands[0]!, unsentOf);
		await ready(awa);
		awa.cut();
		await until(() => awa.board.connection === 'reconnecting');
		awa.board.moveCard(awa.board.cards[0]!.id, { zone: 'innovation' });
		awa.board.destroy();
		const denis = await sitDown(boardId, hands[1]!, unsentOf);
		await ready(denis);
		expect([denis.board.unsaved, denis.board.cards[0]!.zone, rows.size]).toEqual([0, 'needs', 1]);
	});

	test('[BO52] a right that is lost takes it away, and gives the words back', async () => {
		const { boardId, gatheringId, hands } = await roomOf(1);
		const { rows, unsentOf } = browser();
		const awa = await sitDown(boardId, hands[0]!, unsentOf);
		await ready(awa);
		awa.cut();
		await until(() => awa.board.connection === 'reconnecting');
		awa.board.createGroup('Perdu', [awa.board.cards[0]!.id]);
		await until(() => rows.size === 1);
		await inTransaction(async (tx) => {
			await tx.update(seats).set({ state: 'expelled' }).where(eq(seats.id, hands[0]!.seatId));
			await announce(tx, `rights:${gatheringId}`);
		});
		awa.mend();
		await until(() => awa.board.ended === 'no-right' && rows.size === 0);
		expect(awa.board.refused?.texts).toEqual(['Perdu']);
	});
});
