// The only writer of login sessions, after the Lucia guide: a random token in the cookie, its SHA-256 here, thirty days that slide.
import { eq } from 'drizzle-orm';
import type { AccountId, AuthorityId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { announce } from '../../live/server/live.ts';
import type { AccountFacts } from '../rules/accounts.ts';
import { judgeSession, sessionEnd } from '../rules/sessions.ts';
import { accounts, loginSessions } from './tables.ts';
import { hashToken, newToken } from './tokens.ts';

/** A new session, with a new id at each login: one that was planted before it is worth nothing (S5). */
export async function begin(
	tx: Tx,
	account: { authorityId: AuthorityId; accountId: AccountId },
	at: Date
): Promise<{ token: string; expiresAt: Date }> {
	const token = newToken();
	const expiresAt = sessionEnd(at);
	await tx
		.insert(loginSessions)
		.values({
			tokenHash: hashToken(token),
			authorityId: account.authorityId,
			accountId: account.accountId,
			createdAt: at,
			expiresAt
		});
	return { token, expiresAt };
}

/** The account of a token; `renewedUntil` is set when its life has just been prolonged, so that the cookie may follow. */
export async function accountOf(
	query: Query,
	token: string,
	at: Date
): Promise<{ account: AccountFacts; renewedUntil?: Date } | undefined> {
	const tokenHash = hashToken(token);
	const [found] = await query
		.select({
			expiresAt: loginSessions.expiresAt,
			accountId: accounts.id,
			authorityId: accounts.authorityId,
			name: accounts.name,
			email: accounts.email,
			isAdministrator: accounts.isAdministrator
		})
		.from(loginSessions)
		.innerJoin(accounts, eq(accounts.id, loginSessions.accountId))
		.where(eq(loginSessions.tokenHash, tokenHash));
	if (!found) return undefined;
	const { expiresAt, ...account } = found;
	switch (judgeSession(expiresAt, at)) {
		case 'ended':
			await query.delete(loginSessions).where(eq(loginSessions.tokenHash, tokenHash));
			return undefined;
		case 'renewed': {
			const renewedUntil = sessionEnd(at);
			await query
				.update(loginSessions)
				.set({ expiresAt: renewedUntil })
				.where(eq(loginSessions.tokenHash, tokenHash));
			return { account, renewedUntil };
		}
		case 'alive':
			return { account };
	}
}

/** What the streams and sockets of an account watch: they judge again at once when one of its sessions ends. */
export const rightsOf = (accountId: AccountId): string => `rights:account:${accountId}`;

export async function end(tx: Tx, token: string): Promise<void> {
	const [ended] = await tx.delete(loginSessions).where(eq(loginSessions.tokenHash, hashToken(token))).returning({ accountId: loginSessions.accountId });
	if (ended) await announce(tx, rightsOf(ended.accountId));
}

export async function endAll(tx: Tx, accountId: AccountId): Promise<void> {
	await tx.delete(loginSessions).where(eq(loginSessions.accountId, accountId));
	await announce(tx, rightsOf(accountId));
}
