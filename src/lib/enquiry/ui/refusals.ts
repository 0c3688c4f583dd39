import { m } from '#lib/words/messages.js';
import type { AnswerRefusal } from '../rules/contextAnswers.ts';
import type { AddingRefusal } from '../server/materials.ts';

export const refusals = {
	'context-question-unknown': () => m.enquiry_refused_question_unknown(),
	'answer-missing': () => m.enquiry_refused_answer_missing(),
	'answer-too-long': () => m.enquiry_refused_answer_too_long(),
	'answered-meanwhile': () => m.enquiry_refused_answered_meanwhile(),
	'material-kind-unknown': () => m.enquiry_refused_kind_unknown(),
	'material-title-missing': () => m.enquiry_refused_title_missing(),
	'material-value-missing': () => m.enquiry_refused_value_missing(),
	'material-day-unknown': () => m.enquiry_refused_day_unknown(),
	'material-consent-missing': () => m.enquiry_refused_consent_missing(),
	'material-title-too-long': () => m.enquiry_refused_title_too_long(),
	'material-caption-too-long': () => m.enquiry_refused_caption_too_long(),
	'material-value-too-long': () => m.enquiry_refused_value_too_long(),
	'material-unit-too-long': () => m.enquiry_refused_unit_too_long(),
	'material-source-too-long': () => m.enquiry_refused_source_too_long(),
	'material-place-too-long': () => m.enquiry_refused_place_too_long(),
	'material-alt-too-long': () => m.enquiry_refused_alt_too_long(),
	'material-transcript-too-long': () => m.enquiry_refused_transcript_too_long(),
	'material-unknown': () => m.enquiry_refused_unknown(),
	'material-changed-meanwhile': () => m.enquiry_refused_changed_meanwhile(),
	'file-not-of-kind': () => m.enquiry_refused_file_not_of_kind(),
	'file-empty': () => m.files_refused_empty(),
	'file-is-a-page': () => m.files_refused_is_a_page(),
	'file-is-heic': () => m.files_refused_is_heic(),
	'file-type-refused': () => m.files_refused_type(),
	'file-too-large': () => m.files_refused_too_large(),
	'image-unreadable': () => m.files_refused_image_unreadable(),
	'images-waiting': () => m.files_refused_images_waiting(),
	'image-too-large': () => m.files_refused_image_too_large(),
	'project-full': () => m.files_refused_project_full()
} satisfies Record<AddingRefusal | AnswerRefusal, () => string>;

export type Refusal = keyof typeof refusals;

/** The field under which a refusal is said; undefined for one that is about the whole form. */
export const fieldOf = (refusal: Refusal): string | undefined =>
	/^(file|image|project)-/.test(refusal) ? 'file' : refusal === 'material-day-unknown' ? 'seenOn' : /^material-(\w+)-(?:missing|too-long)$/.exec(refusal)?.[1];
