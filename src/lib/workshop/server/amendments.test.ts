import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import type { GatheringId, SeatId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { gatherings, seats } from '../../gatherings/server/tables.ts';
import type { Doer, SeatAtStep } from '../../gatherings/server/step.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import { authorities, persons } from '../../people/server/tables.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { memberships, projects } from '../../projects/server/tables.ts';
import * as texts from '../../texts/server/texts.ts';
import type { AmendmentsOnDesk, AmendmentsOnHand, AmendmentsOnWall } from '../rules/steps/amendments.ts';
import { penBegins } from '../rules/standing.ts';
import * as amendments from './amendments.ts';
import { step } from './steps/amendments.ts';
import { step as voteStep } from './steps/vote.ts';
import * as scenarios from './scenarios.ts';
import { castings, playedRoles, proposals, roleCards } from './tables.ts';
import { readProposal } from './recordProposal.ts';
import * as votes from './votes.ts';

const authorityId = newId<'authority'>();
const at = new Date('2027-03-13T10:00:00Z');

beforeAll(async () => {
	await (await database()).insert(authorities).values({ id: authorityId, name: 'Trois-Rivelles', createdAt: at });
});

const words = ['Rénover la cuisine centrale', 'des barquettes recyclables', 'un prestataire unique'];

/** A room in the step of amendments: v0 sealed, a prescriber, a buyer, jurors who play R1 and R3, and one who plays their own role. */
async function roomOf() {
	const db = await database();
	const projectId = newId<'project'>();
	const gatheringId = newId<'gathering'>();
	await db.insert(projects).values({ id: projectId, authorityId, code: projectId.slice(0, 8), title: 'À table', createdAt: at });
	await db.insert(gatherings).values({
		id: gatheringId,
		authorityId,
		projectId,
		kind: 'workshop',
		title: 'À table',
		startsAt: at,
		agenda: { version: 1, steps: [{ step: 'amendments', plannedMinutes: 40, minimumMinutes: 25, isProtected: true, isOptional: false, register: 'write' }] },
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
	const place = { authorityId, projectId, gatheringId, currentStep: 'amendments' };
	const sitter = async (publicName: string, capacity: Capacity): Promise<SeatAtStep> => {
		const [personId, membershipId, seatId] = [newId<'person'>(), newId<'membership'>(), newId<'seat'>()];
		await db.insert(persons).values({ id: personId, authorityId, name: publicName, createdAt: at });
		await db.insert(memberships).values({ id: membershipId, authorityId, projectId, personId, capacity, publicName, startsAt: new Date(0), createdAt: at });
		await db.insert(seats).values({ id: seatId, authorityId, gatheringId, membershipId, state: 'admitted', joinedAt: at, admittedAt: at });
		return { ...place, seatId, membershipId, capacity, publicName };
	};
	const card = async (code: string, name: string, isAbsent = false) => {
		const id = newId<'role-card'>();
		await db.insert(roleCards).values({ id, authorityId, projectId, code, name, isAbsent, createdAt: at });
		return id;
	};
	const ines = await sitter('Inès', 'prescriber');
	const karim = await sitter('Karim', 'buyer');
	const aubepine = await sitter('Aubépine', 'juror');
	const tilleul = await sitter('Tilleul', 'juror');
	const saule = await sitter('Saule', 'juror');
	const [r1, r3, r9] = [await card('R1', 'La cheffe de satellite'), await card('R3', 'Le parent'), await card('R9', 'La rivière', true)];
	await db.insert(castings).values({ gatheringId, authorityId, absentVoiceId: r9, drawnAt: at });
	const plays = (seatId: SeatId, roleCardId: typeof r1 | null) => db.insert(playedRoles).values({ authorityId, gatheringId, seatId, roleCardId, how: roleCardId ? 'chosen' : 'own', takenAt: at });
	await plays(aubepine.seatId, r1);
	await plays(tilleul.seatId, r3);
	await plays(saule.seatId, null);
	const passages = words.map((text) => ({ id: newId<'passage'>() as string, kind: 'paragraph' as const, text }));
	const textId = await inTransaction(async (tx) => {
		const id = await texts.create(tx, { authorityId, projectId, occasionId: gatheringId, name: 'proposal', topic: `step:${gatheringId}` });
		const sealed = await texts.seal(tx, { textId: id, base: -1, passages, causes: passages.map(({ id: passageId }) => ({ passageId, author: 'prescriber', by: 'draft' })), actor: 'system', at });
		expect(sealed.accepted).toBe(true);
		await tx.insert(proposals).values({ gatheringId, authorityId, textId: id, sealedAt: at });
		return id;
	});
	return { place, projectId, gatheringId, textId, passages, ines, karim, aubepine, tilleul, saule };
}
type Room = Awaited<ReturnType<typeof roomOf>>;

const asSeat = (seat: SeatAtStep): Doer => ({ ...seat, actor: `seat:${seat.seatId}`, seat, at });
const asDesk = ({ place }: Room): Doer => ({ ...place, actor: `account:${newId()}`, at });

async function act(doer: Doer, name: string, fields: Record<string, string | string[]> = {}, { acts } = step): Promise<string> {
	const found = acts[name]!;
	const outcome = (await inTransaction((tx) => found.run(tx, doer, v.parse(found.shape, fields) as never))) as Outcome<unknown, string>;
	return outcome.accepted ? 'accepted' : outcome.reason;
}
const wall = async (room: Room) => (await step.screen(await database(), room.place)) as AmendmentsOnWall;
const hand = async (seat: SeatAtStep) => (await step.hand(await database(), seat)) as AmendmentsOnHand;
const desk = async (room: Room) => (await step.desk(await database(), room.place)) as AmendmentsOnDesk;
const byCode = async (room: Room, code: string) => (await wall(room)).amendments.find((one) => one.code === code)!;

const replacing = (room: Room, passage: number, text: string, more: Record<string, string> = {}) => ({
	type: 'replace',
	passage: room.passages[passage]!.id,
	text,
	reason: 'parce que',
	...more
});

describe('written in silence', () => {
	test('[MO141] nobody else has a byte of it before the turn; its author changes and withdraws it', async () => {
		const room = await roomOf();
		expect(await act(asSeat(room.aubepine), 'write', replacing(room, 1, 'canari-inox'))).toBe('accepted');
		const [mine] = (await hand(room.aubepine)).mine;
		expect(mine).toMatchObject({ text: 'canari-inox', state: 'private', code: null, mayWithdraw: true });
		for (const seen of [await wall(room), await hand(room.tilleul), await hand(room.ines), await desk(room)]) {
			expect(JSON.stringify(seen)).not.toContain('canari');
			expect(JSON.stringify(seen)).not.toContain(mine!.id);
		}
		expect((await wall(room)).writers).toBe(1);
		// not even its being there is told to somebody who guesses its id
		expect(await act(asSeat(room.tilleul), 'withdraw', { amendment: mine!.id })).toBe('amendment-unknown');
		expect(await act(asSeat(room.ines), 'answer', { amendment: mine!.id, answer: 'take' })).toBe('amendment-unknown');
		expect(await act(asSeat(room.aubepine), 'rewrite', { ...replacing(room, 1, 'des bacs en inox'), amendment: mine!.id })).toBe('accepted');
		expect(await act(asSeat(room.aubepine), 'withdraw', { amendment: mine!.id })).toBe('accepted');
		expect((await hand(room.aubepine)).mine).toEqual([]);
		expect(JSON.stringify(await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, room.projectId)))).not.toContain(mine!.id);
	});

	test('[MO141] four at a time, also when two devices send the fourth at once', async () => {
		const room = await roomOf();
		for (const text of ['un', 'deux', 'trois']) expect(await act(asSeat(room.aubepine), 'write', replacing(room, 1, text))).toBe('accepted');
		const both = await Promise.all(['quatre', 'cinq'].map((text) => act(asSeat(room.aubepine), 'write', replacing(room, 1, text))));
		expect(both.sort()).toEqual(['accepted', 'amendments-too-many']);
		expect((await hand(room.aubepine)).left).toBe(0);
	});

	test('[MO15] a finger that touches twice keeps one amendment, and the second is said done; other words are another', async () => {
		const room = await roomOf();
		const twice = () => Promise.all([1, 2].map(() => act(asSeat(room.aubepine), 'write', replacing(room, 1, 'des bacs en inox'))));
		expect(await twice()).toEqual(['accepted', 'accepted']);
		expect((await hand(room.aubepine)).mine).toHaveLength(1);
		await act(asSeat(room.aubepine), 'write', replacing(room, 1, 'des bacs en inox', { reason: 'Pour une autre raison.' }));
		expect((await hand(room.aubepine)).mine).toHaveLength(2);
		expect(await act(asDesk(room), 'begin')).toBe('accepted');
		// before the room, the same words do not make a third
		expect(await twice()).toEqual(['accepted', 'accepted']);
		expect((await hand(room.aubepine)).mine).toHaveLength(2);
	});
});

describe('the five minutes begun anew', () => {
	const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
	const restart = (room: Room, minutes: number) => act({ ...asDesk(room), at: later(minutes) }, 'restart-silence');

	test('[MO156] the clock and the rereading wait five minutes more; once one may reread, or the turn has begun, they begin no more', async () => {
		const room = await roomOf();
		await act(asSeat(room.aubepine), 'write', replacing(room, 1, 'des bacs en inox'));
		expect(await restart(room, 3)).toBe('accepted');
		const turn = (await amendments.readTurn(await database(), room.gatheringId))!;
		expect([turn.phase, turn.phaseAt, turn.speakingAt]).toEqual(['silence', later(3), later(3)]);
		expect((await hand(room.aubepine)).mine).toHaveLength(1);
		expect(await restart(room, 7)).toBe('accepted');
		expect(await restart(room, 12)).toBe('silence-over');
		expect(await act(asDesk(room), 'begin')).toBe('accepted');
		expect(await restart(room, 13)).toBe('turn-begun');
	});
});

/** The turn has begun: R1 has AM01 on the dishes, R3 has AM02 on the single provider. */
async function begun() {
	const room = await roomOf();
	await act(asSeat(room.tilleul), 'write', replacing(room, 2, 'sept lots', { type: 'replace' }));
	await act(asSeat(room.aubepine), 'write', replacing(room, 1, 'des bacs en inox'));
	expect(await act(asDesk(room), 'begin')).toBe('accepted');
	return room;
}

describe('who amends', () => {
	test('[MO141] the prescriber answers and does not ask', async () => {
		const room = await begun();
		expect(await act(asSeat(room.ines), 'write', { type: 'add', passage: '', text: 'ma part', reason: 'la mienne' })).toBe('not-a-voice');
		expect(await act(asSeat({ ...room.saule, capacity: 'contractor' }), 'write', { type: 'add', passage: '', text: 'mon offre', reason: 'la mienne' })).toBe('not-a-voice');
	});

	test('[MO141] twelve shown in all, those withdrawn too', async () => {
		const room = await begun();
		const one = (nth: number) => ({ type: 'add', passage: '', text: `n° ${nth}`, reason: 'le calme' });
		for (let nth = 0; nth < 12; nth++) {
			expect(await act(asSeat(room.saule), 'write', one(nth))).toBe('accepted');
			const last = (await amendments.ofSeat(await database(), room.saule.seatId)).find(({ state }) => state === 'proposed')!;
			expect(await act(asSeat(room.saule), 'withdraw', { amendment: last.id })).toBe('accepted');
		}
		expect(await act(asSeat(room.saule), 'write', one(13))).toBe('amendments-spent');
	});
});

describe('the turn', () => {
	test('[MO142] shows everything at once under the roles, in their order, with codes', async () => {
		const room = await begun();
		const seen = await wall(room);
		expect(seen.amendments.map(({ code, role, state }) => [code, role?.name, state])).toEqual([
			['AM01', 'La cheffe de satellite', 'proposed'],
			['AM02', 'Le parent', 'proposed']
		]);
		expect(seen.speakers.map(({ role, state, isLastWord, isEmpty }) => [role?.code ?? 'own', state, isLastWord, isEmpty])).toEqual([
			['R1', 'speaking', false, false],
			['R3', 'to-come', false, false],
			['own', 'to-come', false, false],
			// the buyer holds the pen and plays their own role too
			['own', 'to-come', false, false],
			['R9', 'to-come', true, true]
		]);
		expect(seen.onTheFloor).toEqual(['AM01']);
		expect(JSON.stringify(seen)).not.toContain('Aubépine');
	});

	test('[MO152] what is written later is before the room at once; going back to silence hides nothing', async () => {
		const room = await begun();
		expect(await act(asSeat(room.saule), 'write', { type: 'add', passage: '', text: '45 minutes à table', reason: 'le calme' })).toBe('accepted');
		expect((await wall(room)).amendments.map(({ code }) => code)).toEqual(['AM01', 'AM02', 'AM03']);
		expect(await act(asDesk(room), 'silence-again')).toBe('accepted');
		expect((await wall(room)).amendments).toHaveLength(3);
		expect(await act(asDesk(room), 'begin')).toBe('accepted');
		expect((await wall(room)).speakers[0]!.state).toBe('speaking');
	});

	test('[MO153] who speaks passes, and the floor goes on; two who move it at once move it twice, never out of it', async () => {
		const room = await begun();
		expect(await act(asSeat(room.aubepine), 'pass')).toBe('accepted');
		expect((await wall(room)).speakers.map(({ state }) => state).slice(0, 2)).toEqual(['passed', 'speaking']);
		await Promise.all(Array.from({ length: 8 }, () => act(asDesk(room), 'next')));
		expect((await wall(room)).speakers.every(({ state }) => state !== 'speaking')).toBe(true);
	});

	test('[MO153] who passed beforehand is not called, and may take the turn back before it has gone by', async () => {
		const room = await begun();
		const states = async () => (await wall(room)).speakers.map(({ state }) => state);
		const seat = room.tilleul;
		expect(await act(asSeat(seat), 'pass')).toBe('accepted');
		expect(await hand(seat)).toMatchObject({ myTurn: 'passed', mayTakeTurnBack: true });
		expect(await act(asSeat(seat), 'take-turn-back')).toBe('accepted');
		expect(await hand(seat)).toMatchObject({ myTurn: 'to-come', mayTakeTurnBack: false });
		expect(await act(asSeat(seat), 'pass')).toBe('accepted');
		expect(await act(asDesk(room), 'next')).toBe('accepted');
		expect((await states()).slice(0, 2)).toEqual(['spoke', 'passed']);
		expect(await hand(seat)).toMatchObject({ myTurn: 'passed', mayTakeTurnBack: false });
		expect(await act(asSeat(seat), 'take-turn-back')).toBe('turn-gone');
	});

	test('[MO144] only the prescriber answers, with a button; the desk for an answer given aloud', async () => {
		const room = await begun();
		const { id } = await byCode(room, 'AM01');
		expect(await act(asSeat(room.karim), 'answer', { amendment: id, answer: 'take' })).toBe('not-the-prescriber');
		expect(await act(asSeat(room.ines), 'answer', { amendment: id, answer: 'later' })).toBe('accepted');
		expect((await byCode(room, 'AM01')).owesReason).toBe(true);
		expect((await hand(room.aubepine)).mine[0]!.owesReason).toBe(true);
		expect(await act(asDesk(room), 'give-reason', { amendment: id, reason: 'On attend le devis' })).toBe('accepted');
		expect((await hand(room.aubepine)).mine[0]!.stateReason).toBe('On attend le devis');
		expect(await act(asDesk(room), 'answer-aloud', { amendment: id, answer: 'to-scenario', reason: '' })).toBe('accepted');
		expect(await byCode(room, 'AM01')).toMatchObject({ state: 'moved-to-scenario', scenario: 'A' });
		expect(await act(asDesk(room), 'not-keep', { amendment: id, reason: '  ' })).toBe('reason-missing');
		expect(await act(asDesk(room), 'not-keep', { amendment: id, reason: 'hors du budget' })).toBe('accepted');
		expect((await hand(room.aubepine)).mine[0]).toMatchObject({ state: 'not-kept', stateReason: 'hors du budget', mayWithdraw: false });
	});

	test('[MO148] similar ones stand side by side, and part again', async () => {
		const room = await begun();
		const ids = [(await byCode(room, 'AM01')).id, (await byCode(room, 'AM02')).id];
		expect(await act(asDesk(room), 'cluster', { amendment: ids[0]! })).toBe('cluster-of-one');
		expect(await act(asDesk(room), 'cluster', { amendment: ids })).toBe('accepted');
		expect((await byCode(room, 'AM02')).similar).toEqual(['AM01']);
		expect(await act(asDesk(room), 'uncluster', { amendment: ids[1]! })).toBe('accepted');
		expect((await byCode(room, 'AM02')).similar).toEqual([]);
	});
});

describe('the pen', () => {
	const pen = (room: Room, base: number, taken: readonly { id: string; passageId: string | null }[], said: string) => ({
		base: String(base),
		amendment: taken.map(({ id }) => id),
		...Object.fromEntries(taken.flatMap(({ passageId }) => (passageId ? [[`words-${passageId}`, said]] : [])))
	});

	test('[MO145] several amendments make one version, each passage traced to its role; the answer comes first', async () => {
		const room = await begun();
		const [one, two] = [await byCode(room, 'AM01'), await byCode(room, 'AM02')];
		expect(await act(asSeat(room.karim), 'integrate', pen(room, 0, [one], 'des bacs en inox'))).toBe('not-answered-yet');
		await act(asSeat(room.ines), 'answer', { amendment: one.id, answer: 'take' });
		await act(asSeat(room.ines), 'answer', { amendment: two.id, answer: 'otherwise' });
		expect(await act(asSeat(room.aubepine), 'integrate', pen(room, 0, [one], 'des bacs'))).toBe('not-the-pen');
		expect(await act(asSeat(room.karim), 'integrate', { ...pen(room, 0, [one, two], ''), [`words-${one.passageId}`]: 'des bacs en inox', [`words-${two.passageId}`]: 'sept lots, livrés sur deux points' })).toBe('accepted');
		expect((await wall(room)).passages.map(({ text }) => text)).toEqual(['Rénover la cuisine centrale', 'des bacs en inox', 'sept lots, livrés sur deux points']);
		expect([await byCode(room, 'AM01'), await byCode(room, 'AM02')].map(({ state, resultingVersion }) => [state, resultingVersion])).toEqual([
			['integrated', 1],
			['integrated-otherwise', 1]
		]);
		const v1 = (await texts.readVersion(await database(), room.textId, 1))!;
		expect(v1.causes.map(({ author, by }) => [author, by])).toEqual([
			['R1', one.id],
			['R3', two.id]
		]);
	});

	test('[MO145] two pens at once: one version, the other is told, and a second try on the new version goes in', async () => {
		const room = await begun();
		const [one, two] = [await byCode(room, 'AM01'), await byCode(room, 'AM02')];
		for (const { id } of [one, two]) await act(asSeat(room.ines), 'answer', { amendment: id, answer: 'take' });
		const both = await Promise.all([
			act(asSeat(room.karim), 'integrate', pen(room, 0, [one], 'des bacs en inox')),
			act(asDesk(room), 'integrate-at-desk', pen(room, 0, [two], 'sept lots'))
		]);
		expect([...both].sort()).toEqual(['accepted', 'version-not-latest']);
		const late = both[0] === 'accepted' ? act(asDesk(room), 'integrate-at-desk', pen(room, 1, [two], 'sept lots')) : act(asSeat(room.karim), 'integrate', pen(room, 1, [one], 'des bacs en inox'));
		expect(await late).toBe('accepted');
		expect((await texts.chain(await database(), room.textId)).map(({ number }) => number)).toEqual([0, 1, 2]);
		expect((await wall(room)).passages.map(({ text }) => text).slice(1)).toEqual(['des bacs en inox', 'sept lots']);
	});

	test('[MO145] an addition has its place, a removal takes the passage; words missing are asked for and nothing is written', async () => {
		const room = await begun();
		await act(asSeat(room.saule), 'write', { type: 'add', passage: room.passages[0]!.id, text: '45 minutes à table', reason: 'le calme' });
		await act(asSeat(room.saule), 'write', { type: 'remove', passage: room.passages[2]!.id, text: '', reason: 'trop' });
		const [adding, removing] = [await byCode(room, 'AM03'), await byCode(room, 'AM04')];
		for (const { id } of [adding, removing]) await act(asSeat(room.ines), 'answer', { amendment: id, answer: 'take' });
		const form = { base: '0', amendment: [adding.id, removing.id], [`after-${adding.id}`]: room.passages[0]!.id, [`words-${adding.id}`]: ' ', [`words-${removing.passageId}`]: words[2]!, [`remove-${removing.passageId}`]: 'yes' };
		expect(await act(asSeat(room.karim), 'integrate', form)).toBe('amendment-without-words');
		expect((await wall(room)).version).toBe(0);
		expect(await act(asSeat(room.karim), 'integrate', { ...form, [`words-${adding.id}`]: '45 minutes à table' })).toBe('accepted');
		expect((await wall(room)).passages.map(({ text }) => text)).toEqual(['Rénover la cuisine centrale', '45 minutes à table', 'des barquettes recyclables']);
		// an amendment on the passage that went says so
		expect(await byCode(room, 'AM02')).toMatchObject({ isPassageGone: true, before: 'un prestataire unique' });
	});

	test('[MO145] two additions at one place stand in the order of their codes', async () => {
		const room = await begun();
		for (const text of ['45 minutes à table', 'un affichage']) await act(asSeat(room.saule), 'write', { type: 'add', passage: '', text, reason: 'le calme' });
		const ids = [(await byCode(room, 'AM03')).id, (await byCode(room, 'AM04')).id] as const;
		for (const amendment of ids) await act(asSeat(room.ines), 'answer', { amendment, answer: 'take' });
		const words = Object.fromEntries(ids.flatMap((id, place) => [[`words-${id}`, `ajout ${place + 1}`], [`after-${id}`, '']]));
		expect(await act(asSeat(room.karim), 'integrate', { base: '0', amendment: [...ids], ...words })).toBe('accepted');
		expect((await wall(room)).passages.map(({ text }) => text).slice(-2)).toEqual(['ajout 1', 'ajout 2']);
	});

	test('[MO157] what was written for v0 is asked of the words that stand in v1; a hand that does not write is given nothing of it', async () => {
		const room = await roomOf();
		await act(asSeat(room.aubepine), 'write', replacing(room, 0, `${words[0]}, une fois essayée`));
		await act(asSeat(room.tilleul), 'write', replacing(room, 0, `${words[0]}, en réemployant`));
		await act(asDesk(room), 'begin');
		const [one, two] = [await byCode(room, 'AM01'), await byCode(room, 'AM02')];
		for (const { id } of [one, two]) await act(asSeat(room.ines), 'answer', { amendment: id, answer: 'take' });
		const begins = async (amendment: typeof one) => {
			const { passages, pen } = await hand(room.karim);
			return penBegins(passages[0]!.text, [{ code: amendment.code, asked: pen!.asked[amendment.id]! }]).text;
		};
		expect(await begins(two)).toBe('Rénover la cuisine centrale, en réemployant');
		expect(await act(asSeat(room.karim), 'integrate', pen(room, 0, [one], await begins(one)))).toBe('accepted');
		expect(await begins(two)).toBe('Rénover la cuisine centrale, une fois essayée, en réemployant');
		expect([(await hand(room.aubepine)).pen, (await wall(room)).pen?.asked[one.id]]).toEqual([null, undefined]);
	});

	test('[MO158] [MO159] a seal that takes words away is told of, keeps the boxes of who else writes, and is said by its name', async () => {
		const room = await roomOf();
		await act(asSeat(room.aubepine), 'write', { type: 'condition', passage: room.passages[0]!.id, text: 'une fois un essai réussi', reason: 'prudence' });
		await act(asSeat(room.tilleul), 'write', replacing(room, 0, 'Rénover la cuisine centrale en bois'));
		await act(asSeat(room.saule), 'write', replacing(room, 1, 'des bacs en inox'));
		await act(asDesk(room), 'begin');
		const [one, two, three] = [await byCode(room, 'AM01'), await byCode(room, 'AM02'), await byCode(room, 'AM03')];
		for (const { id } of [one, two, three]) await act(asSeat(room.ines), 'answer', { amendment: id, answer: 'take' });
		expect(await act(asSeat(room.karim), 'integrate', pen(room, 0, [one], 'Rénover la cuisine centrale, une fois un essai réussi'))).toBe('accepted');
		expect((await hand(room.karim)).pen).toMatchObject({ isHeld: false, sealedBy: { name: 'Karim', from: 'hand' }, brought: [{ code: 'AM01', said: ', une fois un essai réussi' }] });
		expect(await act(asDesk(room), 'show-words-at-desk', pen(room, 1, [three], 'des bacs en inox'))).toBe('accepted');
		await act(asDesk(room), 'next');
		expect((await hand(room.karim)).pen, 'the floor moved').toMatchObject({ isHeld: true });
		expect(await act(asSeat(room.karim), 'integrate', pen(room, 1, [two], 'Rénover la cuisine centrale en bois'))).toBe('accepted');
		expect((await desk(room)).pen).toMatchObject({ isHeld: true, sealedBy: { name: 'Karim', from: 'hand' } });
		expect([await byCode(room, 'AM01'), await byCode(room, 'AM02')].map(({ goneSince }) => goneSince)).toEqual([2, null]);
		expect((await hand(room.aubepine)).mine).toMatchObject([{ goneSince: 2 }]);
		expect((await readProposal(await database(), room.gatheringId))!.amendments.map(({ goneSince }) => goneSince)).toEqual([2, undefined, undefined]);
		const solene = await inTransaction((tx) => accounts.create(tx, { authorityId, name: 'Solène', email: 'solene@rivelles.invalid', passwordHash: null }, at));
		if (!solene.accepted) throw new Error(solene.reason);
		expect(await act({ ...asDesk(room), actor: `account:${solene.value.accountId}` }, 'integrate-at-desk', pen(room, 2, [three], 'des bacs en inox'))).toBe('accepted');
		expect((await hand(room.karim)).pen).toMatchObject({ sealedBy: { name: 'Solène', from: 'desk' } });
	});

	test('[MO147] the states of the record are those of a replay of the journal', async () => {
		const room = await begun();
		const [one, two] = [await byCode(room, 'AM01'), await byCode(room, 'AM02')];
		await act(asSeat(room.ines), 'answer', { amendment: one.id, answer: 'take' });
		await act(asSeat(room.karim), 'integrate', pen(room, 0, [one], 'des bacs en inox'));
		await act(asSeat(room.tilleul), 'withdraw', { amendment: two.id });
		expect(await act(asSeat(room.ines), 'answer', { amendment: two.id, answer: 'take' })).toBe('amendment-settled');
		const entries = await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, room.projectId)).orderBy(journalEntries.number);
		const replayed = new Map<string, readonly [string, unknown]>();
		for (const { about } of entries) {
			const { amendment, state, version } = about as { amendment?: string; state?: string; version?: number };
			if (amendment && state) replayed.set(amendment, [state, version ?? null]);
		}
		const told = await amendments.shown(await database(), room.gatheringId as GatheringId);
		expect(new Map(told.map(({ id, state, resultingVersion }) => [id as string, [state, resultingVersion]]))).toEqual(replayed);
	});
});

const journalOf = async (room: Room) =>
	(await database()).select({ act: journalEntries.act, onBehalfOf: journalEntries.onBehalfOf, about: journalEntries.about }).from(journalEntries).where(eq(journalEntries.projectId, room.projectId)).orderBy(journalEntries.number);

describe('on the wall', () => {
	test('[MO149] what the pen types is there before it is sealed, then the version and the needs that it lights; the turn that moves takes it away', async () => {
		const room = await roomOf();
		await act(asSeat(room.aubepine), 'write', replacing(room, 1, 'des bacs consignés'));
		await act(asDesk(room), 'begin');
		const one = await byCode(room, 'AM01');
		expect(await wall(room)).toMatchObject({ middle: 'speaker', writing: [], latest: null });
		await act(asSeat(room.ines), 'answer', { amendment: one.id, answer: 'take' });
		const typed = { base: '0', amendment: [one.id], [`words-${one.passageId}`]: 'des bacs en inox' };
		expect(await act(asSeat(room.aubepine), 'show-words', typed)).toBe('not-the-pen');
		const acts = (await journalOf(room)).length;
		expect(await act(asSeat(room.karim), 'show-words', typed)).toBe('accepted');
		expect(await act(asDesk(room), 'show-words-at-desk', { ...typed, [`words-${one.passageId}`]: 'des bacs lavables' }), 'two pens would show each other’s words in turn').toBe('pen-taken');
		expect(await act({ ...asDesk(room), at: new Date(at.getTime() + 60_000) }, 'show-words-at-desk', { ...typed, [`words-${one.passageId}`]: 'des bacs en inox' })).toBe('accepted');
		expect(await wall(room)).toMatchObject({ middle: 'writing', writing: [{ codes: ['AM01'], before: 'des barquettes recyclables', after: 'des bacs en inox' }] });
		expect((await journalOf(room)).length).toBe(acts);
		expect(JSON.stringify(await hand(room.tilleul))).not.toContain('inox');
		expect(await act(asSeat(room.karim), 'integrate', typed)).toBe('accepted');
		expect(await wall(room)).toMatchObject({ middle: 'version', writing: [], latest: { number: 1, changes: [{ codes: ['AM01'], before: 'des barquettes recyclables', after: 'des bacs en inox' }], newlyLit: [] } });
		expect(await act({ ...asDesk(room), at: new Date(Date.now() + 60_000) }, 'next')).toBe('accepted');
		expect(await wall(room)).toMatchObject({ middle: 'speaker' });
	});
});

describe('the absent voice that nobody plays', () => {
	test('[MO154] the desk writes for it, the journal says for which card, and it speaks under its name', async () => {
		const room = await roomOf();
		const words = { type: 'add', passage: '', text: 'rien de jetable ne part à la rivière', reason: 'elle coule chez tous' };
		const { voice, isAbsentVoiceDrawn } = await desk(room);
		expect([voice?.card.name, isAbsentVoiceDrawn]).toEqual(['La rivière', true]);
		expect(await act(asDesk(room), 'write-for-voice', words)).toBe('accepted');
		expect((await desk(room)).voice?.mine).toMatchObject([{ state: 'private', text: words.text }]);
		for (const seen of [await wall(room), await hand(room.aubepine)]) expect(JSON.stringify(seen)).not.toContain('jetable');
		expect((await wall(room)).writers).toBe(0);
		expect((await journalOf(room)).at(-1)).toMatchObject({ act: 'amendment-written', onBehalfOf: expect.stringMatching(/^role:/) });
		await act(asSeat(room.aubepine), 'write', replacing(room, 1, 'des bacs'));
		await act(asDesk(room), 'begin');
		expect((await wall(room)).amendments.map(({ code, role }) => [code, role?.name])).toEqual([['AM01', 'La cheffe de satellite'], ['AM02', 'La rivière']]);
		for (let turn = 0; turn < 4; turn++) await act(asDesk(room), 'next');
		expect(await wall(room)).toMatchObject({ onTheFloor: ['AM02'], voice: { name: 'La rivière' } });
		const own = await byCode(room, 'AM02');
		expect(await act(asDesk(room), 'withdraw-for-voice', { amendment: (await byCode(room, 'AM01')).id })).toBe('not-your-amendment');
		expect(await act(asDesk(room), 'withdraw-for-voice', { amendment: own.id })).toBe('accepted');
		expect((await byCode(room, 'AM02')).state).toBe('withdrawn');
	});

	test('[MO154] four at a time, as a seat; and once somebody plays it, they write for themselves', async () => {
		const room = await roomOf();
		const words = { type: 'add', passage: '', text: 'moins de sel', reason: 'pour les poissons' };
		for (let nth = 0; nth < 4; nth++) expect(await act(asDesk(room), 'write-for-voice', { ...words, text: `${words.text}, ${nth}` })).toBe('accepted');
		expect(await act(asDesk(room), 'write-for-voice', words)).toBe('amendments-too-many');
		const db = await database();
		const [row] = await db.select({ absentVoiceId: castings.absentVoiceId }).from(castings).where(eq(castings.gatheringId, room.gatheringId));
		await db.update(playedRoles).set({ roleCardId: row!.absentVoiceId }).where(eq(playedRoles.seatId, room.saule.seatId));
		expect((await desk(room)).voice).toBeNull();
		expect(await act(asDesk(room), 'write-for-voice', words)).toBe('voice-played');
		await act(asDesk(room), 'begin');
		for (let turn = 0; turn < 3; turn++) await act(asDesk(room), 'next');
		expect((await wall(room)).onTheFloor).toEqual(['AM01', 'AM02', 'AM03', 'AM04']);
	});
});

describe('a scenario born of an amendment', () => {
	const split = { type: 'split', passage: '', text: 'Cuire dans chaque école.', reason: 'plus chaud' };
	const opened = async () => {
		const room = await roomOf();
		for (const code of ['A', 'B', 'C'])
			await inTransaction((tx) => scenarios.write(tx, room.place, { code, name: `Scénario ${code}`, idea: '', facts: [] }, 'system'));
		await act(asSeat(room.aubepine), 'write', split);
		await act(asDesk(room), 'begin');
		expect(await act(asSeat(room.ines), 'answer', { amendment: (await byCode(room, 'AM01')).id, answer: 'to-scenario' })).toBe('accepted');
		return room;
	};
	const title = { scenario: 'D', name: 'Une cuisine par école', idea: 'Cuire dans chaque école.' };
	const votesOf = (room: Room, ...codes: string[]) => act(asSeat(room.aubepine), 'cast', Object.fromEntries(codes.map((code) => [`grade-${code}`, '0'])), voteStep);
	const options = async (room: Room) => (await scenarios.list(await database(), room.place)).map(({ code, name, idea }) => [code, name, idea]);

	test('[MO155] takes the first free letter, and is in the vote once it has a title; its role stays beside it', async () => {
		const room = await opened();
		expect(await byCode(room, 'AM01')).toMatchObject({ scenario: 'D', isScenarioWritten: false });
		expect((await desk(room)).toName).toMatchObject([{ code: 'D', amendments: [{ code: 'AM01', role: { name: 'La cheffe de satellite' }, text: split.text }] }]);
		expect([(await hand(room.karim)).toName.length, (await hand(room.tilleul)).toName.length]).toEqual([1, 0]);
		expect(await act(asSeat(room.tilleul), 'name-scenario', title)).toBe('not-the-pen');
		expect(await act(asSeat(room.karim), 'name-scenario', { ...title, name: ' ' })).toBe('scenario-name-missing');
		expect(await act(asSeat(room.karim), 'name-scenario', { ...title, scenario: 'E' })).toBe('scenario-unknown');
		expect(await act(asSeat(room.karim), 'name-scenario', title)).toBe('accepted');
		expect((await options(room)).at(-1)).toEqual(['D', title.name, title.idea]);
		expect(await byCode(room, 'AM01')).toMatchObject({ isScenarioWritten: true });
		expect((await desk(room)).toName).toEqual([]);
		expect(await inTransaction((tx) => votes.open(tx, room.place, 'system'))).toMatchObject({ accepted: true });
		const { box } = await votes.readVote(await database(), room.place, 'desk');
		expect(box!.options.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D']);
		expect((await readProposal(await database(), room.gatheringId))!.amendments).toMatchObject([{ scenario: 'D', isScenarioWritten: true }]);
	});

	test('[MO155] without a title it is not in the vote, and says so; until somebody has voted a title still brings it in, afterwards it is too late', async () => {
		const room = await opened();
		const { entering } = await voteStep.foresee!(await database(), room.place);
		expect(entering).toContainEqual({ warning: 'scenarios-to-name', count: 1, isFinal: true });
		await inTransaction((tx) => votes.open(tx, room.place, 'system'));
		const { box } = await votes.readVote(await database(), room.place, 'desk');
		expect(box!.options.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
		expect((await desk(room)).toName).toMatchObject([{ code: 'D', isTooLate: false }]);
		expect(await votesOf(room, 'A', 'B', 'C')).toBe('accepted');
		expect((await desk(room)).toName).toMatchObject([{ code: 'D', isTooLate: true }]);
		expect((await voteStep.foresee!(await database(), room.place)).entering).toEqual([]);
		expect(await act(asDesk(room), 'name-scenario-at-desk', title)).toBe('vote-already-open');
		expect(await byCode(room, 'AM01')).toMatchObject({ scenario: 'D', isScenarioWritten: false });
	});

	test('[MO30] [DE6] named while the box is empty, it is on the paper: who fills in the paper of before is told so', async () => {
		const room = await opened();
		await inTransaction((tx) => votes.open(tx, room.place, 'system'));
		// a finger that touches twice names it once (MO15)
		expect(await Promise.all([1, 2].map(() => act(asDesk(room), 'name-scenario-at-desk', title)))).toEqual(['accepted', 'accepted']);
		const { box } = await votes.readVote(await database(), room.place, 'desk');
		expect(box!.options.map(({ id, label }) => [id, label]).at(-1)).toEqual(['D', title.name]);
		expect((await desk(room)).toName).toEqual([]);
		expect(await votesOf(room, 'A', 'B', 'C')).toBe('ballot-incomplete');
		expect(await votesOf(room, 'A', 'B', 'C', 'D')).toBe('accepted');
	});

	test('[DE6] the first ballot and the title at once: either the ballot bears it or the title is too late', async () => {
		const room = await opened();
		await inTransaction((tx) => votes.open(tx, room.place, 'system'));
		const both = await Promise.all([votesOf(room, 'A', 'B', 'C'), act(asDesk(room), 'name-scenario-at-desk', title)]);
		expect([['accepted', 'vote-already-open'], ['ballot-incomplete', 'accepted']]).toContainEqual(both);
	});

	test('[MO144] six letters, as the vote bears; then no new one', async () => {
		const room = await opened();
		for (const code of ['E', 'F']) await inTransaction((tx) => scenarios.write(tx, room.place, { code, name: code, idea: '', facts: [] }, 'system'));
		await act(asSeat(room.tilleul), 'write', split);
		expect(await act(asSeat(room.ines), 'answer', { amendment: (await byCode(room, 'AM02')).id, answer: 'to-scenario' })).toBe('scenarios-too-many');
	});
});
