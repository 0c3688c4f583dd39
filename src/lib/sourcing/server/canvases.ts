// The only writer of the sourcing canvases: the family that a project names, the entries of its four chapters, their versions.
import { and, asc, desc, eq, notLike, sql } from 'drizzle-orm';
import type { AuthorityId, GatheringId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { dayIn } from '../../projects/rules/local-time.ts';
import * as projects from '../../projects/server/projects.ts';
import {
	mayChange,
	readFamily,
	sameWords,
	writeEntry,
	type EntryMoveRefusal,
	type EntryRefusal,
	type EntryState,
	type EntryTyped,
	type EntryWords,
	type FamilyRefusal
} from '../rules/canvas.ts';
import type { NoteMoveRefusal } from '../rules/notes.ts';
import * as notes from './notes.ts';
import { canvases, entries, projectCanvases, wordings, type CanvasId, type EntryId, type NoteId } from './tables.ts';

interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}

/** Who keeps the canvas: an account of the team, or the buyer's seat. */
export interface Keeper extends Place {
	readonly actor: Actor;
	readonly at: Date;
	/** ISO day, in the authority's zone */
	readonly today: string;
}

/** Who keeps, on the day that it is there. */
export async function keeperOf(query: Query, { authorityId, projectId }: Place, actor: Actor, at: Date): Promise<Keeper> {
	const authority = await authorities.read(query, authorityId);
	return { authorityId, projectId, actor, at, today: dayIn(at, authority!.timeZone) };
}

const tell = (tx: Tx, { authorityId, projectId, actor }: Keeper, act: string, about: Record<string, string | number>) => record(tx, { authorityId, projectId, act, actor, about });

/** The canvas of a project; undefined until its family is named. */
async function canvasOf(query: Query, { authorityId, projectId }: Place): Promise<{ id: CanvasId; family: string } | undefined> {
	const [row] = await query
		.select({ id: canvases.id, family: canvases.family })
		.from(projectCanvases)
		.innerJoin(canvases, eq(canvases.id, projectCanvases.canvasId))
		.where(and(eq(projectCanvases.authorityId, authorityId), eq(projectCanvases.projectId, projectId)));
	return row;
}

/** The family of purchases that a project names; empty until it does. */
export const familyOf = async (query: Query, place: Place): Promise<string> => (await canvasOf(query, place))?.family ?? '';

/** Whether a project has named its family: else nothing of it is sorted. */
export const hasFamily = async (query: Query, place: Place): Promise<boolean> => (await canvasOf(query, place)) !== undefined;

/** The families that the authority already keeps: naming one of them joins its canvas. */
export async function familiesOf(query: Query, authorityId: AuthorityId): Promise<string[]> {
	const rows = await query
		.select({ family: canvases.family })
		.from(canvases)
		.where(and(eq(canvases.authorityId, authorityId), notLike(canvases.familyKey, `${apart}%`)));
	return rows.map(({ family }) => family).sort(new Intl.Collator('fr').compare);
}

/** No key of a family that is read holds a colon: the canvas of a rehearsal is joined by nobody else's. */
const apart = 'rehearsal:';

/** Names the family of a project: one that the authority keeps already brings its canvas (SO6). */
export async function nameFamily(tx: Tx, by: Keeper, typed: string): Promise<Outcome<CanvasId, FamilyRefusal>> {
	const family = readFamily(typed);
	if (!family.accepted) return family;
	const { authorityId, projectId, at } = by;
	const { name } = family.value;
	const key = (await projects.holdsRehearsal(tx, projectId)) ? `${apart}${projectId}` : family.value.key;
	await tx.insert(canvases).values({ id: newId<'canvas'>(), authorityId, family: name, familyKey: key, createdAt: at }).onConflictDoUpdate({ target: [canvases.authorityId, canvases.familyKey], set: { family: key.startsWith(apart) ? name : sql`${canvases.family}` } });
	const [canvas] = await tx
		.select({ id: canvases.id })
		.from(canvases)
		.where(and(eq(canvases.authorityId, authorityId), eq(canvases.familyKey, key)));
	await tx.insert(projectCanvases).values({ projectId, authorityId, canvasId: canvas!.id }).onConflictDoUpdate({ target: projectCanvases.projectId, set: { canvasId: canvas!.id } });
	await tell(tx, by, 'canvas-family-named', { canvas: canvas!.id });
	return accepted(canvas!.id);
}

/** The canvas that goes with a rehearsal: no other project has it. */
export const idsApart = async (query: Query, { authorityId, projectId }: Place): Promise<string[]> =>
	(await query.select({ id: canvases.id }).from(canvases).where(and(eq(canvases.authorityId, authorityId), eq(canvases.familyKey, `${apart}${projectId}`)))).map(({ id }) => id);

export interface ReadWording extends EntryWords {
	readonly version: number;
	/** ISO 8601 */
	readonly writtenAt: string;
}

export interface ReadEntry extends ReadWording {
	readonly id: EntryId;
	readonly state: EntryState;
	readonly projectId: ProjectId;
	readonly gatheringId: GatheringId | null;
	/** what it said before, the latest first */
	readonly earlier: readonly ReadWording[];
}

export interface ReadCanvas {
	/** null until the project names it */
	readonly family: string | null;
	/** in the order in which they came */
	readonly entries: readonly ReadEntry[];
}

const wordsOf = ({ chapter, text, source, datedOn, verifiedOn, verifiedBy, validUntil, isToAsk, namesOperator }: EntryWords): EntryWords => ({
	chapter,
	text,
	source,
	datedOn,
	verifiedOn,
	verifiedBy,
	validUntil,
	isToAsk,
	namesOperator
});

/** The whole canvas, withdrawn entries and earlier wordings included. */
export async function read(query: Query, place: Place): Promise<ReadCanvas> {
	const canvas = await canvasOf(query, place);
	if (!canvas) return { family: null, entries: [] };
	const rows = await query
		.select({ entry: entries, wording: wordings })
		.from(entries)
		.innerJoin(wordings, eq(wordings.entryId, entries.id))
		.where(and(eq(entries.authorityId, place.authorityId), eq(entries.canvasId, canvas.id)))
		.orderBy(asc(entries.createdAt), asc(entries.id), desc(wordings.version));
	const told = Map.groupBy(rows, ({ entry }) => entry.id);
	return {
		family: canvas.family,
		entries: [...told.values()].map((versions) => {
			const [last, ...earlier] = versions.map(({ wording }) => ({ ...wordsOf(wording), version: wording.version, writtenAt: wording.writtenAt.toISOString() }));
			const { id, state, projectId, gatheringId } = versions[0]!.entry;
			return { ...last!, id, state, projectId, gatheringId, earlier };
		})
	};
}

async function insert(tx: Tx, by: Keeper, canvasId: CanvasId, words: EntryWords, gatheringId: GatheringId | null): Promise<EntryId> {
	const { authorityId, projectId, at, actor } = by;
	const id = newId<'canvas-entry'>();
	await tx.insert(entries).values({ id, authorityId, canvasId, projectId, gatheringId, version: 1, state: 'current', createdAt: at });
	await tx.insert(wordings).values({ authorityId, entryId: id, version: 1, ...words, writtenBy: actor, writtenAt: at });
	return id;
}

/** Adds an entry that nobody noted in a room. */
export async function add(tx: Tx, by: Keeper, typed: EntryTyped): Promise<Outcome<EntryId, EntryRefusal | 'family-missing'>> {
	const canvas = await canvasOf(tx, by);
	if (!canvas) return refused('family-missing');
	const words = writeEntry(typed, by.today);
	if (!words.accepted) return words;
	const id = await insert(tx, by, canvas.id, words.value, null);
	await tell(tx, by, 'canvas-entry-written', { entry: id, chapter: words.value.chapter });
	return accepted(id);
}

/** Sorts a note into a chapter: the entry begins with its words, or with those that who sorts puts in their place; the note keeps its own (SO4). */
export async function sort(tx: Tx, by: Keeper, note: string, typed: Omit<EntryTyped, 'namesOperator'>): Promise<Outcome<EntryId, NoteMoveRefusal | EntryRefusal | 'family-missing'>> {
	const held = await notes.hold(tx, by, note);
	if (!held) return refused('note-unknown');
	if (held.state !== 'unsorted') return refused('note-already-sorted');
	const canvas = await canvasOf(tx, by);
	if (!canvas) return refused('family-missing');
	const words = writeEntry({ ...typed, text: typed.text.trim() === '' ? held.text : typed.text, namesOperator: held.namesOperator }, by.today);
	if (!words.accepted) return words;
	const id = await insert(tx, by, canvas.id, words.value, held.gatheringId);
	const moved = await notes.move(tx, held, 'sort', id);
	if (!moved.accepted) return moved;
	await tell(tx, by, 'canvas-note-sorted', { note: held.id, entry: id, chapter: words.value.chapter });
	return accepted(id);
}

/** Leaves a note out of the canvas, or takes it back among those to sort: nothing is deleted (SO4). */
export async function moveNote(tx: Tx, by: Keeper, note: string, how: 'set-aside' | 'put-back'): Promise<Outcome<NoteId, NoteMoveRefusal>> {
	const held = await notes.hold(tx, by, note);
	if (!held) return refused('note-unknown');
	const moved = await notes.move(tx, held, how);
	if (!moved.accepted) return moved;
	await tell(tx, by, how === 'set-aside' ? 'canvas-note-set-aside' : 'canvas-note-put-back', { note: held.id });
	return moved;
}

/** The entry and its last words, held until the transaction ends. It belongs to the canvas of the project from which it is changed. */
async function hold(tx: Tx, by: Keeper, typed: string) {
	const id = readId<'canvas-entry'>(typed);
	const canvas = id && (await canvasOf(tx, by));
	if (!canvas) return undefined;
	const [entry] = await tx
		.select()
		.from(entries)
		.where(and(eq(entries.authorityId, by.authorityId), eq(entries.canvasId, canvas.id), eq(entries.id, id)))
		.for('update');
	if (!entry) return undefined;
	const [wording] = await tx
		.select()
		.from(wordings)
		.where(and(eq(wordings.entryId, entry.id), eq(wordings.version, entry.version)));
	return { entry, words: wordsOf(wording!) };
}

/** Writes an entry anew, as a new version, by who read the last one (SO9). */
export async function change(tx: Tx, by: Keeper, asked: { readonly entry: string; readonly version: number }, typed: EntryTyped): Promise<Outcome<EntryId, EntryRefusal | EntryMoveRefusal>> {
	const held = await hold(tx, by, asked.entry);
	if (!held) return refused('entry-unknown');
	const next = mayChange(held.entry, asked.version);
	if (!next.accepted) return next;
	const words = writeEntry(typed, by.today);
	if (!words.accepted) return words;
	if (sameWords(words.value, held.words)) return refused('entry-unchanged');
	const { id, authorityId } = held.entry;
	await tx.insert(wordings).values({ authorityId, entryId: id, version: next.value, ...words.value, writtenBy: by.actor, writtenAt: by.at });
	await tx.update(entries).set({ version: next.value }).where(eq(entries.id, id));
	await tell(tx, by, 'canvas-entry-changed', { entry: id, version: next.value });
	return accepted(id);
}

/** Takes an entry out of the canvas, or back into it; it stays in the history (SO9). */
export async function moveEntry(tx: Tx, by: Keeper, asked: { readonly entry: string; readonly version: number }, how: 'withdraw' | 'restore'): Promise<Outcome<EntryId, EntryMoveRefusal>> {
	const held = await hold(tx, by, asked.entry);
	if (!held) return refused('entry-unknown');
	const { id, state, version } = held.entry;
	if (how === 'restore') {
		if (state === 'current') return refused('entry-not-withdrawn');
	} else {
		const next = mayChange({ state, version }, asked.version);
		if (!next.accepted) return next;
	}
	await tx
		.update(entries)
		.set({ state: how === 'withdraw' ? 'withdrawn' : 'current' })
		.where(eq(entries.id, id));
	await tell(tx, by, how === 'withdraw' ? 'canvas-entry-withdrawn' : 'canvas-entry-restored', { entry: id });
	return accepted(id);
}
