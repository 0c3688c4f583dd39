import { boolean, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AccountId, AuthorityId, PersonId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';

/** The contracting authorities: the tenants. */
export const authorities = pgTable('authorities', {
	id: uuid('id').primaryKey().$type<AuthorityId>(),
	name: text('name').notNull(),
	/** IANA zone: overseas too */
	timeZone: text('time_zone').notNull().default('Europe/Paris'),
	/** holds the example, which is never mixed with real data */
	isExample: boolean('is_example').notNull().default(false),
	createdAt: moment('created_at').notNull()
});

/** A person of an authority's projects, with or without an account. */
export const persons = pgTable(
	'persons',
	{
		id: uuid('id').primaryKey().$type<PersonId>(),
		authorityId: authorityId<AuthorityId>().references(() => authorities.id),
		name: text('name').notNull(),
		/** the account that opens this person's screens; of another authority for a reservist */
		accountId: uuid('account_id').$type<AccountId>(),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('persons_tenant_key').on(table.authorityId, table.id),
		index('persons_account').on(table.accountId)
	]
);

/** An account of the staff, in its home authority. */
export const accounts = pgTable(
	'accounts',
	{
		id: uuid('id').primaryKey().$type<AccountId>(),
		authorityId: authorityId<AuthorityId>().references(() => authorities.id),
		email: text('email').notNull(),
		name: text('name').notNull(),
		passwordHash: text('password_hash'),
		/** may administer its home authority */
		isAdministrator: boolean('is_administrator').notNull().default(false),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('accounts_email_key').on(table.email),
		unique('accounts_tenant_key').on(table.authorityId, table.id)
	]
);

export const loginSessions = pgTable(
	'login_sessions',
	{
		tokenHash: text('token_hash').primaryKey(),
		authorityId: authorityId<AuthorityId>(),
		accountId: uuid('account_id').notNull().$type<AccountId>(),
		createdAt: moment('created_at').notNull(),
		expiresAt: moment('expires_at').notNull()
	},
	(table) => [
		foreignKey({
			name: 'login_sessions_account_fk',
			columns: [table.authorityId, table.accountId],
			foreignColumns: [accounts.authorityId, accounts.id]
		}).onDelete('cascade'),
		index('login_sessions_account').on(table.accountId)
	]
);
