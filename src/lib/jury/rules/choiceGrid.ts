// The questions to candidates that jurors read again before the consultation: what each says of them, and what became of it. No candidate is in them.
import { answerOutcomes, type AnswerOutcome } from '../../annotations/rules/kinds.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { isBlank, tidyChoice } from './choice.ts';

/** In characters as people count them. */
export const gridLimits = { question: 400, words: 600, answer: 1_000 } as const;
export const questionsAtMost = 40;

export type QuestionRefusal = 'grid-question-missing' | 'grid-question-too-long' | 'grid-question-twice' | 'grid-too-many';

/** One more question, beside those that stand (JU152). */
export function readQuestion(typed: string | undefined, standing: readonly string[]): Outcome<string, QuestionRefusal> {
	const question = tidyChoice(typed);
	if (isBlank(question)) return refused('grid-question-missing');
	if ([...question].length > gridLimits.question) return refused('grid-question-too-long');
	if (standing.includes(question)) return refused('grid-question-twice');
	return standing.length >= questionsAtMost ? refused('grid-too-many') : accepted(question);
}

interface EntryToAsk {
	readonly text: string;
	readonly state: string;
	readonly isToAsk: boolean;
	readonly namesOperator: boolean;
}

/** What the sourcing canvas marks to be asked, and that does not stand in the list yet (JU152); never what names an economic operator. Each once, in the canvas's order. */
export const questionsFrom = (entries: readonly EntryToAsk[], standing: readonly string[]): readonly string[] => [
	...new Set(
		entries.flatMap(({ text, state, isToAsk, namesOperator }) => {
			const read = state === 'current' && isToAsk && !namesOperator ? readQuestion(text, standing) : undefined;
			return read?.accepted ? [read.value] : [];
		})
	)
];

export const clarities = ['clear', 'unclear'] as const;
export type Clarity = (typeof clarities)[number];

export type CommentRefusal = 'grid-clarity-missing' | 'grid-words-missing' | 'grid-words-too-long' | 'grid-comment-answered';

/** What a juror says of a question: clear or not, and what is missing. Not clear says what is not. It changes until it has an `answer` (JU152). */
export function readComment(typed: Readonly<Record<string, string | undefined>>, answer: string | null): Outcome<{ readonly clarity: Clarity; readonly words: string }, CommentRefusal> {
	if (answer !== null) return refused('grid-comment-answered');
	const clarity = clarities.find((one) => one === typed.clarity);
	if (!clarity) return refused('grid-clarity-missing');
	const words = tidyChoice(typed.words);
	if (clarity === 'unclear' && isBlank(words)) return refused('grid-words-missing');
	return [...words].length > gridLimits.words ? refused('grid-words-too-long') : accepted({ clarity, words: isBlank(words) ? '' : words });
}

export type GridAnswerRefusal = 'grid-outcome-missing' | 'grid-answer-missing' | 'grid-answer-too-long';

/** What became of a comment, and why (JU152). */
export function readGridAnswer(typed: Readonly<Record<string, string | undefined>>): Outcome<{ readonly outcome: AnswerOutcome; readonly answer: string }, GridAnswerRefusal> {
	const outcome = answerOutcomes.find((one) => one === typed.outcome);
	if (!outcome) return refused('grid-outcome-missing');
	const answer = tidyChoice(typed.answer);
	if (isBlank(answer)) return refused('grid-answer-missing');
	return [...answer].length > gridLimits.answer ? refused('grid-answer-too-long') : accepted({ outcome, answer });
}
