import { expect, test } from 'vitest';
import type { MembershipId } from '../../db/rules/ids.ts';
import { driver, inTransaction } from '../../db/server/database.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from './memberships.ts';
import * as projects from './projects.ts';

const at = new Date('2027-01-02T09:00:00Z');

async function aPlace() {
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Communauté des Rivelles', timeZone: 'Europe/Paris' }, at);
		const project = await projects.create(tx, { title: 'À table', summary: '', code: '', authorityId, actor: 'system' }, at);
		if (!project.accepted) throw new Error(project.reason);
		const projectId = project.value;
		const added = await memberships.add(tx, { authorityId, projectId, person: { name: 'Aubépine' }, capacity: 'juror', actor: 'system' }, at);
		if (!added.accepted) throw new Error(added.reason);
		return { authorityId, projectId, membershipId: added.value };
	});
}

/** How many wait for what somebody else holds. */
async function waiting(): Promise<number> {
	const sql = await driver();
	const [row] = await sql<{ count: number }[]>`
		select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
	return row!.count;
}

/** Takes the place, says so, and goes on when it is told to. */
function holding(membershipId: MembershipId) {
	const [held, freed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	const ended = inTransaction(async (tx) => {
		await memberships.lock(tx, membershipId);
		held.resolve();
		await freed.promise;
	});
	return { held: held.promise, free: freed.resolve, ended };
}

test('[PR7] a place that somebody holds still is taken back only after them', async () => {
	const place = await aPlace();
	const holder = holding(place.membershipId);
	await holder.held;
	const order: string[] = [];
	const revoked = memberships.withdraw(place, 'system', at).finally(() => order.push('taken back'));
	await expect.poll(async () => (await waiting()) + order.length).toBe(1);
	order.push('held still until here');
	holder.free();
	await holder.ended;
	expect((await revoked).accepted).toBe(true);
	expect(order).toEqual(['held still until here', 'taken back']);
});

test('a place is held by one at a time, and another place by anybody meanwhile', async () => {
	const [place, other] = [await aPlace(), await aPlace()];
	const [first, second, elsewhere] = [holding(place.membershipId), holding(place.membershipId), holding(other.membershipId)];
	const won = await Promise.race([first.held.then(() => first), second.held.then(() => second)]);
	const lost = won === first ? second : first;
	await elsewhere.held;
	let isHeldByBoth = false;
	const later = lost.held.then(() => (isHeldByBoth = true));
	await expect.poll(async () => (await waiting()) === 1 || isHeldByBoth).toBe(true);
	expect(isHeldByBoth).toBe(false);
	won.free();
	await later;
	for (const one of [lost, elsewhere]) one.free();
	await Promise.all([first.ended, second.ended, elsewhere.ended]);
});
