// The only writer of the cockpit's investment lines: so far, what a workshop proposes, each line once.
import { and, asc, eq, sql } from 'drizzle-orm';
import type { AuthorityId, GatheringId, ProjectId, StrategyLineId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { answersOf, partsOf } from '../rules/modes/modes.ts';
import { costOf, type WholeLine } from '../rules/strategy.ts';
import type { InvestmentState } from '../rules/investment.ts';
import { investmentLines } from './tables.ts';

interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}

/** Adds the lines of a strategy, proposed by the workshop. What is there already stays as it is (CO14). Answers how many came. */
export async function propose(tx: Tx, { authorityId, projectId, gatheringId }: Place & { readonly gatheringId: GatheringId }, lines: readonly (WholeLine & { readonly id: StrategyLineId })[], at: Date): Promise<number> {
	if (lines.length === 0) return 0;
	const added = await tx
		.insert(investmentLines)
		.values(
			lines.map(({ id, answers, parts, ...line }) => ({
				id: newId<'investment-line'>(),
				authorityId,
				projectId,
				gatheringId,
				strategyLineId: id,
				state: 'proposed' as const,
				code: line.code,
				mode: line.mode,
				object: line.object,
				actors: line.actors,
				milestones: line.milestones,
				funders: line.funders,
				costCents: costOf({ ...line, parts }),
				needs: line.needs,
				impacts: line.impacts,
				parameters: { answers, parts },
				createdAt: at
			}))
		)
		.onConflictDoNothing({ target: investmentLines.strategyLineId })
		.returning({ id: investmentLines.id });
	return added.length;
}

export interface Investment extends WholeLine {
	readonly id: string;
	readonly gatheringId: GatheringId;
	readonly state: InvestmentState;
	/** cents; null while nobody says what it costs */
	readonly cost: number | null;
	readonly createdAt: Date;
}

export async function ofProject(query: Query, { authorityId, projectId }: Place): Promise<readonly Investment[]> {
	const rows = await query
		.select()
		.from(investmentLines)
		.where(and(eq(investmentLines.authorityId, authorityId), eq(investmentLines.projectId, projectId)))
		.orderBy(asc(investmentLines.createdAt), sql`length(${investmentLines.code})`, asc(investmentLines.code));
	return rows.map(({ id, gatheringId, state, code, mode, object, actors, milestones, funders, costCents, needs, impacts, parameters, createdAt }) => ({
		id,
		gatheringId,
		state,
		code,
		mode,
		object,
		actors,
		milestones,
		funders,
		cost: costCents,
		needs,
		impacts,
		answers: answersOf(mode, parameters.answers),
		parts: partsOf(mode, parameters.parts),
		createdAt
	}));
}
