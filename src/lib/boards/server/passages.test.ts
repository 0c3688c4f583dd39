// The draft of a text over real sockets: who may open it, how it is written, what a form makes of it.
import { eq, inArray } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bare, cold, content, join, leaveAll, networkOf, roomOf, serve, synced, type Hand, type Serving } from '../../../../tests/world/boardroom.ts';
import type { AuthorityId, BoardId, GatheringId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { gatherings, seats } from '../../gatherings/server/tables.ts';
import { announce, watch } from '../../live/server/live.ts';
import { accounts } from '../../people/server/tables.ts';
import * as sessions from '../../people/server/sessions.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { memberships } from '../../projects/server/tables.ts';
import { now } from '../../time/server/clock.ts';
import * as document from '../ink/document.ts';
import { connectBoard, type Board } from '../ui/board.svelte.ts';
import * as boards from './boards.ts';
import { ydocs } from './tables.ts';
import * as hub from './hub.ts';

let serving: Serving;
let at: string;
const open: Board[] = [];

beforeAll(async () => {
	serving = await serve(hub);
	({ at } = serving);
});
afterEach(() => {
	open.splice(0).forEach((board) => board.destroy());
	leaveAll();
});
afterAll(() => serving.end());

const until = (holds: () => unknown) => expect.poll(holds, { timeout: 15_000, interval: 10 }).toBeTruthy();

interface Drafting {
	readonly boardId: BoardId;
	readonly authorityId: AuthorityId;
	readonly gatheringId: GatheringId;
	readonly prescriber: Hand;
	readonly buyer: Hand;
	readonly juror: Hand;
}

async function become(hand: Hand, capacity: Capacity): Promise<void> {
	const db = await database();
	const own = db.select({ id: seats.membershipId }).from(seats).where(eq(seats.id, hand.seatId));
	await db.update(memberships).set({ capacity }).where(inArray(memberships.id, own));
}

async function drafting(): Promise<Drafting> {
	const { gatheringId, hands } = await roomOf(3);
	const [prescriber, buyer, juror] = hands as [Hand, Hand, Hand];
	await become(prescriber, 'prescriber');
	await become(buyer, 'buyer');
	const [{ authorityId } = { authorityId: '' as AuthorityId }] = await (await database()).select({ authorityId: gatherings.authorityId }).from(gatherings).where(eq(gatherings.id, gatheringId));
	const boardId = await inTransaction(async (tx) => {
		const id = await boards.create(tx, { authorityId, gatheringId, name: 'proposal-draft', kind: 'passages', capacities: ['prescriber', 'buyer'] });
		await boards.unfreeze(tx, id);
		return id;
	});
	return { boardId, authorityId, gatheringId, prescriber, buyer, juror };
}

function sitDown(boardId: BoardId, { cookie }: { cookie: string }): Board {
	const board = connectBoard(boardId, { cards: [], groups: [] }, networkOf(at, { cookie }));
	open.push(board);
	return board;
}
const ready = (board: Board) => until(() => board.mayWrite && board.connection === 'live');
const texts = (board: Board) => board.cards.map(({ text }) => text);
const kept = async (boardId: BoardId) => (await boards.readPassages(await database(), boardId)).passages.map(({ text }) => text);
const write = async (boardId: BoardId, lines: readonly string[]) => {
	const { version } = await boards.readPassages(await database(), boardId);
	const wanted = lines.map((text) => ({ id: newId<'passage'>(), kind: 'paragraph' as const, text }));
	expect((await inTransaction((tx) => boards.rewritePassages(tx, boardId, wanted, { version, actor: 'system' }))).accepted).toBe(true);
	return wanted;
};

test('[BO13] a juror’s socket is closed with 4403 before one byte of the draft; prescriber and buyer write', async () => {
	const { boardId, prescriber, buyer, juror } = await drafting();
	await write(boardId, ['canari du brouillon']);
	const stranger = bare(at, boardId, juror);
	expect(await stranger.closed).toMatchObject({ code: 4403, reason: 'right-missing' });
	expect(stranger.heard).toEqual([]);
	expect(await bare(at, boardId, {}).closed).toMatchObject({ code: 4401 });
	for (const hand of [prescriber, buyer]) {
		const client = join(at, boardId, hand);
		await synced(client);
		expect(document.readPassages(client.doc).map(({ text }) => text)).toEqual(['canari du brouillon']);
		await until(() => client.frames.some((frame) => frame.say === 'rights' && frame.may === 'write'));
	}
});

test('[BO13] a facilitator opens it, also one whose browser bears a juror’s seat too', async () => {
	const { boardId, authorityId, juror } = await drafting();
	const accountId = newId<'account'>();
	const token = await inTransaction(async (tx) => {
		await tx.insert(accounts).values({ id: accountId, authorityId, name: 'Solène', email: `${accountId}@exemple.invalid`, isAdministrator: true, createdAt: now() });
		return (await sessions.begin(tx, { authorityId, accountId }, now())).token;
	});
	for (const cookie of [`eclaireurs=${token}`, `eclaireurs=${token}; ${juror.cookie}`]) {
		const board = sitDown(boardId, { cookie });
		await ready(board);
		board.addPassages(null, [{ kind: 'paragraph', text: 'De la console' }]);
		await until(() => board.saved === 'saved');
	}
	expect(await kept(boardId)).toEqual(['De la console', 'De la console']);
});

test('[BO13] whoever is no longer prescriber is sent away in the middle of a sentence', async () => {
	const { boardId, gatheringId, prescriber } = await drafting();
	const board = sitDown(boardId, prescriber);
	await ready(board);
	await become(prescriber, 'observer');
	await inTransaction((tx) => announce(tx, `rights:${gatheringId}`));
	await until(() => board.ended === 'no-right');
});

test('[BO13] what is written in the draft wakes no screen of the room; what is written on the landscape does', async () => {
	const { boardId, gatheringId, prescriber } = await drafting();
	const elsewhere = await roomOf(1);
	const woken: string[] = [];
	const stop = await watch(
		(topic) => topic.startsWith('step:'),
		(topic) => void woken.push(topic)
	);
	const board = sitDown(boardId, prescriber);
	await ready(board);
	board.addPassages(null, [{ kind: 'paragraph', text: 'Un mot' }]);
	await until(() => board.saved === 'saved');
	const client = join(at, elsewhere.boardId, elsewhere.hands[0]!);
	await synced(client);
	document.cardsOf(client.doc).get(elsewhere.cards[0]!)!.set('zone', 'resources');
	// the draft was kept before this card: had it woken anybody, that would be heard first
	await until(() => woken.includes(`step:${elsewhere.gatheringId}`));
	stop();
	expect(woken).not.toContain(`step:${gatheringId}`);
});

test('[BO12] two people write one text: each letter of both stays, and both see the same order', async () => {
	const { boardId, prescriber, buyer } = await drafting();
	const [ines, karim] = [sitDown(boardId, prescriber), sitDown(boardId, buyer)];
	await Promise.all([ready(ines), ready(karim)]);
	const first = ines.addPassages(null, [{ kind: 'paragraph', text: 'Rénover la cuisine.' }])!;
	await until(() => karim.cards.length === 1);
	ines.typePassage(first, 'Rénover la cuisine centrale.');
	karim.typePassage(first, 'Bien rénover la cuisine.');
	karim.addPassages(first, [
		{ kind: 'item', text: 'Dès 2028' },
		{ kind: 'item', text: 'Sept lots' }
	]);
	const last = ines.addPassages(first, [{ kind: 'heading', text: 'Le calendrier' }])!;
	await until(() => ines.cards.length === 4 && karim.cards.length === 4 && ines.saved === 'saved' && karim.saved === 'saved');
	await until(() => JSON.stringify(texts(ines)) === JSON.stringify(texts(karim)) && texts(ines)[0]!.includes('centrale') && texts(ines)[0]!.startsWith('Bien'));
	ines.movePassage(last, 'up');
	ines.setKind(first, 'heading');
	await until(() => ines.saved === 'saved' && JSON.stringify(karim.cards) === JSON.stringify(ines.cards));
	const moved = texts(ines).indexOf('Le calendrier');
	ines.undoOwn();
	ines.undoOwn();
	await until(() => texts(karim).indexOf('Le calendrier') === moved + 1 || moved === 0);
	karim.removePassage(first);
	await until(() => ines.cards.length === 3 && karim.saved === 'saved');
	karim.undoOwn();
	await until(() => ines.cards.length === 4 && karim.saved === 'saved');
	expect(ines.cards.map(({ id }) => id)).not.toContain(first);
	expect(await kept(boardId)).toEqual(texts(ines));
});

test('[BO12] a passage is split where one stands, and one’s own act is taken back without a word lost', async () => {
	const { boardId, prescriber, buyer } = await drafting();
	const [ines, karim] = [sitDown(boardId, prescriber), sitDown(boardId, buyer)];
	await Promise.all([ready(ines), ready(karim)]);
	const first = ines.addPassages(null, [{ kind: 'item', text: 'Rénover la cuisine centrale.' }])!;
	const second = ines.splitPassage(first, 'Rénover la cuisine'.length, 'item')!;
	await until(() => karim.cards.length === 2);
	expect(texts(karim)).toEqual(['Rénover la cuisine', 'centrale.']);
	karim.typePassage(second, 'centrale, dès 2028.');
	await until(() => texts(ines)[1] === 'centrale, dès 2028.');
	ines.undoOwn();
	await until(() => texts(karim).join('|') === 'Rénover la cuisine centrale, dès 2028.');
	const added = karim.addPassages(first, [{ kind: 'paragraph', text: 'De Karim' }])!;
	await until(() => ines.cards.length === 2);
	ines.typePassage(added, 'De Karim et d’Inès');
	await until(() => texts(karim)[1] === 'De Karim et d’Inès');
	karim.undoOwn();
	expect(texts(karim)).toHaveLength(2);
});

test('[BO12] passages put again and again at one place keep ranks that the board takes', async () => {
	const { boardId, prescriber } = await drafting();
	const board = sitDown(boardId, prescriber);
	await ready(board);
	const first = board.addPassages(null, [{ kind: 'paragraph', text: 'premier' }])!;
	board.addPassages(first, [{ kind: 'paragraph', text: 'dernier' }]);
	for (let count = 0; count < 280; count++) board.addPassages(first, [{ kind: 'item', text: String(count) }]);
	board.addPassages(first, Array.from({ length: 18 }, (_, index) => ({ kind: 'item' as const, text: `lot ${index}` })));
	expect(board.addPassages(first, [{ kind: 'item', text: 'un de trop' }])).toBeUndefined();
	await until(() => board.saved === 'saved');
	expect([board.refused, board.cards.length]).toEqual([null, 300]);
	expect(texts(board).slice(0, 3)).toEqual(['premier', 'lot 0', 'lot 1']);
	expect(texts(board).slice(18, 21)).toEqual(['lot 17', '279', '278']);
	expect(texts(board).at(-1)).toBe('dernier');
	board.movePassage(board.cards[1]!.id, 'up');
	expect(texts(board).slice(0, 2)).toEqual(['lot 0', 'premier']);
});

test('[BO12] a text of 20,000 characters is pasted in one go; one that is too long is not sent, and not lost', async () => {
	const { boardId, prescriber } = await drafting();
	const board = sitDown(boardId, prescriber);
	await ready(board);
	const lines = Array.from({ length: 50 }, (_, index) => ({ kind: 'paragraph' as const, text: `${index} `.padEnd(400, 'é') }));
	const last = board.addPassages(null, lines)!;
	await until(() => board.saved === 'saved');
	expect((await kept(boardId)).join('').length).toBe(20_000);
	expect(board.typePassage(last, 'x'.repeat(4_001))).toBe(false);
	expect(board.addPassages(last, Array.from({ length: 11 }, () => ({ kind: 'paragraph', text: 'x'.repeat(4_000) })))).toBeUndefined();
	expect([board.refused, board.unsaved, board.cards.length]).toEqual([null, 0, 50]);
});

test('[BO4] [BO12] words typed while the draft is frozen are given back once, as they were last', async () => {
	const { boardId, prescriber } = await drafting();
	const board = sitDown(boardId, prescriber);
	await ready(board);
	const id = board.addPassages(null, [{ kind: 'paragraph', text: 'Rénover' }])!;
	await until(() => board.saved === 'saved');
	// frozen, and the announcement still under way: heard before, nothing could be typed any more
	await (await database()).update(ydocs).set({ frozenAt: now() }).where(eq(ydocs.id, boardId));
	for (const text of ['Rénover l', 'Rénover la', 'Rénover la cuisine']) board.typePassage(id, text);
	await until(() => board.refused);
	expect(board.refused).toEqual({ reason: 'board-frozen', texts: ['Rénover la cuisine'] });
	expect(texts(board)).toEqual(['Rénover']);
	expect(board.mayWrite).toBe(false);
});

test('[BO12] a form rewrites the text: passages keep their id, an open editor follows, and whoever saw an older text is told', async () => {
	const { boardId, prescriber } = await drafting();
	const [one, two] = (await write(boardId, ['Un', 'Deux'])) as unknown as [{ id: string }, { id: string }];
	const before = await boards.readPassages(await database(), boardId);
	const board = sitDown(boardId, prescriber);
	await ready(board);
	const rewrite = (passages: readonly { id: string; text: string }[], version: string) =>
		inTransaction((tx) => boards.rewritePassages(tx, boardId, passages.map((passage) => ({ kind: 'paragraph', ...passage })), { version, actor: 'system' }));
	const three = newId<'passage'>();
	const done = await rewrite([{ id: two.id, text: 'Deux bis' }, { id: three, text: 'Trois' }, { id: one.id, text: 'Un' }], before.version);
	expect(done.accepted && done.value.passages.map(({ id, text }) => [id, text])).toEqual([[two.id, 'Deux bis'], [three, 'Trois'], [one.id, 'Un']]);
	await until(() => texts(board).join() === 'Deux bis,Trois,Un');
	expect(await rewrite([{ id: one.id, text: 'Écrasé' }], before.version)).toEqual({ accepted: false, reason: 'board-changed-meanwhile' });
	const same = await boards.readPassages(await database(), boardId);
	expect(await rewrite(same.passages, same.version)).toMatchObject({ accepted: true, value: { version: same.version } });
	await inTransaction((tx) => boards.freeze(tx, boardId));
	expect(await rewrite([], same.version)).toEqual({ accepted: false, reason: 'board-frozen' });
	expect(await kept(boardId)).toEqual(['Deux bis', 'Trois', 'Un']);
	expect(content(await cold(boardId))).toContain('Trois');
});
