import { beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { GatheringId, MembershipId, SeatId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { record } from '../../journal/server/journal.ts';
import { watch } from '../../live/server/live.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import type { Agenda, AgendaStep } from '../rules/agenda.ts';
import { deskFrame, handFrame, wallFrame } from './frames.ts';
import * as gatherings from './gatherings.ts';
import type { FacilitatorFacts, Registries } from './gatherings.ts';
import * as seats from './seats.ts';
import { stays } from './tables.ts';

const at = new Date('2026-11-20T18:00:00Z');
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

const line = (step: string, plannedMinutes: number, minimumMinutes: number): AgendaStep => ({
	step,
	plannedMinutes,
	minimumMinutes,
	isProtected: false,
	isOptional: false,
	register: 'speak'
});
const agenda: Agenda = { version: 1, steps: [line('welcome', 6, 4), line('writing', 10, 7), line('grouping', 18, 12)] };

const carried: string[] = [];
let failsOn: string | undefined;
const server = {
	hand: async () => ({}),
	screen: async () => ({}),
	desk: async () => ({}),
	async carryOut(_: unknown, __: unknown, effect: { do: string; what: string }) {
		if (effect.what === failsOn) throw new Error('the step failed');
		carried.push(`${effect.do} ${effect.what}`);
	},
	acts: {}
} as never;
const registries: Registries = {
	rules: Object.fromEntries(agenda.steps.map(({ step, ...usual }) => [step, { usual, onEnter: [{ do: 'open', what: step }], onLeave: [{ do: 'close', what: step }] }])),
	servers: Object.fromEntries(agenda.steps.map(({ step }) => [step, server]))
};

function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}

let count = 0;
async function room() {
	count += 1;
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: `Ville ${count}`, timeZone: 'Europe/Paris' }, at);
		const person = async (name: string) =>
			value(await accounts.create(tx, { authorityId, name, email: `${name}${count}@ville.test`, passwordHash: null, isAdministrator: true }, at));
		const [zoe, ines] = [await person('zoe'), await person('ines')];
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const gatheringId = value(await gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'À table', startsAt: at, agenda, actor: 'system' }, at));
		const facts = (account: typeof zoe): FacilitatorFacts => ({ authorityId, projectId, gatheringId, accountId: account.accountId, name: account.name });
		const [byZoe, byInes] = [facts(zoe), facts(ines)];
		value(await gatherings.openDoors(tx, byZoe, { revision: 0 }, at));
		return { gatheringId, zoe: byZoe, ines: byInes };
	});
}

const joinAs = async (gatheringId: GatheringId, publicName: string, address = 'net', capacity: Capacity = 'juror') => {
	const { joinToken } = await gatherings.read(await database(), gatheringId);
	return inTransaction((tx) => seats.join(tx, { by: { token: joinToken }, publicName, capacity, address }, later(1)));
};
const revisionOf = async (gatheringId: GatheringId) => (await gatherings.read(await database(), gatheringId)).revision;
const go = async (by: FacilitatorFacts, way: 'advance' | 'goBack', more: object = {}, when = later(2)) => {
	const revision = await revisionOf(by.gatheringId);
	return inTransaction((tx) => gatherings[way](tx, registries, by, { revision, ...more }, when));
};

beforeEach(() => {
	carried.length = 0;
	failsOn = undefined;
});

describe('steps', () => {
	test('[GA2] two facilitators advance at once: one wins, the other is told', async () => {
		const { gatheringId, zoe } = await room();
		const revision = await revisionOf(gatheringId);
		const outcomes = await Promise.all([1, 2].map(() => inTransaction((tx) => gatherings.advance(tx, registries, zoe, { revision }, later(1)))));
		expect(outcomes.map((outcome) => (outcome.accepted ? 'moved' : outcome.reason)).toSorted()).toEqual(['moved', 'somebody-advanced-first']);
		expect(await gatherings.staysOf(await database(), gatheringId)).toHaveLength(1);
		expect(carried).toEqual(['open welcome']);
	});

	test('[GA4] back and forward again: new stays, one open, effects repeated in order', async () => {
		const { gatheringId, zoe } = await room();
		value(await go(zoe, 'advance', {}, later(1)));
		value(await go(zoe, 'advance', {}, later(5)));
		value(await go(zoe, 'goBack', {}, later(8)));
		value(await go(zoe, 'advance', {}, later(9)));
		const all = await gatherings.staysOf(await database(), gatheringId);
		expect(all.map(({ step, leftAt }) => [step, leftAt === null])).toEqual([['welcome', false], ['writing', false], ['welcome', false], ['writing', true]]);
		expect(carried).toEqual(['open welcome', 'close welcome', 'open writing', 'close writing', 'open welcome', 'close welcome', 'open writing']);
	});

	test('a step that fails takes the whole change back', async () => {
		const { gatheringId, zoe } = await room();
		failsOn = 'welcome';
		await expect(go(zoe, 'advance')).rejects.toThrow('the step failed');
		expect(await gatherings.read(await database(), gatheringId)).toMatchObject({ position: -1, revision: 1 });
		expect(await (await database()).select().from(stays).where(eq(stays.gatheringId, gatheringId))).toEqual([]);
	});

	test('[GA6] another facilitator takes over from a laptop that died', async () => {
		const { zoe, ines } = await room();
		expect(await go(ines, 'advance')).toEqual({ accepted: false, reason: 'somebody-else-holds-the-hand' });
		value(await inTransaction((tx) => gatherings.takeOver(tx, ines)));
		value(await go(ines, 'advance'));
		expect(await go(zoe, 'advance')).toEqual({ accepted: false, reason: 'somebody-else-holds-the-hand' });
	});

	test('[GA5] after the close nothing moves, and the step was left', async () => {
		const { gatheringId, zoe } = await room();
		value(await go(zoe, 'advance'));
		const revision = await revisionOf(gatheringId);
		value(await inTransaction((tx) => gatherings.close(tx, registries, zoe, { revision }, later(9))));
		expect(carried).toEqual(['open welcome', 'close welcome']);
		expect(await go(zoe, 'advance')).toEqual({ accepted: false, reason: 'gathering-closed' });
		expect((await gatherings.staysOf(await database(), gatheringId))[0]!.leftAt).toEqual(later(9));
	});

	test('[GA10] [GA2] minutes are taken once, though two press at once', async () => {
		const { gatheringId, zoe, ines } = await room();
		value(await go(zoe, 'advance'));
		const revision = await revisionOf(gatheringId);
		const outcomes = await Promise.all([zoe, ines].map((by) => inTransaction((tx) => gatherings.takeMinutes(tx, by, { revision, from: 2, minutes: 5 }, later(3)))));
		expect(outcomes.filter((outcome) => outcome.accepted)).toHaveLength(1);
		expect((await gatherings.read(await database(), gatheringId)).agenda.steps.map(({ plannedMinutes }) => plannedMinutes)).toEqual([11, 10, 13]);
	});
});

describe('seats', () => {
	test('sixty people behind one address join at once', async () => {
		const { gatheringId, zoe } = await room();
		const joined = await Promise.all(Array.from({ length: 60 }, (_, nth) => joinAs(gatheringId, `Personne ${nth}`)));
		expect(joined.every(({ accepted: isIn }) => isIn)).toBe(true);
		expect(value(await inTransaction((tx) => seats.admitAll(tx, zoe, later(2))))).toBe(60);
		expect(await seats.rollOf(await database(), gatheringId)).toHaveLength(60);
	});

	test('[GA24] one address never fills the room: the others still come in, and the door is cleared in one act', async () => {
		const { gatheringId, zoe } = await room();
		const flood = [];
		for (let batch = 0; batch < 13; batch++) flood.push(...(await Promise.all(Array.from({ length: 10 }, (_, nth) => joinAs(gatheringId, `Faux ${batch} ${nth}`, '2001:db8:0:1::' + batch)))));
		expect(flood.slice(0, 120).every((one) => one.accepted)).toBe(true);
		expect(flood.slice(120).map((one) => (one.accepted ? 'in' : one.reason))).toEqual(Array(10).fill('door-crowded'));
		expect((await joinAs(gatheringId, 'Léa', '2001:db8:0:2::1')).accepted).toBe(true);
		expect(value(await inTransaction((tx) => seats.refuseAll(tx, zoe, later(2))))).toBe(121);
		expect((await seats.ofGathering(await database(), gatheringId)).filter(({ state }) => state === 'waiting')).toEqual([]);
		expect((await joinAs(gatheringId, 'Vraie personne', '2001:db8:0:1::1')).accepted).toBe(true);
		expect(value(await inTransaction((tx) => seats.refuseAll(tx, zoe, later(2))))).toBe(1);
		expect(value(await inTransaction((tx) => seats.refuseAll(tx, zoe, later(2))))).toBe(0);
	});

	test('[GA15] a rotated link and code are worth nothing, a guessed code neither, and guesses are counted', async () => {
		const { gatheringId, zoe } = await room();
		const old = await gatherings.read(await database(), gatheringId);
		value(await inTransaction((tx) => gatherings.rotateInvitation(tx, zoe)));
		const invited = (by: seats.InvitedBy, address: string) => database().then((query) => seats.invited(query, by, address, later(1)));
		for (const by of [{ token: old.joinToken }, { code: old.joinCode }]) expect(await invited(by, 'other')).toEqual({ accepted: false, reason: 'invitation-unknown' });
		const guesses = await Promise.all(Array.from({ length: 300 }, () => invited({ code: 'BBBBBB' }, 'guesser')));
		expect(guesses.filter((guess) => !guess.accepted && guess.reason === 'invitation-unknown')).toHaveLength(50);
		const { joinCode } = await gatherings.read(await database(), gatheringId);
		expect(await invited({ code: joinCode.toLowerCase() }, 'guesser')).toEqual({ accepted: false, reason: 'too-many-attempts' });
		expect((await invited({ code: joinCode.toLowerCase() }, 'other')).accepted).toBe(true);
		const query = await database();
		expect(await seats.invited(query, { code: joinCode }, 'other', later(600))).toEqual({ accepted: false, reason: 'invitation-expired' });
	});

	test.each([
		['', 'name-missing'],
		['\u202E \u200B', 'name-missing'],
		['a'.repeat(61), 'name-too-long']
	])('a name like %j is refused', async (name, reason) => {
		const { gatheringId } = await room();
		expect(await joinAs(gatheringId, name)).toEqual({ accepted: false, reason });
	});

	test('[GA16] the same name twice is shown to the facilitator, and merging keeps what was done', async () => {
		const { gatheringId, zoe } = await room();
		const first = value(await joinAs(gatheringId, 'Léa'));
		const second = value(await joinAs(gatheringId, 'LEA '));
		const query = await database();
		const around = { registry: registries.rules, servers: registries.servers, address: 'http://atelier.test', isPlainHttp: true };
		const desk = await deskFrame(query, zoe, around, later(2));
		const flagged = desk.seats.filter(({ looksLike }) => looksLike !== null);
		expect(flagged).toHaveLength(1);
		expect(new Set([flagged[0]!.id, flagged[0]!.looksLike])).toEqual(new Set([first.seatId, second.seatId]));
		// [GA18] the one who has acted remains; a name is no proof: the other's devices and code open nothing of it
		value(await inTransaction((tx) => seats.admit(tx, zoe, { seatId: first.seatId }, later(2))));
		value(await inTransaction((tx) => seats.admit(tx, zoe, { seatId: second.seatId }, later(2))));
		await inTransaction((tx) => record(tx, { authorityId: zoe.authorityId, projectId: zoe.projectId, act: 'card-written', actor: `seat:${second.seatId}` }));
		const foreseen = (await deskFrame(query, zoe, around, later(2))).seats.find(({ merge }) => merge)!.merge;
		expect(foreseen).toEqual({ gone: first.seatId, kept: second.seatId });
		const merged = value(await inTransaction((tx) => seats.merge(tx, zoe, { from: second.seatId, into: first.seatId }, later(3))));
		expect(merged).toEqual({ gone: first.seatId, kept: second.seatId });
		expect(await seats.byDevice(query, gatheringId, second.token, later(3))).toMatchObject({ accepted: true, value: { seatId: second.seatId } });
		expect(await seats.byDevice(query, gatheringId, first.token, later(3))).toEqual({ accepted: false, reason: 'seat-merged' });
		const enter = (code: string) => inTransaction((tx) => seats.enterByReentry(tx, { code, address: 'net' }, later(4)));
		expect(await enter(first.reentryCode!)).toEqual({ accepted: false, reason: 'seat-merged' });
		// the same person has the code of the seat that remains
		const back = value(await enter(second.reentryCode!));
		expect(await seats.byDevice(query, gatheringId, back.token, later(4))).toMatchObject({ accepted: true, value: { seatId: second.seatId } });
	});

	test('[GA18] a stranger at the door under the name of somebody in the room is not given their seat, whichever way the two are merged', async () => {
		for (const order of ['stranger-first', 'stranger-last'] as const) {
			const { gatheringId, zoe } = await room();
			const early = order === 'stranger-first' ? value(await joinAs(gatheringId, 'léa')) : undefined;
			const lea = value(await joinAs(gatheringId, 'Léa'));
			value(await inTransaction((tx) => seats.admit(tx, zoe, { seatId: lea.seatId }, later(2))));
			const stranger = early ?? value(await joinAs(gatheringId, 'léa'));
			const asked = order === 'stranger-first' ? { from: lea.seatId, into: stranger.seatId } : { from: stranger.seatId, into: lea.seatId };
			expect(value(await inTransaction((tx) => seats.merge(tx, zoe, asked, later(3))))).toEqual({ gone: stranger.seatId, kept: lea.seatId });
			const query = await database();
			expect(await seats.byDevice(query, gatheringId, stranger.token, later(3))).toEqual({ accepted: false, reason: 'seat-merged' });
			expect(await seats.byDevice(query, gatheringId, lea.token, later(3))).toMatchObject({ accepted: true, value: { seatId: lea.seatId, state: 'admitted' } });
		}
	});

	test('[GA18] a seat on paper that somebody at the door is merged into stays on paper until they come in with its code', async () => {
		const { gatheringId, zoe } = await room();
		const paper = value(await inTransaction((tx) => seats.addOnPaper(tx, zoe, { publicName: 'Yvonne', capacity: 'juror' }, later(1))));
		const { seatId } = value(await joinAs(gatheringId, 'yvonne'));
		value(await inTransaction((tx) => seats.merge(tx, zoe, { from: seatId, into: paper }, later(2))));
		const query = await database();
		expect((await seats.read(query, gatheringId, paper))!.isOnPaper).toBe(true);
		const { code } = value(await inTransaction((tx) => seats.reissue(tx, zoe, paper, later(3))));
		value(await inTransaction((tx) => seats.enterByReentry(tx, { code, address: 'net' }, later(4))));
		expect((await seats.read(query, gatheringId, paper))!.isOnPaper).toBe(false);
	});

	test('[GA18] two seats that have both acted are not merged', async () => {
		const { gatheringId, zoe } = await room();
		const both = [value(await joinAs(gatheringId, 'Noé')), value(await joinAs(gatheringId, 'Noe'))];
		value(await inTransaction((tx) => seats.admitAll(tx, zoe, later(2))));
		for (const { seatId } of both)
			await inTransaction((tx) => record(tx, { authorityId: zoe.authorityId, projectId: zoe.projectId, act: 'ballot-cast', actor: `seat:${seatId}` }));
		expect(await inTransaction((tx) => seats.merge(tx, zoe, { from: both[0]!.seatId, into: both[1]!.seatId }, later(3)))).toEqual({ accepted: false, reason: 'both-seats-have-acted' });
	});

	test('[GA20] who is expelled reads nothing more, whatever the device or the code', async () => {
		const { gatheringId, zoe } = await room();
		const { seatId, token, reentryCode } = value(await joinAs(gatheringId, 'Paul'));
		value(await inTransaction((tx) => seats.admit(tx, zoe, { seatId }, later(2))));
		const query = await database();
		expect((await seats.byDevice(query, gatheringId, token, later(2))).accepted).toBe(true);
		const told = new Promise<string>((hear) => void watch((topic) => topic === `rights:${gatheringId}`, hear).then(() => inTransaction((tx) => seats.expel(tx, zoe, seatId, later(3)))));
		expect(await told).toBe(`rights:${gatheringId}`);
		expect(await seats.byDevice(query, gatheringId, token, later(3))).toEqual({ accepted: false, reason: 'seat-expelled' });
		expect(await inTransaction((tx) => seats.enterByReentry(tx, { code: reentryCode!, address: 'net' }, later(3)))).toEqual({ accepted: false, reason: 'seat-expelled' });
		expect(await seats.rollOf(query, gatheringId)).toEqual([]);
	});

	test('[GA20] a seat of one gathering is worth nothing in another', async () => {
		const [here, there] = [await room(), await room()];
		const { token } = value(await joinAs(here.gatheringId, 'Ana'));
		expect(await seats.byDevice(await database(), there.gatheringId, token, later(2))).toEqual({ accepted: false, reason: 'seat-needed' });
		const { seatId } = value(await joinAs(here.gatheringId, 'Ugo'));
		expect(await inTransaction((tx) => seats.admit(tx, there.zoe, { seatId }, later(2)))).toEqual({ accepted: false, reason: 'seat-unknown' });
	});

	test('[GA21] a personal code opens the same seat elsewhere, and a new one ends the old devices', async () => {
		const { gatheringId, zoe } = await room();
		const { seatId, token, reentryCode } = value(await joinAs(gatheringId, 'Mia'));
		value(await inTransaction((tx) => seats.admit(tx, zoe, { seatId }, later(2))));
		const phone = value(await inTransaction((tx) => seats.enterByReentry(tx, { code: ` ${reentryCode!.toLowerCase()} `, address: 'net' }, later(2))));
		expect(phone).toMatchObject({ seatId, state: 'admitted' });
		const query = await database();
		for (const device of [token, phone.token]) expect((await seats.byDevice(query, gatheringId, device, later(2))).accepted).toBe(true);
		const { code } = value(await inTransaction((tx) => seats.reissue(tx, zoe, seatId, later(3))));
		for (const device of [token, phone.token]) expect(await seats.byDevice(query, gatheringId, device, later(3))).toEqual({ accepted: false, reason: 'seat-device-ended' });
		const enter = (typed: string) => inTransaction((tx) => seats.enterByReentry(tx, { code: typed, address: 'net' }, later(4)));
		expect(await enter(reentryCode!)).toEqual({ accepted: false, reason: 'reentry-unknown' });
		expect(value(await enter(code)).seatId).toBe(seatId);
	});

	test('[GA7] ready is of one step, forgotten when it is entered again, and asks before most are ready', async () => {
		const { gatheringId, zoe } = await room();
		const joined = [value(await joinAs(gatheringId, 'A1')), value(await joinAs(gatheringId, 'A2'))];
		value(await inTransaction((tx) => seats.admitAll(tx, zoe, later(1))));
		value(await go(zoe, 'advance'));
		const query = await database();
		const seatOf = async (token: string) => value(await seats.byDevice(query, gatheringId, token, later(2)));
		expect(await go(zoe, 'advance')).toEqual({ accepted: false, reason: 'many-are-not-ready' });
		for (const { token } of joined) {
			const seat = await seatOf(token);
			value(await inTransaction((tx) => seats.markReady(tx, seat, { step: 'welcome', ready: 'yes' }, later(3))));
		}
		expect((await wallFrame(query, gatheringId, 'http://atelier.test', later(3))).readySeats).toBe(2);
		value(await go(zoe, 'advance'));
		const seat = await seatOf(joined[0]!.token);
		expect(await inTransaction((tx) => seats.markReady(tx, seat, { step: 'welcome', ready: 'yes' }, later(3)))).toEqual({ accepted: false, reason: 'step-not-open' });
		value(await go(zoe, 'goBack'));
		expect((await handFrame(query, await seatOf(joined[0]!.token), null, later(4))).seat.isReady).toBe(false);
	});

	test('the wall holds no name and no id of a seat', async () => {
		const { gatheringId, zoe } = await room();
		const { seatId } = value(await joinAs(gatheringId, 'Canari'));
		value(await inTransaction((tx) => seats.admitAll(tx, zoe, later(1))));
		const wall = JSON.stringify(await wallFrame(await database(), gatheringId, 'http://192.168.1.4:3000', later(2)));
		expect(wall).toContain('http://192.168.1.4:3000/r/');
		for (const secret of ['Canari', seatId]) expect(wall).not.toContain(secret);
	});

	test('[GA7] [GA23] who has done what the step asks is ready, what would change nothing is not announced, and a board opens once before it reopens', async () => {
		const { gatheringId, zoe } = await room();
		const seatIds = [];
		for (const name of ['Ida', 'Jo', 'Kim']) seatIds.push(value(await joinAs(gatheringId, name)).seatId);
		value(await inTransaction((tx) => seats.admitAll(tx, zoe, later(1))));
		const knowing = (foreseen: object) => ({ ...(server as object), foresee: async () => ({ idle: [], entering: [], leaving: [], finished: [], ...foreseen }) }) as never;
		const rules = { ...registries.rules, grouping: { ...registries.rules.grouping!, onEnter: [{ do: 'unfreeze', what: 'board' }] } } as Registries['rules'];
		const servers = { ...registries.servers, welcome: knowing({ idle: ['closes-welcome'], finished: seatIds.slice(0, 2), leaving: [{ warning: 'words-missing', count: 1, isFinal: true }] }) };
		const look = async () => deskFrame(await database(), zoe, { registry: rules, servers, address: 'http://atelier.test', isPlainHttp: true }, later(3));
		expect((await look()).toPrepare).toEqual([]);
		await go(zoe, 'advance');
		const first = await look();
		expect(first.next).toMatchObject({ consequences: ['opens-writing'], warnings: [{ step: 'welcome', warning: 'words-missing', count: 1, isFinal: true }], present: 3, notReady: 1 });
		expect(first.ending).toHaveLength(1);
		const two = { rules, servers: { ...servers, welcome: knowing({ finished: seatIds }) } };
		value(await inTransaction((tx) => gatherings.advance(tx, two, zoe, { revision: first.revision }, later(3))));
		expect((await look()).next!.consequences).toContain('opens-board');
		await go(zoe, 'advance', { confirmed: 'yes' });
		await go(zoe, 'goBack');
		expect((await look()).next!.consequences).toContain('unfreezes-board');
	});

	test('[GA19] the weather changes once in thirty seconds', async () => {
		const { gatheringId, zoe } = await room();
		const { token } = value(await joinAs(gatheringId, 'Ida'));
		value(await inTransaction((tx) => seats.admitAll(tx, zoe, later(1))));
		const seat = value(await seats.byDevice(await database(), gatheringId, token, later(1)));
		const say = (weather: 'sun' | 'storm', when: Date) => inTransaction((tx) => seats.sayWeather(tx, seat, weather, when));
		expect([(await say('sun', later(1))).accepted, (await say('storm', later(1.4))).accepted, (await say('storm', later(1.5))).accepted]).toEqual([true, false, true]);
	});

	describe('a member whom the project knows', () => {
		const member = (by: FacilitatorFacts, name: string, more: object = {}) =>
			inTransaction((tx) => memberships.add(tx, { authorityId: by.authorityId, projectId: by.projectId, person: { name }, capacity: 'juror', actor: 'system', ...more }, at)).then(value);
		const around = { registry: registries.rules, servers: registries.servers, address: 'http://atelier.test', isPlainHttp: true };
		const desk = async (by: FacilitatorFacts) => deskFrame(await database(), by, around, later(2));
		const admit = (by: FacilitatorFacts, seatId: SeatId, place?: MembershipId | 'another-person') => inTransaction((tx) => seats.admit(tx, by, { seatId, ...(place ? { place } : {}) }, later(2)));

		test('[GA22] [PR10] comes in at their own place, with the code that they were given at the door', async () => {
			const { gatheringId, zoe } = await room();
			const known = await member(zoe, 'Aubépine');
			await member(zoe, 'Noisetier');
			expect((await desk(zoe)).expected).toBe(2);
			const { seatId, token, reentryCode } = value(await joinAs(gatheringId, 'aubepine '));
			expect((await desk(zoe)).seats).toMatchObject([{ id: seatId, places: [{ membershipId: known, name: 'Aubépine' }] }]);
			value(await admit(zoe, seatId));
			expect(await desk(zoe)).toMatchObject({ arrived: 1, expected: 2, seats: [{ id: seatId, membershipId: known, publicName: 'Aubépine', state: 'admitted', places: [] }] });
			const query = await database();
			expect(await seats.byDevice(query, gatheringId, token, later(3))).toMatchObject({ accepted: true, value: { seatId, membershipId: known } });
			expect(value(await inTransaction((tx) => seats.enterByReentry(tx, { code: reentryCode!, address: 'net' }, later(4)))).seatId).toBe(seatId);
			expect((await memberships.ofProject(query, zoe)).map(({ publicName }) => publicName).toSorted()).toEqual(['Aubépine', 'Noisetier']);
		});

		test('[GA22] everybody at once: each at their place, a stranger at a new one, two namesakes left to choose', async () => {
			const { gatheringId, zoe } = await room();
			for (const name of ['Aubépine', 'Érable', 'Saule', 'Saule']) await member(zoe, name);
			for (const name of ['Érable', 'Aubépine', 'Passante', 'Saule']) value(await joinAs(gatheringId, name));
			expect(value(await inTransaction((tx) => seats.admitAll(tx, zoe, later(2))))).toBe(3);
			const frame = await desk(zoe);
			expect(frame).toMatchObject({ arrived: 3, expected: 5 });
			const saule = frame.seats.find(({ state }) => state === 'waiting')!;
			expect(saule.places).toHaveLength(2);
			expect(await admit(zoe, saule.id)).toEqual({ accepted: false, reason: 'place-to-choose' });
			value(await admit(zoe, saule.id, saule.places[1]!.membershipId));
			expect(await desk(zoe)).toMatchObject({ arrived: 4, expected: 5 });
		});

		test('[GA22] a first name alone is proposed and never presumed, and the facilitator may name anybody who is awaited', async () => {
			const { gatheringId, zoe } = await room();
			const karim = await member(zoe, 'Karim Delestang');
			const aubepine = await member(zoe, 'Aubépine');
			const [first, other] = [value(await joinAs(gatheringId, 'karim')), value(await joinAs(gatheringId, 'Bichette'))];
			const before = await desk(zoe);
			const heldOut = Object.fromEntries(before.seats.map(({ publicName, places, isKnown }) => [publicName, [places.map(({ name }) => name), isKnown]]));
			expect(heldOut).toEqual({ karim: [['Karim Delestang'], false], Bichette: [[], false] });
			expect(before.awaited.map(({ name }) => name).toSorted()).toEqual(['Aubépine', 'Karim Delestang']);
			expect(await admit(zoe, first.seatId)).toEqual({ accepted: false, reason: 'place-to-choose' });
			value(await admit(zoe, first.seatId, karim));
			value(await admit(zoe, other.seatId, aubepine));
			const after = await desk(zoe);
			expect(after).toMatchObject({ arrived: 2, expected: 2, awaited: [] });
			expect(after.seats.map(({ publicName }) => publicName).toSorted()).toEqual(['Aubépine', 'Karim Delestang']);
		});

		test('[GA22] somebody else of the same name is another person', async () => {
			const { gatheringId, zoe } = await room();
			const known = await member(zoe, 'Aubépine');
			const { seatId } = value(await joinAs(gatheringId, 'Aubépine'));
			value(await admit(zoe, seatId, 'another-person'));
			const frame = await desk(zoe);
			expect(frame).toMatchObject({ arrived: 1, expected: 2 });
			expect(frame.seats[0]!.membershipId).not.toBe(known);
		});

		test('[GA22] two who come under one name at the same moment do not both take the place', async () => {
			const { gatheringId, zoe, ines } = await room();
			const known = await member(zoe, 'Aubépine');
			const both = [value(await joinAs(gatheringId, 'Aubépine')), value(await joinAs(gatheringId, 'AUBEPINE'))];
			const [first] = (await desk(zoe)).seats.filter(({ places }) => places.length === 1);
			expect((await desk(zoe)).seats.flatMap(({ places }) => places)).toHaveLength(1);
			const second = both.find(({ seatId }) => seatId !== first!.id)!;
			const outcomes = await Promise.all([admit(zoe, first!.id), admit(ines, second.seatId), inTransaction((tx) => seats.admitAll(tx, ines, later(2)))]);
			const inRoom = (await desk(zoe)).seats;
			expect(inRoom.map(({ state }) => state)).toEqual(['admitted', 'admitted']);
			expect(inRoom.filter(({ membershipId }) => membershipId === known)).toHaveLength(1);
			expect(outcomes.flatMap((outcome) => (outcome.accepted ? [] : [outcome.reason])).every((reason) => reason === 'seat-already-admitted')).toBe(true);
			expect(await admit(zoe, value(await joinAs(gatheringId, 'aubépine')).seatId, known)).toEqual({ accepted: false, reason: 'place-taken' });
		});

		test('[GA25] letting everybody in leaves at the door whoever says to be of the team or of a company and is not awaited by name', async () => {
			const { gatheringId, zoe } = await room();
			const karim = await member(zoe, 'Karim Delestang', { capacity: 'prescriber' });
			const come = async (name: string, capacity: Capacity) => value(await joinAs(gatheringId, name, 'net', capacity)).seatId;
			const awaited = await come('karim delestang', 'prescriber');
			for (const capacity of ['prescriber', 'buyer', 'elected-official', 'contractor'] as const) await come(`Faux ${capacity}`, capacity);
			for (const capacity of ['juror', 'observer'] as const) await come(`Un ${capacity}`, capacity);
			// awaited by the beginning of a name alone is not awaited by name
			await come('Karim', 'prescriber');
			const before = (await desk(zoe)).seats;
			expect(value(await inTransaction((tx) => seats.admitAll(tx, zoe, later(2))))).toBe(3);
			const after = (await desk(zoe)).seats;
			const inRoom = after.filter(({ state }) => state === 'admitted');
			expect(inRoom.map(({ publicName }) => publicName).toSorted()).toEqual(['Karim Delestang', 'Un juror', 'Un observer']);
			expect(inRoom.find(({ id }) => id === awaited)!.membershipId).toBe(karim);
			// the console said so before
			expect(before.filter(({ comesWithAll }) => comesWithAll).map(({ id }) => id).toSorted()).toEqual(inRoom.map(({ id }) => id).toSorted());
			const left = after.find(({ publicName }) => publicName === 'Faux buyer')!;
			expect(value(await admit(zoe, left.id))).toBe(left.id);
		});

		test('[GA22] a place that carries a permission, or that has ended, is held out to nobody', async () => {
			const { gatheringId, zoe } = await room();
			await member(zoe, 'Karim', { capacity: 'buyer', permissions: ['facilitate'] });
			const over = await member(zoe, 'Aubépine');
			value(await inTransaction((tx) => memberships.revoke(tx, { authorityId: zoe.authorityId, projectId: zoe.projectId, membershipId: over }, 'system', later(1))));
			for (const name of ['Karim', 'Aubépine']) value(await joinAs(gatheringId, name));
			expect((await desk(zoe)).seats.flatMap(({ places }) => places)).toEqual([]);
		});

		test('[GA22] somebody on the list who has no phone sits at their own place, chosen or named; a stranger at a new one', async () => {
			const { zoe, gatheringId } = await room();
			const karim = await member(zoe, 'Karim');
			const denise = await member(zoe, 'Denise');
			const add = (asked: seats.OnPaper) => inTransaction((tx) => seats.addOnPaper(tx, zoe, asked, later(1)));
			value(await add({ place: karim }));
			value(await add({ publicName: ' denise', capacity: 'juror' }));
			value(await add({ publicName: 'Jeanne', capacity: 'juror' }));
			const roll = await seats.rollOf(await database(), gatheringId);
			expect(roll.map(({ membershipId, publicName, isOnPaper }) => [[karim, denise].includes(membershipId), publicName, isOnPaper]).sort()).toEqual([
				[false, 'Jeanne', true],
				[true, 'Denise', true],
				[true, 'Karim', true]
			]);
			expect(await add({ place: karim })).toEqual({ accepted: false, reason: 'place-taken' });
			expect(await add({ place: crypto.randomUUID() as never })).toEqual({ accepted: false, reason: 'place-taken' });
			for (let nth = 0; nth < 2; nth++) await member(zoe, 'Aubépine');
			expect(await add({ publicName: 'Aubépine', capacity: 'juror' })).toEqual({ accepted: false, reason: 'place-to-choose' });
		});
	});

	test('a seat on paper is admitted, and expelling an unknown seat says so', async () => {
		const { gatheringId, zoe } = await room();
		const seatId = value(await inTransaction((tx) => seats.addOnPaper(tx, zoe, { publicName: 'Jeanne', capacity: 'juror' }, later(1))));
		expect(await seats.rollOf(await database(), gatheringId)).toMatchObject([{ seatId, isOnPaper: true, college: 'jury' }]);
		expect(await inTransaction((tx) => seats.expel(tx, zoe, crypto.randomUUID() as SeatId, later(1)))).toEqual({ accepted: false, reason: 'seat-unknown' });
	});
});
