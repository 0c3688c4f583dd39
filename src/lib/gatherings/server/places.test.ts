import { expect, test } from 'vitest';
import type { MembershipId, SeatId } from '../../db/rules/ids.ts';
import { database, driver, inTransaction } from '../../db/server/database.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import type { FacilitatorFacts } from './gatherings.ts';
import * as gatherings from './gatherings.ts';
import * as seats from './seats.ts';

const at = new Date('2026-11-20T18:00:00Z');

function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}

test('[GA22] two facilitators give one place to two people at once: one sits there, the other facilitator reads that it is taken', async () => {
	const { zoe, ines, known, joinToken } = await inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const person = async (name: string) => value(await accounts.create(tx, { authorityId, name, email: `${name}@ville.test`, passwordHash: null, isAdministrator: true }, at));
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const agenda = { version: 1 as const, steps: [{ step: 'welcome', plannedMinutes: 6, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' as const }] };
		const gatheringId = value(await gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'À table', startsAt: at, agenda, actor: 'system' }, at));
		const facts = ({ accountId, name }: { accountId: FacilitatorFacts['accountId']; name: string }): FacilitatorFacts => ({ authorityId, projectId, gatheringId, accountId, name });
		const [zoe, ines] = [facts(await person('zoe')), facts(await person('ines'))];
		value(await gatherings.openDoors(tx, zoe, { revision: 0 }, at));
		// two namesakes are awaited: whoever comes under this name may be either
		const known: MembershipId[] = [];
		for (const _ of [1, 2]) known.push(value(await memberships.add(tx, { authorityId, projectId, person: { name: 'Saule' }, capacity: 'juror', actor: 'system' }, at)));
		return { zoe, ines, known, joinToken: (await gatherings.read(tx, gatheringId)).joinToken };
	});
	const come = async () => value(await inTransaction((tx) => seats.join(tx, { by: { token: joinToken }, publicName: 'Saule', capacity: 'juror', address: 'net' }, at))).seatId;
	const [one, other] = [await come(), await come()];
	const admit = (by: FacilitatorFacts, seatId: SeatId) => inTransaction((tx) => seats.admit(tx, by, { seatId, place: known[0]! }, at));

	// both have read that the place is free before either may write: somebody else holds the row until then
	const sql = await driver();
	let both: Promise<PromiseSettledResult<Awaited<ReturnType<typeof admit>>>[]> | undefined;
	await sql.begin(async (holder) => {
		await holder`select from memberships where id = ${known[0]!} for update`;
		both = Promise.allSettled([admit(zoe, one), admit(ines, other)]);
		await expect
			.poll(async () => (await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).length)
			.toBe(2);
	});
	const outcomes = (await both!).map((outcome) => (outcome.status === 'rejected' ? 'thrown' : outcome.value.accepted ? 'seated' : outcome.value.reason));
	expect(outcomes.toSorted()).toEqual(['place-taken', 'seated']);
	const sitting = await seats.ofGathering(await database(), zoe.gatheringId);
	expect(sitting.filter(({ membershipId }) => membershipId === known[0])).toHaveLength(1);
	expect(sitting.map(({ state }) => state).toSorted()).toEqual(['admitted', 'waiting']);
});
