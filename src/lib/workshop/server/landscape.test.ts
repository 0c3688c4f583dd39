import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import * as v from 'valibot';
import * as Y from 'yjs';
import { cardsOf as inksOf, writeMark } from '../../boards/ink/document.ts';
import { linkBetween, linked, markKey } from '../../boards/rules/marks.ts';
import * as boards from '../../boards/server/boards.ts';
import { compact } from '../../boards/server/compaction.ts';
import * as log from '../../boards/server/log.ts';
import type { AccountId, BoardId, GatheringId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { gatherings, seats } from '../../gatherings/server/tables.ts';
import type { Doer, GatheringAtStep, SeatAtStep, StepServer } from '../../gatherings/server/step.ts';
import type { Effect, StepRule } from '../../gatherings/rules/step.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import { authorities, persons } from '../../people/server/tables.ts';
import { memberships, projects } from '../../projects/server/tables.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { now } from '../../time/server/clock.ts';
import type { LandscapeDotsOnHand, LandscapeDotsOnWall } from '../rules/steps/landscape-dots.ts';
import { rule as dotsRule } from '../rules/steps/landscape-dots.ts';
import type { LandscapeGroupingOnDesk } from '../rules/steps/landscape-grouping.ts';
import { rule as groupingRule } from '../rules/steps/landscape-grouping.ts';
import type { LandscapeWritingOnDesk, LandscapeWritingOnHand, LandscapeWritingOnWall } from '../rules/steps/landscape-writing.ts';
import { rule as writingRule } from '../rules/steps/landscape-writing.ts';
import { readCardsFile } from './cardsFile.ts';
import { bringBack, openWriting, readLandscape, readThen } from './landscape.ts';
import * as privateCards from './privateCards.ts';
import { step as dotsStep } from './steps/landscape-dots.ts';
import { step as groupingStep } from './steps/landscape-grouping.ts';
import { step as writingStep } from './steps/landscape-writing.ts';
import { cardAuthors, privateCards as privateCardsTable } from './tables.ts';

const authorityId = newId<'authority'>();
const projectId = newId<'project'>();

beforeAll(async () => {
	const db = await database();
	await db.insert(authorities).values({ id: authorityId, name: 'Trois-Rivelles', createdAt: now() });
	await db.insert(projects).values({ id: projectId, authorityId, code: 'ATR', title: 'À table, les Rivelles !', createdAt: now() });
});

const order = ['welcome', 'landscape-writing', 'landscape-grouping', 'landscape-dots', 'vote'] as const;
type Step = (typeof order)[number];
const rules = { 'landscape-writing': writingRule, 'landscape-grouping': groupingRule, 'landscape-dots': dotsRule };
const servers: Record<keyof typeof rules, StepServer> = {
	'landscape-writing': writingStep,
	'landscape-grouping': groupingStep,
	'landscape-dots': dotsStep
};
const ruleOf = (step: Step) => (rules as Partial<Record<Step, StepRule>>)[step];

interface Room {
	readonly gatheringId: GatheringId;
	step: Step;
	readonly seats: SeatAtStep[];
}

/** A gathering with these seats, admitted; it begins in the silent writing. */
async function roomOf(...capacities: Capacity[]): Promise<Room> {
	const db = await database();
	const gatheringId = newId<'gathering'>();
	await db.insert(gatherings).values({
		id: gatheringId,
		authorityId,
		projectId,
		kind: 'workshop',
		title: 'À table, les Rivelles !',
		startsAt: now(),
		agenda: { version: 1, steps: order.map((step) => ({ step, plannedMinutes: 5, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'write' as const })) },
		position: 1,
		joinCode: newId(),
		joinToken: newId(),
		joinTokenHash: newId(),
		joinOpensAt: now(),
		joinClosesAt: now(),
		projectorToken: newId(),
		projectorTokenHash: newId(),
		createdAt: now()
	});
	const room: Room = { gatheringId, step: 'landscape-writing', seats: [] };
	for (const [nth, capacity] of capacities.entries()) {
		const [personId, membershipId, seatId] = [newId<'person'>(), newId<'membership'>(), newId<'seat'>()];
		const publicName = `Arbre ${nth}`;
		await db.insert(persons).values({ id: personId, authorityId, name: publicName, createdAt: now() });
		await db.insert(memberships).values({ id: membershipId, authorityId, projectId, personId, capacity, publicName, startsAt: new Date(0), createdAt: now() });
		await db.insert(seats).values({ id: seatId, authorityId, gatheringId, membershipId, state: 'admitted', joinedAt: now(), admittedAt: now() });
		room.seats.push({ authorityId, projectId, gatheringId, currentStep: room.step, seatId, membershipId, capacity, publicName });
	}
	return room;
}

const at = (room: Room): GatheringAtStep => ({ authorityId, projectId, gatheringId: room.gatheringId, currentStep: room.step });
const seatIn = (room: Room, nth: number): SeatAtStep => ({ ...room.seats[nth]!, currentStep: room.step });
const doerIn = (room: Room, nth: number): Doer => ({
	...at(room),
	actor: `seat:${room.seats[nth]!.seatId}`,
	seat: seatIn(room, nth),
	at: now()
});

/** Moves the room as the engine does: leave, then enter, in one transaction. */
async function moveTo(room: Room, step: Step): Promise<void> {
	await inTransaction(async (tx) => {
		const carryOut = async (of: Step, effects: readonly Effect[] = []) => {
			for (const effect of effects) await servers[of as keyof typeof rules].carryOut(tx, { ...at(room), currentStep: step }, effect, now());
		};
		await carryOut(room.step, ruleOf(room.step)?.onLeave);
		await carryOut(step, ruleOf(step)?.onEnter);
	});
	room.step = step;
}

/** As the doors do: the fields of a form through the act's own shape, then its writer. */
async function act(doer: Doer, step: keyof typeof rules, name: string, fields: Record<string, string>): Promise<Outcome<unknown, string>> {
	const found = servers[step].acts[name]!;
	const input = v.parse(found.shape, fields) as never;
	return inTransaction((tx) => found.run(tx, doer, input));
}

const write = (room: Room, nth: number, text: string, zone = 'needs') => act(doerIn(room, nth), 'landscape-writing', 'write', { zone, text });
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

const cardsOn = async (room: Room) => (await readLandscape(await database(), room.gatheringId)).zones.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards));
/** As a screen of the room does. */
const onBoard = (boardId: BoardId, edit: (ink: Y.Doc) => void) =>
	inTransaction(async (tx) => {
		const ink = (await log.replay(tx, boardId))!.document;
		const before = Y.encodeStateVector(ink);
		edit(ink);
		await log.appendAsServer(tx, boardId, Y.encodeStateAsUpdate(ink, before));
	});
const mineOf = async (room: Room, nth: number) => ((await writingStep.hand(await database(), seatIn(room, nth))) as LandscapeWritingOnHand).mine;

describe('private writing', () => {
	test('[MO5] no byte of a private card reaches another hand, the wall, the console or the record', async () => {
		const room = await roomOf('juror', 'juror', 'juror', 'buyer');
		const canary = `CANARY-${newId()}`;
		await write(room, 0, canary);
		const db = await database();
		const seen = [
			...(await Promise.all([1, 2, 3].flatMap((nth) => Object.values(servers).map((server) => server.hand(db, seatIn(room, nth)))))),
			...(await Promise.all(Object.values(servers).flatMap((server) => [server.screen(db, at(room)), server.desk(db, at(room))]))),
			await readLandscape(db, room.gatheringId),
			await db.execute(sql`select * from journal_entries where project_id = ${projectId}`)
		];
		const [own] = await mineOf(room, 0);
		expect(own?.text).toBe(canary);
		expect(JSON.stringify(seen)).not.toContain(canary);
		expect(JSON.stringify(seen.slice(0, -1))).not.toContain(room.seats[0]!.seatId);
		expect(JSON.stringify(seen)).not.toContain(own!.id);
	});

	test('[MO5] the console learns how many have written nothing, never who; the wall only counts', async () => {
		const room = await roomOf('juror', 'juror', 'juror');
		await write(room, 0, 'Un repas calme');
		await write(room, 0, 'Une cuisine au collège', 'resources');
		const db = await database();
		const desk = (await writingStep.desk(db, at(room))) as LandscapeWritingOnDesk;
		expect(desk).toMatchObject({ silent: 2, present: 3, written: 2, counts: { needs: 1, resources: 1, innovation: 0, constraints: 0 } });
		expect(desk.paperSeats).toEqual([]);
		const wall = (await writingStep.screen(db, at(room))) as LandscapeWritingOnWall;
		expect(Object.keys(wall).sort()).toEqual(['counts', 'isBeingRead', 'written']);
	});

	test('[MO2] ten cards at once from one seat: four are kept, and one withdrawn gives its place back', async () => {
		const room = await roomOf('juror');
		const outcomes = await Promise.all(Array.from({ length: 10 }, (_, nth) => write(room, 0, `Fiche ${nth}`)));
		expect(outcomes.map(reasonOf).filter((reason) => reason === 'accepted')).toHaveLength(4);
		expect(outcomes.map(reasonOf).filter((reason) => reason === 'no-card-left')).toHaveLength(6);
		const [first] = await mineOf(room, 0);
		expect(reasonOf(await act(doerIn(room, 0), 'landscape-writing', 'withdraw', { card: first!.id }))).toBe('accepted');
		expect(reasonOf(await write(room, 0, 'Une autre'))).toBe('accepted');
		expect(await mineOf(room, 0)).toHaveLength(4);
		const [withdrawn] = await (await database()).select().from(privateCardsTable).where(eq(privateCardsTable.id, first!.id as never));
		expect(withdrawn?.text).toBe('');
	});

	test('[MO15] a finger that touches twice keeps one card, and the second is said done', async () => {
		const room = await roomOf('juror', 'juror');
		const both = await Promise.all([write(room, 0, 'Un repas calme'), write(room, 0, ' Un repas calme ')]);
		expect(both.map(reasonOf)).toEqual(['accepted', 'accepted']);
		expect(await mineOf(room, 0)).toHaveLength(1);
		// the same words under another question, and in another hand, are other cards
		await write(room, 0, 'Un repas calme', 'resources');
		await write(room, 1, 'Un repas calme');
		expect([(await mineOf(room, 0)).length, (await mineOf(room, 1)).length]).toEqual([2, 1]);
		// withdrawn, they may be written again
		const [first] = await mineOf(room, 0);
		await act(doerIn(room, 0), 'landscape-writing', 'withdraw', { card: first!.id });
		await write(room, 0, 'Un repas calme');
		expect(await mineOf(room, 0)).toHaveLength(2);
	});

	test('[MO1] a form without JavaScript sends every kind: that of the chosen question counts', async () => {
		const room = await roomOf('juror');
		const kinds = { 'kind-resources': 'expertise', 'kind-innovation': 'experiment', 'kind-constraints': 'opportunity' };
		await act(doerIn(room, 0), 'landscape-writing', 'write', { zone: 'constraints', text: 'Deux départs en retraite', ...kinds });
		expect(await mineOf(room, 0)).toMatchObject([{ zone: 'constraints', kind: 'opportunity' }]);
	});

	test('[MO3] a text that cannot be kept is refused with its reason, and changes nothing', async () => {
		const room = await roomOf('juror');
		expect(reasonOf(await write(room, 0, '   '))).toBe('text-missing');
		expect(reasonOf(await write(room, 0, 'a'.repeat(10_000)))).toBe('text-too-long');
		await write(room, 0, 'Un repas calme');
		const [card] = await mineOf(room, 0);
		expect(reasonOf(await act(doerIn(room, 0), 'landscape-writing', 'rewrite', { card: card!.id, text: '' }))).toBe('text-missing');
		expect((await mineOf(room, 0))[0]!.text).toBe('Un repas calme');
		expect(reasonOf(await write(room, 0, 'nul \u0000 et <script>alert(1)</script>'))).toBe('accepted');
	});

	test('[MO4] another seat neither changes nor withdraws a card, and cannot tell whether it is there', async () => {
		const room = await roomOf('juror', 'juror');
		await write(room, 0, 'Un repas calme');
		const [card] = await mineOf(room, 0);
		for (const id of [card!.id, newId()]) {
			expect(reasonOf(await act(doerIn(room, 1), 'landscape-writing', 'rewrite', { card: id, text: 'volé' }))).toBe('not-your-card');
			expect(reasonOf(await act(doerIn(room, 1), 'landscape-writing', 'withdraw', { card: id }))).toBe('not-your-card');
		}
		expect(reasonOf(await act(doerIn(room, 0), 'landscape-writing', 'rewrite', { card: card!.id, text: 'Un repas très calme' }))).toBe('accepted');
		expect((await mineOf(room, 0))[0]!.text).toBe('Un repas très calme');
	});

	test('[MO4] once the room has left, a card that comes late is refused, not lost unseen', async () => {
		const room = await roomOf('juror');
		const late = doerIn(room, 0);
		await moveTo(room, 'landscape-grouping');
		expect(reasonOf(await act(late, 'landscape-writing', 'write', { zone: 'needs', text: 'trop tard' }))).toBe('writing-closed');
		await moveTo(room, 'landscape-writing');
		expect(reasonOf(await write(room, 0, 'à temps'))).toBe('accepted');
	});

	test('[MO13] typed for a seat on paper, the card is that seat’s, and the journal says who for whom, never what', async () => {
		const room = await roomOf('juror', 'juror');
		const accountId = newId<'account'>() as AccountId;
		const paper = room.seats[1]!;
		const forPaper: Doer = { ...at(room), actor: `account:${accountId}`, accountId, seat: seatIn(room, 1), onBehalfOf: `seat:${paper.seatId}`, at: now() };
		const canary = `CANARY-${newId()}`;
		expect(reasonOf(await act(forPaper, 'landscape-writing', 'write', { zone: 'innovation', text: canary }))).toBe('accepted');
		expect((await mineOf(room, 1)).map((card) => card.text)).toEqual([canary]);
		const entries = await (await database()).execute(sql`select act, actor, on_behalf_of, about::text as about from journal_entries where actor = ${`account:${accountId}`}`);
		expect(entries).toMatchObject([{ act: 'private-card-written', on_behalf_of: `seat:${paper.seatId}` }]);
		expect(JSON.stringify(entries)).not.toMatch(/innovation|CANARY/);
		const { seat: _seat, ...nobody } = forPaper;
		expect(reasonOf(await act(nobody, 'landscape-writing', 'write', { zone: 'needs', text: 'pour qui ?' }))).toBe('seat-needed');
	});
});

describe('the reveal', () => {
	test('[MO6] what was written is what stands on the board, under fresh ids', async () => {
		const room = await roomOf('juror', 'juror', 'juror', 'buyer');
		const texts = ['Un repas calme', 'Un repas calme', 'Jeter deux fois moins', 'Légumerie partagée'];
		for (const [nth, text] of texts.entries()) await write(room, nth, text);
		const before = (await Promise.all([0, 1, 2, 3].map((nth) => mineOf(room, nth)))).flat();
		expect(await cardsOn(room)).toEqual([]);
		await moveTo(room, 'landscape-grouping');
		const after = await cardsOn(room);
		expect(after.map((card) => card.text).sort()).toEqual([...texts].sort());
		expect(after.filter((card) => before.some((one) => one.id === card.id))).toEqual([]);
		expect((await mineOf(room, 0)).map((card) => card.isRevealed)).toEqual([true]);
	});

	test('[MO9] two reveals at once put each card on the board once', async () => {
		const room = await roomOf('juror', 'juror', 'juror');
		for (const nth of [0, 1, 2]) await write(room, nth, `Fiche ${nth}`);
		const revealed = await Promise.all([1, 2, 3, 4].map(() => inTransaction((tx) => privateCards.reveal(tx, at(room), now()))));
		expect(revealed.toSorted()).toEqual([0, 0, 0, 3]);
		expect((await cardsOn(room)).map((card) => card.text).sort()).toEqual(['Fiche 0', 'Fiche 1', 'Fiche 2']);
	});

	test('[MO9] back to the writing and forward again: nothing is hidden, only the newcomers are added', async () => {
		const room = await roomOf('juror', 'juror', 'juror');
		await write(room, 0, 'première');
		await moveTo(room, 'landscape-grouping');
		const [first] = await cardsOn(room);
		await moveTo(room, 'landscape-writing');
		expect((await cardsOn(room)).map((card) => card.text)).toEqual(['première']);
		expect(reasonOf(await act(doerIn(room, 0), 'landscape-writing', 'rewrite', { card: (await mineOf(room, 0))[0]!.id, text: 'récrite' }))).toBe('card-revealed');
		await write(room, 1, 'deuxième');
		await moveTo(room, 'landscape-grouping');
		await moveTo(room, 'landscape-writing');
		await moveTo(room, 'landscape-grouping');
		const after = await cardsOn(room);
		expect(after.map((card) => card.text).sort()).toEqual(['deuxième', 'première']);
		expect(after.map((card) => card.id)).toContain(first!.id);
	});

	test('[MO9] a reveal that fails half-way leaves everything private', async () => {
		const room = await roomOf('juror');
		await write(room, 0, 'Un repas calme');
		const failing = inTransaction(async (tx) => {
			await privateCards.reveal(tx, at(room), now());
			throw new Error('the server dies');
		});
		await expect(failing).rejects.toThrow('the server dies');
		expect(await cardsOn(room)).toEqual([]);
		expect((await mineOf(room, 0))[0]!.isRevealed).toBe(false);
	});

	test('[MO6] when the grouping was left out, the dots reveal what was written', async () => {
		const room = await roomOf('juror');
		await write(room, 0, 'Un repas calme');
		await moveTo(room, 'landscape-dots');
		expect((await cardsOn(room)).map((card) => card.text)).toEqual(['Un repas calme']);
	});

	test('[MO7] the order on the board is not the order of writing', async () => {
		const room = await roomOf('juror', 'juror', 'juror');
		const orders = new Set<string>();
		for (let nth = 0; nth < 12; nth += 1) {
			const again = { ...(await roomOf('juror', 'juror', 'juror')) };
			for (const seat of [0, 1, 2]) await write(again, seat, `Fiche ${seat}`);
			await moveTo(again, 'landscape-grouping');
			orders.add((await cardsOn(again)).map((card) => card.text.slice(-1)).join(''));
		}
		expect(room.seats).toHaveLength(3);
		expect(orders.size).toBeGreaterThan(1);
	});

	test('[MO8] a capacity shows where three seats have it; a card on the board bears no seat', async () => {
		const room = await roomOf('juror', 'juror', 'juror', 'buyer', 'prescriber', 'elected-official');
		await write(room, 0, 'du jury');
		await write(room, 3, 'de l’achat');
		await moveTo(room, 'landscape-grouping');
		const cards = await cardsOn(room);
		expect(cards.find((card) => card.text === 'du jury')?.capacity).toBe('juror');
		expect(cards.find((card) => card.text === 'de l’achat')?.capacity).toBeNull();
		const db = await database();
		const shown = JSON.stringify([await groupingStep.screen(db, at(room)), await groupingStep.desk(db, at(room)), await groupingStep.hand(db, seatIn(room, 5))]);
		for (const seat of room.seats.slice(0, 5)) expect(shown).not.toContain(seat.seatId);
	});

	test('[MO6] whose hand wrote a card stands in Postgres alone, so that its author can be answered', async () => {
		const room = await roomOf('juror', 'juror', 'juror');
		await write(room, 1, 'Un repas calme');
		await moveTo(room, 'landscape-grouping');
		const [card] = await cardsOn(room);
		const db = await database();
		expect(await privateCards.authorOf(db, card!.id as never)).toBe(room.seats[1]!.seatId);
		expect(await db.select().from(cardAuthors).where(eq(cardAuthors.seatId, room.seats[1]!.seatId))).toHaveLength(1);
	});

	test('[MO14] what a seat expelled while the room wrote had written is not revealed, nor counted', async () => {
		const room = await roomOf('juror', 'juror');
		await write(room, 0, 'une injure');
		await write(room, 1, 'Un repas calme');
		const db = await database();
		await db.update(seats).set({ state: 'expelled' }).where(eq(seats.id, room.seats[0]!.seatId));
		expect(await writingStep.screen(db, at(room))).toMatchObject({ written: 1 });
		await moveTo(room, 'landscape-grouping');
		expect((await cardsOn(room)).map((card) => card.text)).toEqual(['Un repas calme']);
	});

	test('[BO17] a card that no longer says what was revealed is told at the desk with its first words, which one act puts back, and nobody is named', async () => {
		const room = await roomOf('juror', 'juror');
		await write(room, 0, 'Un repas calme');
		await write(room, 1, 'Un potager');
		await moveTo(room, 'landscape-grouping');
		const db = await database();
		const desk = async () => (await groupingStep.desk(db, at(room))) as LandscapeGroupingOnDesk;
		const { boardId, cards, reworded } = await desk();
		expect(reworded).toEqual([]);
		const calm = cards.find(({ text }) => text === 'Un repas calme')!;
		expect(await inTransaction((tx) => boards.rewordCard(tx, boardId as never, calm.id, 'x', 'system'))).toBe(true);
		expect((await desk()).reworded).toEqual([{ id: calm.id, text: 'x', first: 'Un repas calme' }]);
		const restore = (card: string) => inTransaction((tx) => groupingStep.acts['restore-words']!.run(tx, { ...at(room), actor: 'account:solene', at: new Date() }, { card } as never));
		expect(await restore(newId())).toEqual({ accepted: false, reason: 'card-unknown' });
		expect(await restore('no card')).toEqual({ accepted: false, reason: 'card-unknown' });
		expect((await restore(calm.id)).accepted).toBe(true);
		expect((await desk()).reworded).toEqual([]);
		expect((await cardsOn(room)).map(({ text }) => text).sort()).toEqual(['Un potager', 'Un repas calme']);
		const [told] = await db.select().from(journalEntries).where(and(eq(journalEntries.projectId, at(room).projectId), eq(journalEntries.act, 'card-words-restored')));
		expect(told!.about).toEqual({ gathering: room.gatheringId, board: boardId, card: calm.id });
	});

	test('[MO16] a seat without a live line brings two cards together: for every screen, once, and not in a frozen column', async () => {
		const room = await roomOf('juror', 'juror');
		const bring = async (nth: number, cards: readonly string[], title = 'Le calme') => reasonOf(await act(doerIn(room, nth), 'landscape-grouping', 'group', { cards: cards.join(' '), title }));
		expect(await bring(0, [newId(), newId()])).toBe('board-unknown');
		const texts = ['Un repas calme', 'Moins de bruit', 'Du temps', 'Une sieste', 'Un banc'];
		for (const [nth, text] of texts.entries()) await write(room, nth % 2, text);
		await moveTo(room, 'landscape-grouping');
		const cards = await cardsOn(room);
		const [calm, quiet, time, nap, bench] = texts.map((text) => cards.find((card) => card.text === text)!.id) as [string, string, string, string, string];
		expect(await bring(0, [calm, newId()])).toBe('card-unknown');
		// two at once: a card stands in one group
		expect((await Promise.all([bring(0, [calm, quiet]), bring(1, [quiet, time])])).sort()).toEqual(['accepted', 'card-unknown']);
		const [zone] = (await readLandscape(await database(), room.gatheringId)).zones;
		const made = zone!.groups.filter(({ id }) => id !== null);
		expect(made.map(({ title, cards }) => [title, cards.length])).toEqual([['Le calme', 2]]);
		expect(((await groupingStep.hand(await database(), seatIn(room, 1))) as { groups: { title: string }[] }).groups.map(({ title }) => title)).toEqual(['Le calme']);
		const desk: Doer = { ...at(room), actor: 'account:solene' as Doer['actor'], at: now() };
		await act(desk, 'landscape-grouping', 'freeze-zone', { zone: 'needs' });
		expect(await bring(0, [nap, bench])).toBe('zone-frozen-already');
		await act(desk, 'landscape-grouping', 'unfreeze-zone', { zone: 'needs' });
		expect(await bring(0, [nap, bench])).toBe('accepted');
	});

	test('[BO30] the console freezes a column and opens it again: every screen of the step tells it, and the journal, and no seat may', async () => {
		const room = await roomOf('juror', 'juror');
		const desk: Doer = { ...at(room), actor: 'account:solene' as Doer['actor'], at: now() };
		const conduct = async (name: string, fields: Record<string, string>) => reasonOf(await act(desk, 'landscape-grouping', name, fields));
		expect(await conduct('freeze-zone', { zone: 'needs' })).toBe('board-unknown');
		await write(room, 0, 'Un repas calme');
		await moveTo(room, 'landscape-grouping');
		const db = await database();
		const told = async () =>
			Promise.all([groupingStep.hand(db, seatIn(room, 0)), groupingStep.screen(db, at(room)), groupingStep.desk(db, at(room))]).then((screens) => screens.map((screen) => (screen as { frozenZones: unknown }).frozenZones));
		expect(await told()).toEqual([[], [], []]);
		expect([await conduct('freeze-zone', { zone: 'needs' }), await conduct('freeze-zone', { zone: 'needs' })]).toEqual(['accepted', 'zone-frozen-already']);
		expect(await told()).toEqual([['needs'], ['needs'], ['needs']]);
		// it stays so while the room is elsewhere
		await moveTo(room, 'landscape-dots');
		await moveTo(room, 'landscape-grouping');
		expect(await told()).toEqual([['needs'], ['needs'], ['needs']]);
		expect([await conduct('unfreeze-zone', { zone: 'needs' }), await conduct('unfreeze-zone', { zone: 'needs' })]).toEqual(['accepted', 'zone-not-frozen']);
		expect(await told()).toEqual([[], [], []]);
		const acts = await db.select({ act: journalEntries.act, about: journalEntries.about }).from(journalEntries).where(and(eq(journalEntries.projectId, projectId), sql`${journalEntries.about} ->> 'gathering' = ${room.gatheringId}`)).orderBy(journalEntries.number);
		expect(acts.map(({ act }) => act).filter((act) => act.startsWith('zone-'))).toEqual(['zone-frozen', 'zone-unfrozen']);
		for (const name of ['freeze-zone', 'unfreeze-zone', 'bring']) expect([groupingStep.acts[name]!.by, groupingStep.acts[name]!.when]).toEqual(['facilitator', 'step-open']);
		for (const zone of ['', 'elsewhere', 'passages']) expect(v.safeParse(groupingStep.acts['freeze-zone']!.shape, { zone }).success).toBe(false);
	});

	test('[BO32] the console brings every hand to a column or a card; the wall, which shows them all, is told nothing', async () => {
		const room = await roomOf('juror');
		await write(room, 0, 'Un repas calme');
		await moveTo(room, 'landscape-grouping');
		const db = await database();
		const desk: Doer = { ...at(room), actor: 'account:solene' as Doer['actor'], at: now() };
		const [card] = await cardsOn(room);
		const brought = async () => Promise.all([groupingStep.hand(db, seatIn(room, 0)), groupingStep.desk(db, at(room))]).then((screens) => screens.map((screen) => (screen as { brought: unknown }).brought));
		expect(await brought()).toEqual([null, null]);
		await act(desk, 'landscape-grouping', 'bring', { zone: 'needs', card: card!.id });
		expect(await brought()).toEqual(Array(2).fill({ zone: 'needs', card: card!.id, turn: 1 }));
		await act(desk, 'landscape-grouping', 'bring', { zone: 'resources' });
		expect(await brought()).toEqual(Array(2).fill({ zone: 'resources', card: null, turn: 2 }));
		expect(await groupingStep.screen(db, at(room))).not.toHaveProperty('brought');
		expect(v.safeParse(groupingStep.acts.bring!.shape, { zone: 'needs', card: 'x' }).success).toBe(false);
	});

	test('[BO37] the file of the cards tells what the room reads: no id, no author, no dot before the close', async () => {
		const room = await roomOf('juror', 'juror', 'juror', 'buyer', 'buyer', 'buyer', 'prescriber');
		const db = await database();
		expect((await readCardsFile(db, room.gatheringId)).file.cards).toEqual([]);
		await write(room, 0, 'Un repas calme');
		await write(room, 6, 'Un seul camion', 'constraints');
		expect((await readCardsFile(db, room.gatheringId)).file.cards).toEqual([]);
		await moveTo(room, 'landscape-grouping');
		const [meal, truck] = await cardsOn(room);
		await onBoard((await readLandscape(db, room.gatheringId)).boardId!, (ink) => writeMark(ink, markKey('links', linkBetween(meal!.id, truck!.id)), linked));
		const { file } = await readCardsFile(db, room.gatheringId);
		expect(file.cards).toEqual([
			{ number: 1, zone: 'needs', kind: 'need', words: 'Un repas calme', group: null, capacity: expect.toSatisfy((shown) => shown === 'juror' || shown === null), dots: null, evidence: [], links: [2] },
			{ number: 2, zone: 'constraints', kind: 'constraint', words: 'Un seul camion', group: null, capacity: null, dots: null, evidence: [], links: [1] }
		]);
		const bytes = JSON.stringify(file);
		for (const { seatId, publicName } of room.seats) for (const word of [seatId, publicName]) expect(bytes).not.toContain(word);
		for (const { id } of await cardsOn(room)) expect(bytes).not.toContain(id);
	});

	test('[BO22] [BO23] [BO30] [BO37] [MO8] the past of a landscape and its file tell no capacity that the room was not shown, in the archive either, and move nothing in a frozen column or once the step is closed', async () => {
		const room = await roomOf('juror', 'juror', 'juror', 'buyer', 'buyer', 'buyer', 'prescriber');
		const db = await database();
		for (const [nth, text] of [[0, 'Un repas calme'], [3, 'Un camion'], [6, 'Une cour ouverte']] as const) await write(room, nth, text);
		await moveTo(room, 'landscape-grouping');
		const boardId = (await readLandscape(db, room.gatheringId)).boardId!;
		await db.execute(sql`update ydoc_updates set at = at - interval '10 minutes' where doc_id = ${boardId}`);
		const before = (await readThen(db, room.gatheringId, null)).at!;
		const [first] = await cardsOn(room);
		await onBoard(boardId, (ink) => inksOf(ink).get(first!.id)!.set('zone', 'resources'));
		const back = async () => reasonOf(await inTransaction((tx) => bringBack(tx, { ...at(room), actor: 'account:solene' as Doer['actor'] }, before)));
		const desk: Doer = { ...at(room), actor: 'account:solene' as Doer['actor'], at: now() };

		await act(desk, 'landscape-grouping', 'freeze-zone', { zone: 'resources' });
		expect(await back()).toBe('zone-frozen');
		expect((await boards.readCards(db, boardId)).find(({ id }) => id === first!.id)!.zone).toBe('resources');
		await moveTo(room, 'landscape-dots');
		expect(await back()).toBe('board-frozen');

		/** the room sees the jurors', three of whom there are, and no other */
		const shown = new Map([['Un repas calme', 'juror'], ['Un camion', null], ['Une cour ouverte', null]]);
		const told = async (minute: Date | null) => {
			const { zones, mayBringBack } = await readThen(db, room.gatheringId, minute);
			expect(mayBringBack).toBe(false);
			return new Map(zones!.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards.map(({ text, capacity }) => [text, capacity] as const))));
		};
		const inFile = async () => new Map((await readCardsFile(db, room.gatheringId)).file.cards.map(({ words, capacity }) => [words, capacity]));
		const rows = async () => Buffer.concat((await db.execute<{ data: Buffer }>(sql`select data from ydoc_updates where doc_id = ${boardId} union all select data from ydoc_archive where doc_id = ${boardId}`)).map(({ data }) => data)).toString('latin1');
		for (const isArchived of [false, true]) {
			if (isArchived) await inTransaction((tx) => compact(tx, boardId));
			for (const minute of [before, null]) expect(await told(minute)).toEqual(shown);
			expect(await inFile()).toEqual(shown);
			expect(await rows()).toContain('juror');
			for (const hidden of ['buyer', 'prescriber', ...room.seats.map(({ seatId }) => seatId)]) expect(await rows()).not.toContain(hidden);
		}
	});

	test('[MO10] the board is frozen while the room is elsewhere, and opened when it comes back', async () => {
		const room = await roomOf('juror');
		await write(room, 0, 'Un repas calme');
		await moveTo(room, 'landscape-grouping');
		const db = await database();
		const { boardId } = await readLandscape(db, room.gatheringId);
		const isFrozen = () => boards.isFrozen(db, boardId!);
		expect(await isFrozen()).toBe(false);
		await moveTo(room, 'landscape-dots');
		expect(await isFrozen()).toBe(true);
		await moveTo(room, 'landscape-grouping');
		expect(await isFrozen()).toBe(false);
		await moveTo(room, 'landscape-writing');
		expect(await isFrozen()).toBe(true);
	});
});

describe('before the room changes step', () => {
	const leaving = async (room: Room, step: 'landscape-writing' | 'landscape-dots') => (await servers[step].foresee!(await database(), at(room))).leaving;
	const sitOnPaper = async (room: Room, ...nths: number[]) => {
		for (const nth of nths) await (await database()).update(seats).set({ isOnPaper: true }).where(eq(seats.id, room.seats[nth]!.seatId));
	};

	test('[MO340] the writing says how many cards nobody could read first, and says nothing of those that could', async () => {
		const room = await roomOf('juror', 'juror', 'juror', 'buyer');
		await write(room, 0, 'Un repas calme');
		await write(room, 1, 'Un repas chaud');
		expect(await leaving(room, 'landscape-writing')).toEqual([{ warning: 'cards-not-reread', count: 2, isFinal: false }]);
		await inTransaction((tx) => privateCards.closeWriting(tx, at(room), now()));
		expect(await leaving(room, 'landscape-writing'), 'they are being read').toEqual([]);
		await inTransaction((tx) => openWriting(tx, at(room)));
		await write(room, 2, 'Un repas servi');
		expect(await leaving(room, 'landscape-writing')).toEqual([{ warning: 'cards-not-reread', count: 1, isFinal: false }]);
	});

	test('[GA23] the writing says how many seats on paper have no card yet', async () => {
		const room = await roomOf('juror', 'juror', 'juror', 'buyer');
		expect(await leaving(room, 'landscape-writing')).toEqual([]);
		await sitOnPaper(room, 0, 1);
		await write(room, 0, 'Un repas calme');
		expect(await leaving(room, 'landscape-writing')).toContainEqual({ warning: 'paper-without-card', count: 1, isFinal: false });
	});

	test('[GA23] the dots say that their ranking has not been shown, and how many seats on paper have placed none; shown, they close no more', async () => {
		const room = await roomOf('juror', 'juror', 'juror', 'buyer');
		await write(room, 0, 'Un repas calme');
		await sitOnPaper(room, 0, 1);
		await moveTo(room, 'landscape-dots');
		const [card] = await cardsOn(room);
		await act(doerIn(room, 0), 'landscape-dots', 'place', { card: card!.id });
		expect(await leaving(room, 'landscape-dots')).toEqual([
			{ warning: 'dots-not-shown', count: 0, isFinal: false },
			{ warning: 'paper-without-dot', count: 1, isFinal: false }
		]);
		await act(doerIn(room, 3), 'landscape-dots', 'show-result', {});
		expect(await dotsStep.foresee!(await database(), at(room))).toMatchObject({ idle: ['closes-dots'], leaving: [] });
	});
});

describe('five dots', () => {
	async function revealed(...capacities: Capacity[]) {
		const room = await roomOf(...capacities);
		for (const text of ['Un repas calme', 'Jeter deux fois moins']) await write(room, 0, text);
		await write(room, 0, 'Légumerie partagée', 'innovation');
		await moveTo(room, 'landscape-grouping');
		await moveTo(room, 'landscape-dots');
		const cards = await cardsOn(room);
		const idOf = (text: string) => cards.find((card) => card.text === text)!.id;
		return { room, calm: idOf('Un repas calme'), waste: idOf('Jeter deux fois moins'), shed: idOf('Légumerie partagée') };
	}
	const put = (room: Room, nth: number, card: string) => act(doerIn(room, nth), 'landscape-dots', 'place', { card });

	test('[MO12] before the close each hand sees its own dots and how many have put theirs, nothing else', async () => {
		const { room, calm, shed } = await revealed('juror', 'juror', 'buyer');
		await put(room, 0, calm);
		await put(room, 0, calm);
		await put(room, 1, shed);
		const db = await database();
		const other = (await dotsStep.hand(db, seatIn(room, 2))) as LandscapeDotsOnHand;
		expect(other).toMatchObject({ isOpen: true, placed: 2, eligible: 3, mine: {}, dotsLeft: 5 });
		for (const view of [other, await dotsStep.screen(db, at(room)), await dotsStep.desk(db, at(room)), await readLandscape(db, room.gatheringId)])
			expect(JSON.stringify(view)).not.toMatch(/"(dots|rank)":[1-9]/);
		expect(await dotsStep.hand(db, seatIn(room, 0))).toMatchObject({ mine: { [calm]: 2 }, dotsLeft: 3 });
	});

	test('[MO12] leaving the step closes it and ranks; coming back opens it again with every dot', async () => {
		const { room, calm, waste, shed } = await revealed('juror', 'juror');
		for (const [nth, card] of [[0, calm], [0, calm], [0, shed], [1, calm], [1, waste]] as const) await put(room, nth, card);
		await moveTo(room, 'vote');
		const db = await database();
		const closed = (await dotsStep.screen(db, at(room))) as LandscapeDotsOnWall;
		expect(closed).toMatchObject({ isOpen: false, placed: 2, eligible: 2 });
		expect(closed.zones[0]!.groups[0]!.cards.map(({ id, dots, rank }) => [id, dots, rank])).toEqual([[calm, 3, 1], [waste, 1, 2]]);
		expect(reasonOf(await put(room, 1, waste))).toBe('dots-closed');
		await moveTo(room, 'landscape-dots');
		expect(await dotsStep.hand(db, seatIn(room, 0))).toMatchObject({ isOpen: true, mine: { [calm]: 2, [shed]: 1 }, dotsLeft: 2 });
		expect(reasonOf(await act(doerIn(room, 0), 'landscape-dots', 'take-back', { card: calm }))).toBe('accepted');
	});

	test('[MO12] the facilitator shows the result before the room moves on, and may open again', async () => {
		const { room, calm } = await revealed('juror');
		await put(room, 0, calm);
		const facilitator: Doer = { ...at(room), actor: `account:${newId()}`, at: now() };
		const db = await database();
		await act(facilitator, 'landscape-dots', 'show-result', {});
		expect(await dotsStep.screen(db, at(room))).toMatchObject({ isOpen: false, placed: 1 });
		await act(facilitator, 'landscape-dots', 'reopen', {});
		expect(await dotsStep.screen(db, at(room))).toMatchObject({ isOpen: true, placed: 1 });
		expect(dotsStep.acts['show-result']!.by).toBe('facilitator');
	});

	test('[MO11] a reservist looks on', async () => {
		const { room, calm } = await revealed('juror', 'reservist');
		expect(reasonOf(await put(room, 1, calm))).toBe('no-dots-for-you');
		expect(await dotsStep.hand(await database(), seatIn(room, 1))).toMatchObject({ hasDots: false, eligible: 1 });
	});

	test('[MO11] only on a card of this room’s landscape', async () => {
		const { room } = await revealed('juror');
		const { calm: elsewhere } = await revealed('juror');
		expect(reasonOf(await put(room, 0, elsewhere))).toBe('nothing-to-dot');
		expect(reasonOf(await put(room, 0, 'not-an-id'))).toBe('nothing-to-dot');
	});

	test('[MO13] placed for a seat on paper, a dot is that seat’s', async () => {
		const { room, calm } = await revealed('juror', 'juror');
		const seat = seatIn(room, 1);
		const forPaper: Doer = { ...at(room), actor: `account:${newId()}`, seat, onBehalfOf: `seat:${seat.seatId}`, at: now() };
		expect(reasonOf(await act(forPaper, 'landscape-dots', 'place', { card: calm }))).toBe('accepted');
		expect(await dotsStep.hand(await database(), seat)).toMatchObject({ mine: { [calm]: 1 } });
	});
});
