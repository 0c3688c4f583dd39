// Decides what an answer to a question of context may be, and whether it may become the next version.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { asKept } from '../../texts/rules/signs.ts';

/** The four questions of context (EN1, MOD-4). */
export const contextQuestions = ['origin', 'current-action', 'investments', 'inspiring-projects'] as const;
export type ContextQuestion = (typeof contextQuestions)[number];

/** In characters as people count them. */
export const answerLimit = 4_000;

export interface AnswerVersion {
	/** from 1 */
	readonly version: number;
	readonly text: string;
	/** ISO 8601 */
	readonly writtenAt: string;
	/** empty where nobody is known */
	readonly writtenBy: string;
}

export interface AnsweredQuestion {
	readonly question: ContextQuestion;
	/** the last one first; none before the first answer */
	readonly versions: readonly AnswerVersion[];
}

export type AnswerRefusal = 'context-question-unknown' | 'answer-missing' | 'answer-too-long' | 'answered-meanwhile';

/**
 * The next version of an answer, or `same` where the last one says it already (EN2). `read` is the version that its author had before their eyes, 0 for none.
 * Refuses an empty text, one beyond `answerLimit`, and whoever has not read the last version (EN3).
 */
export function nextVersion(typed: string, read: number, last: Pick<AnswerVersion, 'version' | 'text'> | undefined): Outcome<{ readonly version: number; readonly text: string } | 'same', AnswerRefusal> {
	if (typed.length > 20_000) return refused('answer-too-long');
	const text = asKept(typed);
	if (!/[^\s\p{Cf}\p{Mn}]/u.test(text)) return refused('answer-missing');
	if ([...text].length > answerLimit) return refused('answer-too-long');
	if (last?.text === text) return accepted('same');
	if ((last?.version ?? 0) !== read) return refused('answered-meanwhile');
	return accepted({ version: read + 1, text });
}
