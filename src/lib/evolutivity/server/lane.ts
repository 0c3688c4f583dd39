// Reads what the overview of a cockpit tells of a project's clauses; never an annex.
import { asc, eq } from 'drizzle-orm';
import { standingOf } from '../../cockpit/rules/contracts.ts';
import * as elements from '../../cockpit/server/elements.ts';
import type { ClauseId, GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { nextOf, shareUsed, type NextStep } from '../rules/lane.ts';
import { datesOf, type RequestDates } from '../rules/triggers.ts';
import * as charters from './charters.ts';
import * as clauses from './clauses.ts';
import { sittings } from './tables.ts';
import * as triggers from './triggers.ts';
import * as watch from './watch.ts';

export interface LaneClause {
	readonly id: ClauseId;
	readonly title: string;
	readonly frozenOn: string | null;
	/** basis points of the contract's initial maximum; null where none is known */
	readonly share: { readonly used: number; readonly bound: number } | null;
	readonly next: readonly NextStep[];
	readonly requests: readonly (Pick<triggers.StoredTrigger, 'id' | 'number' | 'party' | 'category' | 'motives' | 'admissibility' | 'receivedOn'> & RequestDates)[];
	/** in the order of their numbers; held: its day has come */
	readonly sittings: readonly { readonly gatheringId: GatheringId; readonly number: number; readonly heldOn: string; readonly standing: 'held' | 'to-come' }[];
}

/** The lane « Évolutivité » of a project on an ISO day (EV28). */
export async function laneOf(query: Query, place: elements.Place, today: string): Promise<readonly LaneClause[]> {
	const found = await clauses.ofProject(query, place);
	if (found.length === 0) return [];
	const all = await elements.ofProject(query, place, today);
	const modifications = elements.ofKind(all, 'modification');
	return Promise.all(
		found.map(async ({ id, title, frozenOn, contractId, terms }): Promise<LaneClause> => {
			const [versions, filed, reviews, held] = await Promise.all([
				charters.ofClause(query, id),
				triggers.ofClause(query, id),
				watch.reviewsOf(query, id),
				query.select({ gatheringId: sittings.gatheringId, number: sittings.number, heldOn: sittings.heldOn }).from(sittings).where(eq(sittings.clauseId, id)).orderBy(asc(sittings.number))
			]);
			const inForce = versions.find(({ state }) => state === 'in-force');
			const contract = elements.ofKind(all, 'contract').find((one) => one.id === contractId);
			const earlier = contract
				? standingOf(contract.values, modifications.filter(({ parentId }) => parentId === contract.id).map(({ values }) => values), today).versions.reduce(
						(sum, { modification, difference }) => sum + (modification.ground === 'review-clause' ? (difference ?? 0) : 0),
						0
					)
				: 0;
			const requests = filed.flatMap((one) => {
				const charter = versions.find(({ id: known }) => known === one.charterId);
				if (!charter) return [];
				const sittingHeldOn = held.find(({ gatheringId }) => gatheringId === one.gatheringId)?.heldOn ?? null;
				const { id: request, number, party, category, motives, admissibility, receivedOn } = one;
				return [{ id: request, number, party, category, motives, admissibility, receivedOn, ...datesOf({ ...one, sittingHeldOn }, charter.terms.procedure, today) }];
			});
			const needDueOn = reviews.find(({ answer }) => answer === null)?.dueOn ?? null;
			const standing = { frozenOn, hasContract: contractId !== null, charter: versions[0]?.state ?? null, requests, needDueOn, charterReviewOn: inForce?.reviewOn ?? null };
			return {
				...{ id, title, frozenOn, requests },
				share: contract ? shareUsed(earlier, contract.values.maximum ?? contract.values.amount, terms.bounds) : null,
				next: nextOf(standing, today),
				sittings: held.map((one) => ({ ...one, standing: one.heldOn <= today ? ('held' as const) : ('to-come' as const) }))
			};
		})
	);
}
