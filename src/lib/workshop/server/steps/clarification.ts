// The questions of clarification, for the three screens.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { answeredAloud, byShare, headsOf, mayAsk, questionsEach, sharesOf, type QuestionState } from '../../rules/questions.ts';
import type { ClarificationOnDesk, ClarificationOnHand, ClarificationOnWall, MyQuestion, QuestionShown } from '../../rules/steps/clarification.ts';
import * as amendments from '../amendments.ts';
import * as proposals from '../proposals.ts';
import * as questions from '../questions.ts';

const look = (query: Query, { gatheringId }: GatheringAtStep) =>
	together(query, `clarification:${gatheringId}`, async () => {
		const all = await questions.ofGathering(query, gatheringId);
		const shareOf = sharesOf(all);
		const queue = byShare(all.map((one) => ({ ...one, askedAt: one.askedAt.toISOString() })));
		const show = (one: questions.ReadQuestion): QuestionShown => ({
			id: one.id,
			text: one.text,
			share: shareOf(one.id),
			answer: one.answer,
			merged: all.filter(({ mergedInto, state }) => mergedInto === one.id && state === 'merged').map(({ id, text }) => ({ id, text }))
		});
		const inState = (state: QuestionState) => all.filter((one) => one.state === state).map(show);
		const seen: ClarificationOnWall = {
			queue: queue.map(({ id }) => show(all.find((one) => one.id === id)!)),
			answered: inState('answered'),
			parked: inState('parked'),
			answeredAloud
		};
		return { seen, all };
	});

const typed = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
const id = v.pipe(v.string(), v.maxLength(64));
const ofOne = v.object({ question: id });
const list = v.optional(v.union([v.pipe(v.array(id), v.maxLength(100)), v.pipe(id, v.transform((one) => (one ? [one] : [])))]), []);

const readText = (query: Query, gathering: GatheringAtStep) =>
	together(query, `proposal-text:${gathering.gatheringId}`, async () => (await amendments.lastVersion(query, gathering))?.passages ?? []);

/** What a seat asked, with the answer to the question that it stands under. */
function ofSeat(all: readonly questions.ReadQuestion[], seatId: string): MyQuestion[] {
	const headOf = headsOf(all);
	return all
		.filter((one) => one.seatId === seatId && one.state !== 'withdrawn')
		.map((one) => {
			const head = headOf(one);
			return { id: one.id, text: one.text, state: head.state, answer: head.answer, under: head === one ? null : { id: head.id, text: head.text } };
		});
}

const hasOneLeft = (mine: readonly MyQuestion[]): boolean => mine.filter(({ state }) => state === 'asked').length < questionsEach;

export const step: StepServer = {
	async hand(query, seat): Promise<ClarificationOnHand> {
		const { seen, all } = await look(query, seat);
		const headOf = headsOf(all);
		const mine = ofSeat(all, seat.seatId);
		const supported = all.filter(({ seats }) => seats.includes(seat.seatId));
		return {
			...seen,
			passages: await readText(query, seat),
			bookmarks: await proposals.bookmarksOf(query, seat),
			isAsking: mayAsk(seat.capacity),
			mayAsk: mayAsk(seat.capacity) && hasOneLeft(mine),
			mine,
			supported: supported.map(({ id }) => id),
			isAnsweredSupported: supported.some((one) => one.seatId !== seat.seatId && headOf(one).state === 'answered')
		};
	},

	async screen(query, gathering): Promise<ClarificationOnWall> {
		return (await look(query, gathering)).seen;
	},

	async desk(query, gathering): Promise<ClarificationOnDesk> {
		const { seen, all } = await look(query, gathering);
		const roll = await seats.rollOf(query, gathering.gatheringId);
		const onPaper = roll.filter(({ isOnPaper, capacity }) => isOnPaper && mayAsk(capacity)).map(({ seatId, publicName }) => ({ id: seatId, publicName, mine: ofSeat(all, seatId) }));
		return { ...seen, paperSeats: onPaper.map((seat) => ({ ...seat, mayAsk: hasOneLeft(seat.mine) })) };
	},

	async foresee(query, gathering) {
		const { queue } = (await look(query, gathering)).seen;
		const waiting = Math.min(queue.length, answeredAloud);
		return { idle: [], entering: [], leaving: waiting > 0 ? [{ warning: 'questions-waiting', count: waiting, isFinal: false }] : [], finished: [] };
	},

	async carryOut() {},

	acts: {
		ask: { by: 'seat', when: 'step-open', shape: v.object({ text: typed }), run: (tx: Tx, doer: Doer, { text }: { text: string }) => questions.ask(tx, doer, text) },
		withdraw: { by: 'seat', when: 'step-open', shape: ofOne, run: (tx: Tx, doer: Doer, { question }: { question: string }) => questions.withdraw(tx, doer, question) },
		support: { by: 'seat', when: 'step-open', shape: ofOne, run: (tx: Tx, doer: Doer, { question }: { question: string }) => questions.support(tx, doer, question, 'yes') },
		unsupport: { by: 'seat', when: 'step-open', shape: ofOne, run: (tx: Tx, doer: Doer, { question }: { question: string }) => questions.support(tx, doer, question, 'no') },
		answer: {
			by: 'facilitator',
			when: 'step-open',
			shape: v.object({ question: id, text: typed }),
			run: (tx: Tx, doer: Doer, { question, text }: { question: string; text: string }) => questions.answer(tx, doer, question, text)
		},
		park: { by: 'facilitator', when: 'step-open', shape: ofOne, run: (tx: Tx, doer: Doer, { question }: { question: string }) => questions.park(tx, doer, question) },
		'put-back': { by: 'facilitator', when: 'step-open', shape: ofOne, run: (tx: Tx, doer: Doer, { question }: { question: string }) => questions.putBack(tx, doer, question) },
		merge: { by: 'facilitator', when: 'step-open', shape: v.object({ question: list }), run: (tx: Tx, doer: Doer, { question }: { question: string[] }) => questions.merge(tx, doer, question) }
	}
};
