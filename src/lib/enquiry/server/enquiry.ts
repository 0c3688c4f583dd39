// The only writer of a project's field enquiry: its answers of context, versioned, and its materials.
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { AuthorityId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { now } from '../../time/server/clock.ts';
import { contextQuestions, type ContextQuestion, type EnquiryOnPage, type MaterialKind } from '../rules/materials.ts';
import { contextAnswers, materials } from './tables.ts';

interface OfProject {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly actor: Actor;
}

/** Adds a version: what was answered before stays. */
export async function answer(tx: Tx, { authorityId, projectId, actor }: OfProject, question: ContextQuestion, text: string) {
	const id = newId<'context-answer'>();
	const [last] = await tx
		.select({ version: sql<number>`coalesce(max(${contextAnswers.version}), 0)::int` })
		.from(contextAnswers)
		.where(and(eq(contextAnswers.authorityId, authorityId), eq(contextAnswers.projectId, projectId), eq(contextAnswers.question, question)));
	const version = last!.version + 1;
	await tx.insert(contextAnswers).values({ id, authorityId, projectId, question, version, text, writtenAt: now() });
	await record(tx, { authorityId, projectId, actor, act: 'context-answered', about: { question, version } });
	await announce(tx, `project:${projectId}`);
}

export async function addMaterial(
	tx: Tx,
	{ authorityId, projectId, actor }: OfProject,
	material: { code: string; kind: MaterialKind; title: string; caption: string }
) {
	const id = newId<'material'>();
	await tx.insert(materials).values({ id, authorityId, projectId, ...material, addedAt: now() });
	await record(tx, { authorityId, projectId, actor, act: 'material-added', about: { material: id, kind: material.kind } });
	await announce(tx, `project:${projectId}`);
}

/** What the project's page shows of its enquiry. */
export async function read(query: Query, authorityId: AuthorityId, projectId: ProjectId): Promise<EnquiryOnPage> {
	const answers = await query
		.selectDistinctOn([contextAnswers.question], { question: contextAnswers.question, text: contextAnswers.text })
		.from(contextAnswers)
		.where(and(eq(contextAnswers.authorityId, authorityId), eq(contextAnswers.projectId, projectId)))
		.orderBy(contextAnswers.question, desc(contextAnswers.version));
	const found = await query
		.select({ code: materials.code, kind: materials.kind, title: materials.title, caption: materials.caption })
		.from(materials)
		.where(and(eq(materials.authorityId, authorityId), eq(materials.projectId, projectId)))
		.orderBy(asc(materials.code));
	return {
		answers: answers.sort((a, b) => contextQuestions.indexOf(a.question) - contextQuestions.indexOf(b.question)),
		materials: found
	};
}
