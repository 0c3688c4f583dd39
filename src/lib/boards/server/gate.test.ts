import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import * as document from '../ink/document.ts';
import { cardsAtMost, groupsAtMost, textLimit, titleLimit, type BoardKind } from '../rules/cards.ts';
import { isCut } from '../rules/cuts.ts';
import { isRank } from '../rules/ranks.ts';
import { textsErasedAtOnce, type Writer } from '../rules/writing.ts';
import { Ahead, judge, writersOf } from './gate.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [first, second, group, groupInNeeds, part] = [id(1), id(2), id(900), id(901), id(950)];
const server = 10;
const other = 20;
const own = 77;

/** The board before anybody moved a card. */
let unmoved: Uint8Array;

/** Thirty cards put by the server, two groups and a move made by somebody else. */
const seeded = (() => {
	const doc = new Y.Doc({ gc: false });
	doc.clientID = server;
	doc.transact(() => {
		for (let number = 1; number <= 30; number++)
			document.putCard(doc, { id: id(number), zone: 'needs', kind: 'need', text: `Besoin ${number}`, group: null, capacity: number === 1 ? 'juror' : null, rank: `a${number % 10}i` });
	});
	unmoved = Y.encodeStateAsUpdate(doc);
	const theirs = new Y.Doc({ gc: false });
	theirs.clientID = other;
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
	document.putGroup(theirs, { id: group, zone: 'needs', title: 'Repas', rank: 'i' });
	document.putGroup(theirs, { id: groupInNeeds, zone: 'needs', title: 'Cantine', rank: 'k' });
	document.cardsOf(theirs).get(second)!.set('zone', 'resources');
	return Y.encodeStateAsUpdate(theirs);
})();

function board(): Y.Doc {
	const doc = new Y.Doc({ gc: false });
	Y.applyUpdate(doc, seeded);
	return doc;
}

/** What the client library sends for these edits: one transaction, or all of them merged. */
function written(edit: (doc: Y.Doc) => void, client = own): Uint8Array {
	const doc = board();
	doc.clientID = client;
	const before = Y.encodeStateVector(doc);
	const sent: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => sent.push(update));
	doc.transact(() => edit(doc));
	return sent.length === 0 ? Y.encodeStateAsUpdate(doc, before) : Y.mergeUpdates(sent);
}

const numbers = (...all: number[]) => (encoder: encoding.Encoder) => all.forEach((number) => encoding.writeVarUint(encoder, number));
function bytes(...write: ((encoder: encoding.Encoder) => void)[]): Uint8Array {
	const encoder = encoding.createEncoder();
	write.forEach((one) => one(encoder));
	return encoding.toUint8Array(encoder);
}
const text = (value: string) => (encoder: encoding.Encoder) => encoding.writeVarString(encoder, value);
const byte = (value: number) => (encoder: encoding.Encoder) => encoding.writeUint8(encoder, value);

const card = (doc: Y.Doc, which = first) => document.cardsOf(doc).get(which)!;
const inkOf = (doc: Y.Doc, which = first) => card(doc, which).get('text') as Y.Text;
const putPart = (doc: Y.Doc, more: object = {}, splitFrom: string | undefined = first) =>
	document.putCard(doc, { id: part, zone: 'needs', kind: 'need', text: 'oin', group: null, capacity: 'juror', rank: 'zz', ...more }, splitFrom);
const put = (doc: Y.Doc, root: 'cards' | 'groups', key: string, fields: Record<string, unknown>) => {
	const ink = new Y.Map();
	for (const [field, value] of Object.entries(fields)) ink.set(field, value);
	doc.getMap(root).set(key, ink);
};
const whole = { zone: 'needs', kind: 'need', group: null, capacity: 'juror', rank: 'zz', splitFrom: first };

/** A value set over one that is no longer the last takes its place before the last, which is deleted. */
function emptiedBehind(): Uint8Array {
	const client = 5;
	const late = new Y.Doc({ gc: false });
	late.clientID = client;
	Y.applyUpdate(late, unmoved);
	const before = Y.encodeStateVector(late);
	card(late, second).set('zone', 'innovation');
	const set = Y.encodeStateAsUpdate(late, before);
	const all = board();
	card(all, second).delete('zone');
	return Y.mergeUpdates([set, Y.encodeStateAsUpdate(all, Y.encodeStateVector(board()))]);
}

/** A card as it should be, and beside its zone another one, of which nobody knows which stays. */
function twoValues(): Uint8Array {
	const update = written((doc) => putPart(doc));
	const [clients, structs, client, clock] = update;
	expect([clients, client, clock, update.at(-1)]).toEqual([1, own, 0, 0]);
	return bytes(numbers(1, structs! + 1, own, 0), (encoder) => encoding.writeUint8Array(encoder, update.slice(4, -1)), byte(0x20 | 0x08), numbers(0, own, 0), text('zone'), numbers(1), byte(119), text('elsewhere'), numbers(0));
}

/** A value that would stay, then one over it that is deleted: the field would be left empty. */
function emptied(): Uint8Array {
	const doc = board();
	doc.clientID = own;
	const zone = card(doc)._map.get('zone')!;
	const item = (origin: readonly [number, number], value: string) => [byte(0x80 | 0x08), numbers(...origin, 1), byte(119), text(value)];
	return bytes(numbers(1, 2, own, 0), ...item([zone.id.client, zone.id.clock], 'resources'), ...item([own, 0], 'innovation'), numbers(1, own, 1, 1, 1));
}

type Verdict = string;
const corpus: readonly (readonly [string, Verdict, () => Uint8Array])[] = [
	['moves a card', 'accepted', () => written((doc) => card(doc).set('zone', 'resources'))],
	['ranks a card', 'accepted', () => written((doc) => card(doc).set('rank', 'abc'))],
	['groups a card', 'accepted', () => written((doc) => card(doc).set('group', group))],
	['ungroups a card', 'accepted', () => written((doc) => card(doc).set('group', null))],
	['moves a card to and fro', 'accepted', () => written((doc) => ['resources', 'elsewhere', 'innovation'].forEach((zone) => card(doc).set('zone', zone)))],
	['writes in a card', 'accepted', () => written((doc) => inkOf(doc).insert(0, 'Vrai '))],
	['shortens a card', 'accepted', () => written((doc) => inkOf(doc).delete(0, 3))],
	['splits a card', 'accepted', () => written((doc) => (inkOf(doc).delete(3, 3), putPart(doc)))],
	['makes a part and leaves the card whole', 'accepted', () => written((doc) => putPart(doc))],
	['cuts a card and says other words', 'accepted', () => written((doc) => (inkOf(doc).delete(1, 7), putPart(doc, { text: 'un prestataire unique' })))],
	['makes a group', 'accepted', () => written((doc) => document.putGroup(doc, { id: id(960), zone: 'needs', title: 'Neuf', rank: 'x' }))],
	['makes a group and takes it back', 'accepted', () => written((doc) => (document.putGroup(doc, { id: id(960), zone: 'needs', title: 'Neuf', rank: 'x' }), document.groupsOf(doc).delete(id(960))))],
	['renames a group', 'accepted', () => written((doc) => document.groupsOf(doc).get(group)!.set('title', 'Midi'))],
	['removes a group', 'accepted', () => written((doc) => document.groupsOf(doc).delete(group))],
	['fills a card to its limit', 'accepted', () => written((doc) => inkOf(doc).insert(0, 'x'.repeat(textLimit - 'Besoin 1'.length)))],
	['replaces a text by a full one', 'accepted', () => written((doc) => (inkOf(doc).delete(0, 8), inkOf(doc).insert(0, 'x'.repeat(textLimit))))],
	['types too much and takes it back', 'accepted', () => written((doc) => (inkOf(doc).insert(0, 'x'.repeat(1_500)), inkOf(doc).delete(0, 1_500)))],
	['shortens as many texts as one may', 'accepted', () => written((doc) => Array.from({ length: textsErasedAtOnce }, (_, at) => inkOf(doc, id(at + 1)).delete(0, 1)))],
	['says again what is there', 'empty', () => seeded],
	['deletes what is deleted', 'empty', () => bytes(numbers(0), deletions(board()))],
	['says nothing', 'empty', () => new Uint8Array([0, 0])],

	['removes a card', 'card-kept', () => written((doc) => document.cardsOf(doc).delete(first))],
	['removes every card', 'card-kept', () => written((doc) => [...document.cardsOf(doc).keys()].forEach((key) => document.cardsOf(doc).delete(key)))],
	['deletes all in one range', 'card-kept', () => bytes(numbers(0, 1, server, 1, 0, Y.getState(board().store, server)))],
	['deletes half a range twice', 'field-unknown', () => bytes(numbers(0, 1, server, 2, 1, 2, 1, 2))],
	['deletes the zone of a card', 'field-unknown', () => written((doc) => card(doc).delete('zone'))],
	['deletes the text of a card', 'field-unknown', () => written((doc) => card(doc).delete('text'))],
	['deletes the title of a group', 'field-unknown', () => written((doc) => document.groupsOf(doc).get(group)!.delete('title'))],
	['deletes what does not exist yet', 'gap', () => bytes(numbers(0, 1, server, 1, 0, 1_000_000))],
	['deletes of a client unknown', 'gap', () => bytes(numbers(0, 1, 123, 1, 0, 1))],
	['puts another text in a card', 'field-unknown', () => written((doc) => card(doc).set('text', new Y.Text('volé')))],
	['puts a bare text in a card', 'shape-unknown', () => written((doc) => card(doc).set('text', 'volé'))],
	['sets an unknown zone', 'value-unknown', () => written((doc) => card(doc).set('zone', 'elsewhere'))],
	['sets a number for a zone', 'value-unknown', () => written((doc) => card(doc).set('zone', 3 as never))],
	['sets a map for a zone', 'shape-unknown', () => written((doc) => card(doc).set('zone', new Y.Map() as never))],
	['sets a rank that is none', 'value-unknown', () => written((doc) => card(doc).set('rank', 'i0'))],
	['sets a rank too long', 'value-unknown', () => written((doc) => card(doc).set('rank', 'i'.repeat(65)))],
	['groups under no id', 'value-unknown', () => written((doc) => card(doc).set('group', 'Repas'))],
	['changes the capacity', 'field-unknown', () => written((doc) => card(doc).set('capacity', 'buyer'))],
	['changes the kind', 'field-unknown', () => written((doc) => card(doc).set('kind', 'resource'))],
	['names an author', 'field-unknown', () => written((doc) => card(doc).set('author', 'Zoé'))],
	['sets a field of every object', 'field-unknown', () => written((doc) => card(doc).set('constructor', 'x'))],
	['sets __proto__', 'field-unknown', () => written((doc) => card(doc).set('__proto__', 'x'))],
	['titles a group too long', 'value-unknown', () => written((doc) => document.groupsOf(doc).get(group)!.set('title', 'x'.repeat(titleLimit + 1)))],
	['titles a group with a text of ink', 'shape-unknown', () => written((doc) => document.groupsOf(doc).get(group)!.set('title', new Y.Text('x')))],
	['writes a sign that turns the line around', 'signs-unknown', () => written((doc) => inkOf(doc).insert(0, 'a\u202eb'))],
	['makes a part with a sign that rings', 'signs-unknown', () => written((doc) => (inkOf(doc).delete(3, 3), putPart(doc, { text: 'oin\u0007' })))],
	['titles a group with a sign that ends all', 'value-unknown', () => written((doc) => document.groupsOf(doc).get(group)!.set('title', 'a\u0000'))],
	['writes one sign too many', 'text-too-long', () => written((doc) => inkOf(doc).insert(0, 'x'.repeat(textLimit - 7)))],
	['takes one sign and writes a thousand', 'text-too-long', () => written((doc) => (inkOf(doc).delete(0, 1), inkOf(doc).insert(0, 'x'.repeat(textLimit))))],
	['shortens one text too many', 'too-many-texts', () => written((doc) => Array.from({ length: textsErasedAtOnce + 1 }, (_, at) => inkOf(doc, id(at + 1)).delete(0, 1)))],
	['writes in bold', 'shape-unknown', () => written((doc) => inkOf(doc).format(0, 3, { bold: true }))],
	['puts a picture in a text', 'shape-unknown', () => written((doc) => inkOf(doc).insertEmbed(0, { image: 'x' }))],
	['gives a text an attribute', 'shape-unknown', () => written((doc) => inkOf(doc).setAttribute('x', 'y'))],
	['sets a value and empties the field', 'field-unknown', () => written((doc) => (card(doc).set('zone', 'resources'), card(doc).delete('zone')))],
	['empties the field behind a value that was set', 'field-unknown', emptied],
	['makes a card without a source', 'value-unknown', () => written((doc) => put(doc, 'cards', part, { ...whole, splitFrom: undefined, text: new Y.Text('x') }))],
	['makes a card of an unknown source', 'value-unknown', () => written((doc) => putPart(doc, {}, id(999)))],
	['makes a card of another kind', 'value-unknown', () => written((doc) => putPart(doc, { kind: 'resource' }))],
	['makes a card of another capacity', 'value-unknown', () => written((doc) => putPart(doc, { capacity: 'buyer' }))],
	['makes a card with a bare text', 'shape-unknown', () => written((doc) => put(doc, 'cards', part, { ...whole, text: 'x'.repeat(100_000) }))],
	['makes a card without a text', 'field-unknown', () => written((doc) => put(doc, 'cards', part, whole))],
	['makes a card with a field more', 'field-unknown', () => written((doc) => put(doc, 'cards', part, { ...whole, text: new Y.Text('x'), author: 'Zoé' }))],
	['makes a card with a field of every object', 'field-unknown', () => written((doc) => put(doc, 'cards', part, { ...whole, text: new Y.Text('x'), constructor: 'x' }))],
	['makes a group with a field of every object', 'field-unknown', () => written((doc) => put(doc, 'groups', id(960), { zone: 'needs', title: 'x', rank: 'x', toString: 'x'.repeat(9_000) }))],
	['makes a card under a text too long', 'text-too-long', () => written((doc) => putPart(doc, { text: 'x'.repeat(textLimit + 1) }))],
	['makes a card under a taken id', 'id-taken', () => written((doc) => putPart(doc, { id: second }))],
	['makes a card again', 'id-taken', () => written((doc) => (document.cardsOf(doc).delete(second), putPart(doc, { id: second })))],
	['makes a group under a taken id', 'id-taken', () => written((doc) => document.putGroup(doc, { id: group, zone: 'needs', title: 'volé', rank: 'x' }))],
	['makes a card under a name', 'value-unknown', () => written((doc) => putPart(doc, { id: 'ma-fiche' }))],
	['makes a card with two values of one field', 'shape-unknown', twoValues],
	['makes a card of a list', 'shape-unknown', () => written((doc) => doc.getMap('cards').set(part, new Y.Array()))],
	['makes a card of a bare value', 'shape-unknown', () => written((doc) => doc.getMap('cards').set(part, 1))],
	['nests a map in a map', 'shape-unknown', () => written((doc) => { const inner = new Y.Map(); card(doc).set('zone', inner as never); inner.set('x', new Y.Map()); })],
	['writes under another root', 'shape-unknown', () => written((doc) => doc.getMap('elsewhere').set('x', 1))],
	['writes a text as a root', 'shape-unknown', () => written((doc) => doc.getText('notes').insert(0, 'x'))],
	['pushes into the cards as a list', 'shape-unknown', () => bytes(numbers(1, 1, own, 0), byte(0x08), numbers(1), text('cards'), numbers(1), byte(0x77), text('x'), numbers(0))],

	['writes under another’s client', 'foreign-client', () => written((doc) => card(doc).set('zone', 'resources'), other)],
	['writes under the server’s client', 'foreign-client', () => written((doc) => card(doc).set('zone', 'resources'), server)],
	['leaves a gap', 'gap', () => { const doc = board(); doc.clientID = own; card(doc).set('zone', 'resources'); const before = Y.encodeStateVector(doc); card(doc).set('zone', 'innovation'); return Y.encodeStateAsUpdate(doc, before); }],
	['leans on what nobody has', 'gap', () => bytes(numbers(1, 1, own, 0), byte(0x80 | 0x04), numbers(123, 4), text('x'), numbers(0))],
	['collects garbage', 'shape-unknown', () => bytes(numbers(1, 1, own, 0), byte(0), numbers(2 ** 40, 0))],
	['skips', 'shape-unknown', () => bytes(numbers(1, 1, own, 0), byte(10), numbers(5, 0))],
	['begins beyond all clocks', 'too-big', () => bytes(numbers(1, 1, own, 2 ** 31), byte(0x04), numbers(1), text('cards'), text('x'), numbers(0))],
	['comes in the second encoding', 'empty', () => Y.convertUpdateFormatV1ToV2(written((doc) => card(doc).set('zone', 'resources')))],
	['declares three million structs', 'unreadable', () => bytes(numbers(1, 3_000_000, own, 0), byte(0), numbers(1))],
	['brings too many structs', 'too-big', () => written((doc) => { for (let at = 0; at <= 5_000; at++) card(doc, id(1 + (at % 2))).set('zone', 'needs'); })],
	['is too big', 'too-big', () => new Uint8Array(300_000)],
	['is cut', 'unreadable', () => written((doc) => card(doc).set('zone', 'resources')).slice(0, -6)],
	['is noise', 'unreadable', () => new Uint8Array([255, 255, 255, 255, 7, 1, 2, 3])]
];

function deletions(doc: Y.Doc): (encoder: encoding.Encoder) => void {
	// an update's list of deletions stands after its structs: of an update without structs, after one byte
	return (encoder) => encoding.writeUint8Array(encoder, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)).slice(1));
}

const writers: readonly (readonly [string, Writer])[] = [
	['a seat', { may: 'arrange' }],
	['a facilitator', { may: 'write' }],
	['a reader', { may: 'look' }]
];

/** What touches the words of a card that stands, but to cut it: let in or not from a facilitator, never from a seat (BO17). */
const onWords: ReadonlySet<string> = new Set([
	'writes in a card',
	'shortens a card',
	'fills a card to its limit',
	'replaces a text by a full one',
	'types too much and takes it back',
	'shortens as many texts as one may',
	'makes a part and leaves the card whole',
	'cuts a card and says other words',
	'writes a sign that turns the line around',
	'writes one sign too many',
	'takes one sign and writes a thousand'
]);

/** By whom and when: the first of these refusals that applies stands; what cannot be read is refused before who sent it is asked. */
function rightsTable(name: string, verdict: Verdict, writer: Writer, isFrozen: boolean): Verdict[] {
	if (verdict === 'empty') return ['empty'];
	const before = ['unreadable', 'too-big', 'gap', 'foreign-client', 'shape-unknown', 'id-taken'];
	if (before.includes(verdict)) return verdict === 'id-taken' ? [verdict, 'not-a-writer', 'board-frozen'].filter((one) => one !== 'not-a-writer' || writer.may === 'look').filter((one) => one !== 'board-frozen' || isFrozen) : [verdict];
	if (writer.may === 'look') return ['not-a-writer'];
	if (isFrozen) return ['board-frozen'];
	return [writer.may === 'arrange' && onWords.has(name) ? 'words-kept' : verdict];
}

function verdictOf(doc: Y.Doc, update: Uint8Array, writer: Writer, isFrozen: boolean, ahead = new Ahead(), kind: BoardKind = 'cards'): Verdict {
	const clients = writersOf(update);
	if (!clients.accepted) return clients.reason;
	const judged = judge({ kind, document: doc, ahead, writer, isFrozen, owns: (client) => client === own || client === own + 1 }, update);
	return judged.accepted ? (judged.value.isEmpty ? 'empty' : 'accepted') : judged.reason;
}

describe('the gate', () => {
	for (const [name, verdict, make] of corpus)
		test(`[BO4] [BO5] [BO6] [BO7] [BO8] [BO9] [BO17] ${name}: ${verdict}, by whom and when`, () => {
			const update = make();
			for (const [who, writer] of writers)
				for (const isFrozen of [false, true]) {
					const doc = board();
					const before = Y.encodeStateAsUpdate(doc);
					const said = verdictOf(doc, update, writer, isFrozen);
					expect(rightsTable(name, verdict, writer, isFrozen), `${who}, ${isFrozen ? 'frozen' : 'open'}: ${said}`).toContain(said);
					expect(Buffer.from(Y.encodeStateAsUpdate(doc)).equals(Buffer.from(before))).toBe(true);
					expect(doc.store.pendingStructs).toBeNull();
					if (said !== 'accepted') continue;
					Y.applyUpdate(doc, update);
					expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
					expect(document.readCards(doc).every((one) => one.text.length <= textLimit)).toBe(true);
				}
		});

	test('[BO7] what waits for its commit counts: a text does not grow by being written twice at once', () => {
		const doc = board();
		const ahead = new Ahead();
		const writing = new Y.Doc({ gc: false });
		Y.applyUpdate(writing, seeded);
		writing.clientID = own;
		const sent: Uint8Array[] = [];
		writing.on('update', (update: Uint8Array) => sent.push(update));
		inkOf(writing).insert(0, 'x'.repeat(600));
		inkOf(writing).delete(0, 500);
		inkOf(writing).insert(0, 'y'.repeat(800));
		inkOf(writing).insert(0, 'z'.repeat(200));
		const letIn = sent.map((update) => {
			const judged = judge({ kind: 'cards', document: doc, ahead, writer: { may: 'write' }, isFrozen: false, owns: () => true }, update);
			if (judged.accepted) ahead.letThrough(judged.value);
			return judged;
		});
		expect(letIn.map((judged) => (judged.accepted ? 'accepted' : judged.reason))).toEqual(['accepted', 'accepted', 'accepted', 'text-too-long']);
		// nothing of it stays counted once it is in the document
		sent.slice(0, 3).forEach((update, at) => {
			Y.applyUpdate(doc, update);
			const judged = letIn[at]!;
			if (judged.accepted) ahead.applied(judged.value);
		});
		expect(ahead.of(own)).toEqual([]);
		expect(verdictOf(doc, sent[3]!, { may: 'write' }, false, ahead)).toBe('text-too-long');
		inkOf(writing).delete(0, 300);
		expect(verdictOf(doc, Y.mergeUpdates(sent.slice(3)), { may: 'write' }, false, ahead)).toBe('accepted');
	});

	test('[BO5] the same update sent again while it waits is empty, and so it is when it comes with more', () => {
		const doc = board();
		const ahead = new Ahead();
		const writing = board();
		writing.clientID = own;
		const before = Y.encodeStateVector(writing);
		inkOf(writing).insert(0, 'x'.repeat(900));
		const once = Y.encodeStateAsUpdate(writing, before);
		const judging = { kind: 'cards' as const, document: doc, ahead, writer: { may: 'write' } as Writer, isFrozen: false, owns: () => true };
		const judged = judge(judging, once);
		if (judged.accepted) ahead.letThrough(judged.value);
		expect(verdictOf(doc, once, { may: 'write' }, false, ahead)).toBe('empty');
		inkOf(writing).insert(900, 'y'.repeat(60));
		expect(verdictOf(doc, Y.encodeStateAsUpdate(writing, before), { may: 'write' }, false, ahead)).toBe('accepted');
		inkOf(writing).insert(960, 'y'.repeat(60));
		expect(verdictOf(doc, Y.encodeStateAsUpdate(writing, before), { may: 'write' }, false, ahead)).toBe('text-too-long');
	});

	test('[BO5] the largest hostile updates are refused', () => {
		const doc = board();
		const ranges = (count: number) =>
			bytes(numbers(0, 1, server, count), (encoder) => {
				for (let at = 0; at < count; at++) numbers(0, Y.getState(doc.store, server))(encoder);
			});
		const structs = written((doc) => inkOf(doc).insert(0, 'x'));
		const many = Array.from({ length: 100 }, () => structs);
		expect(verdictOf(doc, ranges(60_000), { may: 'write' }, false)).toBe('too-big');
		expect(verdictOf(doc, ranges(20_000), { may: 'write' }, false)).toBe('card-kept');
		expect(many.map((update) => verdictOf(doc, update, { may: 'write' }, false))).toEqual(many.map(() => 'accepted'));
	});
});

/** A text in its draft: two passages put by the server, one moved by somebody else. */
const draft = (() => {
	const doc = new Y.Doc({ gc: false });
	doc.clientID = server;
	doc.transact(() => {
		document.putPassage(doc, { id: first, kind: 'paragraph', text: 'Rénover la cuisine', rank: 'a' });
		document.putPassage(doc, { id: second, kind: 'item', text: 'Dès 2028', rank: 'b' });
	});
	const theirs = new Y.Doc({ gc: false });
	theirs.clientID = other;
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
	document.cardsOf(theirs).get(second)!.set('rank', 'c');
	return Y.encodeStateAsUpdate(theirs);
})();
function draftBoard(): Y.Doc {
	const doc = new Y.Doc({ gc: false });
	Y.applyUpdate(doc, draft);
	return doc;
}
function drafted(edit: (doc: Y.Doc) => void, client = own): Uint8Array {
	const doc = draftBoard();
	doc.clientID = client;
	const sent: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => sent.push(update));
	doc.transact(() => edit(doc));
	return Y.mergeUpdates(sent);
}
const putPassage = (doc: Y.Doc, more: object = {}) => document.putPassage(doc, { id: part, kind: 'paragraph', text: 'Neuf', rank: 'zz', ...more });
const wholePassage = { zone: 'text', kind: 'paragraph', rank: 'zz' };
const fill = (doc: Y.Doc, count: number, length: number) => {
	for (let at = 0; at < count; at++) putPassage(doc, { id: id(2_000 + at), text: 'x'.repeat(length) });
};

const draftCorpus: readonly (readonly [string, Verdict, (doc: Y.Doc) => void])[] = [
	['writes in a passage what cannot be seen', 'signs-unknown', (doc) => inkOf(doc).insert(0, 'a\u202eb')],
	['writes in a passage', 'accepted', (doc) => inkOf(doc).insert(0, 'Bien ')],
	['empties a passage', 'accepted', (doc) => inkOf(doc).delete(0, 18)],
	['makes a passage', 'accepted', (doc) => putPassage(doc)],
	['makes an empty passage', 'accepted', (doc) => putPassage(doc, { text: '' })],
	['makes one of each kind', 'accepted', (doc) => ['title', 'heading', 'paragraph', 'item'].forEach((kind, at) => putPassage(doc, { id: id(2_000 + at), kind }))],
	['moves a passage', 'accepted', (doc) => card(doc).set('rank', 'zz')],
	['changes its kind', 'accepted', (doc) => card(doc).set('kind', 'heading')],
	['removes a passage', 'accepted', (doc) => document.cardsOf(doc).delete(first)],
	['removes all of them', 'accepted', (doc) => [...document.cardsOf(doc).keys()].forEach((key) => document.cardsOf(doc).delete(key))],
	['makes one and takes it back', 'accepted', (doc) => (putPassage(doc), document.cardsOf(doc).delete(part))],
	['fills a passage', 'accepted', (doc) => (inkOf(doc).delete(0, 18), inkOf(doc).insert(0, 'x'.repeat(4_000)))],
	['overfills a passage', 'text-too-long', (doc) => inkOf(doc).insert(0, 'x'.repeat(4_000))],
	['makes one that is too long', 'text-too-long', (doc) => putPassage(doc, { text: 'x'.repeat(4_001) })],
	['brings a text of 20 000 characters', 'accepted', (doc) => fill(doc, 40, 500)],
	['brings as many passages as a text has', 'accepted', (doc) => fill(doc, 298, 1)],
	['brings one passage too many', 'too-many-passages', (doc) => fill(doc, 299, 1)],
	['brings one too many and removes one', 'accepted', (doc) => (fill(doc, 299, 1), document.cardsOf(doc).delete(first))],
	['fills the whole text', 'accepted', (doc) => fill(doc, 15, 3_990)],
	['overfills the whole text', 'whole-too-long', (doc) => fill(doc, 15, 4_000)],
	['overfills it and removes as much', 'accepted', (doc) => (fill(doc, 15, 4_000), document.cardsOf(doc).delete(id(2_000)))],

	['puts it in a zone of the landscape', 'value-unknown', (doc) => card(doc).set('zone', 'needs')],
	['groups a passage', 'field-unknown', (doc) => card(doc).set('group', null)],
	['gives a passage a capacity', 'field-unknown', (doc) => card(doc).set('capacity', 'buyer')],
	['names an author', 'field-unknown', (doc) => card(doc).set('author', 'Zoé')],
	['sets a field of every object', 'field-unknown', (doc) => card(doc).set('constructor', 'x')],
	['sets an unknown kind', 'value-unknown', (doc) => card(doc).set('kind', 'script')],
	['sets a kind of every object', 'value-unknown', (doc) => card(doc).set('kind', 'toString')],
	['sets a rank that is none', 'value-unknown', (doc) => card(doc).set('rank', 'i0')],
	['unsets a kind', 'field-unknown', (doc) => card(doc).delete('kind')],
	['unsets a text', 'field-unknown', (doc) => card(doc).delete('text')],
	['puts another text in a passage', 'field-unknown', (doc) => card(doc).set('text', new Y.Text('volé'))],
	['writes in bold', 'shape-unknown', (doc) => inkOf(doc).format(0, 3, { bold: true })],
	['puts a picture in a text', 'shape-unknown', (doc) => inkOf(doc).insertEmbed(0, { image: 'x' })],
	['makes a card of the landscape', 'value-unknown', (doc) => document.putCard(doc, { id: part, zone: 'needs', kind: 'need', text: 'x', group: null, capacity: null, rank: 'zz' }, first)],
	['makes a passage in a group', 'field-unknown', (doc) => put(doc, 'cards', part, { ...wholePassage, group: null, text: new Y.Text('x') })],
	['makes a passage without a text', 'field-unknown', (doc) => put(doc, 'cards', part, wholePassage)],
	['makes a passage with a bare text', 'shape-unknown', (doc) => put(doc, 'cards', part, { ...wholePassage, text: 'x' })],
	['makes a passage of an unknown kind', 'value-unknown', (doc) => putPassage(doc, { kind: 'need' })],
	['makes a passage under a name', 'value-unknown', (doc) => putPassage(doc, { id: 'mon-passage' })],
	['makes a passage under a taken id', 'id-taken', (doc) => putPassage(doc, { id: second })],
	['makes again a passage that was removed', 'id-taken', (doc) => (document.cardsOf(doc).delete(second), putPassage(doc, { id: second }))],
	['makes a group', 'field-unknown', (doc) => document.putGroup(doc, { id: group, zone: 'needs', title: 'x', rank: 'x' })],
	['writes under another root', 'shape-unknown', (doc) => doc.getMap('elsewhere').set('x', 1)]
];

describe('the draft of a text', () => {
	for (const [name, verdict, edit] of draftCorpus)
		test(`[BO12] ${name}: ${verdict}, by whom and when`, () => {
			const update = drafted(edit);
			for (const [who, writer] of writers)
				for (const isFrozen of [false, true]) {
					const doc = draftBoard();
					const said = verdictOf(doc, update, writer, isFrozen, new Ahead(), 'passages');
					expect(rightsTable(name, verdict, writer, isFrozen), `${who}, ${isFrozen ? 'frozen' : 'open'}: ${said}`).toContain(said);
					if (said !== 'accepted') continue;
					Y.applyUpdate(doc, update);
					expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
					const passages = document.readPassages(doc);
					expect(passages.length).toBeLessThanOrEqual(300);
					expect(passages.reduce((sum, passage) => sum + passage.text.length, 0)).toBeLessThanOrEqual(60_000);
				}
		});

	test('[BO12] what waits for its commit counts, and what it takes away does not', () => {
		const doc = draftBoard();
		const ahead = new Ahead();
		const writing = draftBoard();
		writing.clientID = own;
		const judging = { kind: 'passages' as const, document: doc, ahead, writer: { may: 'write' } as Writer, isFrozen: false, owns: () => true };
		const sent: Uint8Array[] = [];
		writing.on('update', (update: Uint8Array) => sent.push(update));
		const next = (edit: () => void): string => {
			edit();
			const update = Y.mergeUpdates(sent.splice(0));
			const judged = judge(judging, update);
			if (judged.accepted) ahead.letThrough(judged.value);
			return judged.accepted ? 'accepted' : judged.reason;
		};
		expect(next(() => writing.transact(() => fill(writing, 14, 4_000)))).toBe('accepted');
		expect(next(() => document.cardsOf(writing).delete(id(2_000)))).toBe('accepted');
		expect(next(() => putPassage(writing, { id: id(3_000), text: 'y'.repeat(4_000) }))).toBe('accepted');
		expect(next(() => putPassage(writing, { id: id(3_001), text: 'z'.repeat(4_000) }))).toBe('whole-too-long');
	});

	test('[BO12] of two who bring a text at once, the second is told where it would be too much', () => {
		const doc = draftBoard();
		const ahead = new Ahead();
		const of = (client: number, from: number) => {
			const theirs = draftBoard();
			theirs.clientID = client;
			const sent: Uint8Array[] = [];
			theirs.on('update', (update: Uint8Array) => sent.push(update));
			theirs.transact(() => Array.from({ length: 200 }, (_, at) => putPassage(theirs, { id: id(from + at), text: 'x' })));
			return Y.mergeUpdates(sent);
		};
		const judging = { kind: 'passages' as const, document: doc, ahead, writer: { may: 'write' } as Writer, isFrozen: false, owns: () => true };
		const one = judge(judging, of(own, 2_000));
		if (one.accepted) ahead.letThrough(one.value);
		const two = judge(judging, of(own + 1, 4_000));
		expect([one.accepted, two.accepted || two.reason]).toEqual([true, 'too-many-passages']);
	});

	test('[BO12] who writes in a passage that somebody removed meanwhile is not sent away', () => {
		const doc = draftBoard();
		Y.applyUpdate(doc, drafted((theirs) => document.cardsOf(theirs).delete(first), other));
		const update = drafted((mine) => (inkOf(mine).insert(0, 'Bien '), card(mine).set('rank', 'zz')));
		expect(verdictOf(doc, update, { may: 'write' }, false, new Ahead(), 'passages')).toBe('accepted');
		Y.applyUpdate(doc, update);
		expect(document.readPassages(doc).map((passage) => passage.id)).toEqual([second]);
	});

	test('[BO12] at each letter of the largest text, as it is after an afternoon, the gate says yes', () => {
		const doc = draftBoard();
		const long = draftBoard();
		long.clientID = other;
		fill(long, 150, 390);
		// as it is after an afternoon: many small pieces
		for (let at = 0; at < 3_000; at++) inkOf(long, id(2_000 + (at % 150))).insert((at * 7) % 300, 'e'), inkOf(long, id(2_000 + (at % 150))).delete((at * 11) % 300, 1);
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(long));
		const writing = new Y.Doc({ gc: false });
		Y.applyUpdate(writing, Y.encodeStateAsUpdate(doc));
		writing.clientID = own;
		const sent: Uint8Array[] = [];
		writing.on('update', (update: Uint8Array) => sent.push(update));
		for (let at = 0; at < 100; at++) inkOf(writing).insert(at, 'x');
		for (const update of sent) {
			expect(verdictOf(doc, update, { may: 'write' }, false, new Ahead(), 'passages')).toBe('accepted');
			Y.applyUpdate(doc, update);
		}
	});
});

type Plain = Record<string, Record<string, unknown>>;
const plain = (doc: Y.Doc): { cards: Plain; groups: Plain } => ({ cards: doc.getMap('cards').toJSON() as Plain, groups: doc.getMap('groups').toJSON() as Plain });

/** Judges by what the board looks like before and after, and knows nothing of updates. */
function looksRight(before: { cards: Plain; groups: Plain }, after: { cards: Plain; groups: Plain }, isWriter: boolean): boolean {
	if (JSON.stringify(before) === JSON.stringify(after)) return true;
	if (!isWriter) return false;
	const zone = (value: unknown) => ['needs', 'resources', 'innovation', 'constraints'].includes(value as string);
	const uuid = (value: unknown) => /^[0-9a-f-]{36}$/.test(String(value));
	let shortened = 0;
	for (const [key, old] of Object.entries(before.cards)) {
		const now = after.cards[key];
		if (!now) return false;
		for (const field of new Set([...Object.keys(old), ...Object.keys(now)])) {
			if (old[field] === now[field]) continue;
			if (!['zone', 'rank', 'group', 'text'].includes(field)) return false;
			if (field === 'text' && String(now.text).length < String(old.text).length) shortened++;
		}
	}
	for (const [key, now] of Object.entries(after.cards)) {
		if (!zone(now.zone) || !isRank(now.rank) || (now.group !== null && !uuid(now.group))) return false;
		if (typeof now.text !== 'string' || now.text.length > textLimit) return false;
		if (before.cards[key]) continue;
		const source = after.cards[String(now.splitFrom)];
		if (!source || source.kind !== now.kind || source.capacity !== now.capacity) return false;
		if (Object.keys(now).sort().join() !== 'capacity,group,kind,rank,splitFrom,text,zone') return false;
	}
	for (const now of Object.values(after.groups)) {
		if (Object.keys(now).sort().join() !== 'rank,title,zone') return false;
		if (!zone(now.zone) || !isRank(now.rank) || typeof now.title !== 'string' || now.title.length > titleLimit) return false;
	}
	return shortened <= textsErasedAtOnce;
}

const which = fc.integer({ min: 1, max: 30 });
const zoneName = fc.constantFrom('needs', 'resources', 'innovation', 'constraints', 'needs', 'resources', 'elsewhere');
const edits: fc.Arbitrary<(doc: Y.Doc) => void> = fc.oneof(
	{ weight: 6, arbitrary: fc.tuple(which, zoneName).map(([at, zone]) => (doc: Y.Doc) => void document.cardsOf(doc).get(id(at))?.set('zone', zone)) },
	{ weight: 4, arbitrary: fc.tuple(which, fc.constantFrom('i', 'abc', 'zz9', 'a0', 'É')).map(([at, rank]) => (doc: Y.Doc) => void document.cardsOf(doc).get(id(at))?.set('rank', rank)) },
	{ weight: 4, arbitrary: fc.tuple(which, fc.constantFrom(group, groupInNeeds, null, 'x')).map(([at, of]) => (doc: Y.Doc) => void document.cardsOf(doc).get(id(at))?.set('group', of)) },
	{ weight: 6, arbitrary: fc.tuple(which, fc.constantFrom(1, 40, 400, 991, 993)).map(([at, count]) => (doc: Y.Doc) => {
		const ink = document.cardsOf(doc).get(id(at))?.get('text');
		if (ink instanceof Y.Text) ink.insert(Math.min(2, ink.length), 'é'.repeat(count));
	}) },
	{ weight: 4, arbitrary: fc.tuple(which, fc.integer({ min: 1, max: 300 })).map(([at, count]) => (doc: Y.Doc) => {
		const ink = document.cardsOf(doc).get(id(at))?.get('text');
		if (ink instanceof Y.Text && ink.length > 0) ink.delete(0, Math.min(count, ink.length));
	}) },
	{ weight: 1, arbitrary: fc.integer({ min: 20, max: 30 }).map((count) => (doc: Y.Doc) => {
		for (let at = 1; at <= count; at++) {
			const ink = document.cardsOf(doc).get(id(at))?.get('text');
			if (ink instanceof Y.Text && ink.length > 0) ink.delete(0, 1);
		}
	}) },
	{ weight: 3, arbitrary: fc.tuple(which, fc.uuid({ version: 4 }), fc.constantFrom('need', 'need', 'resource'), fc.constantFrom('juror', null), fc.constantFrom(3, 1_000, 1_001)).map(([at, made, kind, capacity, length]) => (doc: Y.Doc) =>
		document.putCard(doc, { id: made, zone: 'needs', kind, text: 'x'.repeat(length), group: null, capacity, rank: 'y' }, id(at))) },
	{ weight: 3, arbitrary: fc.tuple(fc.uuid({ version: 4 }), fc.constantFrom(5, 80, 81), zoneName).map(([made, length, zone]) => (doc: Y.Doc) =>
		document.putGroup(doc, { id: made, zone, title: 'T'.repeat(length), rank: 'y' })) },
	{ weight: 3, arbitrary: fc.constantFrom(5, 80, 81).map((length) => (doc: Y.Doc) => void document.groupsOf(doc).get(group)?.set('title', 'R'.repeat(length))) },
	{ weight: 2, arbitrary: fc.constant((doc: Y.Doc) => document.groupsOf(doc).delete(groupInNeeds)) },
	{ weight: 1, arbitrary: which.map((at) => (doc: Y.Doc) => document.cardsOf(doc).delete(id(at))) },
	{ weight: 1, arbitrary: fc.tuple(which, fc.constantFrom('kind', 'capacity', 'splitFrom', 'author')).map(([at, field]) => (doc: Y.Doc) => void document.cardsOf(doc).get(id(at))?.set(field, 'autre')) },
	{ weight: 1, arbitrary: fc.tuple(which, fc.constantFrom('zone', 'rank', 'kind', 'text')).map(([at, field]) => (doc: Y.Doc) => document.cardsOf(doc).get(id(at))?.delete(field)) }
);

test('[BO6] [BO7] [BO8] whatever the client library writes is let in exactly when the board looks right after it', () => {
	const seen = { in: 0, out: 0 };
	fc.assert(
		fc.property(fc.array(edits, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.constantFrom(true, true, true, true, false), (all, isOneTransaction, isWriter) => {
			const doc = board();
			const before = plain(doc);
			const writing = board();
			writing.clientID = own;
			const from = Y.encodeStateVector(writing);
			if (isOneTransaction) writing.transact(() => all.forEach((edit) => edit(writing)));
			else all.forEach((edit) => edit(writing));
			const update = Y.encodeStateAsUpdate(writing, from);
			const said = verdictOf(doc, update, { may: isWriter ? 'write' : 'look' }, false);
			const isIn = said === 'accepted' || said === 'empty';
			const isNothing = JSON.stringify(before) === JSON.stringify(plain(writing));
			seen[isIn ? 'in' : 'out']++;
			// a change and its contrary leave the board as it was: the log would grow, so a reader is refused all the same
			if (isNothing && !isWriter) return;
			expect(isIn, said).toBe(looksRight(before, plain(writing), isWriter));
			if (isIn) {
				Y.applyUpdate(doc, update);
				expect(plain(doc)).toEqual(plain(writing));
			}
		}),
		{ numRuns: 300, seed: 20_261_123 }
	);
	expect(Math.min(seen.in, seen.out)).toBeGreaterThan(50);
});

/** Cards with words, joins and pictures, cut, moved and renamed by a seat as its screen does it. */
describe('what a seat cuts', () => {
	const word = fc.constantFrom('pain', 'lait', 'pain', 'du', 'un', 'et', 'mais', '😀', '😁', 'été', 'l’eau', '漢字');
	const join = fc.constantFrom(' ', ' ', ', ', ' et ', ' ; ', '\n', ' puis ');
	const words = fc.array(fc.tuple(word, join), { minLength: 3, maxLength: 12 }).map((all) => all.flat().join('').trim());

	function boardOf(texts: readonly string[]): Y.Doc {
		const doc = board();
		doc.clientID = server;
		doc.transact(() => texts.forEach((text, at) => document.putCard(doc, { id: id(100 + at), zone: 'needs', kind: 'need', text, group: null, capacity: 'juror', rank: 'm' })));
		return doc;
	}
	const copyOf = (doc: Y.Doc, client: number) => {
		const copy = new Y.Doc({ gc: false });
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
		copy.clientID = client;
		return copy;
	};

	let made = 10_000;
	type Act = { readonly do: 'split' | 'move' | 'rename' | 'group'; readonly which: number; readonly from: number; readonly until: number };
	const acts = fc.array(fc.record<Act>({ do: fc.constantFrom('split', 'split', 'split', 'move', 'rename', 'group'), which: fc.nat(), from: fc.nat(), until: fc.nat() }), { minLength: 1, maxLength: 9 });
	/** Answers the text of the part, when the card was cut. */
	function perform(doc: Y.Doc, act: Act): string | undefined {
		const cards = document.readCards(doc).filter((one) => one.capacity === 'juror' && one.id !== first);
		const one = cards[act.which % cards.length]!;
		const ink = document.cardsOf(doc).get(one.id)!;
		if (act.do === 'move') ink.set('zone', ['resources', 'constraints'][act.from % 2]!);
		if (act.do === 'group') ink.set('group', [group, groupInNeeds][act.from % 2]!);
		if (act.do === 'rename') document.groupsOf(doc).get(group)!.set('title', `Titre ${act.from}`);
		if (act.do !== 'split') return undefined;
		const signs = [...one.text];
		const [from, until] = [act.from % (signs.length + 1), act.until % (signs.length + 1)].sort((a, b) => a - b) as [number, number];
		const [kept, said] = [[...signs.slice(0, from), ...signs.slice(until)].join('').trim(), signs.slice(from, until).join('').trim()];
		if (kept === '' || said === '' || !isCut(one.text, kept, said)) return undefined;
		doc.transact(() => {
			document.rewrite(ink.get('text') as Y.Text, kept);
			document.putCard(doc, { ...one, id: id(++made), text: said, rank: 'n' }, one.id);
		});
		return said;
	}
	const arranger: Writer = { may: 'arrange' };

	test.each(['one update an act', 'all of them merged', 'the answer to the server’s question'])('[BO8] [BO17] any honest cut of any text, in any order with moves and titles: %s', (how) => {
		let cuts = 0;
		fc.assert(
			fc.property(fc.array(words, { minLength: 1, maxLength: 2 }), acts, (texts, all) => {
				const there = boardOf(texts);
				const writing = copyOf(there, own);
				const before = Y.encodeStateVector(writing);
				const sent: Uint8Array[] = [];
				writing.on('update', (update: Uint8Array) => sent.push(update));
				for (const act of all) if (perform(writing, act) !== undefined) cuts++;
				if (sent.length === 0) return;
				for (const update of how === 'one update an act' ? sent : [how === 'all of them merged' ? Y.mergeUpdates(sent) : Y.encodeStateAsUpdate(writing, before)]) {
					expect(verdictOf(there, update, arranger, false)).toBe('accepted');
					Y.applyUpdate(there, update);
				}
				expect(plain(there)).toEqual(plain(writing));
			}),
			{ numRuns: 200, seed: 20_261_126 }
		);
		expect(cuts).toBeGreaterThan(200);
	});

	const forgeries: readonly (readonly [string, (doc: Y.Doc, cut: Act) => boolean])[] = [
		['the part says other words', (doc, cut) => {
			const said = perform(doc, cut);
			if (said !== undefined) document.cardsOf(doc).get(id(made))!.set('text', new Y.Text('un prestataire unique'));
			return said !== undefined;
		}],
		['the part says one letter more', (doc, cut) => (perform(doc, cut) === undefined ? false : ((inkOf(doc, id(made))).insert(0, 'z'), true))],
		['a second part says the same', (doc, cut) => {
			const said = perform(doc, cut);
			const cutPart = card(doc, id(made));
			if (said !== undefined) document.putCard(doc, document.readCard(id(++made), cutPart), cutPart.get('splitFrom') as string);
			return said !== undefined;
		}],
		['the card is not cut', (doc) => (document.putCard(doc, { id: id(++made), zone: 'needs', kind: 'need', text: 'pain', group: null, capacity: 'juror', rank: 'n' }, id(100)), true)],
		['all but a letter goes', (doc) => (inkOf(doc, id(100)).delete(1, inkOf(doc, id(100)).length - 1), document.putCard(doc, { id: id(++made), zone: 'needs', kind: 'need', text: 'VENDU', group: null, capacity: 'juror', rank: 'n' }, id(100)), true)],
		['a word of another card goes, too', (doc, cut) => (perform(doc, { ...cut, which: 1 }) === undefined ? false : (inkOf(doc, second).delete(0, 2), true))],
		['its words are written in', (doc, cut) => (perform(doc, cut) === undefined ? false : (inkOf(doc, id(100)).insert(0, 'Non, '), true))],
		['the part is of somebody else', (doc) => (document.putCard(doc, { id: id(++made), zone: 'needs', kind: 'need', text: 'pain', group: null, capacity: 'buyer', rank: 'n' }, id(100)), true)]
	];
	test.each(forgeries)('[BO8] [BO17] refused whatever the text: %s', (_, forge) => {
		let forged = 0;
		fc.assert(
			fc.property(words, words, fc.nat(), fc.nat(), (one, two, from, until) => {
				const there = boardOf([one, two]);
				const writing = copyOf(there, own);
				const before = Y.encodeStateVector(writing);
				let isForged = false;
				writing.transact(() => (isForged = forge(writing, { do: 'split', which: 0, from, until })));
				if (!isForged) return;
				forged++;
				expect(['words-kept', 'value-unknown', 'field-unknown', 'shape-unknown']).toContain(verdictOf(there, Y.encodeStateAsUpdate(writing, before), arranger, false));
			}),
			{ numRuns: 100, seed: 20_261_126 }
		);
		expect(forged).toBeGreaterThan(30);
	});

	test('[BO17] of two who cut one card alike, the second is refused; who leans on a cut that waits for its commit waits, too', () => {
		const there = boardOf(['du pain et du lait']);
		const cut = (client: number, doc = copyOf(there, client)) => {
			const before = Y.encodeStateVector(doc);
			expect(perform(doc, { do: 'split', which: 0, from: 7, until: 18 })).toBe('et du lait');
			return { doc, update: Y.encodeStateAsUpdate(doc, before) };
		};
		const [one, two] = [cut(own), cut(own + 1)];
		const ahead = new Ahead();
		const judging = { kind: 'cards' as const, document: there, ahead, writer: arranger, isFrozen: false, owns: () => true };
		const judged = judge(judging, one.update);
		if (judged.accepted) ahead.letThrough(judged.value);
		expect(judged.accepted).toBe(true);
		expect(verdictOf(there, two.update, arranger, false, ahead)).toBe('words-kept');
		// the part, cut in its turn
		const before = Y.encodeStateVector(one.doc);
		const part = document.readCards(one.doc).findIndex(({ text }) => text === 'et du lait') - document.readCards(one.doc).findIndex(({ id: which }) => which === id(100));
		expect(perform(one.doc, { do: 'split', which: part, from: 5, until: 10 })).toBe('lait');
		const next = Y.encodeStateAsUpdate(one.doc, before);
		expect(verdictOf(there, next, arranger, false, ahead)).toBe('not-yet');
		Y.applyUpdate(there, one.update);
		if (judged.accepted) ahead.applied(judged.value);
		expect(verdictOf(there, next, arranger, false, ahead)).toBe('accepted');
		expect(verdictOf(there, two.update, arranger, false, ahead)).toBe('words-kept');
	});

	test('[BO19] a full board takes neither card nor group more, also while others are on their way', () => {
		const there = boardOf(Array.from({ length: cardsAtMost - 31 }, () => 'du pain et du lait'));
		const doc = copyOf(there, own);
		const before = Y.encodeStateVector(doc);
		expect(perform(doc, { do: 'split', which: 0, from: 7, until: 18 })).toBe('et du lait');
		const last = Y.encodeStateAsUpdate(doc, before);
		const ahead = new Ahead();
		const judged = judge({ kind: 'cards', document: there, ahead, writer: arranger, isFrozen: false, owns: () => true }, last);
		if (judged.accepted) ahead.letThrough(judged.value);
		expect(judged.accepted).toBe(true);
		const other = copyOf(there, own + 1);
		expect(perform(other, { do: 'split', which: 1, from: 7, until: 18 })).toBe('et du lait');
		expect(verdictOf(there, Y.encodeStateAsUpdate(other, before), arranger, false, ahead)).toBe('board-full');
		const groups = copyOf(there, own + 1);
		groups.transact(() => Array.from({ length: groupsAtMost - 2 }, () => document.putGroup(groups, { id: id(++made), zone: 'needs', title: 'x', rank: 'i' })));
		const all = Y.encodeStateAsUpdate(groups, before);
		expect(verdictOf(there, all, arranger, false, ahead)).toBe('accepted');
		Y.applyUpdate(there, all);
		const after = Y.encodeStateVector(groups);
		document.putGroup(groups, { id: id(++made), zone: 'needs', title: 'x', rank: 'i' });
		expect(verdictOf(there, Y.encodeStateAsUpdate(groups, after), arranger, false)).toBe('board-full');
	});
});

test('[BO6] a value that takes its place before the last one keeps no field from being empty', () => {
	const doc = board();
	const judging = { kind: 'cards' as const, document: doc, ahead: new Ahead(), writer: { may: 'write' } as Writer, isFrozen: false, owns: () => true };
	expect(judge(judging, emptiedBehind())).toMatchObject({ accepted: false, reason: 'field-unknown' });
	Y.applyUpdate(doc, emptiedBehind());
	expect(card(doc, second).has('zone')).toBe(false);
});

describe('what is made to cost', () => {
	const judged = (update: Uint8Array, doc = board()) => verdictOf(doc, update, { may: 'write' }, false);
	const zone = () => card(board())._map.get('zone')!.id;

	/** One field set over and over, in so many pieces of so many values each, all but the last deleted. */
	function overwritten(pieces: number, values: number): Uint8Array {
		const from = zone();
		const piece = (encoder: encoding.Encoder, index: number) => {
			byte(0x80 | 0x08)(encoder);
			numbers(index === 0 ? from.client : own, index === 0 ? from.clock : index * values - 1, values)(encoder);
			for (let value = 0; value < values; value++) byte(126)(encoder);
		};
		return bytes(
			numbers(1, pieces, own, 0),
			(encoder) => {
				for (let index = 0; index < pieces; index++) piece(encoder, index);
			},
			numbers(1, own, 1, 0, pieces * values - 1)
		);
	}

	/** Every second letter of a long text taken away, in as many ranges, and as many letters written. */
	function holed(count: number): Uint8Array {
		return bytes(
			numbers(1, count, own, 0),
			(encoder) => {
				const text = inkOf(board())._start!.id;
				for (let index = 0; index < count; index++) {
					byte(0x80 | 0x04)(encoder);
					numbers(index === 0 ? text.client : own, index === 0 ? text.clock : index - 1)(encoder);
					encoding.writeVarString(encoder, 'x');
				}
			},
			numbers(1, own, count >> 1),
			(encoder) => {
				for (let index = 0; index < count >> 1; index++) numbers(index * 2, 1)(encoder);
			}
		);
	}

	/** The same clocks of the server's own ink, named by tens of thousands of ranges. */
	const ranges = (count: number) =>
		bytes(numbers(0, 1, server, count), (encoder) => {
			for (let index = 0; index < count; index++) numbers(index % 120, 1)(encoder);
		});

	test.each<[string, string, () => Uint8Array]>([
		['one field, two hundred thousand values in one piece', 'too-big', () => overwritten(1, 200_000)],
		['one field, five thousand pieces', 'value-unknown', () => overwritten(5_000, 1)],
		['one field, a thousand pieces of a hundred values', 'too-big', () => overwritten(1_000, 100)],
		['a text written and holed five thousand times', 'text-too-long', () => holed(4_990)],
		['a hundred thousand ranges of one place', 'too-big', () => ranges(100_000)]
	])('[BO15] %s: refused before it is paid for', (_, verdict, make) => {
		expect(judged(make())).toBe(verdict);
	});

	test('[BO15] what a person writes offline for two hours is let in also when fifty-nine others wrote as much meanwhile on the same cards', () => {
		const there = board();
		for (let person = 0; person < 59; person++) {
			const theirs = board();
			theirs.clientID = 1_000 + person;
			for (let turn = 0; turn < 600; turn++) document.cardsOf(theirs).get(id(1 + (turn % 20)))!.set('zone', 'needs');
			Y.applyUpdate(there, Y.encodeStateAsUpdate(theirs));
		}
		const update = written((doc) => {
			for (let turn = 0; turn < 600; turn++) document.cardsOf(doc).get(id(1 + (turn % 20)))!.set('zone', turn % 2 ? 'needs' : 'resources');
		});
		expect(judged(update, there)).toBe('accepted');
	});

	test('[BO15] what a person writes offline in a whole workshop is let in', () => {
		const update = written((doc) => {
			for (let turn = 0; turn < 40; turn++)
				for (let number = 1; number <= 12; number++) {
					document.cardsOf(doc).get(id(number))!.set('zone', turn % 2 ? 'needs' : 'resources');
					inkOf(doc, id(number)).insert(0, 'a');
				}
		});
		expect(judged(update)).toBe('accepted');
	});
});
