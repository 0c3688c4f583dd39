// A round of consent: who has spoken, which objection is being worked on, and when the round may end. Never a majority.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

/** The rounds of the management by consent, in their order. A later issue adds `amendment` before the objections. */
export const phases = ['presentation', 'clarification', 'reactions', 'amendment', 'objections', 'integration', 'celebration'] as const;
export type Phase = (typeof phases)[number];

/** The phases of a round whose proposal is already amended when it begins. */
export const phasesWithoutAmendment: readonly Phase[] = ['presentation', 'clarification', 'reactions', 'objections', 'integration', 'celebration'];

/** A round that lifts nothing in three loops is put off, or keeps its objection on record. */
export const usualLoops = 3;

/** `set-aside`: left for a round on something else. */
export type RoundState = 'running' | 'obtained' | 'postponed' | 'kept-on-record' | 'set-aside';

/** `raised` → `taken-up` → `integrated` → `lifted`; `withdrawn` by its author at any time before; `on-record` when the round ends with it. */
export type ObjectionState = 'raised' | 'taken-up' | 'integrated' | 'lifted' | 'withdrawn' | 'on-record';

export type Says = 'consent' | 'objection' | 'excused';

export interface Party {
	readonly partyId: string;
	/** in this loop; null until it has spoken */
	readonly says: Says | null;
}

export interface Objection {
	readonly id: string;
	readonly partyId: string;
	readonly loop: number;
	readonly risk: string;
	readonly wouldLift: string;
	readonly state: ObjectionState;
	readonly integration: string | null;
	/** those for whom it is not lifted; its author from the beginning */
	readonly keepers: readonly string[];
}

export interface Round {
	readonly state: RoundState;
	readonly phases: readonly Phase[];
	readonly phase: Phase;
	/** 1 at the first pass */
	readonly loop: number;
	readonly maximumLoops: number;
	readonly parties: readonly Party[];
	readonly objections: readonly Objection[];
	readonly answerDueOn: string | null;
	readonly answer: string | null;
	readonly postponedTo: string | null;
}

export type ConsentAct =
	| { readonly act: 'consent'; readonly partyId: string }
	| { readonly act: 'object'; readonly partyId: string; readonly objectionId: string; readonly risk: string; readonly wouldLift: string }
	| { readonly act: 'withdraw'; readonly partyId: string }
	| { readonly act: 'keep'; readonly partyId: string; readonly objectionId: string }
	| { readonly act: 'release'; readonly partyId: string; readonly objectionId: string }
	| { readonly act: 'move-to'; readonly phase: Phase }
	| { readonly act: 'excuse'; readonly partyId: string }
	/** of somebody who came after it was opened, or was excused */
	| { readonly act: 'ask'; readonly partyId: string }
	| { readonly act: 'take-up'; readonly objectionId: string }
	| { readonly act: 'integrate'; readonly objectionId: string; readonly text: string }
	| { readonly act: 'lift'; readonly objectionId: string }
	| { readonly act: 'loop-again' }
	| { readonly act: 'obtain' }
	| { readonly act: 'postpone'; readonly to: string; readonly today: string }
	| { readonly act: 'keep-on-record'; readonly answerDueOn: string; readonly today: string }
	/** `known`: how many had spoken, as read by whoever sets it aside */
	| { readonly act: 'set-aside'; readonly known: number }
	| { readonly act: 'answer'; readonly text: string };

export type ConsentRefusal =
	| 'round-ended'
	| 'party-not-asked'
	| 'party-already-asked'
	| 'not-yet-objections'
	| 'objection-without-risk'
	| 'objection-without-remedy'
	| 'objection-too-long'
	| 'objection-being-worked-on'
	| 'objection-unknown'
	| 'objection-settled'
	| 'no-objection-of-yours'
	| 'another-taken-up'
	| 'not-taken-up'
	| 'integration-empty'
	| 'not-integrated'
	| 'somebody-keeps-it'
	| 'parties-silent'
	| 'objections-open'
	| 'objections-none'
	| 'loops-exhausted'
	| 'parties-spoke-since'
	| 'phase-unknown'
	| 'party-has-objection'
	| 'date-missing'
	| 'date-past'
	| 'answer-not-awaited'
	| 'answer-empty';

/** Characters, after trimming. */
export const longestObjection = 600;

const openStates: readonly ObjectionState[] = ['raised', 'taken-up', 'integrated'];
export const isOpen = (objection: Objection): boolean => openStates.includes(objection.state);

/** The objection on the table: one at a time (DE22). */
export const takenUp = (round: Round): Objection | undefined =>
	round.objections.find(({ state }) => state === 'taken-up' || state === 'integrated');

/** Parties that have said nothing in this loop. */
export const silentParties = (round: Round): readonly Party[] => round.parties.filter(({ says }) => says === null);

/** Parties that have answered, or raised an objection in an earlier loop: what is lost with the round (DE28). */
export const heardParties = (round: Pick<Round, 'parties' | 'objections'>): readonly Party[] =>
	round.parties.filter(({ partyId, says }) => says === 'consent' || says === 'objection' || round.objections.some((objection) => objection.partyId === partyId));

/** A round at its beginning. `parties`: ids, each asked once. */
export const beginRound = (parties: readonly string[], inPhases: readonly Phase[] = phasesWithoutAmendment, maximumLoops = usualLoops): Round => ({
	state: 'running',
	phases: inPhases,
	phase: inPhases[0]!,
	loop: 1,
	maximumLoops,
	parties: parties.map((partyId) => ({ partyId, says: null })),
	objections: [],
	answerDueOn: null,
	answer: null,
	postponedTo: null
});

/** A day of the calendar: not 30 February, not the year 0. */
export const isDay = (text: string): boolean =>
	/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().slice(0, 10) === text;

const say = (round: Round, partyId: string, says: Says | null): Round => ({
	...round,
	parties: round.parties.map((party) => (party.partyId === partyId ? { ...party, says } : party))
});

const change = (round: Round, id: string, changes: Partial<Objection>): Round => ({
	...round,
	objections: round.objections.map((objection) => (objection.id === id ? { ...objection, ...changes } : objection))
});

const isAsked = (round: Round, partyId: string) => round.parties.some((party) => party.partyId === partyId);

const mayObject = (round: Round) => round.phase === 'objections' || round.phase === 'integration';

/**
 * The round after an act, or why not. Days are ISO dates (YYYY-MM-DD), `today` in the authority's zone; texts are trimmed
 * here. Who comes late, or was excused by mistake, may still be asked (DE29). Each party says consent or an objection, which names a risk for the project and what would lift it (DE20, DE21).
 * Objections are taken one by one (DE22), and one is lifted when nobody keeps it, neither its author nor the room (DE23).
 * Consent is obtained when every party has spoken and no objection is open (DE24): no count is ever compared, nothing
 * here is decided by the larger number (DE25). After the last loop: put off, or kept on record with a written answer
 * due from the elected official (DE26, DE27). A round on the wrong subject is set aside, by somebody who knows how many have spoken in it (DE28).
 * Source: gestion par consentement (Université du Nous ; scripts 4.1, étape 14).
 */
export function actOnRound(round: Round, doing: ConsentAct): Outcome<Round, ConsentRefusal> {
	if (doing.act === 'answer') {
		if (round.state !== 'kept-on-record') return refused('answer-not-awaited');
		const answer = doing.text.trim();
		return answer === '' ? refused('answer-empty') : accepted({ ...round, answer });
	}
	if (round.state !== 'running') return refused('round-ended');
	const find = (id: string) => round.objections.find((objection) => objection.id === id);
	const openOf = (partyId: string) => round.objections.find((objection) => objection.partyId === partyId && isOpen(objection));

	switch (doing.act) {
		case 'consent': {
			if (!isAsked(round, doing.partyId)) return refused('party-not-asked');
			if (!mayObject(round)) return refused('not-yet-objections');
			if (openOf(doing.partyId)) return refused('party-has-objection');
			return accepted(say(round, doing.partyId, 'consent'));
		}
		case 'object': {
			if (!isAsked(round, doing.partyId)) return refused('party-not-asked');
			if (!mayObject(round)) return refused('not-yet-objections');
			const [risk, wouldLift] = [doing.risk.trim(), doing.wouldLift.trim()];
			if (risk === '') return refused('objection-without-risk');
			if (wouldLift === '') return refused('objection-without-remedy');
			if (risk.length > longestObjection || wouldLift.length > longestObjection) return refused('objection-too-long');
			const own = openOf(doing.partyId);
			if (own && own.state !== 'raised') return refused('objection-being-worked-on');
			if (own) return accepted(change(round, own.id, { risk, wouldLift }));
			const raised: Objection = {
				id: doing.objectionId,
				partyId: doing.partyId,
				loop: round.loop,
				risk,
				wouldLift,
				state: 'raised',
				integration: null,
				keepers: [doing.partyId]
			};
			return accepted(say({ ...round, objections: [...round.objections, raised] }, doing.partyId, 'objection'));
		}
		case 'withdraw': {
			const own = openOf(doing.partyId);
			if (!own) return refused('no-objection-of-yours');
			return accepted(say(change(round, own.id, { state: 'withdrawn', keepers: [] }), doing.partyId, 'consent'));
		}
		case 'keep':
		case 'release': {
			if (!isAsked(round, doing.partyId)) return refused('party-not-asked');
			const objection = find(doing.objectionId);
			if (!objection) return refused('objection-unknown');
			if (!isOpen(objection)) return refused('objection-settled');
			if (objection.state !== 'integrated') return refused('not-integrated');
			const others = objection.keepers.filter((keeper) => keeper !== doing.partyId);
			return accepted(change(round, objection.id, { keepers: doing.act === 'keep' ? [...others, doing.partyId] : others }));
		}
		case 'move-to': {
			if (!round.phases.includes(doing.phase)) return refused('phase-unknown');
			if (doing.phase === 'celebration') return refused('phase-unknown');
			return accepted({ ...round, phase: doing.phase });
		}
		case 'excuse': {
			if (!isAsked(round, doing.partyId)) return refused('party-not-asked');
			if (openOf(doing.partyId)) return refused('party-has-objection');
			const released = {
				...round,
				objections: round.objections.map((objection) =>
					isOpen(objection) ? { ...objection, keepers: objection.keepers.filter((keeper) => keeper !== doing.partyId) } : objection
				)
			};
			return accepted(say(released, doing.partyId, 'excused'));
		}
		case 'ask': {
			const known = round.parties.find(({ partyId }) => partyId === doing.partyId);
			if (!known) return accepted({ ...round, parties: [...round.parties, { partyId: doing.partyId, says: null }] });
			return known.says === 'excused' ? accepted(say(round, doing.partyId, null)) : refused('party-already-asked');
		}
		case 'take-up': {
			const objection = find(doing.objectionId);
			if (!objection) return refused('objection-unknown');
			if (objection.state !== 'raised') return refused(isOpen(objection) ? 'another-taken-up' : 'objection-settled');
			if (takenUp(round)) return refused('another-taken-up');
			const phase = round.phases.includes('integration') ? 'integration' : round.phase;
			return accepted(change({ ...round, phase }, objection.id, { state: 'taken-up' }));
		}
		case 'integrate': {
			const objection = find(doing.objectionId);
			if (!objection) return refused('objection-unknown');
			if (objection.state !== 'taken-up' && objection.state !== 'integrated')
				return refused(isOpen(objection) ? 'not-taken-up' : 'objection-settled');
			const integration = doing.text.trim();
			if (integration === '') return refused('integration-empty');
			if (integration.length > longestObjection) return refused('objection-too-long');
			// A text written again is a new one: its author has to say again that it lifts the objection.
			const keepers = integration === objection.integration ? objection.keepers : [...new Set([objection.partyId, ...objection.keepers])];
			return accepted(change(round, objection.id, { state: 'integrated', integration, keepers }));
		}
		case 'lift': {
			const objection = find(doing.objectionId);
			if (!objection) return refused('objection-unknown');
			if (!isOpen(objection)) return refused('objection-settled');
			if (objection.state !== 'integrated') return refused('not-integrated');
			if (objection.keepers.length > 0) return refused('somebody-keeps-it');
			return accepted(say(change(round, objection.id, { state: 'lifted' }), objection.partyId, 'consent'));
		}
		case 'loop-again': {
			if (round.loop >= round.maximumLoops) return refused('loops-exhausted');
			if (!round.phases.includes('objections')) return refused('phase-unknown');
			// Everybody is asked again on the proposal as it has become; an objection still open stays its author's word.
			return accepted({
				...round,
				loop: round.loop + 1,
				phase: 'objections',
				parties: round.parties.map((party) =>
					party.says === 'excused' ? party : { ...party, says: openOf(party.partyId) ? 'objection' : null }
				),
				objections: round.objections.map((objection) =>
					isOpen(objection) ? { ...objection, state: 'raised', keepers: [...new Set([objection.partyId, ...objection.keepers])] } : objection
				)
			});
		}
		case 'obtain': {
			if (round.objections.some(isOpen)) return refused('objections-open');
			if (silentParties(round).length > 0) return refused('parties-silent');
			if (round.parties.every(({ says }) => says === 'excused')) return refused('parties-silent');
			return accepted({ ...round, state: 'obtained', phase: round.phases.at(-1)! });
		}
		case 'postpone': {
			if (!isDay(doing.to)) return refused('date-missing');
			if (doing.to < doing.today) return refused('date-past');
			return accepted({ ...onRecord(round), state: 'postponed', postponedTo: doing.to });
		}
		case 'set-aside': {
			if (heardParties(round).length > doing.known) return refused('parties-spoke-since');
			return accepted({ ...onRecord(round), state: 'set-aside' });
		}
		case 'keep-on-record': {
			if (!round.objections.some(isOpen)) return refused('objections-none');
			if (!isDay(doing.answerDueOn)) return refused('date-missing');
			if (doing.answerDueOn < doing.today) return refused('date-past');
			return accepted({ ...onRecord(round), state: 'kept-on-record', answerDueOn: doing.answerDueOn });
		}
	}
}

const onRecord = (round: Round): Round => ({
	...round,
	objections: round.objections.map((objection) => (isOpen(objection) ? { ...objection, state: 'on-record' } : objection))
});
