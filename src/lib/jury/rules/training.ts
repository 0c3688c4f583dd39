// What a juror learns before anything of the project opens to them, and when it opens.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Standing } from './declarations.ts';

export const lessons = ['purchase', 'transparency', 'equality', 'access', 'secrecy', 'conflicts'] as const;
export type Lesson = (typeof lessons)[number];

/** By question, the choice made. */
export type QuizAnswers = Readonly<Record<string, string>>;

export interface Question {
	readonly id: 'q1' | 'q2' | 'q3';
	readonly choices: readonly Choice[];
	readonly right: Choice;
}
export type Choice = 'a' | 'b' | 'c';

const three = ['a', 'b', 'c'] as const;
const two = ['a', 'b'] as const;
const question = (id: Question['id'], choices: readonly Choice[], right: Choice): Question => ({ id, choices, right });

/** Three questions a lesson; each choice has its explanation, and none is counted (JU70). */
export const quiz: Readonly<Record<Lesson, readonly Question[]>> = {
	purchase: [question('q1', three, 'b'), question('q2', two, 'b'), question('q3', three, 'b')],
	transparency: [question('q1', three, 'a'), question('q2', two, 'b'), question('q3', two, 'a')],
	equality: [question('q1', two, 'b'), question('q2', three, 'b'), question('q3', two, 'a')],
	access: [question('q1', two, 'a'), question('q2', two, 'b'), question('q3', two, 'a')],
	secrecy: [question('q1', two, 'a'), question('q2', three, 'b'), question('q3', two, 'b')],
	conflicts: [question('q1', three, 'b'), question('q2', two, 'a'), question('q3', two, 'b')]
};

export const readLesson = (typed: string): Lesson | undefined => lessons.find((one) => one === typed);

/** The questions of a lesson that were left without one of their choices, in order (JU157). */
export const unanswered = (lesson: Lesson, typed: Readonly<Record<string, string>>): readonly Question['id'][] => quiz[lesson].flatMap(({ id, choices }) => (choices.some((one) => one === typed[id]) ? [] : [id]));

/** The answers of a lesson as sent: one of the choices for each question. Refuses those that miss a question; a wrong answer is an answer (JU70). */
export function readAnswers(lesson: Lesson, typed: Readonly<Record<string, string>>): Outcome<QuizAnswers, 'quiz-incomplete'> {
	if (unanswered(lesson, typed).length > 0) return refused('quiz-incomplete');
	return accepted(Object.fromEntries(quiz[lesson].map(({ id }) => [id, typed[id]!])));
}

/** The first lesson that is not done, in their order; undefined once all are. */
export const nextLesson = (done: readonly Lesson[]): Lesson | undefined => lessons.find((one) => !done.includes(one));

export const isTrained = (done: readonly Lesson[]): boolean => nextLesson(done) === undefined;

export type GateRefusal = 'training-needed' | 'declaration-needed' | 'link-to-judge' | 'stepped-aside';

/**
 * Whether what a stage shows opens to a member of the jury: all lessons done, the declaration of the stage signed, and taking part in it (JU72).
 * Whoever has no seat of the jury (`isOfPanel` false: those who come to a workshop as before) is not held back. Source: JUR-6, JUR-7.
 */
export function opens(facts: { readonly isOfPanel: boolean; readonly done: readonly Lesson[]; readonly standing: Standing }): Outcome<'open', GateRefusal> {
	if (!facts.isOfPanel) return accepted('open');
	if (!isTrained(facts.done)) return refused('training-needed');
	switch (facts.standing) {
		case 'to-declare':
			return refused('declaration-needed');
		case 'to-judge':
			return refused('link-to-judge');
		case 'aside':
			return refused('stepped-aside');
		case 'takes-part':
			return accepted('open');
	}
}
