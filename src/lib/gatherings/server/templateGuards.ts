// Who stands at the shelf of an authority's templates: an account, and what all its places in the projects of that authority open.
import { error, type RequestEvent } from '@sveltejs/kit';
import type { AuthorityId } from '../../db/rules/ids.ts';
import { database } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import { may, type Act } from '../../people/rules/may.ts';
import * as authorities from '../../people/server/authorities.ts';
import { requireAccount } from '../../people/server/guards.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { now } from '../../time/server/clock.ts';
import { templateActs } from '../rules/templates.ts';
import * as templates from './templates.ts';
import type { KeptTemplate } from './templates.ts';

async function judge(account: AccountFacts, authorityId: AuthorityId, act: Act) {
	const places = await memberships.everInAuthority(await database(), account.accountId, authorityId);
	return may(act, { target: { authorityId }, account, places }, now());
}

export interface Shelf {
	readonly authorityId: AuthorityId;
	readonly name: string;
	readonly mayEdit: boolean;
}

/** The authorities whose templates an account reads: its own first, then those of the projects where it has a place (GA33). */
export async function shelvesOf(account: AccountFacts): Promise<readonly Shelf[]> {
	const query = await database();
	const places = await memberships.projectsOfAccount(query, account.accountId, now());
	const shelves: Shelf[] = [];
	for (const authorityId of new Set([account.authorityId, ...places.map((place) => place.authorityId)])) {
		if (!(await judge(account, authorityId, templateActs.read)).accepted) continue;
		const { name } = (await authorities.read(query, authorityId))!;
		shelves.push({ authorityId, name, mayEdit: (await judge(account, authorityId, templateActs.edit)).accepted });
	}
	return shelves;
}

export interface AtShelf {
	readonly account: AccountFacts;
	readonly authorityId: AuthorityId;
}

/** Whoever may write among an authority's templates: the one that a form names, else the first where they may. 403 where there is none, whether it is somebody else's or nobody's. */
export async function requireShelf(event: RequestEvent, asked: unknown): Promise<AtShelf> {
	const account = await requireAccount(event);
	const mine = (await shelvesOf(account)).filter(({ mayEdit }) => mayEdit);
	const shelf = typeof asked === 'string' && asked !== '' ? mine.find(({ authorityId }) => authorityId === asked) : mine[0];
	return shelf ? { account, authorityId: shelf.authorityId } : error(403, 'right-missing');
}

export interface AtTemplate extends AtShelf {
	readonly template: KeptTemplate;
	readonly mayEdit: boolean;
}

/** A template that an account reads; undefined for one that it does not, as for none. */
export async function readTemplateOf(account: AccountFacts, id: string): Promise<KeptTemplate | undefined> {
	const templateId = readId<'template'>(id);
	const template = templateId && (await templates.find(await database(), templateId));
	return template && (await judge(account, template.authorityId, templateActs.read)).accepted ? template : undefined;
}

/** Sends to the login page whoever has no account; answers 404 for no template, and 403 with the reason where the act is not theirs. */
export async function requireTemplate(event: RequestEvent, id: string, act: Act): Promise<AtTemplate> {
	const account = await requireAccount(event);
	const templateId = readId<'template'>(id);
	const template = templateId && (await templates.find(await database(), templateId));
	if (!template) error(404, 'template-unknown');
	const { authorityId } = template;
	const verdict = await judge(account, authorityId, act);
	if (!verdict.accepted) error(403, verdict.reason);
	return { account, authorityId, template, mayEdit: (await judge(account, authorityId, templateActs.edit)).accepted };
}
