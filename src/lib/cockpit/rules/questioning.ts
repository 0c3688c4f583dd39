// From a strategy put in question to a point d'étape: its agenda, built from the cockpit, and what it concludes.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { isDay } from './elements/fields.ts';
import { verdicts, type AgendaPoint, type Verdict } from './elements/kinds/checkpoint.ts';

/** Points of one sort that an agenda names at most: more is another meeting. */
export const mostOfASort = 6;
export const longestConclusions = 4_000;
export const mostTasks = 8;

interface About {
	readonly id: string;
	readonly label: string;
}

/** What a cockpit has to bring to a point d'étape, each list already in the order of its weight. */
export interface Matter {
	readonly questioned: About | null;
	readonly lines: readonly About[];
	readonly late: readonly About[];
	readonly soon: readonly About[];
	readonly measurements: readonly About[];
	/** answers owed to those who annotated */
	readonly owed: number;
}

/** The agenda of a point d'étape (CO146): what is put in question first, then the lines that it is about, what is late, what cannot be measured, what comes, the answers owed, and the conclusion. */
export function agendaOf({
	questioned,
	lines,
	late,
	soon,
	measurements,
	owed
}: Matter): readonly AgendaPoint[] {
	const points = (what: AgendaPoint['what'], among: readonly About[]): AgendaPoint[] =>
		among.slice(0, mostOfASort).map(({ id, label }) => ({ what, about: id, words: label }));
	return [
		...points('questioning', questioned ? [questioned] : []),
		...points('line', lines),
		...points('late', late),
		...points('measurement', measurements),
		...points('soon', soon),
		...(owed > 0 ? [{ what: 'answers' as const, about: null, words: String(owed) }] : []),
		{ what: 'conclude' as const, about: null, words: '' }
	];
}

export interface Task {
	readonly what: string;
	readonly owner: string;
	readonly on: string;
}

export interface Concluded {
	readonly present: string;
	readonly verdict: Verdict;
	readonly conclusions: string;
	readonly tasks: readonly Task[];
}

export type ConclusionRefusal =
	| 'verdict-missing'
	| 'conclusions-missing'
	| 'conclusions-too-long'
	| 'task-day-unreadable'
	| 'checkpoint-to-come'
	| 'task-words-missing';

const tidy = (typed: string | undefined): string =>
	(typed ?? '').normalize('NFC').replaceAll('\0', '').replaceAll('\r\n', '\n').trim();

/** What a point d'étape concludes, as typed (CO147): a verdict and its reasons; tasks by row, an empty row is none. Refuses a task without a day of the calendar, or a day without a task. */
export function readConclusion(typed: {
	readonly present: string;
	readonly verdict: string;
	readonly conclusions: string;
	readonly tasks: readonly Task[];
}): Outcome<Concluded, ConclusionRefusal> {
	const verdict = verdicts.find((one) => one === typed.verdict);
	if (!verdict) return refused('verdict-missing');
	const conclusions = tidy(typed.conclusions);
	if (conclusions === '') return refused('conclusions-missing');
	if ([...conclusions].length > longestConclusions) return refused('conclusions-too-long');
	const tasks: Task[] = [];
	for (const { what, owner, on } of typed.tasks.slice(0, mostTasks)) {
		const task = { what: tidy(what).slice(0, 300), owner: tidy(owner).slice(0, 300), on: tidy(on) };
		if (task.what === '' && task.owner === '' && task.on === '') continue;
		if (task.what === '') return refused('task-words-missing');
		if (!isDay(task.on)) return refused('task-day-unreadable');
		tasks.push(task);
	}
	return accepted({ present: tidy(typed.present).slice(0, longestConclusions), verdict, conclusions, tasks });
}
