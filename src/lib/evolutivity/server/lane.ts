// Reads what the overview of a cockpit tells of a project's clauses; never an annex.
import * as elements from '../../cockpit/server/elements.ts';
import type { ClauseId, ElementId, GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import type { Failure } from '../rules/parties.ts';
import { nextOf, shareUsed, undecidedOf, type NextStep, type SittingStanding } from '../rules/lane.ts';
import { datesOf, type RequestDates } from '../rules/triggers.ts';
import type { VersionState } from '../rules/versions.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
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
	/** in the order of their numbers; undecided: it ended without a decision, with what was noted if anything was */
	readonly sittings: readonly { readonly gatheringId: GatheringId; readonly number: number; readonly heldOn: string; readonly standing: SittingStanding; readonly undecided: { readonly failure: Failure | null } | null }[];
}

/** The day on which the evolution in force is reviewed; null where nobody said any, or where the roadmap says that it was held or dropped. */
function reviewOf(all: readonly elements.AnyElement[], version: versions.ContractVersion | undefined): string | null {
	if (version?.chain.at(-1)?.state !== 'in-force' || version.reviewOn === null) return null;
	const isOver = elements
		.ofKind(all, 'milestone')
		.some(({ origin, values: { on, state } }) => origin?.what === 'sitting' && on === version.reviewOn && (state === 'done' || state === 'dropped'));
	return isOver ? null : version.reviewOn;
}

async function told(query: Query, place: elements.Place, latest: versions.ContractVersion, today: string): Promise<LaneClause['version']> {
	const { contractId } = latest;
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
			const [drafted, filed, reviews, held, latest] = await Promise.all([
				charters.ofClause(query, id),
				triggers.ofClause(query, id),
				watch.reviewsOf(query, id),
				sittings.ofClause(query, id),
				contractId === null ? undefined : versions.ofContract(query, contractId).then((all) => all.at(-1))
			]);
			const inForce = drafted.find(({ state }) => state === 'in-force');
			const [version, rooms] = await Promise.all([latest ? told(query, place, latest, today) : null, gatherings.readMany(query, held.map(({ gatheringId }) => gatheringId))]);
			const standingIn = (gathering: gatherings.Gathering | undefined): SittingStanding => (gathering?.closedAt ? 'held' : gathering && gathering.position >= 0 ? 'under-way' : 'to-come');
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
			const standing = { frozenOn, hasContract: contractId !== null, charter: drafted[0]?.state ?? null, requests, undecided: undecidedOf(held, waiting), needDueOn, charterReviewOn: inForce?.reviewOn ?? null, versionReviewOn: reviewOf(all, latest) };
			return {
				...{ id, title, frozenOn, requests, version },
				share: shareUsed(earlier, initialMaximum, (inForce?.terms ?? terms).bounds),
				next: nextOf(standing, today),
				sittings: held.map(({ undecided, ...one }) => ({ ...one, undecided: undecided && { failure: undecided.failure }, standing: standingIn(rooms.get(one.gatheringId)) }))
			};
		})
	);
}
