// The templates that are shipped, run to their record: as from the hands and the desk, each act in a transaction of its own.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as boards from '../../boards/server/boards.ts';
import type { AuthorityId, GatheringId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { minutesOf } from '../../gatherings/rules/agenda.ts';
import { agendaFrom } from '../../gatherings/rules/templates.ts';
import { deskFrame, handFrame, wallFrame } from '../../gatherings/server/frames.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { FacilitatorFacts } from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { SeatFacts } from '../../gatherings/server/seats.ts';
import type { StepServer } from '../../gatherings/server/step.ts';
import { carry } from '../../gatherings/server/stepActs.ts';
import { toHtml } from '../../papers/rules/html.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import * as projects from '../../projects/server/projects.ts';
import { offeredSteps, stepIds, stepRules, type StepId } from '../rules/steps.ts';
import { shippedSteps, type ShippedTemplate } from '../rules/templates.ts';
import * as amendments from './amendments.ts';
import * as consents from './consents.ts';
import * as deck from './deck.ts';
import { duplicate } from './duplicating.ts';
import { must } from './example/room.ts';
import * as landscape from './landscape.ts';
import * as proposals from './proposals.ts';
import { readRecord } from './record.ts';
import { recordPaper } from './recordPaper.ts';
import * as scenarios from './scenarios.ts';
import { startDeck } from './startDeck.ts';
import { stepServers } from './steps.ts';
import { isInThisRun } from '../../../../tests/world/drawn.ts';

const registries = { rules: stepRules, servers: stepServers };
const minute = 60_000;
const begins = new Date('2027-03-13T13:00:00Z');

beforeAll(() => {
	process.env.KEYS_DIR = mkdtempSync(join(tmpdir(), 'keys-'));
});

let made = 0;
async function aProject() {
	made += 1;
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: `Syndicat ${made}`, timeZone: 'Europe/Paris' }, begins);
		const account = must(await accounts.create(tx, { authorityId, name: 'Solène', email: `solene${made}@syndicat.test`, passwordHash: null, isAdministrator: true }, begins));
		const projectId = must(await projects.create(tx, { title: 'Les repas', summary: '', code: '', authorityId, actor: 'system' }, begins));
		return { authorityId, projectId, account };
	});
}

type Sitter = { readonly name: string; readonly capacity: Capacity; readonly how: 'with-device' | 'on-paper' };
const sitters = (count: number, onPaper: (place: number) => boolean, team: readonly Capacity[] = ['prescriber', 'buyer', 'elected-official']): Sitter[] =>
	Array.from({ length: count }, (_, place) => ({
		name: `Personne ${String.fromCharCode(65 + (place % 26))}${Math.floor(place / 26)}`,
		capacity: team[place] ?? 'juror',
		how: onPaper(place) ? 'on-paper' : 'with-device'
	}));

class Session {
	at = begins;
	readonly seats: (SeatFacts & { isOnPaper: boolean })[] = [];
	readonly by: FacilitatorFacts;
	constructor(by: FacilitatorFacts) {
		this.by = by;
	}

	static async plan(key: ShippedTemplate, offered: readonly StepId[] = offeredSteps) {
		const { authorityId, projectId, account } = await aProject();
		const agenda = agendaFrom(stepRules, { steps: shippedSteps(key) }, offered);
		const gatheringId = must(await inTransaction((tx) => gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'Les repas', startsAt: begins, agenda, actor: 'system' }, begins)));
		return new Session({ authorityId, projectId, gatheringId, accountId: account.accountId, name: account.name });
	}

	gathering = async () => gatherings.read(await database(), this.by.gatheringId);
	step = async () => gatherings.standing(await this.gathering()).currentStep;
	frame = async () => deskFrame(await database(), this.by, { registry: stepRules, servers: stepServers, address: 'http://atelier.test', isPlainHttp: true }, this.at);

	/** Each comes in by the link of the invitation, from wherever they are, or is written in by the desk. */
	async open(people: readonly Sitter[]): Promise<void> {
		const { revision, joinToken } = await this.gathering();
		must(await inTransaction((tx) => gatherings.openDoors(tx, this.by, { revision }, this.at)));
		for (const { name, capacity, how } of people) {
			if (how === 'on-paper') must(await inTransaction((tx) => seats.addOnPaper(tx, this.by, { publicName: name, capacity }, this.at)));
			else {
				const { seatId } = must(await inTransaction((tx) => seats.join(tx, { by: { token: joinToken }, publicName: name, capacity, address: name }, this.at)));
				must(await inTransaction((tx) => seats.admit(tx, this.by, { seatId, place: 'another-person' }, this.at)));
			}
		}
		for (const { seatId, membershipId, publicName, capacity, isOnPaper } of await seats.rollOf(await database(), this.by.gatheringId)) {
			const { authorityId, projectId, gatheringId } = this.by;
			this.seats.push({ authorityId, projectId, gatheringId, seatId, membershipId, publicName, capacity, state: 'admitted', isOnPaper } as never);
		}
		this.seats.sort((a, b) => people.findIndex(({ name }) => name === a.publicName) - people.findIndex(({ name }) => name === b.publicName));
	}

	/** From the desk, or from a hand; whoever is on paper has it typed. */
	async act(who: SeatFacts | 'desk', name: string, fields: Record<string, string | string[]> = {}, step?: StepId): Promise<void> {
		const seat = who === 'desk' ? undefined : this.seats.find(({ seatId }) => seatId === who.seatId)!;
		const asked = { step: step ?? (await this.step()), act: name, onBehalfOf: seat?.isOnPaper ? (seat.seatId as string) : '', fields };
		const outcome = await carry(stepServers, asked, seat && !seat.isOnPaper ? { seat } : { facilitator: this.by }, this.at);
		if (!outcome.accepted) throw new Error(`${asked.step} ${name}: ${outcome.reason}`);
	}
	async all(name: string, fields: (place: number) => Record<string, string | string[]> = () => ({}), who: (seat: (typeof this.seats)[number]) => boolean = () => true) {
		for (const [place, seat] of this.seats.entries()) if (who(seat)) await this.act(seat, name, fields(place));
	}

	/** Every screen, as somebody would look at it now. */
	async look(which: 'here' | 'back' = 'here'): Promise<void> {
		const query = await database();
		const standing = gatherings.standing(await this.gathering());
		const shown = (await this.frame()).agenda.filter(({ state }) => state === 'now' || (which === 'back' && state === 'done'));
		for (const { step } of shown) {
			const server: StepServer = stepServers[step as StepId];
			await Promise.all([server.desk(query, standing), server.screen(query, standing), ...this.seats.slice(0, 4).map((seat) => server.hand(query, { ...seat, ...standing }))]);
		}
		await Promise.all([wallFrame(query, this.by.gatheringId, 'http://atelier.test', this.at), ...this.seats.slice(0, 4).map((seat) => handFrame(query, seat, null, this.at))]);
	}

	async advance(): Promise<string> {
		const { revision } = await this.gathering();
		const { step } = must(await inTransaction((tx) => gatherings.advance(tx, registries, this.by, { revision, confirmed: 'yes' }, this.at)));
		return step;
	}

	async close() {
		const { revision } = await this.gathering();
		must(await inTransaction((tx) => gatherings.close(tx, registries, this.by, { revision }, this.at)));
		const record = await readRecord(await database(), this.by.gatheringId, this.at);
		return { record, paper: toHtml(recordPaper(record)) };
	}

	/** The day before: the deck, the draft, the scenarios and to whom it goes. */
	async prepare(): Promise<void> {
		await inTransaction((tx) => deck.take(tx, { ...this.by, actor: `account:${this.by.accountId}`, at: this.at }, startDeck));
		await this.act('desk', 'write-draft-from-desk', { text: 'Servir un repas chaud.\n\nEn barquettes.', version: '' }, 'proposal');
		for (const [code, name] of [['A', 'En régie'], ['B', 'Avec le collège']] as const) await this.act('desk', 'write-scenario', { code, name, idea: 'Une idée', facts: '' }, 'vote');
		await this.act('desk', 'write-closing', { body: 'Comité syndical', bodyOn: '2027-04-20', on1: '', what1: '', on2: '', what2: '', on3: '', what3: '' }, 'closing');
	}
}

/** What a room does in each step, those that it has nothing to do in left out. */
const plays: Partial<Record<StepId, (room: Session) => Promise<void>>> = {
	'landscape-writing': (room) => room.all('write', (place) => ({ zone: place % 2 === 0 ? 'needs' : 'innovation', text: `Une idée, la ${place}` })),
	async 'landscape-dots'(room) {
		const cards = await boards.readCards(await database(), (await landscape.find(await database(), room.by.gatheringId))!.boardId!);
		await room.all('place', (place) => ({ card: cards[place % 3]!.id }));
		await room.act('desk', 'show-result');
	},
	async roles(room) {
		await room.all('draw');
		await room.act('desk', 'draw-absent-voice');
		await room.act('desk', 'lock');
	},
	proposal: (room) => room.act(room.seats[0]!, 'seal'),
	async amendments(room) {
		const query = await database();
		const { passages, number } = (await amendments.lastVersion(query, room.by))!;
		for (const seat of room.seats.slice(3, 6)) await room.act(seat, 'write', { type: 'replace', passage: passages[1]!.id, quote: '', text: 'En plats à partager.', reason: 'Moins de déchets', need: [], effect: [] });
		await room.act('desk', 'begin');
		const [first, ...others] = await amendments.shown(query, room.by.gatheringId);
		await room.act(room.seats[0]!, 'answer', { amendment: first!.id, answer: 'take' });
		for (const { id } of others) await room.act('desk', 'not-keep', { amendment: id, reason: 'C’est le même.' });
		await room.act('desk', 'rest');
		await room.act('desk', 'integrate-at-desk', { base: String(number), amendment: [first!.id], [`words-${passages[1]!.id}`]: 'En plats à partager.' });
	},
	async vote(room) {
		const grades = (place: number) => ({ 'grade-A': String(2 + (place % 2)), 'grade-B': String(place % 2) });
		await room.all('cast', grades);
		// a ballot on paper counts once it was typed twice
		await room.all('cast', grades, ({ isOnPaper }) => isOnPaper);
		await room.act('desk', 'close-vote');
	},
	async consent(room) {
		if (!(await consents.roundOf(await database(), room.by))) await room.act('desk', 'open-round', { code: 'B' });
		await room.act('desk', 'move-to', { phase: 'objections' });
		await room.all('consent');
		await room.act('desk', 'obtain');
	},
	sketch: (room) => room.act('desk', 'write-line-at-desk', { mode: 'purchase', object: 'Des denrées cuites le jour même' }),
	closing: (room) => room.all('leave', (place) => ({ usefulness: '4', word: 'utile', hours: place > 2 ? '2 h' : '' }))
};

/** From step to step in the minutes that are planned; answers what was warned of, by step. */
async function play(room: Session, does: typeof plays): Promise<Map<string, string[]>> {
	const warned = new Map<string, string[]>();
	const { agenda } = await room.gathering();
	for (const { step, plannedMinutes } of agenda.steps) {
		expect(await room.advance()).toBe(step);
		await room.look();
		await does[step as StepId]?.(room);
		room.at = new Date(room.at.getTime() + plannedMinutes * minute);
		const { next, ending, toPrepare, replan } = await room.frame();
		warned.set(step, [...new Set([...(next?.warnings ?? []), ...ending, ...toPrepare].map(({ step: of, warning }) => `${of} ${warning}`))]);
		expect(replan.lateByMinutes, step).toBe(0);
	}
	await room.look('back');
	return warned;
}

const twoHours = shippedSteps('deux-heures').map(({ step }) => step);

describe('two hours, run to the record', () => {
	const rooms: readonly (readonly [string, readonly Sitter[], 'published' | 'hidden'])[] = [
		['six seats, each from home', sitters(6, () => false, ['prescriber']), 'published'],
		['six seats, too few of the jury for its votes to be told', sitters(6, () => false), 'hidden'],
		['forty seats, half of them on paper', sitters(40, (place) => place % 2 === 1), 'published'],
		['six seats, all on paper but one', sitters(6, (place) => place !== 3), 'hidden']
	];
	// the first in every run; of the others a seeded tenth, and all of them in the long one
	test.each(rooms.filter(([how], place) => place === 0 || isInThisRun(how)))('[MO283] %s', async (_, people, result) => {
		const room = await Session.plan('deux-heures');
		await room.prepare();
		await room.open(people);
		const warned = await play(room, plays);
		// no step is asked for that the template has not, and nothing is missing where all was prepared
		for (const [step, lines] of warned) for (const line of lines) expect([step, line.split(' ')[0]].every((one) => twoHours.includes(one!)), line).toBe(true);
		const wanting = /missing|none|not-written|not-held|not-begun|too-few|deck/;
		expect([...warned.values()].flat().filter((line) => line.split(' ')[0]! in plays && wanting.test(line) && !line.includes('closing-words'))).toEqual([]);
		const { record, paper } = await room.close();
		expect(room.at.getTime() - begins.getTime()).toBeLessThanOrEqual(120 * minute);
		expect(record.gathering.closedAt).toBe(room.at.toISOString());
		expect(record.steps.map(({ step, state }) => [step, state])).toEqual(offeredSteps.filter((step) => twoHours.includes(step)).map((step) => [step, 'done']));
		expect(record.attendance).toHaveLength(people.length);
		expect(record.proposal?.versions).toHaveLength(2);
		expect(record.vote).toMatchObject({ stage: 'closed', onRoll: people.length, voted: people.length });
		expect(record.vote.result?.ranking?.[0]?.code ?? null).toBe(result === 'published' ? 'B' : null);
		expect(record.consent).toMatchObject({ state: 'obtained', scenario: { code: 'B' } });
		expect(record.closing.body).toBe('Comité syndical');
		expect(paper).toContain('En plats à partager.');
		// what it did not do is not told as something that it failed to do
		expect(paper).not.toMatch(/Questions|Pause et retouche|Poser ses questions|Impacts et risques/);
	}, 60_000);

	test('[MO283] a room that prepared nothing and does nothing comes to its record too, told at each step what that leaves', async () => {
		const room = await Session.plan('deux-heures');
		await room.open(sitters(4, () => false));
		const warned = await play(room, {});
		expect(warned.get('roles')).toContain('proposal draft-missing');
		expect(warned.get('amendments')).toContain('vote scenarios-too-few');
		expect(warned.get('vote')).toContain('vote vote-not-held');
		const { record, paper } = await room.close();
		expect(record.vote.stage).not.toBe('open');
		expect(paper.length).toBeGreaterThan(1_000);
	});
});

describe('the same workshop again', () => {
	const copyOf = (from: Session, taken: { scenarios: boolean; draft: boolean }, more: { authorityId?: AuthorityId; title?: string } = {}) =>
		inTransaction((tx) => duplicate(tx, { ...from.by, title: 'Encore', place: 'Ailleurs', startsAt: new Date('2027-04-01T07:00:00Z'), taken, actor: `account:${from.by.accountId}`, ...more }, from.at));
	const contents = async (gatheringId: GatheringId, { authorityId, projectId }: FacilitatorFacts) => {
		const query = await database();
		const place = { authorityId, projectId, gatheringId };
		return {
			scenarios: (await scenarios.list(query, place)).map(({ code, name }) => [code, name]),
			draft: (await proposals.readDraft(query, (await proposals.read(query, place)).draftBoardId)).passages.map(({ text }) => text),
			agenda: (await gatherings.read(query, gatheringId)).agenda,
			position: (await gatherings.read(query, gatheringId)).position
		};
	};

	test('[GA37] [MO284] has its agenda, and of what was prepared only what is asked for', async () => {
		const room = await Session.plan('deux-heures');
		await room.prepare();
		await room.open(sitters(4, () => false));
		await room.advance();
		const { revision, agenda } = await room.gathering();
		must(await inTransaction((tx) => gatherings.dropStep(tx, room.by, { revision, position: 3 }, room.at)));
		const bare = await contents(must(await copyOf(room, { scenarios: false, draft: false })), room.by);
		expect(bare).toMatchObject({ scenarios: [], draft: [], position: -1 });
		expect(bare.agenda.promisedMinutes).toBeUndefined();
		expect(bare.agenda.steps.map(({ step }) => step)).toEqual(agenda.steps.map(({ step }) => step));
		expect(bare.agenda.steps.filter(({ droppedAt }) => droppedAt)).toHaveLength(1);
		const whole = await contents(must(await copyOf(room, { scenarios: true, draft: true })), room.by);
		expect(whole).toMatchObject({ scenarios: [['A', 'En régie'], ['B', 'Avec le collège']], draft: ['Servir un repas chaud.', 'En barquettes.'] });
	});

	test('[GA37] nothing is written when it is refused: another authority’s, or no title', async () => {
		const [room, other] = [await Session.plan('deux-heures'), await Session.plan('deux-heures')];
		await room.prepare();
		const count = async () => (await gatherings.ofProject(await database(), room.by)).length;
		expect(await copyOf(room, { scenarios: true, draft: true }, { authorityId: other.by.authorityId })).toEqual({ accepted: false, reason: 'gathering-unknown' });
		expect(await copyOf(room, { scenarios: true, draft: true }, { title: '  ' })).toEqual({ accepted: false, reason: 'title-missing' });
		expect(await count()).toBe(1);
	});
});

describe('thirty minutes late', () => {
	test.each([
		['with every step', stepIds],
		['with those that are offered now', offeredSteps]
	] as const)('[MO285] [GA38] the half-day %s comes to the end that it promised: one gesture, and where that is not enough what the facilitator gives up', async (_, offered) => {
		const room = await Session.plan('demi-journee', offered);
		room.at = new Date(begins.getTime() + 30 * minute);
		await room.open(sitters(6, () => false));
		await room.advance();
		const before = (await room.gathering()).agenda.steps;
		const promised = new Date(begins.getTime() + minutesOf(before) * minute);
		const late = await room.frame();
		expect(late.plannedEnd).toBe(promised.toISOString());
		expect(late.replan.lateByMinutes).toBe(30);

		const { revision } = await room.gathering();
		const once = () => inTransaction((tx) => gatherings.catchUp(tx, room.by, { revision, late: 30 }, room.at));
		// tapped twice, or by two who facilitate: done once
		const both = await Promise.all([once(), once()]);
		expect(both.map((outcome) => (outcome.accepted ? 'done' : outcome.reason)).toSorted()).toEqual(['done', 'somebody-advanced-first']);
		let frame = await room.frame();
		expect(frame.replan.lateByMinutes).toBe(late.replan.stillMissing);
		if (late.replan.stillMissing > 0) {
			expect(late.replan.giveUp.length).toBeGreaterThan(0);
			expect(frame.replan.giveUp).toEqual(late.replan.giveUp);
			const { position } = frame.replan.giveUp[0]!;
			must(await inTransaction((tx) => gatherings.dropStep(tx, room.by, { revision: revision + 1, position }, room.at)));
			frame = await room.frame();
		}
		expect(frame.replan).toEqual({ lateByMinutes: 0, shorten: [], drop: [], stillMissing: 0, giveUp: [] });
		expect(new Date(frame.expectedEnd).getTime()).toBeLessThanOrEqual(promised.getTime());
		const after = (await room.gathering()).agenda.steps;
		for (const { step, plannedMinutes, minimumMinutes, isProtected } of before) {
			const now = after.find((one) => one.step === step)!;
			if (isProtected) expect(now).toMatchObject({ plannedMinutes });
			else expect(now.plannedMinutes, step).toBeGreaterThanOrEqual(minimumMinutes);
		}
	});
});
