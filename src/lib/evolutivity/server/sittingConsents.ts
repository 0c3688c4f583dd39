// The round of consent of a sitting: who is asked on P3, and what each party says together.
import type { Query, Tx } from '../../db/server/database.ts';
import * as consentRounds from '../../decisions/server/consentRounds.ts';
import type { RoundToRead } from '../../decisions/server/consentRounds.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { GatheringAtStep } from '../../gatherings/server/step.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { now } from '../../time/server/clock.ts';
import { letsThrough } from '../rules/gate.ts';
import { isConsented, partiesHeard, partyOf, usualParties, type PartyHeard } from '../rules/parties.ts';
import type { NotOpen } from '../rules/steps/consent.ts';
import * as gate from './gate.ts';
import { juryIn } from './recusals.ts';
import * as scenarios from './scenarios.ts';
import * as sittings from './sittings.ts';

const roundName = 'joint-scenario';
export const subject = scenarios.codeOf.together;

type Room = Pick<GatheringAtStep, 'authorityId' | 'gatheringId'>;

export const roundOf = (query: Query, { authorityId, gatheringId }: Room): Promise<RoundToRead | undefined> => consentRounds.readLatest(query, authorityId, gatheringId, roundName);

/** All the rounds of a sitting, in the order in which they were opened. */
export async function roundsOf(query: Query, room: Room): Promise<readonly RoundToRead[]> {
	const [earlier, last] = await Promise.all([consentRounds.readEarlier(query, room.authorityId, room.gatheringId, roundName), roundOf(query, room)]);
	return last ? [...earlier, last] : earlier;
}

export interface Speaker {
	readonly seatId: string;
	readonly publicName: string;
	/** one of the usual ones, a name, or null: nobody's voice */
	readonly party: string | null;
	readonly isUsual: boolean;
}

/** Whoever is in the room and has not stepped aside, with the party that each speaks for. */
export async function speakersIn(query: Query, gathering: GatheringAtStep): Promise<readonly Speaker[]> {
	const [roll, { observers }, named] = await Promise.all([seats.rollOf(query, gathering.gatheringId), juryIn(query, gathering), sittings.entriesOf(query, gathering.gatheringId, 'party')]);
	return roll
		.filter(({ seatId }) => !observers.has(seatId))
		.map(({ seatId, publicName, capacity }) => {
			const usual = partyOf[capacity];
			return { seatId, publicName, isUsual: usual !== null, party: usual ?? named.find(({ key }) => key === seatId)?.data.name ?? null };
		});
}

/** The seats of those who speak for a party. */
export const partiesIn = async (query: Query, gathering: GatheringAtStep): Promise<readonly string[]> =>
	(await speakersIn(query, gathering)).flatMap(({ seatId, party }) => (party === null ? [] : [seatId]));

/** What each party says in the round that runs or ended last (EV74). */
export async function byParty(query: Query, gathering: GatheringAtStep, round: RoundToRead | undefined): Promise<readonly PartyHeard[]> {
	const [speakers, { quorum }] = await Promise.all([speakersIn(query, gathering), juryIn(query, gathering)]);
	const parties = [...usualParties.filter((party) => party !== 'jury' || quorum !== null), ...new Set(speakers.filter(({ isUsual }) => !isUsual).flatMap(({ party }) => party ?? []))];
	const asked = new Map(round?.parties.map(({ partyId, says }) => [partyId, says]));
	const voices = speakers.flatMap(({ seatId, party }) => (party !== null && (!round || asked.has(seatId)) ? [{ seatId, party, says: asked.get(seatId) ?? null }] : []));
	return partiesHeard(parties, voices, round?.objections ?? [], quorum?.quorum ?? null);
}

/** Why consent may not be asked on P3 as it stands; null: it may (EV85). */
export async function notOpen(query: Query, { authorityId, gatheringId }: Room): Promise<NotOpen | null> {
	const { isWritten, standing } = await gate.compute(query, gatheringId, await authorities.dayOf(query, authorityId, now()));
	if (!isWritten) return 'joint-scenario-missing';
	if (standing === 'not-asked') return 'gate-not-asked';
	if (standing === 'outdated') return 'gate-outdated';
	return letsThrough(standing) ? null : 'gate-stands';
}

/** Opens the round on P3, for everybody who speaks for a party (EV85). */
export async function open(tx: Tx, gathering: GatheringAtStep, actor: Actor): Promise<Outcome<unknown, string>> {
	const { authorityId, projectId, gatheringId } = gathering;
	const missing = await notOpen(tx, gathering);
	if (missing) return refused(missing);
	const parties = await partiesIn(tx, gathering);
	const opened = await consentRounds.open(tx, { authorityId, projectId, occasionId: gatheringId, name: roundName, topic: `step:${gatheringId}`, subject, parties, actor });
	if (opened.accepted) await sittings.unsay(tx, { ...gathering, actor, at: now() }, { kind: 'failure' });
	return opened;
}

/** Why a round that nobody objects in is not the consent of all: a party that is not there, the jury below its quorum, a P3 that changed since its legal gate (EV85). */
export async function lacks(query: Query, gathering: GatheringAtStep, round: RoundToRead): Promise<string | null> {
	const missing = await notOpen(query, gathering);
	if (missing) return missing;
	const heard = await byParty(query, gathering, round);
	if (heard.some(({ standing }) => standing === 'absent')) return 'party-absent';
	return heard.some(({ standing }) => standing === 'quorum-missing') ? 'jury-quorum-missing' : null;
}

/** Leaves the round that runs, because P3 is no longer what it was asked on: what was said of the one is no word on the other (EV85). Refused once consent is obtained. */
export async function leaveFor(tx: Tx, gathering: Room, actor: Actor): Promise<Outcome<unknown, string>> {
	const round = await roundOf(tx, gathering);
	if (round?.state === 'obtained') return refused('joint-consented');
	if (round?.state !== 'running') return accepted(null);
	const left = await consentRounds.act(tx, { authorityId: gathering.authorityId, roundId: round.roundId, doing: { act: 'set-aside', known: Infinity }, actor });
	return left.accepted ? left : refused('joint-consented');
}

/** Whether all consented to P3 as it stands. */
export async function isAllConsented(query: Query, gathering: GatheringAtStep): Promise<boolean> {
	const round = await roundOf(query, gathering);
	if (round?.state !== 'obtained') return false;
	const [kept, p3, heard] = await Promise.all([sittings.entriesOf(query, gathering.gatheringId, 'consented'), scenarios.read(query, gathering.gatheringId, 'together'), byParty(query, gathering, round)]);
	return kept[0]?.data.revision === p3?.revision && isConsented(heard);
}
