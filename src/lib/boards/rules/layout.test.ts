import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zones, type Zone } from '../../design/rules/zones.ts';
import type { BoardCard, BoardGroup } from './cards.ts';
import { arrange, cardSize, framesOf, placeAt, toileBox, zoneAt, zoneBoxes, type Box } from './layout.ts';
import type { Place, Point } from './marks.ts';

const card = (id: string, zone: Zone = 'needs', more: Partial<BoardCard> = {}): BoardCard => ({ id, zone, kind: 'need', text: id, group: null, capacity: null, rank: id, ...more });
const group = (id: string, rank: string): BoardGroup => ({ id, zone: 'needs', title: id, rank });
const none: ReadonlyMap<string, Place> = new Map();
const holds = (box: Box, { x, y }: Point) => x >= box.x && y >= box.y && x + cardSize.w <= box.x + box.w && y + cardSize.h <= box.y + box.h;

test('[BO41] four zones stand two by two and touch nowhere', () => {
	for (const count of [0, 30, 31, 500, 1_000]) {
		const boxes = zoneBoxes(count);
		const [needs, resources, innovation, constraints] = zones.map((zone) => boxes[zone]) as [Box, Box, Box, Box];
		expect([needs.x, needs.y, needs.y, innovation.y, needs.x]).toEqual([0, 0, resources.y, constraints.y, innovation.x]);
		expect(resources.x).toBeGreaterThan(needs.x + needs.w);
		expect(innovation.y).toBeGreaterThan(needs.y + needs.h);
		expect(toileBox(boxes)).toEqual({ x: 0, y: 0, w: constraints.x + constraints.w, h: constraints.y + constraints.h });
	}
	expect(zoneBoxes(1)).toEqual(zoneBoxes(30));
	expect(zoneBoxes(31).needs.w).toBeGreaterThan(zoneBoxes(30).needs.w);
});

test('[BO41] cards without a place stand in rows: the groups in their order, each on rows of its own, then those that are alone', () => {
	const cards = [card('a1'), card('b1', 'needs', { group: 'late' }), card('c1', 'needs', { group: 'early' }), card('d1', 'needs', { group: 'early' }), card('e1', 'needs', { group: 'gone' }), card('f1', 'resources')];
	const at = arrange(cards, [group('late', 'z'), group('early', 'b')], none);
	const [x, y] = [at.get('c1')!.x, at.get('c1')!.y];
	const right = at.get('d1')!.x;
	const down = at.get('b1')!.y - y;
	expect(right).toBeGreaterThanOrEqual(x + cardSize.w);
	expect(down).toBeGreaterThanOrEqual(cardSize.h);
	expect(Object.fromEntries(at)).toEqual({ c1: { x, y }, d1: { x: right, y }, b1: { x, y: y + down }, a1: { x, y: y + 2 * down }, e1: { x: right, y: y + 2 * down }, f1: { x: x + zoneBoxes(6).resources.x, y } });
});

test('[BO41] where groups have no room for rows of their own, they follow each other, and nothing lies over another', () => {
	const many = Array.from({ length: 8 }, (_, at) => card(`g${at}`, 'needs', { group: `G${Math.floor(at / 2)}` }));
	const at = arrange(many, [0, 1, 2, 3].map((nth) => group(`G${nth}`, `r${nth}`)), none);
	expect(new Set([...at.values()].map(({ y }) => y)).size).toBe(2);
	const apart = [...at.values()];
	for (const [nth, one] of apart.entries()) for (const other of apart.slice(nth + 1)) expect(Math.abs(one.x - other.x) >= cardSize.w || Math.abs(one.y - other.y) >= cardSize.h).toBe(true);
});

test('[BO41] a card stands where somebody put it, for as long as it is in that zone, and the others keep their cells', () => {
	const cards = ['a1', 'b1', 'c1'].map((id) => card(id));
	const before = arrange(cards, [], none);
	const put = new Map([['a1', { zone: 'needs', x: 300, y: 400 } as const]]);
	const after = arrange(cards, [], put);
	expect(after.get('a1')).toEqual({ x: 300, y: 400 });
	expect([after.get('b1'), after.get('c1')]).toEqual([before.get('b1'), before.get('c1')]);
	const moved = arrange([card('a1', 'constraints'), card('b1'), card('c1')], [], put);
	const { constraints, needs } = zoneBoxes(3);
	expect(moved.get('a1')).toEqual({ x: before.get('a1')!.x - needs.x + constraints.x, y: before.get('a1')!.y - needs.y + constraints.y });
	expect(moved.get('b1')).toEqual(before.get('a1'));
});

test('[BO41] a place stays where it was within its zone when the toile grows', () => {
	const put = new Map([['k0001', { zone: 'constraints', x: 300, y: 400 } as const]]);
	for (const count of [1, 31, 700]) {
		const cards = Array.from({ length: count }, (_, at) => card(`k${String(at + 1).padStart(4, '0')}`, at === 0 ? 'constraints' : 'needs'));
		const { x, y } = zoneBoxes(count).constraints;
		expect(arrange(cards, [], put).get('k0001')).toEqual({ x: x + 300, y: y + 400 });
	}
});

test('[BO41] wherever a card is let go, it takes a place within the zone of its middle', () => {
	const boxes = zoneBoxes(10);
	expect(placeAt({ x: boxes.needs.w - cardSize.w / 2 - 50, y: 200 }, boxes)).toMatchObject({ zone: 'needs', y: 200 });
	expect(placeAt({ x: boxes.resources.x - 20, y: 200 }, boxes)).toMatchObject({ zone: 'resources', y: 200 });
	expect(placeAt({ x: -5_000, y: -5_000 }, boxes).zone).toBe('needs');
	expect(zoneAt({ x: 90_000, y: 90_000 }, boxes)).toBe('constraints');
	fc.assert(
		fc.property(fc.integer({ min: -9_000, max: 90_000 }), fc.integer({ min: -9_000, max: 90_000 }), (x, y) => {
			const place = placeAt({ x, y }, boxes);
			const one = card('a1', place.zone);
			const at = arrange([one, ...Array.from({ length: 9 }, (_, index) => card(`z${index}`))], [], new Map([['a1', place]])).get('a1')!;
			expect(holds(boxes[place.zone], at)).toBe(true);
			expect(at).toEqual({ x: boxes[place.zone].x + place.x, y: boxes[place.zone].y + place.y });
		}),
		{ numRuns: 300, seed: 20_261_127 }
	);
});

test('[BO41] no card leaves its zone, whatever their number and their groups, and all screens say the same', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 4 }), (count, groups, spread) => {
			const shelves = Array.from({ length: groups }, (_, at) => group(`g${at}`, `r${at}`));
			const cards = Array.from({ length: count }, (_, at) => card(`k${at}`, zones[at % spread]!, { group: groups ? `g${(at * 7) % groups}` : null, rank: `${at % 50}` }));
			const boxes = zoneBoxes(count);
			const at = arrange(cards, shelves, none);
			expect(at.size).toBe(count);
			for (const one of cards) expect(holds(boxes[one.zone as Zone], at.get(one.id)!)).toBe(true);
			// those that lie over each other still show an edge
			expect(new Set([...at.values()].map(({ x, y }) => `${x},${y}`)).size).toBe(count);
			expect(arrange([...cards].reverse(), [...shelves].reverse(), none)).toEqual(new Map([...at]));
		}),
		{ numRuns: 60, seed: 20_261_127 }
	);
});

test('[BO45] a group has a frame around its cards, unless another card lies within', () => {
	const cards = [card('a1', 'needs', { group: 'G' }), card('b1', 'needs', { group: 'G' }), card('c1')];
	const at = (c1: Point): ReadonlyMap<string, Point> => new Map([['a1', { x: 100, y: 200 }], ['b1', { x: 400, y: 200 }], ['c1', c1]]);
	const groups = [group('G', 'a'), group('empty', 'b')];
	expect(framesOf(cards, groups, at({ x: 100, y: 600 }))).toEqual(new Map([['G', { x: 92, y: 192, w: 300 + cardSize.w + 16, h: cardSize.h + 16 }]]));
	expect(framesOf(cards, groups, at({ x: 250, y: 250 })).size).toBe(0);
	// a group that has gone elsewhere leaves a card that stayed: no frame over two zones
	expect(framesOf([card('a1', 'resources', { group: 'G' })], groups, at({ x: 0, y: 0 })).size).toBe(0);
});
