// The only writer of private cards and of who wrote which card: written, changed, withdrawn by their own seat, then revealed.
import { randomInt } from 'node:crypto';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import * as boards from '../../boards/server/boards.ts';
import type { CardId, GatheringId, Id, SeatId } from '../../db/rules/ids.ts';
import { newId } from '../../db/server/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { rowsAmongMany } from '../../db/server/together.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep } from '../../gatherings/server/step.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import {
	cardsEach,
	countByZone,
	readText,
	revealCards,
	sameCard,
	touchCard,
	writeCard,
	type WritingRefusal,
	type Zone,
	type ZoneCounts
} from '../rules/landscape.ts';
import { inBlindOrder, judgePutBack, judgeSetAside, mayReadCards, staysAside, type ModerationRefusal, type ModerationRule } from '../rules/moderation.ts';
import type { MyCard } from '../rules/steps/landscape-writing.ts';
import { readSources, type SourceRefusal } from '../rules/field.ts';
import { readyIn } from './gallery.ts';
import * as landscape from './landscape.ts';
import { cardAuthors, privateCards } from './tables.ts';

type PrivateCardId = Id<'private-card'>;

const kept = isNull(privateCards.withdrawnAt);

const expelledFrom = async (query: Query, gatheringId: GatheringId): Promise<ReadonlySet<SeatId>> =>
	new Set((await seats.ofGathering(query, gatheringId)).filter(({ state }) => state === 'expelled').map(({ id }) => id));

interface ReadOrNot {
	readonly seatId: SeatId;
	readonly readableAt: Date | null;
	readonly leftOutAt: Date | null;
}

/**
 * Which cards go on to the reading and to the reveal: those of an expelled seat stay where they are, but for what could be read already. Dropped
 * then, they would tell the reader and the wall whose they were; so would they, if they joined later because the seat is let in again (MO14).
 */
async function goesOn(query: Query, gatheringId: GatheringId): Promise<(card: ReadOrNot) => boolean> {
	const expelled = await expelledFrom(query, gatheringId);
	return ({ seatId, readableAt, leftOutAt }) => readableAt !== null || (leftOutAt === null && !expelled.has(seatId));
}

/** Nobody writes any more, and what is written may be read: what goes on from here is settled, and so is what does not. */
export async function closeWriting(tx: Tx, place: Pick<GatheringAtStep, 'authorityId' | 'gatheringId'>, at: Date): Promise<void> {
	await landscape.closeWriting(tx, place, at);
	const { gatheringId } = place;
	const unread = await tx
		.select({ id: privateCards.id, seatId: privateCards.seatId, readableAt: privateCards.readableAt, leftOutAt: privateCards.leftOutAt })
		.from(privateCards)
		.where(and(eq(privateCards.gatheringId, gatheringId), kept, isNull(privateCards.readableAt), isNull(privateCards.leftOutAt)));
	const isGoingOn = await goesOn(tx, gatheringId);
	const idsOf = (cards: typeof unread) => cards.map(({ id }) => id);
	const [going, staying] = [idsOf(unread.filter(isGoingOn)), idsOf(unread.filter((card) => !isGoingOn(card)))];
	if (going.length > 0) await tx.update(privateCards).set({ readableAt: at }).where(inArray(privateCards.id, going));
	if (staying.length > 0) await tx.update(privateCards).set({ leftOutAt: at }).where(inArray(privateCards.id, staying));
}

const isOpen = (row: { writingClosedAt: Date | null } | undefined) => !row?.writingClosedAt;

/** The journal says who wrote and for whom; not the zone, not the card: a zone with a single card would name its author. */
async function tell(tx: Tx, doer: Doer, act: string, about: { readonly rule?: ModerationRule } = {}): Promise<void> {
	const { authorityId, projectId, actor, onBehalfOf, gatheringId } = doer;
	await record(tx, { authorityId, projectId, act, actor, onBehalfOf, about: { gathering: gatheringId, ...about } });
	await announce(tx, landscape.topicOf(gatheringId));
}

/** The materials that a card cites, as they are kept (MO192). */
const sourcesOf = async (tx: Tx, doer: Doer, typed: readonly string[]): Promise<Outcome<readonly string[], SourceRefusal>> =>
	typed.some((code) => code !== '') ? readSources(typed, new Set((await readyIn(tx, doer)).map(({ code }) => code))) : accepted([]);

/** Writes one private card of the acting seat. */
export async function write(
	tx: Tx,
	doer: Doer,
	typed: { readonly zone: Zone; readonly kind?: string; readonly text: string; readonly sources?: readonly string[] }
): Promise<Outcome<{ id: PrivateCardId }, WritingRefusal | SourceRefusal>> {
	if (!doer.seat) return refused('seat-needed');
	const { seatId } = doer.seat;
	const row = await landscape.lock(tx, doer);
	const held = await tx
		.select({ id: privateCards.id, slot: privateCards.slot, zone: privateCards.zone, kind: privateCards.kind, text: privateCards.text, leftOutAt: privateCards.leftOutAt })
		.from(privateCards)
		.where(and(eq(privateCards.seatId, seatId), kept));
	// what was left out of an earlier reveal may be written again in the same words
	const twin = sameCard(held.filter(({ leftOutAt }) => leftOutAt === null), typed);
	if (twin) return accepted({ id: twin.id });
	const verdict = writeCard({ isOpen: isOpen(row) }, held.length, typed);
	if (!verdict.accepted) return verdict;
	const sources = await sourcesOf(tx, doer, typed.sources ?? []);
	if (!sources.accepted) return sources;
	const taken = new Set(held.map((card) => card.slot));
	const slot = Array.from({ length: cardsEach }, (_, index) => index + 1).find((free) => !taken.has(free))!;
	const id = newId<'private-card'>();
	await tx.insert(privateCards).values({
		id,
		authorityId: doer.authorityId,
		gatheringId: doer.gatheringId,
		seatId,
		slot,
		capacity: doer.seat.capacity,
		...verdict.value,
		sources: sources.value,
		createdAt: doer.at,
		updatedAt: doer.at
	});
	await tell(tx, doer, 'private-card-written');
	return accepted({ id });
}

async function touch(tx: Tx, doer: Doer, id: PrivateCardId) {
	const row = await landscape.lock(tx, doer);
	const [card] = await tx
		.select()
		.from(privateCards)
		.where(and(eq(privateCards.id, id), eq(privateCards.gatheringId, doer.gatheringId), kept))
		.for('update');
	const isAside = card?.setAsideAt != null;
	// what was set aside is changed after the close too: that is how it comes back (MO175)
	const touched = touchCard(
		{ isOpen: isOpen(row) || isAside },
		card && { isMine: card.seatId === doer.seat?.seatId, isRevealed: card.revealedAt !== null }
	);
	return touched.accepted ? accepted({ isAside, text: card!.text }) : touched;
}

/** Changes the words of a card of the acting seat. */
export async function rewrite(
	tx: Tx,
	doer: Doer,
	typed: { readonly card: PrivateCardId; readonly text: string; readonly sources?: readonly string[] }
): Promise<Outcome<{ id: PrivateCardId }, WritingRefusal | SourceRefusal>> {
	const verdict = await touch(tx, doer, typed.card);
	if (!verdict.accepted) return verdict;
	const text = readText(typed.text);
	if (!text.accepted) return text;
	// a form that does not ask leaves them as they are
	const sources = typed.sources && (await sourcesOf(tx, doer, typed.sources));
	if (sources && !sources.accepted) return sources;
	const { isAside, text: before } = verdict.value;
	const freed = isAside && !staysAside(isAside, [before], [text.value]) ? { setAsideAt: null, setAsideFor: null } : {};
	await tx
		.update(privateCards)
		.set({ text: text.value, ...(sources ? { sources: sources.value } : {}), updatedAt: doer.at, ...freed })
		.where(eq(privateCards.id, typed.card));
	await tell(tx, doer, 'private-card-rewritten');
	return accepted({ id: typed.card });
}

/** Withdraws a card of the acting seat: its words are erased, and its place is free again. */
export async function withdraw(
	tx: Tx,
	doer: Doer,
	typed: { readonly card: PrivateCardId }
): Promise<Outcome<{ id: PrivateCardId }, WritingRefusal>> {
	const verdict = await touch(tx, doer, typed.card);
	if (!verdict.accepted) return verdict;
	await tx
		.update(privateCards)
		.set({ text: '', withdrawnAt: doer.at, updatedAt: doer.at })
		.where(eq(privateCards.id, typed.card));
	await tell(tx, doer, 'private-card-withdrawn');
	return accepted({ id: typed.card });
}

/** A permutation of 0 … size-1 drawn by the system's own chance (Fisher-Yates). */
function draw(size: number): number[] {
	const drawn = Array.from({ length: size }, (_, index) => index);
	for (let last = size - 1; last > 0; last -= 1) {
		const other = randomInt(last + 1);
		[drawn[last], drawn[other]] = [drawn[other]!, drawn[last]!];
	}
	return drawn;
}

/** Copies onto the board every private card that is not there yet, under fresh ids and in an order drawn by chance. Answers how many; 0 when there was nothing new (MO6, MO9). */
export async function reveal(tx: Tx, gathering: GatheringAtStep, at: Date): Promise<number> {
	const { authorityId, projectId, gatheringId } = gathering;
	const row = await landscape.lock(tx, gathering);
	const boardId = await landscape.boardFor(tx, row, at);
	const isGoingOn = await goesOn(tx, gatheringId);
	// what was set aside stays where it is (MO174)
	const hidden = await tx
		.select({
			id: privateCards.id,
			seatId: privateCards.seatId,
			zone: privateCards.zone,
			kind: privateCards.kind,
			text: privateCards.text,
			capacity: privateCards.capacity,
			sources: privateCards.sources,
			readableAt: privateCards.readableAt,
			leftOutAt: privateCards.leftOutAt
		})
		.from(privateCards)
		.where(and(eq(privateCards.gatheringId, gatheringId), kept, isNull(privateCards.revealedAt), isNull(privateCards.setAsideAt)))
		.for('update');
	const written = hidden.filter(isGoingOn);
	if (written.length === 0) return 0;
	const roll = await seats.rollOf(tx, gatheringId);
	const { cards, origins } = revealCards(
		written,
		{ ids: written.map(() => newId<'card'>()), drawn: draw(written.length) },
		roll.map((seat) => seat.capacity)
	);
	await boards.seed(tx, boardId, cards);
	await tx.insert(cardAuthors).values(
		origins
			.map(({ id, from }) => ({ cardId: id as CardId, authorityId, seatId: from.seatId, privateCardId: from.id }))
			// Sorted: the order of the rows says nothing of the order of the cards.
			.sort((a, b) => (a.cardId < b.cardId ? -1 : 1))
	);
	await tx
		.update(privateCards)
		.set({ revealedAt: at })
		.where(
			inArray(
				privateCards.id,
				written.map(({ id }) => id)
			)
		);
	await record(tx, {
		authorityId,
		projectId,
		act: 'cards-revealed',
		actor: 'system',
		about: { gathering: gatheringId, board: boardId, cards: cards.length }
	});
	await announce(tx, landscape.topicOf(gatheringId));
	return cards.length;
}

/** The acting seat's own cards, for that seat alone. */
export async function ofSeat(query: Query, seatId: SeatId): Promise<MyCard[]> {
	const own = await rowsAmongMany(
		query,
		'private-cards-of-seats',
		seatId,
		(seatIds) =>
			query
				.select()
				.from(privateCards)
				.where(and(inArray(privateCards.seatId, seatIds), kept))
				.orderBy(asc(privateCards.createdAt), asc(privateCards.slot)),
		(row) => row.seatId
	);
	return own.map(({ id, zone, kind, text, sources, revealedAt, setAsideFor, leftOutAt }) => ({ id, zone, kind, text, sources, isRevealed: revealedAt !== null, setAsideFor, isLeftOut: leftOutAt !== null }));
}

/** What the moderation reads: cards not shown yet, without anything of their authors, in an order by chance. The caller has seen that the writing is closed. */
export async function toRead(query: Query, gatheringId: GatheringId) {
	const isGoingOn = await goesOn(query, gatheringId);
	const { id, zone, text, setAsideFor, seatId, readableAt, leftOutAt } = privateCards;
	const rows = await query
		.select({ id, zone, text, setAsideFor, seatId, readableAt, leftOutAt })
		.from(privateCards)
		.where(and(eq(privateCards.gatheringId, gatheringId), kept, isNull(privateCards.revealedAt)));
	const written = rows.filter(isGoingOn).map(({ id, zone, text, setAsideFor }) => ({ id, zone, text, setAsideFor }));
	return inBlindOrder(gatheringId, written);
}

/** Holds the landscape, so that a reveal comes before or after, and finds the card that the reader means. */
async function readUnderHold(tx: Tx, doer: Doer, handle: string) {
	const mayRead = mayReadCards(await landscape.lock(tx, doer));
	const card = mayRead ? (await toRead(tx, doer.gatheringId)).find((one) => one.handle === handle) : undefined;
	return { mayRead, card };
}

/** Sets a card aside by one of the published rules: nothing is deleted, and its author reads why. The journal says who did it by which rule, neither the card nor its author (MO174, MO176). */
export async function setAside(tx: Tx, doer: Doer, asked: { readonly handle: string; readonly rule: string }): Promise<Outcome<ModerationRule, ModerationRefusal>> {
	const { mayRead, card } = await readUnderHold(tx, doer, asked.handle);
	const judged = judgeSetAside(mayRead, card, asked.rule);
	if (!judged.accepted) return judged;
	await tx.update(privateCards).set({ setAsideAt: doer.at, setAsideFor: judged.value }).where(eq(privateCards.id, card!.id));
	await tell(tx, doer, 'card-set-aside', { rule: judged.value });
	return judged;
}

/** A card set aside by mistake, or whose author has spoken to the facilitator, comes back among the others (MO177). */
export async function putBack(tx: Tx, doer: Doer, asked: { readonly handle: string }): Promise<Outcome<null, ModerationRefusal>> {
	const { mayRead, card } = await readUnderHold(tx, doer, asked.handle);
	const judged = judgePutBack(mayRead, card);
	if (!judged.accepted) return judged;
	await tx.update(privateCards).set({ setAsideAt: null, setAsideFor: null }).where(eq(privateCards.id, card!.id));
	await tell(tx, doer, 'card-put-back');
	return judged;
}

/** How much was written, how much of it nobody could read blind yet, and by how many seats: never what, never who. */
export async function countsOf(
	query: Query,
	gatheringId: GatheringId
): Promise<{ counts: ZoneCounts; written: number; neverReadable: number; writers: ReadonlySet<SeatId> }> {
	const isGoingOn = await goesOn(query, gatheringId);
	const all = await query
		.select({ zone: privateCards.zone, seatId: privateCards.seatId, readableAt: privateCards.readableAt, leftOutAt: privateCards.leftOutAt })
		.from(privateCards)
		.where(and(eq(privateCards.gatheringId, gatheringId), kept));
	const rows = all.filter(isGoingOn);
	return { counts: countByZone(rows), written: rows.length, neverReadable: rows.filter(({ readableAt }) => readableAt === null).length, writers: new Set(rows.map((card) => card.seatId)) };
}

/** What each card of the board said when it was revealed, without anything of its author. A part of a card that was cut has none. */
export async function firstWords(query: Query, gatheringId: GatheringId): Promise<ReadonlyMap<string, string>> {
	const rows = await query
		.select({ cardId: cardAuthors.cardId, text: privateCards.text })
		.from(cardAuthors)
		.innerJoin(privateCards, eq(privateCards.id, cardAuthors.privateCardId))
		.where(eq(privateCards.gatheringId, gatheringId));
	return new Map(rows.map(({ cardId, text }) => [cardId as string, text]));
}

/** Puts the words with which a card was revealed back on the board (BO17). */
export async function restoreWords(tx: Tx, doer: Doer, typed: { readonly card: string }): Promise<Outcome<null, 'card-unknown'>> {
	const row = await landscape.lock(tx, doer);
	const words = (await firstWords(tx, doer.gatheringId)).get(typed.card);
	if (!row.boardId || words === undefined || !(await boards.rewordCard(tx, row.boardId, typed.card, words, doer.actor))) return refused('card-unknown');
	const { authorityId, projectId, actor, gatheringId } = doer;
	await record(tx, { authorityId, projectId, act: 'card-words-restored', actor, about: { gathering: gatheringId, board: row.boardId, card: typed.card } });
	await announce(tx, landscape.topicOf(gatheringId));
	return accepted(null);
}

/** The cards of the landscape that these seats wrote. */
export async function cardsOf(query: Query, seatIds: readonly SeatId[]): Promise<readonly CardId[]> {
	if (seatIds.length === 0) return [];
	const rows = await query.select({ cardId: cardAuthors.cardId }).from(cardAuthors).where(inArray(cardAuthors.seatId, [...seatIds]));
	return rows.map(({ cardId }) => cardId);
}

/** The seat that wrote a card of the board, for the system's own answers: no screen asks this. */
export async function authorOf(query: Query, cardId: CardId): Promise<SeatId | undefined> {
	const [row] = await query.select({ seatId: cardAuthors.seatId }).from(cardAuthors).where(eq(cardAuthors.cardId, cardId));
	return row?.seatId;
}
