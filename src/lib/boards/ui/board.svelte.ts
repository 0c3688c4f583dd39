// The live board on a screen: the one door to Yjs in the browser, imported only when a board opens.
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { passageLimit, passagesAtMost, textLimit as wholeTextLimit, type PassageKind } from '../../texts/rules/passages.ts';
import { withoutUnseen } from '../../texts/rules/signs.ts';
import { cardsOf, carry, groupsOf, putCard, putGroup, putPassage, readCards, readGroups, readMarks, rewrite, writeMark } from '../ink/document.ts';
import { closed, decodeFrame, messageBoard } from '../ink/frames.ts';
import { textLimit, titleLimit, type BoardCard, type BoardGroup } from '../rules/cards.ts';
import { isCut } from '../rules/cuts.ts';
import { linkBetween, linked, linksAtMost, markKey, markOf, packPlace, packStroke, strokesAtMost, type Mark, type Marks, type MarkValue, type Place, type Stroke } from '../rules/marks.ts';
import type { ActName, Picture, Steps } from '../rules/ownActs.ts';
import type { BoardPassage } from '../rules/passages.ts';
import { rankBetween, ranksAfter } from '../rules/ranks.ts';
import { lineOver, Ways, type Network, type Way } from './line.ts';
import { OwnActs } from './ownActs.svelte.ts';
import { Presence } from './presence.svelte.ts';
import { unsentOf, type UnsentStore } from './unsent.ts';

export type Connection = 'opening' | 'live' | 'reconnecting' | 'closed';
export type Saved = 'saved' | 'saving' | 'not-saved';

/** What the room did not take, and the texts that were in it: given back to whoever wrote them. */
export interface Refused {
	readonly reason: string;
	readonly texts: readonly string[];
}

export interface Move {
	readonly zone?: string;
	/** null: out of its group */
	readonly group?: string | null;
	/** the card before or after which it comes to stand */
	readonly before?: string;
	readonly after?: string;
}

interface Initial {
	readonly cards: readonly BoardCard[];
	readonly groups: readonly BoardGroup[];
}

/** A change of one's own that the server has not confirmed. */
interface Edit {
	texts: readonly string[];
	/** the passage that is being typed: only its last words are worth giving back */
	readonly typed?: string;
	/** which frame of this line bore it; none yet while the network is away */
	frame: number | undefined;
	readonly update: Uint8Array;
	/** under which key this browser keeps it, once it does */
	keptAs?: Promise<number | undefined>;
}

function kept(): Storage | undefined {
	try {
		return sessionStorage;
	} catch {
		return undefined;
	}
}

const here = (): Network => ({ origin: location.origin, WebSocket, fetch: (...asked) => fetch(...asked), storage: kept(), unsentOf });

/** A UUID without `crypto.randomUUID`, which plain http does not have. */
function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = (bytes[6]! & 0x0f) | 0x40;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Each screen waits a little differently, so that a room does not come back all at once. */
const patience = () => 2_000 + Math.floor((crypto.getRandomValues(new Uint16Array(1))[0]! / 65_536) * 3_000);

/** Milliseconds that a change may wait for its confirmation before this browser keeps it; at once while the network is away. */
const keptAfter = 1_500;

/** A rank may have 64 signs. */
const longRank = 40;

const tidy = (text: string) => withoutUnseen(text).toWellFormed().normalize('NFC').trim();
const tidyTitle = (text: string) => tidy(text.replace(/\s+/g, ' ')).slice(0, titleLimit).toWellFormed();
const isKeepable = (text: string) => text !== '' && text.length <= textLimit;

/** The same card is the same object for as long as nothing of it changes: a screen redraws what moved. */
function reuse<Kept extends { readonly id: string }>(before: readonly Kept[], after: readonly Kept[]): readonly Kept[] {
	const known = new Map(before.map((one) => [one.id, one]));
	return after.map((one) => {
		const same = known.get(one.id);
		return same && Object.entries(one).every(([key, value]) => same[key as keyof Kept] === value) ? same : one;
	});
}

const sameMarks = (one: Marks, other: Marks) => one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);

export class Board {
	cards = $state.raw<readonly BoardCard[]>([]);
	groups = $state.raw<readonly BoardGroup[]>([]);
	/** what the toile adds: places, links and strokes */
	marks = $state.raw<Marks>(new Map());
	connection = $state<Connection>('opening');
	/** by which way it goes; null while nothing was heard */
	way = $state<Way | null>(null);
	/** own changes that the server has not confirmed */
	unsaved = $state(0);
	/** what the server refused last */
	refused = $state.raw<Refused | null>(null);
	/** why it is closed for good */
	ended = $state<'nobody' | 'no-right' | 'unknown' | null>(null);
	#rights = $state<'write' | 'arrange' | 'look'>('look');
	#isOpen = $state(false);
	#isTroubled = $state(false);
	/** one's own acts, to be taken back */
	readonly acts = new OwnActs({
		picture: () => this.#picture,
		write: (steps) => this.#carry(steps),
		writeBack: (back) => this.#write([], back),
		freshId: newId
	});
	/** who else is here */
	readonly presence = new Presence();

	readonly #boardId: string;
	readonly #around: Network;
	readonly #ways: Ways;
	#document!: Y.Doc;
	#provider!: WebsocketProvider;
	#edits: Edit[] = [];
	#writing: readonly string[] = [];
	#typed: string | undefined;
	/** texts of a refused copy, until the fresh one shows which of them are missing */
	#astray: { reason: string; texts: readonly string[] } | undefined;
	#unsent: UnsentStore | undefined;
	#keeping: ReturnType<typeof setTimeout> | undefined;
	/** the change of an earlier page that is being brought back */
	#restoring: Pick<Edit, 'texts' | 'keptAs'> | undefined;
	readonly #restored = {};
	readonly #own = {};

	constructor(boardId: string, initial: Initial, around: Network) {
		this.#boardId = boardId;
		this.#around = around;
		this.#ways = new Ways(around.storage);
		this.cards = initial.cards;
		this.groups = initial.groups;
		this.#open();
	}

	/** While the network is away one may go on: what is written waits here and says so. */
	get mayWrite(): boolean {
		return this.#isOpen && this.#rights !== 'look' && this.connection !== 'closed';
	}

	/** Whether one changes the words of a card, or only arranges cards and cuts them in two (BO17). */
	get mayRewrite(): boolean {
		return this.mayWrite && this.#rights === 'write';
	}

	get saved(): Saved {
		if (this.unsaved === 0) return 'saved';
		return this.connection === 'live' && !this.#isTroubled ? 'saving' : 'not-saved';
	}

	get mayUndo(): boolean {
		return this.mayWrite && this.acts.last !== undefined;
	}

	moveCard(cardId: string, move: Move): void {
		const card = this.#card(cardId);
		if (!card) return;
		const group = move.group === undefined ? (move.zone !== undefined && move.zone !== card.zone ? null : card.group) : move.group;
		const zone = (group && this.groups.find(({ id }) => id === group)?.zone) || move.zone || card.zone;
		const isElsewhere = zone !== card.zone || group !== card.group;
		const rank = this.#rankFor(card, zone, move, isElsewhere);
		this.#act('moved', card.text, [], () => {
			this.#set(cardId, { zone, group, rank });
			if (card.group !== group) this.#closeIfEmpty(card.group);
		});
	}

	/** Brings cards together under a title, in the zone of the first. */
	createGroup(title: string, cardIds: readonly string[]): string | undefined {
		const cards = cardIds.flatMap((id) => this.#card(id) ?? []);
		const name = tidyTitle(title);
		if (cards.length === 0) return undefined;
		const id = newId();
		const { zone } = cards[0]!;
		const rank = rankBetween(this.groups.filter((group) => group.zone === zone).at(-1)?.rank ?? null, null);
		this.#act('grouped', name, name ? [name] : [], () => {
			putGroup(this.#document, { id, zone, title: name, rank });
			for (const card of cards) {
				const isElsewhere = card.zone !== zone;
				this.#set(card.id, { zone, group: id, ...(isElsewhere && { rank: this.#rankFor(card, zone, {}, true) }) });
			}
			for (const from of new Set(cards.map((card) => card.group))) this.#closeIfEmpty(from);
		});
		return id;
	}

	renameGroup(groupId: string, title: string): void {
		const group = groupsOf(this.#document).get(groupId);
		const name = tidyTitle(title);
		if (!group || group.get('title') === name) return;
		this.#act('renamed', name, [name], () => group.set('title', name));
	}

	ungroup(groupId: string): void {
		const group = this.groups.find(({ id }) => id === groupId);
		if (!group) return;
		const cards = this.cards.filter((card) => card.group === groupId);
		this.#act('ungrouped', group.title, [], () => {
			for (const card of cards) this.#set(card.id, { group: null });
			groupsOf(this.#document).delete(groupId);
		});
	}

	removeFromGroup(cardId: string): void {
		this.moveCard(cardId, { group: null });
	}

	/** The card keeps the first text; the second becomes a card of its own, right after it, of the same kind. Whoever does not change words cuts (BO17): nothing happens where it is no cut. */
	splitCard(cardId: string, firstText: string, secondText: string): string | undefined {
		const card = this.#card(cardId);
		const [first, second] = [tidy(firstText), tidy(secondText)];
		if (!card || !isKeepable(first) || !isKeepable(second)) return undefined;
		if (!this.mayRewrite && !isCut(card.text, first, second)) return undefined;
		const id = newId();
		const beside = this.#listOf(card.zone, card.group);
		const next = beside[beside.findIndex((one) => one.id === cardId) + 1];
		this.#write([first, second], () => {
			this.#rewrite(cardId, first);
			putCard(this.#document, { ...card, id, text: second, rank: rankBetween(card.rank, next?.rank ?? null) }, cardId);
		});
		// a card is never removed: nothing to take back
		this.acts.clear();
		return id;
	}

	/** The same words once more, right after the card and as a part of it: whoever changes words does, and a card is never removed (BO35). */
	copyCard(cardId: string): string | undefined {
		const card = this.#card(cardId);
		if (!card || !this.mayRewrite) return undefined;
		const id = newId();
		const beside = this.#listOf(card.zone, this.#stands(card.group));
		const next = beside[beside.findIndex((one) => one.id === cardId) + 1];
		this.#write([], () => putCard(this.#document, { ...card, id, rank: rankBetween(card.rank, next?.rank ?? null) }, cardId));
		return id;
	}

	/** Cards are let go on the toile: each takes its place, and one that comes into another zone leaves its group. */
	putCards(places: ReadonlyMap<string, Place>): void {
		const cards = [...places.keys()].flatMap((id) => this.#card(id) ?? []);
		if (cards.length === 0) return;
		this.#act('placed', cards[0]!.text, [], () => {
			for (const card of cards) {
				const place = places.get(card.id)!;
				if (place.zone !== card.zone) {
					this.#set(card.id, { zone: place.zone, group: null, rank: this.#rankFor(card, place.zone, {}, true) });
					this.#closeIfEmpty(card.group);
				}
				this.#mark('places', card.id, packPlace(place));
			}
		});
	}

	/** False where the board holds no further link. */
	link(one: string, other: string): boolean {
		const cards = [this.#card(one), this.#card(other)];
		const id = linkBetween(one, other);
		if (one === other || !cards[0] || !cards[1] || this.marks.has(markKey('links', id))) return true;
		if (this.#countOf('links') >= linksAtMost) return false;
		this.#act('linked', cards[0].text, [], () => this.#mark('links', id, linked));
		return true;
	}

	unlink(id: string): void {
		const [one] = id.split('_');
		if (this.marks.has(markKey('links', id))) this.#act('unlinked', this.#card(one!)?.text ?? '', [], () => this.#mark('links', id, null));
	}

	/** False where the board holds no further stroke. */
	draw(stroke: Stroke): boolean {
		if (this.#countOf('strokes') >= strokesAtMost) return false;
		this.#act('drawn', '', [], () => this.#mark('strokes', newId(), packStroke(stroke)));
		return true;
	}

	eraseStroke(id: string): void {
		if (this.marks.has(markKey('strokes', id))) this.#act('erased', '', [], () => this.#mark('strokes', id, null));
	}

	#countOf(of: Mark): number {
		return [...this.marks.keys()].filter((key) => markOf(key).of === of).length;
	}

	#mark(of: Mark, id: string, value: MarkValue | null): void {
		writeMark(this.#document, markKey(of, id), value);
	}

	editText(cardId: string, text: string): void {
		const card = this.#card(cardId);
		const wanted = tidy(text);
		if (!card || !this.mayRewrite || !isKeepable(wanted) || wanted === card.text) return;
		this.#act('changed', wanted, [wanted], () => this.#rewrite(cardId, wanted));
	}

	/** Puts passages after another, or before all of them; answers the id of the last. Nothing is put where the text would be too long. */
	addPassages(after: string | null, added: readonly Pick<BoardPassage, 'kind' | 'text'>[]): string | undefined {
		if (added.length === 0 || !this.#hasRoom(added.map(({ text }) => text))) return undefined;
		const at = after === null ? -1 : this.cards.findIndex(({ id }) => id === after);
		if (!this.mayWrite || (after !== null && at < 0)) return undefined;
		const following = this.cards.slice(at + 1);
		const low = this.cards[at]?.rank ?? null;
		const alone = rankBetween(low, following[0]?.rank ?? null);
		// a rank grows with each that is put between the same two: those that follow make room before it is too long
		const isTight = following.length > 0 && (added.length > 1 || alone.length > longRank || alone >= following[0]!.rank);
		const ranks = isTight || added.length > 1 ? ranksAfter(low, added.length + following.length) : [alone];
		const passages = added.map(({ kind, text }, index) => ({ id: newId(), kind, text, rank: ranks[index]! }));
		this.#write(
			passages.map(({ text }) => text),
			() => {
				for (const passage of passages) putPassage(this.#document, passage);
				if (isTight) following.forEach(({ id }, index) => this.#set(id, { rank: ranks[added.length + index]! }));
			}
		);
		// what somebody wrote in one of them since then stays
		this.acts.didOneWay(() => passages.forEach(({ id, text }) => this.#textOf(id) === text && cardsOf(this.#document).delete(id)));
		return passages.at(-1)!.id;
	}

	/** The passage keeps what stands before the caret; what stands after becomes one of its own, right after it. Answers its id. */
	splitPassage(id: string, caret: number, kind: PassageKind): string | undefined {
		const was = this.#card(id);
		if (!was) return undefined;
		const [first, second] = [was.text.slice(0, caret).trimEnd(), was.text.slice(caret).trimStart()];
		const added = this.addPassages(id, [{ kind, text: second }]);
		if (added === undefined) return undefined;
		this.acts.forgetLast();
		this.#write([first, second], () => this.#rewrite(id, first));
		this.acts.didOneWay(() => {
			const [before, after] = [this.#textOf(id), this.#textOf(added)];
			if (before === undefined || after === undefined) return;
			this.#rewrite(id, after ? `${before} ${after}`.trim() : before);
			cardsOf(this.#document).delete(added);
		});
		return added;
	}

	/** What a passage says now, letter by letter: nothing is tidied while somebody types. False where it would be too long: nothing is written then. */
	typePassage(id: string, text: string): boolean {
		const was = this.#card(id);
		if (!was) return false;
		const wanted = withoutUnseen(text).toWellFormed();
		if (wanted === was.text) return true;
		if (wanted.length > was.text.length && !this.#hasRoom([wanted], id)) return false;
		for (const edit of this.#edits) if (edit.typed === id) edit.texts = [];
		this.#typed = id;
		this.#write([wanted], () => this.#rewrite(id, wanted));
		this.#typed = undefined;
		return true;
	}

	setKind(id: string, kind: PassageKind): void {
		const was = this.#card(id)?.kind;
		if (was === undefined || was === kind) return;
		this.#write([], () => cardsOf(this.#document).get(id)?.set('kind', kind));
		this.acts.didOneWay(() => cardsOf(this.#document).get(id)?.set('kind', was));
	}

	/** One place up or down. */
	movePassage(id: string, way: 'up' | 'down'): void {
		const at = this.cards.findIndex((one) => one.id === id);
		const beside = this.cards[way === 'up' ? at - 1 : at + 1];
		if (at < 0 || !beside) return;
		// two that took one place at once: nothing fits between them until each has its own
		const isTight = this.cards.some(({ rank }, index) => rank.length > longRank || rank === this.cards[index - 1]?.rank);
		if (isTight) this.#write([], () => ranksAfter(null, this.cards.length).forEach((rank, index) => this.#set(this.cards[index]!.id, { rank })));
		this.moveCard(id, way === 'up' ? { before: beside.id } : { after: beside.id });
	}

	removePassage(id: string): void {
		const was = this.#card(id);
		if (!was) return;
		this.#write([], () => cardsOf(this.#document).delete(id));
		// an id is never used again: the same words come back under another
		this.acts.didOneWay(() => putPassage(this.#document, { id: newId(), kind: was.kind as PassageKind, text: was.text, rank: was.rank }));
	}

	/** Whether a text may hold these besides what it holds, one of its own passages left out. */
	#hasRoom(texts: readonly string[], instead?: string): boolean {
		const others = this.cards.filter(({ id }) => id !== instead);
		const characters = [...others.map(({ text }) => text), ...texts].reduce((sum, text) => sum + text.length, 0);
		return texts.every((text) => text.length <= passageLimit) && others.length + texts.length <= passagesAtMost && characters <= wholeTextLimit;
	}

	/** Takes back one's own last act, never what somebody else has done since (BO33); undefined when there is none. */
	undoOwn(frozenZones: readonly string[] = []): ReturnType<OwnActs['undo']> {
		return this.mayWrite ? this.acts.undo(frozenZones) : undefined;
	}

	/** Does again what was taken back last. */
	redoOwn(frozenZones: readonly string[] = []): ReturnType<OwnActs['redo']> {
		return this.mayWrite ? this.acts.redo(frozenZones) : undefined;
	}

	dismissRefused(): void {
		this.refused = null;
	}

	destroy(): void {
		this.#keepUnsent();
		this.presence.leave();
		this.#shut();
		if (this.connection !== 'closed') this.connection = 'closed';
	}

	#card(id: string): BoardCard | undefined {
		return this.mayWrite ? this.cards.find((card) => card.id === id) : undefined;
	}

	#listOf(zone: string, group: string | null): readonly BoardCard[] {
		return this.cards.filter((card) => card.zone === zone && this.#stands(card.group) === group);
	}

	/** the group if it is still there */
	#stands(group: string | null): string | null {
		return group !== null && groupsOf(this.#document).has(group) ? group : null;
	}

	#rankFor(card: BoardCard, zone: string, { before, after }: Move, isElsewhere: boolean): string {
		const list = this.cards.filter((one) => one.zone === zone && one.id !== card.id);
		const at = (id: string | undefined) => (id === undefined ? -1 : list.findIndex((one) => one.id === id));
		if (at(before) >= 0) return rankBetween(list[at(before) - 1]?.rank ?? null, list[at(before)]!.rank);
		if (at(after) >= 0) return rankBetween(list[at(after)]!.rank, list[at(after) + 1]?.rank ?? null);
		return isElsewhere && zone !== card.zone ? rankBetween(list.at(-1)?.rank ?? null, null) : card.rank;
	}

	#set(cardId: string, fields: Partial<Pick<BoardCard, 'zone' | 'group' | 'rank'>>): void {
		const ink = cardsOf(this.#document).get(cardId);
		if (!ink) return;
		for (const [field, value] of Object.entries(fields)) if ((ink.get(field) ?? null) !== value) ink.set(field, value);
	}

	#textOf(cardId: string): string | undefined {
		const ink = cardsOf(this.#document).get(cardId)?.get('text');
		return ink instanceof Y.Text ? ink.toString() : undefined;
	}

	#rewrite(cardId: string, text: string): void {
		const ink = cardsOf(this.#document).get(cardId)?.get('text');
		if (ink instanceof Y.Text) rewrite(ink, text);
	}

	/** A group that one has emptied goes with its last card. */
	#closeIfEmpty(group: string | null): void {
		if (this.#stands(group) === null) return;
		for (const [, card] of cardsOf(this.#document)) if (card.get('group') === group) return;
		groupsOf(this.#document).delete(group!);
	}

	#write(texts: readonly string[], work: () => void): void {
		if (!this.mayWrite) return;
		this.#writing = texts;
		this.#document.transact(work, this.#own);
		this.#writing = [];
	}

	get #picture(): Picture {
		return { cards: this.cards, groups: this.groups, marks: this.marks };
	}

	/** One's own act on cards and groups: written, and kept to be taken back. */
	#act(name: ActName, subject: string, texts: readonly string[], work: () => void): void {
		const before = this.#picture;
		this.#write(texts, work);
		this.acts.did(name, subject, before);
	}

	#carry(steps: Steps): void {
		const texts = steps.sets.flatMap(({ field, value }) => (field === 'text' || field === 'title' ? [value ?? ''] : []));
		this.#write(texts, () => carry(this.#document, steps));
	}

	#read(): void {
		this.cards = reuse(this.cards, readCards(this.#document));
		this.groups = reuse(this.groups, readGroups(this.#document));
		const marks = readMarks(this.#document);
		if (!sameMarks(this.marks, marks)) this.marks = marks;
	}

	#count(): void {
		this.unsaved = this.#edits.length;
	}

	#open(): void {
		const document = new Y.Doc({ gc: false });
		let sent = 0;
		let hasAnswered = false;

		// Counts the frames that bear a change, as the server does: from 0 on each line.
		const line = lineOver(this.#around, this.#ways, {
			begun: () => {
				sent = 0;
				hasAnswered = false;
				for (const edit of this.#edits) edit.frame = undefined;
			},
			sends: ([type, kind]) => {
				if (type === 0 && kind === 2 && !hasAnswered) return false; // the answer to the server's first question will bear it: alone it would leave a gap
				if (type === 0 && (kind === 1 || kind === 2)) {
					hasAnswered = true;
					sent += 1;
					for (const edit of this.#edits) edit.frame ??= sent;
				}
				return true;
			},
			heard: (way) => (this.way = way)
		});

		// Before the provider hears of it: the edit stands in the list when its frame is sent.
		document.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === this.#own) {
				this.#edits.push({ texts: this.#writing, typed: this.#typed, frame: undefined, update });
				this.#keepSoon();
			} else if (origin === this.#restored && this.#restoring) {
				this.#edits.push({ ...this.#restoring, frame: undefined, update });
				this.#restoring = undefined;
			}
			this.#count();
		});
		const provider = new WebsocketProvider(`${this.#around.origin.replace(/^http/, 'ws')}/boards`, this.#boardId, document, {
			connect: false,
			disableBc: true,
			WebSocketPolyfill: line,
			maxBackoffTime: patience(),
			params: { extension: '1' }
		});
		// As it comes, each client sends back every presence that it receives.
		const { awareness, _awarenessUpdateHandler: tellPresence } = provider;
		awareness.off('update', tellPresence);
		awareness.on('update', (changed: Parameters<typeof tellPresence>[0], origin: unknown) => {
			if (origin !== provider) tellPresence(changed, origin);
		});
		provider.messageHandlers[messageBoard] = (_encoder, decoder) => {
			const frame = decodeFrame(decoder);
			if (frame?.say === 'rights') this.#rights = frame.may;
			else if (frame?.say === 'storage') this.#isTroubled = frame.is === 'troubled';
			else if (frame?.say === 'you') this.#unsent ??= this.#around.unsentOf?.(this.#boardId, frame.are);
			else if (frame?.say === 'kept') {
				const isWaiting = (edit: Edit) => edit.frame === undefined || edit.frame > frame.count;
				this.#drop(this.#edits.filter((edit) => !isWaiting(edit)));
				this.#edits = this.#edits.filter(isWaiting);
				this.#count();
			}
		};
		document.on('afterTransaction', () => {
			if (this.#isOpen && this.#document === document) this.#read();
		});
		provider.on('sync', (isSynced: boolean) => {
			if (!isSynced || this.#document !== document) return;
			const isFirst = !this.#isOpen;
			const goOn = () => {
				if (this.#document !== document) return;
				this.#isOpen = true;
				this.connection = 'live';
				this.#read();
				this.#giveBack();
			};
			if (isFirst && this.#unsent && !this.#astray) void this.#restore(document, this.#unsent).then(goOn);
			else goOn();
		});
		provider.on('status', ({ status }) => {
			if (this.#document === document && status === 'connected') this.presence.again();
			if (this.#document === document && status === 'disconnected' && this.connection === 'live') {
				this.connection = 'reconnecting';
				this.#keepUnsent();
			}
		});
		provider.on('closed', ({ code, reason }) => {
			if (this.#document !== document) return;
			if (code === closed.refused) this.#startAfresh(reason);
			else this.#end(code);
		});
		this.#document = document;
		this.#provider = provider;
		this.presence.attach(awareness);
		provider.connect();
	}

	/** What an earlier page of the same person left unsent comes after what the server has, and is sent and judged like anything else. */
	async #restore(document: Y.Doc, unsent: UnsentStore): Promise<void> {
		const left = await unsent.read().catch(() => []);
		if (this.#document !== document || left.length === 0) return;
		for (const { key, update, texts } of left) {
			this.#restoring = { texts, keptAs: Promise.resolve(key) };
			try {
				Y.applyUpdate(document, update, this.#restored);
			} catch {
				// what cannot be read is given back as words
			}
			// the server had it: only its confirmation was lost
			if (this.#restoring && !document.store.pendingStructs && !document.store.pendingDs) void unsent.drop([key]).catch(() => {});
			this.#restoring = undefined;
		}
		// it leans on what this board no longer has
		if (!document.store.pendingStructs && !document.store.pendingDs) return;
		this.#astray = { reason: 'gap', texts: left.flatMap(({ texts }) => texts) };
		this.#startAfresh('gap');
	}

	#keepSoon(): void {
		if (this.connection !== 'live') return this.#keepUnsent();
		this.#keeping ??= setTimeout(() => this.#keepUnsent(), keptAfter);
	}

	#keepUnsent(): void {
		clearTimeout(this.#keeping);
		this.#keeping = undefined;
		const unsent = this.#unsent;
		if (!unsent) return;
		for (const edit of this.#edits) edit.keptAs ??= unsent.keep({ update: edit.update, texts: edit.texts }).catch(() => undefined);
	}

	/** What is still on its way into the store is wiped with the rest. */
	#wipe(): void {
		const unsent = this.#unsent;
		void Promise.all(this.#edits.map(({ keptAs }) => keptAs)).then(() => unsent?.wipe()).catch(() => {});
	}

	#drop(edits: readonly Edit[]): void {
		const unsent = this.#unsent;
		const keys = edits.flatMap(({ keptAs }) => keptAs ?? []);
		if (!unsent || keys.length === 0) return;
		void Promise.all(keys).then((all) => unsent.drop(all.filter((key) => key !== undefined))).catch(() => {});
	}

	#shut(): void {
		clearTimeout(this.#keeping);
		this.#keeping = undefined;
		this.#provider.destroy();
		this.#provider.awareness.destroy();
		this.#document.destroy();
	}

	/** The server took nothing of this copy: a new one, and what was typed is given back. */
	#startAfresh(reason: string): void {
		this.#astray = { reason, texts: [...(this.#astray?.texts ?? []), ...this.#edits.flatMap((edit) => edit.texts)] };
		this.#wipe();
		const hadEdits = this.#edits.length > 0;
		this.#shut();
		this.#edits = [];
		this.acts.clear();
		this.#isOpen = false;
		this.connection = 'reconnecting';
		this.#count();
		if (!hadEdits && this.#astray.texts.length === 0) this.#astray = undefined;
		this.#open();
	}

	#giveBack(): void {
		if (!this.#astray) return;
		const { reason, texts } = this.#astray;
		this.#astray = undefined;
		const standing = new Set([...this.cards.map((card) => card.text), ...this.groups.map((group) => group.title)]);
		this.refused = { reason, texts: [...new Set(texts)].filter((text) => text !== '' && !standing.has(text)) };
	}

	#end(code: number): void {
		this.ended = code === closed.nobody ? 'nobody' : code === closed.noRight ? 'no-right' : 'unknown';
		this.#wipe();
		const texts = this.#edits.flatMap((edit) => edit.texts).filter((text) => text !== '');
		if (this.#edits.length > 0) this.refused = { reason: this.ended, texts: [...new Set(texts)] };
		this.connection = 'closed';
	}
}

/** Opens the shared board: shows what was read with the page until it is in step with the server. */
export const connectBoard = (boardId: string, initial: Initial, around: Network = here()): Board => new Board(boardId, initial, around);
