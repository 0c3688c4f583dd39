// The only writer of accounts: the first one of an instance, those that are invited, their passwords; and the judge of a login.
import { and, desc, eq, inArray, isNull, not, sql } from 'drizzle-orm';
import type { AccountId, AuthorityId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { AccountFacts } from '../rules/accounts.ts';
import { householdOf } from '../rules/addresses.ts';
import { judgePassword, type PasswordRefusal } from '../rules/passwords.ts';
import { mayOpenFirst, readSpace, type FirstSpace, type Life, type SpaceFault } from '../rules/opening.ts';
import * as authorities from './authorities.ts';
import { attempt, limitFailures, type TooMany } from './limits.ts';
import { checkPassword, hashPassword, isOutdated } from './passwords.ts';
import * as sessions from './sessions.ts';
import { accounts, authorities as authoritiesTable } from './tables.ts';

/** Any constant that no other lock of the instance has (`server/postgres.ts`, `db/server/migrations.ts`): under it an instance gets its first account. */
const firstAccountLock = 7_231_964_011;

/** How far an instance has come: nobody yet, the example alone, or somebody's own space. */
export async function life(query: Query): Promise<Life> {
	const [found] = await query
		.select({
			all: sql<number>`count(*)::int`,
			own: sql<number>`(count(*) filter (where not ${authoritiesTable.isExample}))::int`
		})
		.from(accounts)
		.innerJoin(authoritiesTable, eq(authoritiesTable.id, accounts.authorityId));
	return found!.own > 0 ? 'open' : found!.all > 0 ? 'example-only' : 'empty';
}

export type OpenRefusal = SpaceFault | 'space-already-open' | 'email-taken';

/** Opens the first space of an instance: its contracting authority and the account that administers it. Two at once: one wins (PE3). Refused with the first fault and all of them (PE11). */
export async function openFirst(typed: FirstSpace, at: Date): Promise<Outcome<AccountFacts, OpenRefusal> & { readonly faults?: readonly SpaceFault[] }> {
	const read = readSpace(typed);
	if ('faults' in read) return { ...refused(read.faults[0]), faults: read.faults };
	const { authorityName, timeZone, name, email, password } = read.space;
	const first = mayOpenFirst(await life(await database()));
	if (!first.accepted) return first;
	const passwordHash = await hashPassword(password);

	return inTransaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${firstAccountLock})`);
		const still = mayOpenFirst(await life(tx));
		if (!still.accepted) return still; // PE3
		const authorityId = await authorities.create(
			tx,
			{ name: authorityName, timeZone },
			at
		);
		return create(
			tx,
			{ authorityId, name, email, passwordHash, isAdministrator: true },
			at
		);
	});
}

export interface NewAccount {
	readonly authorityId: AuthorityId;
	readonly name: string;
	readonly email: string;
	/** made by `hashPassword` before the transaction; null while nobody may log in with a password (the example) */
	readonly passwordHash: string | null;
	readonly isAdministrator?: boolean;
}

/** Makes an account out of a name and an address already read by the rules. */
export async function create(
	tx: Tx,
	account: NewAccount,
	at: Date
): Promise<Outcome<AccountFacts, 'email-taken'>> {
	const accountId = newId<'account'>();
	const isAdministrator = account.isAdministrator ?? false;
	const [made] = await tx
		.insert(accounts)
		.values({ id: accountId, ...account, isAdministrator, createdAt: at })
		.onConflictDoNothing({ target: accounts.email })
		.returning({ id: accounts.id });
	if (!made) return refused('email-taken');
	return accepted({
		accountId,
		authorityId: account.authorityId,
		name: account.name,
		email: account.email,
		isAdministrator
	});
}

const facts = {
	accountId: accounts.id,
	authorityId: accounts.authorityId,
	name: accounts.name,
	email: accounts.email,
	isAdministrator: accounts.isAdministrator
};

export async function read(query: Query, accountId: AccountId): Promise<AccountFacts | undefined> {
	const [found] = await query.select(facts).from(accounts).where(eq(accounts.id, accountId));
	return found;
}

/** Their names, by the actors that the journal knows them as. */
export async function namesOf(query: Query, actors: readonly string[]): Promise<Readonly<Record<string, string>>> {
	const ids = actors.flatMap((actor) => (actor.startsWith('account:') ? (readId<'account'>(actor.slice('account:'.length)) ?? []) : []));
	if (ids.length === 0) return {};
	const rows = await query.select({ id: accounts.id, name: accounts.name }).from(accounts).where(inArray(accounts.id, [...new Set(ids)]));
	return Object.fromEntries(rows.map(({ id, name }) => [`account:${id}`, name]));
}

/** The accounts of an authority. */
export const idsOf = async (query: Query, authorityId: AuthorityId): Promise<AccountId[]> =>
	(await query.select({ id: accounts.id }).from(accounts).where(eq(accounts.authorityId, authorityId))).map(({ id }) => id);

/** Those of the example whom nobody enters with a password, the latest first. */
export async function ofExample(query: Query): Promise<AccountFacts[]> {
	return query
		.select(facts)
		.from(accounts)
		.innerJoin(authoritiesTable, eq(authoritiesTable.id, accounts.authorityId))
		.where(and(authoritiesTable.isExample, isNull(accounts.passwordHash), not(accounts.isAdministrator)))
		.orderBy(desc(accounts.createdAt));
}

export async function byEmail(query: Query, email: string): Promise<AccountFacts | undefined> {
	const [found] = await query.select(facts).from(accounts).where(eq(accounts.email, email));
	return found;
}

const perAccountAndAddress = limitFailures('login-account-address', 5, 60);
const perAccount = limitFailures('login-account', 30, 60);
const perAddress = limitFailures('login-address', 20, 60);

export type LoginRefusal = 'login-wrong' | TooMany;

/** Judges a login: one answer and one duration, whether the address exists or not (T16). */
export async function login(
	tried: { email: string; password: string; address: string },
	at: Date
): Promise<Outcome<AccountFacts, LoginRefusal>> {
	const email = tried.email.slice(0, 2_000).trim().normalize('NFC').toLowerCase().slice(0, 254);
	return attempt(perAddress, householdOf(tried.address), () =>
		attempt(perAccount, email, () =>
			attempt(
				perAccountAndAddress,
				`${email} ${householdOf(tried.address)}`,
				async (): Promise<Outcome<AccountFacts, 'login-wrong'>> => {
					const query = await database();
					const [found] = await query
						.select({ ...facts, passwordHash: accounts.passwordHash })
						.from(accounts)
						.where(eq(accounts.email, email));
					if (!(await checkPassword(found?.passwordHash, tried.password.slice(0, 1024))))
						return refused('login-wrong');
					const { passwordHash, ...account } = found!;
					if (isOutdated(passwordHash!))
						await query
							.update(accounts)
							.set({ passwordHash: await hashPassword(tried.password) })
							.where(eq(accounts.id, account.accountId));
					return accepted(account);
				}
			)
		)
	);
}

export const beginSession = (account: AccountFacts, at: Date) =>
	inTransaction((tx) => sessions.begin(tx, account, at));

/** Changes a password and ends every session of the account, this one too: the door begins a new one. */
export async function changePassword(
	account: AccountFacts,
	change: { current: string; next: string },
	at: Date
): Promise<Outcome<{ token: string; expiresAt: Date }, PasswordRefusal | LoginRefusal>> {
	const judged = judgePassword(change.next, account);
	if (!judged.accepted) return judged;
	const current = await attempt(perAccount, account.email, async () => {
		const [found] = await (
			await database()
		)
			.select({ passwordHash: accounts.passwordHash })
			.from(accounts)
			.where(eq(accounts.id, account.accountId));
		return (await checkPassword(found?.passwordHash, change.current.slice(0, 1024)))
			? accepted(undefined)
			: refused('login-wrong');
	});
	if (!current.accepted) return current;
	const passwordHash = await hashPassword(change.next);
	return inTransaction(async (tx) => {
		await tx
			.update(accounts)
			.set({ passwordHash })
			.where(and(eq(accounts.id, account.accountId), eq(accounts.authorityId, account.authorityId)));
		await sessions.endAll(tx, account.accountId);
		return accepted(await sessions.begin(tx, account, at));
	});
}
