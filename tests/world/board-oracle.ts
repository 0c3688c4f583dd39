// Says whether a board may take an update, by what the board looks like before and after it: another eye than the gate's, which looks at the update and never applies it.
import * as Y from 'yjs';
import type { BoardKind } from '../../src/lib/boards/rules/cards.ts';
import type { Sign } from '../../src/lib/boards/rules/cuts.ts';
import { isMark, marks, type Mark } from '../../src/lib/boards/rules/marks.ts';
import { judgeWriting, type Change, type Root, type Standing, type Writer } from '../../src/lib/boards/rules/writing.ts';

/** The roots of a board's document: a new one is a row here. Each holds entries, which hold fields; the fields named are texts of ink. The roots of marks hold values and nothing below them. */
const shapes: Readonly<Record<Root, { readonly texts: readonly string[] }>> = { cards: { texts: ['text'] }, groups: { texts: [] } };
const rootNames: readonly (Root | Mark)[] = [...(Object.keys(shapes) as Root[]), ...marks];

const limits = { bytes: 262_144, structs: 5_000, ranges: 20_000, values: 10_000, clock: 2 ** 31 };

export interface Looked {
	/** the board with the update in it; undefined where it could not even be applied */
	readonly after?: Y.Doc;
	/** nothing of it is new */
	readonly isNothing: boolean;
	/** why nobody may send it, whoever they are */
	readonly fault?: string;
	/** why this person may not, then */
	judge(writer: Writer, board: 'open' | 'frozen'): string | undefined;
}

class Fault extends Error {}
const fault = (why: string): never => {
	throw new Fault(why);
};

/** A stretch of clocks that the board did not hold before: as it was sent, and where it came to stand. */
interface Fresh {
	readonly item: Y.Item;
	readonly from: number;
	readonly until: number;
	readonly placed: Y.Item;
}
interface Lost {
	readonly placed: Y.Item;
}

interface Spot {
	readonly of: Root | Mark;
	readonly id: string;
	readonly field?: string;
	readonly isInk?: boolean;
}
const keyOf = ({ of, id, field, isInk }: Spot) => JSON.stringify([of, id, field ?? null, isInk ?? false]);

export function look(before: Uint8Array, update: Uint8Array, kind: BoardKind, owns: (client: number) => boolean): Looked {
	const always = (why: string, isNothing = false): Looked => ({ isNothing, fault: why, judge: () => why });
	try {
		return lookAt(before, update, kind, owns);
	} catch (error) {
		return always(error instanceof Fault ? error.message : `unreadable: ${String(error)}`);
	}
}

function copyOf(state: Uint8Array): Y.Doc {
	const doc = new Y.Doc({ gc: false });
	Y.applyUpdate(doc, state);
	for (const root of rootNames) doc.getMap(root);
	return doc;
}

function lookAt(before: Uint8Array, update: Uint8Array, kind: BoardKind, owns: (client: number) => boolean): Looked {
	if (update.byteLength > limits.bytes) fault('too many bytes');
	const { structs, ds } = Y.decodeUpdate(update);
	if (structs.length > limits.structs) fault('too many structs');
	if ([...ds.clients.values()].reduce((sum, ranges) => sum + ranges.length, 0) > limits.ranges) fault('too many ranges');
	if (structs.reduce((sum, { length, ...struct }) => sum + ('content' in struct && struct.content instanceof Y.ContentAny ? length : 0), 0) > limits.values) fault('too many values');
	for (const { id, length } of structs) if (id.clock + length > limits.clock) fault('beyond all clocks');
	// E3
	if (structs.some((struct) => !(struct instanceof Y.Item))) fault('a struct without content');
	const isTakenAway = (client: number, clock: number) => (ds.clients.get(client) ?? []).some((range) => clock >= range.clock && clock < range.clock + range.len);

	const was = copyOf(before);
	const after = copyOf(before);
	Y.applyUpdate(after, update);
	if (after.store.pendingStructs || after.store.pendingDs) fault('leans on what the board does not hold');

	const fresh: Fresh[] = [];
	for (const struct of structs) {
		const { client, clock } = struct.id;
		const [known, end] = [Y.getState(was.store, client), clock + struct.length];
		if (Y.getState(after.store, client) < end) fault('says more than arrives');
		if (end <= known) continue;
		if (!owns(client)) fault('under the number of somebody else');
		const from = Math.max(clock, known);
		fresh.push({ item: struct as Y.Item, from, until: end, placed: Y.getItem(after.store, Y.createID(client, from)) as Y.Item });
	}
	/** of the board before, what is there no longer */
	const lost: Lost[] = [];
	for (const [client, items] of was.store.clients)
		for (const old of items) {
			if (!(old instanceof Y.Item) || old.deleted) continue;
			const until = old.id.clock + old.length;
			for (let clock = old.id.clock; clock < until; ) {
				const now = Y.getItem(after.store, Y.createID(client, clock)) as Y.Item;
				if (now.deleted) lost.push({ placed: now });
				clock = now.id.clock + now.length;
			}
		}

	const roots = new Map<unknown, Root | Mark>(rootNames.map((root) => [after.share.get(root), root]));
	function spotOf(item: Y.Item): Spot {
		const parent = item.parent as Y.AbstractType<unknown>;
		if (parent._item === null) {
			const of = roots.get(parent);
			return of === undefined || item.parentSub === null ? fault('outside the board') : { of, id: item.parentSub };
		}
		const above = spotOf(parent._item);
		if (above.isInk || (above.field !== undefined && item.parentSub !== null)) return fault('deeper than a board');
		if (above.field !== undefined) return { ...above, isInk: true };
		return item.parentSub === null ? fault('a list in an entry') : { ...above, field: item.parentSub };
	}
	const spots = new Map<string, { readonly spot: Spot; readonly fresh: Fresh[]; readonly lost: Lost[] }>();
	const at = (spot: Spot) => {
		const key = keyOf(spot);
		const known = spots.get(key);
		if (known) return known;
		const made = { spot, fresh: [], lost: [] };
		spots.set(key, made);
		return made;
	};
	for (const one of fresh) {
		const spot = spotOf(one.placed);
		sound(after, one, spot, isTakenAway);
		at(spot).fresh.push(one);
	}
	for (const one of lost) at(spotOf(one.placed)).lost.push(one);
	const isNothing = fresh.length === 0 && lost.length === 0;

	const stoodBefore = (of: Root, id: string) => was.getMap(of).has(id);
	const bornIn = (of: Root, id: string) => {
		const born = spots.get(keyOf({ of, id }))?.fresh ?? [];
		return { born, isTakenBack: born.length > 0 && born.every(({ item, from }) => isTakenAway(item.id.client, from)), isTaken: was.getMap(of)._map.has(id) || born.length > 1 };
	};
	const isRemoved = (of: Root, id: string) => (spots.get(keyOf({ of, id }))?.lost.length ?? 0) > 0;

	const standsAfter = (of: Root, id: string) => (stoodBefore(of, id) ? !isRemoved(of, id) : bornIn(of, id).born.some(({ item, from }) => !isTakenAway(item.id.client, from)));

	/** What stays of what is said in a field: the last of each stretch, unless the update itself takes it away. */
	const said = (all: readonly Fresh[]): unknown[] =>
		all.flatMap(({ item, until }) => {
			const { content } = item;
			if (content instanceof Y.ContentDeleted || isTakenAway(item.id.client, until - 1)) return [];
			return [content instanceof Y.ContentAny ? content.arr.at(-1) : ''];
		});

	const changes: Change[] = [];
	const parts = new Map<string, Record<string, unknown>>();
	for (const { spot, fresh: born, lost: died } of spots.values()) {
		const { of, id, field } = spot;
		if (field !== undefined || isMark(of)) continue;
		if (died.length > 0) changes.push({ do: 'remove', of, id });
		if (born.length === 0) continue;
		const { isTaken, isTakenBack } = bornIn(of, id);
		if (isTakenBack && !isTaken) continue;
		const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
		for (const { spot: inside, fresh: values } of spots.values()) {
			if (inside.of !== of || inside.id !== id || inside.field === undefined || inside.isInk) continue;
			const all = said(values);
			if (all.length > 1) fault('two values side by side');
			if (all.length === 1) fields[inside.field] = all[0];
		}
		changes.push({ do: 'make', of, id, fields, isTaken });
		if (of === 'cards') parts.set(id, fields);
	}
	for (const { spot, fresh: come, lost: died } of spots.values()) {
		const { of, id, field, isInk } = spot;
		if (isMark(of)) {
			if (field !== undefined) fault('below a mark');
			for (const value of said(come)) changes.push({ do: 'mark', of, id, value });
			if ((died.length > 0 || come.some(({ placed }) => placed.deleted)) && isEmptied([...come, ...died])) changes.push({ do: 'unmark', of, id });
			continue;
		}
		if (field === undefined) continue;
		const { born } = bornIn(of, id);
		const isGoing = !standsAfter(of, id);
		const isShortened = died.length > 0 || come.some(({ item, from, until }) => someClock(from, until, (clock) => isTakenAway(item.id.client, clock)));
		if (isInk) {
			const typed = come.filter(({ item }) => item.content instanceof Y.ContentString);
			if (typed.length > 0) changes.push({ do: 'write', of, id, added: typed.map(({ item, from }) => (item.content as Y.ContentString).str.slice(from - item.id.clock)).join(''), lengthAfter: lengthOf(id) });
			if (isShortened && !isGoing) changes.push({ do: 'erase', of, id });
			continue;
		}
		if (born.length === 0) for (const value of said(come)) changes.push({ do: 'set', of, id, field, value });
		if (!isGoing && (isShortened || come.some(({ placed }) => placed.deleted)) && isEmptied([...come, ...died])) changes.push({ do: 'unset', of, id, field });
	}

	/** Whether the last value of a field, where these are new, is taken away. */
	function isEmptied(all: readonly Lost[]): boolean {
		let last = all[0]!.placed;
		while (last.right) last = last.right as Y.Item;
		const end = last.id.clock + last.length - 1;
		if (end >= Y.getState(was.store, last.id.client)) return isTakenAway(last.id.client, end);
		return last.deleted;
	}

	function textOf(doc: Y.Doc, id: string): Y.Text | undefined {
		const text = doc.getMap<Y.Map<unknown>>('cards').get(id)?.get('text');
		return text instanceof Y.Text ? text : undefined;
	}
	/** Every character that was in the text of a card, in its order, or that comes into it, and whether the update takes it away. */
	function* unitsOf(id: string): Iterable<{ readonly unit: string; readonly isGone: boolean; readonly isNew: boolean }> {
		for (const { item, from } of spots.get(keyOf({ of: 'cards', id, field: 'text', isInk: true }))?.fresh ?? [])
			if (item.content instanceof Y.ContentString)
				for (let clock = from; clock < item.id.clock + item.length; clock++) yield { unit: item.content.str[clock - item.id.clock]!, isGone: isTakenAway(item.id.client, clock), isNew: true };
		for (let item = textOf(was, id)?._start ?? null; item; item = item.right) {
			if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
			for (let place = 0; place < item.length; place++) yield { unit: item.content.str[place]!, isGone: isTakenAway(item.id.client, item.id.clock + place), isNew: false };
		}
	}
	function lengthOf(id: string): number {
		let length = 0;
		for (const { isGone } of unitsOf(id)) if (!isGone) length++;
		return length;
	}
	function wordsOf(id: string): Sign[] {
		const isPart = parts.has(id);
		if (isPart) typedAtOnce(spots.get(keyOf({ of: 'cards', id, field: 'text', isInk: true }))?.fresh ?? []);
		const units = [...unitsOf(id)].filter(({ isNew }) => isNew === isPart);
		const signs: Sign[] = [];
		let place = 0;
		for (const sign of units.map(({ unit }) => unit).join('')) {
			const own = units.slice(place, (place += sign.length));
			if (own.some(({ isGone }) => isGone !== own[0]!.isGone)) fault('half a character');
			signs.push({ sign, isGone: own[0]!.isGone });
		}
		return signs;
	}

	const keysAfter = (of: Root) => new Set([...was.getMap(of)._map.keys(), ...after.getMap(of)._map.keys()].filter((id) => standsAfter(of, id)));
	const cardOf = (id: string) => {
		const there = was.getMap<Y.Map<unknown>>('cards').get(id);
		return there ? { kind: there.get('kind'), capacity: there.get('capacity'), sources: there.get('sources') } : (parts.get(id) as ReturnType<Standing['card']>);
	};
	return {
		after,
		isNothing,
		judge(writer, board) {
			if (isNothing) return undefined;
			const standing: Standing = {
				kind,
				isFrozen: board === 'frozen',
				card: cardOf,
				words: wordsOf,
				countAfter: (of) => (isMark(of) ? after.getMap(of).size : keysAfter(of).size),
				charactersAfter: () => [...keysAfter('cards')].reduce((sum, id) => sum + lengthOf(id), 0),
				spend: () => {}
			};
			try {
				// what leaves no trace on the board is a change all the same: its log grows
				const verdict = judgeWriting(writer, changes.length > 0 ? changes : [{ do: 'erase', of: 'groups', id: '' }], standing);
				return verdict.accepted ? undefined : verdict.reason;
			} catch (error) {
				if (error instanceof Fault) return error.message;
				throw error;
			}
		}
	};
}

function someClock(from: number, until: number, holds: (clock: number) => boolean): boolean {
	for (let clock = from; clock < until; clock++) if (holds(clock)) return true;
	return false;
}

/** What was written by one hand from its first character to its last. */
function typedAtOnce(typed: readonly Fresh[]): void {
	const all = typed.toSorted((one, other) => one.item.id.client - other.item.id.client || one.from - other.from);
	for (const [index, { item, from }] of all.entries()) {
		const previous = all[index - 1];
		const origin = from > item.id.clock ? Y.createID(item.id.client, from - 1) : item.origin;
		if (item.rightOrigin || !Y.compareIDs(origin, previous ? Y.createID(previous.item.id.client, previous.until - 1) : null)) fault('not written in one go');
	}
}

/** What stands in each place is of its kind, and beside what stands in the same. */
function sound(after: Y.Doc, { item, placed, from, until }: Fresh, { of, field, isInk }: Spot, isTakenAway: (client: number, clock: number) => boolean): void {
	const { content } = item;
	const { client } = item.id;
	for (const id of [item.origin, item.rightOrigin, from > item.id.clock ? Y.createID(client, from - 1) : null]) {
		const beside = id && (Y.getItem(after.store, id) as Y.Item);
		if (beside && (beside.parent !== placed.parent || beside.parentSub !== placed.parentSub)) fault('beside what is elsewhere');
	}
	const typeOf = content instanceof Y.ContentType ? content.type.constructor : undefined;
	if (isInk) return content instanceof Y.ContentString || content instanceof Y.ContentDeleted ? undefined : fault('no letters');
	if (field === undefined && !isMark(of)) return typeOf === Y.Map ? undefined : fault('no card and no group');
	if (item.rightOrigin) fault('a value before another');
	if (content instanceof Y.ContentDeleted) return;
	if (!isMark(of) && shapes[of].texts.includes(field!) ? typeOf !== Y.Text : !(content instanceof Y.ContentAny)) fault('no value of a field');
	if (someClock(from, until - 1, (clock) => !isTakenAway(client, clock))) fault('several values at once');
}
