// The boards' verbs for the other features: makes a board, puts revealed cards on it, reads it cold, freezes it.
import { and, eq } from 'drizzle-orm';
import * as Y from 'yjs';
import type { AuthorityId, BoardId, GatheringId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Zone } from '../../design/rules/zones.ts';
import { now } from '../../time/server/clock.ts';
import * as document from '../ink/document.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { BoardCard, BoardGroup, BoardKind } from '../rules/cards.ts';
import type { Brought, Gaze } from '../rules/gaze.ts';
import * as zonesFrozen from '../rules/frozenZones.ts';
import { linksIn } from '../rules/marks.ts';
import type { BoardPassage } from '../rules/passages.ts';
import { rankBetween, ranksAfter } from '../rules/ranks.ts';
import * as log from './log.ts';
import { ydocs } from './tables.ts';

export interface NewBoard {
	readonly authorityId: AuthorityId;
	readonly gatheringId: GatheringId;
	readonly name: string;
	readonly kind?: BoardKind;
	/** the capacities that read and write it, besides the facilitators; every seat when absent */
	readonly capacities?: readonly Capacity[];
}

/** Made frozen: it is opened by the step in which the room writes on it. */
export async function create(tx: Tx, asked: NewBoard): Promise<BoardId> {
	const id = newId<'board'>();
	const at = now();
	await tx.insert(ydocs).values({ id, ...asked, frozenAt: at, createdAt: at });
	return id;
}

export async function ofGathering(query: Query, gatheringId: GatheringId, name: string): Promise<BoardId | undefined> {
	const [row] = await query
		.select({ id: ydocs.id })
		.from(ydocs)
		.where(and(eq(ydocs.gatheringId, gatheringId), eq(ydocs.name, name)));
	return row?.id;
}

/** A card as it is revealed; the board gives it its place, after those that stand in its zone. */
export type RevealedCard = Omit<BoardCard, 'rank' | 'group'> & Partial<Pick<BoardCard, 'rank' | 'group'>>;

/**
 * Puts cards on the board in the caller's transaction, as one more update of its log: live rooms fetch it when it commits.
 * A card that already stands on the board stays as it is: revealing twice changes nothing (BO3). Answers how many were put.
 */
export async function addCards(tx: Tx, boardId: BoardId, cards: readonly RevealedCard[]): Promise<number> {
	await tx.select({ id: ydocs.id }).from(ydocs).where(eq(ydocs.id, boardId)).for('update');
	const replayed = await log.replay(tx, boardId);
	if (!replayed) throw new Error(`No board ${boardId}`);
	const ink = replayed.document;
	const there = document.cardsOf(ink);
	const added = cards.filter((card, index) => !there.has(card.id) && cards.findIndex(({ id }) => id === card.id) === index);
	if (added.length === 0) return 0;
	const before = Y.encodeStateVector(ink);
	ink.transact(() => {
		for (const zone of new Set(added.map((card) => card.zone))) {
			const standing = document.readCards(ink).filter((card) => card.zone === zone);
			const own = added.filter((card) => card.zone === zone);
			const ranks = ranksAfter(standing.at(-1)?.rank ?? null, own.length);
			own.forEach((card, index) =>
				document.putCard(ink, { ...card, group: card.group ?? null, rank: card.rank || ranks[index]! })
			);
		}
	});
	await log.appendAsServer(tx, boardId, Y.encodeStateAsUpdate(ink, before));
	ink.destroy();
	return added.length;
}

/** The first cards: the same act as `addCards`, under the name by which a step asks for it. */
export const seed = addCards;

/** Groups made by the server, for an example or an import; one that stands already stays as it is. */
export async function addGroups(tx: Tx, boardId: BoardId, groups: readonly BoardGroup[]): Promise<number> {
	await tx.select({ id: ydocs.id }).from(ydocs).where(eq(ydocs.id, boardId)).for('update');
	const replayed = await log.replay(tx, boardId);
	if (!replayed) throw new Error(`No board ${boardId}`);
	const ink = replayed.document;
	const added = groups.filter((group) => !document.groupsOf(ink).has(group.id));
	if (added.length === 0) return 0;
	const before = Y.encodeStateVector(ink);
	ink.transact(() => added.forEach((group) => document.putGroup(ink, group)));
	await log.appendAsServer(tx, boardId, Y.encodeStateAsUpdate(ink, before));
	ink.destroy();
	return added.length;
}

export interface PassagesRead {
	readonly passages: readonly BoardPassage[];
	/** names what was read: a form gives it back, and is told when somebody wrote meanwhile */
	readonly version: string;
}

/**
 * Makes the draft of a text what a form says, in the caller's transaction: a passage keeps its id, and only what differs in it is written, so that an open editor keeps what it can.
 * Refuses when somebody wrote since `version`, and on a frozen board.
 */
export async function rewritePassages(
	tx: Tx,
	boardId: BoardId,
	wanted: readonly Omit<BoardPassage, 'rank'>[],
	by: { readonly version: string; readonly actor: Actor }
): Promise<Outcome<PassagesRead, 'board-changed-meanwhile' | 'board-frozen'>> {
	const board = await hold(tx, boardId);
	if (board.frozenAt) return refused('board-frozen');
	if (versionOf(board) !== by.version) return refused('board-changed-meanwhile');
	const ink = (await log.replay(tx, boardId))!.document;
	let update: Uint8Array | undefined;
	ink.on('update', (bytes: Uint8Array) => (update = bytes));
	ink.transact(() => {
		const there = document.cardsOf(ink);
		const kept = new Set(wanted.map(({ id }) => id));
		for (const id of [...there.keys()]) if (!kept.has(id)) there.delete(id);
		let last: string | null = null;
		for (const [index, { id, kind, text }] of wanted.entries()) {
			const own = there.get(id);
			if (own) {
				if (own.get('kind') !== kind) own.set('kind', kind);
				document.rewrite(own.get('text') as Y.Text, text);
			} else {
				const next = wanted.slice(index + 1).find((one) => there.has(one.id));
				const after = next ? (there.get(next.id)!.get('rank') as string) : null;
				document.putPassage(ink, { id, kind, text, rank: rankBetween(last, after) });
			}
			last = there.get(id)!.get('rank') as string;
		}
		// two that took one place at once leave no room between them
		const isInOrder = document.readPassages(ink).every(({ id }, index) => id === wanted[index]!.id);
		if (!isInOrder) ranksAfter(null, wanted.length).forEach((rank, index) => there.get(wanted[index]!.id)!.set('rank', rank));
	});
	const passages = document.readPassages(ink);
	ink.destroy();
	if (update) await log.appendAsServer(tx, boardId, update, by.actor);
	return accepted({ passages, version: versionOf((await log.find(tx, boardId))!) });
}

/** Gives a card other words, in the caller's transaction, also on a frozen board; live rooms fetch it when it commits. False when no such card stands there. */
export async function rewordCard(tx: Tx, boardId: BoardId, cardId: string, words: string, actor: Actor): Promise<boolean> {
	await hold(tx, boardId);
	const ink = (await log.replay(tx, boardId))!.document;
	const own = document.cardsOf(ink).get(cardId)?.get('text');
	if (!(own instanceof Y.Text)) return false;
	let update: Uint8Array | undefined;
	ink.on('update', (bytes: Uint8Array) => (update = bytes));
	ink.transact(() => document.rewrite(own, words));
	ink.destroy();
	if (update) await log.appendAsServer(tx, boardId, update, actor);
	return true;
}

interface Read {
	readonly cards: readonly BoardCard[];
	readonly groups: readonly BoardGroup[];
	readonly passages: readonly BoardPassage[];
	readonly links: readonly (readonly [string, string])[];
	readonly version: string;
}

const versionOf = ({ epoch, headSeq }: Pick<log.Board, 'epoch' | 'headSeq'>) => `${epoch}:${headSeq}`;

/** The board, held until the transaction ends: what people write on it waits. */
async function hold(tx: Tx, boardId: BoardId): Promise<log.Board> {
	await tx.select({ id: ydocs.id }).from(ydocs).where(eq(ydocs.id, boardId)).for('update');
	const board = await log.find(tx, boardId);
	if (!board) throw new Error(`No board ${boardId}`);
	return board;
}

/** What was last read of each board, by the head of its log: sixty screens that look again replay it once. */
const lastRead = new Map<BoardId, Read>();
const readsKept = 200;

const nothing = { cards: [], groups: [], passages: [], links: [] };

const linksOf = (ink: Y.Doc) => [...linksIn(document.readMarks(ink), (id) => document.cardsOf(ink).has(id)).values()];

async function read(query: Query, boardId: BoardId): Promise<Read> {
	const board = await log.find(query, boardId);
	if (!board) return { ...nothing, version: '' };
	const known = lastRead.get(boardId);
	if (known?.version === versionOf(board)) return known;
	const replayed = (await log.replay(query, boardId))!;
	const found = {
		...(board.kind === 'passages'
			? { ...nothing, passages: document.readPassages(replayed.document) }
			: { ...nothing, cards: document.readCards(replayed.document), groups: document.readGroups(replayed.document), links: linksOf(replayed.document) }),
		version: versionOf({ epoch: replayed.epoch, headSeq: replayed.seq })
	};
	replayed.document.destroy();
	lastRead.delete(boardId);
	// A head that a rollback takes back would be given again to other rows: nothing read inside a transaction is kept
	if ('rollback' in query) return found;
	lastRead.set(boardId, found);
	if (lastRead.size > readsKept) lastRead.delete(lastRead.keys().next().value!);
	return found;
}

export const readCards = async (query: Query, boardId: BoardId): Promise<BoardCard[]> => [...(await read(query, boardId)).cards];

export const readGroups = async (query: Query, boardId: BoardId): Promise<BoardGroup[]> => [...(await read(query, boardId)).groups];

/** Cards and groups of one moment, by one read. */
export async function readCardsAndGroups(query: Query, boardId: BoardId): Promise<{ readonly cards: BoardCard[]; readonly groups: BoardGroup[] }> {
	const { cards, groups } = await read(query, boardId);
	return { cards: [...cards], groups: [...groups] };
}

/** The two cards of each link of the toile. */
export const readLinks = async (query: Query, boardId: BoardId): Promise<Read['links']> => (await read(query, boardId)).links;

/** The draft of a text, cold: what is committed, not what somebody is typing. */
export async function readPassages(query: Query, boardId: BoardId): Promise<PassagesRead> {
	const { passages, version } = await read(query, boardId);
	return { passages, version };
}

export async function isFrozen(query: Query, boardId: BoardId): Promise<boolean> {
	return (await log.find(query, boardId))?.frozenAt !== null;
}

/** From the commit on nothing that people write is appended (BO4); open sockets are told. */
export async function freeze(tx: Tx, boardId: BoardId): Promise<void> {
	await tx.update(ydocs).set({ frozenAt: now() }).where(eq(ydocs.id, boardId));
	await announce(tx, log.topicOf(boardId));
}

export async function unfreeze(tx: Tx, boardId: BoardId): Promise<void> {
	await tx.update(ydocs).set({ frozenAt: null }).where(eq(ydocs.id, boardId));
	await announce(tx, log.topicOf(boardId));
}

export interface Conducted {
	/** the zones in which nobody changes anything */
	readonly frozenZones: readonly Zone[];
	readonly brought: Brought | null;
}

/** What the facilitator has set on a board beside its ink. */
export async function conducted(query: Query, boardId: BoardId): Promise<Conducted> {
	const board = await log.find(query, boardId);
	return { frozenZones: (board?.frozenZones ?? []) as readonly Zone[], brought: board?.brought ?? null };
}

/** From the moment that a process hears of it nobody changes anything in this zone there: every hub hears at the commit (BO30). */
async function setFrozen(tx: Tx, boardId: BoardId, next: (frozen: readonly string[]) => Outcome<readonly string[], zonesFrozen.ZoneRefusal>): Promise<Outcome<readonly string[], zonesFrozen.ZoneRefusal>> {
	const { frozenZones } = await hold(tx, boardId);
	const frozen = next(frozenZones);
	if (!frozen.accepted) return frozen;
	await tx.update(ydocs).set({ frozenZones: frozen.value }).where(eq(ydocs.id, boardId));
	await announce(tx, log.topicOf(boardId));
	return frozen;
}

export const freezeZone = (tx: Tx, boardId: BoardId, zone: Zone) => setFrozen(tx, boardId, (frozen) => zonesFrozen.freezeZone(frozen, zone));

export const unfreezeZone = (tx: Tx, boardId: BoardId, zone: Zone) => setFrozen(tx, boardId, (frozen) => zonesFrozen.unfreezeZone(frozen, zone));

/** Brings every screen to a zone or one of its cards; the screens hear of it from the step that shows the board (BO32). */
export async function bring(tx: Tx, boardId: BoardId, to: Gaze): Promise<void> {
	const { brought } = await hold(tx, boardId);
	await tx.update(ydocs).set({ brought: { ...to, turn: (brought?.turn ?? 0) + 1 } }).where(eq(ydocs.id, boardId));
}
