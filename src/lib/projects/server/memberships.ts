// The only writer of memberships: somebody's place in a project, its mandate, its end and the code that brings the same person back.
import { and, asc, eq, inArray, isNull, notInArray, type SQL } from 'drizzle-orm';
import type { AccountId, AuthorityId, MembershipId, PersonId, ProjectId } from '../../db/rules/ids.ts';
import { inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { onceInLook } from '../../db/server/together.ts';
import { newId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readName, type NameRefusal } from '../../people/rules/accounts.ts';
import { standing } from '../../people/rules/may.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as persons from '../../people/server/persons.ts';
import { hashToken, newCode, readCode } from '../../people/server/tokens.ts';
import type { Capacity } from '../rules/capacities.ts';
import {
	judgeMembership,
	mayFacilitate,
	mayFacilitateOnMandate,
	type MembershipFacts,
	type MembershipRefusal
} from '../rules/memberships.ts';
import type { Permission } from '../rules/permissions.ts';
import { reentryLength, writeReentry } from '../rules/reentry.ts';
import { invitations, memberships, projects } from './tables.ts';

const among = (query: Query, ids: readonly MembershipId[]): Promise<MembershipFacts[]> =>
	onceInLook(query, `memberships:${ids.join()}`, () => readWhere(query, inArray(memberships.id, [...ids])));

async function readWhere(query: Query, condition: SQL | undefined): Promise<MembershipFacts[]> {
	const rows = await query
		.select()
		.from(memberships)
		.where(condition)
		.orderBy(asc(memberships.createdAt), asc(memberships.id));
	const people = await persons.read(query, [...new Set(rows.map(({ personId }) => personId))]);
	return rows.map((row) => ({
		membershipId: row.id,
		authorityId: row.authorityId,
		projectId: row.projectId,
		personId: row.personId,
		accountId: people.get(row.personId)?.accountId ?? null,
		capacity: row.capacity,
		permissions: row.permissions,
		playedRole: row.playedRole,
		publicName: row.publicName,
		code: row.code,
		startsAt: row.startsAt,
		endsAt: row.endsAt,
		revokedAt: row.revokedAt,
		mandate:
			row.lentBy !== null && row.grantedBy !== null ? { lentBy: row.lentBy, grantedBy: row.grantedBy } : null
	}));
}

export async function read(query: Query, membershipId: MembershipId): Promise<MembershipFacts | undefined> {
	return (await readWhere(query, eq(memberships.id, membershipId)))[0];
}

/** Several at once, keyed: what a roll needs. */
export async function readMany(
	query: Query,
	membershipIds: readonly MembershipId[]
): Promise<ReadonlyMap<MembershipId, MembershipFacts>> {
	if (membershipIds.length === 0) return new Map();
	return new Map(
		(await among(query, membershipIds)).map((facts) => [
			facts.membershipId,
			facts
		])
	);
}

export const ofProject = (
	query: Query,
	project: { authorityId: AuthorityId; projectId: ProjectId }
): Promise<MembershipFacts[]> =>
	readWhere(
		query,
		and(eq(memberships.authorityId, project.authorityId), eq(memberships.projectId, project.projectId))
	);

/** Every place that an account has or had in a project: `may` judges which of them stand. */
export async function everOfAccount(
	query: Query,
	accountId: AccountId,
	projectId: ProjectId
): Promise<MembershipFacts[]> {
	const personIds = await persons.idsOfAccount(query, accountId);
	if (personIds.length === 0) return [];
	return readWhere(
		query,
		and(eq(memberships.projectId, projectId), inArray(memberships.personId, personIds))
	);
}

const rehearsed = (query: Query) => query.select({ id: projects.id }).from(projects).where(eq(projects.isRehearsal, true));

/** Every place that an account has or had in the projects of an authority; a rehearsal opens nothing of what is real. */
export async function everInAuthority(query: Query, accountId: AccountId, authorityId: AuthorityId): Promise<MembershipFacts[]> {
	const personIds = await persons.idsOfAccount(query, accountId);
	if (personIds.length === 0) return [];
	return readWhere(query, and(eq(memberships.authorityId, authorityId), inArray(memberships.personId, personIds), notInArray(memberships.projectId, rehearsed(query))));
}

/** The places of an account in a project that stand at a moment. */
export async function ofAccount(
	query: Query,
	accountId: AccountId,
	projectId: ProjectId,
	at: Date
): Promise<MembershipFacts[]> {
	return (await everOfAccount(query, accountId, projectId)).filter(
		(facts) => standing(facts, at) === 'stands'
	);
}

/** The projects in which an account has a place that stands at a moment; not those that hold a rehearsal. */
export async function projectsOfAccount(
	query: Query,
	accountId: AccountId,
	at: Date
): Promise<MembershipFacts[]> {
	const personIds = await persons.idsOfAccount(query, accountId);
	if (personIds.length === 0) return [];
	return (await readWhere(query, and(inArray(memberships.personId, personIds), notInArray(memberships.projectId, rehearsed(query))))).filter(
		(facts) => standing(facts, at) === 'stands'
	);
}

/** Whether an account may hold the console of a project's gatherings: a standing permission to facilitate, or the administration of the project's own authority (PR6). */
export async function facilitates(
	query: Query,
	accountId: AccountId,
	projectId: ProjectId,
	at: Date
): Promise<boolean> {
	const [project] = await query
		.select({ authorityId: projects.authorityId })
		.from(projects)
		.where(eq(projects.id, projectId));
	if (!project) return false;
	const account = await accounts.read(query, accountId);
	if (account?.isAdministrator && account.authorityId === project.authorityId) return true;
	return (await everOfAccount(query, accountId, projectId)).some((facts) => mayFacilitate(facts, at));
}

/** As `facilitates`, for a gathering whose lead has no interest in it: a dated mandate, and nothing else in the project (PR15). */
export const facilitatesOnMandate = async (query: Query, accountId: AccountId, projectId: ProjectId, at: Date): Promise<boolean> => mayFacilitateOnMandate(await everOfAccount(query, accountId, projectId), at);

export interface NewMembership {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	/** an existing person of this authority, or the name of a new one */
	readonly person:
		{ readonly personId: PersonId } | { readonly name: string; readonly accountId?: AccountId };
	readonly capacity: Capacity;
	/** shown to the room; the person's own name when absent */
	readonly publicName?: string;
	readonly permissions?: readonly Permission[];
	readonly playedRole?: string;
	/** now when absent */
	readonly startsAt?: Date;
	readonly endsAt?: Date | null;
	readonly mandate?: { readonly lentBy: string; readonly grantedBy: AccountId };
	readonly code?: string;
	readonly actor: Actor;
}

/** Gives somebody a place in a project. */
export async function add(
	tx: Tx,
	asked: NewMembership,
	at: Date
): Promise<Outcome<MembershipId, MembershipRefusal | NameRefusal>> {
	const judged = judgeMembership(
		{
			capacity: asked.capacity,
			permissions: asked.permissions ?? [],
			startsAt: asked.startsAt ?? at,
			endsAt: asked.endsAt ?? null,
			mandate: asked.mandate ?? null
		},
		at
	);
	if (!judged.accepted) return judged;
	const typed =
		'name' in asked.person
			? asked.person.name
			: (await persons.read(tx, [asked.person.personId])).get(asked.person.personId)!.name;
	const name = readName(typed);
	if (!name.accepted) return name;
	const publicName = readName(asked.publicName ?? name.value, 60);
	if (!publicName.accepted) return publicName;

	const { authorityId, projectId } = asked;
	const personId =
		'personId' in asked.person
			? asked.person.personId
			: asked.person.accountId
				? await persons.ofAccount(
						tx,
						{ authorityId, accountId: asked.person.accountId, name: name.value },
						at
					)
				: await persons.create(tx, { authorityId, name: name.value }, at);
	const id = newId<'membership'>();
	await tx.insert(memberships).values({
		id,
		authorityId,
		projectId,
		personId,
		capacity: asked.capacity,
		permissions: [...judged.value.permissions],
		playedRole: asked.playedRole ?? null,
		publicName: publicName.value,
		code: asked.code ?? null,
		startsAt: judged.value.startsAt,
		endsAt: judged.value.endsAt,
		lentBy: asked.mandate?.lentBy.trim() ?? null,
		grantedBy: asked.mandate?.grantedBy ?? null,
		createdAt: at
	});
	await record(tx, {
		authorityId,
		projectId,
		act: asked.mandate ? 'mandate-granted' : 'membership-added',
		actor: asked.actor,
		about: {
			membership: id,
			capacity: asked.capacity,
			permissions: judged.value.permissions.join(' '),
			from: judged.value.startsAt.toISOString(),
			to: judged.value.endsAt?.toISOString() ?? null
		}
	});
	await announce(tx, `project:${projectId}`);
	return accepted(id);
}

export type RevokeRefusal = 'membership-unknown' | 'membership-already-revoked';

/** Takes a place back, at once: streams and sockets re-judge on `rights:project:<id>` (PR7). */
export async function revoke(
	tx: Tx,
	place: { authorityId: AuthorityId; projectId: ProjectId; membershipId: MembershipId },
	actor: Actor,
	at: Date
): Promise<Outcome<MembershipId, RevokeRefusal>> {
	const { authorityId, projectId, membershipId } = place;
	const [locked] = await tx
		.select({ revokedAt: memberships.revokedAt, lentBy: memberships.lentBy, personId: memberships.personId })
		.from(memberships)
		.where(
			and(
				eq(memberships.authorityId, authorityId),
				eq(memberships.projectId, projectId),
				eq(memberships.id, membershipId)
			)
		)
		.for('update');
	if (!locked) return refused('membership-unknown');
	if (locked.revokedAt) return refused('membership-already-revoked');
	await tx
		.update(memberships)
		.set({ revokedAt: at, reentryHash: null })
		.where(eq(memberships.id, membershipId));
	await tx
		.update(invitations)
		.set({ endedAt: at })
		.where(and(eq(invitations.membershipId, membershipId), isNull(invitations.endedAt)));
	await record(tx, {
		authorityId,
		projectId,
		act: locked.lentBy === null ? 'membership-revoked' : 'mandate-revoked',
		actor,
		about: { membership: membershipId }
	});
	await announce(tx, `project:${projectId}`);
	await announce(tx, `rights:project:${projectId}`);
	await revokeRehearsed(tx, { authorityId, personId: locked.personId }, actor, at);
	return accepted(membershipId);
}

/** Lets a place that stands last longer. */
export async function extend(tx: Tx, { authorityId, projectId, membershipId }: Parameters<typeof revoke>[1], endsAt: Date, actor: Actor): Promise<void> {
	await tx.update(memberships).set({ endsAt }).where(and(eq(memberships.authorityId, authorityId), eq(memberships.projectId, projectId), eq(memberships.id, membershipId), isNull(memberships.revokedAt)));
	await record(tx, { authorityId, projectId, act: 'membership-extended', actor, about: { membership: membershipId, to: endsAt.toISOString() } });
	await announce(tx, `project:${projectId}`);
}

/** Forgets who somebody is: their public name is the only one that is left, and no code brings them back. */
export async function forgetPerson(tx: Tx, membershipId: MembershipId): Promise<void> {
	const [place] = await tx.update(memberships).set({ reentryHash: null }).where(eq(memberships.id, membershipId)).returning({ personId: memberships.personId, publicName: memberships.publicName });
	if (place) await persons.rename(tx, place.personId, place.publicName);
}

/** A rehearsal is a copy of real work: who loses a place in the work loses those in their rehearsals of that authority too (PR7). */
async function revokeRehearsed(tx: Tx, { authorityId, personId }: { authorityId: AuthorityId; personId: PersonId }, actor: Actor, at: Date): Promise<void> {
	const accountId = (await persons.read(tx, [personId])).get(personId)?.accountId;
	if (!accountId) return;
	const mine = await readWhere(
		tx,
		and(eq(memberships.authorityId, authorityId), inArray(memberships.personId, await persons.idsOfAccount(tx, accountId)), inArray(memberships.projectId, rehearsed(tx)), isNull(memberships.revokedAt))
	);
	for (const { projectId, membershipId } of mine) await revoke(tx, { authorityId, projectId, membershipId }, actor, at);
}

/** Holds a place still until the end of the transaction: nobody else gives it a seat or ends it meanwhile. */
export async function lock(tx: Tx, membershipId: MembershipId): Promise<void> {
	await tx.select({ id: memberships.id }).from(memberships).where(eq(memberships.id, membershipId)).for('update');
}

/** One person, two places: the provisional one, made at the door, goes into the one that the project knew, with its personal code; nothing hangs on it any more (PR10). */
export async function absorb(
	tx: Tx,
	asked: {
		authorityId: AuthorityId;
		projectId: ProjectId;
		from: MembershipId;
		into: MembershipId;
	},
	actor: Actor
): Promise<void> {
	const { authorityId, projectId, from, into } = asked;
	const [gone] = await tx
		.delete(memberships)
		.where(
			and(
				eq(memberships.authorityId, authorityId),
				eq(memberships.projectId, projectId),
				eq(memberships.id, from)
			)
		)
		.returning({ personId: memberships.personId, reentryHash: memberships.reentryHash });
	if (gone?.reentryHash)
		await tx.update(memberships).set({ reentryHash: gone.reentryHash }).where(eq(memberships.id, into));
	if (gone) await persons.forget(tx, gone.personId);
	await record(tx, {
		authorityId,
		projectId,
		act: 'membership-absorbed',
		actor,
		about: { membership: from, into }
	});
	await announce(tx, `project:${projectId}`);
}

/** Makes the code that brings the same person back; the one before it is worth nothing from now on. Only its hash is kept (PR8). */
export async function issueReentry(tx: Tx, membershipId: MembershipId): Promise<string> {
	const code = newCode(reentryLength);
	await tx
		.update(memberships)
		.set({ reentryHash: hashToken(code) })
		.where(eq(memberships.id, membershipId));
	return writeReentry(code);
}

/** Whose code this is, while the membership stands. The door limits failures: this only reads. */
export async function byReentry(query: Query, typed: string, at: Date): Promise<MembershipFacts | undefined> {
	return (await byReentries(query, [typed], at)).get(typed);
}

/** The same for several codes, by what was typed; one that opens nothing is left out. */
export async function byReentries(query: Query, typed: readonly string[], at: Date): Promise<ReadonlyMap<string, MembershipFacts>> {
	const hashes = new Map(
		typed.flatMap((code) => (readCode(code).length === reentryLength ? [[code, hashToken(readCode(code))] as const] : []))
	);
	if (hashes.size === 0) return new Map();
	const rows = await query
		.select({ id: memberships.id, hash: memberships.reentryHash })
		.from(memberships)
		.where(inArray(memberships.reentryHash, [...hashes.values()]));
	const facts = await readMany(
		query,
		rows.map(({ id }) => id)
	);
	const holders = new Map(rows.map(({ id, hash }) => [hash, facts.get(id)]));
	return new Map(
		[...hashes].flatMap(([code, hash]) => {
			const holder = holders.get(hash);
			return holder && standing(holder, at) === 'stands' ? [[code, holder] as const] : []; // PR8
		})
	);
}

/** Gives an account a place of its own in a project, once: refused where one stands (PR12). */
export async function takePlace(
	tx: Tx,
	account: { readonly accountId: AccountId; readonly name: string },
	project: { readonly authorityId: AuthorityId; readonly projectId: ProjectId },
	capacity: Capacity,
	at: Date
): Promise<Outcome<MembershipId, MembershipRefusal | NameRefusal | 'place-held'>> {
	// of two at once the second waits here
	await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, project.projectId)).for('update');
	if ((await ofAccount(tx, account.accountId, project.projectId, at)).length > 0) return refused('place-held');
	const { authorityId, projectId } = project;
	const person = { name: account.name, accountId: account.accountId };
	return add(tx, { authorityId, projectId, person, capacity, actor: `account:${account.accountId}` }, at);
}

/** What the project's page does: `revoke` in a transaction of its own. */
export const withdraw = (place: Parameters<typeof revoke>[1], actor: Actor, at: Date) =>
	inTransaction((tx) => revoke(tx, place, actor, at));

/** The example as it stands: whose place to enter, and its project. Undefined when there is none, or when its mandate is over. */
export async function facilitatorOfExample(
	query: Query,
	at: Date
): Promise<{ accountId: AccountId; projectId: ProjectId } | undefined> {
	for (const { accountId } of await accounts.ofExample(query)) {
		const place = (await projectsOfAccount(query, accountId, at)).find((facts) => mayFacilitate(facts, at));
		if (place) return { accountId, projectId: place.projectId };
	}
	return undefined;
}
