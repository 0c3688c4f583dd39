// Gives the three screens the vote: to each hand its ballot, to the wall how many have voted, to everybody the result once closed.
import * as v from 'valibot';
import type { SeatId } from '../../../db/rules/ids.ts';
import type { Query, Tx } from '../../../db/server/database.ts';
import { readId } from '../../../db/server/ids.ts';
import { together } from '../../../db/server/together.ts';
import type { Choices } from '../../../decisions/rules/ballot.ts';
import { prepareKey } from '../../../decisions/server/ballotKeys.ts';
import { hiddenBecause, type HiddenBecause } from '../../../decisions/rules/tally.ts';
import * as ballots from '../../../decisions/server/ballots.ts';
import { lookAlikes } from '../../../gatherings/rules/seating.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { fewestScenarios, nextCode, writeScenario, type ScenarioRefusal } from '../../rules/scenarios.ts';
import { usualGrades, type VoteOnDesk, type VoteOnHand, type VoteOnWall } from '../../rules/steps/vote.ts';
import * as amendments from '../amendments.ts';
import * as casting from '../casting.ts';
import * as compositions from '../compositions.ts';
import * as scenarios from '../scenarios.ts';
import { namesOf } from '../seatNames.ts';
import * as votes from '../votes.ts';
import { secrecy } from '../votes.ts';

/** `grade-A=1`: the second grade to A. What is not a figure is no grade, and the rule says so. */
const ballotShape = v.pipe(
	v.record(v.string(), v.unknown()),
	v.transform((fields): Choices =>
		Object.fromEntries(
			Object.entries(fields).flatMap(([name, value]) =>
				name.startsWith('grade-') && value !== '' ? [[name.slice('grade-'.length), typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : -1]] : []
			)
		)
	)
);

const typed = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
// an id that is none would be thrown by Postgres
const seatId = v.object({
	seat: v.pipe(
		v.string(),
		v.check((value) => readId(value) !== undefined)
	)
});

export type CastActRefusal = ballots.CastRefusal | 'vote-not-open' | 'seat-needed';

async function cast(tx: Tx, doer: Doer, given: Choices): Promise<Outcome<unknown, CastActRefusal>> {
	if (!doer.seat) return refused('seat-needed');
	const boxId = await votes.boxOf(tx, doer);
	if (!boxId) return refused('vote-not-open');
	const { actor, onBehalfOf, authorityId } = doer;
	const lentAt = (await seats.read(tx, doer.gatheringId, doer.seat.seatId))?.lentAt;
	const ballot = { authorityId, boxId, voterId: doer.seat.seatId, given, actor, lentAt };
	return onBehalfOf ? ballots.type(tx, { ...ballot, onBehalfOf }) : ballots.cast(tx, ballot);
}

async function makeFinal(tx: Tx, doer: Doer): Promise<Outcome<unknown, string>> {
	const boxId = await votes.boxOf(tx, doer);
	if (!boxId) return refused('vote-not-open');
	return ballots.makeFinal(tx, { authorityId: doer.authorityId, boxId, actor: doer.actor });
}

async function addLate(tx: Tx, doer: Doer, { seat }: { seat: string }): Promise<Outcome<unknown, string>> {
	const boxId = await votes.boxOf(tx, doer);
	if (!boxId) return refused('vote-not-open');
	const late = (await seats.rollOf(tx, doer.gatheringId)).find(({ seatId }) => seatId === seat);
	if (!late) return refused('seat-unknown');
	if (!late.college) return refused('college-without-secrecy');
	return ballots.addToRoll(tx, { authorityId: doer.authorityId, boxId, actor: doer.actor }, { voterId: late.seatId, college: late.college });
}

async function strike(tx: Tx, doer: Doer, { seat }: { seat: string }): Promise<Outcome<unknown, string>> {
	const boxId = await votes.boxOf(tx, doer);
	if (!boxId) return refused('vote-not-open');
	// MO37: whoever is in the room stays on the roll, whatever the facilitator would like.
	if ((await seats.rollOf(tx, doer.gatheringId)).some(({ seatId }) => seatId === seat)) return refused('voter-still-here');
	return ballots.strikeFromRoll(tx, { authorityId: doer.authorityId, boxId, actor: doer.actor }, seat);
}

async function writeOne(
	tx: Tx,
	doer: Doer,
	fields: { code: string; name: string; idea: string; facts: string }
): Promise<Outcome<unknown, ScenarioRefusal | 'scenarios-too-many' | 'vote-already-open'>> {
	const taken = (await scenarios.list(tx, doer)).map(({ code }) => code);
	const code = fields.code.trim() === '' ? nextCode([...taken, ...(await amendments.openedScenarios(tx, doer.gatheringId))]) : fields.code;
	if (code === undefined) return refused('scenarios-too-many');
	const written = writeScenario({ ...fields, code });
	return written.accepted ? votes.writeScenario(tx, doer, written.value, doer.actor) : written;
}

const look = (query: Query, gathering: GatheringAtStep, eyes: 'wall' | 'hand' | 'desk') =>
	together(query, `vote:${eyes}:${gathering.gatheringId}`, () => readFor(query, gathering, eyes));

async function readFor(query: Query, gathering: GatheringAtStep, eyes: 'wall' | 'hand' | 'desk') {
	const vote = await votes.readVote(query, gathering, eyes);
	const { stage, wasCancelled, result, tally, box } = vote;
	const { composed, told } = await compositions.readComposed(query, gathering);
	const amendmentOf = new Map(told.map((one) => [one.id as string, one]));
	const named = (ids: readonly string[]) => ids.flatMap((id) => amendmentOf.get(id) ?? []);
	const handedBack = await casting.handedBack(query, gathering.gatheringId);
	const seen: VoteOnWall = {
		stage,
		wasCancelled,
		revote: box?.revote ?? 'until-close',
		grades: box?.grades ?? usualGrades,
		scenarios: composed.map(({ scenario: { code, name, idea, facts }, composition }) => ({
			...{ code, name, idea, facts },
			version: composition.base,
			from: named(composition.added).map(({ code, role, capacity }) => ({ code, role, capacity })),
			without: named(composition.removed).map(({ code }) => code)
		})),
		onRoll: tally?.onRoll ?? 0,
		voted: tally?.voted ?? 0,
		turnout: tally?.turnout ?? [],
		result,
		// MO221
		handedBack: stage === 'closed' ? handedBack : { ...handedBack, sentences: [] }
	};
	return { seen, box, tally };
}

/** The seats whose ballot counts as typed: on paper, or in a facilitator's hands since the box was opened (DE11). */
const typedAmong = (roll: readonly seats.OnRoll[], box: { readonly openedAt: Date } | null): ReadonlySet<string> =>
	new Set(roll.filter(({ isOnPaper, lentAt }) => isOnPaper || (box && ballots.isLent(lentAt, box))).map(({ seatId }) => seatId));

/** Why the result would stay closed if these voted and nobody else (DE11). */
function hides(voters: readonly { readonly id: string; readonly college: string }[], typed: ReadonlySet<string>): HiddenBecause | null {
	const secret = voters.filter(({ college }) => secrecy[college as keyof typeof secrecy] === 'secret');
	return hiddenBecause({ ballots: secret.length, typed: secret.filter(({ id }) => typed.has(id)).length });
}

/** Pairs of seats that look like one person and that have both voted: once the box is closed, no ballot leaves it any more (GA16, MO37). */
async function countDoubles(query: Query, { gatheringId }: GatheringAtStep, roll: readonly { readonly voterId: string; readonly hasVoted: boolean }[]): Promise<number> {
	const voted = new Set(roll.filter(({ hasVoted }) => hasVoted).map(({ voterId }) => voterId));
	const names = await namesOf(query, gatheringId);
	const all = (await seats.ofGathering(query, gatheringId)).filter(({ id }) => voted.has(id));
	// shown out or not: a ballot counts as long as its seat is on the roll
	return lookAlikes(all.map(({ id, joinedAt }) => ({ id, state: 'admitted', joinedAt, publicName: names.get(id) ?? '' }))).size;
}

const closingWarnings = { 'too-few': 'vote-closes-too-few', 'few-own-hands': 'vote-closes-few-own-hands' } as const satisfies Record<HiddenBecause, string>;

export const step: StepServer = {
	async hand(query, seat): Promise<VoteOnHand> {
		const { seen, box } = await look(query, seat, 'hand');
		const { turnout, ...rest } = seen;
		const mine = box?.roll.find(({ voterId }) => voterId === seat.seatId);
		const college = mine?.college ?? (await seats.rollOf(query, seat.gatheringId)).find(({ seatId }) => seatId === seat.seatId)?.college;
		return {
			...rest,
			secrecy: college === 'jury' ? 'secret' : college === 'team' ? 'named' : null,
			isLate: box !== null && college !== undefined && !mine,
			hasVoted: mine?.hasVoted ?? false,
			waiting: box?.waiting.get(seat.seatId) ?? null,
			card: await casting.handingOf(query, seat.gatheringId, seat.seatId),
			receipt: box?.state === 'open' && mine?.hasVoted ? await ballots.receiptOf(query, box.boxId, seat.seatId) : null
		};
	},

	async screen(query, gathering): Promise<VoteOnWall> {
		return (await look(query, gathering, 'wall')).seen;
	},

	async desk(query, gathering): Promise<VoteOnDesk> {
		const { seen, box, tally } = await look(query, gathering, 'desk');
		if (!box) prepareKey();
		const inRoom = await seats.rollOf(query, gathering.gatheringId);
		const names = await namesOf(query, gathering.gatheringId);
		const toName = await amendments.scenariosToName(query, gathering);
		const cards = new Map(await Promise.all(inRoom.map(async ({ seatId }) => [seatId as string, await casting.handingOf(query, gathering.gatheringId, seatId)] as const)));
		const roll = (tally?.roll ?? inRoom.flatMap(({ seatId, college }) => (college ? [{ voterId: seatId as string, college: college as string, hasVoted: false }] : [])))
			.map(({ voterId, college, hasVoted }) => {
				const seat = inRoom.find(({ seatId }) => seatId === voterId);
				return { id: voterId, publicName: names.get(voterId) ?? '', college, hasVoted, isOnPaper: seat?.isOnPaper ?? false, waiting: box?.waiting.get(voterId) ?? null, isGone: !seat, card: cards.get(voterId) ?? null };
			})
			.sort((a, b) => a.college.localeCompare(b.college) || a.publicName.localeCompare(b.publicName, 'fr'));
		const typed = typedAmong(inRoom, box);
		return {
			...seen,
			roll,
			late: box ? inRoom.filter(({ seatId, college }) => college && !roll.some(({ id }) => id === seatId)).map(({ seatId, publicName }) => ({ id: seatId, publicName })) : [],
			isKeyLost: box?.isKeyLost ?? false,
			willHide: hides(roll, typed),
			doubles: seen.stage === 'open' && box ? await countDoubles(query, gathering, box.roll) : 0,
			hidesNow: seen.stage === 'open' ? hides(roll.filter(({ hasVoted }) => hasVoted), typed) : null,
			nextCode: nextCode([...seen.scenarios.map(({ code }) => code), ...toName.map(({ code }) => code)]) ?? null,
			toName
		};
	},

	async foresee(query, gathering) {
		const { stage, box, tally } = await votes.readVote(query, gathering, 'desk');
		const written = box ? box.options.length : (await scenarios.list(query, gathering)).length;
		const toName = (await amendments.scenariosToName(query, gathering)).filter(({ isTooLate }) => !isTooLate).length;
		const isTooFew = !box && written < fewestScenarios;
		const opens = box || isTooFew ? ['opens-ballot-box'] : [];
		const inRoom = await seats.rollOf(query, gathering.gatheringId);
		const typed = typedAmong(inRoom, box);
		const onPaper = new Set(inRoom.filter(({ isOnPaper }) => isOnPaper).map(({ seatId }) => seatId as string));
		const willVote = inRoom.flatMap(({ seatId, college }) => (college ? [{ id: seatId as string, college }] : []));
		// of an empty room, nothing is known yet
		const isSomebodyHere = inRoom.length > 0 || gathering.currentStep === 'vote';
		const ownHands = willVote.filter(({ id, college }) => secrecy[college] === 'secret' && !typed.has(id)).length;
		const paperLeft = (box?.roll ?? []).filter(({ voterId, hasVoted }) => !hasVoted && onPaper.has(voterId)).length;
		const voted = tally?.voted ?? 0;
		const hidden = hides((box?.roll ?? []).filter(({ hasVoted }) => hasVoted).map(({ voterId, college }) => ({ id: voterId, college })), typed);
		const doubles = stage === 'open' && box ? await countDoubles(query, gathering, box.roll) : 0;
		return {
			idle: stage === 'open' ? opens : [...opens, 'closes-ballot-box'],
			entering: [...(isTooFew ? [{ warning: 'scenarios-too-few', count: written, isFinal: false }] : []), ...(toName > 0 ? [{ warning: 'scenarios-to-name', count: toName, isFinal: true }] : []), ...(!box && isSomebodyHere && hides(willVote, typed) ? [{ warning: 'vote-stays-hidden', count: ownHands, isFinal: false }] : [])],
			leaving:
				stage === 'open'
					? [
							{ warning: voted === 0 ? 'vote-closes-empty' : hidden ? closingWarnings[hidden] : 'vote-closes', count: (tally?.onRoll ?? 0) - voted, isFinal: true },
							...(paperLeft > 0 ? [{ warning: 'paper-without-ballot', count: paperLeft, isFinal: true }] : []),
							...(doubles > 0 ? [{ warning: 'vote-counts-twice', count: doubles, isFinal: true }] : [])
						]
					: stage === 'preparing'
						? [{ warning: 'vote-not-held', count: 0, isFinal: false }]
						: [],
			finished: (box?.roll ?? []).flatMap(({ voterId, hasVoted }) => (hasVoted ? [voterId as SeatId] : []))
		};
	},

	async carryOut(tx, gathering, effect) {
		if (effect.what !== 'ballot-box') return;
		// Nothing is lost when it cannot be opened or closed: the desk says what is missing and offers it again.
		if (effect.do === 'open') await votes.open(tx, gathering, 'system');
		if (effect.do === 'close') await votes.close(tx, gathering, 'system');
	},

	acts: {
		'hand-back': {
			by: 'seat',
			when: 'step-open',
			shape: v.object({ seen: typed }),
			run: (tx: Tx, doer: Doer, { seen }: { seen: string }) => casting.handBack(tx, doer, seen)
		},
		'take-card-back': { by: 'seat', when: 'step-open', shape: v.object({}), run: casting.takeCardBack },
		cast: { by: 'seat', when: 'step-open', shape: ballotShape, run: cast },
		'open-vote': {
			by: 'facilitator',
			when: 'step-open',
			shape: v.object({}),
			run: (tx: Tx, doer: Doer) => votes.open(tx, doer, doer.actor)
		},
		'close-vote': {
			by: 'facilitator',
			when: 'any-time',
			shape: v.object({}),
			run: (tx: Tx, doer: Doer) => votes.close(tx, doer, doer.actor)
		},
		'make-final': { by: 'facilitator', when: 'step-open', shape: v.object({}), run: makeFinal },
		'add-late': { by: 'facilitator', when: 'step-open', shape: seatId, run: addLate },
		strike: { by: 'facilitator', when: 'any-time', shape: seatId, run: strike },
		'write-scenario': {
			by: 'facilitator',
			when: 'any-time',
			shape: v.object({ code: typed, name: typed, idea: typed, facts: typed }),
			run: (tx: Tx, doer: Doer, fields: { code: string; name: string; idea: string; facts: string }) =>
				writeOne(tx, doer, fields)
		},
		'remove-scenario': {
			by: 'facilitator',
			when: 'any-time',
			shape: v.object({ code: typed }),
			run: (tx: Tx, doer: Doer, { code }: { code: string }) => votes.removeScenario(tx, doer, code, doer.actor)
		},
		'write-sentence': {
			by: 'facilitator',
			when: 'any-time',
			shape: v.object({ sentence: typed }),
			run: (tx: Tx, doer: Doer, { sentence }: { sentence: string }) => votes.writeSentence(tx, doer, sentence, doer.actor, doer.at)
		}
	}
};
