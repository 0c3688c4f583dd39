// The only writer of what jurors ask for: to leave, to be told of the next juries.
import { asc, eq, inArray, max } from 'drizzle-orm';
import type { MembershipId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { heldOf, readWish, type Wish, type Wished } from '../rules/wishes.ts';
import * as juries from './juries.ts';
import type { Keeper } from './juries.ts';
import * as panel from './panel.ts';
import { jurorWishes } from './tables.ts';
import { jurorActor, type Juror } from './training.ts';

async function write(tx: Tx, juror: Juror, wish: Wish, actor: Actor): Promise<Wished> {
	const { authorityId, projectId, membershipId, at } = juror;
	const before = (await ofMembers(tx, [membershipId])).get(membershipId) ?? heldOf([]);
	const after = { ...before, ...(wish === 'leave' || wish === 'stay' ? { wantsToLeave: wish === 'leave' } : { keepsInTouch: wish === 'keep-in-touch' }) };
	if (after.wantsToLeave === before.wantsToLeave && after.keepsInTouch === before.keepsInTouch) return before;
	// the last one holds: never two at the same moment
	const [last] = await tx.select({ at: max(jurorWishes.saidAt) }).from(jurorWishes).where(eq(jurorWishes.membershipId, membershipId));
	const saidAt = new Date(Math.max(at.getTime(), (last?.at?.getTime() ?? 0) + 1));
	await tx.insert(jurorWishes).values({ id: newId<'juror-wish'>(), authorityId, projectId, membershipId, wish, saidAt });
	await record(tx, { authorityId, projectId, act: 'juror-wish-said', actor, ...(actor === jurorActor(juror) ? {} : { onBehalfOf: jurorActor(juror) }), about: { membership: membershipId, wish } });
	await announce(tx, `project:${projectId}`);
	return after;
}

/** Says a wish; what already holds is said once (JU78, JU86). */
export const say = (tx: Tx, juror: Juror, wish: Wish): Promise<Wished> => write(tx, juror, wish, jurorActor(juror));

/** Whether somebody wants to be told of the next juries, as they said it to the team: also once their mandate is over, until they are forgotten (JU112). */
export async function sayFor(tx: Tx, by: Keeper, typed: { readonly juror: string; readonly wish: string }): Promise<Outcome<Wished, 'jury-unknown' | 'juror-unknown' | 'touch-missing'>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	const wish = readWish(typed.wish);
	if (wish !== 'keep-in-touch' && wish !== 'forget-me') return refused('touch-missing');
	const seated = (await panel.everSeated(tx, jury.id)).find(({ membershipId }) => membershipId === typed.juror);
	if (!seated?.membershipId) return refused('juror-unknown');
	return accepted(await write(tx, { authorityId: by.authorityId, projectId: by.projectId, membershipId: seated.membershipId, at: by.at }, wish, by.actor));
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
