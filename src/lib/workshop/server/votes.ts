// Opens, closes and reads the vote on a gathering's scenarios; alone writes the sentence that goes with it into the record.
import { and, eq } from 'drizzle-orm';
import type { BallotBoxId } from '../../db/rules/ids.ts';
import { onceInLook } from '../../db/server/together.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import type { Secrecy } from '../../decisions/rules/ballot.ts';
import { recountFile, visibleTally, type RecountFile, type VisibleTally } from '../../decisions/rules/tally.ts';
import * as ballots from '../../decisions/server/ballots.ts';
import type { BoxToRead } from '../../decisions/server/ballots.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { GatheringAtStep } from '../../gatherings/server/step.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as texts from '../../texts/server/texts.ts';
import { compareOrders } from '../rules/matrix.ts';
import { fewestScenarios, type Scenario } from '../rules/scenarios.ts';
import { usualGrades, type VoteResult, type VoteStage } from '../rules/steps/vote.ts';
import * as matrices from './matrices.ts';
import * as proposals from './proposals.ts';
import * as scenarios from './scenarios.ts';
import { namesOf } from './seatNames.ts';
import type { Place } from './scenarios.ts';
import { voteRemarks } from './tables.ts';

const boxName = 'scenarios';

/** The jury's ballots are secret; three people whom everybody knows cannot have a secret (demo 5.8). */
export const secrecy = { jury: 'secret', team: 'named' } as const satisfies Record<string, Secrecy>;

export const boxOf = (query: Query, { authorityId, gatheringId }: Place): Promise<BallotBoxId | undefined> =>
	ballots.latest(query, authorityId, gatheringId, boxName);

/** Opens the box on the scenarios written so far, for the seats of both colleges; a box already there stays as it is. */
export async function open(
	tx: Tx,
	{ authorityId, projectId, gatheringId }: GatheringAtStep,
	actor: Actor
): Promise<Outcome<BallotBoxId, ballots.OpenRefusal | 'scenarios-too-few'>> {
	await scenarios.hold(tx, { gatheringId });
	const options = (await scenarios.list(tx, { authorityId, gatheringId })).map(({ code, name }) => ({ id: code, label: name }));
	if (options.length < fewestScenarios) return refused('scenarios-too-few');
	const text = await texts.find(tx, authorityId, gatheringId, proposals.textName);
	if (text && text.latest >= 0) await scenarios.settleBases(tx, { authorityId, gatheringId }, text.latest);
	const roll = (await seats.rollOf(tx, gatheringId)).flatMap(({ seatId, college }) => (college ? [{ voterId: seatId, college }] : []));
	return ballots.open(tx, {
		authorityId,
		projectId,
		occasionId: gatheringId,
		name: boxName,
		topic: `step:${gatheringId}`,
		grades: usualGrades,
		options,
		secrecy,
		roll,
		actor
	});
}

/** Whether a scenario may still join the vote: its box is not open yet, or nobody has voted (MO30). */
export async function mayJoin(query: Query, place: Place): Promise<boolean> {
	const boxId = await boxOf(query, place);
	const box = boxId && (await ballots.read(query, place.authorityId, boxId));
	return !box || (box.state === 'open' && !box.roll.some(({ hasVoted }) => hasVoted));
}

/** Writes a scenario: before the vote freely, then only one more, which joins it while nobody has voted (MO30). */
export async function writeScenario(tx: Tx, place: GatheringAtStep, scenario: Scenario, actor: Actor): Promise<Outcome<null, 'vote-already-open' | 'scenarios-too-many'>> {
	await scenarios.hold(tx, place);
	const boxId = await boxOf(tx, place);
	const joined = boxId && (await ballots.addOption(tx, { authorityId: place.authorityId, boxId, actor }, { id: scenario.code, label: scenario.name }));
	return joined && !joined.accepted ? refused('vote-already-open') : scenarios.write(tx, place, scenario, actor);
}

/** Takes a scenario away with what was scored of it, while no box is open on it. */
export async function removeScenario(tx: Tx, place: GatheringAtStep, code: string, actor: Actor): Promise<Outcome<null, 'vote-already-open' | 'scenario-unknown'>> {
	await scenarios.hold(tx, place);
	if (await boxOf(tx, place)) return refused('vote-already-open');
	await matrices.forgetScenario(tx, place, code);
	return scenarios.remove(tx, place, code, actor);
}

export async function close(tx: Tx, place: Place, actor: Actor): Promise<Outcome<{ readonly state: 'closed' | 'cancelled' }, 'vote-not-open' | 'box-unknown'>> {
	const boxId = await boxOf(tx, place);
	if (!boxId) return refused('vote-not-open');
	return ballots.close(tx, { authorityId: place.authorityId, boxId, actor });
}

export interface ReadVote {
	readonly stage: VoteStage;
	readonly wasCancelled: boolean;
	readonly box: BoxToRead | null;
	readonly tally: VisibleTally | null;
	readonly result: VoteResult | null;
	/** the public recount file; null before close, and where it would name people */
	readonly recount: RecountFile | null;
	readonly closedAt: Date | null;
}

/** The vote as the record and the screens may know it; `eyes` decide how much. */
export const readVote = (query: Query, place: Place, eyes: 'wall' | 'hand' | 'desk' = 'wall'): Promise<ReadVote> => onceInLook(query, `vote:${place.gatheringId}:${eyes}`, () => readVoteNow(query, place, eyes));

async function readVoteNow(query: Query, place: Place, eyes: 'wall' | 'hand' | 'desk'): Promise<ReadVote> {
	const { authorityId, gatheringId } = place;
	const wasCancelled = (await ballots.cancelledBoxes(query, authorityId, gatheringId, boxName)) > 0;
	const boxId = await boxOf(query, place);
	const box = boxId && (await ballots.read(query, authorityId, boxId));
	if (!box) return { stage: 'preparing', wasCancelled, box: null, tally: null, result: null, recount: null, closedAt: null };
	const tally = visibleTally(box, eyes);
	const stage = box.state === 'closed' ? 'closed' : 'open';
	const shown = tally.result;
	if (!shown) return { stage, wasCancelled, box, tally, result: null, recount: null, closedAt: box.closedAt };
	const names = await namesOf(query, gatheringId);
	const matrix = await matrices.matrixOf(query, place);
	const labels = new Map(box.options.map(({ id, label }) => [id, label]));
	const result: VoteResult = {
		hidden: shown.hidden,
		options: (shown.ranking ?? box.options).map(({ id }) => ({ code: id, name: labels.get(id)! })),
		ranking: shown.ranking && shown.ranking.map(({ id, rank, grade }) => ({ code: id, name: labels.get(id)!, rank, grade })),
		counts: shown.counts,
		ballots: shown.ballots,
		colleges: shown.colleges,
		named: shown.named.map(({ voterId, choices }) => ({ publicName: names.get(voterId) ?? '', choices })),
		receipts: shown.receipts,
		matrix,
		disagreements: matrix && shown.ranking ? compareOrders(matrix.order, shown.ranking) : [],
		sentence: await sentenceOf(query, place)
	};
	return { stage, wasCancelled, box, tally, result, recount: recountFile(box, shown), closedAt: box.closedAt };
}

async function sentenceOf(query: Query, { authorityId, gatheringId }: Place): Promise<string | null> {
	const [remark] = await query
		.select({ sentence: voteRemarks.sentence })
		.from(voteRemarks)
		.where(and(eq(voteRemarks.authorityId, authorityId), eq(voteRemarks.gatheringId, gatheringId)));
	return remark?.sentence ?? null;
}

/** What the room wants read in the record where matrix and vote disagree. */
export async function writeSentence(
	tx: Tx,
	{ authorityId, projectId, gatheringId }: GatheringAtStep,
	typed: string,
	actor: Actor,
	at: Date
): Promise<Outcome<null, 'vote-not-closed' | 'sentence-empty' | 'sentence-too-long'>> {
	const sentence = typed.trim();
	if (sentence === '') return refused('sentence-empty');
	if (sentence.length > 400) return refused('sentence-too-long');
	const { stage } = await readVote(tx, { authorityId, gatheringId });
	if (stage !== 'closed') return refused('vote-not-closed');
	await tx
		.insert(voteRemarks)
		.values({ authorityId, gatheringId, sentence, writtenAt: at })
		.onConflictDoUpdate({ target: voteRemarks.gatheringId, set: { sentence, writtenAt: at } });
	await record(tx, { authorityId, projectId, act: 'vote-remarked', actor, about: { gathering: gatheringId } });
	await announce(tx, `step:${gatheringId}`);
	return accepted(null);
}

/** The first of the vote; several when they are truly equal; all of them when its result stays closed, for the room to say which; none while it is open. */
export const firstsIn = ({ result }: ReadVote): readonly { readonly code: string; readonly name: string }[] =>
	!result?.ranking ? (result?.options ?? []) : result.ranking.filter(({ rank }) => rank === 1).map(({ code, name }) => ({ code, name }));

export const firstsOf = async (query: Query, place: Place) => firstsIn(await readVote(query, place));
