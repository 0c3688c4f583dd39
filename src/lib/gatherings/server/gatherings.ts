// The only writer of gatherings and of the stays in their steps: opens the doors, changes step, changes the agenda, hands over, closes.
import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, inArray, isNull, lte } from 'drizzle-orm';
import type { AccountId, AuthorityId, GatheringId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { onceInLook } from '../../db/server/together.ts';
import { newId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import * as stuckWords from '../../lexicon/server/stuckWords.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { hashToken, newCode, newToken } from '../../people/server/tokens.ts';
import { advance as judgeAdvance, effectsOf, neighbour, stepsLeft, type Move, type Moved, type MoveRefusal, type StepEffect } from '../rules/advance.ts';
import { minutesOf, readAgenda, type Agenda, type AgendaRefusal } from '../rules/agenda.ts';
import { isPaused, type Stay } from '../rules/clock.ts';
import { joinCodeLength, joinWindow } from '../rules/invitation.ts';
import { catchUp as judgeCatchUp, replan, type Change, type ReplanRefusal } from '../rules/replan.ts';
import type { StepRegistry } from '../rules/step.ts';
import * as readiness from './readiness.ts';
import type { GatheringAtStep, StepServer } from './step.ts';
import { gatherings, stays } from './tables.ts';

export type Gathering = typeof gatherings.$inferSelect;

/** What a door knows of the facilitator who asks, for one gathering. */
export interface FacilitatorFacts {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly gatheringId: GatheringId;
	readonly accountId: AccountId;
	readonly name: string;
}

/** The two registries of a kind of gathering: what its steps are, and what they do on the server. Only routes join them. */
export interface Registries {
	readonly rules: StepRegistry;
	readonly servers: Readonly<Record<string, StepServer>>;
}

export type GatheringRefusal = MoveRefusal | ReplanRefusal | AgendaRefusal | 'title-missing' | 'title-too-long' | 'doors-already-open';

/** The accounts, by their actor in the journal. */
const actorOf = ({ accountId }: { accountId: AccountId }): Actor => `account:${accountId}`;

const topicOf = (gatheringId: GatheringId) => `gathering:${gatheringId}`;

/** The gathering, with an agenda that the rules accept; undefined when there is none. */
export const find = (query: Query, gatheringId: GatheringId): Promise<Gathering | undefined> =>
	onceInLook(query, `gathering:${gatheringId}`, () => findNow(query, gatheringId));

async function findNow(query: Query, gatheringId: GatheringId): Promise<Gathering | undefined> {
	const [row] = await query.select().from(gatherings).where(eq(gatherings.id, gatheringId));
	return row && checked(row);
}

function checked(row: Gathering): Gathering {
	const agenda = readAgenda(row.agenda);
	if (!agenda.accepted) throw new Error(`the agenda of the gathering ${row.id} is malformed`);
	return { ...row, agenda: agenda.value };
}

export async function read(query: Query, gatheringId: GatheringId): Promise<Gathering> {
	const found = await find(query, gatheringId);
	if (!found) throw new Error(`no gathering ${gatheringId}`);
	return found;
}

const kinds = new Map<GatheringId, string>();

/** Of which kind a gathering is: written when it is made and never changed, so read once. */
export async function kindOf(query: Query, gatheringId: GatheringId): Promise<string> {
	const known = kinds.get(gatheringId);
	if (known !== undefined) return known;
	const { kind } = await read(query, gatheringId);
	if (kinds.size > 5000) kinds.clear();
	kinds.set(gatheringId, kind);
	return kind;
}

/** Several at once; one with an agenda that the rules do not accept is none, and holds back no other. */
export async function readMany(query: Query, gatheringIds: readonly GatheringId[]): Promise<ReadonlyMap<GatheringId, Gathering>> {
	const rows = await query.select().from(gatherings).where(inArray(gatherings.id, [...gatheringIds]));
	return new Map(rows.flatMap((row) => (readAgenda(row.agenda).accepted ? [[row.id, checked(row)]] : [])));
}

/** Those that had ended by a moment. */
export async function endedBefore(query: Query, at: Date): Promise<GatheringId[]> {
	const rows = await query.select({ id: gatherings.id }).from(gatherings).where(lte(gatherings.closedAt, at));
	return rows.map(({ id }) => id);
}

export async function byProjectorToken(query: Query, token: string): Promise<Gathering | undefined> {
	const [row] = await query.select().from(gatherings).where(eq(gatherings.projectorTokenHash, hashToken(token)));
	return row && checked(row);
}

export async function byInvitation(query: Query, by: { readonly token: string } | { readonly code: string }): Promise<Gathering | undefined> {
	const [row] = await query
		.select()
		.from(gatherings)
		.where('token' in by ? eq(gatherings.joinTokenHash, hashToken(by.token)) : eq(gatherings.joinCode, by.code));
	return row && checked(row);
}

/** A project's gatherings, the latest first. */
export async function ofProject(query: Query, project: { authorityId: AuthorityId; projectId: ProjectId }): Promise<Gathering[]> {
	return query
		.select()
		.from(gatherings)
		.where(and(eq(gatherings.authorityId, project.authorityId), eq(gatherings.projectId, project.projectId)))
		.orderBy(desc(gatherings.startsAt), asc(gatherings.id));
}

/** The gathering at the step that the room is in; `currentStep` is empty before the first one. */
export const standing = (gathering: Gathering): GatheringAtStep => ({
	authorityId: gathering.authorityId,
	projectId: gathering.projectId,
	gatheringId: gathering.id,
	currentStep: gathering.agenda.steps[gathering.position]?.step ?? ''
});

export async function atStep(query: Query, gatheringId: GatheringId): Promise<GatheringAtStep> {
	return standing(await read(query, gatheringId));
}

export async function staysOf(query: Query, gatheringId: GatheringId): Promise<Stay[]> {
	return query
		.select({ step: stays.step, position: stays.position, enteredAt: stays.enteredAt, leftAt: stays.leftAt, pace: stays.pace })
		.from(stays)
		.where(eq(stays.gatheringId, gatheringId))
		.orderBy(asc(stays.enteredAt));
}

/**
 * Holds the gathering until the transaction ends, and comes before any other lock of its people: whoever writes the journal first and
 * asks for the gathering afterwards waits for somebody who waits for them. `here`: it is still there, whatever it does (who comes in);
 * `still`: it stays in its step (an act of the room, an act on its people).
 */
export async function hold(tx: Tx, { authorityId, gatheringId }: { authorityId: AuthorityId; gatheringId: GatheringId }, how: 'here' | 'still'): Promise<void> {
	await tx
		.select({ id: gatherings.id })
		.from(gatherings)
		.where(and(eq(gatherings.authorityId, authorityId), eq(gatherings.id, gatheringId)))
		.for(how === 'here' ? 'key share' : 'share');
}

/**
 * The row, held until the transaction ends: two facilitators on one act wait here. Those who come in do not: they only need it to be there.
 * Where it ends, `for-good` makes them wait too: what they write comes before the end, or reads that it has come.
 */
async function lock(tx: Tx, { authorityId, gatheringId }: { authorityId: AuthorityId; gatheringId: GatheringId }, held: 'for-a-move' | 'for-good' = 'for-a-move'): Promise<Gathering> {
	const [row] = await tx
		.select()
		.from(gatherings)
		.where(and(eq(gatherings.authorityId, authorityId), eq(gatherings.id, gatheringId)))
		.for(held === 'for-good' ? 'update' : 'no key update');
	if (!row) throw new Error(`no gathering ${gatheringId}`);
	return checked(row);
}

/** Nobody acts in the room, comes in or moves it until the transaction ends. */
export async function holdForGood(tx: Tx, gathering: { authorityId: AuthorityId; gatheringId: GatheringId }): Promise<void> {
	await lock(tx, gathering, 'for-good');
}

export interface NewGathering {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	/** which registry of steps runs it: `workshop` */
	readonly kind: string;
	readonly title: string;
	readonly place?: string;
	readonly startsAt: Date;
	readonly agenda: Agenda;
	/** minutes of the agenda in one of the room; absent: no rehearsal */
	readonly rehearsal?: { readonly pace: number };
	readonly actor: Actor;
}

export async function create(tx: Tx, asked: NewGathering, at: Date): Promise<Outcome<GatheringId, AgendaRefusal | 'title-missing' | 'title-too-long'>> {
	const title = asked.title.normalize('NFC').replace(/\s+/gu, ' ').trim();
	if (title === '') return refused('title-missing');
	if ([...title].length > 120) return refused('title-too-long');
	const agenda = readAgenda(asked.agenda);
	if (!agenda.accepted) return agenda;
	const { authorityId, projectId, kind, startsAt } = asked;
	const id = newId<'gathering'>();
	const [joinToken, projectorToken] = [newToken(), newToken()];
	await tx.insert(gatherings).values({
		id,
		authorityId,
		projectId,
		kind,
		title,
		place: [...(asked.place ?? '').normalize('NFC').trim()].slice(0, 120).join(''),
		startsAt,
		agenda: agenda.value,
		joinCode: newCode(joinCodeLength),
		joinToken,
		joinTokenHash: hashToken(joinToken),
		...joinWindow(startsAt, minutesOf(agenda.value.steps)),
		projectorToken,
		projectorTokenHash: hashToken(projectorToken),
		...(asked.rehearsal ? { isRehearsal: true, pace: asked.rehearsal.pace } : {}),
		createdAt: at
	});
	await record(tx, { authorityId, projectId, act: 'gathering-created', actor: asked.actor, about: { gathering: id, kind, steps: agenda.value.steps.length } });
	await announce(tx, `project:${projectId}`);
	return accepted(id);
}

/** People may join from now on, whatever the hour said; the minutes of the agenda become those promised to the room. */
export async function openDoors(
	tx: Tx,
	by: FacilitatorFacts,
	asked: { readonly revision: number },
	at: Date
): Promise<Outcome<GatheringId, 'doors-already-open' | 'gathering-closed' | 'somebody-advanced-first'>> {
	const row = await lock(tx, by);
	if (row.closedAt) return refused('gathering-closed');
	if (row.openedAt) return refused('doors-already-open');
	if (row.revision !== asked.revision) return refused('somebody-advanced-first');
	const promisedMinutes = minutesOf(row.agenda.steps);
	const fromNow = joinWindow(at, promisedMinutes);
	await tx
		.update(gatherings)
		.set({
			openedAt: at,
			heldBy: by.accountId,
			revision: row.revision + 1,
			agenda: { ...row.agenda, promisedMinutes },
			joinOpensAt: row.joinOpensAt < at ? row.joinOpensAt : at,
			joinClosesAt: row.joinClosesAt > fromNow.joinClosesAt ? row.joinClosesAt : fromNow.joinClosesAt
		})
		.where(eq(gatherings.id, row.id));
	await record(tx, { authorityId: row.authorityId, projectId: row.projectId, act: 'doors-opened', actor: actorOf(by), about: { gathering: row.id } });
	await announce(tx, topicOf(row.id));
	return accepted(row.id);
}

async function carryOut(tx: Tx, registries: Registries, gathering: GatheringAtStep, effects: readonly StepEffect[], at: Date): Promise<void> {
	for (const { step, effect } of effects) {
		const server = registries.servers[step];
		if (!server) throw new Error(`the registry knows no step ${step}`);
		await server.carryOut(tx, gathering, effect, at);
	}
}

/** What a facilitator's screen says when the room changes step. */
export interface MoveAsked {
	readonly revision: number;
	/** the position to go to; the nearest standing step when absent */
	readonly to?: number;
	readonly confirmed?: 'yes';
}

/** What the steps that going on would leave or pass over hold the room for (GA43). */
async function holding(tx: Tx, registries: Registries, row: Gathering, asked: number | undefined): Promise<readonly string[]> {
	const to = asked ?? neighbour(row.agenda, row.position, 'after');
	const held: string[] = [];
	for (const step of to === undefined ? [] : stepsLeft(row.agenda, row.position, to)) {
		const foreseen = await registries.servers[step]?.foresee?.(tx, standing(row));
		held.push(...(foreseen?.leaving ?? []).flatMap(({ warning, holds }) => (holds ? [warning] : [])));
	}
	return held;
}

async function move(tx: Tx, registries: Registries, by: FacilitatorFacts, asked: MoveAsked & Pick<Move, 'do'>, at: Date): Promise<Outcome<Moved, MoveRefusal>> {
	const row = await lock(tx, by);
	const here = standing(row);
	const foreseen = await registries.servers[here.currentStep]?.foresee?.(tx, here);
	const held = asked.do === 'advance' ? await holding(tx, registries, row, asked.to) : [];
	const judged = judgeAdvance(
		registries.rules,
		row,
		{ ...asked, held, by: by.accountId, readiness: await readiness.ofGathering(tx, row.id, here.currentStep, foreseen?.finished) },
		at
	);
	if (!judged.accepted) return judged;
	const { from, position, step, effects } = judged.value;
	const { authorityId, projectId, id: gatheringId } = row;
	const [left] = await tx
		.update(stays)
		.set({ leftAt: at })
		.where(and(eq(stays.gatheringId, gatheringId), isNull(stays.leftAt)))
		.returning({ pace: stays.pace });
	// a room that moves in a pause is still in it
	const pace = left?.pace === 0 ? 0 : row.pace;
	await tx.insert(stays).values({ id: randomUUID(), authorityId, gatheringId, step, position, enteredAt: at, pace });
	await tx
		.update(gatherings)
		.set({ position, revision: row.revision + 1, heldBy: by.accountId })
		.where(eq(gatherings.id, gatheringId));
	await readiness.forget(tx, gatheringId, step);
	await carryOut(tx, registries, { authorityId, projectId, gatheringId, currentStep: step }, effects, at);
	await record(tx, {
		authorityId,
		projectId,
		act: asked.do === 'advance' ? 'step-entered' : 'step-entered-again',
		actor: actorOf(by),
		about: { gathering: gatheringId, step, from: row.agenda.steps[from]?.step ?? null }
	});
	await announce(tx, topicOf(gatheringId));
	await announce(tx, `step:${gatheringId}`);
	return judged;
}

export const advance = (tx: Tx, registries: Registries, by: FacilitatorFacts, asked: MoveAsked, at: Date) =>
	move(tx, registries, by, { ...asked, do: 'advance' }, at);

export const goBack = (tx: Tx, registries: Registries, by: FacilitatorFacts, asked: MoveAsked, at: Date) =>
	move(tx, registries, by, { ...asked, do: 'go-back' }, at);

async function change(tx: Tx, by: FacilitatorFacts, revision: number, asked: Change, at: Date): Promise<Outcome<Agenda, GatheringRefusal>> {
	const row = await lock(tx, by);
	if (row.closedAt) return refused('gathering-closed');
	if (row.revision !== revision) return refused('somebody-advanced-first');
	const judged = replan(row.agenda, row.position, asked, at);
	if (!judged.accepted) return judged;
	await tx.update(gatherings).set({ agenda: judged.value, revision: row.revision + 1 }).where(eq(gatherings.id, row.id));
	const { do: what, ...figures } = asked;
	const target = row.agenda.steps['from' in asked ? asked.from : asked.position]!.step;
	await record(tx, {
		authorityId: row.authorityId,
		projectId: row.projectId,
		act: 'agenda-changed',
		actor: actorOf(by),
		about: { gathering: row.id, change: what, step: target, ...figures }
	});
	await announce(tx, topicOf(row.id));
	return judged;
}

/** Does at once all that the desk proposed to a room late by so many minutes; what was shown is what is done, the revision being the same (GA38). */
export async function catchUp(tx: Tx, by: FacilitatorFacts, asked: { readonly revision: number; readonly late: number }, at: Date): Promise<Outcome<Agenda, GatheringRefusal>> {
	const row = await lock(tx, by);
	if (row.closedAt) return refused('gathering-closed');
	if (row.revision !== asked.revision) return refused('somebody-advanced-first');
	const judged = judgeCatchUp(row.agenda, row.position, asked.late, at);
	if (!judged.accepted) return judged;
	await tx.update(gatherings).set({ agenda: judged.value, revision: row.revision + 1 }).where(eq(gatherings.id, row.id));
	const { authorityId, projectId, id: gathering } = row;
	const gained = minutesOf(row.agenda.steps) - minutesOf(judged.value.steps);
	await record(tx, { authorityId, projectId, act: 'agenda-changed', actor: actorOf(by), about: { gathering, change: 'catch-up', late: asked.late, gained } });
	await announce(tx, topicOf(gathering));
	return judged;
}

/** « Prendre 5 minutes à … »: the step that the room is in gets them. */
export const takeMinutes = (tx: Tx, by: FacilitatorFacts, asked: { revision: number; from: number; minutes: number }, at: Date) =>
	change(tx, by, asked.revision, { do: 'take-minutes', from: asked.from, minutes: asked.minutes }, at);

/** Sets the minutes of a step still to come, or of the one that the room is in. */
export const shortenStep = (tx: Tx, by: FacilitatorFacts, asked: { revision: number; position: number; minutes: number }, at: Date) =>
	change(tx, by, asked.revision, { do: 'set-minutes', position: asked.position, minutes: asked.minutes }, at);

export const dropStep = (tx: Tx, by: FacilitatorFacts, asked: { revision: number; position: number }, at: Date) =>
	change(tx, by, asked.revision, { do: 'drop', position: asked.position }, at);

export const restoreStep = (tx: Tx, by: FacilitatorFacts, asked: { revision: number; position: number }, at: Date) =>
	change(tx, by, asked.revision, { do: 'restore', position: asked.position }, at);

export const reorder = (tx: Tx, by: FacilitatorFacts, asked: { revision: number; position: number; to: number }, at: Date) =>
	change(tx, by, asked.revision, { do: 'move', position: asked.position, to: asked.to }, at);

/** Another facilitator takes the hand, without asking: a laptop that died cannot answer. The journal says who from whom. */
export async function takeOver(tx: Tx, by: FacilitatorFacts): Promise<Outcome<AccountId, 'gathering-closed'>> {
	const row = await lock(tx, by);
	if (row.closedAt) return refused('gathering-closed');
	if (row.heldBy === by.accountId) return accepted(by.accountId);
	await tx.update(gatherings).set({ heldBy: by.accountId }).where(eq(gatherings.id, row.id));
	await record(tx, {
		authorityId: row.authorityId,
		projectId: row.projectId,
		act: 'hand-taken-over',
		actor: actorOf(by),
		about: { gathering: row.id, from: row.heldBy }
	});
	await announce(tx, topicOf(row.id));
	return accepted(by.accountId);
}

/** How fast the minutes of a rehearsal go by, from now on: what has gone by keeps its own pace. Nothing of a real workshop. */
export async function changePace(tx: Tx, { authorityId, gatheringId }: { authorityId: AuthorityId; gatheringId: GatheringId }, pace: number, at: Date): Promise<Outcome<number, 'not-a-rehearsal' | 'gathering-closed'>> {
	const row = await lock(tx, { authorityId, gatheringId });
	if (!row.isRehearsal) return refused('not-a-rehearsal');
	if (row.closedAt) return refused('gathering-closed');
	if (row.pace === pace) return accepted(pace);
	await tx.update(gatherings).set({ pace }).where(eq(gatherings.id, gatheringId));
	// in a pause the clock stands, whatever it will do next
	if (!isPaused(await staysOf(tx, gatheringId))) await newPaceHere(tx, row, pace, at);
	await announce(tx, topicOf(gatheringId));
	return accepted(pace);
}

/** The step that the room is in goes on under another pace: in another stay. */
async function newPaceHere(tx: Tx, { authorityId, id: gatheringId }: Pick<Gathering, 'authorityId' | 'id'>, pace: number, at: Date): Promise<void> {
	const [here] = await tx
		.update(stays)
		.set({ leftAt: at })
		.where(and(eq(stays.gatheringId, gatheringId), isNull(stays.leftAt)))
		.returning({ step: stays.step, position: stays.position });
	if (here) await tx.insert(stays).values({ id: randomUUID(), authorityId, gatheringId, ...here, enteredAt: at, pace });
}

/** Stops the clock of a rehearsal, or lets it go on: what goes by meanwhile counts for no step (GA42). */
export async function changeClock(tx: Tx, { authorityId, gatheringId }: { authorityId: AuthorityId; gatheringId: GatheringId }, to: 'stands' | 'goes-on', at: Date): Promise<Outcome<GatheringId, 'not-a-rehearsal' | 'gathering-closed'>> {
	const row = await lock(tx, { authorityId, gatheringId });
	if (!row.isRehearsal) return refused('not-a-rehearsal');
	if (row.closedAt) return refused('gathering-closed');
	if (isPaused(await staysOf(tx, gatheringId)) === (to === 'stands')) return accepted(gatheringId);
	await newPaceHere(tx, row, to === 'stands' ? 0 : row.pace, at);
	await announce(tx, topicOf(gatheringId));
	return accepted(gatheringId);
}

/** A new link and a new short code: the old ones are worth nothing from this moment. Seats already taken keep. */
export async function rotateInvitation(tx: Tx, by: FacilitatorFacts): Promise<Outcome<GatheringId, 'gathering-closed'>> {
	const row = await lock(tx, by);
	if (row.closedAt) return refused('gathering-closed');
	const joinToken = newToken();
	await tx
		.update(gatherings)
		.set({ joinToken, joinTokenHash: hashToken(joinToken), joinCode: newCode(joinCodeLength) })
		.where(eq(gatherings.id, row.id));
	await record(tx, { authorityId: row.authorityId, projectId: row.projectId, act: 'invitation-rotated', actor: actorOf(by), about: { gathering: row.id } });
	await announce(tx, topicOf(row.id));
	return accepted(row.id);
}

/** A new link for the wall: streams opened with the old one end at once. */
export async function rotateWall(tx: Tx, by: FacilitatorFacts): Promise<Outcome<GatheringId, never>> {
	const row = await lock(tx, by);
	const projectorToken = newToken();
	await tx.update(gatherings).set({ projectorToken, projectorTokenHash: hashToken(projectorToken) }).where(eq(gatherings.id, row.id));
	await record(tx, { authorityId: row.authorityId, projectId: row.projectId, act: 'wall-rotated', actor: actorOf(by), about: { gathering: row.id } });
	await announce(tx, topicOf(row.id));
	await announce(tx, `rights:${row.id}`);
	return accepted(row.id);
}

/** Ends the gathering: leaves the step that the room is in, with its effects. Its screens stay readable. */
export async function close(
	tx: Tx,
	registries: Registries,
	by: FacilitatorFacts,
	asked: { readonly revision: number },
	at: Date
): Promise<Outcome<GatheringId, 'gathering-closed' | 'doors-not-open' | 'somebody-advanced-first' | 'somebody-else-holds-the-hand'>> {
	const row = await lock(tx, by, 'for-good');
	if (row.closedAt) return refused('gathering-closed');
	if (!row.openedAt) return refused('doors-not-open');
	if (row.revision !== asked.revision) return refused('somebody-advanced-first');
	if (row.heldBy !== null && row.heldBy !== by.accountId) return refused('somebody-else-holds-the-hand');
	await tx
		.update(stays)
		.set({ leftAt: at })
		.where(and(eq(stays.gatheringId, row.id), isNull(stays.leftAt)));
	await tx.update(gatherings).set({ closedAt: at, revision: row.revision + 1 }).where(eq(gatherings.id, row.id));
	await carryOut(tx, registries, standing(row), effectsOf(registries.rules, row.agenda, row.position, -1), at);
	for (const { step } of row.agenda.steps) await registries.servers[step]?.atEnd?.(tx, standing(row), at);
	await stuckWords.forget(tx, row.id);
	await record(tx, { authorityId: row.authorityId, projectId: row.projectId, act: 'gathering-closed', actor: actorOf(by), about: { gathering: row.id } });
	await announce(tx, topicOf(row.id));
	await announce(tx, `step:${row.id}`);
	return accepted(row.id);
}
