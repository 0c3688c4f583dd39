// Gives the three screens the frame: why the room is here, who decides, the path; counts who agrees, brings the questions to the console without names.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import * as gatherings from '../../../gatherings/server/gatherings.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import * as projects from '../../../projects/server/projects.ts';
import { concernsEach, pathOf } from '../../rules/groundRules.ts';
import type { GroundRulesOnDesk, GroundRulesOnHand, GroundRulesOnWall } from '../../rules/steps/ground-rules.ts';
import * as groundRules from '../groundRules.ts';

const look = (query: Query, { gatheringId, projectId }: GatheringAtStep) =>
	together(query, `ground-rules:${gatheringId}`, async () => {
		const written = await groundRules.find(query, gatheringId);
		const agreed = await groundRules.agreedIn(query, gatheringId);
		const roll = await seats.rollOf(query, gatheringId);
		const { agenda } = await gatherings.read(query, gatheringId);
		const seen: GroundRulesOnWall = {
			objective: written?.objective ?? (await projects.read(query, projectId))?.summary ?? '',
			body: written?.body ?? '',
			path: pathOf(agenda.steps),
			agreed: roll.filter(({ seatId }) => agreed.has(seatId)).length,
			present: roll.length
		};
		return { seen, agreed, roll, isWritten: written !== undefined };
	});

const typed = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
const ofOne = v.object({ question: v.pipe(v.string(), v.maxLength(64)) });

export const step: StepServer = {
	async hand(query, seat): Promise<GroundRulesOnHand> {
		const { seen, agreed } = await look(query, seat);
		const mine = await groundRules.ofSeat(query, seat.seatId);
		return { ...seen, hasAgreed: agreed.has(seat.seatId), mine, mayAsk: mine.filter(({ isSettled }) => !isSettled).length < concernsEach };
	},

	async screen(query, gathering): Promise<GroundRulesOnWall> {
		return (await look(query, gathering)).seen;
	},

	async desk(query, gathering): Promise<GroundRulesOnDesk> {
		const { seen, agreed, roll, isWritten } = await look(query, gathering);
		return {
			...seen,
			isWritten,
			...(await groundRules.waitingIn(query, gathering.gatheringId)),
			paperSeats: roll.filter(({ isOnPaper }) => isOnPaper).map(({ seatId, publicName }) => ({ id: seatId, publicName, hasAgreed: agreed.has(seatId) }))
		};
	},

	// who agrees is nobody's to see: it makes nobody « prêt·e » (MO182)
	async foresee(query, gathering) {
		const { questions } = await groundRules.waitingIn(query, gathering.gatheringId);
		return { idle: [], entering: [], leaving: questions.length > 0 ? [{ warning: 'ground-questions-waiting', count: questions.length, isFinal: false }] : [], finished: [] };
	},

	async carryOut() {},

	acts: {
		agree: { by: 'seat', when: 'any-time', shape: v.object({}), run: (tx: Tx, doer: Doer) => groundRules.agree(tx, doer, 'yes') },
		'take-back': { by: 'seat', when: 'any-time', shape: v.object({}), run: (tx: Tx, doer: Doer) => groundRules.agree(tx, doer, 'no') },
		ask: { by: 'seat', when: 'step-open', shape: v.object({ text: typed }), run: (tx: Tx, doer: Doer, { text }: { text: string }) => groundRules.ask(tx, doer, text) },
		settle: { by: 'facilitator', when: 'any-time', shape: ofOne, run: (tx: Tx, doer: Doer, { question }: { question: string }) => groundRules.settle(tx, doer, question) },
		'write-frame': { by: 'facilitator', when: 'any-time', shape: v.object({ objective: typed, body: typed }), run: groundRules.write }
	}
};
