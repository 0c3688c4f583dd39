// Gives the three screens the five dots: to each hand its own, to everybody how many have put theirs, and the result once closed.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import * as dots from '../../../decisions/server/dots.ts';
import { dotsEach, type DotsRefusal } from '../../../decisions/rules/dots.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import type { LandscapeDotsOnDesk, LandscapeDotsOnHand, LandscapeDotsOnWall } from '../../rules/steps/landscape-dots.ts';
import * as landscape from '../landscape.ts';
import * as privateCards from '../privateCards.ts';

const card = v.pipe(v.string(), v.maxLength(64));

async function openDots(tx: Tx, { authorityId, projectId, gatheringId }: GatheringAtStep): Promise<void> {
	const topic = landscape.topicOf(gatheringId);
	await dots.open(tx, { ...landscape.dotRound(gatheringId), authorityId, projectId, topic });
}

async function closeDots(tx: Tx, { gatheringId }: GatheringAtStep): Promise<void> {
	await dots.close(tx, landscape.dotRound(gatheringId), await landscape.rollOfDots(tx, gatheringId));
}

async function targetsOf(query: Query, { gatheringId }: GatheringAtStep): Promise<ReadonlySet<string>> {
	const boardId = (await landscape.find(query, gatheringId))?.boardId;
	return new Set((await landscape.readBoard(query, boardId ?? null)).cards.map((card) => card.id));
}

async function place(tx: Tx, doer: Doer, { card }: { card: string }): Promise<Outcome<unknown, DotsRefusal | 'seat-needed'>> {
	if (!doer.seat) return refused('seat-needed');
	const hand = { voterId: doer.seat.seatId, actor: doer.actor, onBehalfOf: doer.onBehalfOf };
	const before = { targets: await targetsOf(tx, doer), roll: await landscape.rollOfDots(tx, doer.gatheringId) };
	return dots.place(tx, landscape.dotRound(doer.gatheringId), hand, card, before);
}

async function takeBack(tx: Tx, doer: Doer, { card }: { card: string }): Promise<Outcome<unknown, DotsRefusal | 'seat-needed'>> {
	if (!doer.seat) return refused('seat-needed');
	const hand = { voterId: doer.seat.seatId, actor: doer.actor, onBehalfOf: doer.onBehalfOf };
	return dots.takeBack(tx, landscape.dotRound(doer.gatheringId), hand, card);
}

/** What everybody may see, and who has dots: the same for each hand, so that those that look at once share one read. */
const readTogether = (query: Query, { gatheringId }: GatheringAtStep) =>
	together(query, `landscape-dots:${gatheringId}`, async () => {
		const { zones, dots: seen } = await landscape.readLandscape(query, gatheringId);
		const shown: LandscapeDotsOnWall = { isOpen: seen?.isOpen ?? false, placed: seen?.placed ?? 0, eligible: seen?.eligible ?? 0, zones };
		return { shown, roll: await landscape.rollOfDots(query, gatheringId) };
	});

const look = async (query: Query, gathering: GatheringAtStep): Promise<LandscapeDotsOnWall> => (await readTogether(query, gathering)).shown;

export const step: StepServer = {
	async hand(query, seat): Promise<LandscapeDotsOnHand> {
		const own = await dots.ofHand(query, landscape.dotRound(seat.gatheringId), seat.seatId);
		const mine: Record<string, number> = {};
		for (const { target } of own) mine[target] = (mine[target] ?? 0) + 1;
		const { shown, roll } = await readTogether(query, seat);
		return { ...shown, hasDots: roll.has(seat.seatId), mine, dotsLeft: dotsEach - own.length };
	},

	screen: look,

	async desk(query, gathering): Promise<LandscapeDotsOnDesk> {
		const roll = await seats.rollOf(query, gathering.gatheringId);
		return {
			...(await look(query, gathering)),
			paperSeats: roll
				.filter((seat) => seat.isOnPaper && seat.college)
				.map((seat) => ({ id: seat.seatId, publicName: seat.publicName }))
		};
	},

	async foresee(query, gathering) {
		const { shown } = await readTogether(query, gathering);
		if (!shown.isOpen) return { idle: ['closes-dots'], entering: [], leaving: [], finished: [] };
		const round = landscape.dotRound(gathering.gatheringId);
		const onPaper = (await seats.rollOf(query, gathering.gatheringId)).filter(({ isOnPaper, college }) => isOnPaper && college);
		const placed = await Promise.all(onPaper.map(async ({ seatId }) => (await dots.ofHand(query, round, seatId)).length));
		const without = placed.filter((count) => count === 0).length;
		return {
			idle: [],
			entering: [],
			leaving: [{ warning: 'dots-not-shown', count: 0, isFinal: false }, ...(without > 0 ? [{ warning: 'paper-without-dot', count: without, isFinal: false }] : [])],
			finished: []
		};
	},

	async carryOut(tx, gathering, effect, at) {
		if (effect.what !== 'dots') return;
		if (effect.do === 'open') {
			// The grouping may have been left out: what was written is revealed here at the latest.
			await privateCards.reveal(tx, gathering, at);
			await openDots(tx, gathering);
		}
		if (effect.do === 'close') await closeDots(tx, gathering);
	},

	acts: {
		place: { by: 'seat', when: 'step-open', shape: v.object({ card }), run: place },
		'take-back': { by: 'seat', when: 'step-open', shape: v.object({ card }), run: takeBack },
		'show-result': {
			by: 'facilitator',
			when: 'step-open',
			shape: v.object({}),
			run: async (tx: Tx, doer: Doer) => accepted(await closeDots(tx, doer))
		},
		reopen: {
			by: 'facilitator',
			when: 'step-open',
			shape: v.object({}),
			run: async (tx: Tx, doer: Doer) => accepted(await openDots(tx, doer))
		}
	}
};
