import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { FacilitatorFacts } from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { SeatFacts } from '../../gatherings/server/seats.ts';
import { carry, type Fields } from '../../gatherings/server/stepActs.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import * as projects from '../../projects/server/projects.ts';
import { mostLines } from '../../cockpit/rules/lines.ts';
import type { SketchOnDesk, SketchOnHand, SketchOnWall } from '../rules/steps/sketch.ts';
import { stepRules, type StepId } from '../rules/steps.ts';
import { readRecord } from './record.ts';
import * as matrices from './matrices.ts';
import * as sketches from './sketches.ts';
import { stepServers } from './steps.ts';
import * as strategy from './strategy.ts';
import { sketches as table } from './tables.ts';

const at = new Date('2027-03-13T10:00:00Z');
const registries = { rules: stepRules, servers: stepServers };

function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

let count = 0;
/** A room at the sketch, with a landscape of one need, an impact, a buyer, a prescriber, two jurors and a juror on paper. */
async function atSketch(...steps: StepId[]) {
	count += 1;
	const by = await inTransaction(async (tx): Promise<FacilitatorFacts> => {
		const authorityId = await authorities.create(tx, { name: `Ville ${count}`, timeZone: 'Europe/Paris' }, at);
		const { accountId, name } = value(await accounts.create(tx, { authorityId, name: 'Solène', email: `solene${count}@esquisse.test`, passwordHash: null, isAdministrator: true }, at));
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const agenda = { version: 1, steps: (['landscape-writing', 'landscape-grouping', 'sketch', ...steps] as StepId[]).map((step) => ({ step, ...stepRules[step].usual })) } as const;
		const gatheringId = value(await gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'À table', startsAt: at, agenda, actor: 'system' }, at));
		const facts = { authorityId, projectId, gatheringId, accountId, name };
		value(await gatherings.openDoors(tx, facts, { revision: 0 }, at));
		for (const [code, name] of [
			['I-a', 'Insertion'],
			['I-b', 'Gaspillage']
		] as const)
			value(await matrices.writeLine(tx, { ...facts, actor: `account:${accountId}`, at }, { line: '', typed: { kind: 'impact', code, name, indicator: '', base: '', target: '', holder: '', mitigation: '' } }));
		return facts;
	});
	const people: SeatFacts[] = [];
	for (const [name, capacity] of [['Karim', 'buyer'], ['Inès', 'prescriber'], ['Aubépine', 'juror'], ['Tilleul', 'juror']] as [string, Capacity][]) people.push(await sitDown(by, name, capacity));
	const paper = value(await inTransaction((tx) => seats.addOnPaper(tx, by, { publicName: 'Genêt', capacity: 'juror' }, at)));
	const room = { by, paper: paper, buyer: people[0]!, prescriber: people[1]!, juror: people[2]!, other: people[3]! };
	await advance(room);
	expect(reasonOf(await carry(stepServers, { step: 'landscape-writing', act: 'write', onBehalfOf: '', fields: { zone: 'needs', text: 'Un repas chaud' } }, { seat: room.juror }, at))).toBe('accepted');
	await advance(room);
	await advance(room);
	return room;
}
type Room = Awaited<ReturnType<typeof atSketch>>;

const sitDown = (by: FacilitatorFacts, publicName: string, capacity: Capacity): Promise<SeatFacts> =>
	inTransaction(async (tx) => {
		const { joinToken } = await gatherings.read(tx, by.gatheringId);
		const { seatId } = value(await seats.join(tx, { by: { token: joinToken }, publicName, capacity, address: 'ici' }, at));
		value(await seats.admit(tx, by, { seatId }, at));
		return { ...(await seats.admitted(tx, by, seatId))!, state: 'admitted', seenAt: null, reading: { textSize: 100, contrast: 'normal' } };
	});

async function move({ by }: Pick<Room, 'by'>, way: 'advance' | 'goBack'): Promise<void> {
	const { revision } = await gatherings.read(await database(), by.gatheringId);
	value(await inTransaction((tx) => gatherings[way](tx, registries, by, { revision, confirmed: 'yes' }, at)));
}
const advance = (room: Pick<Room, 'by'>) => move(room, 'advance');

const from = async (seat: SeatFacts, act: string, fields: Fields = {}) => reasonOf(await carry(stepServers, { step: 'sketch', act, onBehalfOf: '', fields }, { seat }, at));
const atDesk = async ({ by }: Room, act: string, fields: Fields = {}, onBehalfOf = '') => reasonOf(await carry(stepServers, { step: 'sketch', act, onBehalfOf, fields }, { facilitator: by }, at));
const lines = async ({ by }: Room) => (await sketches.read(await database(), by)).lines;
const standing = async (seat: SeatFacts) => ({ ...seat, ...(await gatherings.atStep(await database(), seat.gatheringId)) });
const hand = async (seat: SeatFacts) => (await stepServers.sketch.hand(await database(), await standing(seat))) as SketchOnHand;
const wall = async ({ by }: Room) => (await stepServers.sketch.screen(await database(), await gatherings.atStep(await database(), by.gatheringId))) as SketchOnWall;
const desk = async ({ by }: Room) => (await stepServers.sketch.desk(await database(), await gatherings.atStep(await database(), by.gatheringId))) as SketchOnDesk;
const a = (object: string, more: Fields = {}) => ({ mode: 'purchase', object, ...more }) as Record<string, string>;

describe('who writes the lines', () => {
	test('[MO242] the buyer from their hand, the facilitator from the desk, nobody else', async () => {
		const room = await atSketch();
		expect(await from(room.buyer, 'write-line', a('Des denrées'))).toBe('accepted');
		expect(await atDesk(room, 'write-line-at-desk', a('Une école', { mode: 'subsidy' }))).toBe('accepted');
		for (const seat of [room.prescriber, room.juror])
			for (const [act, fields] of [
				['write-line', a('Autre')],
				['freeze', {}],
				['explain', { mode: 'purchase' }],
				['remove-line', { line: (await lines(room))[0]!.id, revision: '0' }],
				['move-line', { line: (await lines(room))[0]!.id, revision: '0', mode: 'research' }]
			] as const)
				expect(await from(seat, act, fields), act).toBe('not-the-buyer');
		expect(await from(room.juror, 'write-line-at-desk', a('Autre'))).toBe('act-not-yours');
		expect((await lines(room)).map(({ code, mode, object }) => [code, mode, object])).toEqual([
			['S1', 'purchase', 'Des denrées'],
			['S2', 'subsidy', 'Une école']
		]);
	});

	test('[MO241] what cannot be read is refused, and nothing of the line is written', async () => {
		const room = await atSketch();
		for (const [fields, reason] of [
			[a(''), 'object-missing'],
			[a('x', { mode: 'loan' }), 'mode-unknown'],
			[a('x', { low: 'cher' }), 'amount-unreadable'],
			[a('x', { low: '3 M€', high: '2 M€' }), 'range-reversed'],
			[a('x', { line: room.by.gatheringId, revision: '0' }), 'line-unknown']
		] as const)
			expect(await from(room.buyer, 'write-line', fields)).toBe(reason);
		expect(await lines(room)).toEqual([]);
	});

	test('[MO241] a line comes back as it was said, with what it serves and what its checks find', async () => {
		const room = await atSketch();
		const { needs, impacts } = (await desk(room)).editing;
		expect(await from(room.buyer, 'write-line', { ...a('Des denrées', { actors: 'Nous', season: '2027-spring', low: '2,5 M€', high: '3 M€', lots: '7', idea: 'authority', market: 'yes' }), need: [needs[0]!.id], impact: 'I-a' })).toBe('accepted');
		const [line] = (await wall(room)).lines;
		expect(line).toMatchObject({ code: 'S1', season: '2027-spring', money: { kind: 'range', low: 250_000_000, high: 300_000_000 }, needs: [{ text: 'Un repas chaud' }], impacts: [{ code: 'I-a', name: 'Insertion' }] });
		expect(line!.findings.map(({ check }) => check)).toEqual(['formal-procedure', 'lots-several']);
		expect(impacts.map(({ code }) => code)).toEqual(['I-a', 'I-b']);
		expect((await wall(room)).orphans, '[MO244]').toEqual({ needs: [], impacts: [{ code: 'I-b', name: 'Gaspillage' }] });
	});

	test('[MO244] before any line, everything is an orphan', async () => {
		const room = await atSketch();
		const { orphans } = await wall(room);
		expect([orphans.needs.map(({ text }) => text), orphans.impacts.map(({ code }) => code)]).toEqual([['Un repas chaud'], ['I-a', 'I-b']]);
	});

	test('[MO243] two change the same line at once: one is written, the other is told', async () => {
		const room = await atSketch();
		await from(room.buyer, 'write-line', a('Des denrées'));
		const [line] = await lines(room);
		const known = { line: line!.id, revision: '0' };
		const said = await Promise.all([from(room.buyer, 'write-line', a('Depuis la main', known)), atDesk(room, 'write-line-at-desk', a('Depuis la console', known))]);
		expect(said.toSorted()).toEqual(['accepted', 'line-changed']);
		const [now] = await lines(room);
		expect(now).toMatchObject({ revision: 1, object: said[0] === 'accepted' ? 'Depuis la main' : 'Depuis la console' });
		expect(await from(room.buyer, 'write-line', a('Ensuite', { ...known, revision: '1' })), 'sent anew on what stands').toBe('accepted');
	});

	test('[MO243] lines written at once have codes of their own, and a code is given once', async () => {
		const room = await atSketch();
		expect(await Promise.all(Array.from({ length: 6 }, (_, nth) => (nth % 2 ? from(room.buyer, 'write-line', a(`Ligne ${nth}`)) : atDesk(room, 'write-line-at-desk', a(`Ligne ${nth}`)))))).toEqual(Array.from({ length: 6 }, () => 'accepted'));
		expect((await lines(room)).map(({ code }) => code)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5', 'S6']);
		expect(await from(room.buyer, 'remove-line', { line: (await lines(room))[5]!.id, revision: '0' })).toBe('accepted');
		await from(room.buyer, 'write-line', a('Après'));
		expect((await lines(room)).at(-1)!.code).toBe('S7');
	});

	test('[MO243] changed and removed at once: never half', async () => {
		const room = await atSketch();
		await from(room.buyer, 'write-line', a('Des denrées'));
		const [line] = await lines(room);
		const known = { line: line!.id, revision: '0' };
		const said = await Promise.all([from(room.buyer, 'write-line', a('Changée', known)), atDesk(room, 'remove-line-at-desk', known)]);
		expect(said.filter((one) => one === 'accepted')).toHaveLength(1);
		expect(['line-unknown', 'line-changed']).toContain(said.find((one) => one !== 'accepted'));
	});

	test('[MO241] a line goes to another lane with its words, without the answers of the old one; twelve lines at most', async () => {
		const room = await atSketch();
		await from(room.buyer, 'write-line', a('Des vergers', { lots: '3', actors: 'Parents' }));
		const [line] = await lines(room);
		expect(await from(room.buyer, 'move-line', { line: line!.id, revision: '0', mode: 'commons' })).toBe('accepted');
		expect((await lines(room))[0]).toMatchObject({ mode: 'commons', object: 'Des vergers', actors: 'Parents', revision: 1, answers: { version: 1, 'general-interest': { says: null, reason: '' } } });
		expect(await from(room.buyer, 'move-line', { line: line!.id, revision: '1', mode: 'loan' })).toBe('mode-unknown');
		for (let nth = 1; nth < mostLines; nth += 1) expect(await from(room.buyer, 'write-line', a(`Ligne ${nth}`))).toBe('accepted');
		expect(await from(room.buyer, 'write-line', a('Une de trop'))).toBe('lines-too-many');
	});
});

describe('what the room sees', () => {
	test('[MO247] one card of a mode at a time stands on the wall', async () => {
		const room = await atSketch();
		expect(await atDesk(room, 'explain-at-desk', { mode: 'subsidy' })).toBe('accepted');
		expect(await from(room.buyer, 'explain', { mode: 'commons' })).toBe('accepted');
		expect((await wall(room)).explained).toBe('commons');
		expect(await atDesk(room, 'explain-at-desk', { mode: 'loan' })).toBe('mode-unknown');
		expect(await atDesk(room, 'explain-at-desk')).toBe('accepted');
		expect((await wall(room)).explained).toBeNull();
	});

	test('[MO240] without a vote there is no scenario, and the step says so; the pen is the buyer’s alone', async () => {
		const room = await atSketch();
		expect(await hand(room.juror)).toMatchObject({ scenario: null, consent: { how: 'not-asked' }, editing: null });
		expect((await hand(room.buyer)).editing).not.toBeNull();
		expect((await stepServers.sketch.foresee!(await database(), await gatherings.atStep(await database(), room.by.gatheringId))).entering).toEqual([{ warning: 'sketch-without-scenario', count: 0, isFinal: false }]);
	});

	test('[MO240] a vote that stands before the sketch and is still to come leaves nothing to prepare', async () => {
		const room = await atSketch('vote');
		const missing = async () => (await stepServers.sketch.foresee!(await database(), await gatherings.atStep(await database(), room.by.gatheringId))).entering;
		expect(await missing()).toHaveLength(1);
		await move(room, 'goBack');
		expect(await missing()).toHaveLength(1);
		const { revision } = await gatherings.read(await database(), room.by.gatheringId);
		value(await inTransaction((tx) => gatherings.reorder(tx, room.by, { revision, position: 3, to: 2 }, at)));
		expect(await missing()).toEqual([]);
	});

	test('[MO249] tables by mode: one chooses, the others are dealt', async () => {
		const room = await atSketch();
		expect(await from(room.juror, 'sit-at', { mode: 'commons' })).toBe('accepted');
		expect(await from(room.juror, 'sit-at', { mode: 'loan' })).toBe('mode-unknown');
		expect(await atDesk(room, 'deal-tables')).toBe('accepted');
		expect((await desk(room)).withoutTable).toBe(0);
		expect((await hand(room.juror)).table).toBe('commons');
		expect((await desk(room)).tables.map(({ people }) => people)).toEqual([2, 1, 1, 1]);
		expect(await from(room.juror, 'sit-at')).toBe('accepted');
		expect((await hand(room.juror)).table).toBeNull();
	});
});

describe('what a seat suggests', () => {
	test('[MO246] for a line or for one more, three waiting at most, once each, without a name', async () => {
		const room = await atSketch();
		await from(room.buyer, 'write-line', a('Des denrées'));
		const [line] = await lines(room);
		expect(await from(room.juror, 'suggest', { about: line!.id, text: 'Un dossier court' })).toBe('accepted');
		expect(await from(room.juror, 'suggest', { about: line!.id, text: ' Un dossier court ' })).toBe('accepted');
		expect(await from(room.juror, 'suggest', { about: 'commons', text: 'Un verger' })).toBe('accepted');
		expect(await from(room.juror, 'suggest', { about: 'loan', text: 'x' })).toBe('line-unknown');
		expect(await from(room.juror, 'suggest', { about: line!.id, text: ' ' })).toBe('suggestion-missing');
		expect(await from(room.juror, 'suggest', { about: line!.id, text: 'Trois' })).toBe('accepted');
		expect(await from(room.juror, 'suggest', { about: line!.id, text: 'Quatre' })).toBe('suggestions-too-many');
		const shown = (await desk(room)).editing.suggestions;
		expect(shown.map(({ line, mode, text }) => [line, mode, text])).toEqual(expect.arrayContaining([['S1', 'purchase', 'Un dossier court'], [null, 'commons', 'Un verger']]));
		expect(JSON.stringify(shown)).not.toContain(room.juror.seatId);
		expect((await hand(room.other)).mine).toEqual([]);
		expect(JSON.stringify(await wall(room))).not.toContain('Un dossier court');
	});

	test('[MO246] its author takes it back, the pen takes it in or sets it aside, once', async () => {
		const room = await atSketch();
		await from(room.juror, 'suggest', { about: 'purchase', text: 'Un' });
		await from(room.juror, 'suggest', { about: 'purchase', text: 'Deux' });
		const { mine } = await hand(room.juror);
		const [one, two] = ['Un', 'Deux'].map((words) => mine.find(({ text }) => text === words));
		expect(await from(room.other, 'withdraw-suggestion', { suggestion: one!.id })).toBe('suggestion-unknown');
		expect(await from(room.other, 'sort-suggestion', { suggestion: one!.id, to: 'taken' })).toBe('not-the-buyer');
		expect(await from(room.juror, 'withdraw-suggestion', { suggestion: one!.id })).toBe('accepted');
		expect(await from(room.buyer, 'sort-suggestion', { suggestion: two!.id, to: 'taken' })).toBe('accepted');
		expect(await atDesk(room, 'sort-suggestion-at-desk', { suggestion: two!.id, to: 'set-aside' })).toBe('suggestion-settled');
		expect((await hand(room.juror)).mine.map(({ text, state }) => [text, state])).toEqual([['Deux', 'taken']]);
	});

	test('[MO246] somebody types for a seat on paper, and the journal says for whom', async () => {
		const room = await atSketch();
		expect(await atDesk(room, 'suggest', { about: 'purchase', text: 'Du pain frais' }, room.paper)).toBe('accepted');
		expect((await desk(room)).paperSeats.map(({ mine }) => mine.map(({ text }) => text))).toEqual([['Du pain frais']]);
		const [entry] = (await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, room.by.projectId))).filter(({ act }) => act === 'sketch-suggested');
		expect(entry).toMatchObject({ actor: `account:${room.by.accountId}`, onBehalfOf: `seat:${room.paper}` });
		expect(JSON.stringify(entry!.about)).not.toContain('pain');
	});
});

describe('frozen', () => {
	test('[MO248] by one act, once, and nothing changes any more', async () => {
		const room = await atSketch('closing');
		expect(await from(room.buyer, 'freeze')).toBe('sketch-empty');
		await from(room.buyer, 'write-line', a('Des denrées'));
		await from(room.juror, 'suggest', { about: 'purchase', text: 'Un' });
		const said = await Promise.all([from(room.buyer, 'freeze'), atDesk(room, 'freeze-at-desk'), from(room.juror, 'suggest', { about: 'purchase', text: 'Deux' })]);
		expect(said.slice(0, 2).toSorted()).toEqual(['accepted', 'sketch-frozen']);
		const [line] = await lines(room);
		const known = { line: line!.id, revision: '0' };
		for (const [act, fields] of [
			['write-line', a('Autre')],
			['write-line', a('Autre', known)],
			['remove-line', known],
			['move-line', { ...known, mode: 'research' }],
			['suggest', { about: 'purchase', text: 'Trois' }]
		] as const)
			expect(await from(room.buyer, act, fields), act).toBe('sketch-frozen');
		expect((await lines(room)).map(({ object }) => object)).toEqual(['Des denrées']);
		const frozen = (await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, room.by.projectId))).filter(({ act }) => act === 'sketch-frozen');
		expect(frozen).toHaveLength(1);
		expect(frozen[0]!.about).toMatchObject({ lines: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
	});

	test('[MO248] when the room goes on with lines; going back neither freezes nor unfreezes', async () => {
		const room = await atSketch('closing');
		await from(room.buyer, 'write-line', a('Des denrées'));
		await move(room, 'goBack');
		await advance(room);
		expect((await wall(room)).isFrozen).toBe(false);
		await advance(room);
		expect((await sketches.read(await database(), room.by)).frozenAt).not.toBeNull();
		await move(room, 'goBack');
		expect(await from(room.buyer, 'write-line', a('Autre'))).toBe('sketch-frozen');
	});

	test('[MO248] a room that has sketched nothing goes on, told of it, and may still come back', async () => {
		const room = await atSketch('closing');
		const foreseen = await stepServers.sketch.foresee!(await database(), await gatherings.atStep(await database(), room.by.gatheringId));
		expect(foreseen.leaving).toEqual([{ warning: 'sketch-not-written', count: 0, isFinal: false }]);
		await advance(room);
		await move(room, 'goBack');
		expect(await from(room.buyer, 'write-line', a('Des denrées'))).toBe('accepted');
		expect((await stepServers.sketch.foresee!(await database(), await gatherings.atStep(await database(), room.by.gatheringId))).leaving).toEqual([
			{ warning: 'sketch-frozen-on-leaving', count: 0, isFinal: true },
			{ warning: 'needs-unserved', count: 1, isFinal: false }
		]);
	});

	test('[MO248] written while the room goes on: in the frozen sketch or refused, never after it', async () => {
		const room = await atSketch('closing');
		await from(room.buyer, 'write-line', a('Des denrées'));
		const [said] = await Promise.all([from(room.buyer, 'write-line', a('Une de plus')), advance(room)]);
		expect(['accepted', 'sketch-frozen', 'step-not-open']).toContain(said);
		expect(await lines(room)).toHaveLength(said === 'accepted' ? 2 : 1);
	});
});

describe('the record', () => {
	test('[MO250] it tells the sketch once the room has been there, whole, without who suggested what', async () => {
		const room = await atSketch('closing');
		await from(room.buyer, 'write-line', a('Des denrées', { season: '2027-spring', low: '2 M€' }));
		await from(room.juror, 'suggest', { about: 'purchase', text: 'Un dossier court' });
		const before = await readRecord(await database(), room.by.gatheringId, at);
		expect(before.sketch).toMatchObject({ isFrozen: false, lines: [{ code: 'S1', mode: 'purchase', object: 'Des denrées' }], orphans: { needs: ['Un repas chaud'], impacts: ['Insertion', 'Gaspillage'] } });
		await advance(room);
		const after = await readRecord(await database(), room.by.gatheringId, at);
		expect(after.sketch).toMatchObject({ isFrozen: true });
		expect(JSON.stringify(after)).not.toContain('Un dossier court');
	});
});

describe('two rooms', () => {
	test('[MO242] a line, a suggestion and a strategy of another room are unknown here', async () => {
		const [room, other] = [await atSketch(), await atSketch()];
		await from(other.buyer, 'write-line', a('Ailleurs'));
		const [line] = await lines(other);
		expect(await from(room.buyer, 'write-line', a('Ici', { line: line!.id, revision: '0' }))).toBe('line-unknown');
		expect(await from(room.buyer, 'suggest', { about: line!.id, text: 'x' })).toBe('line-unknown');
		expect((await (await database()).select().from(table).where(eq(table.gatheringId, room.by.gatheringId))).length).toBeLessThanOrEqual(1);
		expect((await strategy.readStrategy(await database(), room.by.gatheringId)).sketch).toEqual([]);
	});
});
