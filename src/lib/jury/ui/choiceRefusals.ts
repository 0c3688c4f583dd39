// What is refused around the choice of a candidate, in words, and the field that it is about.
import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type { SwitchRefusal } from '../server/choice.ts';
import type * as grid from '../server/choiceGrid.ts';
import type * as outcome from '../server/choiceOutcome.ts';
import type * as room from '../server/choiceRoom.ts';
import type { GateRefusal } from '../rules/training.ts';

type Refusal =
	| SwitchRefusal
	| ReasonOf<typeof grid.add>
	| ReasonOf<typeof grid.withdraw>
	| ReasonOf<typeof grid.comment>
	| ReasonOf<typeof grid.answer>
	| ReasonOf<typeof outcome.conclude>
	| ReasonOf<typeof outcome.publish>
	| room.PreparingRefusal
	| ReasonOf<typeof room.observeOnPaper>
	| GateRefusal;

const refusals = {
	'choice-not-permitted': () => m.choice_refused_not_permitted(),
	'jury-unknown': () => m.choice_refused_jury_unknown(),
	'jury-ended': () => m.choice_refused_jury_ended(),
	'choice-passage-missing': () => m.choice_refused_passage_missing(),
	'choice-passage-too-long': () => m.choice_refused_passage_too_long(),
	'choice-service-missing': () => m.choice_refused_service_missing(),
	'choice-service-too-long': () => m.choice_refused_service_too_long(),
	'choice-agreement-unreadable': () => m.choice_refused_agreement_unreadable(),
	'choice-agreement-to-come': () => m.choice_refused_agreement_to_come(),
	'choice-kind-missing': () => m.choice_refused_kind_missing(),
	'choice-criteria-too-few': () => m.choice_refused_criteria_too_few(),
	'choice-criterion-half': () => m.choice_refused_criterion_half(),
	'choice-criterion-twice': () => m.choice_refused_criterion_twice(),
	'choice-criterion-too-long': () => m.choice_refused_criterion_too_long(),
	'choice-opening-unreadable': () => m.choice_refused_opening_unreadable(),
	'choice-closing-unreadable': () => m.choice_refused_closing_unreadable(),
	'choice-closing-before-opening': () => m.choice_refused_closing_before_opening(),
	'choice-closing-past': () => m.choice_refused_closing_past(),
	'grid-question-missing': () => m.choice_refused_question_missing(),
	'grid-question-too-long': () => m.choice_refused_question_too_long(),
	'grid-question-twice': () => m.choice_refused_question_twice(),
	'grid-too-many': () => m.choice_refused_question_too_many(),
	'grid-question-unknown': () => m.choice_refused_question_unknown(),
	'grid-clarity-missing': () => m.choice_refused_clarity_missing(),
	'grid-words-missing': () => m.choice_refused_comment_missing(),
	'grid-words-too-long': () => m.choice_refused_comment_too_long(),
	'grid-comment-answered': () => m.choice_refused_comment_answered(),
	'grid-comment-unknown': () => m.choice_refused_comment_unknown(),
	'grid-outcome-missing': () => m.choice_refused_outcome_missing(),
	'grid-answer-missing': () => m.choice_refused_answer_missing(),
	'grid-answer-too-long': () => m.choice_refused_answer_too_long(),
	'room-off': () => m.choice_refused_room_off(),
	'room-not-open-yet': () => m.choice_refused_room_not_open_yet(),
	'room-over': () => m.choice_refused_room_over(),
	'room-began': () => m.choice_refused_room_began(),
	'room-not-over': () => m.choice_refused_room_not_over(),
	'training-needed': () => m.choice_refused_training(),
	'declaration-needed': () => m.choice_refused_declaration(),
	'link-to-judge': () => m.choice_refused_link_to_judge(),
	'stepped-aside': () => m.choice_refused_stepped_aside(),
	'sample-description-missing': () => m.choice_refused_description_missing(),
	'sample-description-too-long': () => m.choice_refused_description_too_long(),
	'sample-alt-missing': () => m.choice_refused_alt_missing(),
	'sample-alt-too-long': () => m.choice_refused_alt_too_long(),
	'sample-not-checked': () => m.choice_refused_not_checked(),
	'sample-unknown': () => m.choice_refused_sample_unknown(),
	'sample-not-a-picture': () => m.choice_refused_not_a_picture(),
	'samples-too-many': () => m.choice_refused_samples_too_many(),
	'file-empty': () => m.choice_refused_not_a_picture(),
	'file-is-a-page': () => m.choice_refused_not_a_picture(),
	'file-is-heic': () => m.choice_refused_heic(),
	'file-type-refused': () => m.choice_refused_not_a_picture(),
	'file-too-large': () => m.choice_refused_picture_too_large(),
	'image-unreadable': () => m.choice_refused_not_a_picture(),
	'image-too-large': () => m.choice_refused_picture_too_large(),
	'images-waiting': () => m.choice_refused_pictures_waiting(),
	'project-full': () => m.choice_refused_project_full(),
	'juror-unknown': () => m.choice_refused_juror_unknown(),
	'criterion-unknown': () => m.choice_refused_criterion_unknown(),
	'observation-missing': () => m.choice_refused_observation_missing(),
	'observation-too-short': () => m.choice_refused_observation_too_short(),
	'observation-too-long': () => m.choice_refused_observation_too_long(),
	'observation-both': () => m.choice_refused_observation_both(),
	'synthesis-missing': () => m.choice_refused_synthesis_missing(),
	'synthesis-too-long': () => m.choice_refused_synthesis_too_long(),
	'synthesis-taken-missing': () => m.choice_refused_taken_missing(),
	'synthesis-why-missing': () => m.choice_refused_why_missing(),
	'synthesis-why-too-long': () => m.choice_refused_why_too_long(),
	'synthesis-published': () => m.choice_refused_published(),
	'synthesis-first': () => m.choice_refused_synthesis_first(),
	'award-unreadable': () => m.choice_refused_award_unreadable(),
	'award-not-past': () => m.choice_refused_award_not_past()
} satisfies Record<Refusal, () => string>;

export const choiceSentence = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(refusals, reason) ? refusals[reason as Refusal]() : undefined);

const fields: Readonly<Partial<Record<Refusal, string>>> = {
	'choice-passage-missing': 'passage',
	'choice-passage-too-long': 'passage',
	'choice-service-missing': 'service',
	'choice-service-too-long': 'service',
	'choice-agreement-unreadable': 'agreedOn',
	'choice-agreement-to-come': 'agreedOn',
	'choice-kind-missing': 'kind',
	'choice-criteria-too-few': 'criteria',
	'choice-criterion-half': 'criteria',
	'choice-criterion-twice': 'criteria',
	'choice-criterion-too-long': 'criteria',
	'choice-opening-unreadable': 'opensDay',
	'choice-closing-unreadable': 'closesDay',
	'choice-closing-before-opening': 'closesDay',
	'choice-closing-past': 'closesDay',
	'grid-question-missing': 'question',
	'grid-question-too-long': 'question',
	'grid-question-twice': 'question',
	'grid-clarity-missing': 'clarity',
	'grid-words-missing': 'words',
	'grid-words-too-long': 'words',
	'grid-outcome-missing': 'outcome',
	'grid-answer-missing': 'answer',
	'grid-answer-too-long': 'answer',
	'sample-description-missing': 'description',
	'sample-description-too-long': 'description',
	'sample-alt-missing': 'alt',
	'sample-alt-too-long': 'alt',
	'sample-not-a-picture': 'picture',
	'file-empty': 'picture',
	'file-is-a-page': 'picture',
	'file-is-heic': 'picture',
	'file-type-refused': 'picture',
	'file-too-large': 'picture',
	'image-unreadable': 'picture',
	'image-too-large': 'picture',
	'observation-missing': 'words',
	'observation-too-short': 'words',
	'observation-too-long': 'words',
	'observation-both': 'words',
	'juror-unknown': 'juror',
	'criterion-unknown': 'criterion',
	'synthesis-missing': 'synthesis',
	'synthesis-too-long': 'synthesis',
	'synthesis-taken-missing': 'taken',
	'synthesis-why-missing': 'why',
	'synthesis-why-too-long': 'why',
	'award-unreadable': 'awardedOn',
	'award-not-past': 'awardedOn'
};

/** What a page was answered, for one of its forms. */
export interface ChoiceAnswer {
	readonly act?: string;
	readonly done?: string;
	readonly refusal?: string;
	readonly fields?: Readonly<Record<string, string>>;
}

/** The sentence of a refusal, under the field that it is about; under no field for the others. */
export const wrongIn = (answer: ChoiceAnswer | null | undefined, field: string): string | undefined => {
	const reason = answer?.refusal;
	if (reason === undefined || !Object.hasOwn(refusals, reason)) return undefined;
	return fields[reason as Refusal] === field ? refusals[reason as Refusal]() : undefined;
};

export const wrongAtAll = (answer: ChoiceAnswer | null | undefined): string | undefined => {
	const reason = answer?.refusal;
	return reason !== undefined && fields[reason as Refusal] === undefined ? choiceSentence(reason) : undefined;
};
