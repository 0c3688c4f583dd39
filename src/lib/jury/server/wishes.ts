// The only writer of what jurors ask for: to leave, to be told of the next juries.
import { asc, inArray } from 'drizzle-orm';
import type { MembershipId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { heldOf, type Wish, type Wished } from '../rules/wishes.ts';
import { jurorWishes } from './tables.ts';
import { jurorActor, type Juror } from './training.ts';

/** Says a wish; what already holds is said once (JU78, JU86). */
export async function say(tx: Tx, juror: Juror, wish: Wish): Promise<Wished> {
	const { authorityId, projectId, membershipId, at } = juror;
	const before = (await ofMembers(tx, [membershipId])).get(membershipId) ?? heldOf([]);
	const after = { ...before, ...(wish === 'leave' || wish === 'stay' ? { wantsToLeave: wish === 'leave' } : { keepsInTouch: wish === 'keep-in-touch' }) };
	if (after.wantsToLeave === before.wantsToLeave && after.keepsInTouch === before.keepsInTouch) return before;
	await tx.insert(jurorWishes).values({ id: newId<'juror-wish'>(), authorityId, projectId, membershipId, wish, saidAt: at });
	await record(tx, { authorityId, projectId, act: 'juror-wish-said', actor: jurorActor(juror), about: { membership: membershipId, wish } });
	await announce(tx, `project:${projectId}`);
	return after;
}

export async function ofMembers(query: Query, membershipIds: readonly MembershipId[]): Promise<ReadonlyMap<MembershipId, Wished>> {
	if (membershipIds.length === 0) return new Map();
	const rows = await query
		.select({ membershipId: jurorWishes.membershipId, wish: jurorWishes.wish })
		.from(jurorWishes)
		.where(inArray(jurorWishes.membershipId, [...membershipIds]))
		.orderBy(asc(jurorWishes.saidAt), asc(jurorWishes.id));
	return new Map([...Map.groupBy(rows, ({ membershipId }) => membershipId)].map(([id, own]) => [id, heldOf(own.map(({ wish }) => wish))]));
}
