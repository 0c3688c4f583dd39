// The only writer of projects.
import { and, desc, eq, inArray, not, or } from 'drizzle-orm';
import type { AuthorityId, ProjectId } from '../../db/rules/ids.ts';
import { inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import { judgeProject, type ProjectAsked, type ProjectRefusal } from '../rules/projects.ts';
import * as memberships from './memberships.ts';
import { projects } from './tables.ts';

export interface Project {
	readonly projectId: ProjectId;
	readonly authorityId: AuthorityId;
	readonly code: string;
	readonly title: string;
	readonly summary: string;
}

const facts = {
	projectId: projects.id,
	authorityId: projects.authorityId,
	code: projects.code,
	title: projects.title,
	summary: projects.summary
};

/** Makes a project in a transaction. A code that is taken is refused when it was typed, and numbered when it was made from the title (PR2). */
export async function create(
	tx: Tx,
	asked: ProjectAsked & { readonly authorityId: AuthorityId; readonly actor: Actor; readonly isRehearsal?: true },
	at: Date
): Promise<Outcome<ProjectId, ProjectRefusal | 'code-taken'>> {
	const judged = judgeProject(asked);
	if (!judged.accepted) return judged;
	const { title, summary, code } = judged.value;
	const wasTyped = asked.code.trim() !== '';
	for (let turn = 1; turn <= (wasTyped ? 1 : 50); turn += 1) {
		const id = newId<'project'>();
		const [made] = await tx
			.insert(projects)
			.values({
				id,
				authorityId: asked.authorityId,
				code: turn === 1 ? code : `${code.slice(0, 36)}-${turn}`,
				title,
				summary,
				isRehearsal: asked.isRehearsal ?? false,
				createdAt: at
			})
			.onConflictDoNothing({ target: [projects.authorityId, projects.code] })
			.returning({ id: projects.id });
		if (!made) continue;
		await record(tx, {
			authorityId: asked.authorityId,
			projectId: id,
			act: 'project-created',
			actor: asked.actor
		});
		return accepted(id);
	}
	return refused('code-taken');
}

/** What an administrator does from the list: the project, in their own authority. */
export const open = (account: AccountFacts, asked: ProjectAsked, at: Date) =>
	inTransaction((tx) =>
		create(tx, { ...asked, authorityId: account.authorityId, actor: `account:${account.accountId}` }, at)
	);

/** Whether it holds a rehearsal and nothing else: what is kept beyond a project keeps nothing of it. */
export async function holdsRehearsal(query: Query, projectId: ProjectId): Promise<boolean> {
	return (await query.$count(projects, and(eq(projects.id, projectId), projects.isRehearsal))) > 0;
}

export async function read(query: Query, projectId: ProjectId): Promise<Project | undefined> {
	const [found] = await query.select(facts).from(projects).where(eq(projects.id, projectId));
	return found;
}

export interface ProjectOfAccount extends Project {
	/** it carries out a contract there: that contract is all that it opens */
	readonly holdsOnly: boolean;
}

/** What an account sees: all the projects of the authority that it administers, and those where it has a place that stands; never one that holds a rehearsal. */
export async function ofAccount(query: Query, account: AccountFacts, at: Date): Promise<ProjectOfAccount[]> {
	const held = await memberships.projectsOfAccount(query, account.accountId, at);
	const places = held.map(({ projectId }) => projectId);
	const own = account.isAdministrator ? eq(projects.authorityId, account.authorityId) : undefined;
	const joined = places.length > 0 ? inArray(projects.id, places) : undefined;
	if (!own && !joined) return [];
	const found = await query.select(facts).from(projects).where(and(or(own, joined), not(projects.isRehearsal))).orderBy(desc(projects.createdAt));
	const asTeam = new Set(held.filter(({ capacity }) => capacity !== 'contractor').map(({ projectId }) => projectId));
	return found.map((project) => {
		const holdsOnly = !asTeam.has(project.projectId) && !(account.isAdministrator && project.authorityId === account.authorityId);
		return { ...project, holdsOnly, summary: holdsOnly ? '' : project.summary };
	});
}

/** Whether an authority has any project at all, those that hold a rehearsal too. */
export const someOf = async (query: Query, authorityId: AuthorityId): Promise<boolean> => (await query.$count(projects, eq(projects.authorityId, authorityId))) > 0;
