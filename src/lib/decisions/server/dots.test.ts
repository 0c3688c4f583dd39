import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AuthorityId, ProjectId, SeatId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { watch } from '../../live/server/live.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import { now } from '../../time/server/clock.ts';
import { close, ofHand, open, place, takeBack, visible } from './dots.ts';

const authorityId = newId<'authority'>();
const projectId = newId<'project'>();

beforeAll(async () => {
	const db = await database();
	await db.execute(sql`insert into authorities (id, name, created_at) values (${authorityId}, 'Trois-Rivelles', ${now().toISOString()})`);
});

interface Room {
	readonly round: { occasionId: string; name: string };
	readonly ofRoom: { occasionId: string; name: string; authorityId: AuthorityId; projectId: ProjectId; topic: string };
	readonly voters: SeatId[];
	readonly cards: string[];
	readonly before: { targets: ReadonlySet<string>; roll: ReadonlySet<string> };
}

async function roomOf(seats: number): Promise<Room> {
	const round = { occasionId: newId(), name: 'landscape' };
	const ofRoom = { ...round, authorityId, projectId, topic: `step:${round.occasionId}` };
	const voters = Array.from({ length: seats }, () => newId<'seat'>());
	const cards = Array.from({ length: 3 }, () => newId<'card'>());
	await inTransaction((tx) => open(tx, ofRoom));
	return { round, ofRoom, voters, cards, before: { targets: new Set(cards), roll: new Set<string>(voters) } };
}

const put = (room: Room, voterId: SeatId, target: string) =>
	inTransaction((tx) => place(tx, room.round, { voterId, actor: `seat:${voterId}` }, target, room.before));

const take = (room: Room, voterId: SeatId, target: string) =>
	inTransaction((tx) => takeBack(tx, room.round, { voterId, actor: `seat:${voterId}` }, target));

const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

describe('dots', () => {
	test('[DE40] twenty dots at once by one hand: five stand, fifteen are refused', async () => {
		const room = await roomOf(1);
		const hand = room.voters[0]!;
		const outcomes = await Promise.all(Array.from({ length: 20 }, (_, nth) => put(room, hand, room.cards[nth % 3]!)));
		const reasons = outcomes.map(reasonOf);
		expect(reasons.filter((reason) => reason === 'accepted')).toHaveLength(5);
		expect(reasons.filter((reason) => reason === 'no-dot-left')).toHaveLength(15);
		const mine = await ofHand(await database(), room.round, hand);
		expect(mine.map((dot) => dot.slot)).toEqual([1, 2, 3, 4, 5]);
	});

	test('[DE40] the table itself refuses a sixth slot and a slot held twice', async () => {
		const room = await roomOf(1);
		await put(room, room.voters[0]!, room.cards[0]!);
		const db = await database();
		const again = (slot: number) =>
			db.execute(sql`insert into dots select authority_id, round_id, voter_id, ${slot}, target_id from dots where voter_id = ${room.voters[0]!}`);
		await expect(again(1)).rejects.toMatchObject({ cause: { constraint_name: 'dots_pk' } });
		await expect(again(6)).rejects.toMatchObject({ cause: { constraint_name: 'dots_five_each' } });
	});

	test('[DE41] several on one card, taken back one by one', async () => {
		const room = await roomOf(1);
		const [hand] = room.voters;
		const [card, other] = room.cards;
		for (const target of [card!, card!, other!]) await put(room, hand!, target);
		expect(reasonOf(await take(room, hand!, card!))).toBe('accepted');
		const db = await database();
		expect((await ofHand(db, room.round, hand!)).map((dot) => dot.target)).toEqual([card, other]);
		expect(reasonOf(await take(room, hand!, room.cards[2]!))).toBe('no-dot-there');
	});

	test('[DE43] before the close a screen learns how many, after it the ranking', async () => {
		const room = await roomOf(3);
		const [a, b] = room.voters;
		await put(room, a!, room.cards[0]!);
		await put(room, a!, room.cards[0]!);
		await put(room, b!, room.cards[1]!);
		const db = await database();
		expect(await visible(db, room.round, room.before.roll)).toEqual({ isOpen: true, placed: 2, eligible: 3 });
		await inTransaction((tx) => close(tx, room.round, room.before.roll));
		expect(await visible(db, room.round, new Set())).toEqual({
			isOpen: false,
			placed: 2,
			eligible: 3,
			ranked: [
				{ target: room.cards[0], dots: 2, rank: 1 },
				{ target: room.cards[1], dots: 1, rank: 2 }
			]
		});
	});

	test('[DE42] closed, it takes nothing and gives nothing back; opened again, every dot is where it stood', async () => {
		const room = await roomOf(1);
		const [hand] = room.voters;
		await put(room, hand!, room.cards[0]!);
		await inTransaction((tx) => close(tx, room.round, room.before.roll));
		await inTransaction((tx) => close(tx, room.round, new Set()));
		expect(reasonOf(await put(room, hand!, room.cards[0]!))).toBe('dots-closed');
		expect(reasonOf(await take(room, hand!, room.cards[0]!))).toBe('dots-closed');
		await inTransaction((tx) => open(tx, room.ofRoom));
		const db = await database();
		expect(await visible(db, room.round, room.before.roll)).toEqual({ isOpen: true, placed: 1, eligible: 1 });
		expect(reasonOf(await take(room, hand!, room.cards[0]!))).toBe('accepted');
	});

	test('[DE42] dots put while the round closes are counted or refused, never lost', async () => {
		const room = await roomOf(8);
		const [, ...outcomes] = await Promise.all([
			inTransaction((tx) => close(tx, room.round, room.before.roll)),
			...room.voters.map((voter) => put(room, voter, room.cards[0]!))
		]);
		const stood = outcomes.filter((outcome) => outcome.accepted).length;
		const seen = await visible(await database(), room.round, room.before.roll);
		expect(seen).toMatchObject({ isOpen: false, placed: stood });
	});

	test('[DE41] two rooms that open at once make one round each, and no dot of one stands in the other', async () => {
		const room = await roomOf(1);
		const other = await roomOf(1);
		await Promise.all([1, 2, 3].map(() => inTransaction((tx) => open(tx, room.ofRoom))));
		await put(room, room.voters[0]!, room.cards[0]!);
		const db = await database();
		expect(await visible(db, other.round, other.before.roll)).toMatchObject({ placed: 0 });
		const rounds = await db.execute(sql`select count(*)::int as n from dot_rounds where occasion_id = ${room.round.occasionId}`);
		expect(rounds[0]!.n).toBe(1);
	});

	test('[DE43] the journal says who, never on what; the topic is told on commit', async () => {
		const room = await roomOf(1);
		const [hand] = room.voters;
		const heard: string[] = [];
		let tell = () => {};
		const told = new Promise<void>((resolve) => (tell = resolve));
		const stop = await watch((topic) => topic === room.ofRoom.topic, (topic) => (heard.push(topic), tell()));
		await put(room, hand!, room.cards[0]!);
		await told;
		stop();
		expect(heard).toEqual([room.ofRoom.topic]);
		const db = await database();
		const entries = await db.execute(sql`select act, actor, about::text as about from journal_entries where actor = ${`seat:${hand}`}`);
		expect(entries.map((entry) => entry.act)).toEqual(['dot-placed']);
		expect(JSON.stringify(entries)).not.toContain(room.cards[0]!);
	});

	test('[DE43] the Trois-Rivelles: sixty-five dots give the figures of the example', async () => {
		const example = JSON.parse(readFileSync('src/lib/workshop/server/example/seats.json', 'utf8')) as {
			dots: Record<string, string[]>;
			dotsByCard: Record<string, number>;
		};
		const seats = Object.keys(example.dots);
		const room = await roomOf(seats.length);
		const codes = [...new Set(Object.values(example.dots).flat())];
		const idOf = new Map(codes.map((code) => [code, newId<'card'>() as string]));
		const before = { ...room.before, targets: new Set(idOf.values()) };
		await Promise.all(
			seats.map(async (seat, nth) => {
				for (const code of example.dots[seat]!) await put({ ...room, before }, room.voters[nth]!, idOf.get(code)!);
			})
		);
		await inTransaction((tx) => close(tx, room.round, before.roll));
		const seen = await visible(await database(), room.round, before.roll);
		if (!seen || seen.isOpen) throw new Error('the round is closed');
		const byCode = Object.fromEntries(codes.map((code) => [code, seen.ranked.find((line) => line.target === idOf.get(code))?.dots]));
		expect(byCode).toEqual(example.dotsByCard);
		expect(seen.ranked.slice(0, 3).map((line) => codes.find((code) => idOf.get(code) === line.target))).toEqual(['B1', 'B7', 'B3']);
		expect(seen).toMatchObject({ placed: 13, eligible: 13 });
	});
});
