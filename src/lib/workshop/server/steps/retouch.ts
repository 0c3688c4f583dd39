// Gives everybody the hour of return, and to those who bring the draft what it leaves without an answer.
import { together } from '../../../db/server/together.ts';
import type { Query } from '../../../db/server/database.ts';
import { spentIn } from '../../../gatherings/rules/clock.ts';
import * as gatherings from '../../../gatherings/server/gatherings.ts';
import type { GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import * as authorities from '../../../people/server/authorities.ts';
import { now } from '../../../time/server/clock.ts';
import { litBy } from '../../rules/needs.ts';
import { mayWriteDraft } from '../../rules/proposal.ts';
import type { Break, RetouchOnDesk, RetouchOnHand, RetouchOnWall } from '../../rules/steps/retouch.ts';
import { actsOf, seeDraft } from '../drafting.ts';
import { readNeeds } from '../needs.ts';
import * as proposals from '../proposals.ts';

const minute = 60_000;

const breakOf = (query: Query, { gatheringId, authorityId, currentStep }: GatheringAtStep) =>
	together(query, `retouch:${gatheringId}:${currentStep}`, async (): Promise<Break> => {
		const timeZone = (await authorities.read(query, authorityId))?.timeZone ?? 'Europe/Paris';
		if (currentStep !== 'retouch') return { backAt: null, isOver: false, timeZone };
		const { agenda, pace } = await gatherings.read(query, gatheringId);
		const at = now();
		const planned = (agenda.steps.find(({ step }) => step === 'retouch')?.plannedMinutes ?? 0) * minute;
		const left = planned - spentIn(await gatherings.staysOf(query, gatheringId), 'retouch', at);
		return { backAt: new Date(at.getTime() + left / pace).toISOString(), isOver: left <= 0, timeZone };
	});

export const step: StepServer = {
	async hand(query, seat): Promise<RetouchOnHand> {
		const mayWrite = mayWriteDraft(seat.capacity, false).accepted;
		return { ...(await breakOf(query, seat)), draft: mayWrite ? await seeDraft(query, seat) : null };
	},

	async screen(query, gathering): Promise<RetouchOnWall> {
		const proposal = await proposals.read(query, gathering);
		const lit = litBy(proposal.sealedAt ? proposal.needs : [], [], 0);
		const needs = await readNeeds(query, gathering.gatheringId);
		return { ...(await breakOf(query, gathering)), needs: needs.map(({ id, text }) => ({ id, text, isLit: lit.has(id) })) };
	},

	async desk(query, gathering): Promise<RetouchOnDesk> {
		return { ...(await breakOf(query, gathering)), draft: await seeDraft(query, gathering) };
	},

	async carryOut(tx, gathering, effect) {
		if (effect.do === 'open' && effect.what === 'draft') await proposals.boardFor(tx, gathering);
	},

	// Whoever brings the draft goes on while the others take their roles.
	acts: actsOf(['write-draft', 'answer-need', 'leave-need', 'reopen-need', 'write-changed'], { seat: 'any-time', facilitator: 'step-open' })
};
