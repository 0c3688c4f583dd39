// Decides what the frame of a workshop says: its objective in one sentence, who decides, the path in a few words; and what a seat may ask of it.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { asKept } from '../../texts/rules/signs.ts';

/** In characters as people count them. */
export const objectiveLimit = 240;
export const bodyLimit = 120;
export const concernLimit = 280;
/** Questions of one seat that wait at a time (MO183). */
export const concernsEach = 3;

export type FrameRefusal = 'objective-missing' | 'objective-too-long' | 'body-too-long';

const inOneLine = (typed: string) => asKept(typed.slice(0, 20_000)).replace(/\s+/gu, ' ');
const isEmpty = (text: string) => !/[^\s\p{Cf}\p{Mn}]/u.test(text);

/** The words that the facilitator writes ahead; without a body the elected officials decide (MO180). */
export function readFrame(typed: { readonly objective: string; readonly body: string }): Outcome<{ readonly objective: string; readonly body: string }, FrameRefusal> {
	const objective = inOneLine(typed.objective);
	const body = inOneLine(typed.body);
	if (isEmpty(objective)) return refused('objective-missing');
	if ([...objective].length > objectiveLimit) return refused('objective-too-long');
	return [...body].length > bodyLimit ? refused('body-too-long') : accepted({ objective, body });
}

export type ConcernRefusal = 'concern-missing' | 'concern-too-long' | 'too-many-concerns';

/** A question to the facilitator; `waiting` is how many of this seat's wait (MO183). */
export function readConcern(typed: string, waiting: number): Outcome<string, ConcernRefusal> {
	const text = asKept(typed.slice(0, 20_000));
	if (isEmpty(text)) return refused('concern-missing');
	if ([...text].length > concernLimit) return refused('concern-too-long');
	return waiting >= concernsEach ? refused('too-many-concerns') : accepted(text);
}

/** The chapters of a workshop, as a room is told them. */
export const chapters = ['field', 'landscape', 'proposal', 'amendments', 'scenarios', 'choice', 'strategy', 'closing'] as const;
export type Chapter = (typeof chapters)[number];

/** The chapter of each step that the path tells; the others are the frame itself, or unknown. */
const chapterOf: Readonly<Record<string, Chapter>> = {
	field: 'field',
	'landscape-writing': 'landscape',
	'landscape-grouping': 'landscape',
	'landscape-dots': 'landscape',
	retouch: 'proposal',
	roles: 'proposal',
	proposal: 'proposal',
	clarification: 'amendments',
	amendments: 'amendments',
	scenarios: 'scenarios',
	matrix: 'scenarios',
	vote: 'choice',
	consent: 'choice',
	sketch: 'strategy',
	closing: 'closing'
};

/** The agenda in a few words: its chapters in their order, those that follow one another told once, with their minutes; what is dropped is not told (MO181). */
export function pathOf(steps: readonly { readonly step: string; readonly plannedMinutes: number; readonly droppedAt?: string }[]): readonly { readonly chapter: Chapter; readonly minutes: number }[] {
	const path: { chapter: Chapter; minutes: number }[] = [];
	for (const { step, plannedMinutes, droppedAt } of steps) {
		const chapter = chapterOf[step];
		if (!chapter || droppedAt !== undefined) continue;
		const last = path.at(-1);
		if (last?.chapter === chapter) last.minutes += plannedMinutes;
		else path.push({ chapter, minutes: plannedMinutes });
	}
	return path;
}
