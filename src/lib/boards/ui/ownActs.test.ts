import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket as Socket } from 'ws';
import { leaveAll, networkOf, roomOf, serve, type Serving } from '../../../../tests/world/boardroom.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database } from '../../db/server/database.ts';
import * as boards from '../server/boards.ts';
import * as hub from '../server/hub.ts';
import { connectBoard, type Board } from './board.svelte.ts';

let serving: Serving;
beforeAll(async () => void (serving = await serve(hub)));
const open: Board[] = [];
afterEach(() => {
	open.splice(0).forEach((board) => board.destroy());
	leaveAll();
});
afterAll(() => serving.end());

const until = (holds: () => unknown) => expect.poll(holds, { timeout: 8_000, interval: 10 }).toBeTruthy();

/** Somebody's page at the board, in step with the server; `frames` are those that bear a change of theirs, `told` what they say of themselves. */
async function sitDown(boardId: BoardId, { cookie }: { cookie: string }) {
	const sent = { frames: 0, told: 0 };
	class Device extends Socket {
		constructor(url: string, protocols?: string[]) {
			super(url, protocols, { headers: { cookie } });
		}
		override send(bytes: Uint8Array): void {
			if (bytes[0] === 0 && bytes[1] === 2) sent.frames++;
			if (bytes[0] === 1) sent.told++;
			super.send(bytes);
		}
	}
	const cards = await boards.readCards(await database(), boardId);
	const board = connectBoard(boardId, { cards, groups: [] }, { ...networkOf(serving.at, { cookie }), WebSocket: Device as unknown as typeof WebSocket });
	open.push(board);
	await until(() => board.mayWrite && board.connection === 'live');
	return { board, sent };
}

const zoneOf = (board: Board, id: string) => board.cards.find((card) => card.id === id)!.zone;
const kept = async (boardId: BoardId, board: Board) => {
	await until(() => board.saved === 'saved');
	expect(board.refused).toBeNull();
	expect(await boards.readCards(await database(), boardId)).toEqual(board.cards);
};

test('[BO33] each takes back and does again their own acts only, and the server keeps what they see', async () => {
	const { boardId, hands, cards } = await roomOf(2, 'at-the-console');
	const { board: awa } = await sitDown(boardId, hands[0]!);
	const { board: denis } = await sitDown(boardId, hands[1]!);
	const [first, second, third] = cards as [string, string, string];
	awa.moveCard(first, { zone: 'resources' });
	awa.moveCard(second, { zone: 'resources' });
	await until(() => zoneOf(denis, second) === 'resources');
	denis.moveCard(second, { zone: 'innovation' });
	denis.moveCard(third, { zone: 'innovation' });
	await until(() => zoneOf(awa, third) === 'innovation');
	// Denis has moved it on: it is his now
	expect(awa.undoOwn()).toEqual({ accepted: false, reason: 'changed-since' });
	expect(zoneOf(awa, second)).toBe('innovation');
	expect(awa.undoOwn()).toMatchObject({ accepted: true, value: { name: 'moved', subject: 'Besoin 0', isWhole: true } });
	expect([zoneOf(awa, first), zoneOf(awa, third), awa.mayUndo]).toEqual(['needs', 'innovation', false]);
	expect(awa.undoOwn()).toBeUndefined();
	expect(awa.redoOwn()).toMatchObject({ accepted: true });
	expect([zoneOf(awa, first), awa.mayUndo, awa.acts.next]).toEqual(['resources', true, undefined]);
	expect(awa.undoOwn(['needs'])).toEqual({ accepted: false, reason: 'zone-frozen' });
	expect(awa.undoOwn()).toMatchObject({ accepted: true });
	await until(() => zoneOf(denis, first) === 'needs');
	await kept(boardId, awa);
	// a new act leaves nothing to do again
	awa.editText(first, 'Une cantine');
	expect(awa.acts.next).toBeUndefined();
	await until(() => denis.cards.find(({ id }) => id === first)!.text === 'Une cantine');
	denis.editText(first, 'Une cantine gaie');
	await until(() => awa.cards.find(({ id }) => id === first)!.text === 'Une cantine gaie');
	expect(awa.undoOwn()).toEqual({ accepted: false, reason: 'changed-since' });
	expect(denis.undoOwn()).toMatchObject({ accepted: true, value: { name: 'changed' } });
	await until(() => awa.cards.find(({ id }) => id === first)!.text === 'Une cantine');
	await kept(boardId, awa);
});

test('[BO33] groups are made, undone, named and done again; a page that is loaded anew has nothing to take back', async () => {
	const { boardId, hands, cards } = await roomOf(1);
	const { board } = await sitDown(boardId, hands[0]!);
	const group = board.createGroup('Repas', cards.slice(0, 2))!;
	board.renameGroup(group, 'Midi');
	board.ungroup(group);
	for (const name of ['ungrouped', 'renamed', 'grouped']) expect(board.undoOwn()).toMatchObject({ accepted: true, value: { name, isWhole: true } });
	expect([board.groups, board.cards.filter((card) => card.group)]).toEqual([[], []]);
	for (const name of ['grouped', 'renamed', 'ungrouped']) expect(board.redoOwn()).toMatchObject({ accepted: true, value: { name, isWhole: true } });
	expect(board.groups).toEqual([]);
	board.undoOwn();
	expect(board.groups.map(({ title }) => title)).toEqual(['Midi']);
	expect(board.cards.filter((card) => card.group === board.groups[0]!.id)).toHaveLength(2);
	await kept(boardId, board);
	const { board: anew } = await sitDown(boardId, hands[0]!);
	expect([anew.mayUndo, anew.undoOwn(), anew.redoOwn()]).toEqual([false, undefined, undefined]);
});

test('[BO35] whoever changes words duplicates a card, right after it; a seat does not', async () => {
	const { boardId, hands, cards } = await roomOf(1, 'at-the-console');
	const { board } = await sitDown(boardId, hands[0]!);
	const copy = board.copyCard(cards[0]!)!;
	expect(board.cards.slice(0, 2).map(({ id, text }) => [id, text])).toEqual([[cards[0], 'Besoin 0'], [copy, 'Besoin 0']]);
	expect(board.mayUndo).toBe(false);
	await kept(boardId, board);
	const other = await roomOf(1);
	const { board: seat } = await sitDown(other.boardId, other.hands[0]!);
	expect(seat.copyCard(other.cards[0]!)).toBeUndefined();
	expect([seat.cards.length, seat.unsaved]).toEqual([4, 0]);
});

test('[BO31] where one looks and what one drags reaches the others under the server’s name, ten times a second at most, and goes with whoever leaves', async () => {
	const { boardId, hands, cards } = await roomOf(2);
	const { board: awa, sent } = await sitDown(boardId, hands[0]!);
	const { board: denis } = await sitDown(boardId, hands[1]!);
	await until(() => denis.presence.others.length === 1 && awa.presence.others.length === 1);
	const [before, begun] = [sent.told, performance.now()];
	for (let turn = 0; turn < 200; turn++) awa.presence.looksAt({ zone: 'needs', card: cards[turn % 4]! });
	awa.presence.drags(cards[1]!);
	await until(() => denis.presence.others[0]?.drags === cards[1]);
	expect(denis.presence.others).toMatchObject([{ name: 'P0', capacity: 'juror', gaze: { zone: 'needs', card: cards[3] }, drags: cards[1] }]);
	expect(sent.told - before).toBeLessThanOrEqual(2 + (performance.now() - begun) / 100);
	expect(sent.frames).toBe(0);
	awa.destroy();
	await until(() => denis.presence.others.length === 0);
});

test('[BO36] a card that is dropped between two others, in another group of another column, is one change', async () => {
	const { boardId, hands, cards } = await roomOf(1);
	const { board, sent } = await sitDown(boardId, hands[0]!);
	const group = board.createGroup('Repas', [cards[0]!, cards[1]!])!;
	await until(() => board.saved === 'saved');
	const before = sent.frames;
	board.moveCard(cards[3]!, { zone: 'needs', group, after: cards[0]! });
	await until(() => board.saved === 'saved');
	expect(sent.frames - before).toBe(1);
	expect(board.cards.filter((card) => card.group === group).map(({ id }) => id)).toEqual([cards[0], cards[3], cards[1]]);
});
