// Consent by party: what the seats of each say together. No majority replaces it (EVO-11).
import { isDay, type Objection, type Says } from '../../decisions/rules/consent.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';

/** Those that every sitting hears; others are named as it is prepared, such as the service that pays. */
export const usualParties = ['prescriber', 'company', 'buyer', 'elected-official', 'jury'] as const;
export type UsualParty = (typeof usualParties)[number];

/** The party that a capacity speaks for; null: nobody's, unless the preparation says so. */
export const partyOf: Readonly<Record<Capacity, UsualParty | null>> = {
	prescriber: 'prescriber',
	contractor: 'company',
	buyer: 'buyer',
	'elected-official': 'elected-official',
	juror: 'jury',
	reservist: null,
	observer: null
};

export interface Voice {
	readonly seatId: string;
	/** one of the usual ones, or a name */
	readonly party: string;
	/** null until it has spoken in this round */
	readonly says: Says | null;
}

export type PartyStanding = 'absent' | 'quorum-missing' | 'silent' | 'objects' | 'consents';

export interface PartyHeard {
	readonly party: string;
	readonly standing: PartyStanding;
	/** seats that speak for it, and of those how many have spoken */
	readonly seats: number;
	readonly spoken: number;
	/** objections of its seats that are not lifted */
	readonly open: number;
}

const isOpen = ({ state }: Pick<Objection, 'state'>): boolean => state === 'raised' || state === 'taken-up' || state === 'integrated';

/**
 * What each party says (EV74). The jury consents when its quorum is there, one of its members at least consents and none of those present keeps an objection;
 * any other party when each of its seats consents. A party that nobody speaks for is absent, and its consent is missing. `quorum`: jurors; null where there is no jury.
 */
export function partiesHeard(parties: readonly string[], voices: readonly Voice[], objections: readonly Pick<Objection, 'state' | 'keepers'>[], quorum: number | null): readonly PartyHeard[] {
	const keepers = objections.filter(isOpen).map((one) => new Set(one.keepers));
	return parties.map((party) => {
		const own = voices.filter((voice) => voice.party === party && voice.says !== 'excused');
		const spoken = own.filter(({ says }) => says !== null).length;
		const open = keepers.filter((who) => own.some(({ seatId }) => who.has(seatId))).length;
		const consenting = own.filter(({ says }) => says === 'consent').length;
		const isHeard = party === 'jury' ? consenting > 0 : consenting === own.length;
		const standing: PartyStanding =
			own.length === 0 ? 'absent' : party === 'jury' && quorum !== null && own.length < quorum ? 'quorum-missing' : open > 0 ? 'objects' : isHeard ? 'consents' : 'silent';
		return { party, standing, seats: own.length, spoken, open };
	});
}

/** Consented by all, or not: six of six, and five of six is nothing (EVO-11). */
export const isConsented = (heard: readonly PartyHeard[]): boolean => heard.length > 0 && heard.every(({ standing }) => standing === 'consents');

/** What a room changed so that an objection was lifted: part of what all consented to. */
export interface Clarification {
	/** what was objected */
	readonly risk: string;
	readonly change: string;
}

/** The changes that lifted objections, in the order in which these were raised (EV136): frozen with the consent. One that was withdrawn changed nothing. */
export const clarificationsOf = (objections: readonly Pick<Objection, 'state' | 'risk' | 'integration'>[]): readonly Clarification[] =>
	objections.flatMap(({ state, risk, integration }) => (state === 'lifted' && integration?.trim() ? [{ risk, change: integration.trim() }] : []));

/** What becomes of a sitting without consent: one of five, never a vote (EVO-14; script 4.2). */
export const failureOutcomes = ['new-round', 'experiment', 'mediation', 'status-quo', 'exit-analysis'] as const;
export type FailureOutcome = (typeof failureOutcomes)[number];
/** Those that say by when, or for how long. */
export const datedOutcomes: readonly FailureOutcome[] = ['new-round', 'experiment', 'mediation', 'exit-analysis'];

export interface Failure {
	readonly outcome: FailureOutcome;
	/** ISO day before or until which it holds; null for the status quo */
	readonly on: string | null;
	readonly words: string;
}
export type FailureRefusal = 'failure-unknown' | 'failure-day-missing' | 'failure-day-past' | 'failure-reason-missing' | 'failure-reason-too-long';
/** Characters, as seen. */
export const failureReasonLimit = 400;

/** What becomes of a sitting without consent (EV84): one of the five, why in words, and a day to come where it is dated. Days are ISO days, `today` in the authority's zone. */
export function readFailure(typed: { readonly outcome: string; readonly on: string; readonly words: string }, today: string): Outcome<Failure, FailureRefusal> {
	const outcome = failureOutcomes.find((one) => one === typed.outcome);
	if (!outcome) return refused('failure-unknown');
	const isDated = datedOutcomes.includes(outcome);
	if (isDated && !isDay(typed.on)) return refused('failure-day-missing');
	if (isDated && typed.on <= today) return refused('failure-day-past');
	const words = typed.words.normalize('NFC').replace(/\s+/gu, ' ').trim();
	if (words === '') return refused('failure-reason-missing');
	if ([...words].length > failureReasonLimit) return refused('failure-reason-too-long');
	return accepted({ outcome, on: isDated ? typed.on : null, words });
}
