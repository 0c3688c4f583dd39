// Whether a membership of a project may be granted and whether it stands: capacity, dates and mandate (PRO-3, PRO-4, PRO-15).
import type { AccountId, AuthorityId, MembershipId, PersonId, ProjectId } from '../../db/rules/ids.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { standing } from '../../people/rules/may.ts';
import type { Capacity } from './capacities.ts';
import type { Permission } from './permissions.ts';

/** Who lends this person, and who, here, granted the mandate. */
export interface Mandate {
	readonly lentBy: string;
	readonly grantedBy: AccountId;
}

export interface MembershipFacts {
	readonly membershipId: MembershipId;
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly personId: PersonId;
	/** the account that opens this person's screens; null for a juror */
	readonly accountId: AccountId | null;
	/** who this person is in the project */
	readonly capacity: Capacity;
	/** what this person may do in the application */
	readonly permissions: readonly Permission[];
	/** whom this person plays in the role-play: a code of the project's roles; null when they speak for themselves */
	readonly playedRole: string | null;
	readonly publicName: string;
	/** the example's own code (J1, T2) */
	readonly code: string | null;
	readonly startsAt: Date;
	/** excluded */
	readonly endsAt: Date | null;
	readonly revokedAt: Date | null;
	readonly mandate: Mandate | null;
}

/** The longest mandate of somebody lent by another body, in days: it is renewed, never forgotten. */
export const longestMandateDays = 366;

export type MembershipRefusal =
	| 'mandate-missing'
	| 'mandate-lender-missing'
	| 'mandate-end-missing'
	| 'mandate-ends-before-it-begins'
	| 'mandate-too-long'
	| 'mandate-already-over'
	| 'permission-not-for-capacity';

export interface MembershipAsked {
	readonly capacity: Capacity;
	readonly permissions: readonly Permission[];
	readonly startsAt: Date;
	readonly endsAt: Date | null;
	readonly mandate: { readonly lentBy: string } | null;
}

/**
 * Judges a new membership at a moment. Refuses a reservist without a mandate (PRO-4), a mandate without lender or without end, one of
 * more than 366 days, and the right to facilitate given to a juror or an elected official, who decide: whoever holds the pen holds no
 * interest (requirements, MOD-3).
 */
export function judgeMembership(
	asked: MembershipAsked,
	at: Date
): Outcome<MembershipAsked, MembershipRefusal> {
	const { capacity, startsAt, endsAt, mandate } = asked;
	if (capacity === 'reservist' && !mandate) return refused('mandate-missing'); // PR3
	if (endsAt && endsAt <= startsAt) return refused('mandate-ends-before-it-begins'); // PR4
	if (endsAt && endsAt <= at) return refused('mandate-already-over'); // PR4
	if (mandate) {
		if (mandate.lentBy.trim() === '') return refused('mandate-lender-missing'); // PR3
		if (!endsAt) return refused('mandate-end-missing'); // PR4
		if (endsAt.getTime() - startsAt.getTime() > longestMandateDays * 86_400_000)
			return refused('mandate-too-long'); // PR4
	}
	if (
		asked.permissions.includes('facilitate') &&
		(capacity === 'juror' || capacity === 'elected-official' || capacity === 'contractor')
	)
		return refused('permission-not-for-capacity'); // PR5
	return accepted(asked);
}

/** Whether a membership opens the console of its project's gatherings, at a moment. */
export const mayFacilitate = (
	membership: Pick<MembershipFacts, 'permissions' | 'startsAt' | 'endsAt' | 'revokedAt'>,
	at: Date
): boolean => membership.permissions.includes('facilitate') && standing(membership, at) === 'stands'; // PR6

/** A reservist whose mandate has an end. */
const isOnMandate = ({ capacity, mandate, endsAt }: Pick<MembershipFacts, 'capacity' | 'mandate' | 'endsAt'>): boolean => capacity === 'reservist' && mandate !== null && endsAt !== null;

/** Whether somebody may lead a gathering in which nobody who leads has an interest, by all the places that they hold: a reservist on a dated mandate who is nothing else in the project, save somebody who looks on (PR15). */
export const mayFacilitateOnMandate = (own: readonly MembershipFacts[], at: Date): boolean =>
	own.some((one) => isOnMandate(one) && mayFacilitate(one, at)) && own.every((one) => one.capacity === 'reservist' || one.capacity === 'observer' || standing(one, at) !== 'stands');
