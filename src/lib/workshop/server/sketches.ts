// The only writer of the sketch of a strategy: its lines, what seats suggest, the tables by mode, the card on the wall, and its freezing.
import { sha256 } from '@oslojs/crypto/sha2';
import { encodeHexLowerCase } from '@oslojs/encoding';
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { nextCode, mostLines, orphansOf, readLine, type LineRefusal, type SketchLine } from '../../cockpit/rules/lines.ts';
import type { Fields } from '../../cockpit/rules/modes/mode.ts';
import { isMode, type ModeId } from '../../cockpit/rules/modes/ids.ts';
import { answersOf, noAnswers } from '../../cockpit/rules/modes/modes.ts';
import { isSeason } from '../../cockpit/rules/seasons.ts';
import type { AuthorityId, GatheringId, SeatId, SketchLineId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep } from '../../gatherings/server/step.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import type { Money } from '../../money/rules/euros.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { tidy } from '../rules/amendments.ts';
import type { RecordedSketch } from '../rules/record.ts';
import { dealTables, isCurrent, mayEdit, mayFreeze, readSuggestion, type FreezeRefusal, type SketchRefusal, type SuggestionRefusal, type SuggestionState } from '../rules/sketch.ts';
import { readNeeds } from './needs.ts';
import * as matrices from './matrices.ts';
import type { Place } from './scenarios.ts';
import { sketches, sketchLines, sketchSuggestions, sketchTables } from './tables.ts';

export interface LineRead extends SketchLine {
	readonly id: SketchLineId;
	readonly revision: number;
}

export interface Sketch {
	readonly explained: ModeId | null;
	readonly frozenAt: Date | null;
	/** those that stand, in the order of their codes */
	readonly lines: readonly LineRead[];
}

type Row = typeof sketchLines.$inferSelect;

const moneyOf = ({ money, lowCents, highCents }: Row): Money => (money === 'range' ? { kind: 'range', low: lowCents!, high: highCents! } : { kind: money });

const lineOf = (row: Row): LineRead => ({
	id: row.id,
	code: row.code,
	mode: row.mode,
	object: row.object,
	actors: row.actors,
	season: row.season !== null && isSeason(row.season) ? row.season : null,
	money: moneyOf(row),
	needs: row.needs,
	impacts: row.impacts,
	answers: answersOf(row.mode, row.parameters),
	revision: row.revision
});

const here = ({ authorityId, gatheringId }: Place) => and(eq(sketches.authorityId, authorityId), eq(sketches.gatheringId, gatheringId));
const linesHere = ({ authorityId, gatheringId }: Place) => and(eq(sketchLines.authorityId, authorityId), eq(sketchLines.gatheringId, gatheringId));

export async function read(query: Query, place: Place): Promise<Sketch> {
	const [row] = await query.select().from(sketches).where(here(place));
	if (!row) return { explained: null, frozenAt: null, lines: [] };
	const rows = await query
		.select()
		.from(sketchLines)
		.where(and(linesHere(place), isNull(sketchLines.removedAt)))
		.orderBy(sql`length(${sketchLines.code})`, asc(sketchLines.code));
	return { explained: row.explained, frozenAt: row.frozenAt, lines: rows.map(lineOf) };
}

type Acting = Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId' | 'actor' | 'onBehalfOf' | 'seat' | 'at'>;

/** The row, made if missing, held until the transaction ends: whoever writes or freezes waits here. */
async function lock(tx: Tx, place: Place) {
	const { authorityId, gatheringId } = place;
	await tx.insert(sketches).values({ authorityId, gatheringId }).onConflictDoNothing();
	return (await tx.select().from(sketches).where(here(place)).for('update'))[0]!;
}

async function tell(tx: Tx, { authorityId, projectId, gatheringId, actor, onBehalfOf }: Acting, act: string, about: Readonly<Record<string, string | number>> = {}): Promise<void> {
	await record(tx, { authorityId, projectId, act, actor, onBehalfOf, about: { gathering: gatheringId, ...about } });
	await announce(tx, `step:${gatheringId}`);
}

const handOf = ({ seat }: Acting) => seat?.capacity ?? 'facilitator';

/** Needs of the landscape and impacts of the matrix, which lines may serve. */
export async function served(query: Query, place: Place) {
	const needs = (await readNeeds(query, place.gatheringId)).map(({ id, text }) => ({ id, text }));
	const impacts = (await matrices.linesOf(query, place)).flatMap(({ kind, code, name }) => (kind === 'impact' ? [{ code, name }] : []));
	return { needs, impacts };
}

/** Those of these gatherings whose sketch is frozen. */
export async function frozenAmong(query: Query, authorityId: AuthorityId, gatheringIds: readonly GatheringId[]): Promise<ReadonlySet<GatheringId>> {
	if (gatheringIds.length === 0) return new Set();
	const rows = await query
		.select({ gatheringId: sketches.gatheringId })
		.from(sketches)
		.where(and(eq(sketches.authorityId, authorityId), inArray(sketches.gatheringId, [...gatheringIds]), isNotNull(sketches.frozenAt)));
	return new Set(rows.map(({ gatheringId }) => gatheringId));
}

/** As the record tells it; null where nothing was sketched (MO250). */
export async function recorded(query: Query, place: Place): Promise<Omit<RecordedSketch, 'scenario'> | null> {
	const { lines, frozenAt } = await read(query, place);
	if (lines.length === 0) return null;
	const { needs, impacts } = await served(query, place);
	const orphans = orphansOf(lines, needs, impacts);
	return {
		isFrozen: frozenAt !== null,
		lines: lines.map(({ code, mode, object, actors, season, money, ...line }) => ({
			code,
			mode,
			object,
			actors,
			season,
			money,
			needs: needs.filter(({ id }) => line.needs.includes(id)).map(({ text }) => text),
			impacts: impacts.filter((impact) => line.impacts.includes(impact.code)).map(({ name }) => name)
		})),
		orphans: { needs: orphans.needs.map(({ text }) => text), impacts: orphans.impacts.map(({ name }) => name) }
	};
}

async function standing(tx: Tx, place: Place, asked: string) {
	const id = readId<'sketch-line'>(asked);
	const [row] = id ? await tx.select().from(sketchLines).where(and(linesHere(place), eq(sketchLines.id, id), isNull(sketchLines.removedAt))) : [];
	return row;
}

const columnsOf = (money: Money) => ({ money: money.kind, lowCents: money.kind === 'range' ? money.low : null, highCents: money.kind === 'range' ? money.high : null });

export type WriteRefusal = SketchRefusal | LineRefusal | 'mode-unknown' | 'line-unknown' | 'line-changed' | 'lines-too-many';

/** Writes a line, new where `line` is empty. Who read another state of it is refused, and nothing is lost (MO243). */
export async function write(tx: Tx, doer: Acting, { line, mode, revision, fields }: { readonly line: string; readonly mode: string; readonly revision: number; readonly fields: Fields }): Promise<Outcome<SketchLineId, WriteRefusal>> {
	const { frozenAt } = await lock(tx, doer);
	const may = mayEdit(handOf(doer), frozenAt);
	if (!may.accepted) return may;
	const known = line === '' ? undefined : await standing(tx, doer, line);
	if (line !== '' && !known) return refused('line-unknown');
	if (known && !isCurrent(revision, known.revision)) return refused('line-changed');
	const wanted = known?.mode ?? mode;
	if (!isMode(wanted)) return refused('mode-unknown');
	const { needs, impacts } = await served(tx, doer);
	const read = readLine(wanted, fields, { needs: needs.map(({ id }) => id), impacts: impacts.map(({ code }) => code) });
	if (!read.accepted) return read;
	const { object, actors, season, money, answers, ...serves } = read.value;
	const words = { object, actors, season, ...columnsOf(money), needs: serves.needs, impacts: serves.impacts, parameters: answers };
	if (known) {
		await tx.update(sketchLines).set({ ...words, revision: known.revision + 1 }).where(eq(sketchLines.id, known.id));
		await tell(tx, doer, 'sketch-line-written', { line: known.id });
		return accepted(known.id);
	}
	const given = await tx.select({ code: sketchLines.code, removedAt: sketchLines.removedAt }).from(sketchLines).where(linesHere(doer));
	if (given.filter(({ removedAt }) => removedAt === null).length >= mostLines) return refused('lines-too-many');
	const id = newId<'sketch-line'>();
	const { authorityId, gatheringId, at } = doer;
	await tx.insert(sketchLines).values({ id, authorityId, gatheringId, code: nextCode(given.map(({ code }) => code)), mode: wanted, ...words, createdAt: at });
	await tell(tx, doer, 'sketch-line-written', { line: id, mode: wanted });
	return accepted(id);
}

/** Puts a line in another lane: what was said for every mode stays, the answers to the questions of the old mode go. */
export async function move(tx: Tx, doer: Acting, { line, mode, revision }: { readonly line: string; readonly mode: string; readonly revision: number }): Promise<Outcome<SketchLineId, SketchRefusal | 'mode-unknown' | 'line-unknown' | 'line-changed'>> {
	const { frozenAt } = await lock(tx, doer);
	const may = mayEdit(handOf(doer), frozenAt);
	if (!may.accepted) return may;
	const known = await standing(tx, doer, line);
	if (!known) return refused('line-unknown');
	if (!isMode(mode)) return refused('mode-unknown');
	if (!isCurrent(revision, known.revision)) return refused('line-changed');
	if (mode === known.mode) return accepted(known.id);
	await tx.update(sketchLines).set({ mode, parameters: noAnswers(mode), revision: known.revision + 1 }).where(eq(sketchLines.id, known.id));
	await tell(tx, doer, 'sketch-line-moved', { line: known.id, mode });
	return accepted(known.id);
}

export async function remove(tx: Tx, doer: Acting, { line, revision }: { readonly line: string; readonly revision: number }): Promise<Outcome<SketchLineId, SketchRefusal | 'line-unknown' | 'line-changed'>> {
	const { frozenAt } = await lock(tx, doer);
	const may = mayEdit(handOf(doer), frozenAt);
	if (!may.accepted) return may;
	const known = await standing(tx, doer, line);
	if (!known) return refused('line-unknown');
	if (!isCurrent(revision, known.revision)) return refused('line-changed');
	await tx.update(sketchLines).set({ removedAt: doer.at, revision: known.revision + 1 }).where(eq(sketchLines.id, known.id));
	await tell(tx, doer, 'sketch-line-removed', { line: known.id });
	return accepted(known.id);
}

/** Puts a mode's card large on the wall, or takes it away (MO247). */
export async function explain(tx: Tx, doer: Acting, mode: string): Promise<Outcome<null, SketchRefusal | 'mode-unknown'>> {
	const { explained } = await lock(tx, doer);
	const may = mayEdit(handOf(doer), null);
	if (!may.accepted) return may;
	if (mode !== '' && !isMode(mode)) return refused('mode-unknown');
	const wanted = mode === '' ? null : mode;
	if (wanted === explained) return accepted(null);
	await tx.update(sketches).set({ explained: wanted }).where(here(doer));
	await announce(tx, `step:${doer.gatheringId}`);
	return accepted(null);
}

/** Freezes the sketch for good, and takes the card off the wall (MO248). The journal keeps a hash of what is frozen. */
export async function freeze(tx: Tx, doer: Acting): Promise<Outcome<null, FreezeRefusal>> {
	const { frozenAt } = await lock(tx, doer);
	const { lines } = await read(tx, doer);
	const may = mayFreeze(doer.actor === 'system' ? 'system' : handOf(doer), frozenAt, lines.length);
	if (!may.accepted) return may;
	await tx.update(sketches).set({ frozenAt: doer.at, explained: null }).where(here(doer));
	await tell(tx, doer, 'sketch-frozen', { lines: lines.length, hash: encodeHexLowerCase(sha256(new TextEncoder().encode(JSON.stringify(lines)))) });
	return accepted(null);
}

/** A room never goes on with a sketch that could still change. */
export async function freezeIfWritten(tx: Tx, gathering: GatheringAtStep, at: Date): Promise<void> {
	const { frozenAt, lines } = await read(tx, gathering);
	if (!frozenAt && lines.length > 0) await freeze(tx, { ...gathering, actor: 'system', at });
}

export interface Suggestion {
	readonly id: string;
	readonly seatId: SeatId;
	readonly lineId: SketchLineId | null;
	readonly mode: ModeId;
	readonly text: string;
	readonly state: SuggestionState;
}

export const suggestionsOf = (query: Query, { authorityId, gatheringId }: Place): Promise<readonly Suggestion[]> =>
	query
		.select({ id: sketchSuggestions.id, seatId: sketchSuggestions.seatId, lineId: sketchSuggestions.lineId, mode: sketchSuggestions.mode, text: sketchSuggestions.text, state: sketchSuggestions.state })
		.from(sketchSuggestions)
		.where(and(eq(sketchSuggestions.authorityId, authorityId), eq(sketchSuggestions.gatheringId, gatheringId)))
		.orderBy(asc(sketchSuggestions.createdAt), asc(sketchSuggestions.id));

/** Suggests something for a line (`about` its id) or for a line more (`about` a mode). The same words sent twice are one (MO15). */
export async function suggest(tx: Tx, doer: Acting, { about, text }: { readonly about: string; readonly text: string }): Promise<Outcome<string, SuggestionRefusal | 'seat-needed' | 'line-unknown'>> {
	if (!doer.seat) return refused('seat-needed');
	const { frozenAt } = await lock(tx, doer);
	const { authorityId, gatheringId, seat, at } = doer;
	const waiting = (await suggestionsOf(tx, doer)).filter((one) => one.seatId === seat.seatId && one.state === 'waiting');
	const line = isMode(about) ? undefined : await standing(tx, doer, about);
	if (!line && !isMode(about)) return refused('line-unknown');
	const mode = line?.mode ?? (about as ModeId);
	const twin = waiting.find((one) => one.text === tidy(text) && one.lineId === (line?.id ?? null) && one.mode === mode);
	if (twin) return accepted(twin.id);
	const words = readSuggestion(text, waiting.length, frozenAt);
	if (!words.accepted) return words;
	const id = newId<'sketch-suggestion'>();
	await tx.insert(sketchSuggestions).values({ id, authorityId, gatheringId, seatId: seat.seatId, lineId: line?.id ?? null, mode, text: words.value, state: 'waiting', createdAt: at });
	await tell(tx, doer, 'sketch-suggested', { suggestion: id });
	return accepted(id);
}

/** Takes it back (its author), takes it in or sets it aside (who writes the lines); only while it waits (MO246). */
export async function settle(tx: Tx, doer: Acting, { suggestion, to }: { readonly suggestion: string; readonly to: Exclude<SuggestionState, 'waiting'> }): Promise<Outcome<null, SketchRefusal | 'suggestion-unknown' | 'suggestion-settled'>> {
	const { frozenAt } = await lock(tx, doer);
	const own = to === 'withdrawn' ? (await suggestionsOf(tx, doer)).filter(({ seatId }) => seatId === doer.seat?.seatId) : await suggestionsOf(tx, doer);
	if (to !== 'withdrawn') {
		const may = mayEdit(handOf(doer), frozenAt);
		if (!may.accepted) return may;
	}
	const found = own.find(({ id }) => id === suggestion);
	if (!found) return refused('suggestion-unknown');
	if (found.state !== 'waiting') return refused('suggestion-settled');
	await tx.update(sketchSuggestions).set({ state: to }).where(eq(sketchSuggestions.id, found.id as typeof sketchSuggestions.$inferSelect.id));
	await tell(tx, doer, 'sketch-suggestion-settled', { suggestion: found.id, state: to });
	return accepted(null);
}

export const tablesOf = async (query: Query, { authorityId, gatheringId }: Place): Promise<ReadonlyMap<SeatId, ModeId>> =>
	new Map((await query.select({ seatId: sketchTables.seatId, mode: sketchTables.mode }).from(sketchTables).where(and(eq(sketchTables.authorityId, authorityId), eq(sketchTables.gatheringId, gatheringId)))).map(({ seatId, mode }) => [seatId, mode]));

/** A seat goes to the table of a mode, or to none (MO249). */
export async function sitAt(tx: Tx, doer: Acting, mode: string): Promise<Outcome<null, 'seat-needed' | 'mode-unknown'>> {
	if (!doer.seat) return refused('seat-needed');
	const { authorityId, gatheringId, seat } = doer;
	if (mode !== '' && !isMode(mode)) return refused('mode-unknown');
	if (mode === '') await tx.delete(sketchTables).where(and(eq(sketchTables.authorityId, authorityId), eq(sketchTables.seatId, seat.seatId)));
	else await tx.insert(sketchTables).values({ seatId: seat.seatId, authorityId, gatheringId, mode }).onConflictDoUpdate({ target: sketchTables.seatId, set: { mode } });
	await announce(tx, `step:${gatheringId}`);
	return accepted(null);
}

/** Deals those who sit at no table yet. */
export async function deal(tx: Tx, doer: Acting): Promise<Outcome<number, never>> {
	await lock(tx, doer);
	const at = await tablesOf(tx, doer);
	const room = (await seats.rollOf(tx, doer.gatheringId)).filter(({ college }) => college);
	const dealt = dealTables(room.map(({ seatId }) => ({ id: seatId, mode: at.get(seatId) ?? null })));
	const { authorityId, gatheringId } = doer;
	if (dealt.size > 0) {
		await tx.insert(sketchTables).values([...dealt].map(([seatId, mode]) => ({ seatId: seatId as SeatId, authorityId, gatheringId, mode }))).onConflictDoNothing();
		await announce(tx, `step:${gatheringId}`);
	}
	return accepted(dealt.size);
}
