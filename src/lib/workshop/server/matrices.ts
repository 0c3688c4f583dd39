// The only writer of the matrix of a gathering: its lines, what the team scored ahead, what each seat scores, and when it closes.
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ProjectId, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { together } from '../../db/server/together.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep } from '../../gatherings/server/step.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readMatrix, type ImpactScore, type Matrix, type MatrixLine, type RiskScore } from '../rules/matrix.ts';
import { confirmed, impactsEach, readImpactScores, readLine, readRiskScores, risksEach, shareOut, type ImpactsRefusal, type LineRefusal, type Typed, type TypedLine } from '../rules/scoring.ts';
import * as casting from './casting.ts';
import * as scenarios from './scenarios.ts';
import type { Place } from './scenarios.ts';
import { impactScores, matrices, matrixLines, preparedRisks, riskScores } from './tables.ts';

type Acting = Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId' | 'actor' | 'onBehalfOf' | 'seat' | 'at'>;

/** Every line with all its fields, whatever its kind. */
export type KeptLine = Required<MatrixLine> & { readonly kind: 'impact' | 'risk' };

const here = <Table extends typeof matrices | typeof matrixLines | typeof preparedRisks | typeof impactScores | typeof riskScores>(table: Table, { authorityId, gatheringId }: Place) =>
	and(eq(table.authorityId, authorityId), eq(table.gatheringId, gatheringId));

async function tell(tx: Tx, doer: Acting, act: string, about: Readonly<Record<string, string | number>> = {}): Promise<void> {
	const { authorityId, projectId, gatheringId, actor, onBehalfOf } = doer;
	await record(tx, { authorityId, projectId, act, actor, onBehalfOf, about: { gathering: gatheringId, ...about } });
	await announce(tx, `step:${gatheringId}`);
}

/** Whoever writes lines waits here for the other: codes are given one at a time. */
async function holdLines(tx: Tx, { gatheringId }: Pick<Place, 'gatheringId'>): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`matrix-lines:${gatheringId}`}, 0))`);
}

/** The lines of the matrix, impacts first, in their order. */
export async function linesOf(query: Query, place: Place): Promise<readonly KeptLine[]> {
	const { kind, code, name, indicator, base, target, holder, mitigation } = matrixLines;
	return query
		.select({ kind, code, name, indicator, base, target, holder, mitigation })
		.from(matrixLines)
		.where(here(matrixLines, place))
		.orderBy(asc(kind), asc(matrixLines.place), asc(code));
}

/** The lines that the gatherings of a project have, each code once, as the last of them to begin says it: what a role card may name. */
export async function linesOfProject(query: Query, project: { readonly authorityId: Place['authorityId']; readonly projectId: ProjectId }): Promise<readonly Pick<KeptLine, 'kind' | 'code' | 'name'>[]> {
	const all = (await gatherings.ofProject(query, project)).toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
	if (all.length === 0) return [];
	const rows = await query
		.select({ gatheringId: matrixLines.gatheringId, kind: matrixLines.kind, code: matrixLines.code, name: matrixLines.name })
		.from(matrixLines)
		.where(and(eq(matrixLines.authorityId, project.authorityId), inArray(matrixLines.gatheringId, all.map(({ id }) => id))))
		.orderBy(asc(matrixLines.kind), asc(matrixLines.place), asc(matrixLines.code));
	const placeOf = new Map(all.map(({ id }, place) => [id, place]));
	const last = new Map<string, Pick<KeptLine, 'kind' | 'code' | 'name'>>();
	for (const { kind, code, name } of rows.toSorted((a, b) => placeOf.get(a.gatheringId)! - placeOf.get(b.gatheringId)!)) last.set(code, { kind, code, name });
	return [...last.values()];
}

/** What one line became. `code`: of the line that is changed; empty for a new one, which takes the next code or the one typed. */
export async function writeLine(tx: Tx, doer: Acting, asked: { readonly line: string; readonly typed: TypedLine }): Promise<Outcome<string, LineRefusal | 'line-unknown'>> {
	await holdLines(tx, doer);
	const { authorityId, gatheringId } = doer;
	const lines = await linesOf(tx, doer);
	const before = lines.find(({ code }) => code === asked.line);
	if (asked.line && !before) return refused('line-unknown');
	// a code is on cards and in scores: a line keeps it, and its kind
	const typed = before ? { ...asked.typed, kind: before.kind, code: before.code } : asked.typed;
	const read = readLine(
		typed,
		lines.filter((one) => one !== before)
	);
	if (!read.accepted) return read;
	const { kind, code, ...words } = read.value;
	const isSame = (one: KeptLine) => one.kind === kind && Object.entries(words).every(([field, value]) => one[field as keyof typeof words] === value);
	// MO15
	const twin = !before && typed.code.trim() === '' ? lines.find(isSame) : undefined;
	if (twin) return accepted(twin.code);
	await tx
		.insert(matrixLines)
		.values({ authorityId, gatheringId, kind, code, ...words, place: (await lastPlace(tx, doer)) + 1 })
		.onConflictDoUpdate({ target: [matrixLines.gatheringId, matrixLines.code], set: words });
	await tell(tx, doer, before ? 'matrix-line-changed' : 'matrix-line-added', { line: code });
	return accepted(code);
}

async function lastPlace(tx: Tx, place: Place): Promise<number> {
	const rows = await tx.select({ place: matrixLines.place }).from(matrixLines).where(here(matrixLines, place));
	return Math.max(-1, ...rows.map(({ place }) => place));
}

/** Takes a line away, with what the team scored of it ahead; not one that somebody in the room has scored (MO210). */
export async function removeLine(tx: Tx, doer: Acting, code: string): Promise<Outcome<null, 'line-unknown' | 'line-scored'>> {
	await holdLines(tx, doer);
	await holdToScore(tx, doer);
	if (!(await linesOf(tx, doer)).some((line) => line.code === code)) return refused('line-unknown');
	const scored = (await tx.$count(impactScores, and(here(impactScores, doer), eq(impactScores.impact, code)))) + (await tx.$count(riskScores, and(here(riskScores, doer), eq(riskScores.risk, code))));
	if (scored > 0) return refused('line-scored');
	await tx.delete(preparedRisks).where(and(here(preparedRisks, doer), eq(preparedRisks.risk, code)));
	await tx.delete(matrixLines).where(and(here(matrixLines, doer), eq(matrixLines.code, code)));
	await tell(tx, doer, 'matrix-line-removed', { line: code });
	return accepted(null);
}

/** What the team scored of the risks ahead, scenario by scenario. */
export async function preparedOf(query: Query, place: Place): Promise<readonly RiskScore[]> {
	const { risk, scenario, probability, gravity } = preparedRisks;
	return query.select({ risk, scenario, probability, gravity }).from(preparedRisks).where(here(preparedRisks, place));
}

/** The team scores a risk ahead, for all the scenarios that are written (MO211). */
export async function prepare(tx: Tx, doer: Acting, { risk, probabilities, gravities }: { readonly risk: string; readonly probabilities: Typed; readonly gravities: Typed }): Promise<Outcome<null, ImpactsRefusal | 'line-unknown'>> {
	await holdLines(tx, doer);
	const { authorityId, gatheringId } = doer;
	const known = (await linesOf(tx, doer)).some((line) => line.kind === 'risk' && line.code === risk);
	if (!known) return refused('line-unknown');
	const read = readRiskScores(probabilities, gravities, [risk], await codesOf(tx, doer));
	if (!read.accepted) return read;
	await tx
		.insert(preparedRisks)
		.values(read.value.map((score) => ({ authorityId, gatheringId, ...score })))
		.onConflictDoUpdate({ target: [preparedRisks.gatheringId, preparedRisks.risk, preparedRisks.scenario], set: { probability: sql`excluded.probability`, gravity: sql`excluded.gravity` } });
	await tell(tx, doer, 'risk-prepared', { line: risk });
	return accepted(null);
}

/** Writes whole lines, and the team's scores of the risks that it scored for every scenario that is written: what another gathering prepared, or the example (MO210, MO211). */
export async function bring(tx: Tx, doer: Acting, lines: readonly TypedLine[], scores: readonly RiskScore[]): Promise<Outcome<null, ImpactsRefusal | LineRefusal | 'line-unknown'>> {
	const codes = await codesOf(tx, doer);
	for (const typed of lines) {
		const written = await writeLine(tx, doer, { line: '', typed });
		if (!written.accepted) return written;
		const scored = codes.flatMap((code) => scores.find(({ risk, scenario }) => risk === typed.code && scenario === code) ?? []);
		if (typed.kind !== 'risk' || codes.length === 0 || scored.length < codes.length) continue;
		const figures = (of: 'probability' | 'gravity'): Typed => new Map([[typed.code, new Map(scored.map((one) => [one.scenario, String(one[of])]))]]);
		const prepared = await prepare(tx, doer, { risk: typed.code, probabilities: figures('probability'), gravities: figures('gravity') });
		if (!prepared.accepted) return prepared;
	}
	return accepted(null);
}

const codesOf = async (query: Query, place: Place): Promise<readonly string[]> => (await scenarios.list(query, place)).map(({ code }) => code);

/** `unopened`: the room has not come to it. */
export type MatrixStage = 'unopened' | 'open' | 'closed';

export async function stageOf(query: Query, place: Place): Promise<MatrixStage> {
	const [row] = await query.select({ closedAt: matrices.closedAt }).from(matrices).where(here(matrices, place));
	if (row) return row.closedAt ? 'closed' : 'open';
	// scored under a release that kept no such row: it was over when it was written
	return (await query.$count(impactScores, here(impactScores, place))) > 0 ? 'closed' : 'unopened';
}

/** The room scores, from now on or again. */
export async function open(tx: Tx, { authorityId, gatheringId }: Place): Promise<void> {
	await tx.insert(matrices).values({ authorityId, gatheringId }).onConflictDoUpdate({ target: matrices.gatheringId, set: { closedAt: null } });
	await announce(tx, `step:${gatheringId}`);
}

/** Ends the scoring: whoever scores at this moment comes before, whole, or after, and is told so (MO218). */
export async function close(tx: Tx, doer: Pick<GatheringAtStep, 'authorityId' | 'projectId' | 'gatheringId'> & Pick<Doer, 'actor' | 'at'>): Promise<Outcome<null, 'matrix-not-open'>> {
	const closed = await tx
		.update(matrices)
		.set({ closedAt: doer.at })
		.where(and(here(matrices, doer), sql`closed_at is null`))
		.returning({ gatheringId: matrices.gatheringId });
	if (closed.length === 0) return refused('matrix-not-open');
	await tell(tx, doer, 'matrix-closed');
	return accepted(null);
}

export async function reopen(tx: Tx, doer: Acting): Promise<Outcome<null, never>> {
	await open(tx, doer);
	await tell(tx, doer, 'matrix-reopened');
	return accepted(null);
}

/** Held against a close until the transaction ends; several score at once. */
async function holdToScore(tx: Tx, place: Place): Promise<boolean> {
	const [row] = await tx.select({ closedAt: matrices.closedAt }).from(matrices).where(here(matrices, place)).for('share');
	return row !== undefined && row.closedAt === null;
}

export interface Scores {
	readonly impacts: readonly (ImpactScore & { readonly seatId: SeatId })[];
	readonly risks: readonly (RiskScore & { readonly seatId: SeatId })[];
}

/**
 * Who scored what, each under the seat that remains after merges, without those who were shown out before the close: nobody sees it before the close but
 * each their own (MO216).
 */
export async function scoresOf(query: Query, place: Place): Promise<Scores> {
	const [row] = await query.select({ closedAt: matrices.closedAt }).from(matrices).where(here(matrices, place));
	const [impacts, risks, all] = [
		await query.select({ seatId: impactScores.seatId, impact: impactScores.impact, scenario: impactScores.scenario, score: impactScores.score }).from(impactScores).where(here(impactScores, place)),
		await query
			.select({ seatId: riskScores.seatId, risk: riskScores.risk, scenario: riskScores.scenario, probability: riskScores.probability, gravity: riskScores.gravity })
			.from(riskScores)
			.where(here(riskScores, place)),
		await seats.ofGathering(query, place.gatheringId)
	];
	const isOut = ({ state, expelledAt }: (typeof all)[number]) => state === 'expelled' && !(row?.closedAt && expelledAt && expelledAt > row.closedAt);
	const into = new Map(all.filter((seat) => !isOut(seat)).map(({ id, mergedInto }) => [id, mergedInto]));
	return { impacts: oncePerSeat(impacts, into, ({ impact, scenario }) => `${impact} ${scenario}`), risks: oncePerSeat(risks, into, ({ risk, scenario }) => `${risk} ${scenario}`) };
}

/** The scores of a seat that went into another are those of the other, unless it has its own. */
function oncePerSeat<Row extends { readonly seatId: SeatId }>(rows: readonly Row[], into: ReadonlyMap<SeatId, SeatId | null>, keyOf: (row: Row) => string): Row[] {
	const kept = new Map<string, Row>();
	for (const row of rows) if (into.has(row.seatId) && !into.get(row.seatId)) kept.set(`${row.seatId} ${keyOf(row)}`, row);
	for (const row of rows) {
		const seatId = into.get(row.seatId);
		if (seatId && !kept.has(`${seatId} ${keyOf(row)}`)) kept.set(`${seatId} ${keyOf(row)}`, { ...row, seatId });
	}
	return [...kept.values()];
}

export interface Share {
	readonly impacts: readonly string[];
	readonly risks: readonly string[];
}

/** Which lines each seat in the room scores, by the role that it plays (MO212). */
export async function sharesOf(query: Query, place: Place, known?: { readonly lines: readonly KeptLine[]; readonly scores: Scores }): Promise<ReadonlyMap<SeatId, Share>> {
	const lines = known?.lines ?? (await linesOf(query, place));
	const scores = known?.scores ?? (await scoresOf(query, place));
	const players = await casting.playersOf(query, place.gatheringId);
	const joined = new Map((await seats.ofGathering(query, place.gatheringId)).map(({ id, joinedAt }) => [id, joinedAt?.getTime() ?? 0]));
	const cards = new Map((await casting.cardsOf(query, players.flatMap(({ role }) => role?.roleCardId ?? []))).map((card) => [card.id, card]));
	const inOrder = players.toSorted((a, b) => joined.get(a.seatId)! - joined.get(b.seatId)! || (a.seatId < b.seatId ? -1 : 1));
	const share = (kind: KeptLine['kind'], each: number) =>
		shareOut(
			lines.filter((line) => line.kind === kind),
			inOrder.map(({ seatId, role }) => {
				const card = role?.roleCardId ? cards.get(role.roleCardId) : undefined;
				const scored = kind === 'impact' ? scores.impacts.filter((one) => one.seatId === seatId).map(({ impact }) => impact) : scores.risks.filter((one) => one.seatId === seatId).map(({ risk }) => risk);
				return { seatId, codes: (kind === 'impact' ? card?.impacts : card?.risks) ?? [], scored: [...new Set(scored)] };
			}),
			each
		);
	const [impacts, risks] = [share('impact', impactsEach), share('risk', risksEach)];
	return new Map(inOrder.map(({ seatId }) => [seatId, { impacts: impacts.get(seatId)!, risks: risks.get(seatId)! }]));
}

export type ScoringRefusal = ImpactsRefusal | 'matrix-closed' | 'seat-needed' | 'not-a-scorer';

/** The acting seat's own lines, the matrix held open until the transaction ends. */
async function myShare(tx: Tx, doer: Acting): Promise<Outcome<Share & { readonly seatId: SeatId }, 'matrix-closed' | 'seat-needed' | 'not-a-scorer'>> {
	if (!doer.seat) return refused('seat-needed');
	if (!(await holdToScore(tx, doer))) return refused('matrix-closed');
	const share = (await sharesOf(tx, doer)).get(doer.seat.seatId);
	return share ? accepted({ ...share, seatId: doer.seat.seatId }) : refused('not-a-scorer');
}

/** The acting seat scores the impacts that its role defends (MO213). */
export async function scoreImpacts(tx: Tx, doer: Acting, typed: Typed): Promise<Outcome<null, ScoringRefusal>> {
	const mine = await myShare(tx, doer);
	if (!mine.accepted) return mine;
	const read = readImpactScores(typed, mine.value.impacts, await codesOf(tx, doer));
	if (!read.accepted) return read;
	const { authorityId, gatheringId } = doer;
	await tx
		.insert(impactScores)
		.values(read.value.map((score) => ({ authorityId, gatheringId, seatId: mine.value.seatId, ...score })))
		.onConflictDoUpdate({ target: [impactScores.gatheringId, impactScores.seatId, impactScores.impact, impactScores.scenario], set: { score: sql`excluded.score` } });
	await tell(tx, doer, 'impacts-scored');
	return accepted(null);
}

async function keepRisks(tx: Tx, doer: Acting, seatId: SeatId, scores: readonly RiskScore[], act: string): Promise<void> {
	const { authorityId, gatheringId } = doer;
	await tx
		.insert(riskScores)
		.values(scores.map((score) => ({ authorityId, gatheringId, seatId, ...score })))
		.onConflictDoUpdate({ target: [riskScores.gatheringId, riskScores.seatId, riskScores.risk, riskScores.scenario], set: { probability: sql`excluded.probability`, gravity: sql`excluded.gravity` } });
	await tell(tx, doer, act);
}

/** The acting seat scores the risks that it fears in its own way (MO214). */
export async function scoreRisks(tx: Tx, doer: Acting, { probabilities, gravities }: { readonly probabilities: Typed; readonly gravities: Typed }): Promise<Outcome<null, ScoringRefusal>> {
	const mine = await myShare(tx, doer);
	if (!mine.accepted) return mine;
	const read = readRiskScores(probabilities, gravities, mine.value.risks, await codesOf(tx, doer));
	if (!read.accepted) return read;
	await keepRisks(tx, doer, mine.value.seatId, read.value, 'risks-scored');
	return accepted(null);
}

/** One tap: the risks that it fears stand as the team scored them (MO214). */
export async function confirmRisks(tx: Tx, doer: Acting): Promise<Outcome<null, ScoringRefusal | 'nothing-prepared'>> {
	const mine = await myShare(tx, doer);
	if (!mine.accepted) return mine;
	const read = confirmed(await preparedOf(tx, doer), mine.value.risks, await codesOf(tx, doer));
	if (!read.accepted) return read;
	await keepRisks(tx, doer, mine.value.seatId, read.value, 'risks-confirmed');
	return accepted(null);
}

/** What was scored of a scenario that goes. */
export async function forgetScenario(tx: Tx, place: Place, code: string): Promise<void> {
	for (const table of [impactScores, riskScores, preparedRisks] as const) await tx.delete(table).where(and(eq(table.authorityId, place.authorityId), eq(table.gatheringId, place.gatheringId), eq(table.scenario, code)));
}

/** The matrix as it was read once closed; null before, and where nobody scored (MO216). */
export async function matrixOf(query: Query, place: Place): Promise<Matrix | null> {
	if ((await stageOf(query, place)) !== 'closed') return null;
	return together(query, `matrix:${place.gatheringId}`, async () => {
		const lines = await linesOf(query, place);
		const ofKind = (kind: KeptLine['kind']) => lines.filter((line) => line.kind === kind).map(({ kind: _, ...line }) => line);
		return readMatrix(await codesOf(query, place), { impacts: ofKind('impact'), risks: ofKind('risk') }, await scoresOf(query, place), await preparedOf(query, place));
	});
}
