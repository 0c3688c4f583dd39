// The live board on a screen: the one door to Yjs in the browser, imported only when a board opens.
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { cardsOf, groupsOf, putCard, putGroup, readCards, readGroups } from '../ink/document.ts';
import { closed, decodeFrame, messageBoard } from '../ink/frames.ts';
import { textLimit, titleLimit, type BoardCard, type BoardGroup } from '../rules/cards.ts';
import { rankBetween } from '../rules/ranks.ts';

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

interface Surroundings {
	/** `ws://host` or `wss://host` */
	readonly origin: string;
	readonly WebSocket: typeof WebSocket;
}

/** A change of one's own that the server has not confirmed. */
interface Edit {
	readonly texts: readonly string[];
	/** which frame of this socket bore it; none yet while the network is away */
	frame: number | undefined;
}

const here = (): Surroundings => ({ origin: location.origin.replace(/^http/, 'ws'), WebSocket });

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

const tidy = (text: string) => text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').trim();
const isKeepable = (text: string) => text !== '' && text.length <= textLimit;

/** Writes only what differs: two people in one text keep what each of them typed. */
function rewrite(text: Y.Text, wanted: string): void {
	const was = text.toString();
	let start = 0;
	while (start < was.length && start < wanted.length && was[start] === wanted[start]) start += 1;
	let end = 0;
	while (end < was.length - start && end < wanted.length - start && was[was.length - 1 - end] === wanted[wanted.length - 1 - end]) end += 1;
	// never through the middle of a character
	if (start > 0 && /[\ud800-\udbff]/.test(was[start - 1]!)) start -= 1;
	if (end > 0 && /[\udc00-\udfff]/.test(was[was.length - end]!)) end -= 1;
	if (was.length - start - end > 0) text.delete(start, was.length - start - end);
	const added = wanted.slice(start, wanted.length - end);
	if (added) text.insert(start, added);
}

/** The same card is the same object for as long as nothing of it changes: a screen redraws what moved. */
function reuse<Kept extends { readonly id: string }>(before: readonly Kept[], after: readonly Kept[]): readonly Kept[] {
	const known = new Map(before.map((one) => [one.id, one]));
	return after.map((one) => {
		const same = known.get(one.id);
		return same && Object.entries(one).every(([key, value]) => same[key as keyof Kept] === value) ? same : one;
	});
}

export class Board {
	cards = $state.raw<readonly BoardCard[]>([]);
	groups = $state.raw<readonly BoardGroup[]>([]);
	connection = $state<Connection>('opening');
	/** own changes that the server has not confirmed */
	unsaved = $state(0);
	/** what the server refused last */
	refused = $state.raw<Refused | null>(null);
	/** why it is closed for good */
	ended = $state<'nobody' | 'no-right' | 'unknown' | null>(null);
	#rights = $state<'write' | 'look'>('look');
	#isOpen = $state(false);
	#isTroubled = $state(false);
	#undoable = $state(0);

	readonly #boardId: string;
	readonly #around: Surroundings;
	#document!: Y.Doc;
	#provider!: WebsocketProvider;
	#edits: Edit[] = [];
	#writing: readonly string[] = [];
	#undo: (() => void)[] = [];
	/** texts of a refused copy, until the fresh one shows which of them are missing */
	#astray: { reason: string; texts: readonly string[] } | undefined;
	readonly #own = {};

	constructor(boardId: string, initial: Initial, around: Surroundings) {
		this.#boardId = boardId;
		this.#around = around;
		this.cards = initial.cards;
		this.groups = initial.groups;
		this.#open();
	}

	/** While the network is away one may go on: what is written waits here and says so. */
	get mayWrite(): boolean {
		return this.#isOpen && this.#rights === 'write' && this.connection !== 'closed';
	}

	get saved(): Saved {
		if (this.unsaved === 0) return 'saved';
		return this.connection === 'live' && !this.#isTroubled ? 'saving' : 'not-saved';
	}

	get mayUndo(): boolean {
		return this.mayWrite && this.#undoable > 0;
	}

	moveCard(cardId: string, move: Move): void {
		const card = this.#card(cardId);
		if (!card) return;
		const group = move.group === undefined ? (move.zone !== undefined && move.zone !== card.zone ? null : card.group) : move.group;
		const zone = (group && this.groups.find(({ id }) => id === group)?.zone) || move.zone || card.zone;
		const isElsewhere = zone !== card.zone || group !== card.group;
		const rank = this.#rankFor(card, zone, move, isElsewhere);
		const { zone: wasZone, group: wasGroup, rank: wasRank } = card;
		this.#write([], () => {
			this.#set(cardId, { zone, group, rank });
			if (wasGroup !== group) this.#closeIfEmpty(wasGroup);
		});
		this.#canUndo(() => this.#set(cardId, { zone: wasZone, group: this.#stands(wasGroup), rank: wasRank }));
	}

	/** Brings cards together under a title, in the zone of the first. */
	createGroup(title: string, cardIds: readonly string[]): string | undefined {
		const cards = cardIds.flatMap((id) => this.#card(id) ?? []);
		const name = tidy(title).slice(0, titleLimit);
		if (cards.length === 0) return undefined;
		const id = newId();
		const { zone } = cards[0]!;
		const rank = rankBetween(this.groups.filter((group) => group.zone === zone).at(-1)?.rank ?? null, null);
		this.#write(name ? [name] : [], () => {
			putGroup(this.#document, { id, zone, title: name, rank });
			for (const card of cards) {
				const isElsewhere = card.zone !== zone;
				this.#set(card.id, { zone, group: id, ...(isElsewhere && { rank: this.#rankFor(card, zone, {}, true) }) });
			}
			for (const from of new Set(cards.map((card) => card.group))) this.#closeIfEmpty(from);
		});
		this.#canUndo(() => {
			for (const card of cards) this.#set(card.id, { zone: card.zone, group: this.#stands(card.group), rank: card.rank });
			groupsOf(this.#document).delete(id);
		});
		return id;
	}

	renameGroup(groupId: string, title: string): void {
		const group = groupsOf(this.#document).get(groupId);
		const name = tidy(title).slice(0, titleLimit);
		if (!group || group.get('title') === name) return;
		const was = this.groups.find(({ id }) => id === groupId)?.title ?? '';
		this.#write([name], () => group.set('title', name));
		this.#canUndo(() => groupsOf(this.#document).get(groupId)?.set('title', was));
	}

	ungroup(groupId: string): void {
		const group = this.groups.find(({ id }) => id === groupId);
		if (!group) return;
		const cards = this.cards.filter((card) => card.group === groupId);
		this.#write([], () => {
			for (const card of cards) this.#set(card.id, { group: null });
			groupsOf(this.#document).delete(groupId);
		});
		this.#canUndo(() => {
			// an id is never used again: the same group comes back under another
			const id = newId();
			putGroup(this.#document, { ...group, id });
			for (const card of cards) this.#set(card.id, { group: id });
		});
	}

	removeFromGroup(cardId: string): void {
		this.moveCard(cardId, { group: null });
	}

	/** The card keeps the first text; the second becomes a card of its own, right after it, of the same kind. */
	splitCard(cardId: string, firstText: string, secondText: string): string | undefined {
		const card = this.#card(cardId);
		const [first, second] = [tidy(firstText), tidy(secondText)];
		if (!card || !isKeepable(first) || !isKeepable(second)) return undefined;
		const id = newId();
		const beside = this.#listOf(card.zone, card.group);
		const next = beside[beside.findIndex((one) => one.id === cardId) + 1];
		this.#write([first, second], () => {
			this.#rewrite(cardId, first);
			putCard(this.#document, { ...card, id, text: second, rank: rankBetween(card.rank, next?.rank ?? null) }, cardId);
		});
		// a card is never removed: nothing to take back
		this.#undo = [];
		this.#undoable = 0;
		return id;
	}

	editText(cardId: string, text: string): void {
		const card = this.#card(cardId);
		const wanted = tidy(text);
		if (!card || !isKeepable(wanted) || wanted === card.text) return;
		this.#write([wanted], () => this.#rewrite(cardId, wanted));
		this.#canUndo(() => this.#rewrite(cardId, card.text));
	}

	/** Takes back one's own last act, never somebody else's. */
	undoOwn(): void {
		const back = this.#undo.pop();
		this.#undoable = this.#undo.length;
		if (back) this.#write([], back);
	}

	dismissRefused(): void {
		this.refused = null;
	}

	destroy(): void {
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

	#canUndo(back: () => void): void {
		this.#undo = [...this.#undo.slice(-19), back];
		this.#undoable = this.#undo.length;
	}

	#read(): void {
		this.cards = reuse(this.cards, readCards(this.#document));
		this.groups = reuse(this.groups, readGroups(this.#document));
	}

	#count(): void {
		this.unsaved = this.#edits.length;
	}

	#open(): void {
		const board = this;
		const document = new Y.Doc({ gc: false });
		let sent = 0;
		let hasAnswered = false;

		// Counts the frames that bear a change, as the server does: from 0 on each socket.
		class Counting extends this.#around.WebSocket {
			constructor(url: string | URL, protocols?: string | string[]) {
				super(url, protocols);
				sent = 0;
				hasAnswered = false;
				for (const edit of board.#edits) edit.frame = undefined;
			}
			override send(data: Uint8Array<ArrayBuffer>): void {
				const [type, kind] = data;
				if (type === 0 && kind === 2 && !hasAnswered) return; // the answer to the server's first question will bear it: alone it would leave a gap
				if (type === 0 && (kind === 1 || kind === 2)) {
					hasAnswered = true;
					sent += 1;
					for (const edit of board.#edits) edit.frame ??= sent;
				}
				super.send(data);
			}
		}

		// Before the provider hears of it: the edit stands in the list when its frame is sent.
		document.on('update', (_update: Uint8Array, origin: unknown) => {
			if (origin === this.#own) this.#edits.push({ texts: this.#writing, frame: undefined });
			this.#count();
		});
		const provider = new WebsocketProvider(`${this.#around.origin}/boards`, this.#boardId, document, {
			connect: false,
			disableBc: true,
			WebSocketPolyfill: Counting as typeof WebSocket,
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
			else if (frame?.say === 'kept') {
				this.#edits = this.#edits.filter((edit) => edit.frame === undefined || edit.frame > frame.count);
				this.#count();
			}
		};
		document.on('afterTransaction', () => {
			if (this.#isOpen && this.#document === document) this.#read();
		});
		provider.on('sync', (isSynced: boolean) => {
			if (!isSynced || this.#document !== document) return;
			this.#isOpen = true;
			this.connection = 'live';
			this.#read();
			this.#giveBack();
		});
		provider.on('status', ({ status }) => {
			if (this.#document === document && status === 'disconnected' && this.connection === 'live') this.connection = 'reconnecting';
		});
		provider.on('closed', ({ code, reason }) => {
			if (this.#document !== document) return;
			if (code === closed.refused) this.#startAfresh(reason);
			else this.#end(code);
		});
		this.#document = document;
		this.#provider = provider;
		provider.connect();
	}

	#shut(): void {
		this.#provider.destroy();
		this.#provider.awareness.destroy();
		this.#document.destroy();
	}

	/** The server took nothing of this copy: a new one, and what was typed is given back. */
	#startAfresh(reason: string): void {
		this.#astray = { reason, texts: [...(this.#astray?.texts ?? []), ...this.#edits.flatMap((edit) => edit.texts)] };
		const hadEdits = this.#edits.length > 0;
		this.#shut();
		this.#edits = [];
		this.#undo = [];
		this.#undoable = 0;
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
		const texts = this.#edits.flatMap((edit) => edit.texts).filter((text) => text !== '');
		if (this.#edits.length > 0) this.refused = { reason: this.ended, texts: [...new Set(texts)] };
		this.connection = 'closed';
	}
}

/** Opens the shared board: shows what was read with the page until it is in step with the server. */
export const connectBoard = (boardId: string, initial: Initial, around: Surroundings = here()): Board => new Board(boardId, initial, around);
