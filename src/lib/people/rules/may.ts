// Who may: pure over the facts that a door hands over. Each feature declares its acts as data; every door asks.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

/** The roles of the authorisation matrix. A reservist, a contractor and an observer who sit in the room are guests; `contractor` is whoever a contract in execution is opened to. */
export const roles = [
	'public',
	'stranger',
	'administrator',
	'facilitator',
	'buyer',
	'prescriber',
	'elected-official',
	'contractor',
	'juror-seat',
	'team-seat',
	'guest-seat',
	'waiting-seat',
	'wall'
] as const;

export type Role = (typeof roles)[number];

/** An act, declared by the feature that it belongs to: who may do it, by role. */
export interface Act {
	/** kebab words: `open-project`, `revoke-mandate` */
	readonly name: string;
	readonly allows: readonly Role[];
}

/** A place in the project that is asked about. Its capacity says who somebody is; its permissions say what they may do (PRO-15). */
export interface PlaceFacts {
	readonly membershipId?: string;
	readonly capacity: string;
	readonly permissions: readonly string[];
	readonly startsAt: Date;
	readonly endsAt: Date | null;
	readonly revokedAt: Date | null;
}

export interface Facts {
	/** what is asked about belongs to this authority and, where there is one, this gathering */
	readonly target: {
		readonly authorityId: string;
		readonly gatheringId?: string;
		/** the memberships to which the contract that is asked about is opened */
		readonly openedTo?: readonly string[];
	};
	readonly account?: { readonly authorityId: string; readonly isAdministrator: boolean };
	/** the account's places in the project that is asked about, ended ones included */
	readonly places?: readonly PlaceFacts[];
	readonly seat?: {
		readonly gatheringId: string;
		readonly state: 'waiting' | 'admitted' | 'expelled' | 'merged';
		readonly capacity: string;
	};
	/** the gathering whose wall link was shown */
	readonly wall?: { readonly gatheringId: string };
}

export type MayRefusal =
	| 'login-needed'
	| 'seat-needed'
	| 'seat-waiting'
	| 'seat-lost'
	| 'mandate-revoked'
	| 'mandate-ended'
	| 'mandate-not-begun'
	| 'other-authority'
	| 'right-missing';

/** Whether a place stands at a moment: begun, not ended (the end excluded), not revoked. Source: PRO-4. */
export function standing(
	place: Pick<PlaceFacts, 'startsAt' | 'endsAt' | 'revokedAt'>,
	at: Date
): 'stands' | 'mandate-revoked' | 'mandate-ended' | 'mandate-not-begun' {
	if (place.revokedAt && place.revokedAt <= at) return 'mandate-revoked';
	if (place.endsAt && place.endsAt <= at) return 'mandate-ended';
	if (place.startsAt > at) return 'mandate-not-begun';
	return 'stands';
}

const teamRoles: readonly Role[] = ['buyer', 'prescriber', 'elected-official'];
const seatRoles: readonly Role[] = ['juror-seat', 'team-seat', 'guest-seat'];

function seatRole(capacity: string): Role {
	if (capacity === 'juror') return 'juror-seat';
	return (teamRoles as readonly string[]).includes(capacity) ? 'team-seat' : 'guest-seat';
}

const isOpenedTo = ({ openedTo }: Facts['target'], { membershipId }: PlaceFacts): boolean =>
	membershipId !== undefined && openedTo?.includes(membershipId) === true;

/** All the roles that the facts give at a moment. Everybody is `public`. */
export function rolesOf(facts: Facts, at: Date): ReadonlySet<Role> {
	const found = new Set<Role>(['public']);
	const { target, account, seat, wall } = facts;
	if (account) {
		if (account.authorityId !== target.authorityId) found.add('stranger');
		else if (account.isAdministrator) found.add('administrator'); // PE7
		for (const place of facts.places ?? []) {
			if (standing(place, at) !== 'stands') continue; // PE8
			if (place.permissions.includes('facilitate')) found.add('facilitator'); // PE6
			if ((teamRoles as readonly string[]).includes(place.capacity)) found.add(place.capacity as Role);
			if (place.capacity === 'contractor' && isOpenedTo(target, place)) found.add('contractor'); // CO59
		}
	}
	if (seat && target.gatheringId !== undefined && seat.gatheringId === target.gatheringId) {
		if (seat.state === 'admitted') found.add(seatRole(seat.capacity));
		else if (seat.state === 'waiting') found.add('waiting-seat');
	}
	if (wall && target.gatheringId !== undefined && wall.gatheringId === target.gatheringId) found.add('wall');
	return found;
}

/**
 * Judges one act over the facts of a door, at a moment. `stranger` (an account of another authority) is a role only for acts that name
 * it: it never opens what `administrator` opens. Refuses with the reason that helps most: a mandate that ended before a right that is
 * missing, a seat that waits before a login that is needed.
 */
export function may(act: Act, facts: Facts, at: Date): Outcome<Role, MayRefusal> {
	const held = rolesOf(facts, at);
	const opening = act.allows.find((role) => held.has(role));
	if (opening) return accepted(opening);

	const forSeats = act.allows.some((role) => seatRoles.includes(role));
	const here = facts.seat && facts.seat.gatheringId === facts.target.gatheringId ? facts.seat : undefined;
	if (forSeats && here?.state === 'waiting') return refused('seat-waiting');
	if (forSeats && here && here.state !== 'admitted') return refused('seat-lost');

	const forAccounts = act.allows.some(
		(role) => !seatRoles.includes(role) && role !== 'waiting-seat' && role !== 'wall'
	);
	if (!facts.account) {
		if (here) return refused('right-missing');
		return refused(forSeats ? 'seat-needed' : forAccounts ? 'login-needed' : 'right-missing');
	}
	if (forAccounts) {
		const gaveUp = (facts.places ?? [])
			.map((place) => ({ place, state: standing(place, at) }))
			.filter(({ state }) => state !== 'stands');
		const wouldOpen = gaveUp.find(
			({ place }) =>
				(place.permissions.includes('facilitate') && act.allows.includes('facilitator')) ||
				act.allows.includes(place.capacity as Role)
		);
		if (wouldOpen && wouldOpen.state !== 'stands') return refused(wouldOpen.state);
	}
	const hasPlace = (facts.places ?? []).some((place) => standing(place, at) === 'stands');
	if (held.has('stranger') && !hasPlace) return refused('other-authority');
	return refused('right-missing');
}
