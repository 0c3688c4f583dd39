// What is refused of annotations, in words, and the field that it is about.
import { m } from '#lib/words/messages.js';
import { dailyLimit, type AnnotationRefusal, type AnswerRefusal, type ReplyRefusal } from '../rules/annotation.ts';

type Refusal = AnnotationRefusal | AnswerRefusal | ReplyRefusal | 'passage-unknown' | 'quote-not-there' | 'annotation-unknown' | 'annotation-answered' | 'jury-closed' | 'juror-unknown';

const refusals = {
	'annotation-kind-missing': () => m.annotations_refused_kind(),
	'annotation-words-missing': () => m.annotations_refused_words(),
	'annotation-words-too-long': () => m.annotations_refused_words_long(),
	'annotations-too-many-today': () => m.annotations_refused_today({ limit: dailyLimit }),
	'passage-unknown': () => m.annotations_refused_passage(),
	'quote-not-there': () => m.annotations_refused_quote(),
	'annotation-unknown': () => m.annotations_refused_unknown(),
	'annotation-answered': () => m.annotations_refused_withdraw_answered(),
	'already-answered': () => m.annotations_refused_already(),
	'outcome-missing': () => m.annotations_refused_outcome(),
	'answer-words-missing': () => m.annotations_refused_answer(),
	'answer-words-too-long': () => m.annotations_refused_answer_long(),
	'nothing-to-read': () => m.annotations_refused_nothing_to_read(),
	'nothing-to-contest': () => m.annotations_refused_nothing_to_contest(),
	'contest-words-missing': () => m.annotations_refused_contest(),
	'contest-words-too-long': () => m.annotations_refused_words_long(),
	'juror-unknown': () => m.annotations_refused_juror(),
	'jury-closed': () => m.annotations_refused_gate()
} satisfies Record<Refusal, () => string>;

export const sentenceFor = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(refusals, reason) ? refusals[reason as Refusal]() : undefined);

const fields: Readonly<Partial<Record<Refusal, string>>> = {
	'annotation-kind-missing': 'kind',
	'annotation-words-missing': 'words',
	'annotation-words-too-long': 'words',
	'quote-not-there': 'quote',
	'outcome-missing': 'outcome',
	'answer-words-missing': 'words',
	'answer-words-too-long': 'words',
	'contest-words-missing': 'words',
	'contest-words-too-long': 'words'
};

export const fieldOf = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(fields, reason) ? fields[reason as Refusal] : undefined);

/** What a page of annotations answers to a form. */
export interface FormAnswer {
	readonly act?: string;
	readonly done?: string;
	readonly refusal?: string;
	readonly fields?: Readonly<Record<string, string>>;
}
