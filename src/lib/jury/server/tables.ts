import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { AuthorityId, GatheringId, Id, MembershipId, ProjectId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { gatherings } from '../../gatherings/server/tables.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { memberships } from '../../projects/server/tables.ts';

export type LineId = Id<'ledger-line'>;

/** The hours that jurors give. Append only: a correction is a line. */
export const jurorHours = pgTable(
	'juror_hours',
	{
		id: uuid('id').primaryKey().$type<LineId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		/** the gathering in which they were given; null for those given elsewhere */
		gatheringId: uuid('gathering_id').$type<GatheringId>(),
		/** the line that this one corrects */
		correctsId: uuid('corrects_id').$type<LineId>(),
		/** whole minutes; signed in a correction */
		minutes: integer('minutes').notNull(),
		/** of what, or why; empty for a gathering, which has its title */
		what: text('what').notNull(),
		writtenBy: text('written_by').notNull().$type<Actor>(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		unique('juror_hours_tenant_key').on(table.authorityId, table.id),
		index('juror_hours_project').on(table.authorityId, table.projectId),
		index('juror_hours_membership').on(table.membershipId),
		uniqueIndex('juror_hours_once_key')
			.on(table.gatheringId, table.membershipId)
			.where(sql`corrects_id is null`),
		foreignKey({
			name: 'juror_hours_membership_fk',
			columns: [table.authorityId, table.membershipId],
			foreignColumns: [memberships.authorityId, memberships.id]
		}),
		foreignKey({
			name: 'juror_hours_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		foreignKey({
			name: 'juror_hours_corrects_fk',
			columns: [table.authorityId, table.correctsId],
			foreignColumns: [table.authorityId, table.id]
		})
	]
);
