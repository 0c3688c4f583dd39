import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, GatheringId, SeatId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { gatherings, seats as seatsTable } from '../../gatherings/server/tables.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer, SeatAtStep } from '../../gatherings/server/step.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import { authorities, persons } from '../../people/server/tables.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { memberships, projects } from '../../projects/server/tables.ts';
import type { CardText } from '../rules/roles.ts';
import type { RolesOnDesk, RolesOnHand } from '../rules/steps/roles.ts';
import * as casting from './casting.ts';
import * as deck from './deck.ts';
import { roles } from './example/roles.ts';
import { startDeck } from './startDeck.ts';
import { step } from './steps/roles.ts';

const authorityId = newId<'authority'>();
const at = new Date('2027-03-13T10:00:00Z');
const facilitator = 'account:solene' as const;

beforeAll(async () => {
	await (await database()).insert(authorities).values({ id: authorityId, name: 'Trois-Rivelles', createdAt: at });
});

type Room = Awaited<ReturnType<typeof roomOf>>;

async function project() {
	const projectId = newId<'project'>();
	await (await database()).insert(projects).values({ id: projectId, authorityId, code: projectId.slice(0, 8), title: 'À table', createdAt: at });
	return { authorityId, projectId, actor: facilitator, at };
}

/** A gathering of a project with the Rivelles' ten cards (or those named), these seats, and the room in the step `roles`. */
async function roomOf(capacities: readonly Capacity[], codes?: readonly string[], of?: Awaited<ReturnType<typeof project>>) {
	const place = of ?? (await project());
	const db = await database();
	const gatheringId = newId<'gathering'>();
	await db.insert(gatherings).values({
		id: gatheringId,
		authorityId,
		projectId: place.projectId,
		kind: 'workshop',
		title: 'À table',
		startsAt: at,
		agenda: {
			version: 1,
			steps: ['welcome', 'roles', 'proposal'].map((name) => ({ step: name, plannedMinutes: 5, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' as const }))
		},
		position: 1,
		joinCode: newId(),
		joinToken: newId(),
		joinTokenHash: newId(),
		joinOpensAt: at,
		joinClosesAt: at,
		projectorToken: newId(),
		projectorTokenHash: newId(),
		createdAt: at
	});
	const sitters: SeatAtStep[] = [];
	for (const [index, capacity] of capacities.entries()) {
		const [personId, membershipId, seatId] = [newId<'person'>(), newId<'membership'>(), newId<'seat'>()];
		const publicName = `Personne ${index + 1}`;
		await db.insert(persons).values({ id: personId, authorityId, name: publicName, createdAt: at });
		await db.insert(memberships).values({ id: membershipId, authorityId, projectId: place.projectId, personId, capacity, publicName, startsAt: new Date(0), createdAt: at });
		const joinedAt = new Date(at.getTime() + index);
		await db.insert(seatsTable).values({ id: seatId, authorityId, gatheringId, membershipId, state: 'admitted', joinedAt, admittedAt: at });
		sitters.push({ authorityId, projectId: place.projectId, gatheringId, currentStep: 'roles', seatId, membershipId, capacity, publicName });
	}
	if (!of) {
		const taken = await inTransaction((tx) => deck.take(tx, place, codes ? roles.filter(({ code }) => codes.includes(code!)) : roles));
		expect(taken.accepted).toBe(true);
	}
	const cards = new Map((await casting.deckOf(db, place)).map((card) => [card.code, card]));
	return { ...place, gatheringId, seats: sitters, cards };
}

const standing = ({ projectId, gatheringId }: Room) => ({ authorityId, projectId, gatheringId, currentStep: 'roles', at });
const asSeat = (room: Room, index: number): Doer => ({ ...standing(room), actor: `seat:${room.seats[index]!.seatId}`, seat: room.seats[index]! });
const asDesk = (room: Room): Doer => ({ ...standing(room), actor: facilitator });
const by = (room: Room) => ({ authorityId, projectId: room.projectId, gatheringId: room.gatheringId, accountId: newId<'account'>() as AccountId, name: 'Solène' });

async function act(doer: Doer, name: string, fields: Record<string, string> = {}): Promise<string> {
	const found = step.acts[name]!;
	const outcome = (await inTransaction((tx) => found.run(tx, doer, v.parse(found.shape, fields) as never))) as Outcome<unknown, string>;
	return outcome.accepted ? 'accepted' : outcome.reason;
}
const choose = (room: Room, index: number, code: string) => act(asSeat(room, index), 'choose', { card: room.cards.get(code)!.id });
const hand = async (room: Room, index: number) => (await step.hand(await database(), room.seats[index]!)) as RolesOnHand;
const desk = async (room: Room) => (await step.desk(await database(), standing(room))) as RolesOnDesk;
const playedBy = async (room: Room, index: number) => (await casting.castOf(await database(), room.gatheringId)).get(room.seats[index]!.seatId)?.code;
const acts = async (room: Room) =>
	(await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, room.projectId)).orderBy(journalEntries.number)).filter(({ about }) => 'gathering' in about);

describe('a hand takes a role', () => {
	test('[MO84] chooses, changes its mind, gives it back; two may play the same, and free ones come first', async () => {
		const room = await roomOf(['juror', 'prescriber'], ['R1', 'R2', 'R9']);
		expect(await choose(room, 0, 'R2')).toBe('accepted');
		expect(await choose(room, 1, 'R2')).toBe('accepted');
		expect((await hand(room, 0)).deck.map(({ code, players }) => [code, players])).toEqual([
			['R1', 0],
			['R9', 0],
			['R2', 2]
		]);
		expect(await choose(room, 0, 'R1')).toBe('accepted');
		expect(await casting.roleOf(await database(), room.gatheringId, room.seats[0]!.seatId)).toMatchObject({ how: 'chosen', card: { code: 'R1', defends: expect.stringContaining('geste') } });
		expect(await act(asSeat(room, 0), 'give-back')).toBe('accepted');
		expect((await hand(room, 0)).mine).toBeNull();
		expect(await act(asSeat(room, 0), 'give-back')).toBe('role-not-taken');
		expect(await act(asSeat(room, 0), 'choose', { card: newId() })).toBe('role-unknown');
		expect((await acts(room)).map(({ act, about }) => [act, Object.keys(about).sort().join()])).toEqual([
			...Array(3).fill(['role-chosen', 'gathering,role,seat']),
			['role-given-back', 'gathering,seat']
		]);
	});

	test('[MO92] those who hold one role are told of each other, and nobody else is; a card handed back counts no more', async () => {
		const room = await roomOf(['juror', 'prescriber', 'juror', 'juror', 'reservist'], ['R1', 'R2']);
		const told = async () => {
			const db = await database();
			const mine = await Promise.all(room.seats.map(async ({ seatId }, index) => ((await hand(room, index)).mine ? (await casting.heldWith(db, room.gatheringId, seatId)).join() : null)));
			const shown = await Promise.all(room.seats.map(async (_, index) => (await hand(room, index)).mine?.heldWith.join() ?? null));
			const inHand = await Promise.all(room.seats.map(async ({ seatId }) => (await casting.inHand(db, room.gatheringId, seatId))?.heldWith.join() ?? null));
			expect(shown).toEqual(mine);
			return inHand;
		};
		for (const [index, code] of ['R2', 'R2', 'R1'].entries()) await choose(room, index, code);
		expect(await told()).toEqual(['Personne 2', 'Personne 1', '', null, null]);
		await choose(room, 3, 'R2');
		expect(await told()).toEqual(['Personne 2,Personne 4', 'Personne 1,Personne 4', '', 'Personne 1,Personne 2', null]);
		await inTransaction((tx) => casting.handBack(tx, asSeat(room, 1), ''));
		expect(await told()).toEqual(['Personne 4', null, '', 'Personne 1', null]);
	});

	test('[MO83] jurors and team play, a third party looks; the role changes neither capacity nor college', async () => {
		const room = await roomOf(['juror', 'elected-official', 'reservist', 'observer', 'contractor'], ['R1', 'R2']);
		expect(await choose(room, 0, 'R1')).toBe('accepted');
		expect(await act(asSeat(room, 1), 'play-own')).toBe('accepted');
		for (const index of [2, 3, 4]) {
			expect(await choose(room, index, 'R1')).toBe('seat-not-a-player');
			expect(await act(asDesk(room), 'assign', { seat: room.seats[index]!.seatId, card: room.cards.get('R1')!.id })).toBe('seat-not-a-player');
		}
		expect((await hand(room, 2)).isPlayer).toBe(false);
		const roll = await seats.rollOf(await database(), room.gatheringId);
		expect(roll.map(({ capacity, college }) => [capacity, college])).toEqual([
			['juror', 'jury'],
			['elected-official', 'team'],
			['reservist', undefined],
			['observer', undefined],
			['contractor', undefined]
		]);
		const [member] = await (await database()).select().from(memberships).where(eq(memberships.id, room.seats[0]!.membershipId));
		expect([member!.capacity, member!.permissions, member!.playedRole]).toEqual(['juror', [], null]);
	});

	test('[MO85] two draw the two last free cards at once: each has one; a third, when none is free, shares', async () => {
		for (let turn = 0; turn < 8; turn += 1) {
			const room = await roomOf(['juror', 'juror', 'juror', 'juror'], ['R1', 'R2', 'R3']);
			expect(await choose(room, 0, 'R1')).toBe('accepted');
			expect(await Promise.all([act(asSeat(room, 1), 'draw'), act(asSeat(room, 2), 'draw')])).toEqual(['accepted', 'accepted']);
			expect([await playedBy(room, 1), await playedBy(room, 2)].toSorted()).toEqual(['R2', 'R3']);
			expect(await act(asSeat(room, 3), 'draw')).toBe('accepted');
			expect((await desk(room)).roles.map(({ players }) => players).toSorted()).toEqual([1, 1, 2]);
		}
	});

	test('[MO86] says it in one sentence, after the lock too; another role takes the sentence away', async () => {
		const room = await roomOf(['juror'], ['R1', 'R2']);
		expect(await act(asSeat(room, 0), 'say', { sentence: 'Je suis la cheffe.' })).toBe('role-not-taken');
		await choose(room, 0, 'R1');
		expect(await act(asSeat(room, 0), 'say', { sentence: '  Je suis  la cheffe. ' })).toBe('accepted');
		expect((await hand(room, 0)).mine).toMatchObject({ sentence: 'Je suis la cheffe.' });
		expect(await act(asSeat(room, 0), 'say', { sentence: 'x'.repeat(5000) })).toBe('role-sentence-too-long');
		await choose(room, 0, 'R2');
		expect((await hand(room, 0)).mine!.sentence).toBe('');
		await act(asDesk(room), 'lock');
		expect(await act(asSeat(room, 0), 'say', { sentence: 'Je suis l’élève.' })).toBe('accepted');
		expect(JSON.stringify(await acts(room))).not.toContain('cheffe');
	});

	test('[MO89] not before the room reaches the step, nor once the gathering is closed; after the step, as long as it is not locked', async () => {
		const room = await roomOf(['juror'], ['R1']);
		const db = await database();
		const set = (values: Partial<typeof gatherings.$inferInsert>) => db.update(gatherings).set(values).where(eq(gatherings.id, room.gatheringId));
		await set({ position: 0 });
		expect(await choose(room, 0, 'R1')).toBe('roles-not-yet');
		expect(await act(asDesk(room), 'assign', { seat: room.seats[0]!.seatId, card: room.cards.get('R1')!.id })).toBe('accepted');
		await set({ position: 2 });
		expect(await act(asSeat(room, 0), 'play-own')).toBe('accepted');
		await set({ closedAt: at });
		expect(await choose(room, 0, 'R1')).toBe('gathering-closed');
		expect(await act(asDesk(room), 'lock')).toBe('gathering-closed');
	});
});

describe('the desk deals', () => {
	test('[MO85] draws for whoever has none, and for them only', async () => {
		const room = await roomOf(['juror', 'juror', 'buyer', 'reservist', 'prescriber'], ['R1', 'R2', 'R3', 'R4']);
		await choose(room, 0, 'R4');
		await act(asSeat(room, 4), 'play-own');
		expect(await act(asDesk(room), 'draw-for-all')).toBe('accepted');
		expect([await playedBy(room, 1), await playedBy(room, 2)].every((code) => ['R1', 'R2', 'R3'].includes(code!))).toBe(true);
		expect(await playedBy(room, 1)).not.toBe(await playedBy(room, 2));
		expect([await playedBy(room, 0), await playedBy(room, 3), await playedBy(room, 4)]).toEqual(['R4', undefined, null]);
		expect(await act(asDesk(room), 'draw-for-all')).toBe('everybody-has-role');
		expect((await acts(room)).map(({ act, actor }) => [act, actor.split(':')[0]])).toEqual([
			['role-chosen', 'seat'],
			['role-own', 'seat'],
			['role-drawn', 'account'],
			['role-drawn', 'account']
		]);
	});

	test('[MO89] the lock refuses every change, for hand and desk; unlocked, it goes on', async () => {
		const room = await roomOf(['juror', 'juror'], ['R1', 'R9']);
		await choose(room, 0, 'R1');
		expect(await act(asDesk(room), 'lock')).toBe('accepted');
		expect(await act(asDesk(room), 'lock')).toBe('accepted');
		const [mine, card] = [room.seats[0]!.seatId, room.cards.get('R9')!.id];
		for (const [name, fields] of [['choose', { card }], ['draw', {}], ['play-own', {}], ['give-back', {}]] as const)
			expect(await act(asSeat(room, 0), name, fields), name).toBe('casting-locked');
		for (const [name, fields] of [['assign', { seat: mine, card }], ['free', { seat: mine }], ['draw-for-all', {}]] as const)
			expect(await act(asDesk(room), name, fields), name).toBe('casting-locked');
		expect(await playedBy(room, 0)).toBe('R1');
		expect(await act(asDesk(room), 'unlock')).toBe('accepted');
		expect(await act(asDesk(room), 'free', { seat: mine })).toBe('accepted');
		expect(await act(asDesk(room), 'free', { seat: mine })).toBe('role-not-taken');
		expect((await acts(room)).map(({ act }) => act)).toEqual(['role-chosen', 'casting-locked', 'casting-unlocked', 'role-given-back']);
	});

	test('[MO89] a choice and the lock at once: the choice stands or is refused, never half', async () => {
		const room = await roomOf(['juror'], ['R1']);
		const [chosen] = await Promise.all([choose(room, 0, 'R1'), act(asDesk(room), 'lock')]);
		expect(await playedBy(room, 0)).toBe(chosen === 'accepted' ? 'R1' : undefined);
		expect((await desk(room)).isLocked).toBe(true);
	});

	test('[MO87] reads who is missing, and to whom to offer it', async () => {
		const room = await roomOf(['juror', 'juror', 'buyer'], ['R1', 'R2', 'R9']);
		await choose(room, 0, 'R1');
		await choose(room, 1, 'R1');
		const late = room.seats[2]!.seatId;
		expect((await desk(room)).missing.map(({ card, remedy, seats }) => [card.code, remedy, seats])).toEqual([
			['R2', 'offer', [late]],
			['R9', 'offer', [late]]
		]);
		await choose(room, 2, 'R2');
		expect((await desk(room)).missing.map(({ card, remedy }) => [card.code, remedy])).toEqual([['R9', 'draw-absent-voice']]);
		expect(await act(asDesk(room), 'draw-absent-voice')).toBe('accepted');
		expect((await desk(room)).missing.map(({ card, remedy }) => [card.code, remedy])).toEqual([['R9', 'absent-voice']]);
	});

	test('[MO88] draws the absent voice among the absent that nobody plays; once locked it is not drawn again', async () => {
		const room = await roomOf(['juror'], ['R1']);
		expect(await act(asDesk(room), 'draw-absent-voice')).toBe('absent-role-none');
		const pupil: CardText = { name: 'L’élève de 2031', mission: '', defends: '', fears: '', means: '', questions: '', forbidden: '', isAbsent: true, isConcerned: true };
		await inTransaction(async (tx) => {
			await deck.take(tx, room, roles.filter(({ code }) => code === 'R9'));
			await deck.add(tx, room, pupil);
		});
		const river = (await casting.deckOf(await database(), room)).find(({ code }) => code === 'R9')!;
		await act(asSeat(room, 0), 'choose', { card: river.id });
		for (let turn = 0; turn < 3; turn += 1) {
			expect(await act(asDesk(room), 'draw-absent-voice')).toBe('accepted');
			expect(await casting.absentVoice(await database(), room.gatheringId)).toMatchObject({ name: 'L’élève de 2031' });
		}
		await act(asDesk(room), 'lock');
		expect(await act(asDesk(room), 'draw-absent-voice')).toBe('casting-locked');
	});

	test('[MO90] the wall gets roles and counts, and nothing of who', async () => {
		const room = await roomOf(['juror', 'juror'], ['R1', 'R9']);
		await choose(room, 0, 'R1');
		await act(asSeat(room, 0), 'say', { sentence: 'Je suis la cheffe.' });
		await act(asSeat(room, 1), 'play-own');
		await act(asDesk(room), 'draw-absent-voice');
		const wall = await step.screen(await database(), standing(room));
		expect(wall).toMatchObject({ seats: 2, taken: 2, own: 1, absentVoiceId: room.cards.get('R9')!.id });
		const text = JSON.stringify(wall);
		for (const { seatId, publicName } of room.seats) {
			expect(text).not.toContain(seatId);
			expect(text).not.toContain(publicName);
		}
		expect(text).not.toContain('Je suis');
	});
});

describe('somebody leaves', () => {
	test('[MO91] an expelled seat plays no more and its card is free; let in again, it has it back', async () => {
		const room = await roomOf(['juror', 'juror'], ['R1', 'R2']);
		await choose(room, 0, 'R1');
		await inTransaction((tx) => seats.expel(tx, by(room), room.seats[0]!.seatId, at));
		const seen = await desk(room);
		expect([seen.casting.map(({ id }) => id), seen.roles.map(({ players }) => players)]).toEqual([[room.seats[1]!.seatId], [0, 0]]);
		// what was done under the role stays the role's
		expect(await playedBy(room, 0)).toBe('R1');
		await inTransaction((tx) => seats.admit(tx, by(room), { seatId: room.seats[0]!.seatId, place: 'another-person' }, at));
		expect((await desk(room)).casting.find(({ id }) => id === room.seats[0]!.seatId)!.role).toMatchObject({ name: 'La cheffe de satellite' });
	});

	test('[MO91] of two seats of one person, the one that remains keeps its role, else takes the other’s', async () => {
		const room = await roomOf(['juror', 'juror'], ['R1', 'R2']);
		await act(asDesk(room), 'assign', { seat: room.seats[0]!.seatId, card: room.cards.get('R1')!.id });
		const [from, into] = room.seats.map(({ seatId }) => seatId) as [SeatId, SeatId];
		expect((await inTransaction((tx) => seats.merge(tx, by(room), { from, into }, at))).accepted).toBe(true);
		expect((await hand(room, 1)).mine).toMatchObject({ card: { code: 'R1' }, how: 'assigned' });
		expect(await act(asSeat(room, 1), 'say', { sentence: 'Une cheffe.' })).toBe('accepted');
		expect((await hand(room, 1)).mine!.sentence).toBe('Une cheffe.');
		expect(await choose(room, 1, 'R2')).toBe('accepted');
		expect((await hand(room, 1)).mine).toMatchObject({ card: { code: 'R2' } });
		expect(await act(asSeat(room, 1), 'give-back')).toBe('accepted');
		expect((await hand(room, 1)).mine).toBeNull();
	});
});

describe('the deck of a project', () => {
	const card: CardText = { name: 'La voisine', mission: 'Dit le bruit.', defends: '', fears: '', means: '', questions: '', forbidden: '', isAbsent: false, isConcerned: true };
	const codesOf = async (place: deck.DeckPlace) => (await casting.deckOf(await database(), place)).map(({ code, name }) => `${code} ${name}`);

	test('[MO80] two write at once: two codes, and one name once', async () => {
		const place = await project();
		const write = (name: string) => inTransaction((tx) => deck.add(tx, place, { ...card, name }));
		const outcomes = await Promise.all([write('La voisine'), write('Le voisin'), write('la VOISINE')]);
		expect(outcomes.filter(({ accepted }) => accepted)).toHaveLength(2);
		expect(outcomes.flatMap((one) => (one.accepted ? [] : [one.reason]))).toEqual(['role-name-taken']);
		expect((await codesOf(place)).map((line) => line.slice(0, 2))).toEqual(['R1', 'R2']);
	});

	test('[MO80] the code of a card that was withdrawn is not given again', async () => {
		const place = await project();
		const made = await inTransaction((tx) => deck.add(tx, place, card));
		await inTransaction((tx) => deck.withdraw(tx, place, made.accepted ? made.value : ''));
		await inTransaction((tx) => deck.add(tx, place, card));
		expect(await codesOf(place)).toEqual(['R2 La voisine']);
	});

	test('[MO81] a card in play is changed in the hand that holds it, and not withdrawn', async () => {
		const room = await roomOf(['juror'], ['R1', 'R9']);
		await choose(room, 0, 'R1');
		const { id } = room.cards.get('R1')!;
		const { name, ...rest } = roles[0]!;
		expect(await inTransaction((tx) => deck.withdraw(tx, room, id))).toEqual({ accepted: false, reason: 'role-in-play' });
		expect(await inTransaction((tx) => deck.change(tx, room, id, { ...rest, name: `${name} scolaire` }))).toEqual({ accepted: true, value: id });
		expect((await hand(room, 0)).mine!.card!.name).toBe('La cheffe de satellite scolaire');
		await act(asDesk(room), 'draw-absent-voice');
		expect(await inTransaction((tx) => deck.withdraw(tx, room, room.cards.get('R9')!.id))).toEqual({ accepted: false, reason: 'role-in-play' });
		await act(asSeat(room, 0), 'give-back');
		expect((await inTransaction((tx) => deck.withdraw(tx, room, id))).accepted).toBe(true);
	});

	test('[MO81] the record of a closed gathering keeps the words that were played', async () => {
		const room = await roomOf(['juror'], ['R1']);
		await choose(room, 0, 'R1');
		await (await database()).update(gatherings).set({ closedAt: at }).where(eq(gatherings.id, room.gatheringId));
		const { id, ...rest } = room.cards.get('R1')!;
		const changed = await inTransaction((tx) => deck.change(tx, room, id, { ...rest, name: 'Le chef' }));
		expect(changed.accepted && changed.value).not.toBe(id);
		expect((await casting.castOf(await database(), room.gatheringId)).get(room.seats[0]!.seatId)).toMatchObject({ code: 'R1', name: 'La cheffe de satellite' });
		expect(await codesOf(room)).toEqual(['R1 Le chef']);
		expect((await casting.deckOf(await database(), room))[0]).toMatchObject({ impacts: ['I-metiers', 'I-qualite', 'I-depense'], risks: ['RK4', 'RK7'] });
		const next = await roomOf(['juror'], undefined, room);
		await choose(next, 0, 'R1');
		expect(await inTransaction((tx) => deck.withdraw(tx, room, id))).toEqual({ accepted: false, reason: 'role-unknown' });
	});

	test('[MO82] the deck of another project of the authority is taken once, and lives its own life', async () => {
		const room = await roomOf([]);
		const place = await project();
		const taken = () => inTransaction((tx) => deck.takeFrom(tx, place, room.projectId));
		expect(await taken()).toEqual({ accepted: true, value: 10 });
		expect(await taken()).toEqual({ accepted: false, reason: 'nothing-to-take' });
		expect(await codesOf(place)).toEqual(await codesOf(room));
		expect(await deck.sizesOf(await database(), authorityId, [room.projectId, place.projectId, newId<'project'>()])).toEqual(new Map([[room.projectId, 10], [place.projectId, 10]]));
		const stranger = { ...place, authorityId: newId<'authority'>() };
		expect(await inTransaction((tx) => deck.takeFrom(tx, stranger, room.projectId))).toEqual({ accepted: false, reason: 'nothing-to-take' });
		await inTransaction((tx) => deck.withdraw(tx, place, room.cards.get('R1')!.id));
		expect(await codesOf(place)).toHaveLength(10);
	});

	test('[MO80] the start deck and the example keep the rules of a deck', async () => {
		for (const cards of [startDeck, roles]) {
			const place = await project();
			expect(await inTransaction((tx) => deck.take(tx, place, cards))).toEqual({ accepted: true, value: 10 });
			for (const one of await casting.deckOf(await database(), place)) {
				expect([one.questions.split('\n').length, [one.mission, one.defends, one.fears, one.means, one.forbidden].every(Boolean)]).toEqual([3, true]);
				expect(await inTransaction((tx) => deck.change(tx, place, one.id, one))).toEqual({ accepted: true, value: one.id });
			}
		}
	});
});
