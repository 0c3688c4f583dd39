import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { AuthorityId, GatheringId, ProjectId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as materials from '../../enquiry/server/materials.ts';
import { clockOf } from '../../gatherings/rules/clock.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { minutesOf } from '../../gatherings/rules/agenda.ts';
import { toHtml } from '../../papers/rules/html.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import * as canvases from '../../sourcing/server/canvases.ts';
import * as notes from '../../sourcing/server/notes.ts';
import * as budgets from '../../workshop/server/budgets.ts';
import * as example from '../../workshop/server/example.ts';
import * as fieldShows from '../../workshop/server/fieldShows.ts';
import * as groundRules from '../../workshop/server/groundRules.ts';
import * as matrices from '../../workshop/server/matrices.ts';
import { stepRules } from '../../workshop/rules/steps.ts';
import * as publications from '../../workshop/server/publications.ts';
import { readRecord } from '../../workshop/server/record.ts';
import { recordPaper } from '../../workshop/server/recordPaper.ts';
import { stepServers } from '../../workshop/server/steps.ts';
import * as strategy from '../../workshop/server/strategy.ts';
import { theExample as sharedExample } from '../../../../tests/world/the-example.ts';
import { isInThisRun } from '../../../../tests/world/drawn.ts';
import { Player, type Refused } from './playing.ts';
import * as rehearsals from './rehearsals.ts';

const begun = new Date('2026-11-05T17:00:00Z');
async function begin(crowd: { people: number; onPaper: number }, seed = 'grain', led: 'by-itself' | 'by-hand' = 'by-itself'): Promise<GatheringId> {
	return inTransaction(async (tx) => {
		const account = await rehearsals.openStage(tx, begun);
		const made = await rehearsals.begin(tx, account, 'ready-made', { ...crowd, seed, led }, begun);
		if (!made.accepted) throw new Error(made.reason);
		return made.value;
	});
}

/** Loaded once, around the days of these tests: whoever changes it leaves it to the others as it was. */
let loaded: ReturnType<typeof example.load> | undefined;
const theExample = () => (loaded ??= example.load(begun));

const somebody = (name: string) =>
	inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, begun);
		const made = await accounts.create(tx, { authorityId, name, email: `${name.toLowerCase()}@ville.invalid`, passwordHash: null }, begun);
		if (!made.accepted) throw new Error(made.reason);
		return made.value;
	});

/** Plays by itself until it is over, four seconds of the room after four seconds. */
async function playWhole(gatheringId: GatheringId, around: (step: string) => Promise<void> = async () => {}): Promise<{ readonly refused: Refused[]; readonly seconds: number }> {
	const query = await database();
	const refused: Refused[] = [];
	const player = new Player(gatheringId, (one) => refused.push(one));
	for (let seconds = 0; seconds < 900; seconds += 4) {
		await around(gatherings.standing(await gatherings.read(query, gatheringId)).currentStep);
		const { isOver } = await player.turn(query, new Date(begun.getTime() + seconds * 1000), 60);
		if (isOver) return { refused, seconds };
	}
	const { currentStep } = gatherings.standing(await gatherings.read(query, gatheringId));
	throw new Error(`it never ended: ${currentStep}, refused ${JSON.stringify(refused.slice(-5))}`);
}

const sessions = [
	{ how: 'each on a screen of their own, as when all are far away,', people: 13, onPaper: 0, late: 0 },
	{ how: 'few', people: 6, onPaper: 1, late: 0 },
	{ how: 'half of them on paper', people: 12, onPaper: 6, late: 0 },
	{ how: 'many', people: 40, onPaper: 8, late: 0 },
	{ how: 'thirty minutes late after the field', people: 9, onPaper: 1, late: 30 }
] as const;

/** Does at once what the console proposes to a room that is so late. */
async function catchUp(gatheringId: GatheringId, late: number): Promise<void> {
	const query = await database();
	const { authorityId, projectId, revision } = await gatherings.read(query, gatheringId);
	const { accountId } = (await rehearsals.find(query, gatheringId))!;
	const outcome = await inTransaction((tx) => gatherings.catchUp(tx, { authorityId, projectId, gatheringId, accountId, name: '' }, { revision, late }, begun));
	expect(outcome).toMatchObject({ accepted: true });
}

/** Two who look at once, and one was first: as in any room. */
const races = ['amendment-text-unchanged', 'version-not-latest'];

// the first in every run; of the others a seeded tenth, and all of them in the long one
test.each(sessions.filter(({ how, people }) => people === 13 || isInThisRun(how)))('[RE8] a half-day plays by itself to its record: $how $people people, $onPaper on paper, $late minutes late', async ({ late, ...crowd }) => {
	const gatheringId = await begin(crowd);
	const planned = minutesOf((await gatherings.read(await database(), gatheringId)).agenda.steps);
	let isCaughtUp = late === 0;
	const { refused, seconds } = await playWhole(gatheringId, async (step) => {
		if (isCaughtUp || step !== 'landscape-writing') return;
		isCaughtUp = true;
		await catchUp(gatheringId, late);
	});
	expect(isCaughtUp).toBe(true);
	expect(planned - minutesOf((await gatherings.read(await database(), gatheringId)).agenda.steps)).toBeGreaterThanOrEqual(late);
	expect(refused.filter(({ reason }) => !races.includes(reason)), 'nothing was refused but what somebody else did first').toEqual([]);
	expect(seconds).toBeGreaterThan(180);
	// minutes of the room, not of this machine: three come in at a time, and a step waits for whoever still has something to do
	expect(seconds).toBeLessThan(crowd.people > 20 ? 480 : 360);
	const record = await readRecord(await database(), gatheringId, begun);
	expect(record.gathering.isRehearsal).toBe(true);
	expect(record.attendance).toHaveLength(crowd.people);
	expect(record.attendance.filter(({ isOnPaper }) => isOnPaper)).toHaveLength(crowd.onPaper);
	const left = record.steps.filter(({ state }) => state === 'dropped').map(({ step }) => step);
	expect(record.steps.filter(({ step, state }) => state !== 'done' && !left.includes(step))).toEqual([]);
	if (late === 0) expect(left).toEqual([]);
	const was = (step: (typeof record.steps)[number]['step']) => !left.includes(step);
	expect(record.landscape.dots).toBe('closed');
	// RE16
	if (was('landscape-grouping')) expect(record.landscape.zones.flatMap(({ groups }) => groups.filter(({ id }) => id !== null).map(({ title, cards }) => [title, cards.length]))).toContainEqual(['Un même besoin, dit deux fois', 2]);
	expect(record.proposal!.versions.length, 'v0 and what was written in').toBeGreaterThan(1);
	expect(record.proposal!.amendments.length).toBeGreaterThan(2);
	if (was('clarification')) expect(record.proposal!.questions.some(({ state }) => state === 'answered')).toBe(true);
	expect(record.vote.stage).toBe('closed');
	expect(record.vote.voted).toBe(record.vote.onRoll);
	expect(record.consent.state).toBe('obtained');
	expect(record.consent.objections.map(({ state }) => state)).toContain('lifted');
	expect(record.field!.materials.map(({ counts }) => counts.surprises + counts.confirms + counts.question).filter((said) => said > 0).length, 'several materials are shown and answered').toBeGreaterThan(1);
	expect(record.scenarios.length).toBeGreaterThan(1);
	if (was('scenarios')) {
		for (const { name, modes, budget, weighed } of record.scenarios) {
			expect(modes, name).toBeTruthy();
			expect(budget.length, name).toBeGreaterThan(1);
			expect(weighed!.verdict, name).not.toBe('unknown');
		}
		expect(record.scenarios.some(({ added, removed }) => added.length + removed.length > 0), 'they differ by amendments').toBe(true);
	}
	if (was('matrix')) {
		const scored = record.matrix!.impacts.map(({ means }) => Object.keys(means).length).filter((scenarios) => scenarios > 0);
		expect(scored.length, 'six people do not reach every line').toBeGreaterThan(3);
		expect(new Set(scored)).toEqual(new Set([record.scenarios.length]));
		expect(record.matrix!.risks.filter(({ isPrepared }) => !isPrepared).length, 'the room has its own view of the risks').toBeGreaterThan(1);
	}
	expect(record.handedBack.back).toBe(record.handedBack.cards);
	expect(record.handedBack.cards).toBeGreaterThan(1);
	if (was('sketch')) {
		expect(record.sketch).toMatchObject({ isFrozen: true });
		expect(new Set(record.sketch!.lines.map(({ mode }) => mode)).size).toBeGreaterThan(2);
	}
	expect(record.closing.body).toBeTruthy();
	expect(record.closing.year).toBeGreaterThan(2026);
	// below three, a postcard read aloud would have an author
	if (crowd.people >= 13) expect(record.closing.postcards.length).toBeGreaterThan(2);
	if (crowd.people >= 13) expect(record.canvas.counts.know + record.canvas.counts.ask).toBeGreaterThan(0);
	const paper = recordPaper(record);
	expect(paper.title).toMatch(/^RÉPÉTITION, personnes simulées/);
	expect(toHtml(paper)).toContain('RÉPÉTITION, personnes simulées');
	await rehearsals.forget(gatheringId);
}, 300_000);

const playTo = async (gatheringId: GatheringId, step: string): Promise<Player> => {
	const query = await database();
	const player = new Player(gatheringId);
	for (let seconds = 0; seconds < 600; seconds += 1) {
		if (gatherings.standing(await gatherings.read(query, gatheringId)).currentStep === step) return player;
		await player.turn(query, new Date(begun.getTime() + seconds * 1000), 60);
	}
	throw new Error(`it never came to ${step}`);
};

/** Rows of every table of the database. */
async function countAll(): Promise<Record<string, number>> {
	const query = await database();
	const tables = await query.execute(sql`select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`);
	const counts: Record<string, number> = {};
	for (const { name } of tables) counts[name as string] = Number((await query.execute(sql`select count(*)::int as rows from ${sql.identifier(name as string)}`))[0]!.rows);
	return counts;
}

/** Each table, by the hash of all its rows. */
async function picture(): Promise<Record<string, string>> {
	const query = await database();
	const seen: Record<string, string> = {};
	for (const name of Object.keys(await countAll())) seen[name] = String((await query.execute(sql`select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as rows from ${sql.identifier(name)} t`))[0]!.rows);
	return seen;
}

interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly gatheringId: GatheringId;
}

/** What a team does once the room has gone: the canvas of a family that the authority keeps already, and the strategy; a public page of it there is none. */
async function useAfterwards(place: Place): Promise<void> {
	const { accountId } = (await rehearsals.find(await database(), place.gatheringId))!;
	const by = { ...place, actor: `account:${accountId}` as const, at: begun };
	await inTransaction(async (tx) => {
		const [family] = await canvases.familiesOf(tx, place.authorityId);
		const keeper = await canvases.keeperOf(tx, by, by.actor, begun);
		expect(await canvases.nameFamily(tx, keeper, family!)).toMatchObject({ accepted: true });
		expect((await canvases.read(tx, place)).entries, 'nothing of the real canvas is there').toEqual([]);
		expect(await canvases.familiesOf(tx, place.authorityId)).toEqual([...new Set(await canvases.familiesOf(tx, place.authorityId))]);
		const [note] = await notes.toSort(tx, place);
		const words = { chapter: 'actors', text: '', source: '', datedOn: '', verifiedOn: '', verifiedBy: '', validUntil: '', isToAsk: false };
		expect(await canvases.sort(tx, keeper, note!.id, words)).toMatchObject({ accepted: true });
		expect(await publications.publish(tx, by, ['proposal'])).toEqual({ accepted: false, reason: 'publication-rehearsal' });
		expect(await strategy.begin(tx, by)).toMatchObject({ accepted: true });
	});
}

// a second half-day whole, and the example before it: in one run of three, and in the long one
test.runIf(isInThisRun('a rehearsal of a real workshop', 3))('[RE10] [RE13] [RE14] a rehearsal of a real workshop touches nothing of it, is in no list, and leaves nothing when it is erased', async () => {
	const { accountId, projectId, ready } = await theExample();
	const query = await database();
	const account = (await accounts.read(query, accountId))!;
	const [before, counts] = [await picture(), await countAll()];
	const gathering = await gatherings.read(query, ready);
	const made = await inTransaction((tx) => rehearsals.begin(tx, account, gathering, { people: 8, onPaper: 1, seed: 'isolated', led: 'by-itself' }, begun));
	if (!made.accepted) throw new Error(made.reason);
	const sandbox = await gatherings.read(query, made.value);
	expect(sandbox.projectId).not.toBe(projectId);
	expect(sandbox.agenda.steps.map(({ step }) => step)).toEqual(gathering.agenda.steps.map(({ step }) => step));
	// what the team had prepared is there, and of its enquiry nothing that says something of a person
	const [there, real] = [sandbox, gathering].map(({ authorityId, projectId, id }) => ({ authorityId, projectId, gatheringId: id })) as [Place, Place];
	expect(await groundRules.find(query, made.value)).toEqual(await groundRules.find(query, ready));
	expect(await matrices.linesOf(query, there)).toEqual(await matrices.linesOf(query, real));
	expect(await matrices.preparedOf(query, there)).toEqual(await matrices.preparedOf(query, real));
	expect(await budgets.totalOf(query, there)).toEqual(await budgets.totalOf(query, real));
	const lent = await materials.ofTeam(query, there);
	expect(lent.map(({ title }) => title)).toEqual((await materials.ofTeam(query, real)).filter(({ kind }) => kind === 'figure').map(({ title }) => title));
	expect((await fieldShows.find(query, made.value)).chosen).toEqual(lent.filter(({ title }) => title === 'Restes moyens par convive').map(({ id }) => id));
	await playWhole(made.value);
	await useAfterwards(there);
	const grown = await countAll();
	const used = ['materials', 'sourcing_canvases', 'sourcing_entries', 'sourcing_notes', 'juror_hours', 'sketches', 'sketch_lines', 'strategies', 'strategy_lines', 'field_remarks', 'agreements', 'impact_scores', 'risk_scores', 'budget_lines', 'scenario_seats'];
	expect(used.filter((table) => grown[table]! <= counts[table]!), 'each of them held something of it').toEqual([]);

	expect((await projects.ofAccount(query, account, begun)).map((one) => one.projectId)).toEqual([projectId]);
	expect((await gatherings.ofProject(query, { authorityId: gathering.authorityId, projectId })).map(({ id }) => id)).not.toContain(made.value);
	expect((await rehearsals.ofProject(query, projectId, accountId)).map(({ gatheringId }) => gatheringId)).toEqual([made.value]);

	expect(await rehearsals.forget(made.value)).toEqual({ accepted: true, value: { copiedFrom: projectId } });
	expect(await countAll()).toEqual(counts);
	expect(await picture()).toEqual(before);
	expect(await rehearsals.forget(made.value)).toEqual({ accepted: false, reason: 'not-a-rehearsal' });
	expect(await rehearsals.forget(ready)).toEqual({ accepted: false, reason: 'not-a-rehearsal' });
}, 300_000);

test('[RE9] [RE10] the space that was made for a rehearsal alone goes with it, and those whose thirty days are over go by themselves', async () => {
	const counts = await countAll();
	const gatheringId = await begin({ people: 4, onPaper: 0 });
	await playTo(gatheringId, 'landscape-writing');
	const query = await database();
	const grown = await countAll();
	for (const table of ['files', 'file_pieces', 'field_shows', 'ground_rules']) expect(grown[table], table).toBeGreaterThan(counts[table]!);
	expect(await rehearsals.forgetExpired(query, new Date('2026-12-05T16:59:59Z'))).toBe(0);
	expect(await rehearsals.forgetExpired(query, new Date('2026-12-05T17:00:00Z'))).toBe(1);
	expect(await countAll()).toEqual(counts);
}, 60_000);

test('[RE1] the same seed plays the same room', async () => {
	const told = async () => {
		const gatheringId = await begin({ people: 6, onPaper: 0 }, 'twice');
		await playTo(gatheringId, 'landscape-dots');
		const { landscape, attendance } = await readRecord(await database(), gatheringId, begun);
		const cards = landscape.zones.flatMap(({ groups }) => groups.flatMap((group) => group.cards.map(({ text }) => text))).sort();
		await rehearsals.forget(gatheringId);
		return { cards, people: attendance.map(({ publicName }) => publicName).sort() };
	};
	const [first, second] = [await told(), await told()];
	expect(first.cards.length).toBeGreaterThan(4);
	expect(second).toEqual(first);
}, 60_000);

test('[RE3] [RE7] the panel brings somebody late, cuts the network of three, has a hurtful card written, and pauses all of them', async () => {
	const gatheringId = await begin({ people: 8, onPaper: 1 }, 'panel', 'by-itself');
	const player = await playTo(gatheringId, 'landscape-writing');
	const query = await database();
	const { authorityId, projectId } = await gatherings.read(query, gatheringId);
	const { accountId } = (await rehearsals.find(query, gatheringId))!;
	const by = { authorityId, projectId, gatheringId, accountId, name: '' };
	const at = new Date(begun.getTime() + 120_000);
	const conduct = (act: Parameters<typeof rehearsals.conduct>[2]) => inTransaction((tx) => rehearsals.conduct(tx, by, act, at));

	expect(await conduct('object')).toEqual({ accepted: false, reason: 'nothing-to-do-now' });
	expect(await conduct('late')).toMatchObject({ accepted: true, value: 8 });
	expect(await conduct('hurtful-words')).toMatchObject({ accepted: true });
	await inTransaction((tx) => rehearsals.takeHand(tx, by, at));
	await player.turn(query, at, 60);
	const people = await rehearsals.peopleOf(query, gatheringId);
	expect(people).toHaveLength(9);
	expect(people[8]!.seatId, 'they stand at the door').not.toBeNull();
	expect(people.filter(({ asked }) => asked !== null), 'it is done once').toEqual([]);
	const [{ hurt }] = (await query.execute(sql`select count(*)::int as hurt from private_cards where gathering_id = ${gatheringId} and text like 'Celui qui a écrit%'`)) as unknown as [{ hurt: number }];
	expect(hurt).toBe(1);

	expect(await conduct('network')).toMatchObject({ accepted: true, value: 3 });
	expect((await rehearsals.panelOf(query, await gatherings.read(query, gatheringId), at))!.away).toBe(3);

	expect(await conduct('pause')).toMatchObject({ accepted: true });
	expect(await player.turn(query, new Date(at.getTime() + 3_600_000), 60)).toEqual({ acts: 0, isOver: false });
	expect(await inTransaction((tx) => rehearsals.takeUp(tx, 'me', 8, at))).toEqual([]);
	expect(await conduct('go-on')).toMatchObject({ accepted: true });
	expect((await inTransaction((tx) => rehearsals.takeUp(tx, 'me', 8, at))).map((one) => one.gatheringId)).toEqual([gatheringId]);
	expect(await inTransaction((tx) => rehearsals.takeUp(tx, 'another', 8, new Date(at.getTime() + 7_999))), 'one process plays it').toEqual([]);
	expect(await inTransaction((tx) => rehearsals.takeUp(tx, 'another', 8, new Date(at.getTime() + 8_001))), 'until its time is over').toHaveLength(1);
	await rehearsals.forget(gatheringId);
}, 60_000);

test('[GA42] a pause stops the clock: for the step, for one entered meanwhile, and whatever the pace becomes', async () => {
	const gatheringId = await begin({ people: 6, onPaper: 0 }, 'pause', 'by-hand');
	const query = await database();
	const { authorityId, projectId } = await gatherings.read(query, gatheringId);
	const by = { authorityId, projectId, gatheringId, accountId: (await rehearsals.find(query, gatheringId))!.accountId, name: '' };
	const later = (minutes: number) => new Date(begun.getTime() + minutes * 60_000);
	const conduct = (act: Parameters<typeof rehearsals.conduct>[2], minutes: number) => inTransaction((tx) => rehearsals.conduct(tx, by, act, later(minutes)));
	const revision = async () => ({ revision: (await gatherings.read(query, gatheringId)).revision });
	const goOn = async (minutes: number) => {
		const asked = await revision();
		expect(await inTransaction((tx) => gatherings.advance(tx, { rules: stepRules, servers: stepServers }, by, { ...asked, confirmed: 'yes' }, later(minutes)))).toMatchObject({ accepted: true });
	};
	const clock = async (minutes: number) => {
		const { agenda, position, pace } = await gatherings.read(query, gatheringId);
		const { elapsedMinutes, pace: shown } = clockOf(agenda, position, await gatherings.staysOf(query, gatheringId), later(minutes), pace)!;
		return [elapsedMinutes, shown];
	};
	const pausedFor = async (minutes: number) => (await rehearsals.panelOf(query, await gatherings.read(query, gatheringId), later(minutes)))?.pausedMinutes;

	const asked = await revision();
	await inTransaction((tx) => gatherings.openDoors(tx, by, asked, begun));
	await goOn(0);
	expect(await conduct('pause', 2)).toMatchObject({ accepted: true });
	expect(await conduct('pause', 4), 'twice').toMatchObject({ accepted: true });
	expect([await clock(30), await pausedFor(30)]).toEqual([[2, 0], 28]);
	await goOn(30);
	expect(await clock(60), 'a step entered in the pause').toEqual([0, 0]);
	await conduct('faster', 60);
	expect(await clock(70), 'another pace').toEqual([0, 0]);
	await conduct('slower', 70);
	expect(await conduct('go-on', 80)).toMatchObject({ accepted: true });
	expect([await clock(83), await pausedFor(83)]).toEqual([[3, undefined], 0]);
	await conduct('pause', 83);
	await conduct('take-hand', 90);
	expect(await clock(91)).toEqual([4, undefined]);
	await rehearsals.forget(gatheringId);
}, 60_000);

test('[RE20] a pause taken at the open doors ends as the first step begins; one taken in a step goes on in the next', async () => {
	const gatheringId = await begin({ people: 6, onPaper: 0 }, 'doors', 'by-hand');
	const query = await database();
	const { authorityId, projectId } = await gatherings.read(query, gatheringId);
	const by = { authorityId, projectId, gatheringId, accountId: (await rehearsals.find(query, gatheringId))!.accountId, name: '' };
	const goOn = () =>
		inTransaction(async (tx) => {
			const { revision } = await gatherings.read(tx, gatheringId);
			expect(await gatherings.advance(tx, { rules: stepRules, servers: stepServers }, by, { revision, confirmed: 'yes' }, begun)).toMatchObject({ accepted: true });
			await rehearsals.endPauseAtDoors(tx, by);
		});
	const isPaused = async () => (await rehearsals.panelOf(query, await gatherings.read(query, gatheringId), begun))?.isPaused;

	const { revision } = await gatherings.read(query, gatheringId);
	await inTransaction((tx) => gatherings.openDoors(tx, by, { revision }, begun));
	await inTransaction((tx) => rehearsals.pause(tx, by, begun));
	expect(await isPaused()).toBe(true);
	await goOn();
	expect(await isPaused()).toBe(false);
	await inTransaction((tx) => rehearsals.pause(tx, by, begun));
	await goOn();
	expect(await isPaused()).toBe(true);
	await rehearsals.forget(gatheringId);
}, 60_000);

test('[RE21] a rehearsal without an account is its browser’s alone; the example and an own space are come back to', async () => {
	const { accountId, loadedAt } = await sharedExample();
	const query = await database();
	const stage = await inTransaction((tx) => rehearsals.openStage(tx, loadedAt));
	const ofExample = (await accounts.read(query, accountId))!;
	const own = await somebody('Zoé');
	for (const account of [stage, ofExample, own]) expect((await inTransaction((tx) => rehearsals.begin(tx, account, 'ready-made', { people: 4, onPaper: 0, led: 'by-hand' }, loadedAt))).accepted).toBe(true);
	expect(await Promise.all([stage, ofExample, own].map((account) => rehearsals.isOfThisBrowserAlone(query, account.accountId, loadedAt)))).toEqual([true, false, false]);
});

test('[PR7] who loses their place in a project loses their rehearsals of it at once, and begins none again', async () => {
	const { accountId, projectId, ready } = await sharedExample();
	const query = await database();
	const administrator = (await accounts.read(query, accountId))!;
	const { authorityId } = await gatherings.read(query, ready);
	const lender = await inTransaction((tx) => rehearsals.openStage(tx, begun));
	const mandate = { lentBy: 'Ville voisine', grantedBy: administrator.accountId };
	const asked = { authorityId, projectId, person: { name: lender.name, accountId: lender.accountId }, capacity: 'reservist', permissions: ['facilitate'], endsAt: new Date('2027-01-01'), mandate, actor: 'system' } as const;
	const place = await inTransaction((tx) => memberships.add(tx, asked, begun));
	if (!place.accepted) throw new Error(place.reason);
	const workshop = await gatherings.read(query, ready);
	const begin = await inTransaction((tx) => rehearsals.begin(tx, lender, workshop, { people: 4, onPaper: 0, led: 'by-hand' }, begun));
	if (!begin.accepted) throw new Error(begin.reason);
	const sandbox = (await rehearsals.find(query, begin.value))!;
	const leads = () => memberships.facilitates(query, lender.accountId, sandbox.projectId, begun);
	expect(await leads()).toBe(true);
	expect(await memberships.everInAuthority(query, lender.accountId, authorityId), 'a rehearsal opens nothing of the authority').toHaveLength(1);
	await inTransaction((tx) => memberships.revoke(tx, { authorityId, projectId, membershipId: place.value }, 'system', begun));
	expect(await leads()).toBe(false);
	expect(await inTransaction((tx) => rehearsals.beginAgain(tx, lender, begin.value, begun))).toEqual({ accepted: false, reason: 'workshop-no-longer-yours' });
	await rehearsals.forget(begin.value);
}, 60_000);

test('[RE11] an account has five rehearsals at a time', async () => {
	const account = await somebody('Alix');
	const one = () => inTransaction((tx) => rehearsals.begin(tx, account, 'ready-made', { people: 4, onPaper: 0, led: 'by-hand' }, begun));
	for (let nth = 0; nth < 5; nth += 1) expect((await one()).accepted).toBe(true);
	expect(await one()).toEqual({ accepted: false, reason: 'rehearsals-too-many' });
});
