// Reads what the overview of a cockpit tells of a project's clauses; never an annex.
import * as elements from '../../cockpit/server/elements.ts';
import type { ClauseId, ElementId, GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import type { Failure } from '../rules/parties.ts';
import { nextOf, shareUsed, undecidedOf, type NextStep } from '../rules/lane.ts';
import { datesOf, type RequestDates } from '../rules/triggers.ts';
import type { VersionState } from '../rules/versions.ts';
import * as charters from './charters.ts';
import * as clauses from './clauses.ts';
import { boundsAmong } from './contractFacts.ts';
import * as sittings from './sittings.ts';
import * as triggers from './triggers.ts';
import * as versions from './versions.ts';
import * as watch from './watch.ts';

export interface LaneClause {
	readonly id: ClauseId;
	readonly title: string;
	readonly frozenOn: string | null;
	/** basis points of the contract's initial maximum; null where none is known */
	readonly share: { readonly used: number; readonly bound: number } | null;
	readonly next: readonly NextStep[];
	readonly requests: readonly (Pick<triggers.StoredTrigger, 'id' | 'number' | 'party' | 'category' | 'motives' | 'admissibility' | 'receivedOn'> & RequestDates)[];
	/** the latest version of its contract that a sitting led to, with what of it is late; null where there is none */
	readonly version: { readonly contractId: ElementId; readonly number: number; readonly state: VersionState; readonly on: string; readonly late: number } | null;
	/** in the order of their numbers; held: its day has come; undecided: it ended without a decision, with what was noted if anything was */
	readonly sittings: readonly { readonly gatheringId: GatheringId; readonly number: number; readonly heldOn: string; readonly standing: 'held' | 'to-come'; readonly undecided: { readonly failure: Failure | null } | null }[];
}

async function latestVersion(query: Query, place: elements.Place, contractId: ElementId, today: string): Promise<LaneClause['version']> {
	const latest = (await versions.ofContract(query, contractId)).at(-1);
	if (!latest) return null;
	const late = (await versions.dutiesOf(query, place, latest, today)).filter(({ isLate }) => isLate).length;
	return { contractId, number: latest.number, state: latest.chain.at(-1)!.state, on: latest.chain.at(-1)!.on, late };
}

/** The lane « Évolutivité » of a project on an ISO day (EV28). */
export async function laneOf(query: Query, place: elements.Place, today: string): Promise<readonly LaneClause[]> {
	const found = await clauses.ofProject(query, place);
	if (found.length === 0) return [];
	const all = await elements.ofProject(query, place, today);
	return Promise.all(
		found.map(async ({ id, title, frozenOn, contractId, terms }): Promise<LaneClause> => {
			const [drafted, filed, reviews, held, version] = await Promise.all([
				charters.ofClause(query, id),
				triggers.ofClause(query, id),
				watch.reviewsOf(query, id),
				sittings.ofClause(query, id),
				contractId === null ? null : latestVersion(query, place, contractId, today)
			]);
			const inForce = drafted.find(({ state }) => state === 'in-force');
			const { initialMaximum, earlier } = boundsAmong(all, contractId, today);
			const requests = filed.flatMap((one) => {
				const charter = drafted.find(({ id: known }) => known === one.charterId);
				if (!charter) return [];
				const sittingHeldOn = sittings.heldOnFor(held, one);
				const { id: request, number, party, category, motives, admissibility, receivedOn } = one;
				return [{ id: request, number, party, category, motives, admissibility, receivedOn, ...datesOf({ ...one, sittingHeldOn }, charter.terms.procedure, today) }];
			});
			const waiting = new Set(filed.flatMap((one) => (one.gatheringId === null && one.withdrawnOn === null ? [one.id as string] : [])));
			const needDueOn = reviews.find(({ answer }) => answer === null)?.dueOn ?? null;
			const standing = { frozenOn, hasContract: contractId !== null, charter: drafted[0]?.state ?? null, requests, undecided: undecidedOf(held, waiting), needDueOn, charterReviewOn: inForce?.reviewOn ?? null };
			return {
				...{ id, title, frozenOn, requests, version },
				share: shareUsed(earlier, initialMaximum, (inForce?.terms ?? terms).bounds),
				next: nextOf(standing, today),
				sittings: held.map(({ undecided, ...one }) => ({ ...one, undecided: undecided && { failure: undecided.failure }, standing: one.heldOn <= today ? ('held' as const) : ('to-come' as const) }))
			};
		})
	);
}
