// The only writer of the budget lever: the total of a gathering, and the ranges of its scenarios, line by line.
import { and, asc, eq, max } from 'drizzle-orm';
import type { Id } from '../../db/rules/ids.ts';
import { newId, readId } from '../../db/server/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import type { Doer } from '../../gatherings/server/step.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { budgetLinesEach, readBudgetLine, readRange, type BudgetLine, type BudgetLineRefusal, type Range, type RangeRefusal } from '../rules/budget.ts';
import * as scenarios from './scenarios.ts';
import type { Place } from './scenarios.ts';
import { budgetLines, budgetTotals } from './tables.ts';

type Acting = Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId' | 'actor' | 'onBehalfOf' | 'at'>;

export interface KeptLine extends BudgetLine {
	readonly id: string;
	readonly scenario: string;
}

const here = <Table extends typeof budgetLines | typeof budgetTotals>(table: Table, { authorityId, gatheringId }: Place) => and(eq(table.authorityId, authorityId), eq(table.gatheringId, gatheringId));

/** The total that no scenario should pass, in cents; null while the team has said none. */
export async function totalOf(query: Query, place: Place): Promise<Range | null> {
	const [row] = await query.select({ low: budgetTotals.low, high: budgetTotals.high }).from(budgetTotals).where(here(budgetTotals, place));
	return row ?? null;
}

/** The lines of all scenarios, each scenario's in their order. */
export async function linesOf(query: Query, place: Place): Promise<readonly KeptLine[]> {
	const { id, scenario, label, low, high } = budgetLines;
	return query.select({ id, scenario, label, low, high }).from(budgetLines).where(here(budgetLines, place)).orderBy(asc(scenario), asc(budgetLines.place), asc(id));
}

/** Says the total, or takes it away when nothing is typed. */
export async function writeTotal(tx: Tx, doer: Acting, typed: { readonly low: string; readonly high: string }): Promise<Outcome<Range | null, RangeRefusal>> {
	const { authorityId, gatheringId } = doer;
	if (typed.low.trim() === '' && typed.high.trim() === '') {
		await tx.delete(budgetTotals).where(here(budgetTotals, doer));
		await scenarios.tell(tx, doer, 'budget-total-removed');
		return accepted(null);
	}
	const total = readRange(typed);
	if (!total.accepted) return total;
	await tx.insert(budgetTotals).values({ authorityId, gatheringId, ...total.value }).onConflictDoUpdate({ target: budgetTotals.gatheringId, set: total.value });
	await scenarios.tell(tx, doer, 'budget-total-written', { ...total.value });
	return total;
}

export type LineRefusal = BudgetLineRefusal | 'scenario-unknown' | 'budget-line-unknown' | 'budget-lines-too-many';

/** Adds a line to a scenario; the caller knows that no vote on it has begun. */
export async function addLine(tx: Tx, doer: Acting, asked: { readonly scenario: string; readonly label: string; readonly low: string; readonly high: string }): Promise<Outcome<string, LineRefusal>> {
	await scenarios.hold(tx, doer);
	const { authorityId, gatheringId } = doer;
	if (!(await scenarios.list(tx, doer)).some(({ code }) => code === asked.scenario)) return refused('scenario-unknown');
	const line = readBudgetLine(asked);
	if (!line.accepted) return line;
	const ofScenario = (await linesOf(tx, doer)).filter(({ scenario }) => scenario === asked.scenario);
	const same = ofScenario.find(({ label, low, high }) => label === line.value.label && low === line.value.low && high === line.value.high);
	if (same) return accepted(same.id);
	if (ofScenario.length >= budgetLinesEach) return refused('budget-lines-too-many');
	const [last] = await tx.select({ place: max(budgetLines.place) }).from(budgetLines).where(and(here(budgetLines, doer), eq(budgetLines.scenario, asked.scenario)));
	const id = newId<'budget-line'>();
	await tx.insert(budgetLines).values({ id, authorityId, gatheringId, scenario: asked.scenario, ...line.value, place: (last?.place ?? 0) + 1 });
	await scenarios.tell(tx, doer, 'budget-line-added', { scenario: asked.scenario });
	return accepted(id);
}

const oneLine = (place: Place, id: Id<'budget-line'>) => and(here(budgetLines, place), eq(budgetLines.id, id));

/** Moves a line: its name and its range, as the lever stands (MO208). */
export async function moveLine(tx: Tx, doer: Acting, asked: { readonly line: string; readonly label: string; readonly low: string; readonly high: string }): Promise<Outcome<BudgetLine, LineRefusal>> {
	await scenarios.hold(tx, doer);
	const id = readId<'budget-line'>(asked.line);
	const before = id && (await linesOf(tx, doer)).find((line) => line.id === id);
	if (!id || !before) return refused('budget-line-unknown');
	const line = readBudgetLine(asked);
	if (!line.accepted) return line;
	const { label, low, high } = line.value;
	// where the lever came back to its place there is nothing to tell
	if (before.label === label && before.low === low && before.high === high) return line;
	await tx.update(budgetLines).set(line.value).where(oneLine(doer, id));
	await scenarios.tell(tx, doer, 'budget-line-moved', { scenario: before.scenario, low, high });
	return line;
}

export async function dropLine(tx: Tx, doer: Acting, line: string): Promise<Outcome<null, 'budget-line-unknown'>> {
	await scenarios.hold(tx, doer);
	const id = readId<'budget-line'>(line);
	const dropped = id ? await tx.delete(budgetLines).where(oneLine(doer, id)).returning({ scenario: budgetLines.scenario }) : [];
	if (!dropped[0]) return refused('budget-line-unknown');
	await scenarios.tell(tx, doer, 'budget-line-dropped', { scenario: dropped[0].scenario });
	return accepted(null);
}
