// The questions of clarification: asked in writing, merged, supported, answered aloud from the most shared; an opinion is parked.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { mayAmend, tidy } from './amendments.ts';

export const questionStates = ['asked', 'merged', 'answered', 'parked', 'withdrawn'] as const;
export type QuestionState = (typeof questionStates)[number];

/** One question a seat at a time: answered, parked or withdrawn, itself or the one that it is merged into, it makes room for another (MO120). */
export const questionsEach = 1;
/** Answered aloud (MO124). */
export const answeredAloud = 5;
/** In characters as people count them. */
export const questionLimit = 280;
export const answerLimit = 600;

/** Whether somebody sitting in this capacity asks and supports: the same as in the turn that follows, for the one who carries the need answers (MO120; script 4.1, step 10). */
export const mayAsk = (capacity: Capacity): boolean => mayAmend(capacity);

export type AskingRefusal = 'question-missing' | 'question-too-long' | 'question-already-asked';

/** A question as it is kept; `held` is how many of this seat's wait for an answer. Refuses an empty one, one beyond `questionLimit` and a second one at once (MO120). */
export function readQuestion(typed: string, held: number): Outcome<string, AskingRefusal> {
	const text = tidy(typed);
	if (!/[^\s\p{Cf}\p{Mn}]/u.test(text)) return refused('question-missing');
	if ([...text].length > questionLimit) return refused('question-too-long');
	return held >= questionsEach ? refused('question-already-asked') : accepted(text);
}

export type AnsweringRefusal = 'answer-too-long';

/** What was answered aloud, in short; it may stay empty. */
export function readAnswer(typed: string): Outcome<string, AnsweringRefusal> {
	const text = tidy(typed);
	return [...text].length > answerLimit ? refused('answer-too-long') : accepted(text);
}

export const questionMoves = ['withdraw', 'answer', 'park', 'put-back', 'merge'] as const;
export type QuestionMove = (typeof questionMoves)[number];
export type QuestionRefusal = 'question-unknown' | 'question-settled' | 'not-your-question';

const from: Readonly<Record<QuestionMove, readonly QuestionState[]>> = {
	withdraw: ['asked'],
	answer: ['asked', 'answered'],
	park: ['asked'],
	'put-back': ['answered', 'parked', 'merged'],
	merge: ['asked']
};
const to: Readonly<Record<QuestionMove, QuestionState>> = { withdraw: 'withdrawn', answer: 'answered', park: 'parked', 'put-back': 'asked', merge: 'merged' };

/** The state after a move (MO121 to MO125). What is withdrawn stays so; an opinion in the parking stays in the record. */
export const moveQuestion = (state: QuestionState, move: QuestionMove): Outcome<QuestionState, QuestionRefusal> =>
	from[move].includes(state) ? accepted(to[move]) : refused('question-settled');

interface Placed {
	readonly id: string;
	readonly state: QuestionState;
	readonly mergedInto: string | null;
}

/** The question under which each of these is answered: itself, or the last of those into which it was merged (MO125). */
export function headsOf<Question extends Placed>(questions: readonly Question[]): (question: Question) => Question {
	const known = new Map(questions.map((question) => [question.id, question]));
	return (question) => {
		let head = question;
		for (const seen = new Set<string>(); head.state === 'merged' && head.mergedInto && !seen.has(head.id); ) {
			seen.add(head.id);
			head = known.get(head.mergedInto) ?? head;
		}
		return head;
	};
}

export interface Shared extends Placed {
	/** seats that asked or support it */
	readonly seats: readonly string[];
	/** ISO 8601 */
	readonly askedAt: string;
}

/** How many seats share each question that is its own head, answered and parked ones too; 0 for the others (MO122, MO125). */
export function sharesOf(questions: readonly (Placed & Pick<Shared, 'seats'>)[]): (id: string) => number {
	const headOf = headsOf(questions);
	const shares = new Map<string, Set<string>>();
	for (const question of questions) {
		if (question.state === 'withdrawn') continue;
		const { id } = headOf(question);
		shares.set(id, new Set([...(shares.get(id) ?? []), ...question.seats]));
	}
	return (id) => shares.get(id)?.size ?? 0;
}

/**
 * The questions that wait, most shared first (MO122, MO124): a seat counts once for a question, whether it asked it, supports it, or asked or supports one merged into it.
 * Ties in the order in which they were asked, then by id.
 */
export function byShare(questions: readonly Shared[]): { readonly id: string; readonly share: number }[] {
	const shareOf = sharesOf(questions);
	return questions
		.filter(({ state }) => state === 'asked')
		.map(({ id, askedAt }) => ({ id, askedAt, share: shareOf(id) }))
		.sort((a, b) => b.share - a.share || (a.askedAt < b.askedAt ? -1 : a.askedAt > b.askedAt ? 1 : a.id < b.id ? -1 : 1))
		.map(({ id, share }) => ({ id, share }));
}
