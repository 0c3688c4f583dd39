import { foreignKey, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuthorityId, Id, MembershipId, ProjectId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { memberships, projects } from '../../projects/server/tables.ts';
import type { AnnotatedThing, AnnotationKind, AnswerOutcome } from '../rules/kinds.ts';

export type AnnotationId = Id<'annotation'>;

/** A remark on what a project has written, anchored in it. Whoever wrote it is owed an answer. */
export const annotations = pgTable(
	'annotations',
	{
		id: uuid('id').primaryKey().$type<AnnotationId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		/** somebody typed it for them */
		typedBy: text('typed_by').$type<Actor>(),
		kind: text('kind').notNull().$type<AnnotationKind>(),
		thing: jsonb('thing').notNull().$type<AnnotatedThing>(),
		/** what is annotated, as one key: `passage:<text>`, `line:<of>:<place>`, `element:<id>` */
		about: text('about').notNull(),
		words: text('words').notNull(),
		writtenAt: moment('written_at').notNull(),
		withdrawnAt: moment('withdrawn_at')
	},
	(table) => [
		unique('annotations_tenant_key').on(table.authorityId, table.id),
		index('annotations_about').on(table.authorityId, table.projectId, table.about),
		index('annotations_author').on(table.membershipId),
		foreignKey({ name: 'annotations_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] }),
		foreignKey({ name: 'annotations_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] })
	]
);

/** What was answered, and what the author says of the answer. Lines that never change: the last answer holds. */
export const annotationAnswers = pgTable(
	'annotation_answers',
	{
		id: uuid('id').primaryKey().$type<Id<'annotation-answer'>>(),
		authorityId: authorityId<AuthorityId>(),
		annotationId: uuid('annotation_id').notNull().$type<AnnotationId>(),
		/** an answer of the team; or the author's: it was read, it is contested */
		said: text('said').notNull().$type<'answer' | 'read' | 'contested'>(),
		outcome: text('outcome').$type<AnswerOutcome>(),
		words: text('words').notNull().default(''),
		/** in what capacity the team speaks */
		capacity: text('capacity'),
		by: text('by').notNull().$type<Actor>(),
		at: moment('at').notNull()
	},
	(table) => [
		index('annotation_answers_annotation').on(table.annotationId),
		foreignKey({ name: 'annotation_answers_annotation_fk', columns: [table.authorityId, table.annotationId], foreignColumns: [annotations.authorityId, annotations.id] })
	]
);
