// Reads the record of a sitting, at any moment: through the eyes of the room, so that nothing shows here before it shows there.
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { upToDateOn } from '../../law/rules/values.ts';
import { isWorthTelling, roundRead } from '../../workshop/rules/record.ts';
import * as casting from '../../workshop/server/casting.ts';
import * as closings from '../../workshop/server/closings.ts';
import { readCircumstances } from '../../workshop/server/record.ts';
import { groundsSeen } from '../rules/gate.ts';
import { endingOf, type SittingRecord } from '../rules/sittingRecord.ts';
import type { ArrivalSeen } from '../rules/steps/arrival.ts';
import type { JointSeen } from '../rules/steps/joint-scenario.ts';
import type { MotivesSeen } from '../rules/steps/motives.ts';
import type { ScenariosSeen } from '../rules/steps/scenarios.ts';
import type { SimulationSeen } from '../rules/steps/simulation.ts';
import type { StateOfPlaySeen } from '../rules/steps/state-of-play.ts';
import type { StepId } from '../rules/steps.ts';
import * as gate from './gate.ts';
import * as consents from './sittingConsents.ts';
import * as sittings from './sittings.ts';
import { stepServers } from './steps.ts';
import { frameRead } from './steps/frame.ts';
import { veilOf } from './veils.ts';
import { veiled } from '../rules/veil.ts';
import * as versions from './versions.ts';

const withoutGrounds = ({ grounds: _, ...joint }: JointSeen): SittingRecord['joint'] => joint;

export async function readSittingRecord(query: Query, gatheringId: GatheringId, at: Date): Promise<SittingRecord> {
	const gathering = await gatherings.read(query, gatheringId);
	const room = gatherings.standing(gathering);
	const stays = await gatherings.staysOf(query, gatheringId);
	const isOver = gathering.closedAt !== null;
	/** what is written ahead is the desk's until the room is there */
	const hasBeenAt = (step: StepId) => isOver || stays.some((stay) => stay.step === step);
	const seenAt = async <Seen>(step: StepId): Promise<Seen | null> => (hasBeenAt(step) ? ((await stepServers[step].screen(query, room)) as Seen) : null);
	const [circumstances, facts, arrival, motives, state, filed, simulation, drafted] = await Promise.all([
		readCircumstances(query, gathering, at),
		sittings.facts(query, gatheringId),
		stepServers.arrival.screen(query, room) as Promise<ArrivalSeen>,
		seenAt<MotivesSeen>('motives'),
		seenAt<StateOfPlaySeen>('state-of-play'),
		seenAt<ScenariosSeen>('scenarios'),
		seenAt<SimulationSeen>('simulation'),
		seenAt<JointSeen>('joint-scenario')
	]);
	const [deck, players, verdicts, rounds, [consented], failure, version, closing, speakers] = await Promise.all([
		casting.deckOf(query, room),
		casting.playersOf(query, gatheringId),
		gate.verdictsOf(query, gatheringId),
		consents.roundsOf(query, room),
		sittings.entriesOf(query, gatheringId, 'consented'),
		sittings.failureOf(query, gatheringId),
		versions.ofSitting(query, gatheringId),
		closings.readClosing(query, room),
		consents.speakersIn(query, room)
	]);
	const partyOf = new Map(speakers.map(({ seatId, party }) => [seatId, party ?? '']));
	const last = rounds.at(-1);
	const record: SittingRecord = {
		form: 'eclaireurs/sitting-record',
		version: 1,
		...circumstances,
		number: facts.sitting.number,
		clause: facts.clause.title,
		ending: endingOf({ isOver, isApplied: version !== undefined, isConsented: consented !== undefined, hasFailure: failure !== null }),
		requests: motives,
		frame: hasBeenAt('frame') ? await frameRead(query, facts, facts.sitting.heldOn) : null,
		stateOfPlay: state?.frozen ?? null,
		represented: { represented: arrival.represented, quorum: arrival.quorum },
		roles: deck.map(({ id, name, isConcerned }) => ({ name, isConcerned, players: players.filter(({ role }) => role?.roleCardId === id).length })).filter(({ isConcerned, players: count }) => isConcerned || count > 0),
		filed: filed?.filed ?? [],
		simulation: simulation?.round ? simulation : null,
		joint: drafted && drafted.revision > 0 ? withoutGrounds(drafted) : null,
		gate: await Promise.all(verdicts.toReversed().map(async ({ number, at: answeredAt, scenarioRevision, note: { answer, reasons, replyBy, conditions, contract, modification, found, own } }) => ({
			...{ number, at: answeredAt.toISOString(), revision: scenarioRevision, answer, reasons, replyBy, conditions },
			grounds: groundsSeen(contract, modification, found, upToDateOn, await gate.ownSeen(query, own ?? []))
		}))),
		consent: {
			parties: last ? await consents.byParty(query, room, last) : [],
			rounds: rounds
				.map((round) => roundRead({ round, scenario: null, objections: round.objections.map(({ partyId, risk, wouldLift, integration, state: became }) => ({ risk, wouldLift, integration, state: became, author: partyOf.get(partyId) ?? '' })) }, null, isOver ? 'over' : 'under-way'))
				.filter(isWorthTelling),
			obtainedAt: last?.state === 'obtained' ? (last.endedAt?.toISOString() ?? null) : null,
			clarified: consented?.data.clarified ?? [],
			failure
		},
		application: version
			? {
					version: version.number,
					chain: version.chain,
					changes: version.changes.map(({ writes: _writes, elementId: _element, ...change }) => change),
					reviewOn: version.reviewOn,
					notice: version.notice,
					isNoticePublic: version.isNoticePublic
				}
			: null,
		closing: { words: closing.words, usefulness: closing.usefulness, jurorMinutes: closing.jurorMinutes }
	};
	// the record goes further than the room
	return veiled(record, await veilOf(query, gatheringId, 'team'));
}
