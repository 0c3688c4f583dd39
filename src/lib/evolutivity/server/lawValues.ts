// The only writer of the values of the law that an authority enters; gives the law as that authority reads it.
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { AuthorityId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import { ofAuthority, record, type Actor } from '../../journal/server/journal.ts';
import { lawKeys, type LawKey } from '../../law/rules/values.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Law } from '../rules/grounds.ts';
import { correctionOutcome, isLawKey, lawWith, type Correction, type CorrectionAsked, type CorrectionRefusal } from '../rules/lawCorrections.ts';
import { lawCorrections } from './tables.ts';

export interface Doer {
	readonly authorityId: AuthorityId;
	readonly actor: Actor;
	readonly at: Date;
}

export type Entered = Correction & { readonly id: string; readonly by: Actor; readonly at: Date };

/** What an authority has entered and not withdrawn, by key and day. */
export async function entered(query: Query, authorityId: AuthorityId): Promise<readonly Entered[]> {
	const rows = await query
		.select()
		.from(lawCorrections)
		.where(and(eq(lawCorrections.authorityId, authorityId), isNull(lawCorrections.withdrawnAt)))
		.orderBy(asc(lawCorrections.key), asc(lawCorrections.from));
	return rows.flatMap(({ id, key, value, from, until, source, by, at }) => (isLawKey(key) ? [{ id, key, value, from, until, source, by, at }] : []));
}

/** The law as an authority reads it: its own entries first (EV26). */
export const lawOf = async (query: Query, authorityId: AuthorityId): Promise<Law> => lawWith(await entered(query, authorityId));

/** Every value as it stands for an authority on an ISO day, whether by its own entry, and what it has entered. */
export async function shown(query: Query, authorityId: AuthorityId, day: string) {
	const own = await entered(query, authorityId);
	const law = lawWith(own);
	const covers = (key: LawKey) => own.some((one) => one.key === key && one.from <= day && (one.until === null || day <= one.until));
	return { own, values: lawKeys.map((key) => ({ key, looked: law(key, day), isOwn: covers(key) })) };
}

/** Enters a value with its days and its source (EV25). */
export async function enter(tx: Tx, { authorityId, actor, at }: Doer, asked: CorrectionAsked): Promise<Outcome<string, CorrectionRefusal>> {
	// the journal's entry comes last, so two at once must wait here: the second sees what the first covers
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${authorityId}, 26))`);
	const outcome = correctionOutcome(asked, await entered(tx, authorityId));
	if (!outcome.accepted) return outcome;
	const id = randomUUID();
	await tx.insert(lawCorrections).values({ id, authorityId, ...outcome.value, by: actor, at });
	await record(tx, { ...ofAuthority(authorityId), act: 'law-value-entered', actor, about: { key: outcome.value.key, value: outcome.value.value, from: outcome.value.from } });
	return accepted(id);
}

/** Withdraws an entry: it stays in the table and no longer counts. */
export async function withdraw(tx: Tx, { authorityId, actor, at }: Doer, asked: string): Promise<Outcome<string, 'law-entry-unknown'>> {
	const id = readId(asked);
	const [gone] = id
		? await tx
				.update(lawCorrections)
				.set({ withdrawnAt: at })
				.where(and(eq(lawCorrections.authorityId, authorityId), eq(lawCorrections.id, id), isNull(lawCorrections.withdrawnAt)))
				.returning({ key: lawCorrections.key })
		: [];
	if (!gone) return refused('law-entry-unknown');
	await record(tx, { ...ofAuthority(authorityId), act: 'law-value-withdrawn', actor, about: { key: gone.key } });
	return accepted(asked);
}
