// The only writer of the answers to the questions of context: every version stays.
import { and, desc, eq, sql } from 'drizzle-orm';
import type { AccountId, AuthorityId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import { contextQuestions, nextVersion, type AnsweredQuestion, type AnswerRefusal } from '../rules/contextAnswers.ts';
import { contextAnswers } from './tables.ts';

export interface Enquirer {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly accountId: AccountId;
	readonly at: Date;
}

const ofProject = ({ authorityId, projectId }: Pick<Enquirer, 'authorityId' | 'projectId'>) => and(eq(contextAnswers.authorityId, authorityId), eq(contextAnswers.projectId, projectId));

/** Adds a version: what was answered before stays (EN2, EN3). */
export async function answer(tx: Tx, by: Enquirer, { question: asked, text, read }: { readonly question: string; readonly text: string; readonly read: number }): Promise<Outcome<number, AnswerRefusal>> {
	const question = contextQuestions.find((one) => one === asked);
	if (!question) return refused('context-question-unknown');
	const { authorityId, projectId, accountId, at } = by;
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${projectId} ${question}`}, 4))`);
	const [last] = await tx
		.select({ version: contextAnswers.version, text: contextAnswers.text })
		.from(contextAnswers)
		.where(and(ofProject(by), eq(contextAnswers.question, question)))
		.orderBy(desc(contextAnswers.version))
		.limit(1);
	const next = nextVersion(text, read, last);
	if (!next.accepted) return next;
	if (next.value === 'same') return accepted(last!.version);
	const { version } = next.value;
	await tx.insert(contextAnswers).values({ id: newId<'context-answer'>(), authorityId, projectId, question, version, text: next.value.text, writtenBy: accountId, writtenAt: at });
	await record(tx, { authorityId, projectId, actor: `account:${accountId}`, act: 'context-answered', about: { question, version } });
	await announce(tx, `project:${projectId}`);
	return accepted(version);
}

/** The four questions, in their order, each with its versions, the last one first. */
export async function read(query: Query, place: Pick<Enquirer, 'authorityId' | 'projectId'>): Promise<AnsweredQuestion[]> {
	const rows = await query.select().from(contextAnswers).where(ofProject(place)).orderBy(desc(contextAnswers.version));
	const names = new Map<string, string>();
	for (const id of new Set(rows.flatMap(({ writtenBy }) => writtenBy ?? []))) names.set(id, (await accounts.read(query, id))?.name ?? '');
	return contextQuestions.map((question) => ({
		question,
		versions: rows
			.filter((row) => row.question === question)
			.map(({ version, text, writtenAt, writtenBy }) => ({ version, text, writtenAt: writtenAt.toISOString(), writtenBy: names.get(writtenBy ?? '') ?? '' }))
	}));
}
