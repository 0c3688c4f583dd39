// The strategy put in question, and the points d'étape that answer: raised, convened on an agenda that the cockpit builds, concluded into the cockpit in one act.
import * as annotations from '../../annotations/server/annotations.ts';
import type { ElementId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readFields } from '../rules/elements/changes.ts';
import { listIn, type Fields } from '../rules/modes/mode.ts';
import { agendaOf, mostTasks, readConclusion, type ConclusionRefusal } from '../rules/questioning.ts';
import { writeTyped } from './elementForm.ts';
import * as elements from './elements.ts';
import type { Doer, Element, Refusal } from './elements.ts';
import { onceOf, word } from './guards.ts';
import { needsIn } from './outlook.ts';
import { asSeen, labelOf, shown } from './overview.ts';

type Made = Awaited<ReturnType<typeof elements.make>>;

/** Puts the strategy in question (CO145): whatever else the form names, it makes a questioning and nothing else. */
export const raise = (tx: Tx, doer: Doer, typed: Fields): Promise<Made> =>
	writeTyped(tx, doer, { ...typed, kind: 'questioning', element: '', parent: '' });

async function questioned(tx: Tx, doer: Doer, id: string): Promise<Element<'questioning'> | undefined> {
	const found = await elements.read(tx, doer, id, doer.today);
	return found?.kind === 'questioning' && !found.isGone ? found : undefined;
}

/** Convenes a point d'étape (CO146), about a questioning or by itself. */
export async function convene(tx: Tx, doer: Doer, typed: Fields): Promise<Made> {
	const refuse = (reason: elements.ElementRefusal, wrongs: Refusal['wrongs'] = []): Refusal => ({
		accepted: false,
		reason,
		wrongs,
		contested: {}
	});
	const { values, wrongs } = readFields('checkpoint', typed);
	if (wrongs.length > 0) return refuse('fields-wrong', wrongs);
	const asked = word(typed, 'parent');
	const about = asked === '' ? undefined : await questioned(tx, doer, asked);
	if (asked !== '' && !about) return refuse('element-unknown');
	// the questioning first: whoever convenes or takes it away at the same time waits here
	if (about?.values.state === 'raised') {
		const moved = await elements.write(tx, doer, {
			element: about.id,
			revision: about.revision,
			values: { state: 'convened' }
		});
		if (!moved.accepted) return moved;
	}
	return elements.make(tx, doer, {
		kind: 'checkpoint',
		parentId: about?.id ?? null,
		values: { ...values, agenda: await builtAgenda(tx, doer, about) },
		...onceOf(doer, typed)
	});
}

/** What the cockpit brings to a point d'étape today. */
export async function builtAgenda(query: Query, doer: Doer, about: Element<'questioning'> | undefined) {
	// everybody who reads the agenda reads its words: they are the team's
	const all = asSeen(await elements.ofProject(query, doer, doer.today), 'team');
	const needs = needsIn(all, doer.today);
	const named = (one: { readonly id: string; readonly label: string }) => ({ id: one.id, label: one.label });
	const lines = about?.values.lines ?? [];
	return agendaOf({
		questioned: about ? { id: about.id, label: labelOf(shown(about, 'team')) } : null,
		lines: elements
			.ofKind(all, 'line')
			.filter(({ id }) => lines.includes(id))
			.map((line) => ({ id: line.id, label: labelOf(line) })),
		late: needs.late.map(named),
		soon: needs.soon.map(named),
		measurements: needs.measurements.map(named),
		owed: (await annotations.owedIn(query, doer, doer.at)).owed
	});
}

/** Concludes a point d'étape (CO147): who was there, what was decided, and its tasks, which stand in the roadmap from then on; all or nothing. */
export async function conclude(
	tx: Tx,
	doer: Doer,
	typed: Fields
): Promise<Made | Outcome<ElementId, ConclusionRefusal | 'checkpoint-concluded'>> {
	const asked = word(typed, 'element');
	const checkpoint = await elements.read(tx, doer, asked, doer.today);
	if (checkpoint?.kind !== 'checkpoint' || checkpoint.isGone)
		return { accepted: false, reason: 'element-unknown', wrongs: [], contested: {} };
	if (checkpoint.values.verdict !== null) return refused('checkpoint-concluded');
	if (checkpoint.values.on !== null && checkpoint.values.on > doer.today) return refused('checkpoint-to-come');
	const column = (name: string) => listIn(typed, name);
	const read = readConclusion({
		present: word(typed, 'present'),
		verdict: word(typed, 'verdict'),
		conclusions: word(typed, 'conclusions'),
		tasks: Array.from({ length: mostTasks }, (_, nth) => ({
			what: column('taskWhat')[nth] ?? '',
			owner: column('taskOwner')[nth] ?? '',
			on: column('taskOn')[nth] ?? ''
		}))
	});
	if (!read.accepted) return read;
	const { present, verdict, conclusions, tasks } = read.value;
	const written = await elements.write(tx, doer, {
		element: checkpoint.id,
		revision: checkpoint.revision,
		values: { present, verdict, conclusions },
		reason: conclusions.slice(0, 600)
	});
	if (!written.accepted) return written;
	const about = checkpoint.parentId === null ? undefined : await questioned(tx, doer, checkpoint.parentId);
	const only =
		about?.values.lines.length === 1
			? await elements.read(tx, doer, about.values.lines[0]!, doer.today)
			: undefined;
	const line = only && !only.isGone ? only.id : null;
	for (const [nth, { what, owner, on }] of tasks.entries()) {
		const made = await elements.make(tx, doer, {
			kind: 'milestone',
			parentId: line,
			values: { what, owner, on, size: 'task', state: 'planned' },
			reason: checkpoint.code,
			origin: { from: { version: 1, what: 'checkpoint', checkpoint: checkpoint.id }, part: `:${nth}` }
		});
		// all of it or nothing: what is thrown takes the transaction back
		if (!made.accepted) throw new Error(`a point d'étape concluded: ${made.reason}`);
	}
	if (about && about.values.state !== 'concluded') {
		const moved = await elements.write(tx, doer, {
			element: about.id,
			revision: about.revision,
			values: { state: 'concluded' },
			reason: conclusions.slice(0, 600)
		});
		if (!moved.accepted) throw new Error(`a questioning concluded: ${moved.reason}`);
	}
	return written;
}
