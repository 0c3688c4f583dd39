// Reads the scenarios that the two parties filed for a sitting, with what is flagged of them (EV12).
import { and, asc, eq, isNotNull, ne } from 'drizzle-orm';
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { flagsOf, sumsOfScenario, type Scenario } from '../rules/scenario.ts';
import type { ScenarioSeen } from '../rules/steps/scenarios.ts';
import { boundsOf } from './contractFacts.ts';
import * as sittings from './sittings.ts';
import { evolutionScenarios } from './tables.ts';

/** How a scenario of a sitting is shown: with its sums and what is flagged of it (EV12). */
export async function showing(query: Query, gatheringId: GatheringId): Promise<(kept: typeof evolutionScenarios.$inferSelect) => Omit<ScenarioSeen, 'marks'>> {
	const facts = await sittings.facts(query, gatheringId);
	const { initialMaximum, earlier } = await boundsOf(query, facts, facts.sitting.heldOn);
	return ({ code, author, summary, delta, noticeWaivedOn }) => {
		const { version: _, ...scenario }: { readonly version: 1 } & Scenario = delta;
		return {
			...{ code, author, summary, scenario },
			sums: initialMaximum === null ? null : sumsOfScenario(scenario.budget, initialMaximum),
			flags: flagsOf(scenario, { clause: facts.clause, charter: facts.charter, initialMaximum: initialMaximum ?? 0, earlier, sessionOn: facts.sitting.heldOn, noticeWaivedOn })
		};
	};
}

export async function readFiled(query: Query, { gatheringId }: { readonly gatheringId: GatheringId }): Promise<readonly Omit<ScenarioSeen, 'marks'>[]> {
	const rows = await query
		.select()
		.from(evolutionScenarios)
		.where(and(eq(evolutionScenarios.gatheringId, gatheringId), isNotNull(evolutionScenarios.filedAt), ne(evolutionScenarios.author, 'together')))
		.orderBy(asc(evolutionScenarios.code));
	return rows.length === 0 ? [] : rows.map(await showing(query, gatheringId));
}
