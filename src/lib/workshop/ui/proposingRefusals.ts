import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as proposals from '../server/proposals.ts';
import { inWords, type Answer } from './choosingAnswers.ts';
import { ofListening } from './listeningRefusals.ts';

type OfProposals = ReasonOf<
	(typeof proposals)[keyof Pick<typeof proposals, 'writeDraft' | 'answerNeed' | 'leaveNeed' | 'reopenNeed' | 'writeChanged' | 'seal' | 'bookmark' | 'unbookmark'>]
>;

/** What may be refused in the break and in the step of the proposal, at the hand and at the desk. */
export const refusals = {
	'not-a-writer-of-the-draft': () => m.proposing_refused_not_a_writer(),
	'proposal-sealed': () => m.proposing_refused_sealed(),
	'draft-empty': () => m.proposing_refused_draft_empty(),
	'draft-too-long': () => m.proposing_refused_draft_too_long(),
	'draft-passage-too-long': () => m.proposing_refused_passage_too_long(),
	'draft-too-many-passages': () => m.proposing_refused_too_many_passages(),
	'draft-changed-meanwhile': () => m.proposing_refused_changed_meanwhile(),
	'not-the-prescriber': () => m.proposing_refused_not_the_prescriber(),
	'need-unknown': () => m.proposing_refused_need_unknown(),
	'need-reason-missing': () => m.proposing_refused_reason_missing(),
	'need-reason-too-long': () => m.proposing_refused_reason_too_long(),
	'changed-too-long': () => m.proposing_refused_changed_too_long(),
	...ofListening
} satisfies Record<OfProposals, () => string>;

/** The sentence for what was refused: this step's own, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, refusals);
