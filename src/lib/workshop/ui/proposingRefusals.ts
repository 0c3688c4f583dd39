import { m } from '#lib/words/messages.js';
import type { GateRefusal } from '../../boards/server/gate.ts';
import { refusalInWords } from '../../gatherings/ui/handRefusals.ts';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as proposals from '../server/proposals.ts';
import type { Answer } from './choosingAnswers.ts';

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
	'proposal-not-sealed': () => m.proposing_refused_not_sealed(),
	'passage-unknown': () => m.proposing_refused_passage_unknown(),
	'note-too-long': () => m.proposing_refused_note_too_long(),
	'bookmark-needs-seat': () => m.proposing_refused_bookmark_needs_seat()
} satisfies Record<OfProposals, () => string>;

/** The sentence for what was refused: this step's own, else the room's; undefined when nothing was. */
export function sentenceFor(answer: Answer | null | undefined): string | undefined {
	if (!answer?.refusal) return undefined;
	return Object.hasOwn(refusals, answer.refusal) ? refusals[answer.refusal as keyof typeof refusals]() : refusalInWords(answer.refusal);
}

const any = () => m.proposing_board_refused_any();

/** What the board of a draft did not take. Most of these no screen of ours can send. */
const ofBoard = {
	'board-frozen': () => m.proposing_board_refused_frozen(),
	'not-a-writer': () => m.proposing_refused_not_a_writer(),
	'text-too-long': () => m.proposing_refused_passage_too_long(),
	'whole-too-long': () => m.proposing_refused_draft_too_long(),
	'too-many-passages': () => m.proposing_refused_too_many_passages(),
	'too-big': () => m.proposing_refused_draft_too_long(),
	'too-many-texts': any,
	'card-kept': any,
	'id-taken': any,
	'field-unknown': any,
	'value-unknown': any,
	'shape-unknown': any,
	'foreign-client': any,
	unreadable: any,
	gap: any
} satisfies Record<GateRefusal, () => string>;

const endings = {
	nobody: () => m.proposing_board_ended_nobody(),
	'no-right': () => m.proposing_board_ended_no_right(),
	unknown: () => m.proposing_board_ended_unknown()
} satisfies Record<string, () => string>;

/** Why what was typed did not go into the draft, or why it is closed. */
export const boardInWords = (reason: string): string =>
	Object.hasOwn(ofBoard, reason) ? ofBoard[reason as GateRefusal]() : Object.hasOwn(endings, reason) ? endings[reason as keyof typeof endings]() : any();
