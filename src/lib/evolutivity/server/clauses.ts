// The only writer of evolutivity clauses: written, frozen when the consultation opens, joined to their contract.
import { and, asc, eq } from 'drizzle-orm';
import { isDay } from '../../cockpit/rules/elements/fields.ts';
import * as elements from '../../cockpit/server/elements.ts';
import type { ClauseId, ElementId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { idOnce, newId, readId } from '../../db/server/ids.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { clauseTyped, missingToFreeze, type ClauseMissing, type TermsRefusal, type Typed } from '../rules/terms.ts';
import { clauses } from './tables.ts';

export type StoredClause = typeof clauses.$inferSelect;
type Place = elements.Place;
type Doer = elements.Doer;

/** A project's clauses, in the order of their making. */
export const ofProject = (query: Query, { authorityId, projectId }: Place): Promise<StoredClause[]> =>
	query
		.select()
		.from(clauses)
		.where(and(eq(clauses.authorityId, authorityId), eq(clauses.projectId, projectId)))
		.orderBy(asc(clauses.createdAt), asc(clauses.id));

const one = ({ authorityId, projectId }: Place, id: ClauseId) => and(eq(clauses.authorityId, authorityId), eq(clauses.projectId, projectId), eq(clauses.id, id));

export async function read(query: Query, place: Place, asked: string): Promise<StoredClause | undefined> {
	const id = readId<'clause'>(asked);
	return id && (await query.select().from(clauses).where(one(place, id)))[0];
}

/** The clause of a contract, if it has one. */
export async function ofContract(query: Query, { authorityId, projectId }: Place, contractId: ElementId): Promise<StoredClause | undefined> {
	const [row] = await query.select().from(clauses).where(and(eq(clauses.authorityId, authorityId), eq(clauses.projectId, projectId), eq(clauses.contractId, contractId)));
	return row;
}

/** Holds a clause until the act ends: whoever writes it, its charter or a request of it waits for the others. */
export async function hold(tx: Tx, place: Place, asked: string): Promise<StoredClause | undefined> {
	const id = readId<'clause'>(asked);
	return id && (await tx.select().from(clauses).where(one(place, id)).for('update'))[0];
}

export async function told(tx: Tx, { authorityId, projectId, actor }: Doer, act: string, about: Readonly<Record<string, string | number>>): Promise<void> {
	await record(tx, { authorityId, projectId, act, actor, about });
	await announce(tx, `project:${projectId}`);
}

export type AddRefusal = 'title-missing' | 'title-too-long' | 'line-unknown';

/** Begins a clause on a line of the cockpit; its terms are still to write. Once of a form sent twice (`onceOf`). */
export async function add(tx: Tx, doer: Doer, { title, line, once }: { readonly title: string; readonly line: string; readonly once?: string }): Promise<Outcome<ClauseId, AddRefusal>> {
	const named = title.trim();
	if (named === '') return refused('title-missing');
	if (named.length > 200) return refused('title-too-long');
	const of = await elements.read(tx, doer, line, doer.today);
	if (of?.kind !== 'line' || of.isGone) return refused('line-unknown');
	const id = once === undefined ? newId<'clause'>() : idOnce<'clause'>(once);
	const { authorityId, projectId, at } = doer;
	const terms = { version: 1, scope: '', nature: '', conditions: '', isUnequivocal: false, bounds: { perChange: 0, cumulated: 0 }, movable: [], fixed: [] } as const;
	const made = await tx.insert(clauses).values({ id, authorityId, projectId, lineId: of.id, title: named, terms, createdAt: at, changedAt: at }).onConflictDoNothing({ target: clauses.id }).returning({ id: clauses.id });
	if (made.length === 0) return accepted(id);
	await told(tx, doer, 'clause-begun', { clause: id });
	return accepted(id);
}

export type WriteRefusal = TermsRefusal | 'clause-unknown' | 'clause-frozen' | 'clause-changed-meanwhile';

/** Writes the terms of a clause that is not frozen (EV13). `revision` is the one that was read: of two at once, the second is told (EV15). */
export async function write(tx: Tx, doer: Doer, asked: { readonly clause: string; readonly revision: number; readonly typed: Typed }): Promise<Outcome<number, WriteRefusal>> {
	const found = await hold(tx, doer, asked.clause);
	if (!found) return refused('clause-unknown');
	if (found.frozenOn !== null) return refused('clause-frozen');
	if (found.revision !== asked.revision) return refused('clause-changed-meanwhile');
	const terms = clauseTyped(asked.typed);
	if (!terms.accepted) return terms;
	const revision = found.revision + 1;
	await tx.update(clauses).set({ terms: terms.value, revision, changedAt: doer.at }).where(eq(clauses.id, found.id));
	await told(tx, doer, 'clause-written', { clause: found.id, revision });
	return accepted(revision);
}

export type FreezeRefusal = 'clause-unknown' | 'clause-frozen' | 'clause-changed-meanwhile' | 'clause-incomplete' | 'not-confirmed' | 'day-unreadable' | 'day-to-come' | 'day-before-clause' | TermsRefusal;

/** Freezes a clause as it was read, or as its form says it, on the day when the consultation opens, never before the clause was begun: nothing of it changes any more (EV13). */
export async function freeze(
	tx: Tx,
	doer: Doer,
	asked: { readonly clause: string; readonly revision: number; readonly on: string; readonly confirmed: 'yes' | 'no'; readonly typed?: Typed }
): Promise<Outcome<string, FreezeRefusal> & { readonly missing?: readonly ClauseMissing[] }> {
	const found = await hold(tx, doer, asked.clause);
	if (!found) return refused('clause-unknown');
	if (found.frozenOn !== null) return refused('clause-frozen');
	if (found.revision !== asked.revision) return refused('clause-changed-meanwhile');
	const terms = asked.typed ? clauseTyped(asked.typed) : accepted(found.terms);
	if (!terms.accepted) return terms;
	const missing = missingToFreeze(terms.value);
	if (missing.length > 0) return { ...refused('clause-incomplete'), missing };
	if (!isDay(asked.on)) return refused('day-unreadable');
	if (asked.on > doer.today) return refused('day-to-come');
	if (asked.on < (await authorities.dayOf(tx, doer.authorityId, found.createdAt))) return refused('day-before-clause');
	if (asked.confirmed === 'no') return refused('not-confirmed');
	const revision = found.revision + (asked.typed ? 1 : 0);
	await tx.update(clauses).set({ terms: terms.value, revision, frozenOn: asked.on, changedAt: doer.at }).where(eq(clauses.id, found.id));
	if (asked.typed) await told(tx, doer, 'clause-written', { clause: found.id, revision });
	await told(tx, doer, 'clause-frozen', { clause: found.id, revision });
	return accepted(asked.on);
}

export type JoinRefusal = 'clause-unknown' | 'clause-not-frozen' | 'contract-joined' | 'contract-unknown' | 'contract-has-clause';

/** Joins a frozen clause to the contract that it became part of, once (EV13). */
export async function joinContract(tx: Tx, doer: Doer, asked: { readonly clause: string; readonly contract: string }): Promise<Outcome<ElementId, JoinRefusal>> {
	const found = await hold(tx, doer, asked.clause);
	if (!found) return refused('clause-unknown');
	if (found.frozenOn === null) return refused('clause-not-frozen');
	if (found.contractId !== null) return refused('contract-joined');
	const contract = await elements.read(tx, doer, asked.contract, doer.today);
	if (contract?.kind !== 'contract' || contract.isGone || contract.parentId !== found.lineId) return refused('contract-unknown');
	// two clauses of one contract at once: the cockpit's own row is held, so that the second is told and not thrown out
	await elements.hold(tx, doer);
	if (await ofContract(tx, doer, contract.id)) return refused('contract-has-clause');
	await tx.update(clauses).set({ contractId: contract.id, changedAt: doer.at }).where(eq(clauses.id, found.id));
	await told(tx, doer, 'clause-joined', { clause: found.id, contract: contract.id });
	return accepted(contract.id);
}
