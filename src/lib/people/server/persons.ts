// The only writer of persons: somebody of an authority's projects, with or without an account.
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { AccountId, AuthorityId, PersonId } from '../../db/rules/ids.ts';
import { newId } from '../../db/server/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { persons } from './tables.ts';

export async function create(
	tx: Tx,
	person: { authorityId: AuthorityId; name: string; accountId?: AccountId | null },
	at: Date
): Promise<PersonId> {
	const id = newId<'person'>();
	await tx
		.insert(persons)
		.values({
			id,
			authorityId: person.authorityId,
			name: person.name,
			accountId: person.accountId ?? null,
			createdAt: at
		});
	return id;
}

/** The person who stands for an account in an authority: made at the first need. */
export async function ofAccount(
	tx: Tx,
	account: { authorityId: AuthorityId; accountId: AccountId; name: string },
	at: Date
): Promise<PersonId> {
	const [found] = await tx
		.select({ id: persons.id })
		.from(persons)
		.where(and(eq(persons.authorityId, account.authorityId), eq(persons.accountId, account.accountId)));
	return found?.id ?? create(tx, account, at);
}

/** Somebody written twice: the person without an account, whom no place names any more. */
export async function forget(tx: Tx, personId: PersonId): Promise<void> {
	await tx.delete(persons).where(and(eq(persons.id, personId), isNull(persons.accountId)));
}

/** A person without an account bears another name: their own belongs to nobody but them. */
export async function rename(tx: Tx, personId: PersonId, name: string): Promise<void> {
	await tx.update(persons).set({ name }).where(and(eq(persons.id, personId), isNull(persons.accountId)));
}

/** From now on this account opens this person's screens. */
export async function give(tx: Tx, personId: PersonId, accountId: AccountId): Promise<void> {
	await tx.update(persons).set({ accountId }).where(eq(persons.id, personId));
}

/** The persons, in every authority, whose screens this account opens. */
export async function idsOfAccount(query: Query, accountId: AccountId): Promise<PersonId[]> {
	return (await query.select({ id: persons.id }).from(persons).where(eq(persons.accountId, accountId))).map(
		({ id }) => id
	);
}

export interface Person {
	readonly personId: PersonId;
	readonly authorityId: AuthorityId;
	readonly name: string;
	readonly accountId: AccountId | null;
}

export async function read(
	query: Query,
	personIds: readonly PersonId[]
): Promise<ReadonlyMap<PersonId, Person>> {
	if (personIds.length === 0) return new Map();
	const found = await query
		.select({
			personId: persons.id,
			authorityId: persons.authorityId,
			name: persons.name,
			accountId: persons.accountId
		})
		.from(persons)
		.where(inArray(persons.id, [...personIds]));
	return new Map(found.map((person) => [person.personId, person]));
}
