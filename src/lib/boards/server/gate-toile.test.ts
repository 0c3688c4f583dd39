import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import * as document from '../ink/document.ts';
import type { BoardKind } from '../rules/cards.ts';
import { linkBetween, linksAtMost, linksIn, marks, packPlace, packStroke, placesIn, strokesAtMost, strokesIn, type Mark } from '../rules/marks.ts';
import type { Writer } from '../rules/writing.ts';
import { Ahead, judge } from './gate.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [first, second, third, stranger, drawn, part] = [id(1), id(2), id(3), id(400), id(500), id(950)];
const [server, other, own, reloaded] = [10, 20, 77, 78];
const link = linkBetween(first, second);
const stroke = packStroke({ zone: 'needs', points: [{ x: 10, y: 20 }, { x: 40, y: 10 }] });
const place = packPlace({ zone: 'needs', x: 300, y: 400 });

/** Thirty cards; somebody else put one, linked two and drew a line. */
const seeded = (() => {
	const doc = new Y.Doc({ gc: false });
	doc.clientID = server;
	doc.transact(() => {
		for (let number = 1; number <= 30; number++)
			document.putCard(doc, { id: id(number), zone: 'needs', kind: 'need', text: `Besoin ${number}`, group: null, capacity: null, rank: `a${number % 10}i` });
	});
	const theirs = new Y.Doc({ gc: false });
	theirs.clientID = other;
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
	document.marksOf(theirs, 'places').set(second, place);
	document.marksOf(theirs, 'links').set(link, true);
	document.marksOf(theirs, 'strokes').set(drawn, stroke);
	return Y.encodeStateAsUpdate(theirs);
})();

function board(client = own): Y.Doc {
	const doc = new Y.Doc({ gc: false });
	doc.clientID = client;
	Y.applyUpdate(doc, seeded);
	return doc;
}

function empty(): Y.Doc {
	const doc = new Y.Doc({ gc: false });
	doc.clientID = own;
	return doc;
}

/** What the client library sends for these edits, one update each, on a board that begins as it is. */
function sent(edit: (doc: Y.Doc) => void, doc = board()): Uint8Array[] {
	const updates: Uint8Array[] = [];
	const listen = (update: Uint8Array) => updates.push(update);
	doc.on('update', listen);
	edit(doc);
	doc.off('update', listen);
	return updates;
}
const written = (edit: (doc: Y.Doc) => void, doc = board()) => Y.mergeUpdates(sent((on) => on.transact(() => edit(on)), doc));

interface Asked {
	readonly may?: Writer['may'];
	readonly isFrozen?: boolean;
	readonly frozenZones?: readonly string[];
	readonly kind?: BoardKind;
	readonly ahead?: Ahead;
	readonly on?: Y.Doc;
}
function verdictOf(update: Uint8Array, { may = 'arrange', isFrozen = false, frozenZones = [], kind = 'cards', ahead = new Ahead(), on = board(0) }: Asked = {}): string {
	const judged = judge({ kind, document: on, ahead, writer: { may }, isFrozen, frozenZones, owns: (client) => client === own || client === reloaded }, update);
	if (!judged.accepted) return judged.reason;
	ahead.letThrough(judged.value);
	return judged.value.isEmpty ? 'empty' : 'accepted';
}

const set = (of: Mark, key: string, value: unknown) => () => written((doc) => (doc.getMap(of) as Y.Map<unknown>).set(key, value));
const corpus: readonly (readonly [string, string, () => Uint8Array])[] = [
	['puts a card', 'accepted', set('places', first, place)],
	['puts a card that stands elsewhere', 'accepted', set('places', second, packPlace({ zone: 'needs', x: 1, y: 1 }))],
	['puts a card to and fro', 'accepted', () => written((doc) => [1, 2, 3, 4].forEach((x) => document.marksOf(doc, 'places').set(first, packPlace({ zone: 'needs', x, y: 1 }))))],
	['puts a card in another zone', 'accepted', () => written((doc) => (document.cardsOf(doc).get(first)!.set('zone', 'resources'), document.marksOf(doc, 'places').set(first, packPlace({ zone: 'resources', x: 1, y: 1 }))))],
	['gives a card back to its row', 'accepted', () => written((doc) => document.marksOf(doc, 'places').delete(second))],
	['links two cards', 'accepted', set('links', linkBetween(first, third), true)],
	['links two cards that are linked', 'accepted', set('links', link, true)],
	['takes a link away', 'accepted', () => written((doc) => document.marksOf(doc, 'links').delete(link))],
	['draws', 'accepted', set('strokes', stranger, stroke)],
	['draws and takes it back', 'accepted', () => written((doc) => (document.marksOf(doc, 'strokes').set(stranger, stroke), document.marksOf(doc, 'strokes').delete(stranger)))],
	['erases what another drew', 'accepted', () => written((doc) => document.marksOf(doc, 'strokes').delete(drawn))],
	['links a card and its part', 'accepted', () => written((doc) => {
		(document.cardsOf(doc).get(first)!.get('text') as Y.Text).delete(0, 3);
		document.putCard(doc, { id: part, zone: 'needs', kind: 'need', text: 'Bes', group: null, capacity: null, rank: 'zz' }, first);
		document.marksOf(doc, 'links').set(linkBetween(first, part), true);
	})],
	['says again what is there', 'empty', () => seeded],

	['puts what is no card', 'value-unknown', set('places', stranger, place)],
	['puts a card nowhere', 'value-unknown', set('places', first, 'elsewhere 1,2')],
	['puts a card under words', 'value-unknown', set('places', first, 'Zoé l’a mise ici')],
	['puts a card at a number', 'value-unknown', set('places', first, 4)],
	['puts a card well, then badly', 'value-unknown', () => written((doc) => (document.marksOf(doc, 'places').set(first, place), document.marksOf(doc, 'places').set(first, 'x')))],
	['links a card to none', 'value-unknown', set('links', linkBetween(first, stranger), true)],
	['links a card to itself', 'value-unknown', set('links', `${first}_${first}`, true)],
	['links and says why', 'value-unknown', set('links', link, 'parce que')],
	['draws words', 'value-unknown', set('strokes', stranger, 'needs merci')],
	['draws under a name', 'value-unknown', set('strokes', 'Zoé', stroke)],
	['draws under __proto__', 'value-unknown', set('strokes', '__proto__', stroke)],
	['draws without end', 'value-unknown', set('strokes', stranger, `needs 1,1${' 1,1'.repeat(9_000)}`)],
	['marks with a map', 'shape-unknown', set('places', first, new Y.Map())],
	['marks with a text', 'shape-unknown', set('strokes', stranger, new Y.Text('needs 1,1'))],
	['marks with a list', 'shape-unknown', set('links', link, new Y.Array())],
	['marks with bytes', 'shape-unknown', set('strokes', stranger, new Uint8Array([1, 2]))],
	['pushes into the marks as a list', 'shape-unknown', () => written((doc) => doc.getArray('strokes').push(['x']), empty())],
	['writes in the marks as a text', 'shape-unknown', () => written((doc) => doc.getText('links').insert(0, 'x'), empty())],
	['writes under a root of another name', 'shape-unknown', () => written((doc) => doc.getMap('mark').set(first, place))],
	['removes a card by the way', 'card-kept', () => written((doc) => (document.marksOf(doc, 'places').set(first, place), document.cardsOf(doc).delete(second)))]
];

describe('the gate, at the toile', () => {
	for (const [name, verdict, make] of corpus)
		test(`[BO40] [BO42] ${name}: ${verdict}, by whom and when`, () => {
			const update = make();
			const isRead = !['shape-unknown', 'empty'].includes(verdict);
			const on = board(0);
			const before = Y.encodeStateAsUpdate(on);
			expect(verdictOf(update, { on })).toBe(verdict);
			expect(Buffer.from(Y.encodeStateAsUpdate(on)).equals(Buffer.from(before))).toBe(true);
			expect(verdictOf(update, { may: 'look' })).toBe(isRead ? 'not-a-writer' : verdict);
			expect(verdictOf(update, { isFrozen: true })).toBe(isRead ? 'board-frozen' : verdict);
			if (isRead) expect(verdictOf(update, { kind: 'passages' })).not.toBe('accepted');
			if (verdict !== 'accepted') return;
			Y.applyUpdate(on, update);
			expect([on.store.pendingStructs, on.store.pendingDs]).toEqual([null, null]);
			// all that stands is read by a screen
			const all = document.readMarks(on);
			expect([placesIn(all).size, linksIn(all, (card) => document.cardsOf(on).has(card)).size, strokesIn(all).size]).toEqual(marks.map((of) => document.marksOf(on, of).size));
		});

	test('[BO40] what somebody takes back and does again goes through, act by act and all at once', () => {
		const doc = board();
		const origin = {};
		const undo = new Y.UndoManager([document.cardsOf(doc), ...marks.map((of) => document.marksOf(doc, of))], { trackedOrigins: new Set([origin]), captureTimeout: 0 });
		const act = (edit: () => void) => doc.transact(edit, origin);
		const updates = sent(() => {
			act(() => document.marksOf(doc, 'places').set(second, packPlace({ zone: 'needs', x: 7, y: 7 })));
			act(() => (document.cardsOf(doc).get(first)!.set('zone', 'resources'), document.marksOf(doc, 'places').set(first, packPlace({ zone: 'resources', x: 1, y: 1 }))));
			act(() => document.marksOf(doc, 'strokes').set(stranger, stroke));
			act(() => document.marksOf(doc, 'strokes').delete(drawn));
			act(() => document.marksOf(doc, 'links').delete(link));
			while (undo.undoStack.length > 0) undo.undo();
			while (undo.redoStack.length > 0) undo.redo();
			while (undo.undoStack.length > 0) undo.undo();
		}, doc);
		expect(updates.length).toBe(20);
		const on = board(0);
		for (const update of updates) {
			expect(verdictOf(update, { on })).toBe('accepted');
			Y.applyUpdate(on, update);
		}
		expect(verdictOf(Y.mergeUpdates(updates))).toBe('accepted');
		const ahead = new Ahead();
		for (const update of updates) expect(verdictOf(update, { ahead })).toBe('accepted');
		for (const of of marks) expect(document.marksOf(on, of).toJSON()).toEqual(document.marksOf(board(), of).toJSON());
		expect(document.readCards(on)).toEqual(document.readCards(board()));
	});

	test('[BO30] [BO40] in a frozen column nothing is put, linked, drawn or erased', () => {
		const frozenZones = ['needs'];
		const gestures: ((doc: Y.Doc) => void)[] = [
			(doc) => document.marksOf(doc, 'places').set(first, place),
			(doc) => document.marksOf(doc, 'links').delete(link),
			(doc) => document.marksOf(doc, 'strokes').set(stranger, stroke),
			(doc) => document.marksOf(doc, 'strokes').delete(drawn)
		];
		for (const gesture of gestures) {
			expect(verdictOf(written(gesture), { frozenZones })).toBe('zone-frozen');
			expect(verdictOf(written(gesture), { frozenZones: ['resources'] })).toBe('accepted');
		}
		expect(verdictOf(written((doc) => document.marksOf(doc, 'strokes').set(stranger, packStroke({ zone: 'resources', points: [{ x: 1, y: 1 }] }))), { frozenZones })).toBe('accepted');
	});

	test('[BO43] a toile holds so many links and strokes, those on their way counted, and one that is erased makes room', () => {
		const full = board(0);
		full.clientID = 30;
		for (let number = 2; number < strokesAtMost; number++) document.marksOf(full, 'strokes').set(id(1_000 + number), stroke);
		const screen = (client: number) => {
			const doc = new Y.Doc({ gc: false });
			doc.clientID = client;
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(full));
			return doc;
		};
		const draw = (key: string) => (doc: Y.Doc) => void document.marksOf(doc, 'strokes').set(key, stroke);
		const erase = (key: string) => (doc: Y.Doc) => void document.marksOf(doc, 'strokes').delete(key);
		// one is free: the second of two that are on their way finds none
		const doc = screen(own);
		const [last, beyond] = [written(draw(id(3_001)), doc), written(draw(id(3_002)), doc)];
		const ahead = new Ahead();
		expect(verdictOf(last, { on: full, ahead })).toBe('accepted');
		expect(verdictOf(beyond, { on: full, ahead })).toBe('board-full');
		expect(verdictOf(Y.mergeUpdates([last, beyond]), { on: full })).toBe('board-full');
		Y.applyUpdate(full, last);
		const gestures: [string, ((doc: Y.Doc) => void)[]][] = [
			['board-full', [draw(id(3_003))]],
			['accepted', [draw(drawn)]],
			['accepted', [erase(drawn), draw(id(3_003))]],
			['accepted', [draw(id(3_003)), erase(id(3_003))]],
			['accepted', [draw(id(3_003)), erase(id(3_003)), draw(drawn)]],
			['board-full', [erase(drawn), draw(id(3_003)), draw(drawn)]]
		];
		for (const [verdict, gesture] of gestures) expect(verdictOf(written((on) => gesture.forEach((one) => one(on)), screen(reloaded)), { on: full })).toBe(verdict);
	});

	test('[BO43] as many links as the rule says, and not one more', () => {
		const on = board(0);
		on.clientID = 30;
		for (let number = 31; number <= 40; number++) document.putCard(on, { id: id(number), zone: 'needs', kind: 'need', text: 'x', group: null, capacity: null, rank: 'b' });
		const more = (count: number) => {
			const doc = new Y.Doc({ gc: false });
			doc.clientID = own;
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(on));
			return written((at) => {
				for (let one = 1; one <= 40; one++)
					for (let two = one + 1; two <= 40 && document.marksOf(at, 'links').size < count; two++) document.marksOf(at, 'links').set(linkBetween(id(one), id(two)), true);
			}, doc);
		};
		expect(verdictOf(more(linksAtMost), { on })).toBe('accepted');
		expect(verdictOf(more(linksAtMost + 1), { on })).toBe('board-full');
	});
});
