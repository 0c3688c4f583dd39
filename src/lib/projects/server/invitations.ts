// The only writer of invitations: a link handed to somebody, once, so that an account of theirs opens their place in a project.
import { and, eq, isNull } from 'drizzle-orm';
import type { AuthorityId, MembershipId, ProjectId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import {
	readEmail,
	readName,
	type AccountFacts,
	type EmailRefusal,
	type NameRefusal
} from '../../people/rules/accounts.ts';
import { standing } from '../../people/rules/may.ts';
import { judgePassword, type PasswordRefusal } from '../../people/rules/passwords.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import { hashPassword } from '../../people/server/passwords.ts';
import * as persons from '../../people/server/persons.ts';
import { hashToken, newToken } from '../../people/server/tokens.ts';
import type { Capacity } from '../rules/capacities.ts';
import type { MembershipRefusal } from '../rules/memberships.ts';
import type { Permission } from '../rules/permissions.ts';
import * as memberships from './memberships.ts';
import type { Project } from './projects.ts';
import { invitations } from './tables.ts';

const life = 14 * 24 * 60 * 60 * 1000;

export interface Asked {
	readonly name: string;
	readonly email: string;
	readonly capacity: Capacity;
	readonly permissions: readonly Permission[];
	readonly startsAt: Date;
	readonly endsAt: Date | null;
	/** the body that lends this person; null for somebody of the authority itself */
	readonly lentBy: string | null;
}

export type InviteRefusal = NameRefusal | EmailRefusal | MembershipRefusal | 'lender-name-too-long';

async function write(
	tx: Tx,
	of: { authorityId: AuthorityId; membershipId: MembershipId; email: string; endsAt: Date | null },
	at: Date
): Promise<string> {
	const token = newToken();
	const expiresAt = new Date(Math.min(at.getTime() + life, of.endsAt?.getTime() ?? Infinity));
	await tx
		.update(invitations)
		.set({ endedAt: at })
		.where(and(eq(invitations.membershipId, of.membershipId), isNull(invitations.endedAt)));
	await tx
		.insert(invitations)
		.values({
			tokenHash: hashToken(token),
			authorityId: of.authorityId,
			membershipId: of.membershipId,
			email: of.email,
			createdAt: at,
			expiresAt
		});
	return token;
}

/** Gives somebody a place and makes the link that will bring their account to it. The token is shown once: only its hash is kept (PR9). */
export async function invite(
	by: AccountFacts,
	project: Project,
	asked: Asked,
	at: Date
): Promise<Outcome<{ token: string; name: string }, InviteRefusal>> {
	const email = readEmail(asked.email);
	if (!email.accepted) return email;
	const name = readName(asked.name);
	if (!name.accepted) return name;
	if (asked.lentBy !== null && [...asked.lentBy.trim()].length > 160) return refused('lender-name-too-long');
	return inTransaction(async (tx) => {
		const { authorityId, projectId } = project;
		const added = await memberships.add(
			tx,
			{
				authorityId,
				projectId,
				person: { name: name.value },
				publicName: [...name.value].slice(0, 40).join(''),
				capacity: asked.capacity,
				permissions: asked.permissions,
				startsAt: asked.startsAt,
				endsAt: asked.endsAt,
				mandate: asked.lentBy === null ? undefined : { lentBy: asked.lentBy, grantedBy: by.accountId },
				actor: `account:${by.accountId}`
			},
			at
		);
		if (!added.accepted) return added;
		const token = await write(
			tx,
			{ authorityId, membershipId: added.value, email: email.value, endsAt: asked.endsAt },
			at
		);
		return accepted({ token, name: name.value });
	});
}

/** A new link for somebody who has not come yet; the one before is worth nothing from now on. */
export async function renew(
	by: AccountFacts,
	place: { authorityId: AuthorityId; projectId: ProjectId; membershipId: MembershipId },
	at: Date
): Promise<
	Outcome<
		{ token: string; name: string },
		'membership-unknown' | 'membership-already-revoked' | 'invitation-used' | 'invitation-unknown'
	>
> {
	return inTransaction(async (tx) => {
		const facts = await memberships.read(tx, place.membershipId);
		if (!facts || facts.authorityId !== place.authorityId || facts.projectId !== place.projectId)
			return refused('membership-unknown');
		if (facts.revokedAt) return refused('membership-already-revoked');
		if (facts.accountId) return refused('invitation-used');
		const [last] = await tx
			.select({ email: invitations.email })
			.from(invitations)
			.where(eq(invitations.membershipId, place.membershipId))
			.limit(1);
		if (!last) return refused('invitation-unknown');
		const token = await write(tx, { ...place, email: last.email, endsAt: facts.endsAt }, at);
		await record(tx, {
			authorityId: place.authorityId,
			projectId: place.projectId,
			act: 'invitation-renewed',
			actor: `account:${by.accountId}`,
			about: { membership: place.membershipId }
		});
		return accepted({ token, name: facts.publicName });
	});
}

/** Who has a link that waits, in a project: the administrator may make a new one. */
export async function waiting(query: Query, authorityId: AuthorityId): Promise<ReadonlySet<MembershipId>> {
	const found = await query
		.selectDistinct({ membershipId: invitations.membershipId })
		.from(invitations)
		.where(eq(invitations.authorityId, authorityId));
	return new Set(found.map(({ membershipId }) => membershipId));
}

export type InvitationRefusal =
	| 'invitation-unknown'
	| 'invitation-used'
	| 'invitation-expired'
	| 'membership-already-revoked'
	| 'mandate-ended';

export interface InvitationOnPage {
	readonly name: string;
	readonly email: string;
	readonly capacity: Capacity;
	readonly startsAt: Date;
	readonly endsAt: Date | null;
	readonly lentBy: string | null;
	readonly projectId: ProjectId;
	readonly authorityName: string;
	readonly timeZone: string;
	/** the address has an account here: log in with it */
	readonly hasAccount: boolean;
}

async function open(query: Query, token: string, at: Date) {
	const [row] = await query
		.select()
		.from(invitations)
		.where(eq(invitations.tokenHash, hashToken(token)));
	if (!row) return refused('invitation-unknown');
	if (row.endedAt) return refused('invitation-used');
	if (row.expiresAt <= at) return refused('invitation-expired');
	const membership = await memberships.read(query, row.membershipId);
	if (!membership) return refused('invitation-unknown');
	const state = standing(membership, at);
	if (state === 'mandate-revoked') return refused('membership-already-revoked');
	if (state === 'mandate-ended') return refused('mandate-ended');
	return accepted({ row, membership });
}

/** What the page of the link shows. Looking consumes nothing: programs that read mail open links too. */
export async function look(
	query: Query,
	token: string,
	at: Date
): Promise<Outcome<InvitationOnPage, InvitationRefusal>> {
	const found = await open(query, token, at);
	if (!found.accepted) return found;
	const { row, membership } = found.value;
	const authority = (await authorities.read(query, row.authorityId))!;
	const person = (await persons.read(query, [membership.personId])).get(membership.personId)!;
	return accepted({
		name: person.name,
		email: row.email,
		capacity: membership.capacity,
		startsAt: membership.startsAt,
		endsAt: membership.endsAt,
		lentBy: membership.mandate?.lentBy ?? null,
		projectId: membership.projectId,
		authorityName: authority.name,
		timeZone: authority.timeZone,
		hasAccount: (await accounts.byEmail(query, row.email)) !== undefined
	});
}

/** Undoes the whole transaction: the link stays good. */
class EmailTaken extends Error {}

export type AcceptRefusal =
	| InvitationRefusal
	| PasswordRefusal
	| 'invitation-for-another-account'
	| 'invitation-needs-login'
	| 'email-taken';

/** Consumes a link: by the account of its address, or by making that account. Two at once: one wins (PR9). */
export async function accept(
	token: string,
	by: { readonly account: AccountFacts } | { readonly password: string },
	at: Date
): Promise<Outcome<{ account: AccountFacts; projectId: ProjectId; capacity: Capacity }, AcceptRefusal>> {
	const seen = await look(await database(), token, at);
	if (!seen.accepted) return seen;
	let passwordHash: string | undefined;
	if ('password' in by) {
		if (seen.value.hasAccount) return refused('invitation-needs-login');
		const judged = judgePassword(by.password, seen.value);
		if (!judged.accepted) return judged;
		passwordHash = await hashPassword(by.password);
	} else if (by.account.email !== seen.value.email) return refused('invitation-for-another-account');

	const consumed = inTransaction(async (tx) => {
		const [locked] = await tx
			.update(invitations)
			.set({ endedAt: at })
			.where(and(eq(invitations.tokenHash, hashToken(token)), isNull(invitations.endedAt)))
			.returning();
		if (!locked) return refused('invitation-used');
		const membership = (await memberships.read(tx, locked.membershipId))!;
		let account: AccountFacts;
		if ('account' in by) account = by.account;
		else {
			const host = (await authorities.read(tx, locked.authorityId))!;
			// somebody lent by another body is no member of this authority: their account has a home of its own, PR3
			const authorityId = membership.mandate
				? await authorities.create(
						tx,
						{ name: membership.mandate.lentBy, timeZone: host.timeZone, isExample: host.isExample },
						at
					)
				: locked.authorityId;
			const made = await accounts.create(
				tx,
				{ authorityId, name: seen.value.name, email: locked.email, passwordHash: passwordHash! },
				at
			);
			if (!made.accepted) throw new EmailTaken();
			account = made.value;
		}
		await persons.give(tx, membership.personId, account.accountId);
		await record(tx, {
			authorityId: membership.authorityId,
			projectId: membership.projectId,
			act: 'invitation-accepted',
			actor: `account:${account.accountId}`,
			about: { membership: membership.membershipId }
		});
		await announce(tx, `project:${membership.projectId}`);
		return accepted({ account, projectId: membership.projectId, capacity: membership.capacity });
	});
	return consumed.catch((thrown: unknown) => {
		if (thrown instanceof EmailTaken) return refused('email-taken');
		throw thrown;
	});
}
