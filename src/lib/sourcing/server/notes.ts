// The only writer of what people note for the canvas while the room works.
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { AccountId, AuthorityId, GatheringId, ProjectId, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { rowsAmongMany, together } from '../../db/server/together.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { GatheringAtStep, SeatAtStep } from '../../gatherings/server/step.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { asLine, countNotes, moveNote, writeNote, type NoteCounts, type NoteKind, type NoteMove, type NoteMoveRefusal, type NoteRefusal, type NoteState, type NoteTyped } from '../rules/notes.ts';
import { notes, wordings, type EntryId, type NoteId } from './tables.ts';
import type { Chapter } from '../rules/canvas.ts';

type Place = Pick<GatheringAtStep, 'authorityId' | 'projectId' | 'gatheringId'>;

/** Who notes: a seat, for itself or by the console when it is on paper; or whoever holds the console, for nobody. */
export type Noter = Place & { readonly at: Date } & (
		| { readonly seat: Pick<SeatAtStep, 'seatId'>; readonly accountId?: AccountId }
		| { readonly seat?: undefined; readonly accountId: AccountId }
	);

/** Consoles, walls and the buyer's hand look again; the other hands have nothing new to read. */
const tell = (tx: Tx, gatheringId: GatheringId) => announce(tx, `notes:${gatheringId}`);

const actorOf = ({ seat, accountId }: Noter): Actor => (accountId ? `account:${accountId}` : `seat:${seat!.seatId}`);

/** Keeps a note (SO1, SO2). The journal says who noted something, never what: its entry names no note. */
export async function write(tx: Tx, noter: Noter, typed: NoteTyped): Promise<Outcome<NoteId, NoteRefusal | 'gathering-closed' | 'seat-expelled'>> {
	const { authorityId, projectId, gatheringId, seat, accountId, at } = noter;
	await gatherings.hold(tx, noter, 'still');
	if ((await gatherings.read(tx, gatheringId)).closedAt) return refused('gathering-closed');
	if (seat && !(await seats.holdAdmitted(tx, { gatheringId, seatId: seat.seatId }))) return refused('seat-expelled');
	// two notes of one seat at once wait for each other: what the second counts holds the first
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`canvas-notes:${seat?.seatId ?? accountId}`}, 0))`);
	const own = await tx
		.select({ id: notes.id, kind: notes.kind, text: notes.text, state: notes.state })
		.from(notes)
		.where(and(eq(notes.gatheringId, gatheringId), seat ? eq(notes.seatId, seat.seatId) : and(sql`${notes.seatId} is null`, eq(notes.accountId, accountId!))));
	// the same words sent twice, by a phone whose answer was lost, are one note
	const twin = own.find((one) => one.state === 'unsorted' && one.kind === typed.kind && one.text === asLine(typed.text));
	if (twin) return accepted(twin.id);
	const written = writeNote(typed, own.filter(({ state }) => state !== 'withdrawn').length);
	if (!written.accepted) return written;
	const id = newId<'canvas-note'>();
	await tx.insert(notes).values({ id, authorityId, projectId, gatheringId, seatId: seat?.seatId ?? null, accountId: accountId ?? null, ...written.value, state: 'unsorted', writtenAt: at });
	await record(tx, {
		authorityId,
		projectId,
		act: 'canvas-note-written',
		actor: actorOf(noter),
		...(seat && accountId ? { onBehalfOf: `seat:${seat.seatId}` as const } : {}),
		about: { gathering: gatheringId }
	});
	await tell(tx, gatheringId);
	return accepted(id);
}

/** A seat takes its own note back while it waits to be sorted (SO5). */
export async function withdraw(tx: Tx, noter: Noter & { readonly seat: Pick<SeatAtStep, 'seatId'> }, typed: string): Promise<Outcome<NoteId, NoteMoveRefusal | 'gathering-closed'>> {
	const { authorityId, projectId, gatheringId, seat } = noter;
	await gatherings.hold(tx, noter, 'still');
	if ((await gatherings.read(tx, gatheringId)).closedAt) return refused('gathering-closed');
	const row = await hold(tx, noter, typed);
	if (!row || row.seatId !== seat.seatId || row.gatheringId !== gatheringId) return refused('note-unknown');
	const moved = await move(tx, row, 'withdraw');
	if (!moved.accepted) return moved;
	await record(tx, { authorityId, projectId, act: 'canvas-note-withdrawn', actor: actorOf(noter), about: { gathering: gatheringId } });
	return moved;
}

export type HeldNote = typeof notes.$inferSelect;

/** The note, held until the transaction ends: two who sort it wait here. */
export async function hold(tx: Tx, { authorityId, projectId }: { authorityId: AuthorityId; projectId: ProjectId }, typed: string): Promise<HeldNote | undefined> {
	const id = readId<'canvas-note'>(typed);
	if (!id) return undefined;
	const [row] = await tx
		.select()
		.from(notes)
		.where(and(eq(notes.authorityId, authorityId), eq(notes.projectId, projectId), eq(notes.id, id)))
		.for('update');
	return row;
}

/** Moves a note that is held. */
export async function move(tx: Tx, note: HeldNote, how: NoteMove, entryId: EntryId | null = null): Promise<Outcome<NoteId, NoteMoveRefusal>> {
	const moved = moveNote(note.state, how);
	if (!moved.accepted) return moved;
	await tx.update(notes).set({ state: moved.value, entryId }).where(eq(notes.id, note.id));
	await tell(tx, note.gatheringId);
	return accepted(note.id);
}

/** A note as the team reads it: by no order in which it came, and from nobody. */
export interface ReadNote {
	readonly id: NoteId;
	readonly gatheringId: GatheringId;
	readonly kind: NoteKind;
	readonly text: string;
	readonly namesOperator: boolean;
	readonly state: NoteState;
}

const read = { id: notes.id, gatheringId: notes.gatheringId, kind: notes.kind, text: notes.text, namesOperator: notes.namesOperator, state: notes.state };

/** The notes of a project that wait to be sorted, and those left aside. */
export async function toSort(query: Query, { authorityId, projectId }: { authorityId: AuthorityId; projectId: ProjectId }): Promise<ReadNote[]> {
	return query
		.select(read)
		.from(notes)
		.where(and(eq(notes.authorityId, authorityId), eq(notes.projectId, projectId), inArray(notes.state, ['unsorted', 'aside'])))
		.orderBy(asc(notes.id));
}

/** What the wall may show. */
export const countsOf = (query: Query, { authorityId, gatheringId }: Pick<Place, 'authorityId' | 'gatheringId'>): Promise<NoteCounts> =>
	together(query, `canvas-notes:${gatheringId}`, async () =>
		countNotes(
			await query
				.select({ kind: notes.kind, state: notes.state })
				.from(notes)
				.where(and(eq(notes.authorityId, authorityId), eq(notes.gatheringId, gatheringId)))
		)
	);

/** A seat's own notes, for that seat alone, the latest first. */
export interface OwnNote {
	readonly id: NoteId;
	readonly kind: NoteKind;
	readonly text: string;
	readonly state: NoteState;
}

export async function ofSeat(query: Query, { gatheringId, seatId: own }: { gatheringId: GatheringId; seatId: SeatId }): Promise<OwnNote[]> {
	const rows = await rowsAmongMany(
		query,
		`canvas-notes-of:${gatheringId}`,
		own,
		(seatIds) =>
			query
				.select({ id: notes.id, kind: notes.kind, text: notes.text, state: notes.state, seatId: notes.seatId, writtenAt: notes.writtenAt })
				.from(notes)
				.where(and(eq(notes.gatheringId, gatheringId), inArray(notes.seatId, seatIds), ne(notes.state, 'withdrawn'))),
		(row) => row.seatId!
	);
	return rows.toSorted((a, b) => b.writtenAt.getTime() - a.writtenAt.getTime()).map(({ id, kind, text, state }) => ({ id, kind, text, state }));
}

/** What a gathering gave the canvas: the words as they were noted, and where they were sorted. */
export interface NoteInRecord {
	readonly kind: NoteKind;
	readonly text: string;
	/** null while it waits */
	readonly chapter: Chapter | null;
	readonly isToAsk: boolean;
	/** whether it is held back from the public: as who sorted it says, else as its author says */
	readonly namesOperator: boolean;
}

export async function ofGathering(query: Query, { authorityId, gatheringId }: Pick<Place, 'authorityId' | 'gatheringId'>): Promise<NoteInRecord[]> {
	const rows = await query
		.select({ kind: notes.kind, text: notes.text, marked: notes.namesOperator, chapter: wordings.chapter, isToAsk: wordings.isToAsk, heldBack: wordings.namesOperator, version: wordings.version })
		.from(notes)
		.leftJoin(wordings, and(eq(wordings.entryId, notes.entryId), sql`${wordings.version} = (select version from sourcing_entries where id = ${notes.entryId})`))
		.where(and(eq(notes.authorityId, authorityId), eq(notes.gatheringId, gatheringId), inArray(notes.state, ['unsorted', 'sorted'])))
		.orderBy(asc(notes.id));
	return rows.map(({ kind, text, marked, chapter, isToAsk, heldBack }) => ({ kind, text, chapter, isToAsk: isToAsk ?? kind === 'ask', namesOperator: heldBack ?? marked }));
}
