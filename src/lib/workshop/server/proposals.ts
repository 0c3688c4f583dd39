// The only writer of the prescriber's proposal: its draft on a board of its own, what the landscape changed in it, and its sealing as v0.
import { and, eq, inArray } from 'drizzle-orm';
import * as boards from '../../boards/server/boards.ts';
import type { BoardId, PassageId, TextId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { onceInLook, rowsAmongMany } from '../../db/server/together.ts';
import { newId, readId } from '../../db/server/ids.ts';
import type { Doer, GatheringAtStep, SeatAtStep } from '../../gatherings/server/step.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Version } from '../../texts/rules/passages.ts';
import * as texts from '../../texts/server/texts.ts';
import * as rules from '../rules/proposal.ts';
import { readNeeds } from './needs.ts';
import { bookmarks, proposals } from './tables.ts';

export type Place = Pick<GatheringAtStep, 'authorityId' | 'gatheringId'>;

/** The text of a proposal among those of its gathering. */
export const textName = 'proposal';

export interface Proposal {
	/** null while nobody has brought a draft */
	readonly draftBoardId: BoardId | null;
	/** null before v0 */
	readonly textId: TextId | null;
	/** cards of the landscape that the draft answers, as its authors say */
	readonly needs: readonly string[];
	/** why a need is left without an answer: card → reason */
	readonly unanswered: Readonly<Record<string, string>>;
	/** « ce que le paysage m'a fait changer » */
	readonly changed: string;
	readonly sealedAt: Date | null;
}

const none: Proposal = { draftBoardId: null, textId: null, needs: [], unanswered: {}, changed: '', sealedAt: null };

const here = ({ authorityId, gatheringId }: Place) => and(eq(proposals.authorityId, authorityId), eq(proposals.gatheringId, gatheringId));

/** The proposal as its authors have it: before v0, nothing of it is for anybody else's eyes. */
export const read = (query: Query, place: Place): Promise<Proposal> => onceInLook(query, `proposal:${place.gatheringId}`, () => readNow(query, place));

async function readNow(query: Query, place: Place): Promise<Proposal> {
	const [row] = await query.select().from(proposals).where(here(place));
	return row ?? none;
}

/** The row, made if missing, held until the transaction ends: whoever writes or seals waits here. */
async function lock(tx: Tx, { authorityId, gatheringId }: Place): Promise<Proposal> {
	await tx.insert(proposals).values({ authorityId, gatheringId }).onConflictDoNothing();
	const [row] = await tx.select().from(proposals).where(here({ authorityId, gatheringId })).for('update');
	return row!;
}

/** The board of the draft, made open at the first asking: prescriber, buyer and facilitators write on it until v0 is sealed. */
export async function boardFor(tx: Tx, place: Place): Promise<BoardId> {
	const { draftBoardId } = await lock(tx, place);
	if (draftBoardId) return draftBoardId;
	const { authorityId, gatheringId } = place;
	const made = await boards.create(tx, { authorityId, gatheringId, name: 'proposal-draft', kind: 'passages', capacities: rules.draftWriters });
	await boards.unfreeze(tx, made);
	await tx.update(proposals).set({ draftBoardId: made }).where(here(place));
	return made;
}

/** The board of the draft, cold: what is committed, and the version that a form gives back. */
export async function readDraft(query: Query, draftBoardId: BoardId | null): Promise<boards.PassagesRead> {
	return draftBoardId ? boards.readPassages(query, draftBoardId) : { passages: [], version: '' };
}

type Acting = Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId' | 'actor' | 'onBehalfOf' | 'seat' | 'at'>;

/** A seat acts in its own capacity, also when a facilitator types for it; without one it is the desk, or the room itself. */
const handOf = ({ seat }: Acting) => seat?.capacity ?? 'desk';

async function tell(tx: Tx, doer: Acting, act: string, about: Readonly<Record<string, string | number>> = {}): Promise<void> {
	const { authorityId, projectId, gatheringId, actor, onBehalfOf } = doer;
	await record(tx, { authorityId, projectId, act, actor, onBehalfOf, about: { gathering: gatheringId, ...about } });
	await announce(tx, `step:${gatheringId}`);
}

/** The row, held for a hand that may write. */
async function holdFor(tx: Tx, doer: Acting): Promise<Outcome<Proposal, rules.WriterRefusal>> {
	const held = await lock(tx, doer);
	const may = rules.mayWriteDraft(handOf(doer), held.sealedAt !== null);
	return may.accepted ? accepted(held) : may;
}

/** Makes the draft what somebody typed whole in a form, `version` being the one that the form showed; passages that stand keep their id. */
export async function writeDraft(tx: Tx, doer: Acting, typed: { readonly text: string; readonly version: string }): Promise<Outcome<unknown, rules.DraftRefusal>> {
	const held = await holdFor(tx, doer);
	if (!held.accepted) return held;
	const lines = rules.readDraft(typed.text);
	if (!lines.accepted) return lines;
	const boardId = await boardFor(tx, doer);
	const { passages } = await boards.readPassages(tx, boardId);
	const wanted = rules.matchDraft(passages, lines.value, lines.value.map(() => newId<'passage'>()));
	// a form that was shown before there was a board gives nothing back: it may fill an empty draft, never overwrite one
	const version = typed.version || (passages.length === 0 ? (await boards.readPassages(tx, boardId)).version : '');
	const written = await boards.rewritePassages(tx, boardId, wanted, { version, actor: doer.actor });
	if (!written.accepted) return refused(written.reason === 'board-frozen' ? 'proposal-sealed' : 'draft-changed-meanwhile');
	await tell(tx, doer, 'draft-written', { passages: wanted.length });
	return accepted(null);
}

async function sayOfNeed(tx: Tx, doer: Acting, need: string, stance: rules.NeedStance, reason = ''): Promise<Outcome<unknown, rules.NeedRefusal>> {
	const held = await holdFor(tx, doer);
	if (!held.accepted) return held;
	if (!(await readNeeds(tx, doer.gatheringId)).some(({ id }) => id === need)) return refused('need-unknown');
	const { [need]: _, ...others } = held.value.unanswered;
	await tx
		.update(proposals)
		.set({
			needs: [...held.value.needs.filter((id) => id !== need), ...(stance === 'answered' ? [need] : [])],
			unanswered: { ...others, ...(stance === 'left' ? { [need]: reason } : {}) }
		})
		.where(here(doer));
	await tell(tx, doer, `need-${stance === 'open' ? 'reopened' : stance}`, { card: need });
	return accepted(null);
}

/** « Le brouillon y répond. » */
export const answerNeed = (tx: Tx, doer: Acting, need: string) => sayOfNeed(tx, doer, need, 'answered');

/** Nothing is said of it any more. */
export const reopenNeed = (tx: Tx, doer: Acting, need: string) => sayOfNeed(tx, doer, need, 'open');

/** Left without an answer, and why. */
export async function leaveNeed(tx: Tx, doer: Acting, { need, reason }: { readonly need: string; readonly reason: string }): Promise<Outcome<unknown, rules.NeedRefusal>> {
	const read = rules.readReason(reason);
	return read.accepted ? sayOfNeed(tx, doer, need, 'left', read.value) : read;
}

/** « Ce que le paysage m'a fait changer. » */
export async function writeChanged(tx: Tx, doer: Acting, typed: string): Promise<Outcome<unknown, rules.ChangedRefusal>> {
	const held = await holdFor(tx, doer);
	if (!held.accepted) return held;
	const read = rules.readChanged(typed);
	if (!read.accepted) return read;
	await tx.update(proposals).set({ changed: read.value }).where(here(doer));
	await tell(tx, doer, 'change-told');
	return accepted(null);
}

/** Seals, with the reasons said in the same gesture for needs that are left (MO106, MO111): all of it, or nothing. */
export async function sealSaying(tx: Tx, doer: Sealer, reasons: ReadonlyMap<string, string>): Promise<Outcome<{ readonly textId: TextId; readonly number: number }, rules.SealRefusal | rules.NeedRefusal>> {
	for (const [need, reason] of reasons) {
		if (reason.trim() === '') continue;
		const left = await leaveNeed(tx, doer, { need, reason });
		if (!left.accepted) return left;
	}
	return seal(tx, doer);
}

/** Who seals: the prescriber from their hand, a facilitator from the desk, or the room that goes on (`system`). */
export type Sealer = Acting;

/** Makes version 0 of what the draft says in this moment, and freezes its board for good (MO104, MO105). */
export async function seal(tx: Tx, doer: Sealer): Promise<Outcome<{ readonly textId: TextId; readonly number: number }, rules.SealRefusal>> {
	const { authorityId, projectId, gatheringId, actor, onBehalfOf, at } = doer;
	const held = await lock(tx, doer);
	const may = rules.maySeal(actor === 'system' ? 'system' : handOf(doer), held.sealedAt !== null);
	if (!may.accepted) return may;
	if (!held.draftBoardId) return refused('draft-empty');
	// first frozen, then read: what was acknowledged to somebody who types is in v0, and nothing comes after it
	await boards.freeze(tx, held.draftBoardId);
	const { passages } = await boards.readPassages(tx, held.draftBoardId);
	const text = rules.textToSeal(passages);
	if (!text.accepted) {
		await boards.unfreeze(tx, held.draftBoardId);
		return text;
	}
	const textId = await texts.create(tx, { authorityId, projectId, occasionId: gatheringId, name: textName, topic: `step:${gatheringId}` });
	const sealed = await texts.seal(tx, { textId, base: -1, ...text.value, actor, onBehalfOf, at });
	// the row is held and was not sealed: nobody else writes this text before v0
	if (!sealed.accepted) throw new Error(`v0 of the proposal ${gatheringId} was refused: ${sealed.reason}`);
	await tx.update(proposals).set({ textId, sealedAt: at }).where(here(doer));
	await tell(tx, doer, 'proposal-sealed', { text: textId, version: sealed.value.number, needs: held.needs.length });
	return accepted({ textId, number: sealed.value.number });
}

/** A room never goes on without v0 where there is something to seal: for each step that needs it (MO104). */
export async function sealIfWritten(tx: Tx, gathering: GatheringAtStep, at: Date): Promise<void> {
	if ((await read(tx, gathering)).sealedAt === null) await seal(tx, { ...gathering, actor: 'system', at });
}

/** The text as it was sealed; undefined before. */
export async function sealedText(query: Query, { textId }: Proposal): Promise<Version | undefined> {
	return textId ? texts.readVersion(query, textId, 0) : undefined;
}

/** Marks a passage of v0 for the acting seat alone: nothing is announced, and the journal knows nothing of it (MO108). */
export async function bookmark(tx: Tx, doer: Acting, { passage, note }: { readonly passage: string; readonly note: string }): Promise<Outcome<unknown, rules.BookmarkRefusal>> {
	if (!doer.seat) return refused('bookmark-needs-seat');
	const text = await sealedText(tx, await read(tx, doer));
	if (!text) return refused('proposal-not-sealed');
	if (!text.passages.some(({ id }) => id === passage)) return refused('passage-unknown');
	const typed = rules.readNote(note);
	if (!typed.accepted) return typed;
	const { authorityId, gatheringId } = doer;
	const own = { authorityId, gatheringId, seatId: doer.seat.seatId, passageId: passage as PassageId, version: text.number, note: typed.value };
	await tx
		.insert(bookmarks)
		.values(own)
		.onConflictDoUpdate({ target: [bookmarks.gatheringId, bookmarks.seatId, bookmarks.passageId], set: { note: own.note, version: own.version } });
	return accepted(null);
}

export async function unbookmark(tx: Tx, doer: Acting, { passage }: { readonly passage: string }): Promise<Outcome<unknown, rules.BookmarkRefusal>> {
	if (!doer.seat) return refused('bookmark-needs-seat');
	if (!readId<'passage'>(passage)) return refused('passage-unknown');
	await tx.delete(bookmarks).where(and(ofSeat(doer.seat), eq(bookmarks.passageId, passage as PassageId)));
	return accepted(null);
}

const ofSeat = ({ authorityId, gatheringId, seatId }: Pick<SeatAtStep, 'authorityId' | 'gatheringId' | 'seatId'>) =>
	and(eq(bookmarks.authorityId, authorityId), eq(bookmarks.gatheringId, gatheringId), eq(bookmarks.seatId, seatId));

/** What this seat marked, and its notes: passage → note. For this seat alone. */
export async function bookmarksOf(query: Query, seat: Pick<SeatAtStep, 'authorityId' | 'gatheringId' | 'seatId'>): Promise<Readonly<Record<string, string>>> {
	const { seatId, passageId, note } = bookmarks;
	const rows = await rowsAmongMany(
		query,
		`bookmarks:${seat.gatheringId}`,
		seat.seatId,
		(seatIds) =>
			query
				.select({ seatId, passageId, note })
				.from(bookmarks)
				.where(and(eq(bookmarks.authorityId, seat.authorityId), eq(bookmarks.gatheringId, seat.gatheringId), inArray(seatId, seatIds))),
		(row) => row.seatId
	);
	return Object.fromEntries(rows.map(({ passageId, note }) => [passageId, note]));
}
