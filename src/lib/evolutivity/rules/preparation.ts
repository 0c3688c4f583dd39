// What a sitting needs before it is held, and what its room needs before it goes on: each missing thing is named, with what to do on the screen.
import { standing } from '../../people/rules/may.ts';
import { mayFacilitateOnMandate, type MembershipFacts } from '../../projects/rules/memberships.ts';
import type { Admissibility, TriggerCategory } from './triggers.ts';

export const missingThings = [
	'clause-not-published',
	'charter-not-in-force',
	'request-missing',
	'request-not-admissible',
	'facilitator-missing',
	'facilitator-is-buyer',
	'gate-holder-unfit',
	'scenario-administration-missing',
	'scenario-company-missing',
	'state-of-play-not-frozen',
	'declarations-missing'
] as const;
/** A kebab word that the screens have a sentence for, and a link to where it is done. */
export type MissingThing = (typeof missingThings)[number];

export interface Prepared {
	readonly clauseFrozenOn: string | null;
	readonly charterState: string;
	readonly requests: readonly { readonly admissibility: Admissibility | null; readonly withdrawnOn: string | null }[];
	readonly facilitator: FacilitatorStanding;
	readonly isGateHolderFit: boolean;
	/** by whom a scenario was filed */
	readonly filedBy: readonly string[];
	readonly isStateFrozen: boolean;
	/** jurors of the panel who have not declared for this sitting */
	readonly toDeclare: number;
}

export type FacilitatorStanding = 'reservist' | 'buyer' | 'none';

/**
 * Who facilitates on a day, of the members of a project: a reservist with a dated mandate standing then and the right to facilitate; told apart when
 * only a buyer could. Source: script 4.2; example 5.13 (« l'acheteur, garant du cadre juridique, n'anime jamais »).
 */
export function facilitatorOn(members: readonly MembershipFacts[], at: Date): FacilitatorStanding {
	const may = members.filter((one) => one.permissions.includes('facilitate') && standing(one, at) === 'stands');
	const ownOf = ({ accountId, personId }: MembershipFacts) => members.filter((one) => (accountId === null ? one.personId === personId : one.accountId === accountId));
	if (may.some((one) => mayFacilitateOnMandate(ownOf(one), at))) return 'reservist';
	return may.some(({ capacity }) => capacity === 'buyer') ? 'buyer' : 'none';
}

/** Everything that is missing, in the order in which it is usually done: nothing is hidden behind another (EV41). */
export function missingOf(of: Prepared): readonly MissingThing[] {
	const standingRequests = of.requests.filter(({ withdrawnOn }) => withdrawnOn === null);
	const found: MissingThing[] = [];
	if (of.clauseFrozenOn === null) found.push('clause-not-published');
	if (of.charterState !== 'in-force') found.push('charter-not-in-force');
	if (standingRequests.length === 0) found.push('request-missing');
	if (standingRequests.some(({ admissibility }) => admissibility !== 'admissible')) found.push('request-not-admissible');
	if (of.facilitator === 'buyer') found.push('facilitator-is-buyer');
	if (of.facilitator === 'none') found.push('facilitator-missing');
	if (!of.isGateHolderFit) found.push('gate-holder-unfit');
	if (!of.filedBy.includes('administration')) found.push('scenario-administration-missing');
	if (!of.filedBy.includes('company')) found.push('scenario-company-missing');
	if (!of.isStateFrozen) found.push('state-of-play-not-frozen');
	if (of.toDeclare > 0) found.push('declarations-missing');
	return found;
}

/** Without these, there is no sitting to plan: those that come before it (EV40). */
export const beforePlanning: readonly MissingThing[] = ['clause-not-published', 'charter-not-in-force', 'request-missing', 'request-not-admissible', 'gate-holder-unfit'];

/** What the room waits for on its first step: a juror who has not declared does not come in, and holds nobody (EV41). */
export const holdsTheRoom: readonly MissingThing[] = missingThings.filter((one) => one !== 'declarations-missing');

/** What the motives are told by, never the annex: one sentence, the criteria, the evidence (EVO-3, EVO-4). */
export interface MotiveTold {
	readonly id: string;
	readonly number: number;
	readonly party: 'administration' | 'company';
	readonly category: TriggerCategory;
	readonly criteria: readonly { readonly code: string; readonly what: string }[];
	readonly motives: string;
	readonly evidence: string;
	readonly sentence: string | null;
}
