import type { RequestEvent } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { juryIn, seatOnPanel } from '../../../../tests/world/jury.ts';
import type { MembershipId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import { streamForPeople } from '../../gatherings/server/streams.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import { stopListening } from '../../live/server/live.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as persons from '../../people/server/persons.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { setClock } from '../../time/server/clock.ts';
import * as declarations from './declarations.ts';
import * as devices from './devices.ts';
import * as dues from './dues.ts';
import * as farewells from './farewells.ts';
import * as forgetting from './forgetting.ts';
import * as gate from './gate.ts';
import * as juries from './juries.ts';
import * as mandates from './mandates.ts';
import * as money from './money.ts';
import * as pools from './pools.ts';
import { candidates, contacts, declarations as signed, jurorDevices, jurySeats, recusals } from './tables.ts';
import * as roster from './roster.ts';
import * as training from './training.ts';
import * as wishes from './wishes.ts';

afterAll(stopListening);

const at = new Date('2027-02-20T10:00:00Z');
/** the first moment after a mandate of twelve months, at Paris */
const over = new Date('2028-02-20T23:00:00Z');
const before = (days: number) => new Date(over.getTime() - days * 86_400_000);
const agenda = { version: 1, steps: [{ step: 'welcome', plannedMinutes: 210, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' }] } as const;
function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

/** A project with an open workshop and two members of its jury, whose mandate ends on 20 February 2028; a third came in as before. */
async function aProject() {
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const { accountId, name } = value(await accounts.create(tx, { authorityId, name: 'Solène', email: `solene-${authorityId}@ici.invalid`, passwordHash: null, isAdministrator: true }, at));
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const place = { authorityId, projectId };
		const gatheringId = value(await gatherings.create(tx, { ...place, kind: 'workshop', title: 'À table', place: '', startsAt: at, agenda, actor: 'system' }, at));
		const member = async (name: string, tree: string) => value(await memberships.add(tx, { ...place, person: { name }, publicName: tree, capacity: 'juror', endsAt: over, actor: 'system' }, at));
		const [tilleul, erable, genet] = [await member('Camille Roux', 'Tilleul'), await member('Ali Petit', 'Érable'), await member('Zoé', 'Genêt')];
		const { juryId } = await juryIn(tx, place, at);
		await seatOnPanel(tx, place, tilleul, at);
		await seatOnPanel(tx, place, erable, at, { last: 'Petit', first: 'Ali' });
		const by: juries.Keeper = { ...place, actor: `account:${accountId}`, at };
		value(await gatherings.openDoors(tx, { ...place, gatheringId, accountId, name }, { revision: 0 }, at));
		return { place, by, juryId, gatheringId, accountId, tilleul, erable, genet };
	});
}
type World = Awaited<ReturnType<typeof aProject>>;
const journalOf = async ({ place }: World) => (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, place.projectId)).orderBy(journalEntries.number);
const lastActs = async (world: World, acts: readonly string[]) => (await journalOf(world)).filter(({ act }) => acts.includes(act));
const say = (world: World, membershipId: MembershipId, answer: string, when: Date) => inTransaction((tx) => mandates.say(tx, { ...world.place, membershipId, at: when }, answer));
const sayFor = (world: World, juror: string, answer: string, channel: string, when: Date) => inTransaction((tx) => mandates.sayFor(tx, { ...world.by, at: when }, { juror, answer, channel }));
const start = { stage: 'start', gatheringId: null } as const;

test('[JU100] [JU102] [JU103] a renewal is a plain yes, said or typed; the journal says by whom', async () => {
	const world = await aProject();
	const query = await database();
	const dates = async (who: MembershipId, when: Date) => mandates.ofJuror(query, (await memberships.read(query, who))!, when);
	expect(await dates(world.tilleul, at)).toEqual({ firstDay: '2027-02-20', lastDay: '2028-02-20', answer: null, standing: 'runs', mayAnswer: false });
	expect(await dates(world.genet, at), 'no seat of the jury, no mandate').toBeUndefined();
	expect(reasonOf(await say(world, world.tilleul, 'yes', at))).toBe('renewal-too-early');
	expect((await dates(world.tilleul, before(30)))!.standing).toBe('to-answer');

	value(await say(world, world.tilleul, 'no', before(30)));
	expect(await dates(world.tilleul, before(30))).toMatchObject({ answer: 'no', standing: 'stops', mayAnswer: true });
	const said = await Promise.all([1, 2, 3].map(() => say(world, world.tilleul, 'yes', before(20))));
	expect(said.map(reasonOf).sort(), 'one yes, twelve months').toEqual(['accepted', 'renewal-too-early', 'renewal-too-early']);
	expect(await dates(world.tilleul, before(20))).toMatchObject({ lastDay: '2029-02-20', answer: null, standing: 'runs' });

	expect(reasonOf(await sayFor(world, world.erable, 'yes', 'form', before(10)))).toBe('channel-unknown');
	expect(reasonOf(await sayFor(world, world.genet, 'yes', 'phone', before(10)))).toBe('juror-unknown');
	value(await sayFor(world, world.erable, 'yes', 'phone', before(10)));
	expect((await mandates.ofProject(query, world.place, before(9))).map(({ publicName, lastDay }) => [publicName, lastDay])).toEqual([
		['Érable', '2029-02-20'],
		['Tilleul', '2029-02-20']
	]);
	expect(await lastActs(world, ['mandate-renewed', 'mandate-not-renewed'])).toMatchObject([
		{ act: 'mandate-not-renewed', actor: `membership:${world.tilleul}`, onBehalfOf: null },
		{ act: 'mandate-renewed', actor: `membership:${world.tilleul}`, onBehalfOf: null },
		{ act: 'mandate-renewed', actor: world.by.actor, onBehalfOf: `membership:${world.erable}`, about: { channel: 'phone' } }
	]);
});

test('[JU101] without a yes a mandate ends: the seat is free, home is closed, the team is told; a yes at the last moment keeps it', async () => {
	const world = await aProject();
	const query = await database();
	const home = async (membershipId: MembershipId) => value(await inTransaction(async (tx) => devices.enterByCode(tx, { code: await memberships.issueReentry(tx, membershipId), address: `end-${membershipId}` }, before(1))));
	const [hers, his] = [await home(world.tilleul), await home(world.erable)];
	await dues.settle(before(0.001));
	expect(await devices.jurorOf(query, world.place.projectId, his.token, before(0.001))).toBeDefined();
	value(await say(world, world.tilleul, 'yes', before(0.01)));
	expect((await Promise.all([dues.settle(over), dues.settle(over)])).length).toBe(2);
	const seatOf = async (membershipId: MembershipId) => (await query.select().from(jurySeats).where(eq(jurySeats.membershipId, membershipId)))[0]!;
	expect(await seatOf(world.erable)).toMatchObject({ state: 'left', leftAt: over });
	expect(await seatOf(world.tilleul)).toMatchObject({ state: 'accepted', leftAt: null });
	expect(await query.select().from(jurorDevices).where(eq(jurorDevices.membershipId, world.erable))).toEqual([]);
	expect(await devices.jurorOf(query, world.place.projectId, hers.token, over)).toBeDefined();
	expect((await mandates.endedIn(query, world.juryId)).map(({ publicName }) => publicName)).toEqual(['Érable']);
	expect(await lastActs(world, ['juror-mandate-over'])).toMatchObject([{ actor: 'system', about: { membership: world.erable } }]);
	expect(reasonOf(await say(world, world.erable, 'yes', over))).toBe('juror-unknown');
});

test('[JU114] who sits in a room whose gate closes for them is out at once: set aside, stepped aside, or at the end of their mandate', async () => {
	const world = await aProject();
	setClock(at);
	const query = await database();
	const train = async (who: MembershipId) => {
		value(await inTransaction((tx) => training.finishOnPaper(tx, world.by, who)));
		return sign(who, 'no-link', at);
	};
	const sign = async (who: MembershipId, declared: string, when: Date) => value(await inTransaction((tx) => declarations.signOnPaper(tx, { ...world.by, at: when }, who, start, { declared, details: 'x', ticked: 'yes' })));
	/** seated, with the stream of their hand open; `isLost` waits until it is told that the right is gone */
	const sit = async (who: MembershipId) => {
		const code = await inTransaction((tx) => memberships.issueReentry(tx, who));
		const enter = () => inTransaction((tx) => seats.enterByReentry(tx, { code, address: `sit-${who}`, gatheringId: world.gatheringId }, at, gate.ofGathering));
		const { token } = value(await enter());
		const url = new URL(`http://atelier.test/direct/${world.gatheringId}`);
		const stream = await streamForPeople({ url, request: new Request(url), getClientAddress: () => '203.0.113.9', cookies: { get: (name: string) => (name.includes(world.gatheringId) ? token : undefined) } } as unknown as RequestEvent, world.gatheringId);
		const told = stream.text();
		return { enter, isLost: async () => (await told).includes('event: lost'), device: async () => reasonOf(await seats.byDevice(query, world.gatheringId, token, at)) };
	};
	await Promise.all([world.tilleul, world.erable].map(train));
	const [tilleul, erable, genet] = [await sit(world.tilleul), await sit(world.erable), await sit(world.genet)];

	const linked = await sign(world.tilleul, 'link', new Date(at.getTime() + 1000));
	expect(await tilleul.isLost()).toBe(true);
	expect([await tilleul.device(), await erable.device()]).toEqual(['seat-device-ended', 'accepted']);
	expect(reasonOf(await tilleul.enter())).toBe('link-to-judge');
	const decide = (verdict: string, seconds: number) => inTransaction((tx) => declarations.decide(tx, { ...world.by, at: new Date(at.getTime() + seconds * 1000) }, linked, { verdict, reason: 'Lien' }));
	value(await decide('takes-part', 2));
	const again = await sit(world.tilleul);
	value(await decide('aside', 3));
	expect([await again.isLost(), await again.device(), reasonOf(await again.enter())]).toEqual([true, 'seat-device-ended', 'stepped-aside']);

	// on paper there is no device to end: the seat waits at the door again, and the gate says no
	const saule = value(await inTransaction((tx) => memberships.add(tx, { ...world.place, person: { name: 'Lou' }, publicName: 'Saule', capacity: 'juror', endsAt: over, actor: 'system' }, at)));
	await inTransaction((tx) => seatOnPanel(tx, world.place, saule, at, { last: 'Lou', first: 'Lou' }));
	await train(saule);
	const desk = { ...world.place, gatheringId: world.gatheringId, accountId: world.accountId, name: 'Solène' };
	const onPaper = value(await inTransaction((tx) => seats.addOnPaper(tx, desk, { place: saule }, at, gate.ofGathering)));
	const onRoll = async () => (await seats.rollOf(query, world.gatheringId)).some(({ membershipId }) => membershipId === saule);
	expect(await onRoll()).toBe(true);
	await sign(saule, 'link', new Date(at.getTime() + 4000));
	expect(await onRoll()).toBe(false);
	expect(reasonOf(await inTransaction((tx) => seats.admit(tx, desk, { seatId: onPaper, place: undefined }, at, gate.ofGathering)))).toBe('link-to-judge');

	setClock(over);
	await dues.settle(over);
	expect([await erable.isLost(), reasonOf(await erable.enter())]).toEqual([true, 'reentry-unknown']);
	expect(await genet.device(), 'who has no seat of the jury stays').toBe('accepted');
});

test('[JU109] [JU110] [JU111] [JU112] [JU108] a jury ends once its accounts are explained; on the day that was said its members are forgotten, once, but for who agreed', async () => {
	const world = await aProject();
	const query = await database();
	const { place, by, juryId, tilleul, erable } = world;
	await inTransaction((tx) => wishes.say(tx, { ...place, membershipId: tilleul, at }, 'keep-in-touch'));
	expect((await roster.choicesOf(query, juryId)).map(({ publicName, keepsInTouch }) => [publicName, keepsInTouch])).toEqual([['Érable', false], ['Tilleul', true]]);
	const touch = (juror: string, wish: string) => inTransaction((tx) => wishes.sayFor(tx, by, { juror, wish }));
	expect([reasonOf(await touch(world.genet, 'keep-in-touch')), reasonOf(await touch(erable, 'leave'))]).toEqual(['juror-unknown', 'touch-missing']);
	value(await touch(erable, 'keep-in-touch'));
	value(await touch(erable, 'forget-me'));
	expect((await lastActs(world, ['juror-wish-said'])).map(({ actor, onBehalfOf }) => [actor === by.actor, onBehalfOf])).toEqual([[false, null], [true, `membership:${erable}`], [true, `membership:${erable}`]]);
	value(await inTransaction((tx) => farewells.leave(tx, { ...place, membershipId: erable, at }, 'Osez demander.')));
	expect(await farewells.ofProject(query, place)).toMatchObject([{ publicName: 'Érable', words: 'Osez demander.' }]);
	value(await inTransaction((tx) => training.finishOnPaper(tx, by, erable)));
	const link = value(await inTransaction((tx) => declarations.signOnPaper(tx, by, erable, start, { declared: 'link', details: 'Ma sœur', ticked: 'yes' })));
	value(await inTransaction((tx) => declarations.decide(tx, by, link, { verdict: 'aside', reason: 'Sa sœur' })));
	value(await inTransaction((tx) => money.add(tx, by, tilleul, { kind: 'expense', amount: '12,40', what: 'train' })));
	value(await inTransaction(async (tx) => devices.enterByCode(tx, { code: await memberships.issueReentry(tx, tilleul), address: `forget-${tilleul}` }, at)));

	const whole = { note: '', certificates: 'yes', touch: 'yes', forgetOn: '2027-08-20' };
	const end = (left: number, typed = whole) => inTransaction((tx) => juries.end(tx, by, left, typed, '2027-02-20'));
	expect(reasonOf(await end(1240))).toBe('end-balance-unexplained');
	expect((await Promise.all([1, 2].map(() => end(1240, { ...whole, note: 'Virement en mars' })))).map(reasonOf).sort()).toEqual(['accepted', 'jury-ended']);
	expect(reasonOf(await say(world, tilleul, 'yes', before(10)))).toBe('jury-ended');

	await forgetting.forgetDue(new Date('2027-08-19T21:59:00Z'));
	expect(await query.select().from(contacts).where(eq(contacts.juryId, juryId))).toHaveLength(2);
	const day = new Date('2027-08-19T22:00:00Z');
	await Promise.all([forgetting.forgetDue(day), forgetting.forgetDue(day)]);
	await forgetting.forgetDue(new Date(day.getTime() + 86_400_000));
	expect(await pools.purgesOf(query, juryId)).toMatchObject([{ what: 'end-of-jury', people: 2, dueOn: '2027-08-20', doneBy: 'system' }]);
	expect((await pools.purgesOf(query, juryId))[0]!.codesHash).toMatch(/^[0-9a-f]{64}$/);

	expect(await query.select().from(contacts).where(eq(contacts.juryId, juryId))).toEqual([]);
	expect((await query.select().from(candidates).where(eq(candidates.juryId, juryId))).map(({ profile, household }) => [profile, household])).toEqual([[{}, null], [{}, null]]);
	expect(await query.select().from(jurorDevices).where(eq(jurorDevices.projectId, place.projectId))).toEqual([]);
	expect((await query.select().from(signed).where(eq(signed.projectId, place.projectId))).map(({ declared, details }) => [declared, details])).toEqual([['link', '']]);
	expect((await query.select().from(recusals).where(eq(recusals.projectId, place.projectId))).map(({ reason }) => reason)).toEqual(['']);
	expect(await farewells.ofProject(query, place)).toEqual([]);
	const facts = await memberships.readMany(query, [tilleul, erable]);
	expect([...facts.values()].map(({ publicName, revokedAt }) => [publicName, revokedAt]).sort()).toEqual([['Tilleul', day], ['Érable', day]]);
	expect([...(await persons.read(query, [...facts.values()].map(({ personId }) => personId))).values()].map(({ name }) => name).sort()).toEqual(['Tilleul', 'Érable']);
	// what was due and paid stays, under the tree
	expect((await money.ofProject(query, place)).find(({ membershipId }) => membershipId === tilleul)).toMatchObject({ publicName: 'Tilleul', realName: null, balance: { expenses: 1240 } });
	const kept = await pools.alumniOf(query, juryId);
	expect(kept.map(({ name }) => name)).toEqual(['Camille Roux']);
	value(await inTransaction((tx) => pools.forgetAlumnus(tx, by, kept[0]!.id)));
	expect(await pools.alumniOf(query, juryId)).toEqual([]);
	expect(JSON.stringify(await journalOf(world))).not.toMatch(/Roux|Petit|sœur|Osez|mars/);
});
