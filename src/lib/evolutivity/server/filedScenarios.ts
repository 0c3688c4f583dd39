// Reads the scenarios that the two parties write for a sitting, with what is flagged of them (EV12), and within what they would stay.
import { and, asc, eq, ne } from 'drizzle-orm';
import type { Audience } from '../../cockpit/rules/elements/fields.ts';
import * as elements from '../../cockpit/server/elements.ts';
import { asSeen } from '../../cockpit/server/overview.ts';
import { seriesOf } from '../../cockpit/server/whole.ts';
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { criteriaStanding, type CriterionStanding } from '../rules/filing.ts';
import { flagsOf, limitsOf, sumsOfScenario, type Frame, type Limits, type Scenario } from '../rules/scenario.ts';
import type { ScenarioSeen } from '../rules/steps/scenarios.ts';
import { boundsOf } from './contractFacts.ts';
import * as sittings from './sittings.ts';
import { evolutionScenarios } from './tables.ts';

type Shown = Omit<ScenarioSeen, 'marks'>;

interface Written extends Shown {
	readonly revision: number;
	readonly filedAt: Date | null;
	readonly noticeWaivedOn: string | null;
}

async function frameOf(query: Query, facts: sittings.SittingFacts): Promise<Omit<Frame, 'noticeWaivedOn' | 'initialMaximum'> & { readonly initialMaximum: number | null }> {
	const { initialMaximum, earlier } = await boundsOf(query, facts, facts.sitting.heldOn);
	return { clause: facts.clause, charter: facts.charter, initialMaximum, earlier, sessionOn: facts.sitting.heldOn };
}

/** How a scenario of a sitting is shown: with its sums and what is flagged of it (EV12). */
export async function showing(query: Query, gatheringId: GatheringId): Promise<(kept: typeof evolutionScenarios.$inferSelect) => Shown> {
	const frame = await frameOf(query, await sittings.facts(query, gatheringId));
	const { initialMaximum } = frame;
	return ({ code, author, summary, delta, noticeWaivedOn }) => {
		const { version: _, ...scenario }: { readonly version: 1 } & Scenario = delta;
		return {
			...{ code, author, summary, scenario },
			sums: initialMaximum === null ? null : sumsOfScenario(scenario.budget, initialMaximum),
			flags: flagsOf(scenario, { ...frame, initialMaximum: initialMaximum ?? 0, noticeWaivedOn })
		};
	};
}

/** P1 and P2 as they are written, filed or not. */
export async function readWritten(query: Query, { gatheringId }: { readonly gatheringId: GatheringId }): Promise<readonly Written[]> {
	const rows = await query
		.select()
		.from(evolutionScenarios)
		.where(and(eq(evolutionScenarios.gatheringId, gatheringId), ne(evolutionScenarios.author, 'together')))
		.orderBy(asc(evolutionScenarios.code));
	const begun = rows.filter(({ revision, filedAt }) => revision > 0 || filedAt !== null);
	if (begun.length === 0) return [];
	const show = await showing(query, gatheringId);
	return begun.map((row) => ({ ...show(row), revision: row.revision, filedAt: row.filedAt, noticeWaivedOn: row.noticeWaivedOn }));
}

/** Those that were filed, as the room reads them. */
export const readFiled = async (query: Query, gathering: { readonly gatheringId: GatheringId }): Promise<readonly Shown[]> =>
	(await readWritten(query, gathering)).filter(({ filedAt }) => filedAt !== null).map(({ revision: _, filedAt: __, noticeWaivedOn: ___, ...shown }) => shown);

export interface FilingFrame {
	/** null where nobody has said the contract's maximum */
	readonly limits: Limits | null;
	readonly noticeDays: number;
	readonly criteria: readonly CriterionStanding[];
}

/** Within what a scenario of a sitting would stay, and whether the criteria that its requests name are met on an ISO day (EV104, EV107). A value that this audience may not read is not told, only whether the criterion is met. */
export async function filingFrame(query: Query, facts: sittings.SittingFacts, today: string, audience: Audience): Promise<FilingFrame> {
	const [frame, all] = [await frameOf(query, facts), await elements.ofProject(query, facts.sitting, today)];
	const [series, seen] = [seriesOf(all), seriesOf(asSeen(all, audience))];
	const measured = new Map(elements.ofKind(all, 'indicator').map(({ code, values }) => [code, { last: series.get(code)?.at(-1) ?? null, baseline: values.baseline || null }]));
	const { initialMaximum } = frame;
	return {
		limits: initialMaximum === null ? null : limitsOf({ ...frame, initialMaximum }),
		noticeDays: facts.charter.noticeDays,
		criteria: criteriaStanding(facts.charter.criteria, facts.requests.flatMap(({ criteria }) => criteria), measured).map((one) => (one.last && seen.get(one.indicator ?? '')?.at(-1)?.value !== one.last.value ? { ...one, last: null } : one))
	};
}
