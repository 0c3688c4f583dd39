// Gives everybody the hour of return, and to those who bring the draft what it leaves without an answer.
import type { StepServer } from '../../../gatherings/server/step.ts';
import { litBy } from '../../rules/needs.ts';
import { mayWriteDraft } from '../../rules/proposal.ts';
import type { RetouchOnDesk, RetouchOnHand, RetouchOnWall } from '../../rules/steps/retouch.ts';
import { breakOf } from '../breaks.ts';
import { actsOf, seeDraft } from '../drafting.ts';
import { readNeeds } from '../needs.ts';
import * as proposals from '../proposals.ts';

export const step: StepServer = {
	async hand(query, seat): Promise<RetouchOnHand> {
		const mayWrite = mayWriteDraft(seat.capacity, false).accepted;
		return { ...(await breakOf(query, seat, 'retouch')), draft: mayWrite ? await seeDraft(query, seat) : null };
	},

	async screen(query, gathering): Promise<RetouchOnWall> {
		const proposal = await proposals.read(query, gathering);
		const lit = litBy(proposal.sealedAt ? proposal.needs : [], [], 0);
		const needs = await readNeeds(query, gathering.gatheringId);
		return { ...(await breakOf(query, gathering, 'retouch')), needs: needs.map(({ id, text }) => ({ id, text, isLit: lit.has(id) })) };
	},

	async desk(query, gathering): Promise<RetouchOnDesk> {
		return { ...(await breakOf(query, gathering, 'retouch')), draft: await seeDraft(query, gathering) };
	},

	async carryOut(tx, gathering, effect) {
		if (effect.do === 'open' && effect.what === 'draft') await proposals.boardFor(tx, gathering);
	},

	// Whoever brings the draft goes on while the others take their roles.
	acts: actsOf(['write-draft', 'answer-need', 'leave-need', 'reopen-need', 'write-changed'], { seat: 'any-time', facilitator: 'step-open' })
};
