// The only writer of the economic operators that a project hides, and of the award that shows them.
import { and, eq, isNull } from 'drizzle-orm';
import type { AuthorityId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Operator } from '../rules/masking.ts';
import { readAward, readOperator, type AwardRefusal, type OperatorRefusal } from '../rules/operators.ts';
import { awards, operators, type OperatorId } from './tables.ts';

interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}
export interface Namer extends Place {
	readonly actor: Actor;
	readonly at: Date;
}

export interface NamedOperator extends Operator {
	readonly id: OperatorId;
}

const ofProject = ({ authorityId, projectId }: Place) => and(eq(operators.authorityId, authorityId), eq(operators.projectId, projectId), isNull(operators.removedAt));

export async function list(query: Query, place: Place): Promise<NamedOperator[]> {
	const rows = await query.select({ id: operators.id, name: operators.name, variants: operators.variants }).from(operators).where(ofProject(place));
	const inOrder = new Intl.Collator('fr');
	return rows.sort((a, b) => inOrder.compare(a.name, b.name) || a.id.localeCompare(b.id));
}

/** The day on which the contract was awarded; null before. */
export async function awardedOn(query: Query, { authorityId, projectId }: Place): Promise<string | null> {
	const [row] = await query
		.select({ on: awards.awardedOn })
		.from(awards)
		.where(and(eq(awards.authorityId, authorityId), eq(awards.projectId, projectId)));
	return row?.on ?? null;
}

/** What hides names in public; nobody once the contract is awarded (SO23). */
export async function hiddenIn(query: Query, place: Place): Promise<{ readonly operators: readonly Operator[]; readonly isAwarded: boolean }> {
	const isAwarded = (await awardedOn(query, place)) !== null;
	return { operators: isAwarded ? [] : await list(query, place), isAwarded };
}

/** The journal says that a company was named, never which. */
async function tell(tx: Tx, { authorityId, projectId, actor }: Namer, act: string, about: Record<string, string> = {}): Promise<void> {
	await record(tx, { authorityId, projectId, act, actor, about });
	await announce(tx, `project:${projectId}`);
}

export async function name(tx: Tx, by: Namer, typed: { readonly name: string; readonly variants: string }): Promise<Outcome<OperatorId, OperatorRefusal>> {
	const read = readOperator(typed);
	if (!read.accepted) return read;
	const { authorityId, projectId, at } = by;
	const id = newId<'economic-operator'>();
	await tx.insert(operators).values({ id, authorityId, projectId, ...read.value, namedAt: at });
	await tell(tx, by, 'operator-named', { operator: id });
	return accepted(id);
}

export async function remove(tx: Tx, by: Namer, typed: string): Promise<Outcome<OperatorId, 'operator-unknown'>> {
	const id = readId<'economic-operator'>(typed);
	if (!id) return refused('operator-unknown');
	const [row] = await tx
		.update(operators)
		.set({ removedAt: by.at })
		.where(and(ofProject(by), eq(operators.id, id)))
		.returning({ id: operators.id });
	if (!row) return refused('operator-unknown');
	await tell(tx, by, 'operator-removed', { operator: id });
	return accepted(id);
}

/** Says that the contract is awarded, and on which day; said again, it corrects the day. `today`: ISO day in the authority's zone. */
export async function sayAwarded(tx: Tx, by: Namer, typed: string, today: string): Promise<Outcome<null, AwardRefusal>> {
	const day = readAward(typed, today);
	if (!day.accepted) return day;
	const { authorityId, projectId, at } = by;
	await tx
		.insert(awards)
		.values({ projectId, authorityId, awardedOn: day.value, saidAt: at })
		.onConflictDoUpdate({ target: awards.projectId, set: { awardedOn: day.value, saidAt: at } });
	await tell(tx, by, 'award-said', { on: day.value });
	return accepted(null);
}

/** Said by mistake: the names are hidden again. */
export async function unsayAwarded(tx: Tx, by: Namer): Promise<Outcome<null, 'award-not-said'>> {
	const [row] = await tx
		.delete(awards)
		.where(and(eq(awards.authorityId, by.authorityId), eq(awards.projectId, by.projectId)))
		.returning({ projectId: awards.projectId });
	if (!row) return refused('award-not-said');
	await tell(tx, by, 'award-unsaid');
	return accepted(null);
}
