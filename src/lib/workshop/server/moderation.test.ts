import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
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
import * as texts from '../../texts/server/texts.ts';
import type { ModerationRule } from '../rules/moderation.ts';
import type { AmendmentsOnHand, AmendmentsOnWall } from '../rules/steps/amendments.ts';
import type { LandscapeWritingOnHand, LandscapeWritingOnWall } from '../rules/steps/landscape-writing.ts';
import { stepRules, type StepId } from '../rules/steps.ts';
import { readLandscape } from './landscape.ts';
import * as moderation from './moderation.ts';
import { stepServers } from './steps.ts';
import { proposals } from './tables.ts';

const at = new Date('2027-03-13T10:00:00Z');
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
const registries = { rules: stepRules, servers: stepServers };

function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

let count = 0;
/** A room in the first of these steps, with a prescriber and three jurors. */
async function roomIn(...steps: StepId[]) {
	count += 1;
	const by = await inTransaction(async (tx): Promise<FacilitatorFacts> => {
		const authorityId = await authorities.create(tx, { name: `Ville ${count}`, timeZone: 'Europe/Paris' }, at);
		const { accountId, name } = value(await accounts.create(tx, { authorityId, name: 'Solène', email: `solene${count}@plume.test`, passwordHash: null, isAdministrator: true }, at));
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const agenda = { version: 1, steps: steps.map((step) => ({ step, ...stepRules[step].usual })) } as const;
		const gatheringId = value(await gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'À table', startsAt: at, agenda, actor: 'system' }, at));
		const facts = { authorityId, projectId, gatheringId, accountId, name };
		value(await gatherings.openDoors(tx, facts, { revision: 0 }, at));
		return facts;
	});
	const people: SeatFacts[] = [];
	for (const [name, capacity] of [['Aubépine', 'juror'], ['Tilleul', 'juror'], ['Saule', 'juror'], ['Inès', 'prescriber']] as [string, Capacity][]) people.push(await sitDown(by, name, capacity));
	const room = { by, people: people as [SeatFacts, SeatFacts, SeatFacts, SeatFacts] };
	await advance(room);
	return room;
}
type Room = Awaited<ReturnType<typeof roomIn>>;

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
const goBack = (room: Pick<Room, 'by'>) => move(room, 'goBack');
const closeGathering = async ({ by }: Room) => {
	const { revision } = await gatherings.read(await database(), by.gatheringId);
	return value(await inTransaction((tx) => gatherings.close(tx, registries, by, { revision }, at)));
};

const act = async (seat: SeatFacts, step: StepId, name: string, fields: Fields = {}, when = at) => reasonOf(await carry(stepServers, { step, act: name, onBehalfOf: '', fields }, { seat }, when));
const write = (seat: SeatFacts, text: string) => act(seat, 'landscape-writing', 'write', { zone: 'needs', text });
const standing = async (seat: SeatFacts): Promise<SeatFacts> => ({ ...seat, ...(await gatherings.atStep(await database(), seat.gatheringId)) });
const hand = async (seat: SeatFacts) => (await stepServers['landscape-writing'].hand(await database(), await standing(seat))) as LandscapeWritingOnHand;

const blind = async ({ by }: Room, when = at) => moderation.readBlind(await database(), by, when);
const cards = async (room: Room) => (await blind(room)).cards;
const closeWriting = async ({ by }: Room) => reasonOf(await inTransaction((tx) => moderation.closeWriting(tx, by, at)));
const reopenWriting = async ({ by }: Room) => reasonOf(await inTransaction((tx) => moderation.reopenWriting(tx, by)));
const setAside = async ({ by }: Room, what: 'card' | 'amendment', handle: string, rule: string = 'insults', when = at) =>
	reasonOf(await inTransaction((tx) => moderation.setAside(tx, by, { what, handle, rule }, when)));
const putBack = async ({ by }: Room, what: 'card' | 'amendment', handle: string, when = at) => reasonOf(await inTransaction((tx) => moderation.putBack(tx, by, { what, handle }, when)));
const handleOf = async (room: Room, text: string) => (await cards(room)).texts.find((one) => one.text === text)!.handle;
const onBoard = async ({ by }: Room) => (await readLandscape(await database(), by.gatheringId)).zones.flatMap(({ groups }) => groups.flatMap((group) => group.cards.map(({ text }) => text))).sort();
const countsOnWall = async ({ by }: Room) => (await stepServers['landscape-writing'].screen(await database(), await gatherings.atStep(await database(), by.gatheringId))) as LandscapeWritingOnWall;
const journalOf = async ({ by }: Room) => (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, by.projectId)).orderBy(journalEntries.number);

/** Three cards, the writing closed, ready to be read. */
async function toRead(): Promise<Room> {
	const room = await roomIn('landscape-writing', 'landscape-grouping');
	const [a, b, c] = room.people;
	await write(a, 'Manger chaud');
	await write(b, 'Monsieur Durand est nul');
	await write(c, 'Un potager');
	expect(await closeWriting(room)).toBe('accepted');
	return room;
}

describe('reading blind', () => {
	test('[MO172] reads nothing while the room writes, and everything once the writing is closed', async () => {
		const room = await roomIn('landscape-writing', 'landscape-grouping');
		await write(room.people[0], 'canari');
		expect(await cards(room)).toEqual({ state: 'writing', opensAt: null, texts: [], isBeforeReveal: true });
		expect(await closeWriting(room)).toBe('accepted');
		expect(await closeWriting(room)).toBe('writing-not-open');
		expect((await cards(room)).texts.map(({ text }) => text)).toEqual(['canari']);
		expect(await hand(room.people[0])).toMatchObject({ isOpen: false, isBeingRead: true });
		expect(await write(room.people[1], 'trop tard')).toBe('writing-closed');
	});

	test('[MO172] reads nothing any more once the cards are shown, nor once the gathering is closed', async () => {
		const room = await toRead();
		await setAside(room, 'card', await handleOf(room, 'Monsieur Durand est nul'));
		await advance(room);
		// what was set aside, and nothing else
		expect((await cards(room)).texts.map(({ text }) => text)).toEqual(['Monsieur Durand est nul']);
		expect((await hand(room.people[0])).isBeingRead).toBe(false);
		const { handle } = (await cards(room)).texts[0]!;
		await closeGathering(room);
		expect(await blind(room)).toMatchObject({ cards: { state: 'none', texts: [] }, amendments: { state: 'none', texts: [] } });
		expect(await setAside(room, 'card', handle)).toBe('not-readable-yet');
	});

	test('[MO173] without a name, a capacity, a seat or an id, in an order that stays', async () => {
		const room = await toRead();
		const seen = await blind(room);
		const told = JSON.stringify(seen);
		for (const seat of room.people) {
			for (const word of [seat.seatId, seat.membershipId, seat.publicName, ...(await hand(seat)).mine.map(({ id }) => id)]) expect(told).not.toContain(word);
		}
		expect(told).not.toMatch(/juror|prescriber|(created|updated|setAside)At|slot/);
		expect(Object.keys(seen.cards.texts[0]!).sort()).toEqual(['about', 'handle', 'reason', 'setAsideFor', 'text', 'zone']);
		expect(await blind(room)).toEqual(seen);
	});

	test('[MO177] the room may write again, and then nobody reads', async () => {
		const room = await toRead();
		expect(await reopenWriting(room)).toBe('accepted');
		expect((await cards(room)).texts).toEqual([]);
		expect(await write(room.people[0], 'Encore une')).toBe('accepted');
		expect(await reopenWriting(room)).toBe('writing-not-being-read');
		await advance(room);
		expect(await reopenWriting(room)).toBe('writing-not-being-read');
		expect(await closeWriting(room)).toBe('writing-not-open');
	});
});

describe('a card set aside', () => {
	test('[MO174] is not shown, and is not deleted', async () => {
		const room = await toRead();
		expect(await setAside(room, 'card', await handleOf(room, 'Monsieur Durand est nul'), 'names-somebody')).toBe('accepted');
		await advance(room);
		expect(await onBoard(room)).toEqual(['Manger chaud', 'Un potager']);
		expect((await hand(room.people[1])).mine).toMatchObject([{ text: 'Monsieur Durand est nul', isRevealed: false, setAsideFor: 'names-somebody' }]);
		await goBack(room);
		await advance(room);
		expect(await onBoard(room)).toEqual(['Manger chaud', 'Un potager']);
	});

	test('[MO175] its author reads the rule, changes it after the close, and it is shown with the others', async () => {
		const room = await toRead();
		const [a, b] = room.people;
		await setAside(room, 'card', await handleOf(room, 'Monsieur Durand est nul'), 'insults');
		const [mine] = (await hand(b)).mine;
		expect(mine!.setAsideFor).toBe('insults' satisfies ModerationRule);
		expect((await hand(a)).mine[0]!.setAsideFor).toBeNull();
		// the others may not change theirs, nor this one
		expect(await act(a, 'landscape-writing', 'rewrite', { card: (await hand(a)).mine[0]!.id, text: 'Plus tard' })).toBe('writing-closed');
		expect(await act(a, 'landscape-writing', 'rewrite', { card: mine!.id, text: 'Volée' })).toBe('not-your-card');
		// the same words stay where they are
		expect(await act(b, 'landscape-writing', 'rewrite', { card: mine!.id, text: ' Monsieur Durand est nul ' })).toBe('accepted');
		expect((await hand(b)).mine[0]!.setAsideFor).toBe('insults');
		expect(await act(b, 'landscape-writing', 'rewrite', { card: mine!.id, text: 'Un meilleur accueil' })).toBe('accepted');
		expect((await hand(b)).mine).toMatchObject([{ text: 'Un meilleur accueil', setAsideFor: null }]);
		expect((await cards(room)).texts.map(({ text, setAsideFor }) => [text, setAsideFor]).sort()).toEqual([['Manger chaud', null], ['Un meilleur accueil', null], ['Un potager', null]]);
		// it is the room's again: back to being closed for its author too
		expect(await act(b, 'landscape-writing', 'rewrite', { card: mine!.id, text: 'Encore' })).toBe('writing-closed');
		await advance(room);
		expect(await onBoard(room)).toEqual(['Manger chaud', 'Un meilleur accueil', 'Un potager']);
	});

	test('[MO175] its author may withdraw it', async () => {
		const room = await toRead();
		await setAside(room, 'card', await handleOf(room, 'Monsieur Durand est nul'));
		const [mine] = (await hand(room.people[1])).mine;
		expect(await act(room.people[1], 'landscape-writing', 'withdraw', { card: mine!.id })).toBe('accepted');
		expect((await cards(room)).texts).toHaveLength(2);
	});

	test('[MO176] the journal says who did it and by which rule: neither the card, nor its author, nor a word', async () => {
		const room = await toRead();
		await setAside(room, 'card', await handleOf(room, 'Monsieur Durand est nul'), 'names-somebody');
		await putBack(room, 'card', await handleOf(room, 'Monsieur Durand est nul'));
		const entries = (await journalOf(room)).filter(({ act }) => act.startsWith('card-'));
		expect(entries.map(({ act, actor, onBehalfOf, about }) => ({ act, actor, onBehalfOf, about }))).toEqual([
			{ act: 'card-set-aside', actor: `account:${room.by.accountId}`, onBehalfOf: null, about: { gathering: room.by.gatheringId, rule: 'names-somebody' } },
			{ act: 'card-put-back', actor: `account:${room.by.accountId}`, onBehalfOf: null, about: { gathering: room.by.gatheringId } }
		]);
		expect((await journalOf(room)).map(({ act }) => act)).toContain('writing-closed');
	});

	test('[MO177] put back, it is shown', async () => {
		const room = await toRead();
		const handle = await handleOf(room, 'Un potager');
		expect(await putBack(room, 'card', handle)).toBe('not-set-aside');
		await setAside(room, 'card', handle);
		expect(await putBack(room, 'card', handle)).toBe('accepted');
		await advance(room);
		expect(await onBoard(room)).toContain('Un potager');
	});

	test('[MO170] an unpublished rule sets nothing aside, nor does a handle that nobody has', async () => {
		const room = await toRead();
		expect(await setAside(room, 'card', await handleOf(room, 'Un potager'), 'i-disagree')).toBe('rule-missing');
		expect(await setAside(room, 'card', 'f'.repeat(32))).toBe('text-gone');
		const other = await toRead();
		expect(await setAside(other, 'card', await handleOf(room, 'Un potager'))).toBe('text-gone');
		expect((await cards(room)).texts.every(({ setAsideFor }) => setAsideFor === null)).toBe(true);
	});

	test('[MO179] set aside while the room is shown the cards: shown or aside, never both', async () => {
		for (let round = 0; round < 6; round += 1) {
			const room = await toRead();
			const handle = await handleOf(room, 'Monsieur Durand est nul');
			const [, outcome] = await Promise.all([advance(room), setAside(room, 'card', handle)]);
			const isShown = (await onBoard(room)).includes('Monsieur Durand est nul');
			expect([outcome, isShown]).toEqual(outcome === 'accepted' ? ['accepted', false] : ['text-gone', true]);
			expect((await hand(room.people[1])).mine[0]).toMatchObject({ isRevealed: isShown, setAsideFor: isShown ? null : 'insults' });
			expect(await onBoard(room)).toHaveLength(isShown ? 3 : 2);
		}
	});
});

describe('somebody is shown out', () => {
	const expel = async ({ by }: Pick<Room, 'by'>, seat: SeatFacts, when = at) => void value(await inTransaction((tx) => seats.expel(tx, by, seat.seatId, when)));

	test('[MO14] while the cards are read: the reading, the counts and the reveal stay as they were', async () => {
		const room = await toRead();
		const [before, counted] = [await cards(room), await countsOnWall(room)];
		await expel(room, room.people[1]);
		expect(await cards(room)).toEqual(before);
		expect(await countsOnWall(room)).toEqual(counted);
		await advance(room);
		expect(await onBoard(room)).toEqual(['Manger chaud', 'Monsieur Durand est nul', 'Un potager']);
	});

	test('[MO14] once their cards were read, neither a room that writes again nor another reading tells whose they were', async () => {
		const room = await toRead();
		const before = await cards(room);
		expect(await reopenWriting(room)).toBe('accepted');
		await write(room.people[1], 'Pas encore lu');
		await expel(room, room.people[1]);
		expect(await closeWriting(room)).toBe('accepted');
		// what they wrote since was read by nobody
		expect(await cards(room)).toEqual(before);
		await setAside(room, 'card', await handleOf(room, 'Monsieur Durand est nul'));
		await advance(room);
		expect((await cards(room)).texts.map(({ text }) => text)).toEqual(['Monsieur Durand est nul']);
		expect(await onBoard(room)).toEqual(['Manger chaud', 'Un potager']);
	});

	test('[MO14] while the room writes: their cards are neither read nor shown', async () => {
		const room = await roomIn('landscape-writing', 'landscape-grouping');
		await write(room.people[0], 'Manger chaud');
		await write(room.people[1], 'une injure');
		await expel(room, room.people[1]);
		await closeWriting(room);
		expect((await cards(room)).texts.map(({ text }) => text)).toEqual(['Manger chaud']);
		await advance(room);
		expect(await onBoard(room)).toEqual(['Manger chaud']);
	});
});

describe('somebody who was shown out comes back', () => {
	const expel = async ({ by }: Pick<Room, 'by'>, seat: SeatFacts) => void value(await inTransaction((tx) => seats.expel(tx, by, seat.seatId, at)));
	const letIn = async ({ by }: Pick<Room, 'by'>, seat: SeatFacts) => void value(await inTransaction((tx) => seats.admit(tx, by, { seatId: seat.seatId }, at)));

	test('[MO14] after the reveal: going back and on again shows none of their cards, which they still read', async () => {
		const room = await roomIn('landscape-writing', 'landscape-grouping');
		const [calm, back] = room.people;
		await write(calm, 'Manger chaud');
		await write(back, 'De moi seul');
		await expel(room, back);
		await advance(room);
		await letIn(room, back);
		await goBack(room);
		await advance(room);
		expect(await onBoard(room)).toEqual(['Manger chaud']);
		expect((await hand(back)).mine).toMatchObject([{ text: 'De moi seul', isRevealed: false, isLeftOut: true }]);
		expect((await hand(calm)).mine).toMatchObject([{ isRevealed: true, isLeftOut: false }]);
	});

	test('[MO14] while the cards are read: the reading and the counts stay as they are, also when the room writes again; what they write then goes on', async () => {
		const room = await roomIn('landscape-writing', 'landscape-grouping');
		const [calm, back] = room.people;
		await write(calm, 'Manger chaud');
		await write(back, 'De moi seul');
		await expel(room, back);
		await closeWriting(room);
		const [before, counted] = [await cards(room), await countsOnWall(room)];
		await letIn(room, back);
		expect([await cards(room), await countsOnWall(room)]).toEqual([before, counted]);
		await reopenWriting(room);
		await closeWriting(room);
		expect([await cards(room), await countsOnWall(room)]).toEqual([before, counted]);
		await reopenWriting(room);
		await write(back, 'Un potager');
		await write(calm, 'Un jardin');
		await advance(room);
		expect(await onBoard(room)).toEqual(['Manger chaud', 'Un jardin', 'Un potager']);
	});

	test('[MO14] while the room still writes: their cards go on with the others', async () => {
		const room = await roomIn('landscape-writing', 'landscape-grouping');
		await write(room.people[0], 'Manger chaud');
		await write(room.people[1], 'De moi aussi');
		await expel(room, room.people[1]);
		await letIn(room, room.people[1]);
		await advance(room);
		expect(await onBoard(room)).toEqual(['De moi aussi', 'Manger chaud']);
	});
});

describe('amendments', () => {
	/** In the silence of the amendments, on a sealed text of one passage; two have written. */
	async function silence() {
		const room = await roomIn('amendments');
		const { authorityId, projectId, gatheringId } = room.by;
		const passage = { id: newId<'passage'>(), kind: 'paragraph' as const, text: 'Un seul prestataire livre les cantines.' };
		await inTransaction(async (tx) => {
			const textId = await texts.create(tx, { authorityId, projectId, occasionId: gatheringId, name: 'proposal', topic: `step:${gatheringId}` });
			value(await texts.seal(tx, { textId, base: -1, passages: [passage], causes: [{ passageId: passage.id, author: 'prescriber', by: 'draft' }], actor: 'system', at }));
			await tx.insert(proposals).values({ gatheringId, authorityId, textId, sealedAt: at });
		});
		const replace = (text: string) => ({ type: 'replace', passage: passage.id, quote: '', text, reason: 'parce que c’est mieux' });
		expect(await act(room.people[0], 'amendments', 'write', replace('Sept lots'))).toBe('accepted');
		expect(await act(room.people[1], 'amendments', 'write', replace('Tout sauf Durand'))).toBe('accepted');
		return { ...room, replace };
	}
	const texts_ = async (room: Room, when = later(5)) => (await blind(room, when)).amendments.texts;
	const turnTo = async ({ by }: Room, name: 'begin' | 'silence-again', minutes: number) => reasonOf(await carry(stepServers, { step: 'amendments', act: name, onBehalfOf: '', fields: {} }, { facilitator: by }, later(minutes)));
	const begin = (room: Room) => turnTo(room, 'begin', 6);
	const onWall = async (room: Room) => ((await stepServers.amendments.screen(await database(), await gatherings.atStep(await database(), room.by.gatheringId))) as AmendmentsOnWall).amendments.map(({ text }) => text).sort();
	const mine = async (seat: SeatFacts) => ((await stepServers.amendments.hand(await database(), await standing(seat))) as AmendmentsOnHand).mine;

	test('[MO172] are read once the five minutes of silence are over, not before', async () => {
		const room = await silence();
		expect((await blind(room, later(4))).amendments).toEqual({ state: 'writing', opensAt: later(5).toISOString(), texts: [], isBeforeReveal: true });
		const [one] = await texts_(room);
		expect(await setAside(room, 'amendment', one!.handle, 'insults', later(4))).toBe('not-readable-yet');
		expect((await texts_(room)).map(({ text, about, reason }) => [text, about, reason]).sort()).toEqual([
			['Sept lots', 'Un seul prestataire livre les cantines.', 'parce que c’est mieux'],
			['Tout sauf Durand', 'Un seul prestataire livre les cantines.', 'parce que c’est mieux']
		]);
	});

	test('[MO173] without a name, a role, a seat or an id', async () => {
		const room = await silence();
		const told = JSON.stringify(await texts_(room));
		for (const seat of room.people) for (const word of [seat.seatId, seat.publicName, ...(await mine(seat)).map(({ id }) => id)]) expect(told).not.toContain(word);
	});

	test.each([
		['before they could be read: they stay where they are', later(4), ['Sept lots']],
		['while they are read: the reading and the turn stay as they were', later(5), ['Sept lots', 'Tout sauf Durand']]
	])('[MO14] [MO142] somebody is shown out %s', async (_, when, shown) => {
		const room = await silence();
		value(await inTransaction((tx) => seats.expel(tx, room.by, room.people[1].seatId, when)));
		expect((await texts_(room)).map(({ text }) => text).sort()).toEqual(shown);
		expect(await begin(room)).toBe('accepted');
		expect(await onWall(room)).toEqual(shown);
	});

	test.each([
		['before they could be read, and back while they are: they stay where they are', later(4), later(5.5), ['Sept lots']],
		['before they could be read, and back before: they go on', later(3), later(4), ['Sept lots', 'Tout sauf Durand']],
		['while they are read, and back: the reading and the turn stay as they were', later(5), later(5.5), ['Sept lots', 'Tout sauf Durand']]
	])('[MO14] [MO142] somebody is shown out %s', async (_, out, back, shown) => {
		const room = await silence();
		value(await inTransaction((tx) => seats.expel(tx, room.by, room.people[1].seatId, out)));
		value(await inTransaction((tx) => seats.admit(tx, room.by, { seatId: room.people[1].seatId }, back)));
		expect((await texts_(room)).map(({ text }) => text).sort()).toEqual(shown);
		expect(await begin(room)).toBe('accepted');
		expect(await onWall(room)).toEqual(shown);
	});

	test('[MO14] [MO142] somebody shown out before the turn comes back: another silence and another turn do not show what was theirs alone, and they read it', async () => {
		const room = await silence();
		const back = room.people[1];
		value(await inTransaction((tx) => seats.expel(tx, room.by, back.seatId, later(4))));
		expect(await begin(room)).toBe('accepted');
		value(await inTransaction((tx) => seats.admit(tx, room.by, { seatId: back.seatId }, later(7))));
		expect(await turnTo(room, 'silence-again', 8)).toBe('accepted');
		expect(await texts_(room, later(14))).toEqual([]);
		expect(await turnTo(room, 'begin', 15)).toBe('accepted');
		expect(await onWall(room)).toEqual(['Sept lots']);
		expect(await mine(back)).toMatchObject([{ text: 'Tout sauf Durand', state: 'private', isLeftOut: true }]);
		// proposed again, by a choice of their own
		expect(await act(back, 'amendments', 'write', room.replace('Tout sauf Durand'), later(16))).toBe('accepted');
		expect(await onWall(room)).toEqual(['Sept lots', 'Tout sauf Durand']);
	});

	test('[MO14] what was set aside is still read once its author is shown out', async () => {
		const room = await silence();
		const { handle } = (await texts_(room)).find(({ text }) => text === 'Tout sauf Durand')!;
		await setAside(room, 'amendment', handle, 'insults', later(5));
		await begin(room);
		const before = await texts_(room, later(7));
		value(await inTransaction((tx) => seats.expel(tx, room.by, room.people[1].seatId, later(7))));
		expect(await texts_(room, later(8))).toEqual(before);
		expect(before).toHaveLength(1);
	});

	test('[MO174] [MO175] set aside, one is not shown with the others; changed, it joins them at once', async () => {
		const room = await silence();
		const { handle } = (await texts_(room)).find(({ text }) => text === 'Tout sauf Durand')!;
		expect(await setAside(room, 'amendment', handle, 'names-somebody', later(5))).toBe('accepted');
		expect((await mine(room.people[1]))[0]).toMatchObject({ setAsideFor: 'names-somebody', state: 'private' });
		expect(await begin(room)).toBe('accepted');
		expect(await onWall(room)).toEqual(['Sept lots']);
		const [own] = await mine(room.people[1]);
		expect(await act(room.people[1], 'amendments', 'rewrite', { ...room.replace('Tout sauf Durand'), amendment: own!.id })).toBe('accepted');
		expect(await onWall(room)).toEqual(['Sept lots']);
		expect(await act(room.people[1], 'amendments', 'rewrite', { ...room.replace('Trois lots'), amendment: own!.id })).toBe('accepted');
		expect(await onWall(room)).toEqual(['Sept lots', 'Trois lots']);
		expect((await mine(room.people[1]))[0]).toMatchObject({ setAsideFor: null, state: 'proposed' });
	});

	test('[MO175] changed during the silence, it is shown with the others at the turn', async () => {
		const room = await silence();
		const { handle } = (await texts_(room)).find(({ text }) => text === 'Tout sauf Durand')!;
		await setAside(room, 'amendment', handle, 'insults', later(5));
		const [own] = await mine(room.people[1]);
		await act(room.people[1], 'amendments', 'rewrite', { ...room.replace('Trois lots'), amendment: own!.id });
		expect(await onWall(room)).toEqual([]);
		expect((await texts_(room)).map(({ setAsideFor }) => setAsideFor)).toEqual([null, null]);
		await begin(room);
		expect(await onWall(room)).toEqual(['Sept lots', 'Trois lots']);
	});

	test('[MO177] put back after the turn has begun, it is before the room at once', async () => {
		const room = await silence();
		const { handle } = (await texts_(room)).find(({ text }) => text === 'Tout sauf Durand')!;
		await setAside(room, 'amendment', handle, 'insults', later(5));
		await begin(room);
		expect((await texts_(room, later(7))).map(({ text }) => text)).toEqual(['Tout sauf Durand']);
		expect(await putBack(room, 'amendment', handle, later(7))).toBe('accepted');
		expect(await onWall(room)).toEqual(['Sept lots', 'Tout sauf Durand']);
		expect(await putBack(room, 'amendment', handle, later(7))).toBe('text-gone');
	});

	test('[MO176] the journal says by which rule, neither which nor whose', async () => {
		const room = await silence();
		const { handle } = (await texts_(room))[0]!;
		await setAside(room, 'amendment', handle, 'unreadable', later(5));
		const entry = (await journalOf(room)).find(({ act }) => act === 'amendment-set-aside');
		expect(entry).toMatchObject({ actor: `account:${room.by.accountId}`, onBehalfOf: null, about: { gathering: room.by.gatheringId, rule: 'unreadable' } });
		expect(Object.keys(entry!.about)).toHaveLength(2);
	});

	test('[MO179] set aside while the turn begins: shown or aside, never both', async () => {
		for (let round = 0; round < 4; round += 1) {
			const room = await silence();
			const { handle } = (await texts_(room)).find(({ text }) => text === 'Tout sauf Durand')!;
			const [, outcome] = await Promise.all([begin(room), setAside(room, 'amendment', handle, 'insults', later(6))]);
			expect((await onWall(room)).includes('Tout sauf Durand')).toBe(outcome !== 'accepted');
			expect((await mine(room.people[1]))[0]!.setAsideFor).toBe(outcome === 'accepted' ? 'insults' : null);
		}
	});
});
