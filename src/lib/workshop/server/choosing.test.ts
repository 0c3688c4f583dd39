import { eq } from 'drizzle-orm';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as v from 'valibot';
import type { GatheringId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { effectsOf } from '../../gatherings/rules/advance.ts';
import * as theSeats from '../../gatherings/server/seats.ts';
import { gatherings, seats } from '../../gatherings/server/tables.ts';
import type { Doer, GatheringAtStep, SeatAtStep, StepServer } from '../../gatherings/server/step.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import { toHtml } from '../../papers/rules/html.ts';
import { authorities, persons } from '../../people/server/tables.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { memberships, projects } from '../../projects/server/tables.ts';
import { stepRules, usualAgenda } from '../rules/steps.ts';
import type { ClosingOnDesk, ClosingOnHand, ClosingOnWall } from '../rules/steps/closing.ts';
import type { ConsentOnDesk, ConsentOnHand, ConsentOnWall } from '../rules/steps/consent.ts';
import { usualGrades, type VoteOnDesk, type VoteOnHand, type VoteOnWall } from '../rules/steps/vote.ts';
import { readClosing } from './closings.ts';
import { readConsent } from './consents.ts';
import { readRecord, recountOf } from './record.ts';
import { recordPaper } from './recordPaper.ts';
import * as content from './example/content.ts';
import * as scenarios from './scenarios.ts';
import { impactScores, matrixLines, riskScores } from './tables.ts';
import { step as closingStep } from './steps/closing.ts';
import { step as consentStep } from './steps/consent.ts';
import { step as voteStep } from './steps/vote.ts';
import { readVote } from './votes.ts';

const authorityId = newId<'authority'>();
const projectId = newId<'project'>();
const at = new Date('2027-03-13T10:00:00Z');

interface ExampleSeats {
	readonly seats: readonly { readonly code: string; readonly publicName?: string; readonly name?: string; readonly capacity?: string; readonly college: string }[];
	readonly ballots: Readonly<Record<string, Readonly<Record<string, string>>>>;
	readonly impactScores: readonly { readonly seat: string; readonly impact: string; readonly scenario: string; readonly score: number }[];
	readonly riskScores: readonly { readonly seat: string; readonly risk: string; readonly scenario: string; readonly probability: number; readonly gravity: number }[];
}
const example = JSON.parse(readFileSync(new URL('./example/seats.json', import.meta.url), 'utf8')) as ExampleSeats;

beforeAll(async () => {
	process.env.KEYS_DIR = mkdtempSync(join(tmpdir(), 'keys-'));
	const db = await database();
	await db.insert(authorities).values({ id: authorityId, name: 'Trois-Rivelles', createdAt: at });
	await db.insert(projects).values({ id: projectId, authorityId, code: 'ATR', title: 'À table, les Rivelles !', createdAt: at });
});

const order = ['landscape-dots', 'vote', 'consent', 'closing'] as const;
type Step = (typeof order)[number];
const servers: Record<string, StepServer> = { vote: voteStep, consent: consentStep, closing: closingStep };

interface Room {
	readonly gatheringId: GatheringId;
	step: Step;
	readonly seats: Map<string, SeatAtStep>;
}

async function seatDown(room: Room, code: string, capacity: Capacity, publicName: string) {
	const db = await database();
	const { gatheringId } = room;
	const [personId, membershipId, seatId] = [newId<'person'>(), newId<'membership'>(), newId<'seat'>()];
	await db.insert(persons).values({ id: personId, authorityId, name: publicName, createdAt: at });
	await db.insert(memberships).values({ id: membershipId, authorityId, projectId, personId, capacity, publicName, startsAt: new Date(0), createdAt: at });
	await db.insert(seats).values({ id: seatId, authorityId, gatheringId, membershipId, state: 'admitted', joinedAt: at, admittedAt: at });
	room.seats.set(code, { authorityId, projectId, gatheringId, currentStep: room.step, seatId, membershipId, capacity, publicName });
}

async function rivelles(): Promise<Room> {
	const gatheringId = newId<'gathering'>();
	await (await database()).insert(gatherings).values({
		id: gatheringId,
		authorityId,
		projectId,
		kind: 'workshop',
		title: content.project.title,
		startsAt: at,
		agenda: { version: 1, steps: order.map((step) => ({ step, plannedMinutes: 5, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'write' as const })) },
		position: 0,
		joinCode: newId(),
		joinToken: newId(),
		joinTokenHash: newId(),
		joinOpensAt: at,
		joinClosesAt: at,
		projectorToken: newId(),
		projectorTokenHash: newId(),
		createdAt: at
	});
	const room: Room = { gatheringId, step: 'landscape-dots', seats: new Map() };
	const capacities: Record<string, Capacity> = { T1: 'prescriber', T2: 'buyer', T3: 'elected-official' };
	for (const { code, publicName, name } of example.seats) await seatDown(room, code, capacities[code] ?? 'juror', publicName ?? name!);
	await seatDown(room, 'R', 'reservist', 'Solène Abarnec');
	return room;
}

const here = (room: Room): GatheringAtStep => ({ authorityId, projectId, gatheringId: room.gatheringId, currentStep: room.step });
const seatOf = (room: Room, code: string): SeatAtStep => ({ ...room.seats.get(code)!, currentStep: room.step });
const asSeat = (room: Room, code: string): Doer => ({ ...here(room), actor: `seat:${seatOf(room, code).seatId}`, seat: seatOf(room, code), at });
const asFacilitator = (room: Room): Doer => ({ ...here(room), actor: 'account:solene', at });

async function writeScenarios(room: Room) {
	await inTransaction(async (tx) => {
		for (const { code, name, idea, facts } of content.scenarios) await scenarios.write(tx, here(room), { code, name, idea, facts }, 'system');
		const own = { authorityId, gatheringId: room.gatheringId };
		const lines = (kind: 'impact' | 'risk', pairs: readonly (readonly [string, string])[]) => pairs.map(([code, name], place) => ({ ...own, kind, code, name, place }));
		const ofSeat = <Score extends { readonly seat: string }>({ seat, ...score }: Score) => ({ ...own, ...score, seatId: seatOf(room, seat).seatId });
		await tx.insert(matrixLines).values([...lines('impact', content.impacts), ...lines('risk', content.risks)]);
		await tx.insert(impactScores).values(example.impactScores.map(ofSeat));
		await tx.insert(riskScores).values(example.riskScores.map(ofSeat));
	});
}

async function moveTo(room: Room, step: Step) {
	await inTransaction(async (tx) => {
		const after = { ...here(room), currentStep: step };
		const agenda = usualAgenda();
		const place = (of: Step) => agenda.steps.findIndex((line) => line.step === of);
		for (const { step: of, effect } of effectsOf(stepRules, agenda, place(room.step), place(step))) await servers[of as Step]?.carryOut(tx, after, effect, at);
	});
	room.step = step;
}

async function act(doer: Doer, step: Step, name: string, fields: Record<string, string> = {}): Promise<string> {
	const found = servers[step]!.acts[name]!;
	const outcome = (await inTransaction((tx) => found.run(tx, doer, v.parse(found.shape, fields) as never))) as Outcome<unknown, string>;
	return outcome.accepted ? 'accepted' : outcome.reason;
}

const ballotOf = (code: string) =>
	Object.fromEntries(Object.entries(example.ballots[code]!).map(([scenario, grade]) => [`grade-${scenario}`, String(usualGrades.indexOf(grade))]));

async function everybodyVotes(room: Room) {
	for (const code of Object.keys(example.ballots)) expect(await act(asSeat(room, code), 'vote', 'cast', ballotOf(code))).toBe('accepted');
}

const wall = async <Data>(room: Room, step: Step) => (await servers[step]!.screen(await database(), here(room))) as Data;
const desk = async <Data>(room: Room, step: Step) => (await servers[step]!.desk(await database(), here(room))) as Data;
const hand = async <Data>(room: Room, code: string, step: Step) => (await servers[step]!.hand(await database(), seatOf(room, code))) as Data;
const foreseen = async (room: Room, step: Step) => servers[step]!.foresee!(await database(), here(room));

describe('the vote of the Rivelles', () => {
	test('[MO34] B, A, C; the matrix puts C before A, and one sentence goes to the record', async () => {
		const room = await rivelles();
		await writeScenarios(room);
		await moveTo(room, 'vote');
		expect((await wall<VoteOnWall>(room, 'vote')).onRoll).toBe(13);
		await everybodyVotes(room);
		const before = await wall<VoteOnWall>(room, 'vote');
		expect([before.voted, before.result]).toEqual([13, null]);
		expect(await act(asFacilitator(room), 'vote', 'write-sentence', { sentence: 'trop tôt' })).toBe('vote-not-closed');
		expect(await act(asFacilitator(room), 'vote', 'close-vote')).toBe('accepted');
		expect(await act(asFacilitator(room), 'vote', 'write-sentence', { sentence: content.matrixSentence })).toBe('accepted');
		const { result } = await wall<VoteOnWall>(room, 'vote');
		expect(result!.ranking!.map(({ code, grade }) => [code, usualGrades[grade]])).toEqual([
			['B', 'Bien'],
			['A', 'Passable'],
			['C', 'Passable']
		]);
		expect(result!.matrix!.order.map(({ scenario, impacts, risks }) => [scenario, impacts, risks])).toEqual([
			['B', 21, 44],
			['C', 12, 56],
			['A', 4, 44]
		]);
		expect(result!.disagreements).toEqual([{ matrixFirst: 'C', voteFirst: 'A' }]);
		expect(result!.sentence).toBe(content.matrixSentence);
		expect(result!.named.map(({ publicName }) => publicName).sort()).toEqual(['Brigitte Lanvoy', 'Inès Vaudremer', 'Karim Delestang']);
		const read = await readVote(await database(), here(room));
		expect(read.recount!.options).toEqual([
			{ id: 'A', counts: [0, 3, 6, 3, 1] },
			{ id: 'B', counts: [4, 6, 2, 1, 0] },
			{ id: 'C', counts: [2, 3, 3, 3, 2] }
		]);
	});

	test('[DE11] the desk is told before the vote when typing the paper ballots would give the others away', async () => {
		const room = await rivelles();
		await writeScenarios(room);
		const sitOnPaper = async (...codes: string[]) => {
			for (const code of codes) await (await database()).update(seats).set({ isOnPaper: true }).where(eq(seats.id, seatOf(room, code).seatId));
			return (await desk<VoteOnDesk>(room, 'vote')).willHide;
		};
		expect(await sitOnPaper('J1', 'J2', 'T1')).toBeNull();
		expect(await sitOnPaper('J3', 'J4', 'J5', 'J6')).toBe('few-own-hands');
		await moveTo(room, 'vote');
		expect((await desk<VoteOnDesk>(room, 'vote')).willHide).toBe('few-own-hands');
		expect(await sitOnPaper('J7', 'J8', 'J9', 'J10')).toBeNull();
	});

	test('[DE11] [MO40] [MO44] with one to four secret ballots the result stays closed on every screen and in every file, the desk is told before it closes, and the room says on which scenario it consents', async () => {
		const room = await rivelles();
		await writeScenarios(room);
		await moveTo(room, 'vote');
		const team = ['T1', 'T2', 'T3'];
		const jury = Object.keys(example.ballots).filter((code) => code.startsWith('J'));
		for (const code of team) await act(asSeat(room, code), 'vote', 'cast', ballotOf(code));
		const hidesNow = async () => (await desk<VoteOnDesk>(room, 'vote')).hidesNow;
		const leaving = async () => (await foreseen(room, 'vote')).leaving;
		expect([await hidesNow(), await leaving()]).toEqual([null, [{ warning: 'vote-closes', count: 10, isFinal: true }]]);
		for (const code of jury.slice(0, 4)) await act(asSeat(room, code), 'vote', 'cast', ballotOf(code));
		expect([await hidesNow(), await leaving()]).toEqual(['too-few', [{ warning: 'vote-closes-too-few', count: 6, isFinal: true }]]);
		expect((await desk<VoteOnDesk>(room, 'vote')).willHide).toBeNull();
		await act(asFacilitator(room), 'vote', 'close-vote');
		for (const { result } of [await wall<VoteOnWall>(room, 'vote'), await hand<VoteOnHand>(room, 'J1', 'vote'), await desk<VoteOnDesk>(room, 'vote'), (await readRecord(await database(), room.gatheringId, at)).vote]) {
			const { hidden, ranking, counts, disagreements, colleges, named, options } = result!;
			expect({ hidden, ranking, counts, disagreements }).toEqual({ hidden: 'too-few', ranking: null, counts: null, disagreements: [] });
			expect(colleges.find(({ college }) => college === 'jury')).toEqual({ college: 'jury', secrecy: 'secret', ballots: 4, counts: null, unanimousOn: [] });
			expect(named).toHaveLength(3);
			expect(options.map(({ code }) => code)).toEqual(['A', 'B', 'C']);
		}
		expect(await recountOf(await database(), room.gatheringId)).toBeNull();
		const paper = JSON.stringify(recordPaper(await readRecord(await database(), room.gatheringId, at)));
		expect(paper).toContain('Moins de cinq bulletins du jury');
		expect(paper).not.toMatch(/Classement|Mentions reçues, jury|La matrice et le vote|place . avant/);

		await moveTo(room, 'consent');
		expect(await desk<ConsentOnDesk>(room, 'consent')).toMatchObject({ state: 'not-open', isVoteHidden: true, isVoteEmpty: false, firsts: [{ code: 'A' }, { code: 'B' }, { code: 'C' }] });
		expect((await wall<ConsentOnWall>(room, 'consent')).scenario).toBeNull();
		expect(await act(asFacilitator(room), 'consent', 'open-round')).toBe('first-undecided');
		expect(await act(asFacilitator(room), 'consent', 'open-round', { code: 'C' })).toBe('accepted');
		for (const seen of [await wall<ConsentOnWall>(room, 'consent'), await hand<ConsentOnHand>(room, 'J1', 'consent'), await desk<ConsentOnDesk>(room, 'consent'), (await readRecord(await database(), room.gatheringId, at)).consent])
			expect(seen.scenario).toMatchObject({ code: 'C', standing: 'said-by-the-room' });
		const told = JSON.stringify(recordPaper(await readRecord(await database(), room.gatheringId, at)));
		expect(told).toContain('Tour de consentement sur le scénario que la salle a choisi, le résultat du vote n’étant pas publié : C, ');
		expect(told).not.toContain('arrivé en tête');
	});

	test('[MO45] the wrong scenario is changed freely while nobody has answered; afterwards the round that was begun stays in the record', async () => {
		const room = await rivelles();
		await writeScenarios(room);
		await moveTo(room, 'vote');
		await act(asSeat(room, 'J1'), 'vote', 'cast', ballotOf('J1'));
		await moveTo(room, 'consent');
		const facilitator = asFacilitator(room);
		const change = (code: string, known: number) => act(facilitator, 'consent', 'change-scenario', { code, known: String(known) });
		const consent = async () => (await readRecord(await database(), room.gatheringId, at)).consent;
		expect(await change('B', 0)).toBe('round-not-open');
		await act(facilitator, 'consent', 'open-round', { code: 'A' });
		expect(await desk<ConsentOnDesk>(room, 'consent')).toMatchObject({ heard: 0, others: [{ code: 'B' }, { code: 'C' }], firsts: [] });
		expect(await change('A', 0)).toBe('round-already-open');
		expect(await change('Z', 0)).toBe('scenario-not-first');
		expect((await wall<ConsentOnWall>(room, 'consent')).scenario!.code).toBe('A');
		expect(await change('B', 0)).toBe('accepted');
		expect(await wall<ConsentOnWall>(room, 'consent')).toMatchObject({ state: 'running', phase: 'presentation', scenario: { code: 'B' } });
		expect(await consent()).toMatchObject({ scenario: { code: 'B' }, earlier: [] });

		await act(facilitator, 'consent', 'move-to', { phase: 'objections' });
		await act(asSeat(room, 'J1'), 'consent', 'object', { risk: 'canari-risque', wouldLift: 'un remède' });
		await act(asSeat(room, 'J2'), 'consent', 'consent');
		expect((await desk<ConsentOnDesk>(room, 'consent')).heard).toBe(2);
		expect(await change('C', 1)).toBe('parties-spoke-since');
		expect(await change('C', 2)).toBe('accepted');
		expect(await hand<ConsentOnHand>(room, 'J2', 'consent')).toMatchObject({ scenario: { code: 'C' }, says: null });
		const { scenario, earlier } = await consent();
		expect([scenario!.code, earlier]).toMatchObject(['C', [{ state: 'set-aside', scenario: { code: 'B' }, consented: 1, objecting: 1, objections: [{ risk: 'canari-risque' }] }]]);
		const html = toHtml(recordPaper(await readRecord(await database(), room.gatheringId, at)));
		expect(html).toContain('Un tour commencé auparavant, sur B');
		expect(html).toContain('1 bulletin pour 13 personnes inscrites.');
		expect(html).toContain('canari-risque');
	});

	test('[DE11] two seats on paper and two others given new codes during the vote, each then voted for from a screen: nothing is published, and the desk is told before', async () => {
		const room = await rivelles();
		await writeScenarios(room);
		const { gatheringId } = room;
		for (const code of ['J1', 'J2']) await (await database()).update(seats).set({ isOnPaper: true }).where(eq(seats.id, seatOf(room, code).seatId));
		await moveTo(room, 'vote');
		const later = new Date(Date.now() + 60_000);
		for (const code of ['J1', 'J2', 'J3', 'J4']) {
			const issued = await inTransaction((tx) => theSeats.reissue(tx, { authorityId, projectId, gatheringId, accountId: newId<'account'>(), name: 'Solène' }, seatOf(room, code).seatId, later));
			if (!issued.accepted) throw new Error(issued.reason);
			expect((await inTransaction((tx) => theSeats.enterByReentry(tx, { code: issued.value.code, address: 'ici', gatheringId }, later))).accepted).toBe(true);
			await act(asSeat(room, code), 'vote', 'cast', ballotOf(code));
		}
		for (const code of ['J5', 'J6', 'J7']) await act(asSeat(room, code), 'vote', 'cast', ballotOf(code));
		expect((await desk<VoteOnDesk>(room, 'vote')).hidesNow).toBe('few-own-hands');
		expect((await foreseen(room, 'vote')).leaving).toMatchObject([{ warning: 'vote-closes-few-own-hands' }]);
		await act(asFacilitator(room), 'vote', 'close-vote');
		expect((await desk<VoteOnDesk>(room, 'vote')).result).toMatchObject({ hidden: 'few-own-hands', ranking: null, counts: null });
	});

	test('[DE11] four ballots typed on paper and one cast on a phone: nothing is published, and the desk is told before it closes', async () => {
		const room = await rivelles();
		await writeScenarios(room);
		const typed = ['J1', 'J2', 'J3', 'J4'];
		for (const code of typed) await (await database()).update(seats).set({ isOnPaper: true }).where(eq(seats.id, seatOf(room, code).seatId));
		await moveTo(room, 'vote');
		for (const code of [...typed, ...typed]) await act({ ...asSeat(room, code), actor: 'account:solene', onBehalfOf: `seat:${seatOf(room, code).seatId}` }, 'vote', 'cast', ballotOf(code));
		await act(asSeat(room, 'J5'), 'vote', 'cast', ballotOf('J5'));
		expect((await desk<VoteOnDesk>(room, 'vote')).hidesNow).toBe('few-own-hands');
		expect((await foreseen(room, 'vote')).leaving).toMatchObject([{ warning: 'vote-closes-few-own-hands' }]);
		await act(asFacilitator(room), 'vote', 'close-vote');
		expect((await desk<VoteOnDesk>(room, 'vote')).result).toMatchObject({ hidden: 'few-own-hands', ranking: null, counts: null });
	});

	test('[MO31] the jury is told that its ballot is secret, the team that it is not, the reservist does not vote', async () => {
		const room = await rivelles();
		await writeScenarios(room);
		await moveTo(room, 'vote');
		const secrecyOf = async (code: string) => (await hand<VoteOnHand>(room, code, 'vote')).secrecy;
		expect([await secrecyOf('J1'), await secrecyOf('T3'), await secrecyOf('R')]).toEqual(['secret', 'named', null]);
		expect(await act(asSeat(room, 'R'), 'vote', 'cast', ballotOf('J1'))).toBe('voter-not-on-roll');
		expect((await hand<VoteOnHand>(room, 'J1', 'vote')).hasVoted).toBe(false);
		expect(await act(asSeat(room, 'J1'), 'vote', 'cast', ballotOf('J1'))).toBe('accepted');
		const voted = await hand<VoteOnHand>(room, 'J1', 'vote');
		expect([voted.hasVoted, voted.receipt?.length]).toEqual([true, 10]);
		expect(JSON.stringify(voted)).not.toMatch(/"choices"|"counts"/);
	});

	test('[MO32] it opens when there is something to choose between, and closes when the room moves on', async () => {
		const room = await rivelles();
		await moveTo(room, 'vote');
		expect((await wall<VoteOnWall>(room, 'vote')).stage).toBe('preparing');
		expect(await act(asSeat(room, 'J1'), 'vote', 'cast', ballotOf('J1'))).toBe('vote-not-open');
		expect(await act(asFacilitator(room), 'vote', 'open-vote')).toBe('scenarios-too-few');
		expect(await act(asFacilitator(room), 'vote', 'write-scenario', { name: 'Un', idea: '', facts: '' })).toBe('accepted');
		expect(await act(asFacilitator(room), 'vote', 'write-scenario', { name: 'Deux', idea: '', facts: '' })).toBe('accepted');
		expect(await act(asFacilitator(room), 'vote', 'open-vote')).toBe('accepted');
		expect(await act(asFacilitator(room), 'vote', 'write-scenario', { code: 'A', name: 'Trois' })).toBe('vote-already-open');
		expect(await act(asSeat(room, 'J1'), 'vote', 'cast', { 'grade-A': '0' })).toBe('ballot-incomplete');
		expect(await act(asSeat(room, 'J1'), 'vote', 'cast', { 'grade-A': '0', 'grade-B': 'toto' })).toBe('ballot-not-of-this-vote');
		expect(await act(asSeat(room, 'J1'), 'vote', 'cast', { 'grade-A': '0', 'grade-B': '1' })).toBe('accepted');
		await moveTo(room, 'consent');
		expect((await wall<VoteOnWall>(room, 'vote')).stage).toBe('closed');
		expect(await act(asSeat(room, 'J2'), 'vote', 'cast', { 'grade-A': '0', 'grade-B': '1' })).toBe('vote-closed');
	});

	test('[MO38] going back leaves the box open, and it goes on when the room returns', async () => {
		const room = await rivelles();
		await writeScenarios(room);
		await moveTo(room, 'vote');
		await act(asSeat(room, 'J1'), 'vote', 'cast', ballotOf('J1'));
		await moveTo(room, 'landscape-dots');
		await moveTo(room, 'vote');
		const seen = await wall<VoteOnWall>(room, 'vote');
		expect([seen.stage, seen.voted]).toEqual(['open', 1]);
	});

	test('[MO37] the facilitator adds who came late, and strikes only who has left', async () => {
		const room = await rivelles();
		await writeScenarios(room);
		await moveTo(room, 'vote');
		await seatDown(room, 'J11', 'juror', 'Houx');
		expect((await desk<VoteOnDesk>(room, 'vote')).late.map(({ publicName }) => publicName)).toEqual(['Houx']);
		expect((await hand<VoteOnHand>(room, 'J11', 'vote')).isLate).toBe(true);
		expect(await act(asFacilitator(room), 'vote', 'add-late', { seat: seatOf(room, 'J11').seatId })).toBe('accepted');
		expect(await act(asFacilitator(room), 'vote', 'strike', { seat: seatOf(room, 'J1').seatId })).toBe('voter-still-here');
		const { eq } = await import('drizzle-orm');
		await (await database()).update(seats).set({ state: 'expelled' }).where(eq(seats.id, seatOf(room, 'J1').seatId));
		expect((await desk<VoteOnDesk>(room, 'vote')).roll.find(({ isGone }) => isGone)!.publicName).toBe('Aubépine');
		expect(await act(asFacilitator(room), 'vote', 'strike', { seat: seatOf(room, 'J1').seatId })).toBe('accepted');
		expect((await wall<VoteOnWall>(room, 'vote')).onRoll).toBe(13);
	});
});

describe('before the room changes step', () => {
	test('[GA23] a vote says how many are missing and that it closes for good; closed, it closes no more', async () => {
		const room = await rivelles();
		expect(await foreseen(room, 'vote')).toMatchObject({ idle: ['opens-ballot-box', 'closes-ballot-box'], entering: [{ warning: 'scenarios-too-few', count: 0 }], leaving: [{ warning: 'vote-not-held' }] });
		await writeScenarios(room);
		expect(await foreseen(room, 'vote')).toMatchObject({ idle: ['closes-ballot-box'], entering: [], finished: [] });
		await moveTo(room, 'vote');
		// no promise of a result that will not be
		expect((await foreseen(room, 'vote')).leaving).toEqual([{ warning: 'vote-closes-empty', count: 13, isFinal: true }]);
		await act(asSeat(room, 'J1'), 'vote', 'cast', ballotOf('J1'));
		expect(await foreseen(room, 'vote')).toEqual({ idle: ['opens-ballot-box'], entering: [], leaving: [{ warning: 'vote-closes-too-few', count: 12, isFinal: true }], finished: [seatOf(room, 'J1').seatId] });
		await act(asFacilitator(room), 'vote', 'close-vote');
		expect(await foreseen(room, 'vote')).toMatchObject({ idle: ['opens-ballot-box', 'closes-ballot-box'], leaving: [] });
	});

	test('[GA23] [DE11] before it, a vote says that its result would stay hidden, of how many jurors on a phone; in it, how many seats on paper have not voted', async () => {
		const room = await rivelles();
		await writeScenarios(room);
		const sitOnPaper = async (...codes: string[]) => {
			for (const code of codes) await (await database()).update(seats).set({ isOnPaper: true }).where(eq(seats.id, seatOf(room, code).seatId));
		};
		await sitOnPaper('J1', 'J2', 'J3', 'J4', 'J5', 'J6');
		expect((await foreseen(room, 'vote')).entering).toEqual([{ warning: 'vote-stays-hidden', count: 4, isFinal: false }]);
		await (await database()).update(seats).set({ state: 'waiting' }).where(eq(seats.gatheringId, room.gatheringId));
		expect((await foreseen(room, 'vote')).entering, 'nobody has come in yet').toEqual([]);
		await (await database()).update(seats).set({ state: 'admitted' }).where(eq(seats.gatheringId, room.gatheringId));
		await moveTo(room, 'vote');
		const typed = { ...asSeat(room, 'J1'), actor: 'account:solene', onBehalfOf: `seat:${seatOf(room, 'J1').seatId}` } as const;
		expect(await act(typed, 'vote', 'cast', ballotOf('J1'))).toBe('accepted');
		const atDesk = async () => (await desk<VoteOnDesk>(room, 'vote')).roll.find(({ id }) => id === seatOf(room, 'J1').seatId);
		expect(await atDesk()).toMatchObject({ waiting: 'once', hasVoted: false });
		await act(typed, 'vote', 'cast', ballotOf('J1'));
		expect(await atDesk()).toMatchObject({ waiting: null, hasVoted: true });
		expect(await foreseen(room, 'vote')).toMatchObject({ entering: [], leaving: [{ count: 12 }, { warning: 'paper-without-ballot', count: 5, isFinal: true }] });
	});

	test('[GA16] [GA23] two seats that look like one person have both voted: the desk is told before the vote closes, until one is struck', async () => {
		const room = await rivelles();
		await seatDown(room, 'J1bis', 'juror', seatOf(room, 'J1').publicName.toUpperCase());
		await writeScenarios(room);
		await moveTo(room, 'vote');
		await everybodyVotes(room);
		const doubles = async () => [(await desk<VoteOnDesk>(room, 'vote')).doubles, (await foreseen(room, 'vote')).leaving.slice(1)];
		expect(await doubles()).toEqual([0, []]);
		expect(await act(asSeat(room, 'J1bis'), 'vote', 'cast', ballotOf('J1'))).toBe('accepted');
		const told = [1, [{ warning: 'vote-counts-twice', count: 1, isFinal: true }]];
		expect(await doubles()).toEqual(told);
		const seat = seatOf(room, 'J1bis').seatId;
		await (await database()).update(seats).set({ state: 'expelled' }).where(eq(seats.id, seat));
		expect(await doubles()).toEqual(told);
		expect(await act(asFacilitator(room), 'vote', 'strike', { seat })).toBe('accepted');
		expect(await doubles()).toEqual([0, []]);
		await act(asFacilitator(room), 'vote', 'close-vote');
		expect(await desk<VoteOnDesk>(room, 'vote')).toMatchObject({ doubles: 0, stage: 'closed', voted: 13 });
	});

	test('[GA23] [MO53] a consent says what is not lifted and who is silent, by number, and that it is not noted, then nothing', async () => {
		const room = await rivelles();
		expect((await foreseen(room, 'consent')).leaving).toEqual([{ warning: 'consent-not-begun', count: 0, isFinal: false }]);
		await writeScenarios(room);
		await moveTo(room, 'vote');
		await everybodyVotes(room);
		await moveTo(room, 'consent');
		const facilitator = asFacilitator(room);
		await act(facilitator, 'consent', 'move-to', { phase: 'objections' });
		expect(await act(asSeat(room, 'J1'), 'consent', 'object', { risk: 'Trop cher', wouldLift: 'Un prêt' })).toBe('accepted');
		expect(await foreseen(room, 'consent')).toMatchObject({ idle: ['opens-consent-round'], leaving: [{ warning: 'objections-not-lifted', count: 1 }, { warning: 'consent-parties-silent', count: 12 }, { warning: 'consent-not-noted' }], finished: [seatOf(room, 'J1').seatId] });
		expect((await wall<ClosingOnWall>(room, 'closing')).consent).toEqual({ how: 'not-obtained', objections: 1, silent: 12 });
		expect((await foreseen(room, 'closing')).leaving).toMatchObject([{ warning: 'objections-not-lifted' }, { warning: 'consent-parties-silent' }, { warning: 'consent-not-noted' }, { warning: 'closing-not-written' }, { warning: 'closing-words-missing' }]);
		await act(asSeat(room, 'J1'), 'consent', 'withdraw');
		expect((await foreseen(room, 'consent')).leaving).toEqual([{ warning: 'consent-parties-silent', count: 12, isFinal: false }, { warning: 'consent-not-noted', count: 0, isFinal: false }]);
		for (const code of Object.keys(example.ballots)) await act(asSeat(room, code), 'consent', 'consent');
		expect(await act(facilitator, 'consent', 'obtain')).toBe('accepted');
		expect((await foreseen(room, 'consent')).leaving).toEqual([]);
		expect((await hand<ClosingOnHand>(room, 'J1', 'closing')).consent).toEqual({ how: 'obtained' });
	});

	test('[MO40] a vote closed without a ballot leaves nothing to consent to, and the desk is told so rather than to close it', async () => {
		const room = await rivelles();
		const desk = async () => (await consentStep.desk(await database(), here(room))) as ConsentOnDesk;
		await writeScenarios(room);
		await moveTo(room, 'vote');
		expect(await desk()).toMatchObject({ state: 'not-open', firsts: [], isVoteEmpty: false });
		await moveTo(room, 'consent');
		expect(await desk()).toMatchObject({ state: 'not-open', firsts: [], isVoteEmpty: true });
	});

	test('[GA23] the end says who has left no word, and that nobody knows where the proposal goes', async () => {
		const room = await rivelles();
		room.step = 'closing';
		expect((await foreseen(room, 'closing')).leaving).toMatchObject([{ warning: 'closing-not-written' }, { warning: 'closing-words-missing', count: 14 }]);
		await act(asSeat(room, 'J1'), 'closing', 'leave', { usefulness: '4', word: 'vif', hours: '3 h' });
		expect(await foreseen(room, 'closing')).toMatchObject({ leaving: [{ warning: 'closing-not-written' }, { count: 13 }], finished: [seatOf(room, 'J1').seatId] });
	});
});

describe('the consent on B', () => {
	async function inConsent(): Promise<Room> {
		const room = await rivelles();
		await writeScenarios(room);
		await moveTo(room, 'vote');
		await everybodyVotes(room);
		await moveTo(room, 'consent');
		return room;
	}

	test('[MO40] one objection, lifted: consent is obtained on the first of the vote, once', async () => {
		const room = await inConsent();
		expect((await wall<ConsentOnWall>(room, 'consent')).scenario).toMatchObject({ code: 'B', standing: 'first' });
		expect(JSON.stringify(recordPaper(await readRecord(await database(), room.gatheringId, at)))).toContain('sur le scénario arrivé en tête : B, ');
		const facilitator = asFacilitator(room);
		const { risk, liftedBy, integration } = content.objection;
		expect(await act(asSeat(room, 'J1'), 'consent', 'object', { risk, wouldLift: liftedBy })).toBe('not-yet-objections');
		expect(await act(facilitator, 'consent', 'move-to', { phase: 'objections' })).toBe('accepted');
		expect(await act(asSeat(room, 'J1'), 'consent', 'object', { risk, wouldLift: '' })).toBe('objection-without-remedy');
		expect(await act(asSeat(room, 'J1'), 'consent', 'object', { risk, wouldLift: liftedBy })).toBe('accepted');
		for (const code of Object.keys(example.ballots).filter((code) => code !== 'J1')) expect(await act(asSeat(room, code), 'consent', 'consent')).toBe('accepted');
		expect(await act(asSeat(room, 'R'), 'consent', 'consent')).toBe('party-not-asked');
		const { objections } = await desk<ConsentOnDesk>(room, 'consent');
		expect(objections.map(({ author }) => author)).toEqual(['Aubépine']);
		const objection = objections[0]!.id;
		expect(await act(facilitator, 'consent', 'obtain')).toBe('objections-open');
		expect(await act(facilitator, 'consent', 'take-up', { objection })).toBe('accepted');
		expect(await act(facilitator, 'consent', 'integrate', { objection, text: integration })).toBe('accepted');
		expect(await act(facilitator, 'consent', 'lift', { objection })).toBe('somebody-keeps-it');
		expect((await hand<ConsentOnHand>(room, 'J1', 'consent')).iKeepIt).toBe(true);
		expect(await act(asSeat(room, 'J1'), 'consent', 'release', { objection })).toBe('accepted');
		expect(await act(facilitator, 'consent', 'lift', { objection })).toBe('accepted');
		expect(await act(facilitator, 'consent', 'obtain')).toBe('accepted');
		const read = await readConsent(await database(), here(room));
		expect([read.round!.state, read.round!.endedAt instanceof Date, read.objections[0]]).toEqual([
			'obtained',
			true,
			{ author: 'Aubépine', risk, wouldLift: liftedBy, integration, state: 'lifted' }
		]);
		expect(await act(facilitator, 'consent', 'open-round', { code: 'B' })).toBe('consent-already-obtained');
		expect(await act(facilitator, 'consent', 'open-round', { code: 'A' })).toBe('scenario-not-first');
	});

	test('[DE29] who comes after the round was opened is let in at the desk, or as everybody is asked again', async () => {
		const room = await inConsent();
		const facilitator = asFacilitator(room);
		await act(facilitator, 'consent', 'move-to', { phase: 'objections' });
		await seatDown(room, 'J11', 'juror', 'Prunier');
		await seatDown(room, 'J12', 'juror', 'Alisier');
		expect(await act(asSeat(room, 'J11'), 'consent', 'consent')).toBe('party-not-asked');
		expect(await hand<ConsentOnHand>(room, 'J11', 'consent')).toMatchObject({ isParty: false, isNewcomer: true });
		expect(await hand<ConsentOnHand>(room, 'R', 'consent')).toMatchObject({ isParty: false, isNewcomer: false });
		const newcomers = async () => (await desk<ConsentOnDesk>(room, 'consent')).newcomers.map(({ publicName }) => publicName);
		expect((await newcomers()).toSorted()).toEqual(['Alisier', 'Prunier']);
		expect(await act(facilitator, 'consent', 'ask', { party: seatOf(room, 'R').seatId })).toBe('party-not-asked');
		expect(await act(facilitator, 'consent', 'ask', { party: seatOf(room, 'J11').seatId })).toBe('accepted');
		expect(await newcomers()).toEqual(['Alisier']);
		expect(await act(asSeat(room, 'J11'), 'consent', 'consent')).toBe('accepted');
		expect(await act(facilitator, 'consent', 'loop-again')).toBe('accepted');
		expect(await newcomers()).toEqual([]);
		expect(await act(asSeat(room, 'J12'), 'consent', 'consent')).toBe('accepted');
		expect((await hand<ConsentOnHand>(room, 'J11', 'consent')).says).toBeNull();
	});

	test('[MO41] an objection that waits is shown as a number, one on the table without a name', async () => {
		const room = await inConsent();
		await act(asFacilitator(room), 'consent', 'move-to', { phase: 'objections' });
		await act(asSeat(room, 'J1'), 'consent', 'object', { risk: 'canari-un', wouldLift: 'x' });
		const waiting = await wall<ConsentOnWall>(room, 'consent');
		expect(waiting.waiting).toBe(1);
		expect(JSON.stringify([waiting, await hand(room, 'J2', 'consent')])).not.toContain('canari-un');
		const { objections } = await desk<ConsentOnDesk>(room, 'consent');
		await act(asFacilitator(room), 'consent', 'take-up', { objection: objections[0]!.id });
		const onTable = JSON.stringify(await wall(room, 'consent'));
		expect(onTable).toContain('canari-un');
		expect(onTable).not.toContain('Aubépine');
	});

	test('[MO42] kept on record: only the elected official answers, before a date to come', async () => {
		const room = await inConsent();
		await act(asFacilitator(room), 'consent', 'move-to', { phase: 'objections' });
		await act(asSeat(room, 'J1'), 'consent', 'object', { risk: 'un risque', wouldLift: 'un remède' });
		expect(await act(asFacilitator(room), 'consent', 'keep-on-record', { answerDueOn: '2027-03-12' })).toBe('date-past');
		expect(await act(asFacilitator(room), 'consent', 'keep-on-record', { answerDueOn: '2027-04-01' })).toBe('accepted');
		expect(await act(asSeat(room, 'T1'), 'consent', 'answer-objections', { text: 'non' })).toBe('not-the-elected-official');
		expect(await act(asSeat(room, 'T3'), 'consent', 'answer-objections', { text: 'Deux postes seront créés.' })).toBe('accepted');
		expect((await wall<ConsentOnWall>(room, 'consent')).answer).toBe('Deux postes seront créés.');
	});

	test('[MO43] an objection that nobody took up before the end is in the record, and no file denies it', async () => {
		const room = await inConsent();
		await act(asFacilitator(room), 'consent', 'move-to', { phase: 'objections' });
		await act(asSeat(room, 'J1'), 'consent', 'object', { risk: 'canari-risque', wouldLift: 'canari-remède' });
		for (const code of ['J2', 'J3']) await act(asSeat(room, code), 'consent', 'consent');
		const written = async () => {
			const record = await readRecord(await database(), room.gatheringId, at);
			return { consent: record.consent, html: toHtml(recordPaper(record)) };
		};
		const before = await written();
		expect(before.consent).toMatchObject({ state: 'running', consented: 2, silent: 10, waiting: 1, objections: [] });
		expect(before.html).toContain('1 objection attend d’être prise.');
		expect(before.html).not.toMatch(/canari|Aucune objection/);
		await (await database()).update(gatherings).set({ closedAt: at }).where(eq(gatherings.id, room.gatheringId));
		const after = await written();
		expect(after.consent).toMatchObject({ state: 'unfinished', consented: 2, objecting: 1, silent: 10, waiting: 0, objections: [{ author: 'Aubépine', risk: 'canari-risque', wouldLift: 'canari-remède', state: 'raised' }] });
		expect(after.html.match(/Le tour n’est pas allé à son terme/g)).toHaveLength(2);
		for (const words of ['canari-risque', 'canari-remède', 'Aubépine', 'posée, restée sans réponse', 'N’ont rien dit']) expect(after.html).toContain(words);
		expect(after.html).not.toContain('Aucune objection');
	});

	test('[MO40] consent needs a vote that is closed', async () => {
		const room = await rivelles();
		expect(await act(asFacilitator(room), 'consent', 'open-round')).toBe('vote-not-closed');
		expect((await wall<ConsentOnWall>(room, 'consent')).state).toBe('not-open');
	});
});

test('[MO50] [MO51] [MO52] [MO271] the closing is written, and what is left is read without names from three on, once nobody can add to it', async () => {
	const room = await rivelles();
	room.step = 'closing';
	const [first, second, third] = content.closing.dates;
	const fields = {
		body: content.closing.body,
		bodyOn: content.closing.bodyOn,
		on1: first[0],
		what1: first[1],
		on2: second[0],
		what2: second[1],
		on3: third[0],
		what3: third[1]
	};
	expect(await act(asFacilitator(room), 'closing', 'write-closing', { ...fields, body: '' })).toBe('closing-body-missing');
	expect(await act(asFacilitator(room), 'closing', 'write-closing', { ...fields, bodyOn: '2020-01-01' })).toBe('closing-day-before-gathering');
	expect(await act(asFacilitator(room), 'closing', 'write-closing', { ...fields, on2: '2020-01-01' })).toBe('closing-date-before-gathering');
	expect((await wall<ClosingOnWall>(room, 'closing')).closing, 'nothing is written').toBeNull();
	expect(await act(asFacilitator(room), 'closing', 'write-closing', fields)).toBe('accepted');
	expect((await wall<ClosingOnWall>(room, 'closing')).closing!.dates).toHaveLength(3);
	const cards: Record<string, string> = { J1: 'Tenez bon', J2: 'Merci', T1: 'Alors ?' };
	const leave = (code: string, word: string) => act(asSeat(room, code), 'closing', 'leave', { usefulness: '4', word, hours: '3 h 30', postcard: cards[code] ?? '' });
	expect(await act(asSeat(room, 'J1'), 'closing', 'leave', { usefulness: '9' })).toBe('usefulness-missing');
	await leave('J1', 'vif');
	await leave('T1', 'utile');
	expect((await wall<ClosingOnWall>(room, 'closing')).words).toEqual([]);
	expect((await desk<ClosingOnDesk>(room, 'closing')).usefulness).toBeNull();
	await leave('J2', 'accord');
	await leave('J2', 'accordé');
	const read = async () => {
		const { count, words, usefulness, jurorMinutes } = await readClosing(await database(), here(room));
		return [count, words, usefulness, jurorMinutes];
	};
	// who reads the record before and after each word would put a name on it
	expect(await read()).toEqual([3, [], null, null]);
	expect((await desk<ClosingOnDesk>(room, 'closing')).usefulness).toBeNull();
	await (await database()).update(gatherings).set({ closedAt: at }).where(eq(gatherings.id, room.gatheringId));
	expect(await read()).toEqual([3, ['accordé', 'utile', 'vif'], [0, 0, 0, 3, 0], null]);
	expect((await wall<ClosingOnWall>(room, 'closing')).words).toEqual(['accordé', 'utile', 'vif']);
	expect((await readClosing(await database(), here(room))).postcards).toEqual(['Alors ?', 'Merci', 'Tenez bon']);
	expect(await act(asSeat(room, 'J3'), 'closing', 'leave', { usefulness: '1', word: 'tardif' })).toBe('gathering-closed');
	expect(await read()).toEqual([3, ['accordé', 'utile', 'vif'], [0, 0, 0, 3, 0], null]);
	const mine = await hand<ClosingOnHand>(room, 'J1', 'closing');
	expect([mine.minutes, mine.isJuror, (await hand<ClosingOnHand>(room, 'T1', 'closing')).minutes]).toEqual([210, true, null]);
});
