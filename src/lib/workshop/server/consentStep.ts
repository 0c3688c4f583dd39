// A round of consent as a step: to each hand its word, to the wall the objection on the table, to the desk the conduct of the round. Each kind of gathering says what is consented to, and by whom.
import * as v from 'valibot';
import type { SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { together } from '../../db/server/together.ts';
import { newId } from '../../db/server/ids.ts';
import { heardParties, phases, takenUp, type ConsentAct, type Objection, type Phase } from '../../decisions/rules/consent.ts';
import * as consentRounds from '../../decisions/server/consentRounds.ts';
import type { RoundToRead } from '../../decisions/server/consentRounds.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../gatherings/server/step.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { leftUndone, type ConsentOnDesk, type ConsentOnHand, type ConsentOnWall, type ObjectionShown } from '../rules/steps/consent.ts';
import { namesOf } from './seatNames.ts';

/** What a round is on, as its gathering knows it. */
export interface Asked {
	readonly subject: ConsentOnWall['scenario'];
	/** what a round may be opened on, where none runs */
	readonly firsts: ConsentOnDesk['firsts'];
	/** what else it may be on, while one runs */
	readonly others: ConsentOnDesk['others'];
	readonly isVoteEmpty: boolean;
	readonly isVoteHidden: boolean;
}

export interface ConsentOf {
	roundOf(query: Query, gathering: GatheringAtStep): Promise<RoundToRead | undefined>;
	askedOf(query: Query, gathering: GatheringAtStep, round: RoundToRead | undefined): Promise<Asked>;
	/** everybody who may be asked, as the room is now */
	speakersOf(query: Query, gathering: GatheringAtStep): Promise<readonly string[]>;
	open(tx: Tx, gathering: GatheringAtStep, code: string | undefined, actor: Actor): Promise<Outcome<unknown, string>>;
	/** leaves a round that runs for one on something else; absent where there is nothing else */
	readonly change?: (tx: Tx, gathering: GatheringAtStep, asked: { readonly code: string; readonly known: number }, actor: Actor) => Promise<Outcome<unknown, string>>;
	/** why what nobody in the round objects to is not consented to yet; null: it is */
	readonly lacks?: (query: Query, gathering: GatheringAtStep, round: RoundToRead) => Promise<string | null>;
	/** what obtaining does besides, in the same act */
	readonly obtained?: (tx: Tx, doer: Doer) => Promise<Outcome<unknown, string>>;
}

const typed = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
const ofObjection = v.object({ objection: v.pipe(v.string(), v.maxLength(64)) });

const show = ({ id, risk, wouldLift, state, integration, keepers }: Objection): ObjectionShown => ({
	id,
	risk,
	wouldLift,
	state,
	integration,
	keepers: keepers.length
});

/** The step of consent of a kind of gathering. */
export function consentStep(of: ConsentOf): StepServer {
	async function actOn(tx: Tx, doer: Doer, doing: ConsentAct): Promise<Outcome<unknown, string>> {
		const round = await of.roundOf(tx, doer);
		if (!round) return refused('round-not-open');
		const { authorityId, actor, onBehalfOf, at } = doer;
		return consentRounds.act(tx, { authorityId, roundId: round.roundId, doing, actor, onBehalfOf, at });
	}

	async function obtain(tx: Tx, doer: Doer): Promise<Outcome<unknown, string>> {
		const round = await of.roundOf(tx, doer);
		const lacking = round?.state === 'running' && of.lacks ? await of.lacks(tx, doer, round) : null;
		if (lacking) return refused(lacking);
		const done = await actOn(tx, doer, { act: 'obtain' });
		return done.accepted && of.obtained ? of.obtained(tx, doer) : done;
	}

	/** Whoever may be asked and is not: they came after the round was opened. */
	async function newcomersTo(query: Query, gathering: GatheringAtStep, round: RoundToRead | undefined): Promise<readonly string[]> {
		if (round?.state !== 'running') return [];
		return (await of.speakersOf(query, gathering)).filter((speaker) => !round.parties.some(({ partyId }) => partyId === speaker));
	}

	async function ask(tx: Tx, doer: Doer, { party }: { party: string }): Promise<Outcome<unknown, string>> {
		if (!(await of.speakersOf(tx, doer)).includes(party)) return refused('party-not-asked');
		return actOn(tx, doer, { act: 'ask', partyId: party });
	}

	/** Asks everybody again, and those who came meanwhile. */
	async function askAgain(tx: Tx, doer: Doer): Promise<Outcome<unknown, string>> {
		const newcomers = await newcomersTo(tx, doer, await of.roundOf(tx, doer));
		const done = await actOn(tx, doer, { act: 'loop-again' });
		if (done.accepted) for (const partyId of newcomers) await actOn(tx, doer, { act: 'ask', partyId });
		return done;
	}

	const asParty = (tx: Tx, doer: Doer, doing: (partyId: string) => ConsentAct): Promise<Outcome<unknown, string>> =>
		doer.seat ? actOn(tx, doer, doing(doer.seat.seatId)) : Promise.resolve(refused('seat-needed'));

	const look = (query: Query, gathering: GatheringAtStep) => together(query, `consent:${gathering.gatheringId}`, () => readForAll(query, gathering));

	async function readForAll(query: Query, gathering: GatheringAtStep) {
		const round = await of.roundOf(query, gathering);
		const onTable = round && takenUp(round);
		const asked = await of.askedOf(query, gathering, round);
		const seen: ConsentOnWall = {
			state: round?.state ?? 'not-open',
			phases: round?.phases ?? [],
			phase: round?.phase ?? null,
			loop: round?.loop ?? 1,
			maximumLoops: round?.maximumLoops ?? 1,
			scenario: asked.subject,
			asked: round?.parties.filter(({ says }) => says !== 'excused').length ?? 0,
			spoken: round?.parties.filter(({ says }) => says === 'consent' || says === 'objection').length ?? 0,
			waiting: round?.objections.filter(({ state }) => state === 'raised').length ?? 0,
			onTable: onTable ? show(onTable) : null,
			settled: (round?.objections ?? []).filter(({ state }) => state === 'lifted' || state === 'on-record').map(show),
			endedAt: round?.endedAt?.toISOString() ?? null,
			timeZone: (await authorities.read(query, gathering.authorityId))?.timeZone ?? 'Europe/Paris',
			answerDueOn: round?.answerDueOn ?? null,
			answer: round?.answer ?? null,
			postponedTo: round?.postponedTo ?? null
		};
		const newcomers = await newcomersTo(query, gathering, round);
		return { seen, round, onTable, asked, newcomers };
	}

	return {
		async hand(query, seat): Promise<ConsentOnHand> {
			const { seen, round, onTable, newcomers } = await look(query, seat);
			const party = round?.parties.find(({ partyId }) => partyId === seat.seatId);
			const mine = round?.objections.find(
				({ partyId, state }) => partyId === seat.seatId && (state === 'raised' || state === 'taken-up' || state === 'integrated')
			);
			return {
				...seen,
				isParty: party !== undefined,
				isNewcomer: newcomers.includes(seat.seatId),
				says: party?.says ?? null,
				mine: mine ? show(mine) : null,
				isMineOnTable: mine !== undefined && mine.id === onTable?.id,
				iKeepIt: onTable?.keepers.includes(seat.seatId) ?? false,
				mayAnswer: round?.state === 'kept-on-record' && seat.capacity === 'elected-official'
			};
		},

		async screen(query, gathering): Promise<ConsentOnWall> {
			return (await look(query, gathering)).seen;
		},

		async desk(query, gathering): Promise<ConsentOnDesk> {
			const { seen, round, asked, newcomers } = await look(query, gathering);
			const names = await namesOf(query, gathering.gatheringId);
			const onPaper = new Set((await seats.rollOf(query, gathering.gatheringId)).filter(({ isOnPaper }) => isOnPaper).map(({ seatId }) => seatId as string));
			return {
				...seen,
				parties: (round?.parties ?? [])
					.map(({ partyId, says }) => ({ id: partyId, publicName: names.get(partyId) ?? '', says, isOnPaper: onPaper.has(partyId) }))
					.sort((a, b) => a.publicName.localeCompare(b.publicName, 'fr')),
				objections: (round?.objections ?? []).map((objection) => ({
					...show(objection),
					authorId: objection.partyId,
					author: names.get(objection.partyId) ?? '',
					keeperNames: objection.keepers.map((keeper) => names.get(keeper) ?? '')
				})),
				firsts: asked.firsts,
				others: asked.others,
				heard: round ? heardParties(round).length : 0,
				newcomers: newcomers.map((id) => ({ id, publicName: names.get(id) ?? '' })),
				lacks: round?.state === 'running' && of.lacks ? await of.lacks(query, gathering, round) : null,
				isVoteEmpty: asked.isVoteEmpty,
				isVoteHidden: asked.isVoteHidden
			};
		},

		async foresee(query, gathering) {
			const round = await of.roundOf(query, gathering);
			return {
				idle: round ? ['opens-consent-round'] : [],
				entering: [],
				leaving: leftUndone(round).map((left) => ({ ...left, isFinal: false })),
				finished: (round?.parties ?? []).flatMap(({ partyId, says }) => (says === null ? [] : [partyId as SeatId]))
			};
		},

		async carryOut(tx, gathering, effect) {
			if (effect.what !== 'consent-round' || effect.do !== 'open') return;
			// A round put off or kept on record is begun again by the facilitator only, never by walking past.
			if (!(await of.roundOf(tx, gathering))) await of.open(tx, gathering, undefined, 'system');
		},

		acts: {
			consent: {
				by: 'seat',
				when: 'step-open',
				shape: v.object({}),
				run: (tx: Tx, doer: Doer) => asParty(tx, doer, (partyId) => ({ act: 'consent', partyId }))
			},
			object: {
				by: 'seat',
				when: 'step-open',
				shape: v.object({ risk: typed, wouldLift: typed }),
				run: (tx: Tx, doer: Doer, { risk, wouldLift }: { risk: string; wouldLift: string }) =>
					asParty(tx, doer, (partyId) => ({ act: 'object', partyId, objectionId: newId<'objection'>(), risk, wouldLift }))
			},
			withdraw: {
				by: 'seat',
				when: 'step-open',
				shape: v.object({}),
				run: (tx: Tx, doer: Doer) => asParty(tx, doer, (partyId) => ({ act: 'withdraw', partyId }))
			},
			keep: {
				by: 'seat',
				when: 'step-open',
				shape: ofObjection,
				run: (tx: Tx, doer: Doer, { objection }: { objection: string }) =>
					asParty(tx, doer, (partyId) => ({ act: 'keep', partyId, objectionId: objection }))
			},
			release: {
				by: 'seat',
				when: 'step-open',
				shape: ofObjection,
				run: (tx: Tx, doer: Doer, { objection }: { objection: string }) =>
					asParty(tx, doer, (partyId) => ({ act: 'release', partyId, objectionId: objection }))
			},
			'answer-objections': {
				by: 'seat',
				when: 'any-time',
				shape: v.object({ text: typed }),
				run: (tx: Tx, doer: Doer, { text }: { text: string }) =>
					doer.seat?.capacity === 'elected-official' ? actOn(tx, doer, { act: 'answer', text }) : Promise.resolve(refused('not-the-elected-official'))
			},
			'open-round': {
				by: 'facilitator',
				when: 'step-open',
				shape: v.object({ code: typed }),
				run: (tx: Tx, doer: Doer, { code }: { code: string }) => of.open(tx, doer, code || undefined, doer.actor)
			},
			'change-scenario': {
				by: 'facilitator',
				when: 'step-open',
				shape: v.object({ code: v.pipe(v.string(), v.maxLength(64)), known: v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number)) }),
				run: (tx: Tx, doer: Doer, asked: { code: string; known: number }) => (of.change ? of.change(tx, doer, asked, doer.actor) : Promise.resolve(refused('scenario-not-first')))
			},
			'move-to': {
				by: 'facilitator',
				when: 'step-open',
				shape: v.object({ phase: v.picklist(phases) }),
				run: (tx: Tx, doer: Doer, { phase }: { phase: Phase }) => actOn(tx, doer, { act: 'move-to', phase })
			},
			excuse: {
				by: 'facilitator',
				when: 'step-open',
				shape: v.object({ party: v.pipe(v.string(), v.maxLength(64)) }),
				run: (tx: Tx, doer: Doer, { party }: { party: string }) => actOn(tx, doer, { act: 'excuse', partyId: party })
			},
			ask: {
				by: 'facilitator',
				when: 'step-open',
				shape: v.object({ party: v.pipe(v.string(), v.maxLength(64)) }),
				run: ask
			},
			'take-up': {
				by: 'facilitator',
				when: 'step-open',
				shape: ofObjection,
				run: (tx: Tx, doer: Doer, { objection }: { objection: string }) => actOn(tx, doer, { act: 'take-up', objectionId: objection })
			},
			integrate: {
				by: 'facilitator',
				when: 'step-open',
				shape: v.object({ ...ofObjection.entries, text: typed }),
				run: (tx: Tx, doer: Doer, { objection, text }: { objection: string; text: string }) =>
					actOn(tx, doer, { act: 'integrate', objectionId: objection, text })
			},
			lift: {
				by: 'facilitator',
				when: 'step-open',
				shape: ofObjection,
				run: (tx: Tx, doer: Doer, { objection }: { objection: string }) => actOn(tx, doer, { act: 'lift', objectionId: objection })
			},
			'loop-again': {
				by: 'facilitator',
				when: 'step-open',
				shape: v.object({}),
				run: askAgain
			},
			obtain: {
				by: 'facilitator',
				when: 'step-open',
				shape: v.object({}),
				run: obtain
			},
			postpone: {
				by: 'facilitator',
				when: 'step-open',
				shape: v.object({ to: typed }),
				run: async (tx: Tx, doer: Doer, { to }: { to: string }) => actOn(tx, doer, { act: 'postpone', to, today: await authorities.dayOf(tx, doer.authorityId, doer.at) })
			},
			'keep-on-record': {
				by: 'facilitator',
				when: 'step-open',
				shape: v.object({ answerDueOn: typed }),
				run: async (tx: Tx, doer: Doer, { answerDueOn }: { answerDueOn: string }) =>
					actOn(tx, doer, { act: 'keep-on-record', answerDueOn, today: await authorities.dayOf(tx, doer.authorityId, doer.at) })
			}
		}
	};
}
