// Gives the three screens the silent writing: to each hand its own cards, to wall and console counts alone.
import * as v from 'valibot';
import { together } from '../../../db/server/together.ts';
import { readId } from '../../../db/server/ids.ts';
import type { Id } from '../../../db/rules/ids.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { StepServer } from '../../../gatherings/server/step.ts';
import { cardsEach, zones } from '../../rules/landscape.ts';
import { mayReadCards } from '../../rules/moderation.ts';
import type {
	LandscapeWritingOnDesk,
	LandscapeWritingOnHand,
	LandscapeWritingOnWall
} from '../../rules/steps/landscape-writing.ts';
import { citable } from '../gallery.ts';
import * as landscape from '../landscape.ts';
import * as privateCards from '../privateCards.ts';

const zone = v.picklist(zones);
const text = v.optional(v.string(), '');
const kind = v.optional(v.string());
/** The materials that a card cites: a choice a place. */
const source = v.optional(v.string());
/** Each question has its own choice of kinds in the form: a browser without JavaScript sends them all. */
const kinds = { 'kind-needs': kind, 'kind-resources': kind, 'kind-innovation': kind, 'kind-constraints': kind };
const card = v.pipe(
	v.string(),
	v.check((value) => readId(value) !== undefined),
	v.transform((value) => value as Id<'private-card'>)
);

async function stateOf(...[query, { gatheringId, currentStep }]: Parameters<StepServer['screen']>) {
	const isHere = currentStep === 'landscape-writing';
	const row = isHere ? await together(query, `landscape:${gatheringId}`, () => landscape.find(query, gatheringId)) : undefined;
	return { isOpen: isHere && !row?.writingClosedAt, isBeingRead: isHere && mayReadCards(row) };
}

export const step: StepServer = {
	async hand(query, seat): Promise<LandscapeWritingOnHand> {
		const mine = await privateCards.ofSeat(query, seat.seatId);
		return { ...(await stateOf(query, seat)), mine, cardsLeft: Math.max(0, cardsEach - mine.length), citable: await citable(query, seat) };
	},

	async screen(query, gathering): Promise<LandscapeWritingOnWall> {
		const { counts, written } = await privateCards.countsOf(query, gathering.gatheringId);
		const { isBeingRead } = await stateOf(query, gathering);
		return { isBeingRead, counts, written };
	},

	async desk(query, gathering): Promise<LandscapeWritingOnDesk> {
		const { counts, written, neverReadable, writers } = await privateCards.countsOf(query, gathering.gatheringId);
		const roll = await seats.rollOf(query, gathering.gatheringId);
		return {
			...(await stateOf(query, gathering)),
			counts,
			written,
			notReread: neverReadable,
			silent: roll.filter((seat) => !writers.has(seat.seatId)).length,
			present: roll.length,
			citable: await citable(query, gathering),
			paperSeats: roll
				.filter((seat) => seat.isOnPaper)
				.map((seat) => ({ id: seat.seatId, publicName: seat.publicName }))
		};
	},

	async foresee(query, gathering) {
		const { isOpen } = await stateOf(query, gathering);
		if (!isOpen) return { idle: [], entering: [], leaving: [], finished: [] };
		const { neverReadable, writers } = await privateCards.countsOf(query, gathering.gatheringId);
		const silent = (await seats.rollOf(query, gathering.gatheringId)).filter(({ seatId, isOnPaper }) => isOnPaper && !writers.has(seatId)).length;
		const leaving = [
			{ warning: 'paper-without-card', count: silent, isFinal: false },
			{ warning: 'cards-not-reread', count: neverReadable, isFinal: false }
		].filter(({ count }) => count > 0);
		return { idle: [], entering: [], leaving, finished: [] };
	},

	async carryOut(tx, gathering, effect, at) {
		if (effect.what !== 'writing') return;
		if (effect.do === 'open') await landscape.openWriting(tx, gathering);
		if (effect.do === 'close') await privateCards.closeWriting(tx, gathering, at);
	},

	acts: {
		write: {
			by: 'seat',
			when: 'step-open',
			shape: v.pipe(
				v.object({ zone, text, ...kinds, source1: source, source2: source }),
				v.transform(({ zone, text, source1 = '', source2 = '', ...chosen }) => ({ zone, text, kind: chosen[`kind-${zone}`], sources: [source1, source2] }))
			),
			run: privateCards.write
		},
		rewrite: {
			by: 'seat',
			when: 'step-open',
			shape: v.pipe(
				v.object({ card, text, source1: source, source2: source }),
				v.transform(({ card, text, source1, source2 }) => ({ card, text, ...(source1 === undefined ? {} : { sources: [source1, source2 ?? ''] }) }))
			),
			run: privateCards.rewrite
		},
		withdraw: { by: 'seat', when: 'step-open', shape: v.object({ card }), run: privateCards.withdraw }
	}
};
