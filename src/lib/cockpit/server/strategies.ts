// The only writer of the consolidated strategy: what the team makes of the frozen sketch, why it differs, when the jurors are shown it, and its handing over to the cockpit.
import { and, asc, eq, sql } from 'drizzle-orm';
import type { AuthorityId, GatheringId, ProjectId, StrategyLineId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { differenceOf, isChangeKind, reasonsOwed, type Served, type TeamLine } from '../rules/difference.ts';
import { mostLines, nextCode, type SketchLine } from '../rules/lines.ts';
import { isMode, longestReason } from '../rules/modes/ids.ts';
import type { Fields } from '../rules/modes/mode.ts';
import { answersOf, noParts, partsOf } from '../rules/modes/modes.ts';
import { readWhole, type WholeRefusal } from '../rules/strategy.ts';
import * as handover from './handover.ts';
import { strategies, strategyLines } from './tables.ts';

export interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly gatheringId: GatheringId;
}

export interface StrategyDoer extends Place {
	readonly actor: Actor;
	readonly at: Date;
}

export interface StrategyLine extends TeamLine {
	readonly id: StrategyLineId;
	readonly revision: number;
}

export interface Strategy {
	readonly begunAt: Date;
	readonly shownAt: Date | null;
	readonly draftedAt: Date | null;
	/** in the order of their codes, those that the team does not keep among them */
	readonly lines: readonly StrategyLine[];
}

const here = ({ authorityId, gatheringId }: Omit<Place, 'projectId'>) => and(eq(strategies.authorityId, authorityId), eq(strategies.gatheringId, gatheringId));
const linesHere = ({ authorityId, gatheringId }: Omit<Place, 'projectId'>) => and(eq(strategyLines.authorityId, authorityId), eq(strategyLines.gatheringId, gatheringId));

type Row = typeof strategyLines.$inferSelect;

const lineOf = ({ id, code, mode, object, actors, milestones, funders, needs, impacts, parameters, reasons, revision, removedAt }: Row): StrategyLine => ({
	id,
	code,
	mode,
	object,
	actors,
	milestones,
	funders,
	needs,
	impacts,
	answers: answersOf(mode, parameters.answers),
	parts: partsOf(mode, parameters.parts),
	reasons,
	revision,
	isRemoved: removedAt !== null
});

/** Null while the team has not taken up the sketch. */
export async function read(query: Query, place: Omit<Place, 'projectId'>): Promise<Strategy | null> {
	const [row] = await query.select().from(strategies).where(here(place));
	if (!row) return null;
	const rows = await query.select().from(strategyLines).where(linesHere(place)).orderBy(sql`length(${strategyLines.code})`, asc(strategyLines.code));
	return { begunAt: row.begunAt, shownAt: row.shownAt, draftedAt: row.draftedAt, lines: rows.map(lineOf) };
}

const tell = (tx: Tx, { authorityId, projectId, gatheringId, actor }: StrategyDoer, act: string, about: Readonly<Record<string, string | number>> = {}) =>
	record(tx, { authorityId, projectId, act, actor, about: { gathering: gatheringId, ...about } });

/** Takes up the frozen sketch, line by line under its codes; a second time changes nothing. The caller knows that it is frozen. */
export async function begin(tx: Tx, doer: StrategyDoer, sketch: readonly SketchLine[]): Promise<Outcome<null, 'sketch-empty'>> {
	if (sketch.length === 0) return refused('sketch-empty');
	const { authorityId, projectId, gatheringId, at } = doer;
	const begun = await tx.insert(strategies).values({ authorityId, projectId, gatheringId, begunAt: at }).onConflictDoNothing().returning({ begunAt: strategies.begunAt });
	if (begun.length === 0) return accepted(null);
	await tx.insert(strategyLines).values(
		sketch.map(({ code, mode, object, actors, needs, impacts, answers }) => ({
			id: newId<'strategy-line'>(),
			authorityId,
			gatheringId,
			code,
			mode,
			object,
			actors,
			needs,
			impacts,
			parameters: { answers, parts: noParts(mode) },
			createdAt: at
		}))
	);
	await tell(tx, doer, 'strategy-begun', { lines: sketch.length });
	return accepted(null);
}

type HeldRefusal = 'strategy-not-begun' | 'strategy-drafted';

/** The row, held until the transaction ends: whoever writes, shows or hands over waits here. */
async function hold(tx: Tx, doer: StrategyDoer): Promise<Outcome<typeof strategies.$inferSelect, HeldRefusal>> {
	const [row] = await tx.select().from(strategies).where(here(doer)).for('update');
	if (!row) return refused('strategy-not-begun');
	return row.draftedAt ? refused('strategy-drafted') : accepted(row);
}

async function find(tx: Tx, doer: StrategyDoer, asked: string): Promise<Row | undefined> {
	const id = readId<'strategy-line'>(asked);
	const [row] = id ? await tx.select().from(strategyLines).where(and(linesHere(doer), eq(strategyLines.id, id))) : [];
	return row;
}

export interface Typed {
	/** empty for a line more */
	readonly line: string;
	readonly mode: string;
	/** which state of the line its form showed */
	readonly revision: number;
	readonly fields: Fields;
	readonly known: { readonly needs: readonly string[]; readonly impacts: readonly string[] };
}

/** Writes a line; one more where `line` is empty. Whoever read another state is refused, and nothing is lost (CO13). */
export async function write(tx: Tx, doer: StrategyDoer, { line, mode, revision, fields, known }: Typed): Promise<Outcome<StrategyLineId, HeldRefusal | WholeRefusal | 'line-unknown' | 'line-changed' | 'mode-unknown' | 'lines-too-many'>> {
	const held = await hold(tx, doer);
	if (!held.accepted) return held;
	const row = line === '' ? undefined : await find(tx, doer, line);
	if (line !== '' && (!row || row.removedAt)) return refused('line-unknown');
	if (row && row.revision !== revision) return refused('line-changed');
	const wanted = row?.mode ?? mode;
	if (!isMode(wanted)) return refused('mode-unknown');
	const read = readWhole(wanted, fields, known);
	if (!read.accepted) return read;
	const { answers, parts, ...words } = read.value;
	const values = { ...words, parameters: { answers, parts } };
	if (row) {
		await tx.update(strategyLines).set({ ...values, revision: row.revision + 1 }).where(eq(strategyLines.id, row.id));
		await tell(tx, doer, 'strategy-line-written', { line: row.id });
		return accepted(row.id);
	}
	const given = await tx.select({ code: strategyLines.code, removedAt: strategyLines.removedAt }).from(strategyLines).where(linesHere(doer));
	if (given.filter(({ removedAt }) => removedAt === null).length >= mostLines) return refused('lines-too-many');
	const id = newId<'strategy-line'>();
	const { authorityId, gatheringId, at } = doer;
	await tx.insert(strategyLines).values({ id, authorityId, gatheringId, code: nextCode(given.map(({ code }) => code)), mode: wanted, ...values, createdAt: at });
	await tell(tx, doer, 'strategy-line-written', { line: id, mode: wanted });
	return accepted(id);
}

/** The team does not keep a line, or keeps it again. It stays in the difference that the jurors read. */
export async function keep(tx: Tx, doer: StrategyDoer, { line, kept }: { readonly line: string; readonly kept: 'yes' | 'no' }): Promise<Outcome<null, HeldRefusal | 'line-unknown'>> {
	const held = await hold(tx, doer);
	if (!held.accepted) return held;
	const row = await find(tx, doer, line);
	if (!row) return refused('line-unknown');
	if ((row.removedAt === null) === (kept === 'yes')) return accepted(null);
	await tx.update(strategyLines).set({ removedAt: kept === 'yes' ? null : doer.at, revision: row.revision + 1 }).where(eq(strategyLines.id, row.id));
	await tell(tx, doer, kept === 'yes' ? 'strategy-line-kept' : 'strategy-line-removed', { line: row.id });
	return accepted(null);
}

/** Says why a line differs from the sketch. */
export async function explain(tx: Tx, doer: StrategyDoer, { line, change, reason }: { readonly line: string; readonly change: string; readonly reason: string }): Promise<Outcome<null, HeldRefusal | 'line-unknown' | 'change-unknown' | 'reason-missing' | 'words-too-long'>> {
	const held = await hold(tx, doer);
	if (!held.accepted) return held;
	const row = await find(tx, doer, line);
	if (!row) return refused('line-unknown');
	if (!isChangeKind(change)) return refused('change-unknown');
	const text = reason.normalize('NFC').replaceAll('\0', '').trim();
	if (text === '') return refused('reason-missing');
	if ([...text].length > longestReason) return refused('words-too-long');
	// other reasons said meanwhile stay: this row is held with its strategy
	await tx.update(strategyLines).set({ reasons: { ...row.reasons, [change]: text } }).where(eq(strategyLines.id, row.id));
	await tell(tx, doer, 'strategy-change-explained', { line: row.id, change });
	return accepted(null);
}

/** Shows it to the jurors; refused while a reason is owed (CO12). */
export async function show(tx: Tx, doer: StrategyDoer, sketch: readonly SketchLine[]): Promise<Outcome<null, HeldRefusal | 'reasons-owed'>> {
	const held = await hold(tx, doer);
	if (!held.accepted) return held;
	const strategy = (await read(tx, doer))!;
	if (reasonsOwed(differenceOf(sketch, strategy.lines)).length > 0) return refused('reasons-owed');
	if (held.value.shownAt) return accepted(null);
	await tx.update(strategies).set({ shownAt: doer.at }).where(here(doer));
	await tell(tx, doer, 'strategy-shown');
	return accepted(null);
}

/** Makes it the cockpit's draft, once: asked again, it answers the same and adds nothing (CO14). */
export async function draft(tx: Tx, doer: StrategyDoer, sketch: readonly SketchLine[], served: Served): Promise<Outcome<null, 'strategy-not-begun' | 'strategy-not-shown' | 'reasons-owed'>> {
	const held = await hold(tx, doer);
	if (!held.accepted) return held.reason === 'strategy-drafted' ? accepted(null) : refused(held.reason);
	if (!held.value.shownAt) return refused('strategy-not-shown');
	const strategy = (await read(tx, doer))!;
	if (reasonsOwed(differenceOf(sketch, strategy.lines)).length > 0) return refused('reasons-owed');
	const lines = strategy.lines.filter(({ isRemoved }) => !isRemoved);
	await handover.propose(tx, doer, lines, served);
	await tx.update(strategies).set({ draftedAt: doer.at }).where(here(doer));
	await tell(tx, doer, 'strategy-drafted', { lines: lines.length });
	return accepted(null);
}
