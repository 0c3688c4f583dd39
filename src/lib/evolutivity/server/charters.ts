// The only writer of charters: each version drafted within its clause, signed by both parties, replaced by the next.
import { and, desc, eq } from 'drizzle-orm';
import { isDay } from '../../cockpit/rules/elements/fields.ts';
import type { Doer } from '../../cockpit/server/elements.ts';
import type { CharterId, ClauseId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { signed, type Signature, type SignRefusal } from '../rules/charter.ts';
import { widerThan, type Wider } from '../rules/clause.ts';
import { charterTyped, type CharterTypedRefusal, type Typed } from '../rules/terms.ts';
import * as clauses from './clauses.ts';
import { charters } from './tables.ts';

export type StoredCharter = typeof charters.$inferSelect;

/** The versions of a clause's charter, the latest first. */
export const ofClause = (query: Query, clauseId: ClauseId): Promise<StoredCharter[]> => query.select().from(charters).where(eq(charters.clauseId, clauseId)).orderBy(desc(charters.version));

export async function inForce(query: Query, clauseId: ClauseId): Promise<StoredCharter | undefined> {
	const [row] = await query.select().from(charters).where(and(eq(charters.clauseId, clauseId), eq(charters.state, 'in-force')));
	return row;
}

export type DraftRefusal = CharterTypedRefusal | 'clause-unknown' | 'clause-not-frozen' | 'charter-changed-meanwhile' | 'charter-signed' | 'charter-wider' | 'day-unreadable';

/** Writes the draft of a clause's charter, or begins its next version; refused where it is wider than the clause, with all that is (EV11, EV17). `revision` is the one of the draft that was read, -1 where there was none (EV15). */
export async function draft(
	tx: Tx,
	doer: Doer,
	asked: { readonly clause: string; readonly revision: number; readonly reviewOn: string; readonly typed: Typed }
): Promise<Outcome<CharterId, DraftRefusal> & { readonly wider?: readonly Wider[] }> {
	const clause = await clauses.hold(tx, doer, asked.clause);
	if (!clause) return refused('clause-unknown');
	if (clause.frozenOn === null) return refused('clause-not-frozen');
	const [last] = await ofClause(tx, clause.id);
	const drafted = last?.state === 'draft' ? last : undefined;
	if ((drafted?.revision ?? -1) !== asked.revision) return refused('charter-changed-meanwhile');
	if (drafted && drafted.signatures.length > 0) return refused('charter-signed');
	const terms = charterTyped(asked.typed);
	if (!terms.accepted) return terms;
	if (asked.reviewOn !== '' && !isDay(asked.reviewOn)) return refused('day-unreadable');
	const wider = widerThan(clause.terms, terms.value);
	if (wider.length > 0) return { ...refused('charter-wider'), wider };
	const id = drafted?.id ?? newId<'charter'>();
	const kept = { terms: terms.value, reviewOn: asked.reviewOn || null, changedAt: doer.at };
	if (drafted) await tx.update(charters).set({ ...kept, revision: drafted.revision + 1 }).where(eq(charters.id, id));
	else await tx.insert(charters).values({ id, authorityId: doer.authorityId, clauseId: clause.id, version: (last?.version ?? 0) + 1, state: 'draft', createdAt: doer.at, ...kept });
	await clauses.told(tx, doer, 'charter-drafted', { clause: clause.id, charter: id });
	return accepted(id);
}

/** Notes a party's signature of the draft as it was read; the second puts it in force in the place of the version before (EV18). */
export async function sign(
	tx: Tx,
	doer: Doer,
	asked: { readonly clause: string; readonly revision: number; readonly signature: Signature }
): Promise<Outcome<StoredCharter['state'], SignRefusal | 'clause-unknown' | 'charter-changed-meanwhile' | 'day-to-come' | 'signature-before-clause'>> {
	const clause = await clauses.hold(tx, doer, asked.clause);
	if (!clause) return refused('clause-unknown');
	const [last] = await ofClause(tx, clause.id);
	if (!last) return refused('charter-not-draft');
	if (last.revision !== asked.revision) return refused('charter-changed-meanwhile');
	if (asked.signature.signedOn > doer.today) return refused('day-to-come');
	if (clause.frozenOn !== null && asked.signature.signedOn < clause.frozenOn) return refused('signature-before-clause');
	const outcome = signed({ state: last.state, signatures: last.signatures, criteria: last.terms.criteria, hasContract: clause.contractId !== null }, asked.signature);
	if (!outcome.accepted) return outcome;
	const { signatures, state } = outcome.value;
	if (state === 'in-force') await tx.update(charters).set({ state: 'replaced', changedAt: doer.at }).where(and(eq(charters.clauseId, clause.id), eq(charters.state, 'in-force')));
	await tx.update(charters).set({ signatures, state, changedAt: doer.at }).where(eq(charters.id, last.id));
	await clauses.told(tx, doer, 'charter-signed', { clause: clause.id, charter: last.id, party: asked.signature.party });
	if (state === 'in-force') await clauses.told(tx, doer, 'charter-in-force', { clause: clause.id, charter: last.id, version: last.version });
	return accepted(state);
}
