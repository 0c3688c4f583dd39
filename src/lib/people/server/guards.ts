// Who stands at a door of the staff: reads and writes the cookie of the login session, and sends to the login page whoever has none.
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction } from '../../db/server/database.ts';
import { now } from '../../time/server/clock.ts';
import type { AccountFacts } from '../rules/accounts.ts';
import * as sessions from './sessions.ts';

const isSecure = (url: URL) => url.protocol === 'https:';

/** `__Host-` and Secure only where the effective origin is https: plain http on a town hall's network is a first-class place (decision 17). */
export const cookieName = (url: URL, name = 'eclaireurs'): string =>
	isSecure(url) ? `__Host-${name}` : name;

export const cookieManners = (url: URL) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(url) }) as const;

export function keepSession(event: RequestEvent, session: { token: string; expiresAt: Date }): void {
	event.cookies.set(cookieName(event.url), session.token, {
		...cookieManners(event.url),
		expires: session.expiresAt
	});
}

/** Reads the login session afresh at each call: a stream that asks again learns of a session that has ended. */
export async function readAccount(event: RequestEvent): Promise<AccountFacts | undefined> {
	const token = event.cookies.get(cookieName(event.url));
	if (!token) return undefined;
	const found = await sessions.accountOf(await database(), token, now());
	if (found?.renewedUntil)
		try {
			keepSession(event, { token, expiresAt: found.renewedUntil });
		} catch {
			// the answer has begun (an event stream): the cookie follows at the next page
		}
	return found?.account;
}

export async function requireAccount(event: RequestEvent): Promise<AccountFacts> {
	const account = await readAccount(event);
	if (account) return account;
	redirect(303, `/connexion?retour=${encodeURIComponent(event.url.pathname + event.url.search)}`);
}

/** Ends the session here and in the database. */
export async function endSession(event: RequestEvent): Promise<void> {
	const name = cookieName(event.url);
	const token = event.cookies.get(name);
	if (token) await inTransaction((tx) => sessions.end(tx, token));
	event.cookies.delete(name, cookieManners(event.url));
}
