import { m } from '#lib/words/messages.js';
import type { GateRefusal } from '../../boards/server/gate.ts';

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
	'signs-unknown': any,
	'board-full': any,
	'words-kept': any,
	'card-kept': any,
	'zone-frozen': any,
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
