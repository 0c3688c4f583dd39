import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { juryIn, seatOnPanel } from '../../../../tests/world/jury.ts';
import type { MembershipId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { keepSeat, readSeat } from '../../gatherings/server/guards.ts';
import { keepPersonalCode } from '../../gatherings/server/personalCode.ts';
import * as seats from '../../gatherings/server/seats.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { setClock } from '../../time/server/clock.ts';
import { lessons, quiz } from '../rules/training.ts';
import * as declarations from './declarations.ts';
import * as devices from './devices.ts';
import * as gate from './gate.ts';
import * as home from './home.ts';
import { endHome, keepHome, readAsHere } from './jurorGuards.ts';
import * as roster from './roster.ts';
import { jurorDevices } from './tables.ts';
import * as training from './training.ts';
import * as wishes from './wishes.ts';

const at = new Date('2027-02-20T10:00:00Z');
/** each act at a moment of its own */
let acts = 0;
const tick = () => new Date(at.getTime() + (acts += 1) * 1000);
const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
const agenda = { version: 1, steps: [{ step: 'welcome', plannedMinutes: 210, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' }] } as const;
function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

/** A project with a workshop whose doors are open, two members of its panel, a juror who comes as before, and a prescriber. */
async function aProject() {
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const account = value(await accounts.create(tx, { authorityId, name: 'Solène', email: `solene-${authorityId}@ici.invalid`, passwordHash: null, isAdministrator: true }, at));
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const place = { authorityId, projectId };
		const create = async (kind: string, title: string, startsAt = later(30)) => value(await gatherings.create(tx, { ...place, kind, title, place: 'Salle des fêtes', startsAt, agenda, actor: 'system' }, at));
		const gatheringId = await create('workshop', 'À table');
		const session = await create('evolutivity', 'Un an après', later(395));
		const member = async (name: string, capacity: Capacity) => value(await memberships.add(tx, { ...place, person: { name }, capacity, actor: 'system' }, at));
		const [tilleul, erable, genet, ines] = [await member('Tilleul', 'juror'), await member('Érable', 'juror'), await member('Genêt', 'juror'), await member('Inès', 'prescriber')];
		await juryIn(tx, place, at, { quorum: 2 });
		await seatOnPanel(tx, place, tilleul, at);
		await seatOnPanel(tx, place, erable, at, { last: 'Petit', first: 'Ali' });
		const desk = { ...place, gatheringId, accountId: account.accountId, name: 'Solène' };
		value(await gatherings.openDoors(tx, desk, { revision: 0 }, at));
		return { place, by: { ...place, actor: `account:${account.accountId}` as const, at }, desk, gatheringId, session, tilleul, erable, genet, ines };
	});
}
type World = Awaited<ReturnType<typeof aProject>>;

const juror = ({ place }: World, membershipId: MembershipId) => ({ ...place, membershipId, at: tick() });
const answers = (lesson: (typeof lessons)[number]) => Object.fromEntries(quiz[lesson].map(({ id, choices }) => [id, choices[0]!]));
const train = (world: World, who: MembershipId, these: readonly (typeof lessons)[number][] = lessons) =>
	inTransaction(async (tx) => {
		for (const lesson of these) value(await training.finish(tx, juror(world, who), lesson, answers(lesson)));
	});
const start = { stage: 'start', gatheringId: null } as const;
const sign = (world: World, who: MembershipId, declared: string, about: declarations.About = start, details = 'Ma sœur y travaille') => inTransaction((tx) => declarations.sign(tx, juror(world, who), about, { declared, details, ticked: 'yes' }));
const gateOf = async ({ gatheringId }: Pick<World, 'gatheringId'>, who: MembershipId, kind = 'workshop') => reasonOf(await gate.ofGathering(await database(), who, { id: gatheringId, kind }));
const journalOf = async ({ place }: World) => (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, place.projectId)).orderBy(journalEntries.number);

test('[JU70] a lesson is done once, also when it is sent four times at once; the last answers are those that are explained', async () => {
	const world = await aProject();
	const who = juror(world, world.tilleul);
	expect(reasonOf(await inTransaction((tx) => training.finish(tx, who, 'purchase', { q1: 'a' })))).toBe('quiz-incomplete');
	await Promise.all(Array.from({ length: 4 }, () => inTransaction((tx) => training.finish(tx, who, 'purchase', answers('purchase')))));
	value(await inTransaction((tx) => training.finish(tx, who, 'purchase', { q1: 'b', q2: 'b', q3: 'c' })));
	const query = await database();
	expect((await training.doneBy(query, [world.tilleul, world.erable])).get(world.tilleul)).toEqual(['purchase']);
	expect(await training.answersOf(query, world.tilleul, 'purchase')).toEqual({ q1: 'b', q2: 'b', q3: 'c' });
	expect(await training.answersOf(query, world.erable, 'purchase')).toBeNull();
	expect((await journalOf(world)).filter(({ act }) => act === 'lesson-done')).toMatchObject([{ actor: `membership:${world.tilleul}`, about: { lesson: 'purchase' } }]);
});

test('[JU71] [JU72] the door opens after six lessons and a signature, and to who has no seat of the panel as before', async () => {
	const world = await aProject();
	expect(await gateOf(world, world.tilleul)).toBe('training-needed');
	expect(await gateOf(world, world.genet)).toBe('accepted');
	await train(world, world.tilleul, lessons.slice(0, 5));
	expect(reasonOf(await sign(world, world.tilleul, 'no-link'))).toBe('training-first');
	await train(world, world.tilleul, ['conflicts']);
	expect(await gateOf(world, world.tilleul)).toBe('declaration-needed');
	value(await sign(world, world.tilleul, 'no-link'));
	expect(await gateOf(world, world.tilleul)).toBe('accepted');
	expect(await gateOf(world, world.erable)).toBe('training-needed');
	const [held] = (await declarations.ofMembers(await database(), [world.tilleul])).get(world.tilleul)!;
	expect(held).toMatchObject({ stage: 'start', declared: 'no-link', details: '', version: 1, isOnPaper: false, standing: 'takes-part' });
});

test('[JU72] [JU161] the doors of a workshop ask: by a personal code, let in one by one or all at once, and on paper', async () => {
	const world = await aProject();
	const code = await inTransaction((tx) => memberships.issueReentry(tx, world.tilleul));
	const enter = () => inTransaction((tx) => seats.enterByReentry(tx, { code, address: `gate-${world.tilleul}` }, at, gate.ofGathering));
	expect(reasonOf(await enter())).toBe('training-needed');
	const facts = (await memberships.read(await database(), world.tilleul))!;
	const fromHome = () => inTransaction((tx) => seats.enterFromHome(tx, facts, world.gatheringId, at, gate.ofGathering));
	expect(reasonOf(await fromHome())).toBe('training-needed');
	const paper = () => inTransaction((tx) => seats.addOnPaper(tx, world.desk, { place: world.erable }, at, gate.ofGathering));
	const named = () => inTransaction((tx) => seats.addOnPaper(tx, world.desk, { publicName: 'erable', capacity: 'juror' }, at, gate.ofGathering));
	expect([reasonOf(await paper()), reasonOf(await named())]).toEqual(['training-needed', 'training-needed']);
	const { joinToken } = await gatherings.read(await database(), world.gatheringId);
	const came = value(await inTransaction((tx) => seats.join(tx, { by: { token: joinToken }, publicName: 'Tilleul', capacity: 'juror', address: 'gate' }, at)));
	expect(await inTransaction((tx) => seats.admitAll(tx, world.desk, at, gate.ofGathering))).toMatchObject({ value: 0 });
	const admit = () => inTransaction((tx) => seats.admit(tx, world.desk, { seatId: came.seatId, place: world.tilleul }, at, gate.ofGathering));
	expect(reasonOf(await admit())).toBe('training-needed');
	await train(world, world.tilleul);
	value(await sign(world, world.tilleul, 'no-link'));
	value(await admit());
	expect(value(await fromHome())).toMatchObject({ gatheringId: world.gatheringId, state: 'admitted' });
	// nobody is held back where no gate was handed over: the example, and rooms without a jury
	expect(reasonOf(await inTransaction((tx) => seats.addOnPaper(tx, world.desk, { place: world.erable }, at)))).toBe('accepted');
});

test('[JU73] [JU74] a link waits for a decision, with a reason; a later declaration is judged anew', async () => {
	const world = await aProject();
	await train(world, world.tilleul);
	const first = value(await sign(world, world.tilleul, 'link'));
	expect(await gateOf(world, world.tilleul)).toBe('link-to-judge');
	const decide = (id: string, verdict: string, reason = 'Lien lointain') => inTransaction((tx) => declarations.decide(tx, { ...world.by, at: tick() }, id, { verdict, reason }));
	expect(reasonOf(await decide(first, 'takes-part', ''))).toBe('verdict-reason-missing');
	value(await decide(first, 'takes-part'));
	expect(await gateOf(world, world.tilleul)).toBe('accepted');
	value(await decide(first, 'aside', 'La sœur est chez un candidat'));
	expect(await gateOf(world, world.tilleul)).toBe('stepped-aside');
	const second = value(await sign(world, world.tilleul, 'no-link'));
	expect(await gateOf(world, world.tilleul)).toBe('link-to-judge');
	expect(reasonOf(await decide(first, 'takes-part'))).toBe('declaration-replaced');
	value(await decide(second, 'takes-part', 'Elle a changé d’emploi'));
	expect(await gateOf(world, world.tilleul)).toBe('accepted');
	const [elsewhere] = [await aProject()];
	expect(reasonOf(await inTransaction((tx) => declarations.decide(tx, elsewhere.by, second, { verdict: 'aside', reason: 'x' })))).toBe('declaration-unknown');
	// ids and words of ours: nothing of what was written
	const journal = JSON.stringify((await journalOf(world)).map(({ about, act }) => [act, about]));
	expect(journal).toContain('recusal-decided');
	expect(journal).not.toMatch(/sœur|lointain|emploi/);
});

test('[JU73] [EV43] each session of the clause has its declaration, of this project', async () => {
	const world = await aProject();
	await train(world, world.tilleul);
	value(await sign(world, world.tilleul, 'no-link'));
	expect(await gateOf({ gatheringId: world.session }, world.tilleul, 'evolutivity')).toBe('declaration-needed');
	const of = (gatheringId: World['session'] | null) => ({ stage: 'evolutivity', gatheringId }) as const;
	const other = await aProject();
	for (const wrong of [null, world.gatheringId, other.session]) expect(reasonOf(await sign(world, world.tilleul, 'no-link', of(wrong)))).toBe('session-unknown');
	value(await sign(world, world.tilleul, 'no-link', of(world.session)));
	expect(await gateOf({ gatheringId: world.session }, world.tilleul, 'evolutivity')).toBe('accepted');
	value(await sign(world, world.tilleul, 'recused', of(world.session)));
	expect(await gateOf({ gatheringId: world.session }, world.tilleul, 'evolutivity'), '[EV43] observes').toBe('accepted');
	expect(await gateOf(world, world.tilleul)).toBe('accepted');
});

test('[JU75] [JU76] the team types what was done on paper, and reads the quorum', async () => {
	const world = await aProject();
	const onPaper = (who: string) => inTransaction((tx) => training.finishOnPaper(tx, world.by, who));
	expect(reasonOf(await onPaper(world.ines))).toBe('juror-unknown');
	await train(world, world.erable, ['purchase']);
	expect(value(await onPaper(world.erable))).toBe(5);
	expect(reasonOf(await onPaper(world.erable))).toBe('already-trained');
	const signed = (declared: string, ticked = 'yes') => inTransaction((tx) => declarations.signOnPaper(tx, world.by, world.erable, start, { declared, details: 'Mon fils', ticked }));
	expect(reasonOf(await signed('no-link', ''))).toBe('declaration-not-ticked');
	value(await signed('no-link'));
	await train(world, world.tilleul);
	value(await sign(world, world.tilleul, 'recused'));
	const seen = await roster.read(await database(), world.place, at);
	expect(seen.jurors.map(({ publicName, done, held }) => [publicName, done, held[0]?.standing, held[0]?.isOnPaper])).toEqual([
		['Érable', 6, 'takes-part', true],
		['Tilleul', 6, 'aside', false]
	]);
	expect(seen.stages[0]).toMatchObject({ stage: 'start', ifAllCome: { counted: 1, aside: 1, missing: 1, isReached: false }, now: { present: 0 } });
	expect(seen.stages[1]).toMatchObject({ stage: 'evolutivity', title: 'Un an après' });
	const journal = await journalOf(world);
	expect(journal.find(({ act }) => act === 'lessons-done-on-paper')).toMatchObject({ actor: world.by.actor, onBehalfOf: `membership:${world.erable}`, about: { lessons: 5 } });
	expect(journal.find(({ act }) => act === 'declaration-typed')).toMatchObject({ actor: world.by.actor, onBehalfOf: `membership:${world.erable}` });
});

test('[JU77] a personal code opens a home in its own project, until the place ends', async () => {
	const [here, there] = [await aProject(), await aProject()];
	const query = await database();
	const code = await inTransaction((tx) => memberships.issueReentry(tx, here.tilleul));
	const enter = (typed: string, when = at) => inTransaction((tx) => devices.enterByCode(tx, { code: typed, address: `home-${here.tilleul}` }, when));
	expect(reasonOf(await enter('BBBCCCDDD'))).toBe('code-unknown');
	const teamCode = await inTransaction((tx) => memberships.issueReentry(tx, here.ines));
	expect(reasonOf(await enter(teamCode))).toBe('not-a-juror');
	const { token, projectId } = value(await enter(code.toLowerCase()));
	expect(projectId).toBe(here.place.projectId);
	const who = async (project = projectId, when = at, shown = token) => (await devices.jurorOf(query, project, shown, when))?.membershipId;
	expect(await who()).toBe(here.tilleul);
	expect(await who(there.place.projectId)).toBeUndefined();
	expect(await who(projectId, at, code)).toBeUndefined();
	expect(await who(projectId, later(121))).toBeUndefined();
	value(await inTransaction((tx) => memberships.revoke(tx, { ...here.place, membershipId: here.tilleul }, 'system', at)));
	expect(await who(projectId, later(1))).toBeUndefined();
	expect(reasonOf(await enter(code, later(1)))).toBe('code-unknown');
});

test('[JU77] who only waits at a door has no home yet', async () => {
	const world = await aProject();
	const { joinToken } = await gatherings.read(await database(), world.gatheringId);
	const came = value(await inTransaction((tx) => seats.join(tx, { by: { token: joinToken }, publicName: 'Ortie', capacity: 'juror', address: 'wait' }, at)));
	const enter = () => inTransaction((tx) => devices.enterByCode(tx, { code: came.reentryCode!, address: `wait-${came.seatId}` }, at));
	expect(reasonOf(await enter())).toBe('not-a-juror');
	value(await inTransaction((tx) => seats.admit(tx, world.desk, { seatId: came.seatId }, at)));
	expect(reasonOf(await enter())).toBe('accepted');
});

test('[JU77] a link serves once, also when it is used twice at once, and a visit leaves it whole', async () => {
	const world = await aProject();
	const make = (who: string) => inTransaction((tx) => devices.makeLink(tx, world.by, who));
	expect(reasonOf(await make(world.ines))).toBe('juror-unknown');
	const { token } = value(await make(world.tilleul));
	const query = await database();
	for (let look = 0; look < 3; look += 1) expect((await devices.lookAtLink(query, token, at))?.membershipId).toBe(world.tilleul);
	// a link is no browser
	expect(await devices.jurorOf(query, world.place.projectId, token, at)).toBeUndefined();
	expect(await devices.jurorOf(query, world.place.projectId, `link:${token}`, at)).toBeUndefined();
	expect(await devices.lookAtLink(query, token, later(15))).toBeUndefined();
	const used = await Promise.all([1, 2, 3].map(() => inTransaction((tx) => devices.enterByLink(tx, token, at))));
	expect(used.map(reasonOf).toSorted()).toEqual(['accepted', 'link-unknown', 'link-unknown']);
	const browser = used.find((one) => one.accepted)!;
	const opened = value(browser);
	expect((await devices.jurorOf(query, opened.projectId, opened.token, at))?.membershipId).toBe(world.tilleul);
	await inTransaction((tx) => devices.end(tx, opened.token));
	expect(await query.select().from(jurorDevices).where(eq(jurorDevices.membershipId, world.tilleul))).toEqual([]);
});

test('[JU78] [JU86] leaving is asked for and taken back, and the journal says it once', async () => {
	const world = await aProject();
	const say = (wish: 'leave' | 'stay' | 'keep-in-touch') => inTransaction((tx) => wishes.say(tx, juror(world, world.tilleul), wish));
	await say('stay');
	await say('leave');
	await say('leave');
	expect((await roster.read(await database(), world.place, at)).jurors.map(({ wantsToLeave }) => wantsToLeave)).toEqual([false, true]);
	await say('stay');
	await say('keep-in-touch');
	expect([...(await roster.inTouch(await database(), world.place, at))]).toEqual([world.tilleul]);
	expect((await journalOf(world)).filter(({ act }) => act === 'juror-wish-said').map(({ about }) => about!.wish)).toEqual(['leave', 'stay', 'keep-in-touch']);
});

test('[JU72] [JU85] [JU88] home says what is next; the certificate bears the real name and never the tree', async () => {
	const world = await aProject();
	const query = await database();
	const facts = (await memberships.read(query, world.tilleul))!;
	expect(await home.pathOf(query, facts)).toMatchObject({ isOfPanel: true, gate: 'training-needed', nextLesson: 'purchase', stages: [{ stage: 'start', held: null }, { stage: 'evolutivity', title: 'Un an après' }] });
	expect(await home.meetingsOf(query, world.place)).toMatchObject([
		{ title: 'À table', place: 'Salle des fêtes', minutes: 210, isOpen: true },
		{ title: 'Un an après', startsAt: later(395), isOpen: false }
	]);
	const certificate = await home.certificateOf(query, world.place, world.tilleul);
	expect(certificate).toMatchObject({ name: { last: 'Roux', first: 'Camille' }, project: 'Cantine', minutes: 0 });
	expect(JSON.stringify(certificate)).not.toContain('Tilleul');
	expect(await home.certificateOf(query, world.place, world.ines)).toBeUndefined();
});

/** A browser, as the doors see it. */
function browser() {
	const jar = new Map<string, string>();
	const cookies = { get: (name: string) => jar.get(name), set: (name: string, kept: string) => jar.set(name, kept), delete: (name: string) => jar.delete(name) };
	return { jar, event: { url: new URL('http://atelier.test/jure'), cookies } as unknown as Parameters<typeof endHome>[0] };
}

test('[JU158] [JU159] [JU164] a yes opens home where it was said; closing it there closes seats and codes too, but for a seat of somebody else', async () => {
	const world = await aProject();
	setClock(at);
	const { jar, event } = browser();
	const query = await database();
	const entered = await inTransaction((tx) => devices.enterByYes(tx, world.tilleul, at));
	keepHome(event, entered);
	expect(await devices.jurorOf(query, world.place.projectId, entered.token, at)).toMatchObject({ membershipId: world.tilleul });
	const sit = async (who: MembershipId) => {
		const code = await inTransaction((tx) => memberships.issueReentry(tx, who));
		keepSeat(event, value(await inTransaction((tx) => seats.enterByReentry(tx, { code, address: `close-${who}` }, at))));
		keepPersonalCode(event, world.gatheringId, code);
	};
	const [own, other] = [(await memberships.read(query, world.tilleul))!, (await memberships.read(query, world.erable))!];
	jar.set('confort', '150 high');
	await sit(world.erable);
	const seated = (await readSeat(event, world.gatheringId))!;
	await readAsHere(event, seated);
	expect((await readSeat(event, world.gatheringId))!.reading).toEqual({ textSize: 150, contrast: 'high' });
	jar.set('confort', '200 normal');
	await readAsHere(event, seated);
	expect((await readSeat(event, world.gatheringId))!.reading).toEqual({ textSize: 150, contrast: 'high' });
	jar.delete('confort');
	await endHome(event, own);
	expect([...jar.keys()].map((name) => name.split('-')[0])).toEqual(['place', 'code']);
	await endHome(event, other);
	expect([...jar.keys()]).toEqual([]);
	expect(await devices.jurorOf(query, world.place.projectId, entered.token, at)).toBeUndefined();
});
