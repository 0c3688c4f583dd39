// Who enters the values of the law for an authority: its administrators, and the buyers of its projects.
import { error, type RequestEvent } from '@sveltejs/kit';
import { database } from '../../db/server/database.ts';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import { may } from '../../people/rules/may.ts';
import { requireAccount } from '../../people/server/guards.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { now } from '../../time/server/clock.ts';
import { evolutivityActs } from '../rules/evolutivityActs.ts';

async function judge(account: AccountFacts) {
	const { accountId, authorityId } = account;
	const places = await memberships.everInAuthority(await database(), accountId, authorityId);
	return may(evolutivityActs.editLaw, { target: { authorityId }, account, places }, now());
}

export const mayEditLaw = async (account: AccountFacts): Promise<boolean> => (await judge(account)).accepted;

/** An account that may enter values for its own authority; sent to the login page without one, 403 with the reason where it may not. */
export async function requireLawEditor(event: RequestEvent): Promise<AccountFacts> {
	const account = await requireAccount(event);
	const verdict = await judge(account);
	if (!verdict.accepted) error(403, verdict.reason);
	return account;
}
