// The only writer of what jurors declare, stage by stage, and of what whoever keeps the jury says of it.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { GatheringId, MembershipId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { declarationVersion, judge, readDeclaration, stageOf, standingIn, type Declared, type DeclarationRefusal, type Stage, type Standing, type Verdict, type VerdictRefusal } from '../rules/declarations.ts';
import { isTrained } from '../rules/training.ts';
import type { Keeper, Place } from './juries.ts';
import * as members from './members.ts';
import { declarations, recusals } from './tables.ts';
import { doneBy, jurorActor, type Juror } from './training.ts';

export interface About {
	readonly stage: Stage;
	/** the session, of the evolutivity clause alone */
	readonly gatheringId: GatheringId | null;
}

export interface Typed {
	readonly declared: string;
	readonly details: string;
	readonly ticked: string;
}

export type SignRefusal = DeclarationRefusal | 'training-first' | 'session-unknown';

/** Whether a session is one of this project before which one declares. */
async function sessionStands(query: Query, { authorityId, projectId }: Place, { stage, gatheringId }: About): Promise<boolean> {
	if (stage !== 'evolutivity') return gatheringId === null;
	return gatheringId !== null && (await gatherings.ofProject(query, { authorityId, projectId })).some(({ id, kind }) => id === gatheringId && kind === 'evolutivity');
}

/** Whoever does not take part in a stage any more leaves its rooms at once: a gate that closes does not wait for the next time that they come (JU114). */
async function leaveRooms(tx: Tx, { authorityId, projectId, membershipId, at }: Juror, about: About): Promise<void> {
	if (about.stage === 'candidates' || !(await members.ofPanel(tx, [membershipId])).has(membershipId)) return;
	const stands = standingOf((await ofMembers(tx, [membershipId])).get(membershipId) ?? [], about);
	// whoever steps aside in a sitting of the clause stays as an observer (EV43)
	if (stands === 'takes-part' || (stands === 'aside' && about.stage === 'evolutivity')) return;
	const rooms = (await gatherings.ofProject(tx, { authorityId, projectId })).filter(({ id, kind, closedAt }) => !closedAt && (about.gatheringId ? id === about.gatheringId : stageOf(kind) === about.stage));
	await seats.putOut(
		tx,
		membershipId,
		rooms.map(({ id }) => id),
		at
	);
}

async function write(tx: Tx, juror: Juror, about: About, typed: Typed, actor: Actor, paper?: 'on-paper'): Promise<Outcome<string, SignRefusal>> {
	const { authorityId, projectId, membershipId, at } = juror;
	if (!isTrained((await doneBy(tx, [membershipId])).get(membershipId) ?? [])) return refused('training-first'); // JU71
	if (!(await sessionStands(tx, juror, about))) return refused('session-unknown');
	const read = readDeclaration(typed);
	if (!read.accepted) return read;
	const id = newId<'declaration'>();
	await tx.insert(declarations).values({ id, authorityId, projectId, membershipId, ...about, version: declarationVersion, ...read.value, typedBy: paper ? actor : null, signedAt: at });
	await record(tx, {
		authorityId,
		projectId,
		act: paper ? 'declaration-typed' : 'declaration-signed',
		actor,
		...(paper ? { onBehalfOf: `membership:${membershipId}` as const } : {}),
		about: { membership: membershipId, declaration: id, stage: about.stage, declared: read.value.declared, version: declarationVersion, ...(about.gatheringId ? { gathering: about.gatheringId } : {}) }
	});
	await leaveRooms(tx, juror, about);
	await announce(tx, `project:${projectId}`);
	return accepted(id);
}

/** A juror's own declaration; the one before stays, and holds no more (JU73). */
export const sign = (tx: Tx, juror: Juror, about: About, typed: Typed): Promise<Outcome<string, SignRefusal>> => write(tx, juror, about, typed, jurorActor(juror));

/** Signed on paper, typed by the team (JU76). */
export async function signOnPaper(tx: Tx, by: Keeper, juror: string, about: About, typed: Typed): Promise<Outcome<string, SignRefusal | 'juror-unknown'>> {
	const member = await members.find(tx, by, juror, by.at);
	if (!member) return refused('juror-unknown');
	const { authorityId, projectId, membershipId } = member;
	return write(tx, { authorityId, projectId, membershipId, at: by.at }, about, typed, by.actor, 'on-paper');
}

/** Says whether somebody takes part in the stage of a declaration, and why (JU74). Refuses one that a later one has replaced: nobody is judged on words that were taken back. */
export async function decide(tx: Tx, by: Keeper, declaration: string, typed: { readonly verdict: string; readonly reason: string }): Promise<Outcome<Verdict, VerdictRefusal | 'declaration-unknown' | 'declaration-replaced'>> {
	const { authorityId, projectId, actor, at } = by;
	const id = readId<'declaration'>(declaration);
	const [row] = id
		? await tx
				.select()
				.from(declarations)
				.where(and(eq(declarations.authorityId, authorityId), eq(declarations.projectId, projectId), eq(declarations.id, id)))
				.for('update')
		: [];
	if (!row) return refused('declaration-unknown');
	const said = await ofMembers(tx, [row.membershipId]);
	if (said.get(row.membershipId)?.find(({ stage, gatheringId }) => stage === row.stage && gatheringId === row.gatheringId)?.id !== row.id) return refused('declaration-replaced');
	const judged = judge(row.declared, typed);
	if (!judged.accepted) return judged;
	await tx.insert(recusals).values({ id: newId<'recusal'>(), authorityId, projectId, declarationId: row.id, ...judged.value, decidedBy: actor, decidedAt: at });
	await record(tx, { authorityId, projectId, act: 'recusal-decided', actor, about: { membership: row.membershipId, declaration: row.id, stage: row.stage, verdict: judged.value.verdict } });
	await leaveRooms(tx, { authorityId, projectId, membershipId: row.membershipId, at }, row);
	await announce(tx, `project:${projectId}`);
	return accepted(judged.value.verdict);
}

/** Forgets the words of declarations and of what was decided on them: what was declared stays, and by which tree. */
export async function forgetWords(tx: Tx, membershipIds: readonly MembershipId[]): Promise<void> {
	if (membershipIds.length === 0) return;
	const theirs = inArray(declarations.membershipId, [...membershipIds]);
	await tx
		.update(recusals)
		.set({ reason: '' })
		.where(inArray(recusals.declarationId, tx.select({ id: declarations.id }).from(declarations).where(theirs)));
	await tx.update(declarations).set({ details: '' }).where(theirs);
}

/** The declaration that holds of a stage, with what was decided of it. */
export interface Held extends About {
	readonly id: string;
	readonly declared: Declared;
	readonly details: string;
	readonly version: number;
	readonly signedAt: Date;
	readonly isOnPaper: boolean;
	readonly standing: Standing;
	/** why, where it was decided on this very declaration */
	readonly reason: string | null;
}

/** What holds of each of these people, one line a stage and session. */
export async function ofMembers(query: Query, membershipIds: readonly MembershipId[]): Promise<ReadonlyMap<MembershipId, readonly Held[]>> {
	if (membershipIds.length === 0) return new Map();
	const rows = await query
		.select()
		.from(declarations)
		.where(inArray(declarations.membershipId, [...membershipIds]))
		.orderBy(asc(declarations.signedAt), asc(declarations.id));
	const decided = rows.length
		? await query
				.select()
				.from(recusals)
				.where(
					inArray(
						recusals.declarationId,
						rows.map(({ id }) => id)
					)
				)
				.orderBy(asc(recusals.decidedAt), asc(recusals.id))
		: [];
	return new Map(
		[...Map.groupBy(rows, ({ membershipId }) => membershipId)].map(([membershipId, own]) => {
			const byStage = Map.groupBy(own, ({ stage, gatheringId }) => `${stage} ${gatheringId}`);
			const held = [...byStage.values()].map((said): Held => {
				const last = said.at(-1)!;
				const decision = decided.findLast(({ declarationId }) => said.some(({ id }) => id === declarationId));
				const { id, stage, gatheringId, declared, details, version, signedAt, typedBy } = last;
				return { id, stage, gatheringId, declared, details, version, signedAt, isOnPaper: typedBy !== null, standing: standingIn(last, decision), reason: decision?.declarationId === last.id ? decision.reason : null };
			});
			return [membershipId, held];
		})
	);
}

/** Where one stands in a stage, over what holds of them. */
export const standingOf = (held: readonly Held[], { stage, gatheringId }: About): Standing => held.find((one) => one.stage === stage && one.gatheringId === gatheringId)?.standing ?? 'to-declare';
