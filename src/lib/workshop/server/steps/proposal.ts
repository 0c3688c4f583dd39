// Gives the three screens the proposal once v0 is sealed, and before that the draft to those alone who bring it; its desk is prepared ahead.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import * as authorities from '../../../people/server/authorities.ts';
import { litBy } from '../../rules/needs.ts';
import { maySeal, mayWriteDraft, needsOfDraft, strongUnsaid } from '../../rules/proposal.ts';
import type { ProposalOnDesk, ProposalOnHand, ProposalOnWall } from '../../rules/steps/proposal.ts';
import { actsOf, seeDraft } from '../drafting.ts';
import { readNeeds } from '../needs.ts';
import * as proposals from '../proposals.ts';

/** What the room may see. Before v0 only the sentence, and only once the room is here: it is the first thing that is said. */
const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `proposal:${gathering.gatheringId}:${gathering.currentStep}`, async () => {
		const proposal = await proposals.read(query, gathering);
		const text = await proposals.sealedText(query, proposal);
		const lit = litBy(text ? proposal.needs : [], [], 0);
		const seen: ProposalOnWall = {
			changed: text || gathering.currentStep === 'proposal' ? proposal.changed : '',
			passages: text?.passages ?? null,
			needs: (await readNeeds(query, gathering.gatheringId)).map(({ id, text: words }) => ({ id, text: words, isLit: lit.has(id), reason: text && !lit.has(id) ? (proposal.unanswered[id] ?? '') : '' }))
		};
		return { seen, sealedAt: proposal.sealedAt };
	});

const passage = v.pipe(v.string(), v.maxLength(64));

export const step: StepServer = {
	async hand(query, seat): Promise<ProposalOnHand> {
		const { seen, sealedAt } = await look(query, seat);
		const isSealed = sealedAt !== null;
		return {
			...seen,
			bookmarks: await proposals.bookmarksOf(query, seat),
			draft: mayWriteDraft(seat.capacity, isSealed).accepted ? await seeDraft(query, seat) : null,
			maySeal: maySeal(seat.capacity, isSealed).accepted
		};
	},

	async screen(query, gathering): Promise<ProposalOnWall> {
		return (await look(query, gathering)).seen;
	},

	async desk(query, gathering): Promise<ProposalOnDesk> {
		const { seen, sealedAt } = await look(query, gathering);
		return {
			...seen,
			draft: await seeDraft(query, gathering),
			sealedAt: sealedAt?.toISOString() ?? null,
			timeZone: (await authorities.read(query, gathering.authorityId))?.timeZone ?? 'Europe/Paris',
			isHere: gathering.currentStep === 'proposal'
		};
	},

	async foresee(query, gathering) {
		const { draftBoardId, sealedAt, ...said } = await proposals.read(query, gathering);
		const { passages } = await proposals.readDraft(query, draftBoardId);
		const isWritten = passages.some(({ text }) => text.trim() !== '');
		const isMissing = !sealedAt && !isWritten;
		const unsaid = sealedAt || isMissing ? 0 : strongUnsaid(needsOfDraft(await readNeeds(query, gathering.gatheringId), said)).length;
		return {
			idle: sealedAt ? ['opens-draft', 'closes-proposal'] : isMissing ? ['closes-proposal'] : [],
			entering: isMissing ? [{ warning: 'draft-missing', count: 0, isFinal: false }] : [],
			leaving: sealedAt
				? []
				: [{ warning: isMissing ? 'proposal-not-written' : 'proposal-sealed-on-leaving', count: 0, isFinal: !isMissing }, ...(unsaid > 0 ? [{ warning: 'needs-unsaid', count: unsaid, isFinal: true }] : [])],
			finished: []
		};
	},

	async carryOut(tx, gathering, effect, at) {
		if (effect.do === 'open' && effect.what === 'draft') await proposals.boardFor(tx, gathering);
		if (effect.do === 'close' && effect.what === 'proposal') await proposals.sealIfWritten(tx, gathering, at);
	},

	acts: {
		...actsOf(['write-draft', 'answer-need', 'leave-need', 'reopen-need', 'write-changed'], { seat: 'any-time', facilitator: 'any-time' }),
		...actsOf(['seal'], { seat: 'step-open', facilitator: 'step-open' }),
		bookmark: {
			by: 'seat',
			when: 'any-time',
			shape: v.object({ passage, note: v.optional(v.pipe(v.string(), v.maxLength(20_000)), '') }),
			run: (tx: Tx, doer: Doer, input: { passage: string; note: string }) => proposals.bookmark(tx, doer, input)
		},
		unbookmark: {
			by: 'seat',
			when: 'any-time',
			shape: v.object({ passage }),
			run: (tx: Tx, doer: Doer, input: { passage: string }) => proposals.unbookmark(tx, doer, input)
		}
	}
};
