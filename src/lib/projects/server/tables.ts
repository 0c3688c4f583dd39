import { boolean, foreignKey, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AccountId, AuthorityId, MembershipId, PersonId, ProjectId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { authorities, persons } from '../../people/server/tables.ts';
import type { Capacity } from '../rules/capacities.ts';
import type { Permission } from '../rules/permissions.ts';

export const projects = pgTable(
	'projects',
	{
		id: uuid('id').primaryKey().$type<ProjectId>(),
		authorityId: authorityId<AuthorityId>().references(() => authorities.id),
		code: text('code').notNull(),
		title: text('title').notNull(),
		/** the stake in two sentences, as told to the room */
		summary: text('summary').notNull().default(''),
		/** holds one rehearsal and nothing else: in no list, and forgotten whole */
		isRehearsal: boolean('is_rehearsal').notNull().default(false),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('projects_tenant_key').on(table.authorityId, table.id),
		unique('projects_code_key').on(table.authorityId, table.code)
	]
);

/** Somebody's place in a project: in what capacity, from when to when, on whose mandate (PRO-4, PRO-15). */
export const memberships = pgTable(
	'memberships',
	{
		id: uuid('id').primaryKey().$type<MembershipId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		personId: uuid('person_id').notNull().$type<PersonId>(),
		/** who this person is in the project: never what they may do, never whom they play */
		capacity: text('capacity').notNull().$type<Capacity>(),
		/** what this person may do in the application, beyond taking part: `facilitate`, `edit-project`, … */
		permissions: jsonb('permissions').notNull().default([]).$type<Permission[]>(),
		/** whom this person plays in the role-play: the code of one of the project's roles */
		playedRole: text('played_role'),
		/** shown to the room: a first name, a pseudonym or, for a juror, a tree */
		publicName: text('public_name').notNull(),
		code: text('code'),
		startsAt: moment('starts_at').notNull(),
		endsAt: moment('ends_at'),
		revokedAt: moment('revoked_at'),
		/** a mandate: which body lends this person, and who granted it */
		lentBy: text('lent_by'),
		grantedBy: uuid('granted_by').$type<AccountId>(),
		/** brings the same person back on another device */
		reentryHash: text('reentry_hash'),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('memberships_tenant_key').on(table.authorityId, table.id),
		unique('memberships_reentry_key').on(table.reentryHash),
		index('memberships_project').on(table.authorityId, table.projectId),
		index('memberships_person').on(table.personId),
		foreignKey({
			name: 'memberships_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		}),
		foreignKey({
			name: 'memberships_person_fk',
			columns: [table.authorityId, table.personId],
			foreignColumns: [persons.authorityId, persons.id]
		})
	]
);

/** A link handed to somebody, once, so that their account opens a membership: the hash of its token. */
export const invitations = pgTable(
	'invitations',
	{
		tokenHash: text('token_hash').primaryKey(),
		authorityId: authorityId<AuthorityId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		email: text('email').notNull(),
		createdAt: moment('created_at').notNull(),
		expiresAt: moment('expires_at').notNull(),
		/** consumed, or withdrawn with the mandate or by a newer link */
		endedAt: moment('ended_at')
	},
	(table) => [
		index('invitations_membership').on(table.authorityId, table.membershipId),
		foreignKey({
			name: 'invitations_membership_fk',
			columns: [table.authorityId, table.membershipId],
			foreignColumns: [memberships.authorityId, memberships.id]
		}).onDelete('cascade')
	]
);
