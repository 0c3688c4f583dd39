// The only writer of the scenarios of a gathering and of their matrix.
import { and, asc, eq, sql } from 'drizzle-orm';
import type { AuthorityId, GatheringId, ProjectId, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { onceInLook } from '../../db/server/together.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readMatrix, type ImpactScore, type Matrix, type MatrixLine, type RiskScore } from '../rules/matrix.ts';
import { mostScenarios, type Scenario } from '../rules/scenarios.ts';
import { impactScores, matrixLines, riskScores, scenarios } from './tables.ts';

export interface Place {
	readonly authorityId: AuthorityId;
	readonly gatheringId: GatheringId;
}

interface PlaceOfAct extends Place {
	readonly projectId: ProjectId;
}

export const list = (query: Query, { authorityId, gatheringId }: Place): Promise<readonly Scenario[]> =>
	onceInLook(query, `scenarios:${gatheringId}`, async () =>
		query
			.select({ code: scenarios.code, name: scenarios.name, idea: scenarios.idea, facts: scenarios.facts })
			.from(scenarios)
			.where(and(eq(scenarios.authorityId, authorityId), eq(scenarios.gatheringId, gatheringId)))
			.orderBy(asc(scenarios.code))
	);

/** Writes a scenario, in place of the one that bore its letter. The caller knows that no vote on it has begun. */
export async function write(
	tx: Tx,
	{ authorityId, gatheringId, projectId }: PlaceOfAct,
	scenario: Scenario,
	actor: Actor
): Promise<Outcome<null, 'scenarios-too-many'>> {
	const known = await list(tx, { authorityId, gatheringId });
	if (known.length >= mostScenarios && !known.some(({ code }) => code === scenario.code)) return refused('scenarios-too-many');
	const { code, name, idea, facts } = scenario;
	await tx
		.insert(scenarios)
		.values({ authorityId, gatheringId, code, name, idea, facts })
		.onConflictDoUpdate({ target: [scenarios.gatheringId, scenarios.code], set: { name, idea, facts } });
	await record(tx, { authorityId, projectId, act: 'scenario-written', actor, about: { gathering: gatheringId, scenario: code } });
	await announce(tx, `step:${gatheringId}`);
	return accepted(null);
}

export async function remove(tx: Tx, { authorityId, gatheringId, projectId }: PlaceOfAct, code: string, actor: Actor): Promise<Outcome<null, 'scenario-unknown'>> {
	const here = <Table extends typeof impactScores | typeof riskScores>(table: Table) =>
		and(eq(table.authorityId, authorityId), eq(table.gatheringId, gatheringId), eq(table.scenario, code));
	await tx.delete(impactScores).where(here(impactScores));
	await tx.delete(riskScores).where(here(riskScores));
	const removed = await tx
		.delete(scenarios)
		.where(and(eq(scenarios.authorityId, authorityId), eq(scenarios.gatheringId, gatheringId), eq(scenarios.code, code)))
		.returning({ code: scenarios.code });
	if (removed.length === 0) return refused('scenario-unknown');
	await record(tx, { authorityId, projectId, act: 'scenario-removed', actor, about: { gathering: gatheringId, scenario: code } });
	await announce(tx, `step:${gatheringId}`);
	return accepted(null);
}

export interface MatrixScores {
	readonly impacts: readonly MatrixLine[];
	readonly risks: readonly MatrixLine[];
	readonly impactScores: readonly (ImpactScore & { readonly seatId: SeatId })[];
	readonly riskScores: readonly (RiskScore & { readonly seatId: SeatId })[];
}

/** One row a key, the last that was given: Postgres refuses to write a row twice in one statement. */
const once = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] => [...new Map(rows.map((row) => [keyOf(row), row])).values()];

/** Writes the lines of the matrix and what the seats scored, replacing the scores that the same seats had given. */
export async function score(tx: Tx, { authorityId, gatheringId }: Place, scores: MatrixScores): Promise<void> {
	const here = { authorityId, gatheringId };
	const lines = [
		...scores.impacts.map((line, place) => ({ ...here, ...line, kind: 'impact' as const, place })),
		...scores.risks.map((line, place) => ({ ...here, ...line, kind: 'risk' as const, place }))
	];
	if (lines.length > 0)
		await tx
			.insert(matrixLines)
			.values(once(lines, ({ code }) => code))
			.onConflictDoUpdate({ target: [matrixLines.gatheringId, matrixLines.code], set: { kind: sql`excluded.kind`, name: sql`excluded.name`, place: sql`excluded.place` } });
	const impacts = once(scores.impactScores, ({ seatId, impact, scenario }) => `${seatId} ${impact} ${scenario}`);
	if (impacts.length > 0)
		await tx
			.insert(impactScores)
			.values(impacts.map(({ seatId, impact, scenario, score }) => ({ ...here, seatId, impact, scenario, score })))
			.onConflictDoUpdate({
				target: [impactScores.gatheringId, impactScores.seatId, impactScores.impact, impactScores.scenario],
				set: { score: sql`excluded.score` }
			});
	const risks = once(scores.riskScores, ({ seatId, risk, scenario }) => `${seatId} ${risk} ${scenario}`);
	if (risks.length > 0)
		await tx
			.insert(riskScores)
			.values(risks.map(({ seatId, risk, scenario, probability, gravity }) => ({ ...here, seatId, risk, scenario, probability, gravity })))
			.onConflictDoUpdate({
				target: [riskScores.gatheringId, riskScores.seatId, riskScores.risk, riskScores.scenario],
				set: { probability: sql`excluded.probability`, gravity: sql`excluded.gravity` }
			});
	await announce(tx, `step:${gatheringId}`);
}

/** The lines of the matrix, impacts first, in their order. */
export async function linesOf(query: Query, { authorityId, gatheringId }: Place): Promise<readonly (MatrixLine & { readonly kind: 'impact' | 'risk' })[]> {
	const lines = await query
		.select({ kind: matrixLines.kind, code: matrixLines.code, name: matrixLines.name })
		.from(matrixLines)
		.where(and(eq(matrixLines.authorityId, authorityId), eq(matrixLines.gatheringId, gatheringId)))
		.orderBy(asc(matrixLines.kind), asc(matrixLines.place), asc(matrixLines.code));
	return lines;
}

export async function matrixOf(query: Query, { authorityId, gatheringId }: Place): Promise<Matrix | null> {
	const lines = await linesOf(query, { authorityId, gatheringId });
	const ofKind = (kind: 'impact' | 'risk') => lines.filter((line) => line.kind === kind).map(({ code, name }) => ({ code, name }));
	const impacts = await query
		.select({ impact: impactScores.impact, scenario: impactScores.scenario, score: impactScores.score })
		.from(impactScores)
		.where(and(eq(impactScores.authorityId, authorityId), eq(impactScores.gatheringId, gatheringId)));
	const risks = await query
		.select({ risk: riskScores.risk, scenario: riskScores.scenario, probability: riskScores.probability, gravity: riskScores.gravity })
		.from(riskScores)
		.where(and(eq(riskScores.authorityId, authorityId), eq(riskScores.gatheringId, gatheringId)));
	const codes = (await list(query, { authorityId, gatheringId })).map(({ code }) => code);
	return readMatrix(codes, { impacts: ofKind('impact'), risks: ofKind('risk') }, { impacts, risks });
}
