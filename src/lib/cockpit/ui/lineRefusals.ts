import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type { MessageRefusal } from '../rules/discussion.ts';
import type { DocumentRefusal } from '../server/documents.ts';
import type * as lines from '../server/lines.ts';
import { refusals as ofElements } from './elementValues.ts';
import { ofLine } from './refusals.ts';

type OfLines = ReasonOf<typeof lines.add | typeof lines.move | typeof lines.writeMode | typeof lines.sow>;

const refusals = {
	...ofLine,
	...ofElements,
	'mode-unknown': m.lines_refused_mode_unknown,
	'nothing-to-follow': m.lines_refused_nothing_to_follow,
	'move-unknown': m.lines_refused_move_unknown,
	'move-closed': m.lines_refused_move_closed,
	'move-not-yours': m.lines_refused_move_not_yours,
	'move-reason-missing': m.lines_refused_move_reason_missing,
	'move-words-too-long': m.lines_refused_move_words_too_long,
	'deliberation-missing': m.lines_refused_deliberation_missing,
	'difference-incomplete': m.lines_refused_difference_incomplete,
	'too-many-rows': m.lines_refused_too_many_rows,
	'state-said-later': m.lines_refused_state_said_later,
	'criteria-failed': m.lines_refused_criteria_failed,
	'criteria-unsaid': m.lines_refused_criteria_unsaid,
	'criteria-without-reason': m.lines_refused_criteria_without_reason,
	'message-empty': m.lines_refused_message_empty,
	'message-too-long': m.lines_refused_message_too_long,
	'message-unknown': m.lines_refused_message_unknown,
	'message-not-yours': m.lines_refused_message_not_yours,
	'message-too-late': m.lines_refused_message_too_late,
	'document-nowhere': m.lines_refused_document_nowhere,
	'project-full': m.lines_refused_project_full,
	'file-empty': m.lines_refused_file_empty,
	'file-is-a-page': m.lines_refused_file_page,
	'file-is-heic': m.lines_refused_file_heic,
	'file-type-refused': m.lines_refused_file_type,
	'file-too-large': m.lines_refused_file_too_large,
	'image-unreadable': m.lines_refused_file_unreadable,
	'image-too-large': m.lines_refused_file_too_many_points,
	'images-waiting': m.lines_refused_file_wait
} satisfies Record<OfLines | MessageRefusal | DocumentRefusal, () => string>;

/** The sentence for what was refused on a line's page. */
export const sentenceFor = (refusal: string): string =>
	Object.hasOwn(refusals, refusal)
		? refusals[refusal as keyof typeof refusals]()
		: m.elements_act_unreadable();
