// What an annotation says, what it hangs on, and where it stands between its author and the team.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Located } from '../../texts/rules/anchors.ts';
import { strongPlaces } from '../../texts/rules/marks.ts';
import { asKept } from '../../texts/rules/signs.ts';
import { annotationKinds, answerOutcomes, type AnnotationKind, type AnswerOutcome } from './kinds.ts';

/** In characters as people count them. */
export const wordsLimit = 600;
export const answerLimit = 1_000;
/** Of one juror and day: more than anybody writes by hand. */
export const dailyLimit = 60;
/** Calendar days in which an answer is owed. Source: script 4.3, « Retour », M0 + 2 weeks. */
export const answerDays = 15;

const lengthOf = (text: string) => [...text].length;
// composing a flood of accents costs the square of their number
const tidy = (typed: string): string => asKept(typed.slice(0, 20_000));
const isEmpty = (text: string) => !/[^\s\p{Cf}\p{Mn}]/u.test(text);

export type AnnotationRefusal = 'annotation-kind-missing' | 'annotation-words-missing' | 'annotation-words-too-long' | 'annotations-too-many-today';

/** An annotation as typed. Refuses no kind, no words, more than 600 characters (AN1). */
export function readAnnotation(typed: { readonly kind: string; readonly words: string }): Outcome<{ readonly kind: AnnotationKind; readonly words: string }, AnnotationRefusal> {
	const kind = annotationKinds.find((one) => one === typed.kind);
	if (!kind) return refused('annotation-kind-missing');
	const words = tidy(typed.words);
	if (isEmpty(words)) return refused('annotation-words-missing');
	return lengthOf(words) > wordsLimit ? refused('annotation-words-too-long') : accepted({ kind, words });
}

/** Whether one more annotation fits in the day of a juror who has written so many in it, withdrawn ones included (AN13). */
export const mayWriteMore = (today: number): Outcome<null, 'annotations-too-many-today'> => (today >= dailyLimit ? refused('annotations-too-many-today') : accepted(null));

/** Letters as a phone types them: no matter which apostrophe, which blank, which case. One unit for each unit of the text. */
const alike = (text: string): string =>
	text.replace(/[\s\S]/g, (sign) => {
		if (/\s/u.test(sign)) return ' ';
		if (sign === '’') return "'";
		const lower = sign.toLowerCase();
		return lower.length === 1 ? lower : sign;
	});

/**
 * The words of a passage that somebody quotes, as they stand in it, marks included: the whole passage where nothing is typed (AN2).
 * Case, apostrophes and blanks are those of a phone's keyboard. Refuses words that are not in the passage.
 */
export function readQuote(passage: string, typed: string): Outcome<string, 'quote-not-there'> {
	const asked = tidy(typed).replace(/\s+/gu, ' ').replace(/^[«"“]\s*|\s*[»"”]$/gu, '');
	if (isEmpty(asked)) return accepted(passage);
	const marks = new Set(strongPlaces(passage).flatMap(({ start, end }) => [start - 2, start - 1, end, end + 1]));
	const places = Array.from({ length: passage.length }, (_, place) => place).filter((place) => !marks.has(place));
	const shown = places.map((place) => passage[place]).join('');
	const found = alike(shown).indexOf(alike(asked));
	return found < 0 ? refused('quote-not-there') : accepted(passage.slice(places[found], places[found + asked.length - 1]! + 1));
}

/** A line of the answers: those of the team, and what the author says of them, in the order in which they were said. */
export interface AnswerLine {
	readonly said: 'answer' | 'read' | 'contested';
	readonly outcome: AnswerOutcome | null;
	readonly words: string;
	readonly capacity: string | null;
	readonly at: Date;
}

/** Asked for again after a contest: `isContested`. ISO days of the authority's calendar. */
export type Standing =
	| { readonly state: 'withdrawn' }
	| { readonly state: 'owed'; readonly isContested: boolean; readonly dueOn: string; readonly isLate: boolean }
	| { readonly state: 'answered' | 'read' };

const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Where an annotation stands on a day (AN4, AN7, AN8): an answer is owed until one is given, and once more after a contest, within 15 days of what asks
 * for it; late from the day after. `dayOf`: the ISO day of a moment in the authority's zone.
 */
export function standingOf(annotation: { readonly writtenAt: Date; readonly withdrawnAt: Date | null; readonly answers: readonly AnswerLine[] }, today: string, dayOf: (moment: Date) => string): Standing {
	if (annotation.withdrawnAt) return { state: 'withdrawn' };
	const last = annotation.answers.at(-1);
	if (last && last.said !== 'contested') return { state: last.said === 'read' ? 'read' : 'answered' };
	const dueOn = dayAfter(dayOf(last?.at ?? annotation.writtenAt), answerDays);
	return { state: 'owed', isContested: last !== undefined, dueOn, isLate: today > dueOn };
}

type Lines = readonly Pick<AnswerLine, 'said'>[];

/** Whether the author may take it back: not once it has an answer, whatever was said since (AN7). */
export const mayWithdraw = (answers: Lines): Outcome<null, 'annotation-answered'> => (answers.length > 0 ? refused('annotation-answered') : accepted(null));

export type AnswerRefusal = 'already-answered' | 'outcome-missing' | 'answer-words-missing' | 'answer-words-too-long';

/** The team's answer as typed (AN5, AN6). Refuses a second one while the first stands, no outcome, no words, more than 1,000 characters. */
export function readAnswer(answers: Lines, typed: { readonly outcome: string; readonly words: string }): Outcome<{ readonly outcome: AnswerOutcome; readonly words: string }, AnswerRefusal> {
	const last = answers.at(-1);
	if (last && last.said !== 'contested') return refused('already-answered');
	const outcome = answerOutcomes.find((one) => one === typed.outcome);
	if (!outcome) return refused('outcome-missing');
	const words = tidy(typed.words);
	if (isEmpty(words)) return refused('answer-words-missing');
	return lengthOf(words) > answerLimit ? refused('answer-words-too-long') : accepted({ outcome, words });
}

export type ReplyRefusal = 'nothing-to-read' | 'nothing-to-contest' | 'contest-words-missing' | 'contest-words-too-long';

/** « J'ai lu »: of an answer that was neither read nor contested yet (AN8). */
export const readMark = (answers: Lines): Outcome<'', 'nothing-to-read'> => (answers.at(-1)?.said === 'answer' ? accepted('') : refused('nothing-to-read'));

/** « Contester »: of an answer that stands, read or not, with words, 600 characters at most (AN8). */
export function readContest(answers: Lines, typed: string): Outcome<string, ReplyRefusal> {
	const last = answers.at(-1);
	if (!last || last.said === 'contested') return refused('nothing-to-contest');
	const words = tidy(typed);
	if (isEmpty(words)) return refused('contest-words-missing');
	return lengthOf(words) > wordsLimit ? refused('contest-words-too-long') : accepted(words);
}

/** What is found of an annotated thing today: its words of now, and the stretch that was quoted where it is known; `since` is the version from which a passage is no more. */
export type Where =
	| { readonly state: 'stands' | 'moved' | 'changed'; readonly text: string; readonly stretch: string | null }
	| { readonly state: 'gone'; readonly since: number | null };

/** Of a passage, over where its anchor was found and the passage's words of now (AN3). */
export function whereOf(located: Located, text: string): Where {
	if (located.state === 'gone') return { state: 'gone', since: located.since };
	return { state: located.state, text, stretch: located.place && text.slice(located.place.start, located.place.end) };
}

/** Of a line, over what it says today; null where it is no more (AN3). */
export function whereOfLine(quote: string, now: string | null): Where {
	if (now === null) return { state: 'gone', since: null };
	return { state: now === quote ? 'stands' : 'changed', text: now, stretch: null };
}

interface Stood {
	readonly standing: Standing;
	readonly answers: readonly Pick<AnswerLine, 'said' | 'outcome'>[];
}

/** What became of somebody's annotations, those withdrawn left out (AN9): by the outcome of the answer that stands last; a contested one waits. */
export function digestOf(annotations: readonly Stood[]): { readonly written: number; readonly waiting: number; readonly toRead: number } & Readonly<Record<AnswerOutcome, number>> {
	const kept = annotations.filter(({ standing }) => standing.state !== 'withdrawn');
	const answered = kept.filter(({ standing }) => standing.state !== 'owed');
	const became = (outcome: AnswerOutcome) => answered.filter(({ answers }) => answers.findLast(({ said }) => said === 'answer')?.outcome === outcome).length;
	return {
		written: kept.length,
		waiting: kept.length - answered.length,
		toRead: answered.filter(({ standing }) => standing.state === 'answered').length,
		kept: became('kept'),
		partly: became('partly'),
		'not-kept': became('not-kept'),
		answered: became('answered')
	};
}

/** What is owed first, the earliest term before; then what was answered, the last written before (AN9). */
export function inOrderOwed<One extends { readonly standing: Standing; readonly writtenAt: Date }>(annotations: readonly One[]): One[] {
	const term = ({ standing }: One) => (standing.state === 'owed' ? standing.dueOn : '9999');
	return annotations.toSorted((a, b) => {
		if (term(a) !== term(b)) return term(a) < term(b) ? -1 : 1;
		const earlier = a.writtenAt.getTime() - b.writtenAt.getTime();
		return a.standing.state === 'owed' ? earlier : -earlier;
	});
}

/** How many answers are owed, and how many of them are late (AN4). */
export function owedAmong(annotations: readonly Pick<Stood, 'standing'>[]): { readonly owed: number; readonly late: number } {
	const owed = annotations.flatMap(({ standing }) => (standing.state === 'owed' ? [standing] : []));
	return { owed: owed.length, late: owed.filter(({ isLate }) => isLate).length };
}

/** What the team may ask to see alone, as an address says it. */
export const narrowings = ['toutes', 'a-repondre', 'contestees', 'repondues'] as const;
export type Narrowing = (typeof narrowings)[number];

export const readNarrowing = (typed: string | null): Narrowing => narrowings.find((one) => one === typed) ?? 'toutes';

/** Those that a narrowing keeps, in the same order (AN9). */
export const narrowed = <One extends { readonly standing: Standing }>(annotations: readonly One[], narrowing: Narrowing): readonly One[] =>
	annotations.filter(({ standing }) => {
		const isOwed = standing.state === 'owed';
		return { toutes: true, 'a-repondre': isOwed, contestees: isOwed && standing.isContested, repondues: !isOwed }[narrowing];
	});
