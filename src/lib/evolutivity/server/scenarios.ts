// The only writer of the scenarios of a sitting: P1 and P2 before it, P3 in it.
import { and, asc, eq } from 'drizzle-orm';
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { isDay } from '../../decisions/rules/consent.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { deltaLimits, emptyDelta, isEmptyDelta, readDelta, type FoundFault, type TypedDelta } from '../rules/deltaForm.ts';
import type { ScenarioAuthor } from '../rules/scenario.ts';
import { daysFor } from './contractFacts.ts';
import * as sittings from './sittings.ts';
import { evolutionScenarios } from './tables.ts';

export type KeptScenario = typeof evolutionScenarios.$inferSelect;

export const codeOf: Readonly<Record<ScenarioAuthor, string>> = { administration: 'P1', company: 'P2', together: 'P3' };

export interface ScenarioDoer {
	readonly actor: Actor;
	readonly onBehalfOf?: Actor;
	readonly at: Date;
}

export type ScenarioRefusal = 'sitting-unknown' | 'gathering-closed' | 'scenario-settled' | 'scenario-changed-meanwhile' | 'scenario-faulty' | 'scenario-empty' | 'scenario-unknown' | 'scenario-not-of-company' | 'summary-missing' | 'summary-too-long' | 'waiver-day-unreadable';
export interface RefusedScenario {
	readonly accepted: false;
	readonly reason: ScenarioRefusal;
	readonly faults: readonly FoundFault[];
}
const refuse = (reason: ScenarioRefusal, faults: readonly FoundFault[] = []): RefusedScenario => ({ accepted: false, reason, faults });

export const ofSitting = (query: Query, gatheringId: GatheringId): Promise<KeptScenario[]> =>
	query.select().from(evolutionScenarios).where(eq(evolutionScenarios.gatheringId, gatheringId)).orderBy(asc(evolutionScenarios.code));

export async function read(query: Query, gatheringId: GatheringId, author: ScenarioAuthor): Promise<KeptScenario | undefined> {
	const [row] = await query
		.select()
		.from(evolutionScenarios)
		.where(and(eq(evolutionScenarios.gatheringId, gatheringId), eq(evolutionScenarios.code, codeOf[author])));
	return row;
}

async function tell(tx: Tx, { actor, onBehalfOf }: ScenarioDoer, place: sittings.Sitting, act: string, about: Readonly<Record<string, string | number>>): Promise<void> {
	const { authorityId, projectId, gatheringId } = place;
	await record(tx, { authorityId, projectId, act, actor, ...(onBehalfOf ? { onBehalfOf } : {}), about: { gathering: gatheringId, ...about } });
	await announce(tx, `step:${gatheringId}`);
	await announce(tx, `project:${projectId}`);
}

/** Writes a scenario over the revision that its writer had read (EV79): whoever comes second is told. `files`: it is filed with the same act. */
export async function write(
	tx: Tx,
	doer: ScenarioDoer,
	asked: { readonly gatheringId: GatheringId; readonly author: ScenarioAuthor; readonly typed: TypedDelta; readonly summary: string; readonly revision: number; readonly files: boolean }
): Promise<{ readonly accepted: true; readonly value: KeptScenario } | RefusedScenario> {
	const { gatheringId, author } = asked;
	const sitting = await sittings.find(tx, gatheringId);
	if (!sitting) return refuse('sitting-unknown');
	await gatherings.hold(tx, sitting, 'still');
	const gathering = await gatherings.read(tx, gatheringId);
	if (gathering.closedAt) return refuse('gathering-closed');
	if (author !== 'together' && gathering.position >= 0) return refuse('scenario-settled');
	const { delta, faults } = readDelta(asked.typed, await daysFor(tx, await sittings.facts(tx, gatheringId)));
	if (faults.length > 0) return refuse('scenario-faulty', faults);
	const summary = asked.summary.normalize('NFC').replace(/\s+/gu, ' ').trim();
	if ([...summary].length > deltaLimits.summary) return refuse('summary-too-long');
	if (asked.files && isEmptyDelta(delta)) return refuse('scenario-empty');
	if (asked.files && summary === '') return refuse('summary-missing');
	await tx
		.insert(evolutionScenarios)
		.values({ id: newId<'evolution-scenario'>(), authorityId: sitting.authorityId, gatheringId, code: codeOf[author], author, delta: emptyDelta, changedAt: doer.at })
		.onConflictDoNothing();
	const [row] = await tx
		.select()
		.from(evolutionScenarios)
		.where(and(eq(evolutionScenarios.gatheringId, gatheringId), eq(evolutionScenarios.code, codeOf[author])))
		.for('update');
	if (row!.revision !== asked.revision) return refuse('scenario-changed-meanwhile');
	const [kept] = await tx
		.update(evolutionScenarios)
		.set({ delta, summary, revision: row!.revision + 1, changedAt: doer.at, filedAt: row!.filedAt ?? (asked.files ? doer.at : null) })
		.where(eq(evolutionScenarios.id, row!.id))
		.returning();
	await tell(tx, doer, sitting, asked.files && !row!.filedAt ? 'scenario-filed' : 'scenario-written', { scenario: codeOf[author], revision: kept!.revision });
	return accepted(kept!);
}

/** The company waives the notice for a scenario, in writing, on a day of the contract that is not to come (EV131); null takes it back before the sitting (EV79). */
export async function waiveNotice(tx: Tx, doer: ScenarioDoer & { readonly party: 'administration' | 'company' }, { gatheringId, author, on, today }: { readonly gatheringId: GatheringId; readonly author: ScenarioAuthor; readonly on: string; readonly today: string }): Promise<Outcome<string, ScenarioRefusal>> {
	if (doer.party !== 'company') return refused('scenario-not-of-company');
	const sitting = await sittings.find(tx, gatheringId);
	const row = sitting && (await read(tx, gatheringId, author));
	if (!sitting || !row) return refused('scenario-unknown');
	if ((await gatherings.read(tx, gatheringId)).closedAt) return refused('gathering-closed');
	const { first } = await daysFor(tx, await sittings.facts(tx, gatheringId));
	if (!isDay(on) || on < first || on > today) return refused('waiver-day-unreadable');
	await tx.update(evolutionScenarios).set({ noticeWaivedOn: on, changedAt: doer.at }).where(eq(evolutionScenarios.id, row.id));
	await tell(tx, doer, sitting, 'notice-waived', { scenario: row.code, on });
	return accepted(on);
}
