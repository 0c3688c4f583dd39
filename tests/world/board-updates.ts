// Boards at random, what people's screens write on them, and what a hand writes that is no screen: each from a seed. A new shape of a board's document is a row of `acts` and rows of `crafted`.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import * as ink from '../../src/lib/boards/ink/document.ts';
import { textLimit, titleLimit, type BoardKind } from '../../src/lib/boards/rules/cards.ts';
import { isCut } from '../../src/lib/boards/rules/cuts.ts';
import { linkBetween, linked, packPlace, packStroke } from '../../src/lib/boards/rules/marks.ts';
import { textsErasedAtOnce } from '../../src/lib/boards/rules/writing.ts';
import { passageLimit } from '../../src/lib/texts/rules/passages.ts';
import { oneOf, type Next } from './numbers.ts';

/** Of the board: the server's number, somebody else's, and those that the writer has claimed. */
export const [server, other, own, ownToo] = [10, 20, 77, 78];
export const owns = (client: number): boolean => client === own || client === ownToo;

export function idFrom(next: Next): string {
	const hex = Array.from({ length: 32 }, () => next(16).toString(16)).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const zones = ['needs', 'resources', 'innovation', 'constraints'];
const words = ['pain', 'lait', 'du', 'un', 'été', 'e\u0301te\u0301', 'l’eau', '漢字', '😀', '👩🏽‍🌾', 'pain', 'cuisine', '2028'];
const joins = [' ', ' ', ' ', ', ', ' et ', ' ; ', '\n', ' puis '];
export const sentence = (next: Next, most = 12): string =>
	Array.from({ length: 3 + next(most) }, () => oneOf(next, words) + oneOf(next, joins))
		.join('')
		.trim();
const rank = (next: Next) => `${oneOf(next, ['a', 'g', 'm', 'z'])}${next(10)}${oneOf(next, ['i', 'k', 'z'])}`;

export const copyOf = (state: Uint8Array, client: number): Y.Doc => {
	const doc = new Y.Doc({ gc: false });
	Y.applyUpdate(doc, state);
	doc.clientID = client;
	return doc;
};
/** Of the cards that still have their text. */
export const cardIds = (doc: Y.Doc): string[] => [...ink.cardsOf(doc)].flatMap(([id, card]) => (card instanceof Y.Map && card.get('text') instanceof Y.Text ? [id] : []));
export const groupIds = (doc: Y.Doc): string[] => [...ink.groupsOf(doc).keys()];
const cardOf = (doc: Y.Doc, id: string) => ink.cardsOf(doc).get(id)!;
const textOf = (doc: Y.Doc, id: string) => cardOf(doc, id).get('text') as Y.Text;
const anyCard = (doc: Y.Doc, next: Next) => oneOf(next, cardIds(doc));

/** What somebody does on a screen; whether it may be depends on who they are. Answers whether anything was done. */
export type Act = (doc: Y.Doc, next: Next) => boolean;

const group: Act = (doc, next) => (ink.putGroup(doc, { id: idFrom(next), zone: oneOf(next, zones), title: sentence(next, 3).slice(0, titleLimit).replaceAll('\n', ' ').toWellFormed(), rank: rank(next) }), true);
const cut: Act = (doc, next) => {
	const id = anyCard(doc, next);
	const card = ink.readCard(id, cardOf(doc, id));
	const signs = [...card.text];
	const [from, until] = [next(signs.length + 1), next(signs.length + 1)].sort((one, two) => one - two) as [number, number];
	const [kept, said] = [[...signs.slice(0, from), ...signs.slice(until)].join('').trim(), signs.slice(from, until).join('').trim()];
	if (kept === '' || said === '' || !isCut(card.text, kept, said)) return false;
	doc.transact(() => {
		ink.rewrite(textOf(doc, id), kept);
		ink.putCard(doc, { ...card, id: idFrom(next), text: said, rank: rank(next) }, id);
	});
	return true;
};

const placed = (next: Next) => packPlace({ zone: oneOf(next, zones) as 'needs', x: next(1_200), y: next(600) });
const drawn = (next: Next) => packStroke({ zone: oneOf(next, zones) as 'needs', points: Array.from({ length: 2 + next(9) }, () => ({ x: next(1_200), y: next(600) })) });
const anyMark = (doc: Y.Doc, next: Next, of: 'links' | 'strokes') => oneOf(next, [...ink.marksOf(doc, of).keys()]);

const onCards: Readonly<Record<string, readonly [weight: number, act: Act]>> = {
	move: [4, (doc, next) => (cardOf(doc, anyCard(doc, next)).set('zone', oneOf(next, zones)), true)],
	rank: [3, (doc, next) => (cardOf(doc, anyCard(doc, next)).set('rank', rank(next)), true)],
	group: [3, (doc, next) => (cardOf(doc, anyCard(doc, next)).set('group', next(3) ? (oneOf(next, groupIds(doc)) ?? null) : null), true)],
	'make a group': [2, group],
	'rename a group': [2, (doc, next) => (groupIds(doc).length > 0 ? (ink.groupsOf(doc).get(oneOf(next, groupIds(doc)))!.set('title', `Titre ${next(99)}`), true) : false)],
	'remove a group': [1, (doc, next) => (groupIds(doc).length > 0 ? (ink.groupsOf(doc).delete(oneOf(next, groupIds(doc))), true) : false)],
	cut: [5, cut],
	write: [1, (doc, next) => { const text = textOf(doc, anyCard(doc, next)); text.insert(next(text.length + 1), sentence(next)); return true; }],
	erase: [1, (doc, next) => { const text = textOf(doc, anyCard(doc, next)); if (text.length === 0) return false; const from = next(text.length); text.delete(from, Math.min(1 + next(9), text.length - from)); return true; }],
	'write and take back': [1, (doc, next) => { const text = textOf(doc, anyCard(doc, next)); text.insert(0, 'volé'); text.delete(0, 4); return true; }],
	place: [3, (doc, next) => (ink.marksOf(doc, 'places').set(anyCard(doc, next), placed(next)), true)],
	'give a place back': [1, (doc, next) => (ink.marksOf(doc, 'places').delete(anyCard(doc, next)), true)],
	'move to a place': [1, (doc, next) => { const id = anyCard(doc, next); doc.transact(() => { cardOf(doc, id).set('zone', 'resources'); ink.marksOf(doc, 'places').set(id, packPlace({ zone: 'resources', x: next(900), y: next(500) })); }); return true; }],
	link: [2, (doc, next) => { const [one, two] = [anyCard(doc, next), anyCard(doc, next)]; return one !== two && (ink.marksOf(doc, 'links').set(linkBetween(one, two), linked), true); }],
	unlink: [1, (doc, next) => ink.marksOf(doc, 'links').size > 0 && (ink.marksOf(doc, 'links').delete(anyMark(doc, next, 'links')), true)],
	draw: [2, (doc, next) => (ink.marksOf(doc, 'strokes').set(idFrom(next), drawn(next)), true)],
	'draw and take back': [1, (doc, next) => { const id = idFrom(next); ink.marksOf(doc, 'strokes').set(id, drawn(next)); ink.marksOf(doc, 'strokes').delete(id); return true; }],
	'erase a stroke': [1, (doc, next) => ink.marksOf(doc, 'strokes').size > 0 && (ink.marksOf(doc, 'strokes').delete(anyMark(doc, next, 'strokes')), true)]
};
const wrongOnCards: Readonly<Record<string, readonly [weight: number, act: Act]>> = {
	'move nowhere': [1, (doc, next) => (cardOf(doc, anyCard(doc, next)).set('zone', 'elsewhere'), true)],
	'move nowhere and back': [1, (doc, next) => { const card = cardOf(doc, anyCard(doc, next)); card.set('zone', 'elsewhere'); card.set('zone', 'needs'); return true; }],
	'rank badly': [1, (doc, next) => (cardOf(doc, anyCard(doc, next)).set('rank', oneOf(next, ['a0', 'É', '', 'i'.repeat(65)])), true)],
	'group badly': [1, (doc, next) => (cardOf(doc, anyCard(doc, next)).set('group', 'Repas'), true)],
	'title too long': [1, (doc, next) => (ink.putGroup(doc, { id: idFrom(next), zone: 'needs', title: 'T'.repeat(titleLimit + next(2)), rank: rank(next) }), true)],
	'write much': [2, (doc, next) => { const text = textOf(doc, anyCard(doc, next)); text.insert(0, 'x'.repeat(Math.max(1, textLimit - text.length + next(3) - 1))); return true; }],
	'shorten many': [1, (doc, next) => { let left = textsErasedAtOnce + next(2); for (const id of cardIds(doc)) if (left > 0 && textOf(doc, id).length > 0) { textOf(doc, id).delete(0, 1); left--; } return left === 0; }],
	'remove a card': [1, (doc, next) => (ink.cardsOf(doc).delete(anyCard(doc, next)), cardIds(doc).length > 0)],
	'take a field': [1, (doc, next) => (cardOf(doc, anyCard(doc, next)).delete(oneOf(next, ['zone', 'rank', 'kind', 'text', 'group'])), false)],
	'name an author': [1, (doc, next) => (cardOf(doc, anyCard(doc, next)).set(oneOf(next, ['author', 'kind', 'capacity', 'sources', 'splitFrom']), 'autre'), true)],
	'part of other words': [2, (doc, next) => { const id = anyCard(doc, next); const card = ink.readCard(id, cardOf(doc, id)); ink.putCard(doc, { ...card, id: idFrom(next), text: sentence(next) }, id); return true; }],
	'part of another kind': [1, (doc, next) => { const id = anyCard(doc, next); ink.putCard(doc, { ...ink.readCard(id, cardOf(doc, id)), kind: 'other', id: idFrom(next) }, id); return true; }],
	'group and take back': [1, (doc, next) => { const id = idFrom(next); ink.putGroup(doc, { id, zone: 'needs', title: 'x', rank: 'i' }); ink.groupsOf(doc).delete(id); return true; }],
	'same id again': [1, (doc, next) => { const id = anyCard(doc, next); ink.putCard(doc, ink.readCard(id, cardOf(doc, id)), id); return true; }],
	'unseen sign': [1, (doc, next) => { textOf(doc, anyCard(doc, next)).insert(0, oneOf(next, ['\u202e', '\u0007', '\ufeff', '\u2066'])); return true; }],
	'place badly': [1, (doc, next) => (ink.marksOf(doc, 'places').set(anyCard(doc, next), oneOf(next, ['needs', 'elsewhere 1,2', 'needs 12345,1', 'needs -1,1', ''])), true)],
	'place badly, then well': [1, (doc, next) => { const id = anyCard(doc, next); ink.marksOf(doc, 'places').set(id, 'x'); ink.marksOf(doc, 'places').set(id, placed(next)); return true; }],
	'place no card': [1, (doc, next) => (ink.marksOf(doc, 'places').set(oneOf(next, [idFrom(next), '__proto__', 'Zoé', '']), placed(next)), true)],
	'link to none': [1, (doc, next) => { const id = anyCard(doc, next); ink.marksOf(doc, 'links').set(oneOf(next, [linkBetween(id, idFrom(next)), `${id}_${id}`, id, `${id}_`]), linked); return true; }],
	'link with a word': [1, (doc, next) => { const [one, two] = [anyCard(doc, next), anyCard(doc, next)]; ink.marksOf(doc, 'links').set(linkBetween(one, two), oneOf(next, ['parce que', false])); return true; }],
	'draw badly': [1, (doc, next) => (ink.marksOf(doc, 'strokes').set(oneOf(next, [idFrom(next), 'Zoé']), oneOf(next, ['needs', 'merci', `needs 1,1${' 1,1'.repeat(500)}`, 'needs 1,1 x'])), true)],
	'mark with more than a value': [1, (doc, next) => ((doc.getMap(oneOf(next, ['places', 'links', 'strokes'])) as Y.Map<unknown>).set(anyCard(doc, next), oneOf<() => unknown>(next, [() => new Y.Map(), () => new Y.Text('needs 1,1'), () => new Y.Array(), () => new Uint8Array([1])])()), true)],
	'place the part that one cuts': [1, (doc, next) => { const id = anyCard(doc, next); const card = ink.readCard(id, cardOf(doc, id)); if (card.text.length < 2) return false; const part = idFrom(next); doc.transact(() => { ink.rewrite(textOf(doc, id), card.text.slice(0, 1)); ink.putCard(doc, { ...card, id: part, text: card.text.slice(1), rank: rank(next) }, id); ink.marksOf(doc, 'places').set(part, placed(next)); ink.marksOf(doc, 'links').set(linkBetween(id, part), linked); }); return true; }]
};

const onPassages: Readonly<Record<string, readonly [weight: number, act: Act]>> = {
	write: [6, (doc, next) => { const ids = cardIds(doc); if (ids.length === 0) return false; const text = textOf(doc, oneOf(next, ids)); text.insert(next(text.length + 1), sentence(next)); return true; }],
	erase: [4, (doc, next) => { const ids = cardIds(doc); const text = ids.length > 0 ? textOf(doc, oneOf(next, ids)) : undefined; if (!text?.length) return false; const from = next(text.length); text.delete(from, Math.min(1 + next(20), text.length - from)); return true; }],
	add: [4, (doc, next) => (ink.putPassage(doc, { id: idFrom(next), kind: oneOf(next, ['title', 'heading', 'paragraph', 'item'] as const), text: sentence(next), rank: rank(next) }), true)],
	move: [3, (doc, next) => cardIds(doc).length > 0 && (cardOf(doc, anyCard(doc, next)).set('rank', rank(next)), true)],
	'change the kind': [2, (doc, next) => cardIds(doc).length > 0 && (cardOf(doc, anyCard(doc, next)).set('kind', oneOf(next, ['heading', 'item'])), true)],
	remove: [2, (doc, next) => cardIds(doc).length > 1 && (ink.cardsOf(doc).delete(anyCard(doc, next)), true)]
};
const wrongOnPassages: Readonly<Record<string, readonly [weight: number, act: Act]>> = {
	'a zone of the landscape': [1, (doc, next) => cardIds(doc).length > 0 && (cardOf(doc, anyCard(doc, next)).set('zone', 'needs'), true)],
	'an unknown kind': [1, (doc, next) => cardIds(doc).length > 0 && (cardOf(doc, anyCard(doc, next)).set('kind', 'script'), true)],
	'a group': [1, group],
	'a field more': [1, (doc, next) => cardIds(doc).length > 0 && (cardOf(doc, anyCard(doc, next)).set(oneOf(next, ['group', 'author', 'sources']), 'x'), true)],
	'too long': [1, (doc, next) => { if (cardIds(doc).length === 0) return false; const text = textOf(doc, anyCard(doc, next)); text.insert(0, 'x'.repeat(Math.max(1, passageLimit - text.length + next(3) - 1))); return true; }],
	'too much': [1, (doc, next) => { for (let at = 0; at < 15; at++) ink.putPassage(doc, { id: idFrom(next), kind: 'paragraph', text: 'x'.repeat(3_990 + next(11)), rank: 'm' }); return true; }],
	'too many': [1, (doc, next) => { for (let at = cardIds(doc).length; at < 300 + next(2); at++) ink.putPassage(doc, { id: idFrom(next), kind: 'item', text: 'x', rank: 'm' }); return true; }],
	'unseen sign': [1, (doc, next) => cardIds(doc).length > 0 && (textOf(doc, anyCard(doc, next)).insert(0, '\u202e'), true)],
	'a mark': [1, (doc, next) => cardIds(doc).length > 0 && (ink.marksOf(doc, 'places').set(anyCard(doc, next), placed(next)), true)],
	'a stroke': [1, (doc, next) => (ink.marksOf(doc, 'strokes').set(idFrom(next), drawn(next)), true)]
};

const flat = (table: Readonly<Record<string, readonly [number, Act]>>): Act[] => Object.values(table).flatMap(([weight, act]) => Array.from<Act>({ length: weight }).fill((doc, next) => cardIds(doc).length > 0 && act(doc, next)));
/** What the screens offer, and what only a hand that leaves them does. */
export const acts: Readonly<Record<BoardKind, { readonly offered: readonly Act[]; readonly wrong: readonly Act[] }>> = {
	cards: { offered: flat(onCards), wrong: flat(wrongOnCards) },
	passages: { offered: flat(onPassages), wrong: flat(wrongOnPassages) }
};

/** A board with a past: what the server put, what others did, and what the writer did before. */
export function boardFrom(next: Next, kind: BoardKind): Uint8Array {
	const doc = copyOf(new Uint8Array([0, 0]), server);
	doc.transact(() => {
		for (let count = 2 + next(kind === 'cards' ? 28 : 6); count > 0; count--)
			if (kind === 'passages') ink.putPassage(doc, { id: idFrom(next), kind: 'paragraph', text: sentence(next), rank: rank(next) });
			else ink.putCard(doc, { id: idFrom(next), zone: oneOf(next, zones), kind: oneOf(next, ['need', 'constraint']), text: sentence(next), group: null, capacity: oneOf(next, ['juror', 'buyer', null] as const), rank: rank(next), ...(next(4) === 0 && { sources: ['M1', 'M4'] }) });
	});
	if (kind === 'cards') for (let count = 2; count > 0; count--) group(doc, next);
	for (const client of [other, own, ownToo]) {
		doc.clientID = client;
		for (let count = next(6); count > 0; count--) oneOf(next, acts[kind].offered)(doc, next);
	}
	// a group that was, and a letter of the writer's own that is known
	if (kind === 'cards' && groupIds(doc).length > 1) ink.groupsOf(doc).delete(groupIds(doc)[0]!);
	return Y.encodeStateAsUpdate(doc);
}

/** What the client library sends for these edits, merged. */
export function written(state: Uint8Array, edit: (doc: Y.Doc) => void, client = own): Uint8Array {
	const doc = copyOf(state, client);
	const sent: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => sent.push(update));
	edit(doc);
	return sent.length === 0 ? new Uint8Array([0, 0]) : Y.mergeUpdates(sent);
}

type Write = (encoder: encoding.Encoder) => void;
const bytes = (...write: readonly Write[]): Uint8Array => {
	const encoder = encoding.createEncoder();
	for (const one of write) one(encoder);
	return encoding.toUint8Array(encoder);
};
const numbers = (...all: number[]): Write => (encoder) => all.forEach((number) => encoding.writeVarUint(encoder, number));
const byte = (value: number): Write => (encoder) => encoding.writeUint8(encoder, value);
const text = (value: string): Write => (encoder) => encoding.writeVarString(encoder, value);
const many = (...write: readonly Write[]): Write => (encoder) => write.forEach((one) => one(encoder));
const [deleted, letters, type, any] = [1, 4, 7, 8];
const [hasOrigin, hasRight, hasKey] = [0x80, 0x40, 0x20];

type Id = readonly [client: number, clock: number];
const idOf = (item: Y.Item): Id => [item.id.client, item.id.clock];
interface Where {
	readonly origin?: Id;
	readonly right?: Id;
	/** a root by its name, or the item of which it is the inside */
	readonly parent?: string | Id;
	readonly key?: string;
}
/** One item as it is encoded: its kind of content, where it stands, what it holds. */
function item(content: number, { origin, right, parent, key }: Where, ...held: readonly Write[]): Write {
	const isTold = !origin && !right;
	return many(
		byte(content | (origin ? hasOrigin : 0) | (right ? hasRight : 0) | (key !== undefined ? hasKey : 0)),
		...(origin ? [numbers(...origin)] : []),
		...(right ? [numbers(...right)] : []),
		...(isTold ? [typeof parent === 'string' ? many(numbers(1), text(parent)) : many(numbers(0), numbers(...parent!)), ...(key !== undefined ? [text(key)] : [])] : []),
		...held
	);
}
const value = (said: string): Write => many(numbers(1), byte(119), text(said));
const block = (client: number, clock: number, ...items: readonly Write[]): Write => many(numbers(items.length, client, clock), ...items);
const nothingGone = numbers(0);
const sent = (blocks: readonly Write[], gone: Write = nothingGone): Uint8Array => bytes(numbers(blocks.length), ...blocks, gone);
const stateOf = (doc: Y.Doc, client = own): number => Y.getState(doc.store, client);

export interface Crafted {
	readonly name: string;
	readonly on: BoardKind;
	/** whether it gets in on an open board, from whoever writes and from whoever arranges; `by-the-oracle` where chance decides */
	readonly getsIn: { readonly write: boolean; readonly arrange: boolean } | 'by-the-oracle';
	/** undefined where this board offers no occasion */
	craft(board: { readonly state: Uint8Array; readonly doc: Y.Doc }, next: Next): Uint8Array | undefined;
}

const never = { write: false, arrange: false };
const always = { write: true, arrange: true };
const onlyWriters = { write: true, arrange: false };

type Craft = Crafted['craft'];
const edit = (act: (doc: Y.Doc, next: Next) => unknown, client = own): Craft => ({ state }, next) => written(state, (doc) => void doc.transact(() => act(doc, next)), client);
/** An act of the tables above, where it finds something to do. */
const done = (act: Act): Craft => ({ state }, next) => {
	let isDone = false;
	const update = written(state, (doc) => void (isDone = act(doc, next)));
	return isDone ? update : undefined;
};
const part = (more: object, text?: string) => (doc: Y.Doc, next: Next) => {
	const id = anyCard(doc, next);
	const card = ink.readCard(id, cardOf(doc, id));
	ink.putCard(doc, { ...card, id: idFrom(next), text: text ?? card.text, rank: 'm', ...more }, id);
};
const setField = (field: string, said: unknown) => (doc: Y.Doc, next: Next) => cardOf(doc, anyCard(doc, next)).set(field, said as string);
const combining = (count: number) => 'e\u0301\u0302\u0323'.repeat(Math.ceil(count / 4)).slice(0, count);
const valueItem = (doc: Y.Doc, next: Next, field = 'zone') => cardOf(doc, anyCard(doc, next))._map.get(field)!;

const cards = (rows: readonly (readonly [string, Crafted['getsIn'], Craft])[]): Crafted[] => rows.map(([name, getsIn, craft]) => ({ name, on: 'cards', getsIn, craft }));
const passages = (rows: readonly (readonly [string, Crafted['getsIn'], Craft])[]): Crafted[] => rows.map(([name, getsIn, craft]) => ({ name, on: 'passages', getsIn, craft }));

/** What fits any board. */
const anywhere: readonly (readonly [string, Crafted['getsIn'], Craft])[] = [
	['under the number of somebody else (E1)', never, edit((doc, next) => cardOf(doc, anyCard(doc, next)).set('rank', 'abc'), other)],
	['under the number of the server', never, edit((doc, next) => cardOf(doc, anyCard(doc, next)).set('rank', 'abc'), server)],
	['under the number of somebody who comes later', never, edit((doc, next) => cardOf(doc, anyCard(doc, next)).set('rank', 'abc'), 4_242)],
	['collected garbage under one’s own number (E3)', never, ({ doc }, next) => sent([block(own, stateOf(doc), many(byte(0), numbers(1 + next(2 ** 31) * next(2 ** 20))))])],
	['collected garbage under another number (E3)', never, (_, next) => sent([block(5_000 + next(100), 0, many(byte(0), numbers(1 + next(1_000))))])],
	['a skip', never, ({ doc }, next) => sent([block(own, stateOf(doc), many(byte(10), numbers(1 + next(99))))])],
	['a skip before a sound piece', never, ({ doc }, next) => sent([block(own, stateOf(doc), many(byte(10), numbers(1)), item(any, { origin: idOf(valueItem(doc, next, 'rank')) }, value('m')))])],
	['a gap (E4)', never, ({ state }, next) => { const doc = copyOf(state, own); setField('rank', 'abc')(doc, next); const seen = Y.encodeStateVector(doc); setField('rank', 'abd')(doc, next); return Y.encodeStateAsUpdate(doc, seen); }],
	['beside what nobody has', never, ({ doc }, next) => sent([block(own, stateOf(doc), item(letters, { origin: [123, next(9)] }, text('x')))])],
	['inside of what nobody has', never, ({ doc }, next) => sent([block(own, stateOf(doc), item(any, { parent: [123, next(9)], key: 'zone' }, value('needs')))])],
	['taken away what is not there yet', never, (_, next) => bytes(numbers(0, 1, server, 1, next(9), 1_000_000))],
	['taken away of a number unknown', never, (_, next) => bytes(numbers(0, 1, 12_345, 1, next(9), 1 + next(9)))],
	['in the second encoding', never, ({ state }, next) => Y.convertUpdateFormatV1ToV2(written(state, (doc) => setField('rank', 'abc')(doc, next)))],
	['three million structs in twenty bytes (E3b)', never, ({ doc }) => bytes(numbers(1, 3_000_000, own, stateOf(doc)), byte(0), numbers(1))],
	['beyond all clocks', never, ({ doc }) => sent([block(own, stateOf(doc) + 2 ** 31, item(letters, { parent: 'cards' }, text('x')))])],
	['too many structs', never, edit((doc, next) => { const card = cardOf(doc, anyCard(doc, next)); for (let count = 0; count <= 2_500; count++) card.set('rank', 'm'), card.set('zone', card.get('zone') as string); })],
	['too many bytes', never, () => new Uint8Array(262_145)],
	['cut short', never, ({ state }, next) => { const update = written(state, (doc) => setField('rank', 'abcdefgh')(doc, next)); return update.slice(0, -2 - next(6)); }],
	['noise', 'by-the-oracle', (_, next) => Uint8Array.from({ length: 4 + next(40) }, () => next(256))],
	['one bit turned', 'by-the-oracle', ({ state }, next) => { const update = written(state, (doc) => { setField('rank', 'abc')(doc, next); textOf(doc, anyCard(doc, next)).delete(0, 1); }); update[next(update.length)]! ^= 1 << next(8); return update; }],
	['twice in one update, block after block', never, ({ doc }, next) => sent([block(own, stateOf(doc), item(any, { origin: idOf(valueItem(doc, next, 'rank')) }, value('m'))), block(own, stateOf(doc) + 1, item(any, { origin: [own, stateOf(doc)] }, value('n')))])],
	['a block that an empty one covers', never, ({ doc }, next) => sent([block(own, stateOf(doc), item(any, { origin: idOf(valueItem(doc, next, 'rank')) }, value('m'))), block(own, 0)])],
	['under another root', never, edit((doc, next) => void doc.getMap(oneOf(next, ['elsewhere', 'card', '__proto__', 'constructor', ''])).set('x', 1))],
	['a text, a list or a page as a root', never, edit((doc, next) => oneOf<() => unknown>(next, [() => doc.getText('notes').insert(0, 'x'), () => doc.getArray('notes').push([1]), () => doc.getXmlFragment('notes').push([new Y.XmlElement('p')])])())],
	['pushed into the cards as into a list', never, ({ doc }) => sent([block(own, stateOf(doc), item(any, { parent: 'cards' }, value('x')))])],
	['a card of a list, a text or a bare value', never, edit((doc, next) => void doc.getMap('cards').set(idFrom(next), oneOf<() => unknown>(next, [() => new Y.Array(), () => new Y.Text('x'), () => 'x', () => new Y.XmlElement('p'), () => new Y.Doc()])()))],
	['a card that hides a name in its kind of map', never, edit((doc, next) => void doc.getMap('cards').set(idFrom(next), new Y.XmlHook('secret')))],
	['a map, a list or a document in a field', never, edit((doc, next) => setField(oneOf(next, ['zone', 'rank', 'group']), oneOf<() => unknown>(next, [() => new Y.Map(), () => new Y.Array(), () => new Y.Doc(), () => new Uint8Array(9)])())(doc, next))],
	['maps in maps in maps', never, edit((doc, next) => { let inner = new Y.Map<unknown>(); setField('zone', inner)(doc, next); for (let depth = next(40); depth >= 0; depth--) { const deeper = new Y.Map<unknown>(); inner.set('x', deeper); inner = deeper; } })],
	['a value that is no text', never, edit((doc, next) => setField(oneOf(next, ['zone', 'rank']), oneOf<unknown>(next, [3, true, { a: 1 }, ['needs'], null, undefined, 2n ** 40n]))(doc, next))],
	['a field unknown', never, edit((doc, next) => setField(oneOf(next, ['author', 'constructor', '__proto__', 'toString', 'Zone', '']), 'x')(doc, next))],
	['an unknown field set and emptied', never, edit((doc, next) => { const card = cardOf(doc, anyCard(doc, next)); card.set('author', 'x'); card.delete('author'); })],
	['an emptied field', never, edit((doc, next) => cardOf(doc, anyCard(doc, next)).delete(oneOf(next, ['zone', 'rank', 'kind', 'text'])))],
	['another text in a card', never, edit((doc, next) => setField('text', new Y.Text('volé'))(doc, next))],
	['a bare text in a card', never, edit((doc, next) => setField('text', 'volé')(doc, next))],
	['a text with marks, a picture or an attribute', never, edit((doc, next) => { const inkOf = textOf(doc, anyCard(doc, next)); oneOf<() => unknown>(next, [() => inkOf.insert(0, 'x', { bold: true }), () => inkOf.insertEmbed(0, { image: 'x' }), () => inkOf.setAttribute('x', 'y'), () => inkOf.insertEmbed(0, new Y.Map())])(); })],
	['a sign that cannot be seen', never, edit((doc, next) => textOf(doc, anyCard(doc, next)).insert(0, oneOf(next, ['\u0000', '\u0007', '\u007f', '\u202a', '\u202e', '\u2066', '\ufeff'])))],
	['a sign that cannot be seen, taken back', never, edit((doc, next) => { const inkOf = textOf(doc, anyCard(doc, next)); inkOf.insert(0, '\u202e'); inkOf.delete(0, 1); })],
	['letters between two texts', never, ({ doc }, next) => { const [one, two] = cardIds(doc).filter((id) => textOf(doc, id)._start); if (two === undefined) return undefined; void next; return sent([block(own, stateOf(doc), item(letters, { origin: idOf(textOf(doc, one!)._start!), right: idOf(textOf(doc, two)._start!) }, text('x')))]); }],
	['a value before the one that stands', never, ({ doc }, next) => sent([block(own, stateOf(doc), item(any, { right: idOf(valueItem(doc, next, 'rank')) }, value('m')))])],
	['several values at once', never, ({ doc }, next) => sent([block(own, stateOf(doc), item(any, { origin: idOf(valueItem(doc, next, 'rank')) }, numbers(2), byte(119), text('m'), byte(119), text('n')))])],
	['a value, and one over it that is taken away', never, ({ doc }, next) => sent([block(own, stateOf(doc), item(any, { origin: idOf(valueItem(doc, next, 'rank')) }, value('m')), item(any, { origin: [own, stateOf(doc)] }, value('n')))], numbers(1, own, 1, stateOf(doc) + 1, 1))],
	['a piece that is known, with more behind it that belongs elsewhere', never, ({ doc }, next) => {
		const clock = stateOf(doc) - 1;
		if (clock < 0) return undefined;
		const known = Y.getItem(doc.store, Y.createID(own, clock)) as Y.Item;
		const there = valueItem(doc, next, 'rank');
		if (there.parent === known.parent && there.parentSub === known.parentSub) return undefined;
		return sent([block(own, clock, item(any, { origin: idOf(there) }, numbers(2), byte(119), text('m'), byte(119), text('n')))], numbers(1, own, 1, clock, 1));
	}],
	['letters of one’s own, and over their last a value that takes them away', never, ({ doc }, next) => {
		// what the writer typed last ends their clocks: the piece is sent again, longer, and says that it is a rank
		const last = stateOf(doc) > 0 && (Y.getItem(doc.store, Y.createID(own, stateOf(doc) - 1)) as Y.Item);
		if (!last || !(last.content instanceof Y.ContentString) || last.deleted) return undefined;
		const there = valueItem(doc, next, 'rank');
		return sent([block(own, stateOf(doc) - 1, item(any, { origin: idOf(there) }, numbers(2), byte(119), text('m'), byte(119), text('n')))]);
	}],
	['what is known, again', always, ({ state }) => state],
	['nothing', always, () => new Uint8Array([0, 0])],
	['a rank, under two numbers of one’s own', always, ({ state }, next) => { const doc = copyOf(state, own); const from = Y.encodeStateVector(doc); setField('rank', 'abc')(doc, next); doc.clientID = ownToo; setField('rank', 'abd')(doc, next); return Y.encodeStateAsUpdate(doc, from); }],
	['a rank, with all that is known before it', always, ({ state }, next) => { const doc = copyOf(state, own); setField('rank', 'abc')(doc, next); return Y.encodeStateAsUpdate(doc); }],
	['a rank, its first half known', always, ({ state }, next) => { const doc = copyOf(state, own); setField('rank', 'abc')(doc, next); const seen = Y.encodeStateVector(copyOf(state, server)); return Y.mergeUpdates([state, Y.encodeStateAsUpdate(doc, seen)]); }],
	['a rank set over and over', always, edit((doc, next) => { const card = cardOf(doc, anyCard(doc, next)); for (let count = next(300); count >= 0; count--) card.set('rank', rank(next)); })]
];

export const crafted: readonly Crafted[] = [
	...cards(anywhere),
	...cards([
		...(['move', 'rank', 'group', 'make a group', 'rename a group', 'remove a group', 'cut'] as const).map((name) => [name, always, done(onCards[name]![1])] as const),
		...(['write', 'erase', 'write and take back'] as const).map((name) => [name, onlyWriters, done(onCards[name]![1])] as const),
		...(['move nowhere', 'rank badly', 'group badly', 'part of another kind', 'same id again', 'unseen sign'] as const).map((name) => [name, never, done(wrongOnCards[name]![1])] as const),
		['part of other words', onlyWriters, done(wrongOnCards['part of other words']![1])],
		['a group made and taken back', always, done(wrongOnCards['group and take back']![1])],
		['a card removed', never, edit((doc, next) => ink.cardsOf(doc).delete(anyCard(doc, next)))],
		['every card removed', never, edit((doc) => cardIds(doc).forEach((id) => ink.cardsOf(doc).delete(id)))],
		['one range over the whole board (E2)', never, ({ doc }) => bytes(numbers(0, 1, server, 1, 0, stateOf(doc, server)))],
		['one range over a part of it (E2)', 'by-the-oracle', ({ doc }, next) => { const from = next(stateOf(doc, server)); return bytes(numbers(0, 1, server, 1, from, 1 + next(stateOf(doc, server) - from))); }],
		['combining marks up to the limit', onlyWriters, edit((doc, next) => { const inkOf = textOf(doc, anyCard(doc, next)); inkOf.insert(0, combining(textLimit - inkOf.length)); })],
		['combining marks beyond the limit', never, edit((doc, next) => { const inkOf = textOf(doc, anyCard(doc, next)); inkOf.insert(0, combining(textLimit + 1 - inkOf.length)); })],
		['a title of combining marks', always, edit((doc, next) => ink.putGroup(doc, { id: idFrom(next), zone: 'needs', title: combining(titleLimit), rank: 'm' }))],
		['a title of too many', never, edit((doc, next) => ink.putGroup(doc, { id: idFrom(next), zone: 'needs', title: combining(titleLimit + 1), rank: 'm' }))],
		['a title of ink', never, edit((doc, next) => { const id = groupIds(doc)[0]; if (id === undefined) ink.groupsOf(doc).set(idFrom(next), new Y.Text('x') as never); else ink.groupsOf(doc).get(id)!.set('title', new Y.Text('x')); })],
		['a title that cannot be seen', never, edit((doc, next) => ink.putGroup(doc, { id: idFrom(next), zone: 'needs', title: oneOf(next, ['a\u202eb', 'a\u0000', 'a\nb']), rank: 'm' }))],
		['a group without a title', never, edit((doc, next) => { const made = new Y.Map<string>(); made.set('zone', 'needs'); made.set('rank', 'm'); ink.groupsOf(doc).set(idFrom(next), made as never); })],
		['a group of more fields', never, edit((doc, next) => { const id = idFrom(next); ink.putGroup(doc, { id, zone: 'needs', title: 'x', rank: 'm' }); ink.groupsOf(doc).get(id)!.set(oneOf(next, ['author', 'toString', 'text']), 'x'.repeat(next(9_000))); })],
		['a group under the id of one that was', never, ({ state, doc }) => { const gone = [...ink.groupsOf(doc)._map].find(([, one]) => one.deleted)?.[0]; return gone === undefined ? undefined : written(state, (mine) => ink.putGroup(mine, { id: gone, zone: 'needs', title: 'x', rank: 'm' })); }],
		['two cards under one id', never, edit((doc, next) => { const id = idFrom(next); part({ id })(doc, next); part({ id })(doc, next); })],
		['a card under a name', never, edit((doc, next) => part({ id: oneOf(next, ['ma-fiche', '', '__proto__', 'constructor']) })(doc, next))],
		['a part of another capacity', never, edit((doc, next) => { const id = anyCard(doc, next); const card = ink.readCard(id, cardOf(doc, id)); ink.putCard(doc, { ...card, id: idFrom(next), capacity: card.capacity === 'buyer' ? 'juror' : 'buyer' }, id); })],
		['a part of other sources', never, edit((doc, next) => part({ sources: ['M9'] })(doc, next))],
		['a part of nothing', never, edit((doc, next) => { const id = anyCard(doc, next); ink.putCard(doc, { ...ink.readCard(id, cardOf(doc, id)), id: idFrom(next) }); })],
		['a part of an unknown card', never, edit((doc, next) => { const id = anyCard(doc, next); ink.putCard(doc, { ...ink.readCard(id, cardOf(doc, id)), id: idFrom(next) }, idFrom(next)); })],
		['a part too long', never, edit((doc, next) => part({}, 'x'.repeat(textLimit + 1))(doc, next))],
		['a part with a text that is more than one', never, edit((doc, next) => { const id = anyCard(doc, next); const one = idFrom(next); ink.putCard(doc, { ...ink.readCard(id, cardOf(doc, id)), id: one }, id); cardOf(doc, one).set('text', new Y.XmlText('x') as never); })],
		['as many texts shortened as one may', onlyWriters, ({ state, doc }) => (cardIds(doc).filter((id) => textOf(doc, id).length > 1).length < textsErasedAtOnce ? undefined : written(state, (mine) => cardIds(mine).filter((id) => textOf(mine, id).length > 1).slice(0, textsErasedAtOnce).forEach((id) => textOf(mine, id).delete(0, 1))))],
		['one text too many shortened', never, ({ state, doc }) => (cardIds(doc).filter((id) => textOf(doc, id).length > 1).length <= textsErasedAtOnce ? undefined : written(state, (mine) => cardIds(mine).filter((id) => textOf(mine, id).length > 1).slice(0, textsErasedAtOnce + 1).forEach((id) => textOf(mine, id).delete(0, 1))))],
		['half a character taken away', onlyWriters, ({ doc }, next) => {
			for (const id of cardIds(doc))
				for (let one = textOf(doc, id)._start; one; one = one.right) {
					const place = !one.deleted && one.content instanceof Y.ContentString ? one.content.str.search(/[\ud800-\udbff]/) : -1;
					if (place >= 0) return bytes(numbers(0, 1, one.id.client, 1, one.id.clock + place + next(2), 1));
				}
			return undefined;
		}],
		['letters that were never there', 'by-the-oracle', ({ doc }, next) => sent([block(own, stateOf(doc), item(deleted, { origin: idOf(textOf(doc, anyCard(doc, next))._start!) }, numbers(1 + next(5))))])],
		['a card made of one item, its kind of map told by hand', never, ({ doc }, next) => sent([block(own, stateOf(doc), item(type, { parent: 'cards', key: idFrom(next) }, numbers(oneOf(next, [0, 2, 3, 4, 5, 6])), text('secret')))])]
	]),
	...passages(anywhere),
	...passages([
		...Object.entries(onPassages).map(([name, [, act]]) => [name, always, done(act)] as const),
		...(['a zone of the landscape', 'an unknown kind', 'a group', 'a field more', 'unseen sign'] as const).map((name) => [name, never, done(wrongOnPassages[name]![1])] as const),
		['every passage removed', always, edit((doc) => cardIds(doc).forEach((id) => ink.cardsOf(doc).delete(id)))],
		['combining marks up to the limit', always, edit((doc, next) => { const inkOf = textOf(doc, anyCard(doc, next)); inkOf.insert(0, combining(passageLimit - inkOf.length)); })],
		['combining marks beyond the limit', never, edit((doc, next) => { const inkOf = textOf(doc, anyCard(doc, next)); inkOf.insert(0, combining(passageLimit + 1 - inkOf.length)); })],
		['a card of the landscape', never, edit((doc, next) => ink.putCard(doc, { id: idFrom(next), zone: 'needs', kind: 'need', text: 'x', group: null, capacity: null, rank: 'm' }, anyCard(doc, next)))],
		['a passage again that was removed', never, edit((doc, next) => { const id = anyCard(doc, next); ink.cardsOf(doc).delete(id); ink.putPassage(doc, { id, kind: 'item', text: 'x', rank: 'm' }); })]
	])
];

/** Updates of which none may enter anywhere (E1 to E4, and noise), for a board on which the victim has written and a value stands. */
export function hostileUpdate(next: Next, { victim, clock, value: there }: { readonly victim: number; readonly clock: number; readonly value: Y.ID }): Uint8Array {
	const over = item(any, { origin: [there.client, there.clock] }, value('needs'));
	return oneOf<() => Uint8Array>(next, [
		() => sent([block(victim, clock, over)]),
		() => sent([block(50_000 + next(9), 0, many(byte(0), numbers(1 + next(2 ** 31) * next(2 ** 20))))]),
		() => sent([block(60_000 + next(9), 1 + next(9_999), over)]),
		() => bytes(numbers(0, 1, there.client, 1, next(20), 1 + next(2_000))),
		() => Uint8Array.from({ length: 1 + next(60) }, () => next(256))
	])();
}
