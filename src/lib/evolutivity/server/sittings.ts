// The only writer of sittings, of what is said in them, and of which sitting a request is taken up by; reads what a sitting is about.
import { and, asc, desc, eq, inArray, isNull, max, or } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { AuthorityId, CharterId, ClauseId, ElementId, GatheringId, ProjectId, SeatId, TriggerId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import { onceInLook } from '../../db/server/together.ts';
import type { AgendaRefusal } from '../../gatherings/rules/agenda.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { standing } from '../../people/rules/may.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import type { Charter, Clause } from '../rules/clause.ts';
import { readEntry, type EntryData, type EntryKind } from '../rules/entries.ts';
import type { Failure } from '../rules/parties.ts';
import { beforePlanning, facilitatorOn, missingOf, type MissingThing } from '../rules/preparation.ts';
import { usualAgenda } from '../rules/steps.ts';
import { charters, clauses, evolutionScenarios, sittingEntries, sittings, triggers } from './tables.ts';

export interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}

export type Sitting = typeof sittings.$inferSelect;
export type Request = typeof triggers.$inferSelect;

/** What a sitting is about. */
export interface SittingFacts {
	readonly sitting: Sitting;
	readonly clause: Clause & Pick<typeof clauses.$inferSelect, 'id' | 'title' | 'lineId' | 'contractId'>;
	readonly charter: Charter & Pick<typeof charters.$inferSelect, 'id' | 'state'>;
	/** those that it takes up, or took up until it ended, in their order; never their annexes */
	readonly requests: readonly Request[];
}

export async function find(query: Query, gatheringId: GatheringId): Promise<Sitting | undefined> {
	const [row] = await query.select().from(sittings).where(eq(sittings.gatheringId, gatheringId));
	return row;
}

/** Held until the transaction ends: who answers at the gate and who applies wait here. */
export async function hold(tx: Tx, gatheringId: GatheringId): Promise<void> {
	await tx.select({ gatheringId: sittings.gatheringId }).from(sittings).where(eq(sittings.gatheringId, gatheringId)).for('update');
}

/** A project's sittings, the latest first. */
export const ofProject = (query: Query, { authorityId, projectId }: Place): Promise<Sitting[]> =>
	query
		.select()
		.from(sittings)
		.where(and(eq(sittings.authorityId, authorityId), eq(sittings.projectId, projectId)))
		.orderBy(desc(sittings.heldOn), desc(sittings.number));

const clauseOf = ({ id, title, lineId, contractId, terms, frozenOn }: typeof clauses.$inferSelect) => ({ ...terms, frozenOn, id, title, lineId, contractId });
const charterOf = ({ id, state, version, terms }: typeof charters.$inferSelect) => ({ ...terms, version, id, state });

/** What a sitting is about; throws where there is none. */
export const facts = (query: Query, gatheringId: GatheringId): Promise<SittingFacts> =>
	onceInLook(query, `sitting:${gatheringId}`, async () => {
		const [row] = await query
			.select({ sitting: sittings, clause: clauses, charter: charters })
			.from(sittings)
			.innerJoin(clauses, eq(clauses.id, sittings.clauseId))
			.innerJoin(charters, eq(charters.id, sittings.charterId))
			.where(eq(sittings.gatheringId, gatheringId));
		if (!row) throw new Error(`no sitting ${gatheringId}`);
		const released = (await entriesOf(query, gatheringId, 'released')).flatMap(({ key }) => readId<'trigger'>(key) ?? []);
		const requests = await query
			.select()
			.from(triggers)
			.where(or(and(eq(triggers.gatheringId, gatheringId), isNull(triggers.withdrawnOn)), inArray(triggers.id, released)))
			.orderBy(asc(triggers.number));
		return { sitting: row.sitting, clause: clauseOf(row.clause), charter: charterOf(row.charter), requests };
	});

export interface NewSitting {
	readonly clauseId: string;
	/** the requests that it takes up */
	readonly requests: readonly string[];
	readonly title: string;
	readonly place: string;
	readonly startsAt: Date;
	/** `account:…` of a buyer of the project */
	readonly gateHeldBy: string;
}

export interface PlanRefusal {
	readonly accepted: false;
	readonly reason: 'sitting-not-ready' | 'clause-unknown' | 'request-taken' | 'title-missing' | 'title-too-long' | AgendaRefusal;
	/** each thing that is missing, with its sentence on the screen */
	readonly missing: readonly MissingThing[];
}

const refuse = (reason: PlanRefusal['reason'], missing: readonly MissingThing[] = []): PlanRefusal => ({ accepted: false, reason, missing });

/** Whether an account holds a buyer's place in a project that stands then. */
export async function isBuyer(query: Query, { projectId }: Place, actor: string, at: Date): Promise<boolean> {
	const accountId = actor.startsWith('account:') ? readId<'account'>(actor.slice('account:'.length)) : undefined;
	if (!accountId) return false;
	return (await memberships.everOfAccount(query, accountId, projectId)).some((one) => one.capacity === 'buyer' && standing(one, at) === 'stands');
}

/** Plans a sitting for admissible requests of one clause: the gathering, its thirteen steps and what it is about, in one act (EV40). */
export async function plan(tx: Tx, by: Place & { readonly actor: Actor }, asked: NewSitting, at: Date): Promise<{ readonly accepted: true; readonly value: GatheringId } | PlanRefusal> {
	const { authorityId, projectId, actor } = by;
	const clauseId = readId<'clause'>(asked.clauseId);
	// whoever plans another sitting of this clause at the same moment waits, and gets the next number
	const [clause] = clauseId ? await tx.select().from(clauses).where(and(eq(clauses.authorityId, authorityId), eq(clauses.projectId, projectId), eq(clauses.id, clauseId))).for('update') : [];
	if (!clause) return refuse('clause-unknown');
	const [charter] = await tx.select().from(charters).where(and(eq(charters.clauseId, clause.id), eq(charters.state, 'in-force')));
	const ids = asked.requests.flatMap((one) => readId<'trigger'>(one) ?? []);
	const found = ids.length === 0 ? [] : await tx.select().from(triggers).where(and(eq(triggers.clauseId, clause.id), inArray(triggers.id, ids))).for('update');
	if (found.some(({ gatheringId }) => gatheringId !== null)) return refuse('request-taken');
	const missing = missingOf({
		clauseFrozenOn: clause.frozenOn,
		charterState: charter?.state ?? 'draft',
		requests: found,
		facilitator: 'reservist',
		isGateHolderFit: await isBuyer(tx, by, asked.gateHeldBy, asked.startsAt),
		filedBy: ['administration', 'company'],
		isStateFrozen: true,
		toDeclare: 0
	}).filter((one) => beforePlanning.includes(one));
	if (missing.length > 0 || !charter) return refuse('sitting-not-ready', missing);
	const made = await gatherings.create(tx, { authorityId, projectId, kind: 'evolutivity', title: asked.title, place: asked.place, startsAt: asked.startsAt, agenda: usualAgenda(), actor }, at);
	if (!made.accepted) return refuse(made.reason);
	const gatheringId = made.value;
	const [last] = await tx.select({ number: max(sittings.number) }).from(sittings).where(eq(sittings.clauseId, clause.id));
	const number = (last?.number ?? 0) + 1;
	const heldOn = await authorities.dayOf(tx, authorityId, asked.startsAt);
	await tx.insert(sittings).values({ gatheringId, authorityId, projectId, clauseId: clause.id, charterId: charter.id, number, gateHeldBy: asked.gateHeldBy as Actor, heldOn, createdAt: at });
	await tx.update(triggers).set({ gatheringId }).where(inArray(triggers.id, found.map(({ id }) => id)));
	await record(tx, { authorityId, projectId, act: 'sitting-planned', actor, about: { gathering: gatheringId, clause: clause.id, charter: charter.id, number, requests: found.length } });
	await announce(tx, `project:${projectId}`);
	return accepted(gatheringId);
}

/** A sitting to come takes another gate holder: a buyer whose place stands on its day. */
export async function handGateTo(tx: Tx, by: Place & { readonly actor: Actor }, { gatheringId, gateHeldBy }: { readonly gatheringId: GatheringId; readonly gateHeldBy: string }): Promise<Outcome<string, 'gate-holder-unfit' | 'gathering-closed' | 'sitting-begun' | 'sitting-unknown'>> {
	const [sitting] = await tx.select().from(sittings).where(and(eq(sittings.authorityId, by.authorityId), eq(sittings.projectId, by.projectId), eq(sittings.gatheringId, gatheringId))).for('update');
	if (!sitting) return refused('sitting-unknown');
	const gathering = await gatherings.read(tx, gatheringId);
	if (gathering.closedAt) return refused('gathering-closed');
	// whoever has heard the room as another party holds no gate in it
	if (gathering.position >= 0) return refused('sitting-begun');
	if (!(await isBuyer(tx, by, gateHeldBy, gathering.startsAt))) return refused('gate-holder-unfit');
	await tx.update(sittings).set({ gateHeldBy: gateHeldBy as Actor }).where(eq(sittings.gatheringId, gatheringId));
	await record(tx, { authorityId: by.authorityId, projectId: by.projectId, act: 'gate-handed-over', actor: by.actor, about: { gathering: gatheringId } });
	await announce(tx, `gathering:${gatheringId}`);
	return accepted(gateHeldBy);
}

/** What is missing of a sitting as things stand (EV41). `toDeclare`: jurors of the panel who have not declared for it. */
export async function missing(query: Query, gatheringId: GatheringId, toDeclare: number): Promise<readonly MissingThing[]> {
	const { sitting, clause, charter, requests } = await facts(query, gatheringId);
	const { startsAt } = await gatherings.read(query, gatheringId);
	const [members, filed, frozen, isGateHolderFit] = await Promise.all([
		memberships.ofProject(query, sitting),
		query.select({ author: evolutionScenarios.author, filedAt: evolutionScenarios.filedAt }).from(evolutionScenarios).where(eq(evolutionScenarios.gatheringId, gatheringId)),
		entriesOf(query, gatheringId, 'state-of-play'),
		isBuyer(query, sitting, sitting.gateHeldBy, startsAt)
	]);
	return missingOf({
		clauseFrozenOn: clause.frozenOn,
		charterState: charter.state,
		requests,
		facilitator: facilitatorOn(members, startsAt),
		isGateHolderFit,
		filedBy: filed.filter(({ filedAt }) => filedAt !== null).map(({ author }) => author),
		isStateFrozen: frozen.length > 0,
		toDeclare
	});
}

export interface Entry<Kind extends EntryKind = EntryKind> {
	readonly seatId: SeatId | null;
	readonly key: string;
	readonly data: EntryData<Kind>;
	readonly at: Date;
}

/** What was said of one kind, in the order in which it was; one that its shape does not read any more is left out. */
export const entriesOf = <Kind extends EntryKind>(query: Query, gatheringId: GatheringId, kind: Kind): Promise<readonly Entry<Kind>[]> =>
	onceInLook(query, `entries:${gatheringId}:${kind}`, async () => {
		const rows = await query
			.select()
			.from(sittingEntries)
			.where(and(eq(sittingEntries.gatheringId, gatheringId), eq(sittingEntries.kind, kind)))
			.orderBy(asc(sittingEntries.at), asc(sittingEntries.id));
		return rows.flatMap(({ seatId, key, data, at }) => {
			const read = readEntry(kind, key, data);
			return read === undefined ? [] : [{ seatId, key, data: read, at }];
		});
	});

export type EntryRefusal = 'entry-unreadable' | 'sitting-unknown';

interface Speaking {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly gatheringId: GatheringId;
	readonly actor: Actor;
	readonly onBehalfOf?: Actor;
	readonly at: Date;
}

/** Keeps what is said, in place of what the same seat (or the room) said before on the same key. The journal says that it was, never what. */
export async function say<Kind extends EntryKind>(
	tx: Tx,
	{ authorityId, projectId, gatheringId, actor, onBehalfOf, at }: Speaking,
	{ kind, key = '', seatId = null, data }: { readonly kind: Kind; readonly key?: string; readonly seatId?: SeatId | null; readonly data: unknown }
): Promise<Outcome<Kind, EntryRefusal>> {
	const read = readEntry(kind, key, data);
	if (read === undefined) return refused('entry-unreadable');
	if (!(await find(tx, gatheringId))) return refused('sitting-unknown');
	const kept = read as Readonly<Record<string, unknown>>;
	await tx
		.insert(sittingEntries)
		.values({ id: randomUUID(), authorityId, gatheringId, seatId, kind, key, data: kept, at })
		.onConflictDoUpdate({ target: [sittingEntries.gatheringId, sittingEntries.kind, sittingEntries.key, sittingEntries.seatId], set: { data: kept, at } });
	await record(tx, { authorityId, projectId, act: `sitting-${kind}-said`, actor, ...(onBehalfOf ? { onBehalfOf } : {}), about: { gathering: gatheringId } });
	await announce(tx, `step:${gatheringId}`);
	return accepted(kind);
}

/** Takes back what a seat (or the room) said on a key; nothing happens where nothing was. */
export async function unsay(tx: Tx, { authorityId, projectId, gatheringId, actor, onBehalfOf }: Speaking, { kind, key = '', seatId = null }: { readonly kind: EntryKind; readonly key?: string; readonly seatId?: SeatId | null }): Promise<Outcome<EntryKind, never>> {
	await tx
		.delete(sittingEntries)
		.where(and(eq(sittingEntries.gatheringId, gatheringId), eq(sittingEntries.kind, kind), eq(sittingEntries.key, key), seatId === null ? isNull(sittingEntries.seatId) : eq(sittingEntries.seatId, seatId)));
	await record(tx, { authorityId, projectId, act: `sitting-${kind}-taken-back`, actor, ...(onBehalfOf ? { onBehalfOf } : {}), about: { gathering: gatheringId } });
	await announce(tx, `step:${gatheringId}`);
	return accepted(kind);
}

/** A sitting that ended without a decision keeps which requests it took up, and another one may take them up (EV135). */
export async function release(tx: Tx, by: Speaking): Promise<void> {
	const { gatheringId } = by;
	const freed = await tx.update(triggers).set({ gatheringId: null }).where(eq(triggers.gatheringId, gatheringId)).returning({ id: triggers.id });
	for (const { id } of freed) await say(tx, by, { kind: 'released', key: id, data: { version: 1 } });
	await announce(tx, `project:${by.projectId}`);
}

/** A sitting of a clause, with what it left undecided. */
export interface HeldSitting {
	readonly gatheringId: GatheringId;
	readonly number: number;
	readonly heldOn: string;
	/** null: it has not ended, or something was decided in it */
	readonly undecided: { readonly failure: Failure | null; readonly requests: readonly string[] } | null;
}

/** The sittings of a clause, in the order of their numbers. */
export async function ofClause(query: Query, clauseId: ClauseId): Promise<readonly HeldSitting[]> {
	const held = await query.select({ gatheringId: sittings.gatheringId, number: sittings.number, heldOn: sittings.heldOn }).from(sittings).where(eq(sittings.clauseId, clauseId)).orderBy(asc(sittings.number));
	return Promise.all(
		held.map(async (one) => {
			const requests = (await entriesOf(query, one.gatheringId, 'released')).map(({ key }) => key);
			return { ...one, undecided: requests.length === 0 ? null : { failure: await failureOf(query, one.gatheringId), requests } };
		})
	);
}

/** The ISO day of the sitting that a request was last taken to: one that takes it up, else the last that left it undecided; null where it was taken to none. */
export const heldOnFor = (held: readonly HeldSitting[], { id, gatheringId }: Pick<Request, 'id' | 'gatheringId'>): string | null =>
	(held.find((one) => one.gatheringId === gatheringId) ?? held.findLast(({ undecided }) => undecided?.requests.includes(id)))?.heldOn ?? null;

/** What becomes of a sitting without consent, as the room noted it. */
export async function failureOf(query: Query, gatheringId: GatheringId): Promise<Failure | null> {
	const noted = (await entriesOf(query, gatheringId, 'failure'))[0]?.data;
	return noted ? { outcome: noted.outcome, on: noted.on, words: noted.words } : null;
}

/** How many entries there are, by kind: what the break keeps. */
export async function countsOf(query: Query, gatheringId: GatheringId): Promise<Readonly<Record<string, number>>> {
	const rows = await query.select({ kind: sittingEntries.kind }).from(sittingEntries).where(eq(sittingEntries.gatheringId, gatheringId));
	const counts: Record<string, number> = {};
	for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}

/** Clauses of a project that are frozen and chartered, with their admissible requests that no sitting has taken up. */
export async function plannable(query: Query, { authorityId, projectId }: Place): Promise<readonly { readonly id: ClauseId; readonly title: string; readonly contractId: ElementId | null; readonly requests: readonly { readonly id: TriggerId; readonly number: number; readonly motives: string }[] }[]> {
	const rows = await query.select({ clause: clauses, charterId: charters.id }).from(clauses).leftJoin(charters, and(eq(charters.clauseId, clauses.id), eq(charters.state, 'in-force'))).where(and(eq(clauses.authorityId, authorityId), eq(clauses.projectId, projectId))).orderBy(asc(clauses.createdAt));
	const open = await query.select().from(triggers).where(and(eq(triggers.authorityId, authorityId), eq(triggers.projectId, projectId), eq(triggers.admissibility, 'admissible'), isNull(triggers.gatheringId), isNull(triggers.withdrawnOn))).orderBy(asc(triggers.number));
	return rows
		.filter(({ clause, charterId }): boolean => clause.frozenOn !== null && (charterId as CharterId | null) !== null)
		.map(({ clause }) => ({ id: clause.id, title: clause.title, contractId: clause.contractId, requests: open.filter(({ clauseId }) => clauseId === clause.id).map(({ id, number, motives }) => ({ id, number, motives })) }));
}
