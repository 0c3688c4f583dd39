import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuthorityId, MailId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import type { Trouble } from '../rules/delivery.ts';

/** What is to be sent, and what became of it; once settled, nothing is left of whom it went to nor of what it said. */
export const mails = pgTable(
	'mails',
	{
		id: uuid('id').primaryKey().$type<MailId>(),
		authorityId: authorityId<AuthorityId>(),
		/** what it is for: never queued twice */
		key: text('key').notNull(),
		to: text('to').notNull(),
		subject: text('subject').notNull(),
		body: text('body').notNull(),
		state: text('state').notNull().default('waiting').$type<'waiting' | 'sent' | 'given-up'>(),
		/** attempts, and those of which nobody knows what they came to */
		tries: integer('tries').notNull().default(0),
		doubts: integer('doubts').notNull().default(0),
		/** not before */
		dueAt: moment('due_at').notNull(),
		/** whose attempt is under way, and until when it is theirs */
		holder: uuid('holder'),
		heldUntil: moment('held_until'),
		trouble: text('trouble').$type<Trouble>(),
		/** in the server's words */
		said: text('said').notNull().default(''),
		queuedAt: moment('queued_at').notNull(),
		settledAt: moment('settled_at')
	},
	(table) => [unique('mails_tenant_key').on(table.authorityId, table.id), unique('mails_key_key').on(table.authorityId, table.key), index('mails_due').on(table.state, table.dueAt)]
);
