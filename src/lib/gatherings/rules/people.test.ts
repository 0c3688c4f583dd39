import { describe, expect, test } from 'vitest';
import type { MembershipId, SeatId } from '../../db/rules/ids.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { judgeInvitation, joinWindow, largestRoom } from './invitation.ts';
import { asksFirst, hintsOf, readinessOf, type Room } from './readiness.ts';
import { foldName, judgeAdmission, judgeMerge, judgePlace, lookAlikes, mayChangeWeather, placesHeldOut, type SeatState } from './seating.ts';

const starts = new Date('2026-11-20T18:00:00Z');
const minutes = (count: number) => new Date(starts.getTime() + count * 60_000);

describe('invitation', () => {
	const hours = { ...joinWindow(starts, 120), openedAt: null, closedAt: null };
	test.each([
		['half an hour before', -30, {}, 'open'],
		['earlier', -31, {}, 'invitation-not-yet-open'],
		['earlier, with the doors open', -31, { openedAt: minutes(-60) }, 'open'],
		['half an hour after the end', 150, {}, 'invitation-expired'],
		['just before that', 149, {}, 'open'],
		['in a closed gathering', 10, { closedAt: minutes(5) }, 'gathering-closed']
	])('[GA15] %s', (_, at, more, expected) => {
		const judged = judgeInvitation({ ...hours, ...more }, 0, minutes(at));
		expect(judged.accepted ? judged.value : judged.reason).toBe(expected);
	});
	test('[GA15] a full room takes nobody more', () => {
		expect(judgeInvitation(hours, largestRoom, starts)).toEqual({ accepted: false, reason: 'room-full' });
	});
});

describe('readiness', () => {
	test.each([
		[10, 3, false],
		[10, 4, true],
		[3, 1, true],
		[4, 1, false],
		[0, 0, false]
	])('[GA7] of %i present, %i not ready', (present, notReady, asks) => {
		expect(asksFirst({ present, notReady })).toBe(asks);
	});
	test('[GA7] seats on paper are not waited for', () => {
		expect(readinessOf([{ isOnPaper: true, isReady: false }, { isOnPaper: false, isReady: true }])).toEqual({ present: 1, notReady: 0 });
	});
	const room: Room = { readiness: { present: 10, notReady: 10 }, handsRaised: 0, waiting: 0, storms: 0, minutesSinceReady: 0, plannedMinutes: 10 };
	test.each<[string, Partial<Room>, string[]]>([
		['a quiet room at the beginning', {}, []],
		['nobody ready at half time', { minutesSinceReady: 5 }, ['nobody-ready-since']],
		['all but two', { readiness: { present: 10, notReady: 2 } }, ['few-not-ready']],
		['all', { readiness: { present: 10, notReady: 0 } }, ['everybody-ready']],
		['hands and people at the door', { handsRaised: 2, waiting: 1 }, ['people-waiting', 'hands-raised']],
		['a third under the storm', { storms: 4 }, ['storms']]
	])('[GA14] %s', (_, more, expected) => {
		expect(hintsOf({ ...room, ...more }).map(({ hint }) => hint)).toEqual(expected);
	});
});

describe('seating', () => {
	const id = (text: string) => text as SeatId;
	test('[GA16] names are compared without accents, case and signs', () => {
		expect(foldName(' Léa-B. ')).toBe('leab');
		const seat = (name: string, at: number, state: SeatState = 'waiting') => ({ id: id(name + at), publicName: name, state, joinedAt: minutes(at) });
		expect(lookAlikes([seat('LEA', 3), seat('Léa', 1, 'admitted'), seat('Noé', 2), seat('lea', 0, 'expelled')])).toEqual(new Map([['LEA3', 'Léa1']]));
		expect(lookAlikes([seat('🌳', 1), seat('🌲', 2)]).size).toBe(0);
	});
	test.each<[SeatState, string]>([
		['waiting', 'admitted'],
		['expelled', 'admitted'],
		['admitted', 'seat-already-admitted'],
		['merged', 'seat-merged']
	])('[GA17] admitting a seat that is %s', (state, expected) => {
		const judged = judgeAdmission(state);
		expect(judged.accepted ? judged.value : judged.reason).toBe(expected);
	});
	const place = (text: string) => text as MembershipId;
	const awaited = (name: string, capacity: Capacity, membershipId = name) => ({ membershipId: place(membershipId), publicName: name, capacity });
	const atDoor = (name: string, capacity: Capacity, minute: number) => ({ id: id(name + minute), publicName: name, capacity, state: 'waiting' as const, joinedAt: minutes(minute) });
	test.each<[string, ReturnType<typeof atDoor>[], ReturnType<typeof awaited>[], [string, string[]][]]>([
		['the same name, written otherwise', [atDoor('aubepine', 'juror', 1)], [awaited('Aubépine', 'juror')], [['aubepine1', ['Aubépine']]]],
		['another capacity', [atDoor('Aubépine', 'buyer', 1)], [awaited('Aubépine', 'juror')], []],
		['another name', [atDoor('Aubier', 'juror', 1)], [awaited('Aubépine', 'juror')], []],
		['two namesakes awaited', [atDoor('Saule', 'juror', 1)], [awaited('Saule', 'juror', 'J9'), awaited('saule', 'juror', 'J11')], [['Saule1', ['J9', 'J11']]]],
		['two at the door for one place', [atDoor('Saule', 'juror', 2), atDoor('SAULE', 'juror', 1)], [awaited('Saule', 'juror')], [['SAULE1', ['Saule']]]],
		['a name without letters', [atDoor('🌳', 'juror', 1)], [awaited('🌲', 'juror')], []],
		['the first name of a member', [atDoor('karim', 'prescriber', 1)], [awaited('Karim Delestang', 'prescriber')], [['karim1', ['Karim Delestang']]]],
		['a first name and an initial', [atDoor('Karim D.', 'prescriber', 1)], [awaited('Karim Delestang', 'prescriber'), awaited('Karim Oury', 'prescriber')], [['Karim D.1', ['Karim Delestang']]]],
		['a first name that two members share', [atDoor('Karim', 'prescriber', 1)], [awaited('Karim Delestang', 'prescriber'), awaited('Karim Oury', 'prescriber')], [['Karim1', ['Karim Delestang', 'Karim Oury']]]],
		['the first name in another capacity', [atDoor('Karim', 'juror', 1)], [awaited('Karim Delestang', 'prescriber')], []],
		['the beginning of a first name', [atDoor('Kar', 'prescriber', 1)], [awaited('Karim Delestang', 'prescriber')], []],
		['a whole name before a first name alone', [atDoor('Anne', 'buyer', 1), atDoor('Anne Roux', 'buyer', 2)], [awaited('Anne Roux', 'buyer')], [['Anne Roux2', ['Anne Roux']]]]
	])('[GA22] %s', (_, waiting, members, expected) => {
		const held = placesHeldOut(waiting, members);
		expect([...held].map(([seat, { places }]) => [seat, places])).toEqual(expected);
		// only a whole name is presumed to be who it says
		const isWhole = (seat: string, member: string) => foldName(seat.replace(/\d+$/, '')) === foldName(members.find(({ membershipId }) => membershipId === member)!.publicName);
		for (const [seat, { places, presumed }] of held) expect(presumed).toBe(places.length === 1 && isWhole(seat, places[0]!) ? places[0] : undefined);
	});
	test.each<[string[], string | undefined, string | undefined, string | undefined]>([
		[['a'], 'a', undefined, 'a'],
		[['a'], 'a', 'a', 'a'],
		[['a'], 'a', 'another-person', undefined],
		[['a'], undefined, undefined, 'place-to-choose'],
		[['a', 'b'], undefined, 'b', 'b'],
		[['a', 'b'], undefined, undefined, 'place-to-choose'],
		[['a', 'b'], undefined, 'another-person', undefined],
		[[], undefined, undefined, undefined],
		[[], undefined, 'd', 'd'],
		[['a'], 'a', 'd', 'd'],
		[['a'], 'a', 'gone', 'place-taken']
	])('[GA22] of %j, presumed %s, asked %s: %s', (places, presumed, asked, expected) => {
		const held = places.length ? { places: places.map(place), ...(presumed ? { presumed: place(presumed) } : {}) } : undefined;
		const judged = judgePlace(held, ['a', 'b', 'd'].map(place), asked as MembershipId | 'another-person' | undefined);
		expect(judged.accepted ? judged.value : judged.reason).toBe(expected);
	});
	test('[GA18] the seat that has acted remains, else the one already in the room', () => {
		const a = { id: id('a'), state: 'admitted', hasActed: true } as const;
		const b = { id: id('b'), state: 'waiting', hasActed: false } as const;
		expect(judgeMerge(b, a)).toEqual({ accepted: true, value: { gone: 'b', kept: 'a' } });
		expect(judgeMerge(a, b)).toEqual({ accepted: true, value: { gone: 'b', kept: 'a' } });
		expect(judgeMerge(a, { ...b, hasActed: true })).toEqual({ accepted: false, reason: 'both-seats-have-acted' });
		const c = { ...b, id: id('c') };
		expect(judgeMerge({ ...a, hasActed: false }, c)).toEqual({ accepted: true, value: { gone: 'c', kept: 'a' } });
		expect(judgeMerge(c, { ...a, hasActed: false })).toEqual({ accepted: true, value: { gone: 'c', kept: 'a' } });
		expect(judgeMerge(c, b)).toEqual({ accepted: true, value: { gone: 'c', kept: 'b' } });
		expect(judgeMerge(a, a)).toEqual({ accepted: false, reason: 'same-seat' });
		expect(judgeMerge({ ...b, state: 'expelled' }, a)).toEqual({ accepted: false, reason: 'seat-expelled' });
	});
	test('[GA19] thirty seconds between two weathers', () => {
		expect([mayChangeWeather(null, starts), mayChangeWeather(starts, new Date(starts.getTime() + 29_999)), mayChangeWeather(starts, new Date(starts.getTime() + 30_000))]).toEqual([true, false, true]);
	});
});
