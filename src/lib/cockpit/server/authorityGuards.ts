// Who writes the public page of an authority: whoever administers it.
import { error, type RequestEvent } from '@sveltejs/kit';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import { may } from '../../people/rules/may.ts';
import { requireAccount } from '../../people/server/guards.ts';
import { now } from '../../time/server/clock.ts';
import { writeAuthorityPage } from '../rules/authorityPage.ts';

export async function requireAuthorityPage(event: RequestEvent): Promise<AccountFacts> {
	const account = await requireAccount(event);
	const { authorityId } = account;
	const verdict = may(writeAuthorityPage, { target: { authorityId }, account }, now());
	if (!verdict.accepted) error(403, verdict.reason);
	return account;
}
