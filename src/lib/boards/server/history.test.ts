import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { anotherHub } from '../../../../tests/world/another-hub.ts';
import { cold, content, isSaved, join, leaveAll, roomOf, serve, synced, type Client, type Serving } from '../../../../tests/world/boardroom.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { gatherings } from '../../gatherings/server/tables.ts';
import * as document from '../ink/document.ts';
import { linkBetween, packPlace, packStroke } from '../rules/marks.ts';
import * as boards from './boards.ts';
import { compact } from './compaction.ts';
import * as history from './history.ts';
import * as hub from './hub.ts';
import * as log from './log.ts';
import { ydocArchive, ydocUpdates } from './tables.ts';

let serving: Serving;
beforeAll(async () => {
	serving = await serve(hub);
});
afterEach(leaveAll);
afterAll(() => serving.end());

const until = (holds: () => boolean | Promise<boolean>) => expect.poll(holds, { timeout: 8_000, interval: 10 }).toBe(true);
const move = ({ doc }: Client, card: string, zone: string) => document.cardsOf(doc).get(card)!.set('zone', zone);
const zonesOf = async (boardId: BoardId) => document.readCards(await cold(boardId)).map(({ zone }) => zone);

/** All that is on the log was written so many minutes ago. */
async function age(boardId: BoardId, minutes: number): Promise<void> {
	await (await database()).execute(sql`update ydoc_updates set at = at - make_interval(mins => ${minutes}) where doc_id = ${boardId}`);
}

/** A board on which somebody grouped two cards ten minutes ago, and all was scattered since. */
async function scattered() {
	const room = await roomOf(2);
	const { boardId, hands, cards } = room;
	const awa = join(serving.at, boardId, hands[0]!);
	await synced(awa);
	awa.doc.transact(() => {
		document.putGroup(awa.doc, { id: '11111111-1111-4111-8111-111111111111', zone: 'needs', title: 'Le repas', rank: 'm' });
		for (const card of cards.slice(0, 2)) document.cardsOf(awa.doc).get(card)!.set('group', '11111111-1111-4111-8111-111111111111');
	});
	await until(() => isSaved(awa));
	await age(boardId, 10);
	for (const card of cards) move(awa, card, 'constraints');
	awa.doc.transact(() => {
		for (const card of cards.slice(0, 2)) document.cardsOf(awa.doc).get(card)!.set('group', null);
		document.groupsOf(awa.doc).delete('11111111-1111-4111-8111-111111111111');
	});
	await until(() => isSaved(awa));
	const minutes = await history.minutesOf(await database(), boardId);
	return { ...room, awa, minutes, before: minutes.at(-2)!.at };
}

const restore = (boardId: BoardId, minute: Date) => inTransaction((tx) => history.restore(tx, boardId, minute, 'system'));

test('[BO22] the minutes in which something was written, and what stood there then, from the log and from the archive alike', async () => {
	const { boardId, minutes, before } = await scattered();
	expect(minutes.map(({ writers }) => writers)).toEqual([1, 1]);
	const there = async () => {
		const state = await history.stateAt(await database(), boardId, before);
		return [state.cards.map(({ zone }) => zone), state.groups.map(({ title }) => title), state.cards.filter(({ group }) => group !== null).length];
	};
	const expected = [['needs', 'needs', 'needs', 'needs'], ['Le repas'], 2];
	expect(await there()).toEqual(expected);
	await inTransaction((tx) => compact(tx, boardId));
	expect(await there()).toEqual(expected);
	expect((await history.minutesOf(await database(), boardId)).map(({ edits }) => edits)).toEqual(minutes.map(({ edits }) => edits));
	// a row that is not what was written is said, not shown
	await (await database()).update(ydocArchive).set({ checksum: 1 }).where(eq(ydocArchive.docId, boardId));
	await expect(history.stateAt(await database(), boardId, before)).rejects.toBeInstanceOf(log.Damaged);
});

test('[BO23] back to a minute: one more edit that everybody sees, on every process; nothing is erased', async () => {
	const { boardId, awa, hands, before } = await scattered();
	const elsewhere = await anotherHub();
	const denis = join(elsewhere.at, boardId, hands[1]!);
	await synced(denis);
	const rows = (await log.rowsAfter(await database(), boardId, 0)).length;
	expect(await restore(boardId, before)).toEqual({ accepted: true, value: null });
	for (const { doc } of [awa, denis]) await until(() => document.readCards(doc).every(({ zone }) => zone === 'needs') && document.readGroups(doc).map(({ title }) => title).join() === 'Le repas');
	expect((await log.rowsAfter(await database(), boardId, 0)).length).toBe(rows + 1);
	expect(document.readCards(awa.doc).filter(({ group }) => group === document.readGroups(awa.doc)[0]!.id)).toHaveLength(2);
	// what was scattered is still looked at, and come back to
	const scatteredAt = (await history.minutesOf(await database(), boardId)).at(-1)!.at;
	expect(await restore(boardId, before)).toEqual({ accepted: false, reason: 'as-it-was' });
	expect((await history.stateAt(await database(), boardId, scatteredAt)).cards).toHaveLength(4);
	await elsewhere.end();
});

test('[BO23] what the toile added since goes, and what it lost comes back, on every screen', async () => {
	const room = await roomOf(2);
	const { boardId, hands, cards } = room;
	const awa = join(serving.at, boardId, hands[0]!);
	const denis = join(serving.at, boardId, hands[1]!);
	await Promise.all([synced(awa), synced(denis)]);
	const marks = () => new Map(document.readMarks(denis.doc));
	const link = `links/${linkBetween(cards[0]!, cards[1]!)}`;
	awa.doc.transact(() => {
		document.writeMark(awa.doc, `places/${cards[0]!}`, packPlace({ zone: 'needs', x: 200, y: 300 }));
		document.writeMark(awa.doc, link, true);
	});
	await until(() => isSaved(awa) && marks().size === 2);
	const then = marks();
	await age(boardId, 10);
	document.writeMark(awa.doc, link, null);
	document.writeMark(awa.doc, `places/${cards[0]!}`, packPlace({ zone: 'needs', x: 400, y: 400 }));
	document.writeMark(awa.doc, 'strokes/11111111-1111-4111-8111-111111111111', packStroke({ zone: 'needs', points: [{ x: 1, y: 1 }, { x: 9, y: 9 }] }));
	await until(() => isSaved(awa) && marks().size === 2 && !marks().has(link));
	const before = (await history.minutesOf(await database(), boardId)).at(-2)!.at;
	expect(await restore(boardId, before)).toEqual({ accepted: true, value: null });
	await until(() => marks().has(link));
	expect(marks()).toEqual(then);
	expect(new Map(document.readMarks(await cold(boardId)))).toEqual(then);
});

test('[BO23] somebody writes while the board goes back: both are kept, one after the other', async () => {
	const { boardId, awa, cards, before } = await scattered();
	const going = restore(boardId, before);
	for (let times = 0; times < 20; times++) move(awa, cards[3]!, times % 2 ? 'innovation' : 'resources');
	expect((await going).accepted).toBe(true);
	await until(() => isSaved(awa));
	await until(async () => content(awa.doc) === content(await cold(boardId)));
	expect((await zonesOf(boardId)).filter((zone) => zone === 'needs').length).toBeGreaterThanOrEqual(3);
});

test('[BO23] a frozen board, a frozen column, a minute in which nothing was written: refused', async () => {
	const { boardId, before } = await scattered();
	expect(await restore(boardId, new Date(before.getTime() - 3_600_000))).toEqual({ accepted: false, reason: 'minute-unknown' });
	await inTransaction((tx) => boards.freezeZone(tx, boardId, 'constraints'));
	expect(await restore(boardId, before)).toEqual({ accepted: false, reason: 'zone-frozen' });
	await inTransaction((tx) => boards.freeze(tx, boardId));
	expect(await restore(boardId, before)).toEqual({ accepted: false, reason: 'board-frozen' });
	expect(await zonesOf(boardId)).toEqual(Array(4).fill('constraints'));
});

test('[BO24] thirty days after the end one row an hour is left, of nobody, that gives the same board back; before, all stay', async () => {
	const { boardId, gatheringId } = await scattered();
	const db = await database();
	const rowsOf = () => db.select().from(ydocArchive).where(eq(ydocArchive.docId, boardId));
	const whole = await log.rowsAfter(db, boardId, 0);
	const close = (days: number) => db.update(gatherings).set({ closedAt: new Date(Date.now() - days * 86_400_000) }).where(eq(gatherings.id, gatheringId));
	await close(29);
	await history.thinAll();
	expect([await rowsOf(), (await log.rowsAfter(db, boardId, 0)).length]).toEqual([[], whole.length]);
	await close(31);
	// two processes at once
	await Promise.all([history.thinAll(), history.thinAll()]);
	const left = await rowsOf();
	expect(left.length).toBeLessThan(whole.length);
	expect(left.length).toBeLessThanOrEqual(2);
	expect(left.map(({ actor }) => actor)).toEqual(left.map(() => 'system'));
	expect(Math.min(...left.map(({ fromSeq }) => fromSeq))).toBe(1);
	const minute = (await history.minutesOf(db, boardId)).at(-1)!.at;
	expect((await history.stateAt(db, boardId, minute)).cards.map(({ zone }) => zone)).toEqual(Array(4).fill('constraints'));
	expect((await db.select().from(ydocUpdates).where(eq(ydocUpdates.docId, boardId))).length).toBe(0);
	expect(await history.thinAll()).toBe(0);
});
