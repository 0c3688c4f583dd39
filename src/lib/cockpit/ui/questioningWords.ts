// How verdicts and points of an agenda are said, and what is refused of a conclusion.
import { m } from '#lib/words/messages.js';
import type { AgendaPoint } from '../rules/elements/kinds/checkpoint.ts';
import type { ConclusionRefusal } from '../rules/questioning.ts';
import { dayInWords, sentenceFor } from './elementValues.ts';

export { questioningStateName, verdictName } from '../wording/elementSaid.ts';

/** « Point d’étape PE1, le 20 juillet 2028 »; without its day to whoever does not read it. */
export const checkpointTitle = (code: string, on: string | null): string =>
	on === null
		? m.forms_checkpoint_undated({ code })
		: m.cockpit_time_checkpoint_of({ code, day: dayInWords(on) });

const points = {
	questioning: m.cockpit_time_point_questioning,
	line: m.cockpit_time_point_line,
	late: m.cockpit_time_point_late,
	soon: m.cockpit_time_point_soon,
	measurement: m.cockpit_time_point_measurement,
	answers: m.cockpit_time_point_answers,
	conclude: m.cockpit_time_point_conclude
} satisfies Record<AgendaPoint['what'], (words: { words: string }) => string>;

/** « En retard : J4 · Notification » */
export const pointInWords = ({ what, words }: Pick<AgendaPoint, 'what' | 'words'>): string =>
	points[what]({ words });

const refusals = {
	'verdict-missing': m.cockpit_time_refused_verdict,
	'conclusions-missing': m.cockpit_time_refused_conclusions,
	'conclusions-too-long': m.cockpit_time_refused_conclusions_long,
	'task-day-unreadable': m.cockpit_time_refused_task_day,
	'task-words-missing': m.cockpit_time_refused_task_words,
	'checkpoint-to-come': m.cockpit_time_refused_to_come,
	'checkpoint-concluded': m.cockpit_time_refused_concluded
} satisfies Record<ConclusionRefusal | 'checkpoint-concluded', () => string>;

export const conclusionSentence = (refusal: string): string =>
	Object.hasOwn(refusals, refusal) ? refusals[refusal as keyof typeof refusals]() : sentenceFor(refusal);
