import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { anotherHub, type AnotherHub } from '../../../../tests/world/another-hub.ts';
import { isSaved, join, leaveAll, roomOf, synced, type Client } from '../../../../tests/world/boardroom.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as document from '../ink/document.ts';
import { judge, Ahead } from './gate.ts';
import * as boards from './boards.ts';

let here: AnotherHub;
let there: AnotherHub;

beforeAll(async () => {
	here = await anotherHub();
	there = await anotherHub();
});
afterEach(leaveAll);
afterAll(async () => {
	await here.end();
	await there.end();
});

const freeze = (boardId: BoardId) => inTransaction((tx) => boards.freezeZone(tx, boardId, 'needs'));
const zoneIn = async (boardId: BoardId, card: string) => (await boards.readCards(await database(), boardId)).find(({ id }) => id === card)!.zone;
const set = ({ doc }: Client, card: string, field: string, value: string) => document.cardsOf(doc).get(card)!.set(field, value);
const until = (holds: () => boolean | Promise<boolean>) => expect.poll(holds, { timeout: 8_000, interval: 10 }).toBe(true);

/** Tries again and again until its process has heard, and answers with what it was told. */
async function refusedAfter(client: Client, card: string) {
	let turn = 0;
	const trying = setInterval(() => set(client, card, 'rank', `i${++turn}z`), 20);
	const why = await client.closed;
	clearInterval(trying);
	return why;
}

test('[BO30] a frozen column refuses seats and facilitators at every process, and lets them write elsewhere and once it is open again', async () => {
	for (const where of ['in-the-room', 'at-the-console'] as const) {
		const { boardId, hands, cards } = await roomOf(4, where);
		const [one, two] = [join(here.at, boardId, hands[0]!), join(there.at, boardId, hands[1]!)];
		await Promise.all([one, two].map(synced));
		set(two, cards[3]!, 'zone', 'innovation');
		await until(() => isSaved(two));
		await freeze(boardId);
		expect(await Promise.all([one, two].map((client) => refusedAfter(client, cards[0]!)))).toEqual(Array(2).fill({ code: 4409, reason: 'zone-frozen' }));
		const late = join(there.at, boardId, hands[2]!);
		await synced(late);
		set(late, cards[3]!, 'rank', 'abc');
		await until(() => isSaved(late));
		set(late, cards[3]!, 'zone', 'needs');
		expect(await late.closed).toEqual({ code: 4409, reason: 'zone-frozen' });
		expect(await zoneIn(boardId, cards[3]!)).toBe('innovation');
		expect((await inTransaction((tx) => boards.unfreezeZone(tx, boardId, 'needs'))).accepted).toBe(true);
		const again = join(here.at, boardId, hands[3]!);
		await synced(again);
		await until(async () => (await boards.conducted(await database(), boardId)).frozenZones.length === 0);
		set(again, cards[0]!, 'zone', 'resources');
		await until(async () => (await zoneIn(boardId, cards[0]!)) === 'resources');
	}
});

test('[BO30] a process to which the word was lost finds out by itself', async () => {
	const timer = globalThis.setInterval;
	// its net comes every ten seconds: here it does not make anybody wait
	const sooner = vi.spyOn(globalThis, 'setInterval').mockImplementation(((work: () => void, ms: number) => timer(work, ms === 10_000 ? 50 : ms)) as typeof setInterval);
	const deaf = await anotherHub();
	const { boardId, hands, cards } = await roomOf(1);
	const one = join(deaf.at, boardId, hands[0]!);
	await synced(one);
	sooner.mockRestore();
	await deaf.deafen();
	await freeze(boardId);
	expect(await refusedAfter(one, cards[0]!)).toEqual({ code: 4409, reason: 'zone-frozen' });
	await deaf.end();
});

test('[BO30] two who freeze one column at once freeze it once; the server’s own cards and words pass', async () => {
	const { boardId, cards } = await roomOf(1);
	const outcomes = await Promise.all([freeze(boardId), freeze(boardId)]);
	expect(outcomes.map((outcome) => (outcome.accepted ? 'accepted' : outcome.reason)).sort()).toEqual(['accepted', 'zone-frozen-already']);
	expect((await boards.conducted(await database(), boardId)).frozenZones).toEqual(['needs']);
	expect(await inTransaction((tx) => boards.rewordCard(tx, boardId, cards[0]!, 'Un mot', 'system'))).toBe(true);
	expect(await inTransaction((tx) => boards.addCards(tx, boardId, [{ id: newId<'card'>(), zone: 'needs', kind: 'need', text: 'Tard venue', capacity: null }]))).toBe(1);
});

test('[BO32] each time everybody is brought somewhere bears another number, also when two do it at once', async () => {
	const { boardId, cards } = await roomOf(1);
	const bring = (zone: 'needs' | 'resources', card: string | null) => inTransaction((tx) => boards.bring(tx, boardId, { zone, card }));
	const told = async () => (await boards.conducted(await database(), boardId)).brought;
	expect(await told()).toBeNull();
	await bring('needs', cards[0]!);
	expect(await told()).toEqual({ zone: 'needs', card: cards[0], turn: 1 });
	await Promise.all([bring('needs', null), bring('resources', null)]);
	expect((await told())!.turn).toBe(3);
});

const [group, part] = ['00000000-0000-4000-8000-000000000900', '00000000-0000-4000-8000-000000000901'];
const [card, free] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];

/** What the gate says of an edit of a board with one card and one group among the needs, which are frozen, and one card elsewhere. */
function verdict(edit: (doc: Y.Doc) => void, may: 'write' | 'arrange' = 'write', frozenZones: readonly string[] = ['needs']): string {
	const seed = new Y.Doc({ gc: false });
	seed.clientID = 10;
	seed.transact(() => {
		document.putCard(seed, { id: card, zone: 'needs', kind: 'need', text: 'Pain et lait', group: null, capacity: null, rank: 'a1' });
		document.putCard(seed, { id: free, zone: 'resources', kind: 'resource', text: 'Four', group: null, capacity: null, rank: 'a2' });
		document.putGroup(seed, { id: group, zone: 'needs', title: 'Repas', rank: 'i' });
	});
	const doc = new Y.Doc({ gc: false });
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(seed));
	doc.clientID = 77;
	const before = Y.encodeStateVector(doc);
	doc.transact(() => edit(doc));
	const judged = judge({ kind: 'cards', document: seed, ahead: new Ahead(), writer: { may }, isFrozen: false, frozenZones, owns: () => true }, Y.encodeStateAsUpdate(doc, before));
	return judged.accepted ? 'accepted' : judged.reason;
}

test.each<[string, string, (doc: Y.Doc) => void]>([
	['a card of it moves on', 'zone-frozen', (doc) => document.cardsOf(doc).get(card)!.set('zone', 'resources')],
	['a card comes in', 'zone-frozen', (doc) => document.cardsOf(doc).get(free)!.set('zone', 'needs')],
	['a card comes into a group of it', 'zone-frozen', (doc) => document.cardsOf(doc).get(free)!.set('group', group)],
	['a word of it changes', 'zone-frozen', (doc) => (document.cardsOf(doc).get(card)!.get('text') as Y.Text).delete(0, 1)],
	['a group of it goes', 'zone-frozen', (doc) => document.groupsOf(doc).delete(group)],
	['a group is made in it', 'zone-frozen', (doc) => document.putGroup(doc, { id: part, zone: 'needs', title: '', rank: 'i' })],
	['a card of it is duplicated beside it', 'zone-frozen', (doc) => document.putCard(doc, { id: part, zone: 'needs', kind: 'need', text: 'Pain et lait', group: null, capacity: null, rank: 'a3' }, card)],
	['a card elsewhere moves', 'accepted', (doc) => document.cardsOf(doc).get(free)!.set('zone', 'innovation')],
	['a group is made elsewhere', 'accepted', (doc) => document.putGroup(doc, { id: part, zone: 'resources', title: 'Four', rank: 'i' })]
])('[BO30] at the gate of a frozen column, %s: %s', (_, expected, edit) => {
	expect(verdict(edit)).toBe(expected);
	expect(verdict(edit, 'write', [])).toBe('accepted');
});

test('[BO35] a facilitator duplicates a card as a part of it, with its kind and its capacity; a seat does not', () => {
	const copy = (more: object = {}) => (doc: Y.Doc) => document.putCard(doc, { id: part, zone: 'needs', kind: 'need', text: 'Pain et lait', group: null, capacity: null, rank: 'a3', ...more }, card);
	expect(verdict(copy(), 'write', [])).toBe('accepted');
	expect(verdict(copy(), 'arrange', [])).toBe('words-kept');
	expect(verdict(copy({ capacity: 'buyer' }), 'write', [])).toBe('value-unknown');
	expect(verdict(copy({ kind: 'resource' }), 'write', [])).toBe('value-unknown');
});
