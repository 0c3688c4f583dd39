import { expect, test } from 'vitest';
import type { MembershipId, SeatId } from '../../db/rules/ids.ts';
import { database, driver, inTransaction } from '../../db/server/database.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { deskFrame } from './frames.ts';
import type { FacilitatorFacts } from './gatherings.ts';
import * as gatherings from './gatherings.ts';
import * as seats from './seats.ts';

const at = new Date('2026-11-20T18:00:00Z');

function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}

/** Open doors, two facilitators, and members of the project who are awaited under these names. */
const doorsFor = (names: readonly string[]) =>
	inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const person = async (name: string) => value(await accounts.create(tx, { authorityId, name, email: `${name}-${authorityId}@ville.test`, passwordHash: null, isAdministrator: true }, at));
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const agenda = { version: 1 as const, steps: [{ step: 'welcome', plannedMinutes: 6, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' as const }] };
		const gatheringId = value(await gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'À table', startsAt: at, agenda, actor: 'system' }, at));
		const facts = ({ accountId, name }: { accountId: FacilitatorFacts['accountId']; name: string }): FacilitatorFacts => ({ authorityId, projectId, gatheringId, accountId, name });
		const [zoe, ines] = [facts(await person('zoe')), facts(await person('ines'))];
		value(await gatherings.openDoors(tx, zoe, { revision: 0 }, at));
		const known: MembershipId[] = [];
		for (const name of names) known.push(value(await memberships.add(tx, { authorityId, projectId, person: { name }, capacity: 'juror', actor: 'system' }, at)));
		const { joinToken } = await gatherings.read(tx, gatheringId);
		const come = async (publicName: string) => value(await inTransaction((one) => seats.join(one, { by: { token: joinToken }, publicName, capacity: 'juror', address: 'net' }, at))).seatId;
		return { zoe, ines, known, come };
	});

test('[GA22] two facilitators give one place to two people at once: one sits there, the other facilitator reads that it is taken', async () => {
	// two namesakes are awaited: whoever comes under this name may be either
	const { zoe, ines, known, come } = await doorsFor(['Saule', 'Saule']);
	const [one, other] = [await come('Saule'), await come('Saule')];
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

const trees = ['Aulne', 'Bouleau', 'Charme', 'Chêne', 'Érable', 'Frêne', 'Hêtre', 'If', 'Orme', 'Tilleul'];
const around = { registry: {}, servers: {}, address: 'http://ville.test', isPlainHttp: true };

test('[GA22] a console that looks while people are let in where they were awaited shows each of them once, at every moment', async () => {
	const { zoe, known, come } = await doorsFor(trees);
	const here: SeatId[] = [];
	for (const tree of trees) here.push(await come(tree));
	const query = await database();
	let isOver = false;
	let looks = 0;
	const look = async () => {
		for (; !isOver; looks += 1) {
			const { seats: shown } = await deskFrame(query, zoe, around, at);
			expect(shown.map(({ publicName }) => publicName).toSorted()).toEqual(trees.toSorted());
			expect(new Set(shown.map(({ id }) => id))).toEqual(new Set(here));
		}
	};
	const looking = Array.from({ length: 8 }, look);
	const letIn = (async () => {
		for (const [nth, seatId] of here.entries()) value(await inTransaction((tx) => seats.admit(tx, zoe, { seatId, place: known[nth]! }, at)));
		isOver = true;
	})();
	await Promise.all([letIn, ...looking]);
	expect(looks).toBeGreaterThan(0);
	expect((await seats.ofGathering(query, zoe.gatheringId)).map(({ membershipId }) => membershipId).toSorted()).toEqual(known.toSorted());
});

test('[GA22] seats that were read before somebody was let in where they were awaited are told as they are after it', async () => {
	const { zoe, known, come } = await doorsFor(['Aulne']);
	const seatId = await come('Aulne');
	const query = await database();
	const before = await seats.ofGathering(query, zoe.gatheringId);
	value(await inTransaction((tx) => seats.admit(tx, zoe, { seatId, place: known[0]! }, at)));
	const told = await seats.placed(query, before);
	expect(told.map(({ seat, facts }) => [seat.id, seat.state, seat.membershipId, facts.publicName])).toEqual([[seatId, 'admitted', known[0], 'Aulne']]);
});
