// The only writer of the words that jurors leave for those who come after them.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { MembershipId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { record } from '../../journal/server/journal.ts';
import { accepted, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { readFarewell, type FarewellRefusal } from '../rules/ending.ts';
import type { Place } from './juries.ts';
import { jurorFarewells } from './tables.ts';
import { jurorActor, type Juror } from './training.ts';

/** The word of one juror, in the place of the one before; an empty one takes it back (JU108). */
export async function leave(tx: Tx, juror: Juror, typed: string): Promise<Outcome<'left' | 'taken-back', FarewellRefusal>> {
	const read = readFarewell(typed);
	if (!read.accepted) return read;
	const { authorityId, projectId, membershipId, at } = juror;
	const words = read.value;
	if (words === '') await tx.delete(jurorFarewells).where(eq(jurorFarewells.membershipId, membershipId));
	else
		await tx
			.insert(jurorFarewells)
			.values({ membershipId, authorityId, projectId, words, writtenAt: at })
			.onConflictDoUpdate({ target: jurorFarewells.membershipId, set: { words, writtenAt: at } });
	await record(tx, { authorityId, projectId, act: words === '' ? 'farewell-taken-back' : 'farewell-left', actor: jurorActor(juror), about: { membership: membershipId } });
	return accepted(words === '' ? 'taken-back' : 'left');
}

export interface Farewell {
	readonly membershipId: MembershipId;
	/** the tree */
	readonly publicName: string;
	readonly words: string;
	readonly writtenAt: Date;
}

/** For the eyes of jurors alone (JU108). */
export async function ofProject(query: Query, { authorityId, projectId }: Place): Promise<readonly Farewell[]> {
	const rows = await query
		.select()
		.from(jurorFarewells)
		.where(and(eq(jurorFarewells.authorityId, authorityId), eq(jurorFarewells.projectId, projectId)))
		.orderBy(asc(jurorFarewells.writtenAt));
	const names = await memberships.readMany(
		query,
		rows.map(({ membershipId }) => membershipId)
	);
	return rows.map(({ membershipId, words, writtenAt }) => ({ membershipId, words, writtenAt, publicName: names.get(membershipId)?.publicName ?? '' }));
}

export async function forget(tx: Tx, membershipIds: readonly MembershipId[]): Promise<void> {
	if (membershipIds.length > 0) await tx.delete(jurorFarewells).where(inArray(jurorFarewells.membershipId, [...membershipIds]));
}
