// The only writer of what the field says to a room: the materials chosen, the one that the wall shows, and what each seat says of them.
import { and, eq } from 'drizzle-orm';
import type { GatheringId, MaterialId, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import * as materials from '../../enquiry/server/materials.ts';
import type { Doer, GatheringAtStep } from '../../gatherings/server/step.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readChosen, readReaction, type ChoiceRefusal, type Reaction, type ReactionRefusal } from '../rules/field.ts';
import { fieldRemarks, fieldShows } from './tables.ts';

export type FieldShow = Omit<typeof fieldShows.$inferSelect, 'authorityId' | 'gatheringId'>;

const none: FieldShow = { chosen: [], seen: [], shownId: null, playing: 'pause', restarts: 0 };

async function tell(tx: Tx, doer: Doer, act: string, about: Readonly<Record<string, string | number>> = {}): Promise<void> {
	const { authorityId, projectId, gatheringId, actor, onBehalfOf } = doer;
	await record(tx, { authorityId, projectId, act, actor, onBehalfOf, about: { gathering: gatheringId, ...about } });
	await announce(tx, `step:${gatheringId}`);
}

export async function find(query: Query, gatheringId: GatheringId): Promise<FieldShow> {
	const [row] = await query.select().from(fieldShows).where(eq(fieldShows.gatheringId, gatheringId));
	return row ?? none;
}

/** The row, made if missing, held until the transaction ends. */
async function hold(tx: Tx, { authorityId, gatheringId }: Pick<GatheringAtStep, 'authorityId' | 'gatheringId'>): Promise<FieldShow> {
	await tx.insert(fieldShows).values({ authorityId, gatheringId }).onConflictDoNothing();
	const [row] = await tx.select().from(fieldShows).where(eq(fieldShows.gatheringId, gatheringId)).for('update');
	return row!;
}

const update = (tx: Tx, { gatheringId }: Pick<GatheringAtStep, 'gatheringId'>, set: Partial<FieldShow>) => tx.update(fieldShows).set(set).where(eq(fieldShows.gatheringId, gatheringId));

const readyIds = async (tx: Tx, doer: Doer): Promise<ReadonlySet<string>> => new Set((await materials.ready(tx, doer)).map(({ id }) => id));

/** Chooses the materials that the room will look at, in their order; what the wall shows meanwhile stays (MO185). */
export async function choose(tx: Tx, doer: Doer, typed: readonly string[]): Promise<Outcome<null, ChoiceRefusal>> {
	await hold(tx, doer);
	const chosen = readChosen(typed, await readyIds(tx, doer));
	if (!chosen.accepted) return chosen;
	await update(tx, doer, { chosen: chosen.value });
	await tell(tx, doer, 'materials-chosen', { count: chosen.value.length });
	return accepted(null);
}

/** Puts a chosen material on the wall, in place of the one there; none when `asked` is empty (MO186). */
export async function show(tx: Tx, doer: Doer, asked: string): Promise<Outcome<null, 'material-not-chosen' | 'material-not-ready'>> {
	const { chosen, seen, shownId } = await hold(tx, doer);
	if (asked !== '' && !chosen.includes(asked)) return refused('material-not-chosen');
	if (asked !== '' && !(await readyIds(tx, doer)).has(asked)) return refused('material-not-ready');
	const next = (asked || null) as MaterialId | null;
	if (next === shownId) return accepted(null);
	await update(tx, doer, { shownId: next, seen: next && !seen.includes(next) ? [...seen, next] : seen, playing: 'pause', restarts: 0 });
	await tell(tx, doer, next ? 'material-shown' : 'material-hidden', next ? { material: next } : {});
	return accepted(null);
}

/** Plays or stops the sound or the film on the wall, from here or from its beginning (MO186). */
export async function play(tx: Tx, doer: Doer, does: 'play' | 'pause' | 'restart'): Promise<Outcome<null, 'nothing-to-play'>> {
	const { shownId, restarts } = await hold(tx, doer);
	if (!shownId) return refused('nothing-to-play');
	await update(tx, doer, does === 'restart' ? { playing: 'play', restarts: restarts + 1 } : { playing: does });
	await announce(tx, `step:${doer.gatheringId}`);
	return accepted(null);
}

/** The room leaves: nothing plays on behind it. */
export async function rest(tx: Tx, gathering: GatheringAtStep): Promise<void> {
	await update(tx, gathering, { shownId: null, playing: 'pause' });
}

/** What the acting seat says of a material that was shown, in place of what it said before. The journal says that it did, not what (MO187, MO188). */
export async function react(tx: Tx, doer: Doer, typed: { readonly material: string; readonly reaction: string; readonly note: string }): Promise<Outcome<null, ReactionRefusal | 'seat-needed'>> {
	if (!doer.seat) return refused('seat-needed');
	const read = readReaction(typed, (await find(tx, doer.gatheringId)).seen);
	if (!read.accepted) return read;
	const { authorityId, gatheringId } = doer;
	const said = { authorityId, gatheringId, seatId: doer.seat.seatId, materialId: typed.material as MaterialId };
	await tx
		.insert(fieldRemarks)
		.values({ ...said, ...read.value })
		.onConflictDoUpdate({ target: [fieldRemarks.gatheringId, fieldRemarks.seatId, fieldRemarks.materialId], set: read.value });
	await tell(tx, doer, 'material-annotated', { material: typed.material });
	return accepted(null);
}

export async function takeBack(tx: Tx, doer: Doer, material: string): Promise<Outcome<null, 'seat-needed'>> {
	if (!doer.seat) return refused('seat-needed');
	const gone = await tx
		.delete(fieldRemarks)
		.where(and(eq(fieldRemarks.gatheringId, doer.gatheringId), eq(fieldRemarks.seatId, doer.seat.seatId), eq(fieldRemarks.materialId, material as MaterialId)))
		.returning({ seatId: fieldRemarks.seatId });
	if (gone.length > 0) await tell(tx, doer, 'annotation-taken-back', { material });
	return accepted(null);
}

export interface Remark {
	readonly seatId: SeatId;
	readonly materialId: MaterialId;
	readonly reaction: Reaction;
	readonly note: string;
}

/** All that was said, with whose it is: each screen is given only what it may know of it. */
export async function remarksIn(query: Query, gatheringId: GatheringId): Promise<Remark[]> {
	const { seatId, materialId, reaction, note } = fieldRemarks;
	return query.select({ seatId, materialId, reaction, note }).from(fieldRemarks).where(eq(fieldRemarks.gatheringId, gatheringId));
}
