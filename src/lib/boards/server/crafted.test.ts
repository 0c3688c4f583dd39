// The gate against another eye: what it lets in is what leaves the board as the rules want it, from whoever sends it, in whichever step.
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { look } from '../../../../tests/world/board-oracle.ts';
import { acts, boardFrom, copyOf, crafted, own, owns, ownToo } from '../../../../tests/world/board-updates.ts';
import { isInThisRun } from '../../../../tests/world/drawn.ts';
import { numbersFrom, oneOf, type Next } from '../../../../tests/world/numbers.ts';
import type { BoardKind } from '../rules/cards.ts';
import { marks } from '../rules/marks.ts';
import type { Writer } from '../rules/writing.ts';
import { Ahead, judge, writersOf, type GateRefusal, type Judged } from './gate.ts';

/** Who comes to a board, and what they may there. */
const roles: Readonly<Record<BoardKind, Readonly<Record<string, Writer>>>> = {
	cards: { facilitator: { may: 'write' }, 'seat in the room': { may: 'arrange' }, 'somebody who looks on': { may: 'look' } },
	passages: { facilitator: { may: 'write' }, 'prescriber or buyer': { may: 'write' }, 'somebody who looks on': { may: 'look' } }
};
/** The landscape is open in its own step alone; a draft until its first version. */
const steps: Readonly<Record<string, 'open' | 'frozen'>> = {
	'landscape-writing': 'frozen',
	'landscape-grouping': 'open',
	'landscape-dots': 'frozen',
	proposal: 'frozen',
	amendments: 'frozen',
	vote: 'frozen'
};

const stateOf = (doc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');

function gateSays(document: Y.Doc, update: Uint8Array, kind: BoardKind, writer: Writer, isFrozen: boolean, ahead = new Ahead()): Judged | GateRefusal | 'not-yet' {
	const clients = writersOf(update);
	if (!clients.accepted) return clients.reason;
	const judged = judge({ kind, document, ahead, writer, isFrozen, owns }, update);
	return judged.accepted ? judged.value : judged.reason;
}

test('[BO4] [BO5] [BO6] [BO7] [BO8] [BO9] [BO12] [BO15] [BO17] [BO18] [BO20] twelve hundred updates made by hand, of every role, in every step: no wrong decision', { timeout: 300_000 }, () => {
	const wrong: string[] = [];
	const seen = { in: 0, out: 0, tried: 0 };
	const each = Math.ceil(1_200 / crafted.length);
	for (const { name, on, getsIn, craft } of crafted)
		for (let number = 0; number < each; number++) {
			const title = `${on}: ${name}, ${number}`;
			// one of each at least
			if (number > 0 && !isInThisRun(title)) continue;
			const next = numbersFrom(number * 7_919 + name.length);
			let update: Uint8Array | undefined;
			let state: Uint8Array = new Uint8Array();
			for (let board = 0; !update && board < 200; board++) {
				state = boardFrom(next, on);
				update = craft({ state, doc: copyOf(state, own) }, next);
			}
			if (!update) {
				wrong.push(`${title}: no board offers an occasion`);
				continue;
			}
			seen.tried++;
			const document = copyOf(state, 1);
			const before = stateOf(document);
			const eye = look(state, update, on, owns);
			for (const [role, writer] of Object.entries(roles[on]))
				for (const [step, is] of Object.entries(steps)) {
					const said = gateSays(document, update, on, writer, is === 'frozen');
					const isIn = typeof said !== 'string';
					const why = eye.judge(writer, is);
					const what = `${title}, ${role}, ${step}: the gate says ${isIn ? (said.isEmpty ? 'empty' : 'in') : said}`;
					// in the second encoding an update says nothing at all
					const isNothing = isIn && said.isEmpty && eye.isNothing;
					seen[isIn ? 'in' : 'out']++;
					if (isIn !== (why === undefined)) wrong.push(`${what}, the other eye ${why ?? 'in'}`);
					if (getsIn !== 'by-the-oracle' && !isNothing && isIn !== (is === 'open' && writer.may !== 'look' && getsIn[writer.may])) wrong.push(`${what}, the table says otherwise`);
					if (isIn && eye.after) {
						const taken = copyOf(state, 1);
						Y.applyUpdate(taken, update);
						if (taken.store.pendingStructs || taken.store.pendingDs) wrong.push(`${what}, and something waits`);
					}
				}
			if (stateOf(document) !== before) wrong.push(`${title}: the gate touched the board`);
		}
	expect(wrong).toEqual([]);
	expect(seen.tried).toBeGreaterThanOrEqual(crafted.length);
	expect(Math.min(seen.in, seen.out)).toBeGreaterThan(crafted.length);
});

/** What a screen sends for a few acts: one update each, all in one, or the answer to the server's question. */
function written(doc: Y.Doc, kind: BoardKind, next: Next): Uint8Array[] {
	const from = Y.encodeStateVector(doc);
	const sent: Uint8Array[] = [];
	const hear = (update: Uint8Array) => void sent.push(update);
	doc.on('update', hear);
	const isOneBreath = next(3) === 0;
	const all = () => {
		for (let count = 1 + next(4); count > 0; count--) oneOf(next, next(4) ? acts[kind].offered : acts[kind].wrong)(doc, next);
	};
	if (isOneBreath) doc.transact(all);
	else all();
	doc.off('update', hear);
	if (sent.length === 0) return [];
	const how = next(3);
	return how === 0 ? sent : [how === 1 ? Y.mergeUpdates(sent) : Y.encodeStateAsUpdate(doc, from)];
}

const plain = (doc: Y.Doc) => ['cards', 'groups', ...marks].map((root) => doc.getMap(root).toJSON());

const mays = ['write', 'arrange', 'look'] as const;

test('[BO4] [BO6] [BO7] [BO8] [BO12] [BO17] [BO19] [BO40] [BO43] whatever a screen can write on any board gets in exactly when the board looks right after it', { timeout: 600_000 }, () => {
	const wrong: string[] = [];
	const seen = { in: 0, out: 0 };
	for (let seed = 1; seed <= 5_000; seed++) {
		if (!isInThisRun(`any board ${seed}`)) continue;
		const next = numbersFrom(seed);
		const kind: BoardKind = next(4) ? 'cards' : 'passages';
		const state = boardFrom(next, kind);
		const updates = written(copyOf(state, own), kind, next);
		// somebody else was quicker
		const there = copyOf(state, 20);
		for (let count = next(2) * next(5); count > 0; count--) oneOf(next, acts[kind].offered)(there, next);
		for (const update of updates) {
			const before = Y.encodeStateAsUpdate(there);
			const eye = look(before, update, kind, owns);
			for (const may of mays)
				for (const is of ['open', 'frozen'] as const) {
					const said = gateSays(there, update, kind, { may }, is === 'frozen');
					const why = eye.judge({ may }, is);
					seen[typeof said === 'string' ? 'out' : 'in']++;
					if ((typeof said === 'string') !== (why !== undefined)) wrong.push(`seed ${seed}, ${kind}, ${may}, ${is}: the gate says ${typeof said === 'string' ? said : 'in'}, the other eye ${why ?? 'in'}`);
				}
			if (eye.judge({ may: 'write' }, 'open') === undefined) Y.applyUpdate(there, update);
			else break;
		}
	}
	expect(wrong).toEqual([]);
	expect(Math.min(seen.in, seen.out)).toBeGreaterThan(300);
});

test('[BO1] [BO5] [BO7] [BO17] [BO19] what waits for its commit counts as there: the gate says the same before and after', { timeout: 600_000 }, () => {
	const wrong: string[] = [];
	let waited = 0;
	for (let seed = 1; seed <= 2_000; seed++) {
		if (!isInThisRun(`ahead ${seed}`)) continue;
		const next = numbersFrom(seed + 100_000);
		const kind: BoardKind = next(4) ? 'cards' : 'passages';
		const may = oneOf(next, ['write', 'arrange'] as const);
		const state = boardFrom(next, kind);
		const document = copyOf(state, 1);
		/** as it will be, once all that was let in is there */
		const soon = copyOf(state, 1);
		const ahead = new Ahead();
		const screens = new Map([own, ownToo].map((client) => [client, copyOf(state, client)]));
		const queue: { readonly update: Uint8Array; readonly judged: Judged }[] = [];
		const commit = () => {
			const { update, judged } = queue.shift()!;
			Y.applyUpdate(document, update);
			ahead.applied(judged);
		};
		for (let turn = 0; turn < 6; turn++) {
			const client = oneOf(next, [own, ownToo]);
			const screen = screens.get(client)!;
			if (next(2)) Y.applyUpdate(screen, Y.encodeStateAsUpdate(soon));
			for (const update of written(screen, kind, next)) {
				const why = look(Y.encodeStateAsUpdate(soon), update, kind, owns).judge({ may }, 'open');
				let said = gateSays(document, update, kind, { may }, false, ahead);
				while (said === 'not-yet' && queue.length > 0) {
					waited++;
					commit();
					said = gateSays(document, update, kind, { may }, false, ahead);
				}
				if ((typeof said === 'string') !== (why !== undefined)) wrong.push(`seed ${seed}, ${kind}, ${may}, turn ${turn}, ${queue.length} wait: the gate says ${typeof said === 'string' ? said : 'in'}, the other eye ${why ?? 'in'}`);
				if (typeof said === 'string' || why !== undefined) {
					screens.set(client, copyOf(Y.encodeStateAsUpdate(soon), client));
					break;
				}
				if (!said.isEmpty) {
					ahead.letThrough(said);
					queue.push({ update, judged: said });
				}
				Y.applyUpdate(soon, update);
			}
			while (queue.length > 0 && next(3) === 0) commit();
		}
		while (queue.length > 0) commit();
		if (!isDeepStrictEqual(plain(document), plain(soon))) wrong.push(`seed ${seed}: two boards`);
	}
	expect(wrong).toEqual([]);
	expect(waited).toBeGreaterThan(0);
});
