// Who stands at the door of a project: an account, what it holds there, and whether that opens the act.
import { error, type RequestEvent } from '@sveltejs/kit';
import { database, type Query } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import { may, type Act, type Facts } from '../../people/rules/may.ts';
import { requireAccount } from '../../people/server/guards.ts';
import { now } from '../../time/server/clock.ts';
import * as memberships from './memberships.ts';
import * as projects from './projects.ts';

/** What `may` needs to know of an account in a project. */
export async function factsOf(
	query: Query,
	account: AccountFacts,
	project: Pick<projects.Project, 'authorityId' | 'projectId'>
): Promise<Facts> {
	return {
		target: { authorityId: project.authorityId },
		account: { authorityId: account.authorityId, isAdministrator: account.isAdministrator },
		places: await memberships.everOfAccount(query, account.accountId, project.projectId)
	};
}

export interface AtProject {
	readonly account: AccountFacts;
	readonly project: projects.Project;
	readonly facts: Facts;
}

/** Sends to the login page whoever has no account; answers 404 for no project, and 403 with the reason, a word of `MayRefusal`, where the act is not theirs. */
export async function requireProject(
	event: RequestEvent,
	id: string | undefined,
	act: Act
): Promise<AtProject> {
	const account = await requireAccount(event);
	const query = await database();
	const projectId = readId<'project'>(id);
	const project = projectId && (await projects.read(query, projectId));
	if (!project) error(404, 'project-unknown');
	const facts = await factsOf(query, account, project);
	const verdict = may(act, facts, now());
	if (!verdict.accepted) error(403, verdict.reason);
	return { account, project, facts };
}

/** As `requireProject`, and 404 for the project of a rehearsal: nothing real is made in it. */
export async function requireRealProject(event: RequestEvent, id: string | undefined, act: Act): Promise<AtProject> {
	const at = await requireProject(event, id, act);
	if (await projects.holdsRehearsal(await database(), at.project.projectId)) error(404, 'project-unknown');
	return at;
}
