// Opens and reads the round of consent on the first scenario of the vote.
import type { SeatId } from '../../db/rules/ids.ts';
import { onceInLook } from '../../db/server/together.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import type { ConsentRefusal } from '../../decisions/rules/consent.ts';
import * as consentRounds from '../../decisions/server/consentRounds.ts';
import type { RoundToRead } from '../../decisions/server/consentRounds.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { GatheringAtStep } from '../../gatherings/server/step.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as scenarios from './scenarios.ts';
import { namesOf } from './seatNames.ts';
import type { Place } from './scenarios.ts';
import * as votes from './votes.ts';

const roundName = 'first-scenario';

export const roundOf = (query: Query, { authorityId, gatheringId }: Place): Promise<RoundToRead | undefined> =>
	consentRounds.readLatest(query, authorityId, gatheringId, roundName);

/** Jury and team: whoever consents. */
export const speakersOf = async (query: Query, { gatheringId }: Pick<Place, 'gatheringId'>): Promise<readonly SeatId[]> =>
	(await seats.rollOf(query, gatheringId)).flatMap(({ seatId, college }) => (college ? [seatId] : []));

type OpenRefusal = 'vote-not-closed' | 'first-undecided' | 'scenario-not-first' | 'round-already-open' | 'consent-already-obtained' | 'parties-none';

/** Opens a round on the first of the vote (MO40). `code`: which of the firsts, when they are truly equal. */
export async function open(tx: Tx, gathering: GatheringAtStep, code: string | undefined, actor: Actor): Promise<Outcome<unknown, OpenRefusal>> {
	const { authorityId, projectId, gatheringId } = gathering;
	const firsts = await votes.firstsOf(tx, gathering);
	if (firsts.length === 0) return refused('vote-not-closed');
	if (!code && firsts.length > 1) return refused('first-undecided');
	const chosen = code ? firsts.find((first) => first.code === code) : firsts[0];
	if (!chosen) return refused('scenario-not-first');
	const parties = await speakersOf(tx, gathering);
	return consentRounds.open(tx, {
		authorityId,
		projectId,
		occasionId: gatheringId,
		name: roundName,
		topic: `step:${gatheringId}`,
		subject: chosen.code,
		parties,
		actor
	});
}

type ChangeRefusal = OpenRefusal | ConsentRefusal | 'round-unknown' | 'round-not-open';

/** Leaves the round that runs for one on another of the firsts (MO45). `known`: how many had spoken in it, as the desk that asks had read. */
export async function change(tx: Tx, gathering: GatheringAtStep, { code, known }: { readonly code: string; readonly known: number }, actor: Actor): Promise<Outcome<unknown, ChangeRefusal>> {
	const round = await roundOf(tx, gathering);
	if (!round) return refused('round-not-open');
	if (round.subject === code) return refused('round-already-open');
	if (!(await votes.firstsOf(tx, gathering)).some((first) => first.code === code)) return refused('scenario-not-first');
	const left = await consentRounds.act(tx, { authorityId: gathering.authorityId, roundId: round.roundId, doing: { act: 'set-aside', known }, actor });
	return left.accepted ? open(tx, gathering, code, actor) : left;
}

export interface ReadConsent {
	readonly round: RoundToRead | null;
	readonly scenario: { readonly code: string; readonly name: string; readonly idea: string } | null;
	/** objections with the public names of those who raised them */
	readonly objections: readonly {
		readonly author: string;
		readonly risk: string;
		readonly wouldLift: string;
		readonly integration: string | null;
		readonly state: RoundToRead['objections'][number]['state'];
	}[];
}

/** The round as the record tells it. */
export const readConsent = (query: Query, place: Place): Promise<ReadConsent> => onceInLook(query, `consent:${place.gatheringId}`, () => readConsentNow(query, place));

async function readConsentNow(query: Query, place: Place): Promise<ReadConsent> {
	const round = (await roundOf(query, place)) ?? null;
	return tell(round, round ? await scenarios.list(query, place) : [], await namesOf(query, place.gatheringId));
}

/** The rounds that came before it, in their order. */
export async function readEarlier(query: Query, place: Place): Promise<readonly ReadConsent[]> {
	const rounds = await consentRounds.readEarlier(query, place.authorityId, place.gatheringId, roundName);
	if (rounds.length === 0) return [];
	const [written, names] = [await scenarios.list(query, place), await namesOf(query, place.gatheringId)];
	return rounds.map((round) => tell(round, written, names));
}

function tell(round: RoundToRead | null, written: Awaited<ReturnType<typeof scenarios.list>>, names: ReadonlyMap<string, string>): ReadConsent {
	const scenario = round && written.find(({ code }) => code === round.subject);
	return {
		round,
		scenario: scenario ? { code: scenario.code, name: scenario.name, idea: scenario.idea } : null,
		objections: (round?.objections ?? []).map(({ partyId, risk, wouldLift, integration, state }) => ({
			author: names.get(partyId) ?? '',
			risk,
			wouldLift,
			integration,
			state
		}))
	};
}
