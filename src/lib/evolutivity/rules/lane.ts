// What the overview of a cockpit tells of each clause: where it stands, how much of its bounds is used, what comes next.
import type { CharterState } from './charter.ts';
import type { Bounds } from './clause.ts';
import { datedOutcomes, type Failure } from './parties.ts';
import type { RequestDates } from './triggers.ts';

export type NextStep =
	| { readonly step: 'freeze' | 'join-contract' | 'write-charter' | 'sign-charter' }
	| { readonly step: 'sit-again'; /** of the sitting that ended */ readonly number: number }
	| { readonly step: 'follow-outcome'; readonly failure: Failure; /** ISO day */ readonly dueOn: string; readonly isLate: boolean }
	| { readonly step: 'answer-request' | 'complete-request' | 'hold-sitting' | 'review-need' | 'review-charter' | 'review-version'; /** ISO day */ readonly dueOn: string; readonly isLate: boolean };

export interface ClauseStanding {
	readonly frozenOn: string | null;
	readonly hasContract: boolean;
	/** the latest version's state; null where none was begun */
	readonly charter: CharterState | null;
	readonly requests: readonly RequestDates[];
	readonly undecided: readonly Undecided[];
	/** ISO days */
	readonly needDueOn: string | null;
	readonly charterReviewOn: string | null;
	/** of the version in force, until somebody notes in the roadmap that it was held */
	readonly versionReviewOn: string | null;
}

/** A sitting that ended without a decision, while one of its requests at least waits for another (EV135). */
export interface Undecided {
	readonly number: number;
	/** null: nobody noted any */
	readonly failure: Failure | null;
}

/**
 * Of the sittings that ended without a decision, those whose requests nobody has taken up again or withdrawn (EV135). `waiting`: ids of the requests that no sitting holds.
 */
export const undecidedOf = (
	sittings: readonly { readonly number: number; readonly undecided: { readonly failure: Failure | null; readonly requests: readonly string[] } | null }[],
	waiting: ReadonlySet<string>
): readonly Undecided[] => sittings.flatMap(({ number, undecided }) => (undecided?.requests.some((id) => waiting.has(id)) ? [{ number, failure: undecided.failure }] : []));

const stepOfRequest = { answer: 'answer-request', completion: 'complete-request', sitting: 'hold-sitting' } as const;

/** What is to do next on a clause (EV28): first what makes it a clause, then what waits with a day, the earliest first. */
export function nextOf({ frozenOn, hasContract, charter, requests, undecided, needDueOn, charterReviewOn, versionReviewOn }: ClauseStanding, today: string): readonly NextStep[] {
	if (frozenOn === null) return [{ step: 'freeze' }];
	if (!hasContract) return [{ step: 'join-contract' }];
	if (charter === null) return [{ step: 'write-charter' }];
	const dated = [
		...requests.flatMap(({ waitsFor, answerDueOn, sittingDueOn, isLate }) => (waitsFor ? [{ step: stepOfRequest[waitsFor], dueOn: waitsFor === 'answer' ? answerDueOn : sittingDueOn, isLate }] : [])),
		...undecided.flatMap(({ failure }) => (failure?.on && datedOutcomes.includes(failure.outcome) ? [{ step: 'follow-outcome' as const, failure, dueOn: failure.on, isLate: today > failure.on }] : [])),
		...(needDueOn ? [{ step: 'review-need' as const, dueOn: needDueOn, isLate: today > needDueOn }] : []),
		...(versionReviewOn ? [{ step: 'review-version' as const, dueOn: versionReviewOn, isLate: today > versionReviewOn }] : []),
		...(charterReviewOn ? [{ step: 'review-charter' as const, dueOn: charterReviewOn, isLate: today > charterReviewOn }] : [])
	].toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0));
	return [...(charter === 'draft' ? [{ step: 'sign-charter' } as const] : []), ...undecided.flatMap(({ number, failure }) => (failure ? [] : [{ step: 'sit-again', number } as const])), ...dated];
}

/** The share of a contract's initial maximum that earlier evolutions took, in basis points to the nearest, beside the bound of all together of the charter in force, else of the clause (EV28); null where no maximum is known. Cents. */
export const shareUsed = (earlier: number, initialMaximum: number | null, { cumulated }: Bounds): { readonly used: number; readonly bound: number } | null =>
	initialMaximum ? { used: Math.round((earlier * 10_000) / initialMaximum), bound: cumulated } : null;

/** Held: it is over; under way: its doors or its steps are open. */
export type SittingStanding = 'held' | 'under-way' | 'to-come';

interface LaneToTell {
	readonly title: string;
	readonly share: { readonly used: number; readonly bound: number } | null;
	readonly next: readonly NextStep[];
	readonly sittings: readonly { readonly standing: SittingStanding }[];
}

/** What the overview of a cockpit says of all its clauses in one lane (COK-12): of the first by name, how much of its bounds is used; all sittings; the nearest day that waits. Null where there is no clause. */
export function overviewLane(clauses: readonly LaneToTell[], today: string): { readonly clause: string; readonly usedShare: number | null; readonly sessionsPast: number; readonly sessionsPending: number; readonly nextWatchOn: string | null; readonly isWatchLate: boolean } | null {
	const [first] = clauses;
	if (!first) return null;
	const sittings = clauses.flatMap((one) => one.sittings);
	const nextWatchOn = clauses.flatMap(({ next }) => next.flatMap((step) => ('dueOn' in step ? [step.dueOn] : []))).toSorted()[0] ?? null;
	return {
		clause: clauses.map(({ title }) => title).join(' · '),
		usedShare: first.share && first.share.bound > 0 ? Math.round((first.share.used * 10_000) / first.share.bound) : null,
		sessionsPast: sittings.filter(({ standing }) => standing === 'held').length,
		sessionsPending: sittings.filter(({ standing }) => standing !== 'held').length,
		nextWatchOn,
		isWatchLate: nextWatchOn !== null && nextWatchOn < today
	};
}
