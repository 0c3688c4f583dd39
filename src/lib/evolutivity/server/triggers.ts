// The only writer of requests of evolution and of their private annexes; an annex has its own reader, which asks who.
import { and, asc, eq, max } from 'drizzle-orm';
import type { AnyElement, Doer, Place } from '../../cockpit/server/elements.ts';
import * as elements from '../../cockpit/server/elements.ts';
import type { ClauseId, FileId, TriggerId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { idOnce, newId, readId } from '../../db/server/ids.ts';
import * as files from '../../files/server/files.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { answerOutcome, requestOutcome, withdrawOutcome, type AnswerRefusal, type RequestAsked, type RequestRefusal, type WithdrawRefusal } from '../rules/triggers.ts';
import type { TriggeringParty } from '../rules/clause.ts';
import * as charters from './charters.ts';
import * as clauses from './clauses.ts';
import { annexes, triggers } from './tables.ts';

export type StoredTrigger = typeof triggers.$inferSelect;

/** A project's requests, in the order in which they came; never their annexes. */
export const ofProject = (query: Query, { authorityId, projectId }: Place): Promise<StoredTrigger[]> =>
	query
		.select()
		.from(triggers)
		.where(and(eq(triggers.authorityId, authorityId), eq(triggers.projectId, projectId)))
		.orderBy(asc(triggers.receivedOn), asc(triggers.number));

/** The requests of a clause, in their order; never their annexes. */
export const ofClause = (query: Query, clauseId: ClauseId): Promise<StoredTrigger[]> => query.select().from(triggers).where(eq(triggers.clauseId, clauseId)).orderBy(asc(triggers.number));

const one = ({ authorityId, projectId }: Place, id: TriggerId) => and(eq(triggers.authorityId, authorityId), eq(triggers.projectId, projectId), eq(triggers.id, id));

export async function read(query: Query, place: Place, asked: string): Promise<StoredTrigger | undefined> {
	const id = readId<'trigger'>(asked);
	return id && (await query.select().from(triggers).where(one(place, id)))[0];
}

const hold = async (tx: Tx, place: Place, asked: string): Promise<StoredTrigger | undefined> => {
	const id = readId<'trigger'>(asked);
	return id && (await tx.select().from(triggers).where(one(place, id)).for('update'))[0];
};

export interface Annex {
	readonly words: string;
	readonly file: files.Examined | null;
}

export type FileARequestRefusal = RequestRefusal | 'clause-unknown' | 'charter-not-in-force' | 'experiment-unknown' | 'annex-too-long' | 'project-full';

/** Files a request on the charter in force (EV22), its annex beside it; once of a form sent twice (`onceOf`). The door has seen who asks, and for which party. */
export async function file(
	tx: Tx,
	doer: Doer,
	asked: RequestAsked & { readonly clause: string; readonly experiment: string; readonly annex: Annex; readonly once?: string }
): Promise<Outcome<TriggerId, FileARequestRefusal>> {
	const clause = await clauses.hold(tx, doer, asked.clause);
	if (!clause) return refused('clause-unknown');
	const charter = await charters.inForce(tx, clause.id);
	if (!charter) return refused('charter-not-in-force');
	const category = requestOutcome(asked, charter.terms.criteria, doer.today);
	if (!category.accepted) return category;
	const experiment = asked.experiment === '' ? null : await elements.read(tx, doer, asked.experiment, doer.today);
	if (experiment === undefined || experiment?.isGone) return refused('experiment-unknown');
	if (asked.annex.words.length > 20_000) return refused('annex-too-long');
	const id = asked.once === undefined ? newId<'trigger'>() : idOnce<'trigger'>(asked.once);
	if (asked.once !== undefined && (await read(tx, doer, id))) return accepted(id);
	const [last] = await tx.select({ number: max(triggers.number) }).from(triggers).where(eq(triggers.clauseId, clause.id));
	const number = (last?.number ?? 0) + 1;
	const { authorityId, projectId, actor, at } = doer;
	const { party, criteria, motives, evidence, receivedOn } = asked;
	await tx.insert(triggers).values({
		...{ id, authorityId, projectId, clauseId: clause.id, charterId: charter.id, number, party, category: category.value, criteria: [...new Set(criteria)], receivedOn },
		...{ motives: motives.trim(), evidence: evidence.trim(), experimentId: experiment?.id ?? null, filedBy: actor, createdAt: at }
	});
	const annexed = await annex(tx, doer, id, asked.annex);
	if (!annexed.accepted) return annexed;
	await clauses.told(tx, doer, 'request-filed', { clause: clause.id, request: id, number, party });
	return accepted(id);
}

async function annex(tx: Tx, doer: Doer, triggerId: TriggerId, { words, file: sent }: Annex): Promise<Outcome<true, 'project-full'>> {
	if (words.trim() === '' && sent === null) return accepted(true);
	let fileId: FileId | null = null;
	if (sent) {
		const kept = await files.keep(tx, doer, sent, doer.at);
		if (!kept.accepted) return kept;
		fileId = kept.value;
	}
	await tx.insert(annexes).values({ triggerId, authorityId: doer.authorityId, words: words.trim(), fileId, changedAt: doer.at });
	return accepted(true);
}

/** Who reads an annex: the buyer whom the door has seen, or the holder of a contract at that contract's own door (EV27). */
export type AnnexReader = { readonly as: 'buyer' } | { readonly as: 'holder'; readonly contract: Pick<AnyElement, 'id'> };

/** The annex of a request, for those two alone; undefined for a holder of another contract as where there is none. */
export async function annexFor(query: Query, place: Place, reader: AnnexReader, asked: string): Promise<typeof annexes.$inferSelect | undefined> {
	const trigger = await read(query, place, asked);
	if (!trigger) return undefined;
	if (reader.as === 'holder' && (await clauses.ofContract(query, place, reader.contract.id))?.id !== trigger.clauseId) return undefined;
	const [row] = await query.select().from(annexes).where(and(eq(annexes.authorityId, place.authorityId), eq(annexes.triggerId, trigger.id)));
	return row;
}

/** The file of an annex, for the same two. */
export async function annexFileFor(query: Query, place: Place, reader: AnnexReader, asked: string): Promise<files.StoredFile | undefined> {
	const annex = await annexFor(query, place, reader, asked);
	return annex?.fileId ? files.find(query, place.authorityId, annex.fileId) : undefined;
}

/** The buyer says whether a request is admissible (EV24). */
export async function answer(tx: Tx, doer: Doer, asked: { readonly request: string; readonly answer: string; readonly reason: string }): Promise<Outcome<TriggerId, AnswerRefusal | 'request-unknown'>> {
	const found = await hold(tx, doer, asked.request);
	if (!found) return refused('request-unknown');
	const outcome = answerOutcome(found, asked.answer, asked.reason);
	if (!outcome.accepted) return outcome;
	await tx.update(triggers).set({ admissibility: outcome.value, admissibilityReason: asked.reason.trim(), answeredOn: doer.today }).where(eq(triggers.id, found.id));
	await clauses.told(tx, doer, 'request-answered', { request: found.id, answer: outcome.value });
	return accepted(found.id);
}

/** A party withdraws its request (EV102); it stays, with its day. `clause`: the one of the page from which it is asked. */
export async function withdraw(tx: Tx, doer: Doer, asked: { readonly clause: string; readonly request: string; readonly party: TriggeringParty }): Promise<Outcome<TriggerId, WithdrawRefusal | 'request-unknown'>> {
	const found = await hold(tx, doer, asked.request);
	if (!found || found.clauseId !== asked.clause) return refused('request-unknown');
	const outcome = withdrawOutcome(found, asked.party);
	if (!outcome.accepted) return outcome;
	await tx.update(triggers).set({ withdrawnOn: doer.today }).where(eq(triggers.id, found.id));
	await clauses.told(tx, doer, 'request-withdrawn', { request: found.id, party: asked.party });
	return accepted(found.id);
}
