import { connect, type Socket } from 'node:net';
import { eq } from 'drizzle-orm';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { bare, cold, content, framed, isSaved, join, leaveAll, roomOf, serve, stock, synced, type Serving } from '../../../../tests/world/boardroom.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { seats } from '../../gatherings/server/tables.ts';
import { announce } from '../../live/server/live.ts';
import * as document from '../ink/document.ts';
import * as boards from './boards.ts';
import * as hub from './hub.ts';
import * as log from './log.ts';

const encoded = vi.hoisted(() => ({ times: 0 }));
vi.mock('yjs', async (original) => {
	const real = await original<typeof import('yjs')>();
	const encodeStateAsUpdate: typeof real.encodeStateAsUpdate = (...of) => {
		encoded.times++;
		return real.encodeStateAsUpdate(...of);
	};
	return { ...real, encodeStateAsUpdate };
});

let serving: Serving;
let at: string;

beforeAll(async () => {
	serving = await serve(hub);
	({ at } = serving);
});

afterEach(leaveAll);
afterAll(() => serving.end());

const until = (holds: () => boolean | Promise<boolean>) => expect.poll(holds, { timeout: 5_000, interval: 10 }).toBe(true);

describe('the hub', () => {
	test('[BO1] a stock client syncs, and another sees its edit', async () => {
		const { boardId, hands, cards } = await roomOf(2);
		const [one, two] = [join(at, boardId, hands[0]!, undefined, stock), join(at, boardId, hands[1]!, undefined, stock)];
		await Promise.all([synced(one), synced(two)]);
		document.cardsOf(one.doc).get(cards[0]!)!.set('zone', 'resources');
		await until(() => document.cardsOf(two.doc).get(cards[0]!)?.get('zone') === 'resources');
		expect(content(await cold(boardId))).toBe(content(two.doc));
		expect(one.frames).toEqual([]);
	});

	test('[BO1] what is acknowledged stands in the log', async () => {
		const { boardId, hands, cards } = await roomOf(1);
		const one = join(at, boardId, hands[0]!);
		await synced(one);
		document.cardsOf(one.doc).get(cards[0]!)!.set('zone', 'innovation');
		await until(() => one.frames.some((said) => said.say === 'kept' && said.count >= 1));
		await until(() => one.frames.some((said) => said.say === 'kept' && said.count >= 2));
		expect(document.cardsOf(await cold(boardId)).get(cards[0]!)!.get('zone')).toBe('innovation');
	});

	test('[BO3] cards revealed later come to the open board, once', async () => {
		const { boardId, hands } = await roomOf(1);
		const one = join(at, boardId, hands[0]!, undefined, stock);
		await synced(one);
		const card = { id: newId<'card'>(), zone: 'needs', kind: 'need', text: 'Plus tard', capacity: null };
		expect(await inTransaction((tx) => boards.addCards(tx, boardId, [card]))).toBe(1);
		expect(await inTransaction((tx) => boards.addCards(tx, boardId, [card]))).toBe(0);
		await until(() => document.cardsOf(one.doc).has(card.id));
		expect(document.readCards(one.doc)).toHaveLength(5);
	});

	test('[BO4] a frozen board takes nothing, also what was on its way', async () => {
		const { boardId, hands, cards } = await roomOf(1);
		const one = join(at, boardId, hands[0]!);
		await synced(one);
		const before = content(await cold(boardId));
		const board = (await log.find(await database(), boardId))!;
		await inTransaction((tx) => boards.freeze(tx, boardId));
		document.cardsOf(one.doc).get(cards[0]!)!.set('zone', 'innovation');
		expect(await one.closed).toMatchObject({ code: 4409, reason: 'board-frozen' });
		expect(content(await cold(boardId))).toBe(before);
		expect(await log.append(boardId, board.epoch, [{ actor: 'system', data: new Uint8Array([0, 0]) }])).toBeUndefined();
		await inTransaction((tx) => boards.unfreeze(tx, boardId));
	});

	test('[BO4] open sockets are told of a freeze', async () => {
		const { boardId, hands } = await roomOf(1);
		const one = join(at, boardId, hands[0]!);
		await synced(one);
		await inTransaction((tx) => boards.freeze(tx, boardId));
		await until(() => one.frames.some((said) => said.say === 'rights' && said.may === 'look'));
		expect(one.provider.wsconnected).toBe(true);
	});

	test('[BO9] foreign origin, no cookie, no right', async () => {
		const { boardId, hands } = await roomOf(1);
		const other = await roomOf(1);
		expect(await bare(at, boardId, { cookie: hands[0]!.cookie, origin: 'http://ailleurs.test' }).closed).toMatchObject({ code: 403 });
		expect(await bare(at, boardId, {}).closed).toMatchObject({ code: 4401 });
		expect(await bare(at, boardId, { cookie: other.hands[0]!.cookie }).closed).toMatchObject({ code: 4401 });
		await (await database()).update(seats).set({ state: 'waiting' }).where(eq(seats.id, hands[0]!.seatId));
		expect(await bare(at, boardId, { cookie: hands[0]!.cookie }).closed).toMatchObject({ code: 4403 });
	});

	test('[BO9] the cookie of another gathering opens nothing under the name of this one, also beside those that do', async () => {
		const { boardId, gatheringId, hands } = await roomOf(1);
		const other = await roomOf(1);
		const [own, foreign] = [hands[0]!.cookie, `place-${gatheringId}=${other.hands[0]!.cookie.split('=')[1]}`];
		const [mine, theirs] = [bare(at, boardId, { cookie: own }), bare(at, boardId, { cookie: foreign })];
		expect(await theirs.closed).toMatchObject({ code: 4401 });
		await mine.opened;
		mine.socket.terminate();
	});

	test('[BO16] who fills and empties a card again and again is stopped, told why, and a neighbour writes on', async () => {
		const { boardId, hands, cards } = await roomOf(2, 'at-the-console');
		const flood = join(at, boardId, hands[0]!, undefined, stock);
		const calm = join(at, boardId, hands[1]!, undefined, stock);
		await Promise.all([synced(flood), synced(calm)]);
		const ink = document.cardsOf(flood.doc).get(cards[0]!)!.get('text') as Y.Text;
		let isStopped: unknown;
		void flood.closed.then((gone) => (isStopped = gone));
		// each as large as one update may be, and most of it taken back at once
		for (let turn = 0; turn < 40 && !isStopped; turn++) {
			flood.doc.transact(() => {
				for (let part = 0; part < 60; part++) {
					ink.insert(0, 'é'.repeat(900));
					ink.delete(0, 900);
				}
			});
			await new Promise((go) => setImmediate(go));
		}
		expect(await flood.closed).toMatchObject({ code: 4409, reason: 'too-much' });
		document.cardsOf(calm.doc).get(cards[1]!)!.set('zone', 'innovation');
		await until(async () => document.cardsOf(await cold(boardId)).get(cards[1]!)!.get('zone') === 'innovation');
	});

	const isAnswer = (bytes: Buffer) => bytes[0] === 0 && bytes[1] === 1;
	/** a question for the board, from somebody who has seen this much of it */
	function question(seen: Uint8Array): Uint8Array {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarUint8Array(encoder, seen);
		return encoding.toUint8Array(encoder);
	}
	/** what nobody has seen: each time another answer */
	function seenOf(client: number): Uint8Array {
		const encoder = encoding.createEncoder();
		for (const number of [1, client, 1]) encoding.writeVarUint(encoder, number);
		return encoding.toUint8Array(encoder);
	}

	test('[BO15] whoever asks for the board hundreds of times is cut off, it is hardly encoded for that, and a neighbour is served', async () => {
		const { boardId, hands, cards } = await roomOf(2);
		const calm = join(at, boardId, hands[0]!);
		await synced(calm);
		await until(() => isSaved(calm));
		const asking = bare(at, boardId, { cookie: hands[1]!.cookie });
		await asking.opened;
		const before = encoded.times;
		for (let time = 1; time <= 390; time++) asking.socket.send(question(seenOf(time)));
		expect(await asking.closed).toEqual({ code: 1013, reason: 'too-fast' });
		// three to the point, and the whole once
		expect(encoded.times - before).toBeLessThanOrEqual(4);
		document.cardsOf(calm.doc).get(cards[1]!)!.set('zone', 'innovation');
		await until(async () => document.cardsOf(await cold(boardId)).get(cards[1]!)!.get('zone') === 'innovation');
		expect(calm.codes).toEqual([]);
	});

	test('[BO15] those who know nothing yet share one encoding, until the board changes', async () => {
		const { boardId, hands, cards } = await roomOf(2);
		const writing = join(at, boardId, hands[0]!);
		await synced(writing);
		await until(() => isSaved(writing));
		const asking = bare(at, boardId, { cookie: hands[1]!.cookie });
		await asking.opened;
		const answers = () => asking.heard.filter(isAnswer);
		const zoneIn = (answer: Buffer) => {
			const doc = new Y.Doc();
			const decoder = decoding.createDecoder(answer.subarray(2));
			Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
			return document.cardsOf(doc).get(cards[0]!)!.get('zone');
		};
		const before = encoded.times;
		for (let time = 1; time <= 4; time++) asking.socket.send(question(new Uint8Array([0])));
		await until(() => answers().length === 4);
		expect(encoded.times - before).toBeLessThanOrEqual(1);
		document.cardsOf(writing.doc).get(cards[0]!)!.set('zone', 'innovation');
		await until(() => isSaved(writing));
		asking.socket.send(question(new Uint8Array([0])));
		await until(() => answers().length === 5);
		expect(answers().map(zoneIn)).toEqual(['needs', 'needs', 'needs', 'needs', 'innovation']);
		asking.socket.close();
	});

	test.each([
		['[BO10] a presence', new Uint8Array([1, 3, 255, 255, 255])],
		['[BO10] a presence sound at first and torn later, one', new Uint8Array([1, 9, 2, 1, 1, 4, 110, 117, 108, 108, 255])],
		['[BO15] a question', question(new Uint8Array([255, 255, 255]))]
	])('%s that cannot be read is refused, and is no failure of ours', async (_name, garbage) => {
		const { boardId, hands } = await roomOf(2);
		const calm = join(at, boardId, hands[0]!, undefined, stock);
		await synced(calm);
		const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
		const hostile = bare(at, boardId, { cookie: hands[1]!.cookie });
		await hostile.opened;
		hostile.socket.send(garbage);
		expect(await hostile.closed).toEqual({ code: 4409, reason: 'unreadable' });
		expect(logged).not.toHaveBeenCalled();
		logged.mockRestore();
		expect(calm.codes).toEqual([]);
	});

	let clock = 0;
	/** a frame in which a client says these of itself, one after the other */
	function presence(client: number, states: readonly string[]): Uint8Array {
		const said = encoding.createEncoder();
		encoding.writeVarUint(said, states.length);
		for (const state of states) {
			encoding.writeVarUint(said, client);
			encoding.writeVarUint(said, ++clock);
			encoding.writeVarString(said, state);
		}
		const frame = encoding.createEncoder();
		encoding.writeVarUint(frame, 1);
		encoding.writeVarUint8Array(frame, encoding.toUint8Array(said));
		return encoding.toUint8Array(frame);
	}
	const isPresence = (bytes: Buffer) => bytes[0] === 1;
	const lastOf = (heard: readonly Buffer[]) => heard.filter(isPresence).at(-1)?.toString() ?? '';

	test('[BO10] [BO15] of what one says of oneself, however often and at once, the others hear the last, a few times at most', async () => {
		const { boardId, hands } = await roomOf(2);
		const [calm, busy] = hands.map(({ cookie }) => bare(at, boardId, { cookie }));
		await Promise.all([calm!.opened, busy!.opened]);
		busy!.socket.send(presence(7, Array.from({ length: 5_000 }, (_, index) => `{"looksAt":"${index}"}`)));
		await until(() => lastOf(calm!.heard).includes('"looksAt":"4999"'));
		expect(calm!.heard.filter(isPresence)).toHaveLength(1);
		for (let time = 0; time < 80; time++) busy!.socket.send(presence(7, [`{"looksAt":"again ${time}"}`]));
		await until(() => lastOf(calm!.heard).includes('"looksAt":"again 79"'));
		expect(calm!.heard.filter(isPresence).length).toBeLessThan(40);
		// who leaves is told, too, and may come back under the same number
		busy!.socket.close();
		await until(() => lastOf(calm!.heard).includes('null'));
		const back = bare(at, boardId, { cookie: hands[1]!.cookie });
		await back.opened;
		back.socket.send(presence(7, ['{"looksAt":"back"}']));
		await until(() => lastOf(calm!.heard).includes('"looksAt":"back"'));
		for (const { socket } of [calm!, back]) socket.close();
	});

	test('[BO15] a frame that says a hundred thousand things is not even read, and a neighbour is served', async () => {
		const { boardId, hands, cards } = await roomOf(2);
		const calm = join(at, boardId, hands[0]!);
		await synced(calm);
		const busy = bare(at, boardId, { cookie: hands[1]!.cookie });
		await busy.opened;
		busy.socket.send(presence(7, Array.from({ length: 100_000 }, () => '{}')));
		expect(await busy.closed).toEqual({ code: 1013, reason: 'too-fast' });
		document.cardsOf(calm.doc).get(cards[1]!)!.set('zone', 'innovation');
		await until(() => isSaved(calm));
		expect(calm.codes).toEqual([]);
	});

	test('[BO14] one seat holds twelve sockets; the thirteenth is told to come back, and may once one has gone', async () => {
		const { boardId, hands } = await roomOf(2);
		const open = (hand: number) => bare(at, boardId, { cookie: hands[hand]!.cookie });
		const twelve = Array.from({ length: 12 }, () => open(0));
		await Promise.all(twelve.map(({ opened }) => opened));
		expect(await open(0).closed).toMatchObject({ code: 1013, reason: 'too-many-screens' });
		const neighbour = open(1);
		await neighbour.opened;
		twelve[0]!.socket.close();
		await twelve[0]!.closed;
		const back = open(0);
		await back.opened;
		for (const { socket } of [...twelve, neighbour, back]) socket.close();
	});

	/** Asks for the board as a client that then neither answers nor goes: when it was told that it has no place, and when it is rid of. */
	function mute(boardId: string, headers: Readonly<Record<string, string>>): { readonly socket: Socket; readonly told: Promise<void>; readonly gone: Promise<void> } {
		const [host, port] = at.split(':');
		const socket = connect({ host, port: Number(port), allowHalfOpen: true });
		socket.on('error', () => {});
		let heard = '';
		const gone = new Promise<void>((go) => socket.once('end', go).once('close', () => go()));
		const told = new Promise<void>((tell) => {
			void gone.then(tell);
			socket.on('data', (bytes) => {
				heard += bytes.toString('latin1');
				// what comes after the handshake
				if (!heard.endsWith('\r\n\r\n')) tell();
			});
		});
		const asked = { Host: at, Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version': '13', ...headers };
		const lines = Object.entries(asked).map(([name, value]) => `${name}: ${value}\r\n`);
		socket.write(`GET /boards/${boardId} HTTP/1.1\r\n${lines.join('')}\r\n`);
		return { socket, told, gone };
	}

	test.each([
		['without a cookie', {}],
		['with a cookie that opens nothing', { Cookie: 'place-x=y' }],
		['from the page of another site', { Origin: 'http://ailleurs.test' }]
	])('[BO14] hundreds who ask %s and never leave take no place of a neighbour at their address, and are soon rid of', async (_who, headers) => {
		const { boardId, hands } = await roomOf(1);
		const crowd = Array.from({ length: 420 }, () => mute(boardId, headers));
		await Promise.all(crowd.map(({ told }) => told));
		const juror = bare(at, boardId, { cookie: hands[0]!.cookie });
		let isOpened = false;
		void juror.opened.then(() => (isOpened = true));
		await Promise.race([juror.opened, juror.closed]);
		expect(isOpened).toBe(true);
		await Promise.all(crowd.map(({ gone }) => gone));
		// the next stranger is told why again
		if (!('Origin' in headers)) expect(await bare(at, boardId, {}).closed).toMatchObject({ code: 4401 });
		for (const { socket } of crowd) socket.destroy();
		juror.socket.close();
	});

	async function refusedWith(hostile: (board: Y.Doc, victim: Y.Doc) => Uint8Array) {
		const { boardId, hands, cards } = await roomOf(2);
		const victim = join(at, boardId, hands[0]!);
		await synced(victim);
		document.cardsOf(victim.doc).get(cards[0]!)!.set('zone', 'resources');
		await until(() => victim.frames.some((said) => said.say === 'kept' && said.count >= 2));
		const before = Y.encodeStateAsUpdate(await cold(boardId));
		const { socket, closed, opened } = bare(at, boardId, { cookie: hands[1]!.cookie });
		await opened;
		const update = framed(hostile(await cold(boardId), victim.doc));
		update[1] = 1;
		socket.send(update);
		expect(await closed).toMatchObject({ code: 4409 });
		expect(Y.encodeStateAsUpdate(await cold(boardId))).toEqual(before);
		document.cardsOf(victim.doc).get(cards[1]!)!.set('zone', 'constraints');
		await until(async () => document.cardsOf(await cold(boardId)).get(cards[1]!)?.get('zone') === 'constraints');
	}

	test('[BO5] E1: a struct under another seat’s client is refused', () =>
		refusedWith((board, victim) => {
			const forged = new Y.Doc();
			Y.applyUpdate(forged, Y.encodeStateAsUpdate(board));
			const before = Y.encodeStateVector(forged);
			forged.clientID = victim.clientID;
			document.cardsOf(forged).get(document.readCards(forged)[0]!.id)!.set('zone', 'innovation');
			return Y.encodeStateAsUpdate(forged, before);
		}));

	test('[BO6] E2: one delete range over the whole board is refused', () =>
		refusedWith((board) => {
			const client = [...board.store.clients].sort((a, b) => b[1].length - a[1].length)[0]![0];
			const encoder = encoding.createEncoder();
			for (const number of [0, 1, client, 1, 0, Y.getState(board.store, client)]) encoding.writeVarUint(encoder, number);
			return encoding.toUint8Array(encoder);
		}));

	test('[BO5] E3: a GC struct is refused', () =>
		refusedWith((_board, victim) => {
			const encoder = encoding.createEncoder();
			for (const number of [1, 1, victim.clientID + 1, 0]) encoding.writeVarUint(encoder, number);
			encoding.writeUint8(encoder, 0);
			for (const number of [2 ** 40, 0]) encoding.writeVarUint(encoder, number);
			return encoding.toUint8Array(encoder);
		}));

	test('[BO5] E4: an update whose predecessor is missing is refused', () =>
		refusedWith((board) => {
			const later = new Y.Doc({ gc: false });
			Y.applyUpdate(later, Y.encodeStateAsUpdate(board));
			const card = document.cardsOf(later).get(document.readCards(later)[0]!.id)!;
			card.set('zone', 'innovation');
			const before = Y.encodeStateVector(later);
			card.set('zone', 'constraints');
			return Y.encodeStateAsUpdate(later, before);
		}));

	test('[BO6] removing a card, writing elsewhere, or under a taken id is refused', async () => {
		await refusedWith((board) => {
			const before = Y.encodeStateVector(board);
			document.cardsOf(board).delete(document.readCards(board)[0]!.id);
			return Y.encodeStateAsUpdate(board, before);
		});
		await refusedWith((board) => {
			const before = Y.encodeStateVector(board);
			board.getMap('elsewhere').set('x', 1);
			return Y.encodeStateAsUpdate(board, before);
		});
		await refusedWith((board) => {
			const before = Y.encodeStateVector(board);
			const card = document.readCards(board)[0]!;
			document.putCard(board, { ...card, text: 'volé' }, card.id);
			return Y.encodeStateAsUpdate(board, before);
		});
		expect(decoding.createDecoder(new Uint8Array()).arr).toHaveLength(0);
	});

	test('[BO17] taking the words out of a card, or writing in it, is refused from a seat', async () => {
		for (const change of [(ink: Y.Text) => ink.delete(0, ink.length), (ink: Y.Text) => ink.insert(0, 'volé '), (ink: Y.Text) => (ink.delete(0, ink.length), ink.insert(0, 'volé'))])
			await refusedWith((board) => {
				const before = Y.encodeStateVector(board);
				change(document.cardsOf(board).get(document.readCards(board)[0]!.id)!.get('text') as Y.Text);
				return Y.encodeStateAsUpdate(board, before);
			});
	});

	test('[BO8] [BO17] a card of other words beside one that is cut, or left whole, is refused from a seat', async () => {
		for (const cut of [(ink: Y.Text) => ink.delete(1, ink.length - 1), () => {}])
			await refusedWith((board) => {
				const before = Y.encodeStateVector(board);
				const card = document.readCards(board)[0]!;
				board.transact(() => {
					cut(document.cardsOf(board).get(card.id)!.get('text') as Y.Text);
					document.putCard(board, { ...card, id: newId<'card'>(), text: 'il faut un prestataire unique' }, card.id);
				});
				return Y.encodeStateAsUpdate(board, before);
			});
	});

	test('[BO8] groups, ranks, texts, a split and a split of its part in the same moment go through', async () => {
		const { boardId, hands, cards } = await roomOf(1);
		const one = join(at, boardId, hands[0]!);
		await synced(one);
		const group = { id: newId<'card'>() as string, zone: 'needs', title: 'Repas', rank: 'i' };
		document.putGroup(one.doc, group);
		document.cardsOf(one.doc).get(cards[0]!)!.set('group', group.id);
		document.cardsOf(one.doc).get(cards[0]!)!.set('group', null);
		const cut = (from: string, at: number, length: number): string => {
			const source = document.cardsOf(one.doc).get(from)!;
			const [id, ink] = [newId<'card'>(), source.get('text') as Y.Text];
			one.doc.transact(() => {
				const text = ink.toString().slice(at, at + length);
				ink.delete(at, length);
				document.putCard(one.doc, { ...document.readCard(id, source), text, rank: 'zz' }, from);
			});
			return id;
		};
		const part = cut(cards[1]!, 3, 3);
		cut(part, 2, 1);
		document.groupsOf(one.doc).delete(group.id);
		await until(() => one.frames.some((said) => said.say === 'kept' && said.count >= 7));
		expect(content(await cold(boardId))).toBe(content(one.doc));
		expect(document.readCards(one.doc).map(({ text }) => text).sort()).toEqual(['Bes 1', 'Besoin 0', 'Besoin 2', 'Besoin 3', 'n', 'oi']);
	});
});
