// Decides whether an update may enter a board: decodes it, tells each of its pieces to the card that it touches, and asks the rule. Changes nothing.
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { BoardKind } from '../rules/cards.ts';
import type { Sign } from '../rules/cuts.ts';
import { touchesFrozen } from '../rules/frozenZones.ts';
import { isMark, marks, unpackStroke, type Mark } from '../rules/marks.ts';
import { judgeWriting, type Change, type Root, type Standing, type Writer, type WritingRefusal } from '../rules/writing.ts';

export type GateRefusal = WritingRefusal | 'unreadable' | 'too-big' | 'gap' | 'foreign-client' | 'shape-unknown';

const roots: readonly (Root | Mark)[] = ['cards', 'groups', ...marks];

/** Under which field the one value of a mark stands, which has no entry. */
const markField = 'mark';

/** Where a piece of ink belongs: a card's entry, one of its fields, the inside of its text, or a mark. */
interface Place {
	readonly of: Root | Mark;
	readonly id: string;
	readonly field?: string;
	readonly isInside?: boolean;
}

interface Known {
	readonly clock: number;
	readonly length: number;
	readonly place: Place;
	readonly type?: 'map' | 'text';
	/** of a field's value: what it was set over */
	readonly origin?: string | null;
}

export interface Judged {
	readonly isEmpty: boolean;
	readonly pieces: ReadonlyMap<number, readonly Known[]>;
	readonly made: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
	readonly gone: Ranges;
}

interface Piece {
	readonly client: number;
	readonly clock: number;
	readonly length: number;
}

interface Range {
	readonly clock: number;
	readonly len: number;
}
/** Ranges of clocks by client, in order and apart from each other. */
type Ranges = ReadonlyMap<number, readonly Range[]>;

/** What judging one update may cost, in looks at a piece: far beyond what a person's screen sends, far below what stops the room (BO15). */
const looksAtMost = 400_000;

/** Counts looks, and refuses the update that asks for too many. */
class Patience {
	private left = looksAtMost;
	spend(looks: number): void {
		if ((this.left -= looks) < 0) refuse('too-big');
	}
}

/** One value of a field, and the one that it was set over. */
interface Value {
	readonly client: number;
	readonly clock: number;
	readonly origin: string | null;
}

const valuesOf = (client: number, { clock, length, origin }: { clock: number; length: number; origin?: string | null }): Value[] =>
	Array.from({ length }, (_, index) => ({ client, clock: clock + index, origin: index > 0 ? `${client}:${clock + index - 1}` : (origin ?? null) }));

const name = ({ client, clock }: Value) => `${client}:${clock}`;

/** Puts a value where Yjs will put it among those of its field, and answers where: the last one is what the field holds. */
function integrate(chain: Value[], value: Value, previous: number, patience: Patience): number {
	// most are set over the last one, or over the one that came before them
	let left = value.origin === null ? -1 : chain.length - 1;
	if (value.origin !== null && chain[previous] && name(chain[previous]) === value.origin) left = previous;
	else if (value.origin !== null) {
		while (left >= 0 && name(chain[left]!) !== value.origin) left--;
		patience.spend(chain.length - left);
	}
	const passed = new Set<string>();
	const conflicting = new Set<string>();
	for (let at = left + 1; at < chain.length; at++) {
		patience.spend(1);
		const one = chain[at]!;
		passed.add(name(one));
		conflicting.add(name(one));
		if (one.origin === value.origin) {
			if (one.client > value.client) break;
			left = at;
			conflicting.clear();
		} else if (one.origin !== null && passed.has(one.origin)) {
			if (!conflicting.has(one.origin)) {
				left = at;
				conflicting.clear();
			}
		} else break;
	}
	chain.splice(left + 1, 0, value);
	return left + 1;
}

type OfClient = readonly [number, Known];

/** The last value of a field where each that comes was set over the one before it, as most are: then nothing of its history needs a look. */
function lastSetOver(held: Y.Item | null, coming: readonly OfClient[]): { readonly client: number; readonly clock: number } | undefined {
	let last: { client: number; clock: number } | undefined;
	let over = held && `${held.lastId.client}:${held.lastId.clock}`;
	for (const [client, { clock, length, origin }] of coming) {
		if ((origin ?? null) !== over) return undefined;
		last = { client, clock: clock + length - 1 };
		over = `${client}:${last.clock}`;
	}
	return last;
}

function byPlace(all: ReadonlyMap<number, readonly Known[]>, counts: (client: number, piece: Known) => boolean = () => true): ReadonlyMap<string, readonly OfClient[]> {
	const found = new Map<string, OfClient[]>();
	for (const [client, pieces] of all)
		for (const piece of pieces) {
			if (!counts(client, piece)) continue;
			const key = keyOf(piece.place);
			const own = found.get(key);
			if (own) own.push([client, piece]);
			else found.set(key, [[client, piece]]);
		}
	return found;
}

/** What was let through and is not applied yet: while it waits for its commit it counts as there. */
export class Ahead {
	private readonly waiting = new Set<Judged>();
	private readonly pieces = new Map<number, Known[]>();
	private readonly texts = new Map<string, Piece[]>();
	private readonly made = new Map<string, Readonly<Record<string, unknown>>>();

	state(document: Y.Doc, client: number): number {
		const last = this.pieces.get(client)?.at(-1);
		return Math.max(Y.getState(document.store, client), last ? last.clock + last.length : 0);
	}
	of(client: number): readonly Known[] {
		return this.pieces.get(client) ?? [];
	}
	/** Pieces within a card's text that the document does not hold yet. */
	inside(document: Y.Doc, key: string): Piece[] {
		return (this.texts.get(key) ?? []).flatMap(({ client, clock, length }) => {
			const from = Math.max(clock, Y.getState(document.store, client));
			return from < clock + length ? [{ client, clock: from, length: clock + length - from }] : [];
		});
	}
	/** The pieces that the document does not hold yet, by the place where they belong, in the order in which they came. */
	byPlace(document: Y.Doc): ReadonlyMap<string, readonly OfClient[]> {
		return byPlace(this.pieces, (client, { clock }) => clock >= Y.getState(document.store, client));
	}
	entry(key: string): Readonly<Record<string, unknown>> | undefined {
		return this.made.get(key);
	}
	/** Where the cards begin that the document does not hold yet. */
	*begun(document: Y.Doc): Iterable<Piece & { readonly place: Place }> {
		for (const [client, pieces] of this.pieces)
			for (const { clock, length, place } of pieces) if (place.field === undefined && clock >= Y.getState(document.store, client)) yield { client, clock, length, place };
	}
	*gone(client: number): Iterable<Range> {
		for (const { gone } of this.waiting) yield* gone.get(client) ?? [];
	}
	letThrough(judged: Judged): void {
		this.waiting.add(judged);
		for (const [client, pieces] of judged.pieces) {
			const own = this.pieces.get(client);
			if (own) own.push(...pieces);
			else this.pieces.set(client, [...pieces]);
			for (const { clock, length, place } of pieces) {
				if (!place.isInside) continue;
				const text = this.texts.get(keyOf(place));
				if (text) text.push({ client, clock, length });
				else this.texts.set(keyOf(place), [{ client, clock, length }]);
			}
		}
		for (const [key, fields] of judged.made) this.made.set(key, fields);
	}
	/** In the document now. They are told in the order in which they were let through. */
	applied(judged: Judged): void {
		if (!this.waiting.delete(judged)) return;
		for (const [client, pieces] of judged.pieces) {
			const own = this.pieces.get(client)!;
			if (own.length === pieces.length) this.pieces.delete(client);
			else own.splice(0, pieces.length);
			for (const { clock, place } of pieces) {
				const text = place.isInside && this.texts.get(keyOf(place));
				if (!text) continue;
				const left = text.filter((piece) => piece.client !== client || piece.clock !== clock);
				if (left.length > 0) this.texts.set(keyOf(place), left);
				else this.texts.delete(keyOf(place));
			}
		}
		for (const [key, fields] of judged.made) if (this.made.get(key) === fields) this.made.delete(key);
	}
	/** Lost: nothing of it will be applied. */
	clear(): void {
		this.waiting.clear();
		this.pieces.clear();
		this.texts.clear();
		this.made.clear();
	}
}

const structsAtOnce = 5_000;
const bytesAtOnce = 262_144;
/** Values that one update may set in fields, one over the other: hours of moving cards. */
const valuesAtOnce = 10_000;
/** Ranges of what one update takes away: what comes apart is a letter here and there. */
const rangesAtOnce = 20_000;
const highestClock = 2 ** 31;

const keyOf = ({ of, id, field, isInside }: Place) => `${of}/${id}/${field ?? ''}${isInside ? '/…' : ''}`;

/** What the update leans on is let through, and its commit must be waited for before this can be judged. */
type NotYet = 'not-yet';

class Refusal extends Error {
	readonly reason: GateRefusal | NotYet;
	constructor(reason: GateRefusal | NotYet) {
		super(reason);
		this.reason = reason;
	}
}
const refuse = (reason: GateRefusal | NotYet): never => {
	throw new Refusal(reason);
};

/** A hostile list of ranges may name the same clocks thousands of times. */
function apart(ranges: readonly Range[]): readonly Range[] {
	const merged: { clock: number; len: number }[] = [];
	for (const { clock, len } of [...ranges].sort((a, b) => a.clock - b.clock)) {
		const last = merged.at(-1);
		if (last && clock <= last.clock + last.len) last.len = Math.max(last.len, clock + len - last.clock);
		else merged.push({ clock, len });
	}
	return merged;
}

/** The index of the last that begins at or before the clock; -1 when none does. */
function lastBefore<One>(list: readonly One[], clockOf: (one: One) => number, clock: number): number {
	let [low, high] = [0, list.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (clockOf(list[middle]!) <= clock) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
const before = (list: readonly { readonly clock: number }[], clock: number): number => lastBefore(list, (one) => one.clock, clock);

/** How many clocks of a piece none of the ranges takes away. */
function surviving(clock: number, length: number, ranges: readonly Range[]): number {
	let left = length;
	for (let index = Math.max(0, before(ranges, clock)); index < ranges.length && ranges[index]!.clock < clock + length; index++) {
		const range = ranges[index]!;
		left -= Math.max(0, Math.min(range.clock + range.len, clock + length) - Math.max(range.clock, clock));
	}
	return left;
}

type Decoded = ReturnType<typeof Y.decodeUpdate>;
const decoded = new WeakMap<Uint8Array, Decoded>();

/** Read once, however often it is asked about. */
function decode(update: Uint8Array): Decoded {
	let read = decoded.get(update);
	if (!read) decoded.set(update, (read = Y.decodeUpdate(update)));
	return read;
}

/** The clients that an update writes with: to be claimed before it is judged. */
export function writersOf(update: Uint8Array): Outcome<readonly number[], GateRefusal> {
	if (update.byteLength > bytesAtOnce) return refused('too-big');
	try {
		return accepted([...new Set(decode(update).structs.map(({ id }) => id.client))]);
	} catch {
		return refused('unreadable');
	}
}

function placeOfItem(document: Y.Doc, item: Y.Item): Place {
	const parent = item.parent as Y.AbstractType<unknown>;
	if (parent._item === null) {
		const of = roots.find((root) => parent === document.share.get(root));
		return of === undefined || item.parentSub === null ? refuse('shape-unknown') : placeIn(of, item.parentSub);
	}
	return within(placeOfItem(document, parent._item), item.parentSub);
}

const isEntry = (place: Place): place is Place & { readonly of: Root } => !isMark(place.of);

const placeIn = (of: Root | Mark, id: string): Place => (isMark(of) ? { of, id, field: markField } : { of, id });

function within(parent: Place, key: string | null): Place {
	if (parent.field === undefined) return key === null ? refuse('shape-unknown') : { ...parent, field: key };
	if (parent.field === 'text' && !parent.isInside && key === null) return { ...parent, isInside: true };
	return refuse('shape-unknown');
}

function inDocument(document: Y.Doc, client: number, clock: number): Y.Item {
	const found = Y.getItem(document.store, Y.createID(client, clock)) as unknown;
	return found instanceof Y.Item ? found : refuse('shape-unknown');
}

export interface Judging {
	readonly kind: BoardKind;
	readonly document: Y.Doc;
	readonly ahead: Ahead;
	readonly writer: Writer;
	readonly isFrozen: boolean;
	/** zones in which nothing is changed; none when absent */
	readonly frozenZones?: readonly string[];
	/** whether this seat has claimed the client */
	readonly owns: (client: number) => boolean;
}

export function judge(judging: Judging, update: Uint8Array): Outcome<Judged, GateRefusal | NotYet> {
	if (update.byteLength > bytesAtOnce) return refused('too-big');
	try {
		return accepted(read(judging, update));
	} catch (error) {
		return refused(error instanceof Refusal ? error.reason : 'unreadable');
	}
}

function read({ kind, document, ahead, writer, isFrozen, frozenZones = [], owns }: Judging, update: Uint8Array): Judged {
	const { structs, ds } = decode(update);
	if (structs.length > structsAtOnce) refuse('too-big');
	// of two blocks of one client Yjs would apply the last only
	if (decoding.readVarUint(decoding.createDecoder(update)) !== new Set(structs.map(({ id }) => id.client)).size) refuse('unreadable');
	const patience = new Patience();
	let ranges = 0;
	for (const { length } of ds.clients.values()) if ((ranges += length) > rangesAtOnce) refuse('too-big');
	const gone: Ranges = new Map([...ds.clients].map(([client, ranges]) => [client, apart(ranges)]));
	for (const root of roots) document.getMap(root);

	const fresh = new Map<number, Y.Item[]>();
	const next = new Map<number, number>();
	/** where a piece begins that is known in part */
	const begins = new Map<Y.Item, number>();
	let values = 0;
	for (const struct of structs) {
		if (!(struct instanceof Y.Item)) return refuse('shape-unknown'); // E3: GC and Skip
		if (struct.content instanceof Y.ContentAny && (values += struct.length) > valuesAtOnce) refuse('too-big');
		const { client, clock } = struct.id;
		const known = next.get(client) ?? ahead.state(document, client);
		const end = clock + struct.length;
		if (end > highestClock) refuse('too-big');
		if (end <= known) continue;
		if (clock > known) refuse('gap'); // E4
		if (!owns(client)) refuse('foreign-client'); // E1
		next.set(client, end);
		begins.set(struct, known);
		const own = fresh.get(client);
		if (own) own.push(struct);
		else fresh.set(client, [struct]);
	}

	const found = new Map<number, Known[]>();
	const search = (list: readonly Known[] | undefined, clock: number) => {
		const one = list?.[before(list, clock)];
		return one && clock < one.clock + one.length ? one : undefined;
	};
	const resolved = new Map<Y.Item, Known>();
	const resolving = new Set<Y.Item>();

	function at(client: number, clock: number): Known {
		if (clock < Y.getState(document.store, client)) {
			const item = inDocument(document, client, clock);
			const type = item.content instanceof Y.ContentType ? (item.content.type instanceof Y.Map ? 'map' : 'text') : undefined;
			return { clock: item.id.clock, length: item.length, place: placeOfItem(document, item), type };
		}
		const known = search(ahead.of(client), clock) ?? search(found.get(client), clock);
		if (known) return known;
		const own = fresh.get(client);
		const item = own?.[lastBefore(own, ({ id }) => id.clock, clock)];
		return item && clock < item.id.clock + item.length ? resolve(item) : refuse('gap');
	}

	function resolve(item: Y.Item): Known {
		const done = resolved.get(item);
		if (done) return done;
		if (resolving.has(item)) return refuse('shape-unknown');
		resolving.add(item);
		const clock = begins.get(item)!;
		/** of what is known in part, the rest comes right after it */
		const head = clock > item.id.clock ? Y.createID(item.id.client, clock - 1) : null;
		const besides = [item.origin, item.rightOrigin, head].flatMap((id) => (id ? [at(id.client, id.clock).place] : []));
		let place: Place;
		if (item.origin || item.rightOrigin) {
			place = besides[0]!;
			if (place.field === undefined) return refuse('id-taken');
		} else {
			const parent = item.parent as unknown as string | Y.ID | null;
			if (typeof parent === 'string') {
				const of = roots.find((root) => root === parent);
				if (of === undefined || item.parentSub === null) return refuse('shape-unknown');
				place = placeIn(of, item.parentSub);
			} else if (parent) {
				place = within(at(parent.client, parent.clock).place, item.parentSub);
			} else return refuse('shape-unknown');
		}
		if (besides.some((other) => keyOf(other) !== keyOf(place))) return refuse('shape-unknown');
		const { content } = item;
		let type: Known['type'];
		// not one of their kinds for XML, which hold more than is read
		if (content instanceof Y.ContentType) type = content.type.constructor === Y.Map ? 'map' : content.type.constructor === Y.Text ? 'text' : refuse('shape-unknown');
		const origin = head ? `${head.client}:${head.clock}` : item.origin && `${item.origin.client}:${item.origin.clock}`;
		if (place.field !== undefined && !place.isInside && item.rightOrigin) return refuse('shape-unknown');
		const known = { clock, length: item.id.clock + item.length - clock, place, type, origin };
		resolved.set(item, known);
		const list = found.get(item.id.client) ?? [];
		list.splice(before(list, known.clock) + 1, 0, known);
		found.set(item.id.client, list);
		return known;
	}

	const covered = (client: number, clock: number) => {
		const ranges = gone.get(client);
		const range = ranges?.[before(ranges, clock)];
		return range !== undefined && clock < range.clock + range.len;
	};

	// What each new piece does
	const made = new Map<string, { place: Place & { readonly of: Root }; fields: Record<string, unknown>; isTaken: boolean }>();
	const sets: { place: Place; value: unknown; isReal: boolean }[] = [];
	const written = new Map<string, Place & { readonly of: Root }>();
	const strings = new Map<string, Piece[]>();
	const inked = new Map<string, Y.Item[]>();
	for (const [client, items] of fresh)
		for (const item of items) {
			const { place, type, clock, length } = resolve(item);
			const { content } = item;
			const isGone = content instanceof Y.ContentDeleted;
			if (isEntry(place) && place.field === undefined) {
				if (type !== 'map') refuse('shape-unknown');
				const key = keyOf(place);
				const isTaken = document.getMap(place.of)._map.has(place.id) || ahead.entry(key) !== undefined || made.has(key);
				made.set(key, { place, fields: Object.create(null) as Record<string, unknown>, isTaken });
			} else if (isEntry(place) && place.isInside) {
				if (content instanceof Y.ContentString) {
					written.set(keyOf(place), place);
					const key = keyOf(place);
					const own = strings.get(key);
					if (own) own.push({ client, clock, length });
					else strings.set(key, [{ client, clock, length }]);
					const ink = inked.get(key);
					if (ink) ink.push(item);
					else inked.set(key, [item]);
				} else if (!isGone) refuse('shape-unknown');
			} else {
				const isText = type === 'text' && place.field === 'text';
				if (!isGone && !isText && place.of === 'cards' && place.field === 'text') refuse('shape-unknown');
				const values = content instanceof Y.ContentAny ? content.arr : [isText ? '' : undefined];
				if (!isGone && !isText && !(content instanceof Y.ContentAny)) refuse('shape-unknown');
				// values set one after the other, all but the last of them overwritten, come as one piece
				patience.spend(length);
				for (let index = clock - item.id.clock; index < item.length; index++) {
					const isReal = !isGone && !covered(client, item.id.clock + index);
					if (isReal && index < item.length - 1) refuse('shape-unknown');
					sets.push({ place, value: values[index], isReal });
				}
			}
		}

	// What each deletion that is not done yet takes away
	const dropped = new Map<string, Place>();
	const drop = (place: Place) => void dropped.set(keyOf(place), place);
	for (const { place, isReal } of sets) if (!isReal) drop(place);
	for (const [client, ranges] of gone) {
		const there = Y.getState(document.store, client);
		const end = Math.max(ahead.state(document, client), next.get(client) ?? 0);
		const goneAhead = apart([...ahead.gone(client)]);
		for (const { clock, len } of ranges) {
			if (clock + len > end) refuse('gap');
			const stored = document.store.clients.get(client);
			if (stored && clock < there)
				for (let index = Y.findIndexSS(stored, clock); index < stored.length && stored[index]!.id.clock < clock + len; index++) {
					patience.spend(1);
					const item = stored[index]!;
					const from = Math.max(clock, item.id.clock);
					const until = Math.min(clock + len, item.id.clock + item.length);
					// an update that comes twice takes away nothing the second time
					if (item.deleted || surviving(from, until - from, goneAhead) === 0) continue;
					drop(placeOfItem(document, item as Y.Item));
				}
			// pieces stand in the order of their clocks: only those that the range touches
			const onTheirWay = ahead.of(client);
			for (let index = Math.max(0, before(onTheirWay, clock)); index < onTheirWay.length && onTheirWay[index]!.clock < clock + len; index++) {
				patience.spend(1);
				const piece = onTheirWay[index]!;
				const from = Math.max(clock, piece.clock, there);
				const until = Math.min(clock + len, piece.clock + piece.length);
				if (from < until && surviving(from, until - from, goneAhead) > 0) drop(piece.place);
			}
			const come = found.get(client) ?? [];
			for (let index = Math.max(0, before(come, clock)); index < come.length && come[index]!.clock < clock + len; index++) {
				patience.spend(1);
				const piece = come[index]!;
				if (clock < piece.clock + piece.length) drop(piece.place);
			}
		}
	}

	const away = new Map<number, readonly Range[]>();
	const stays = ({ client, clock, length }: Piece): number => {
		let ranges = away.get(client);
		if (!ranges) away.set(client, (ranges = apart([...(gone.get(client) ?? []), ...ahead.gone(client)])));
		return surviving(clock, length, ranges);
	};
	// told once, however many fields are asked about
	let soon: ReadonlyMap<string, readonly OfClient[]> | undefined;
	let fresher: ReadonlyMap<string, readonly OfClient[]> | undefined;
	/** A field is overwritten, never emptied: the last of its values stays. */
	const isEmptied = (place: Place): boolean => {
		const root = document.getMap(place.of);
		const ink = isMark(place.of) ? root : root.get(place.id);
		const held = ink instanceof Y.Map ? (ink._map.get(isMark(place.of) ? place.id : place.field!) ?? null) : null;
		const key = keyOf(place);
		const coming = [...((soon ??= ahead.byPlace(document)).get(key) ?? []), ...((fresher ??= byPlace(found)).get(key) ?? [])];
		const next = lastSetOver(held, coming);
		if (next) return stays({ ...next, length: 1 }) === 0;
		const chain: Value[] = [];
		let isDeleted = false;
		const there: Y.Item[] = [];
		for (let item = held; item; item = item.left) {
			patience.spend(item.length);
			there.push(item);
		}
		there.reverse();
		for (const item of there) chain.push(...valuesOf(item.id.client, { clock: item.id.clock, length: item.length, origin: item.origin && `${item.origin.client}:${item.origin.clock}` }));
		isDeleted = there.at(-1)?.deleted ?? false;
		const last = chain.at(-1);
		let previous = -1;
		for (const [client, piece] of coming) for (const value of valuesOf(client, piece)) previous = integrate(chain, value, previous, patience);
		const after = chain.at(-1);
		return after === undefined || (after === last && isDeleted) || stays({ ...after, length: 1 }) === 0;
	};

	/** All that is there or on its way and that nothing takes away. */
	const after = (of: Root): ReadonlySet<string> => {
		const standing = new Set<string>();
		const isThere = (client: number, clock: number) => stays({ client, clock, length: 1 }) > 0;
		for (const [id, item] of document.getMap(of)._map) if (!item.deleted && isThere(item.id.client, item.id.clock)) standing.add(id);
		const onTheirWay = [...ahead.begun(document), ...[...found].flatMap(([client, pieces]) => pieces.filter(({ place }) => place.field === undefined).map((piece) => ({ ...piece, client })))];
		for (const { client, clock, place } of onTheirWay) if (place.of === of && isThere(client, clock)) standing.add(place.id);
		return standing;
	};
	/** Of what is gone, nothing matters any more. */
	const stands = (of: Root, id: string): boolean => {
		const item = document.getMap(of)._map.get(id);
		return item ? !item.deleted && stays({ ...item.id, length: 1 }) > 0 : after(of).has(id);
	};

	const changes: Change[] = [];
	for (const { place, value, isReal } of sets) {
		if (!isReal) continue;
		if (isMark(place.of)) {
			changes.push({ do: 'mark', of: place.of, id: place.id, value });
			continue;
		}
		const entry = made.get(keyOf({ of: place.of, id: place.id }));
		// two values side by side: which one stays is not for the sender to choose
		if (entry && Object.hasOwn(entry.fields, place.field!)) refuse('shape-unknown');
		if (entry) entry.fields[place.field!] = value;
		else changes.push({ do: 'set', of: place.of, id: place.id, field: place.field!, value });
	}
	const removed = new Set([...dropped.values()].filter((place) => place.field === undefined).map(keyOf));
	for (const { place, fields, isTaken } of made.values()) {
		const key = keyOf(place);
		// made and taken back in one breath: nothing of it is left to judge but its id
		if (removed.has(key) && !isTaken) removed.delete(key);
		else changes.push({ do: 'make', of: place.of, id: place.id, fields, isTaken });
	}
	for (const place of dropped.values()) {
		const { of, id, field } = place;
		if (isMark(of)) {
			if (isEmptied(place)) changes.push({ do: 'unmark', of, id });
			continue;
		}
		const entry = keyOf({ of, id });
		if (field === undefined) {
			if (removed.has(entry)) changes.push({ do: 'remove', of, id });
		} else if (!stands(of, id)) continue;
		else if (place.isInside) changes.push({ do: 'erase', of, id });
		else if (isEmptied(place)) changes.push({ do: 'unset', of, id, field });
	}
	const lengthAfter = (key: string, id: string): number => {
		let length = 0;
		for (const piece of ahead.inside(document, key)) length += stays(piece);
		for (const piece of strings.get(key) ?? []) length += stays(piece);
		const text = document.getMap<Y.Map<unknown>>('cards').get(id)?.get('text');
		if (text instanceof Y.Text)
			for (let item = text._start; item; item = item.right, patience.spend(1)) if (!item.deleted) length += stays({ client: item.id.client, clock: item.id.clock, length: item.length });
		return length;
	};
	for (const [key, { of, id }] of written) {
		const added = inked.get(key)!.map(({ content }) => (content as Y.ContentString).str).join('');
		changes.push({ do: 'write', of, id, added, lengthAfter: lengthAfter(key, id) });
	}

	/** How many marks would stand: those on their way that somebody takes away meanwhile count too. */
	const marksAfter = (of: Mark): number => {
		const standing = new Set<string>();
		for (const [id, item] of document.getMap(of)._map) if (!item.deleted && !dropped.has(keyOf(placeIn(of, id)))) standing.add(id);
		for (const come of [(soon ??= ahead.byPlace(document)), (fresher ??= byPlace(found))])
			for (const [first] of come.values()) {
				const { place } = first![1];
				if (place.of === of && !isEmptied(place)) standing.add(place.id);
			}
		return standing.size;
	};
	const textKey = (id: string) => keyOf({ of: 'cards', id, field: 'text', isInside: true });

	/** A text's characters in their order; what was written in it at once, by one hand, where the update makes it. */
	const words = (id: string): Sign[] => {
		const key = textKey(id);
		if (ahead.entry(`cards/${id}/`)) refuse('not-yet');
		const units: { unit: string; isGone: boolean }[] = [];
		const take = ({ id: { client, clock }, content }: Y.Item, onTheirWay: readonly Range[]) => {
			const { str } = content instanceof Y.ContentString ? content : refuse('words-kept');
			patience.spend(str.length);
			for (let at = 0; at < str.length; at++)
				if (surviving(clock + at, 1, onTheirWay) > 0) units.push({ unit: str[at]!, isGone: covered(client, clock + at) });
		};
		if (made.has(`cards/${id}/`)) {
			let last: Y.ID | undefined;
			for (const item of inked.get(key) ?? []) {
				const { origin, rightOrigin } = item;
				if (rightOrigin || (last ? !Y.compareIDs(origin, last) : origin)) refuse('words-kept');
				take(item, []);
				last = item.lastId;
			}
		} else {
			if (ahead.inside(document, key).length > 0) refuse('not-yet');
			const text = document.getMap<Y.Map<unknown>>('cards').get(id)?.get('text');
			const goneAhead = new Map<number, readonly Range[]>();
			for (let item = text instanceof Y.Text ? text._start : null; item; item = item.right) {
				patience.spend(1);
				if (item.deleted) continue;
				const { client } = item.id;
				if (!goneAhead.has(client)) goneAhead.set(client, apart([...ahead.gone(client)]));
				take(item, goneAhead.get(client)!);
			}
		}
		const signs: Sign[] = [];
		let at = 0;
		for (const sign of units.map(({ unit }) => unit).join('')) {
			// half a character is nobody's cut
			if (units.slice(at, at + sign.length).some(({ isGone }) => isGone !== units[at]!.isGone)) refuse('words-kept');
			signs.push({ sign, isGone: units[at]!.isGone });
			at += sign.length;
		}
		return signs;
	};

	const zoneOf = (of: Root | 'strokes', id: string) =>
		of === 'strokes' ? unpackStroke(document.getMap(of).get(id))?.zone : (document.getMap<Y.Map<unknown>>(of).get(id)?.get('zone') ?? ahead.entry(keyOf({ of, id }))?.zone);
	const standing: Standing = {
		kind,
		isFrozen,
		isZoneFrozen: (change) => touchesFrozen(change, frozenZones, zoneOf),
		words,
		countAfter: (of) => (isMark(of) ? marksAfter(of) : after(of).size),
		charactersAfter: () => {
			let characters = 0;
			for (const id of after('cards')) characters += lengthAfter(textKey(id), id);
			return characters;
		},
		spend: (looks) => patience.spend(looks),
		card: (id) => {
			const card = document.getMap<Y.Map<unknown>>('cards').get(id);
			if (card) return { kind: card.get('kind'), capacity: card.get('capacity'), sources: card.get('sources') };
			const soon = ahead.entry(`cards/${id}/`) ?? made.get(`cards/${id}/`)?.fields;
			return soon && { kind: soon.kind, capacity: soon.capacity, sources: soon.sources };
		}
	};
	const isEmpty = fresh.size === 0 && dropped.size === 0;
	const verdict = judgeWriting(writer, changes.length === 0 && !isEmpty ? [{ do: 'erase', of: 'groups', id: '' }] : changes, standing);
	if (!verdict.accepted) return refuse(verdict.reason);
	return { isEmpty, pieces: found, made: new Map([...made].map(([key, { fields }]) => [key, fields])), gone };
}
