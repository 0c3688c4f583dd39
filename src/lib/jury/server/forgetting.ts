// Forgets the members of a jury that has ended, on the day that was announced: each writer forgets what is its own, in one transaction, and a proof is left (JU110, JU111).
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import type { MembershipId } from '../../db/rules/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import * as choiceRoom from './choiceRoom.ts';
import * as declarations from './declarations.ts';
import * as farewells from './farewells.ts';
import * as juries from './juries.ts';
import * as panel from './panel.ts';
import * as pools from './pools.ts';
import * as wishes from './wishes.ts';

async function forget(tx: Tx, jury: juries.Jury, at: Date): Promise<void> {
	const by: juries.Keeper = { authorityId: jury.authorityId, projectId: jury.projectId, actor: 'system', at };
	const seated = await panel.everSeated(tx, jury.id);
	const membershipIds = seated.flatMap(({ membershipId }): MembershipId[] => (membershipId ? [membershipId] : []));
	const wished = await wishes.ofMembers(tx, membershipIds);
	const keep = seated.flatMap(({ candidateId, membershipId }) => (membershipId && wished.get(membershipId)?.keepsInTouch ? [candidateId] : []));
	const rooms = (await gatherings.ofProject(tx, by)).map(({ id }) => id);
	for (const membershipId of membershipIds) await seats.putOut(tx, membershipId, rooms, at);
	await declarations.forgetWords(tx, membershipIds);
	await farewells.forget(tx, membershipIds);
	await choiceRoom.forget(tx, by);
	await panel.forgetMembers(tx, by, jury.id);
	await pools.forgetMembers(tx, by, jury, keep);
}

/** Runs what is due: as the process begins, and every day after (JU111). Two processes at once forget once. */
export async function forgetDue(at: Date): Promise<void> {
	for (const { authorityId, projectId, id } of await juries.toForget(await database(), at))
		await inTransaction(async (tx) => {
			await juries.hold(tx, { authorityId, projectId });
			const jury = (await juries.toForget(tx, at)).find((one) => one.id === id);
			if (jury) await forget(tx, jury, at);
		});
}
